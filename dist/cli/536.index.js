export const id = 536;
export const ids = [536];
export const modules = {

/***/ 7536:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  emulate: () => (/* binding */ emulate)
});

// EXTERNAL MODULE: ./src/document.ts
var src_document = __webpack_require__(7078);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/untrusted.ts
var untrusted = __webpack_require__(3254);
;// CONCATENATED MODULE: ./src/emulator/camelCase.ts
/** Renames the keys of `written`, not those of values inside it. */
function camelCased(written) {
    return Object.fromEntries(Object.entries(written).map(([key, value]) => [
        key.replace(/_(\w)/g, (_, letter) => letter.toUpperCase()),
        value,
    ]));
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(4377);
;// CONCATENATED MODULE: ./src/emulator/policy.ts

/** What a policy decides about those whom it matches; the API's words. */
const DECISIONS = ['allow', 'deny', 'non_identity', 'bypass'];
const RULE = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* looseObject */._H3({}))
    .refine((rule) => Object.keys(rule).length === 1, 'a rule is an object with one key, its selector');
/** The fields of whatever decides by rules: policies and Access groups. */
const RULE_SET_SHAPE = {
    include: schemas/* array */.YOg(RULE).min(1),
    require: schemas/* array */.YOg(RULE).default([]),
    exclude: schemas/* array */.YOg(RULE).default([]),
};
/** The fields of a policy that bear on who gets in. */
const POLICY_SHAPE = {
    name: schemas/* string */.YjP().min(1),
    decision: schemas/* enum */.k5n(DECISIONS),
    ...RULE_SET_SHAPE,
};

;// CONCATENATED MODULE: ./src/emulator/settings.ts


/**
 * How the emulated API behaves where Cloudflare's documentation is silent, or where accounts differ; every unknown
 * can be played both ways. docs/emulator.md explains each setting, and a test holds the two together.
 */
const SETTINGS = schemas/* strictObject */.rej({
    /** How long a policy test takes. */
    test_seconds: schemas/* number */.aig().min(0).default(0),
    test_ends: schemas/* enum */.k5n(['complete', 'blocked', 'exceeded time']).default('complete'),
    /** How many of the users are processed when a test ends otherwise than `complete`. */
    test_ends_at_percent: schemas/* number */.aig().min(0).max(100).default(50),
    /** How long a test that has ended is kept; for ever by default. */
    test_kept_seconds: schemas/* number */.aig().min(0).optional(),
    /** The HTTP status of the answer about a test that never was, or is not kept any more. */
    unknown_test_status: schemas/* union */.KCZ([schemas/* literal */.euz(404), schemas/* literal */.euz(400)]).default(404),
    /** Whether a test may be started while another is processing, or the HTTP status of the refusal. */
    second_test: schemas/* union */.KCZ([schemas/* literal */.euz('allowed'), schemas/* literal */.euz(400), schemas/* literal */.euz(403), schemas/* literal */.euz(409), schemas/* literal */.euz(429)])
        .default('allowed'),
    /** The id of a saved policy that does not exist: the request is refused, or whoever reaches it is an `error`. */
    unknown_policy: schemas/* enum */.k5n(['refused', 'error']).default('refused'),
    /** In which order the list of policies is evaluated. */
    policy_order: schemas/* enum */.k5n(['first_to_last', 'last_to_first']).default('first_to_last'),
    /** What becomes of a user whom a bypass policy matches. */
    bypass: schemas/* enum */.k5n(['approved', 'ignored', 'error']).default('approved'),
    /** What becomes of a user whom a Service Auth policy matches. */
    non_identity: schemas/* enum */.k5n(['ignored', 'approved', 'error']).default('ignored'),
    /** Selectors that the tester cannot decide for anybody. */
    undecidable_selectors: schemas/* array */.YOg(schemas/* string */.YjP().min(1)).default([]),
    /** The users' list of a test that is not `complete`. */
    users_before_end: schemas/* enum */.k5n(['listed', 'empty', 'refused']).default('listed'),
    /** Whether the order of the users differs from request to request until the test is `complete`. */
    order_before_end: schemas/* enum */.k5n(['stable', 'shuffled']).default('stable'),
    /** A `per_page` above it gives so many. */
    max_per_page: schemas/* int */.Whr().min(1).max(1000).default(1000),
    /** Whether a page of users comes with `result_info`, which the API does not declare. */
    result_info: schemas/* boolean */.zMY().default(false),
    /** Fields that are left out of statuses and users, all of which are optional in the API. */
    omitted_fields: schemas/* array */.YOg(schemas/* enum */.k5n([
        'total_users',
        'users_approved',
        'users_blocked',
        'users_errored',
        'percent_approved',
        'percent_blocked',
        'percent_errored',
        'percent_users_processed',
        'id',
        'email',
        'name',
    ]))
        .default([]),
    /** So many requests of a token are answered in a window; past them, none is for as long. */
    rate_limit_requests: schemas/* int */.Whr().min(1).default(1200),
    rate_limit_seconds: schemas/* number */.aig().positive().default(300),
    /** The HTTP status of the refusal of a token that is unknown or lacks a permission. */
    forbidden_status: schemas/* union */.KCZ([schemas/* literal */.euz(403), schemas/* literal */.euz(401)]).default(403),
    /** The HTTP status of the answer to a request without any credentials. */
    no_credentials_status: schemas/* union */.KCZ([schemas/* literal */.euz(400), schemas/* literal */.euz(401)]).default(400),
    /** Whether Zero Trust is set up in the account. */
    zero_trust: schemas/* boolean */.zMY().default(true),
});

;// CONCATENATED MODULE: ./src/emulator/directorySchema.ts



/** The types of identity providers that the API knows. */
const PROVIDER_TYPES = [
    'azureAD',
    'centrify',
    'cloudflare',
    'facebook',
    'github',
    'google',
    'google-apps',
    'linkedin',
    'oidc',
    'okta',
    'onelogin',
    'onetimepin',
    'pingone',
    'saml',
    'yandex',
];
/** The permissions of API tokens that the emulated operations ask for, by the names of the dashboard. */
const PERMISSIONS = [
    'Access: Policy Test Write',
    'Access: Policy Test Read',
    'Access: Apps and Policies Write',
    'Access: Apps and Policies Read',
];
const ID = schemas/* string */.YjP().min(1).max(64);
/** Ids of users and applications are UUIDs, of at most 36 characters. */
const UUID = schemas/* string */.YjP().min(1).max(36);
const NAME = schemas/* string */.YjP().min(1);
const IDENTIFIER = schemas/* string */.YjP().regex(/^[0-9a-f]{32}$/, 'an id of an account or zone is 32 hexadecimal digits');
const ADDRESS = schemas/* union */.KCZ([schemas/* ipv4 */.uXy(), schemas/* ipv6 */.ugL()], 'not an IP address');
const RANGE = schemas/* union */.KCZ([schemas/* ipv4 */.uXy(), schemas/* ipv6 */.ugL(), schemas/* cidrv4 */.zrY(), schemas/* cidrv6 */.l7s()], 'not an IP address or CIDR block');
/** Attributes or claims; one with several values holds each of them. */
const CLAIMS = schemas/* record */.g1P(NAME, schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP())])).default({});
const USER = schemas/* strictObject */.rej({
    email: schemas/* email */.Rpp(),
    name: NAME,
    id: UUID.optional(),
    /** Id or name. */
    identity_provider: NAME,
    last_login: iso/* date */.p6('a date is written YYYY-MM-DD').optional(),
    /** Names, ids or addresses of groups, whichever the identity provider's selector compares. */
    groups: schemas/* array */.YOg(NAME).default([]),
    github: schemas/* strictObject */.rej({ organization: NAME, teams: schemas/* array */.YOg(NAME).default([]) }).optional(),
    saml_attributes: CLAIMS,
    oidc_claims: CLAIMS,
    /** How the user proved who they are, RFC 8176. */
    auth_methods: schemas/* array */.YOg(NAME).default([]),
    /** The `ac_id` of each authentication context of Azure that the user met. */
    auth_contexts: schemas/* array */.YOg(NAME).default([]),
    /** The Cloudflare accounts of which the user is a member. */
    cloudflare_accounts: schemas/* array */.YOg(IDENTIFIER).default([]),
    risk_score: schemas/* enum */.k5n(['low', 'medium', 'high', 'unscored']).default('unscored'),
    /** Whether the user's last device passed, by the `integration_uid` of the posture check. */
    device_posture: schemas/* record */.g1P(NAME, schemas/* boolean */.zMY()).default({}),
    /** What only a request tells: where it is not said here, it cannot be decided. */
    country: schemas/* string */.YjP()
        .regex(/^[A-Z]{2}$/, 'a country is two capital letters (ISO 3166-1)')
        .optional(),
    ip: ADDRESS.optional(),
    /** `false`: presents none. */
    client_certificate: schemas/* union */.KCZ([schemas/* literal */.euz(false), schemas/* strictObject */.rej({ common_name: NAME })]).optional(),
    /** What the service at each `evaluate_url` says of the user. */
    external_evaluations: schemas/* record */.g1P(NAME, schemas/* boolean */.zMY()).default({}),
});
const POLICY = schemas/* strictObject */.rej({ ...POLICY_SHAPE });
const APPLICATION = schemas/* strictObject */.rej({
    id: UUID,
    name: NAME,
    domain: NAME,
    /** The zone through whose address the application can be asked for, too. */
    zone_id: IDENTIFIER.optional(),
    /** In their precedence: ids of saved policies, or policies of the application alone. */
    policies: schemas/* array */.YOg(schemas/* union */.KCZ([ID, POLICY])),
    /** The address of whom a check of the application is about; nobody by default. */
    checked_user: schemas/* email */.Rpp().optional(),
});
const API_TOKEN = schemas/* strictObject */.rej({
    token: NAME,
    /** All of them by default. */
    permissions: schemas/* array */.YOg(schemas/* enum */.k5n(PERMISSIONS)).default([...PERMISSIONS]),
    /** The account that the token is for; this one by default. */
    account_id: IDENTIFIER.optional(),
});
/** The directory file as it is written. */
const DIRECTORY_SCHEMA = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1),
    account_id: IDENTIFIER,
    api_tokens: schemas/* array */.YOg(API_TOKEN)
        .min(1)
        .default([{ token: 'emulator-token', permissions: [...PERMISSIONS] }]),
    api_email: schemas/* email */.Rpp().optional(),
    api_key: NAME.optional(),
    settings: SETTINGS.prefault({}),
    zones: schemas/* array */.YOg(schemas/* strictObject */.rej({ id: IDENTIFIER, name: NAME })).default([]),
    identity_providers: schemas/* array */.YOg(schemas/* strictObject */.rej({ id: ID, type: schemas/* enum */.k5n(PROVIDER_TYPES), name: NAME })),
    email_lists: schemas/* array */.YOg(schemas/* strictObject */.rej({ id: ID, name: NAME, emails: schemas/* array */.YOg(schemas/* email */.Rpp()) })).default([]),
    ip_lists: schemas/* array */.YOg(schemas/* strictObject */.rej({ id: ID, name: NAME, ips: schemas/* array */.YOg(RANGE) })).default([]),
    access_groups: schemas/* array */.YOg(schemas/* strictObject */.rej({ id: ID, name: NAME, ...RULE_SET_SHAPE })).default([]),
    policies: schemas/* array */.YOg(schemas/* strictObject */.rej({ id: ID, ...POLICY_SHAPE })).default([]),
    applications: schemas/* array */.YOg(APPLICATION).default([]),
    users: schemas/* array */.YOg(USER),
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/emulator/userId.ts

/** The user's own id, or a UUID (version 8, RFC 9562) that depends on nothing but the address. */
function userId({ id, email }) {
    if (id !== undefined)
        return id;
    const hex = (0,external_node_crypto_.createHash)('sha256').update(email.toLowerCase()).digest('hex');
    return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `8${hex.slice(13, 16)}`,
        `8${hex.slice(17, 20)}`,
        hex.slice(20, 32),
    ].join('-');
}

;// CONCATENATED MODULE: ./src/emulator/references.ts






/** Lists whose items have an id. */
const WITH_IDS = [
    'zones',
    'identity_providers',
    'email_lists',
    'ip_lists',
    'access_groups',
    'policies',
    'applications',
];
/** What no schema sees: the same id or address twice, and references to what does not exist. */
function checkReferences(written, source) {
    const problems = [];
    const report = (path, message) => {
        problems.push({ message, location: source.locate(path) });
    };
    const checkUnique = (list, field, values) => {
        const seen = new Set();
        values.forEach((value, index) => {
            if (seen.has(value))
                report([list, index, field], `this ${field} is in ${list} twice`);
            seen.add(value);
        });
    };
    const checkKnown = (path, value, list, known) => {
        if (value !== undefined && !known.has(value))
            report(path, `${list} has no ${(0,untrusted/* quote */.hD)(value)}`);
    };
    for (const list of WITH_IDS)
        checkUnique(list, 'id', idsOf(written[list]));
    checkUnique('identity_providers', 'name', written.identity_providers.map(({ name }) => name));
    checkUnique('api_tokens', 'token', tokensOf(written));
    checkUnique('users', 'email', addressesOf(written));
    checkUnique('users', 'id', written.users.map(userId));
    const providers = new Set(providersByReference(written).keys());
    written.users.forEach((user, index) => {
        checkKnown(['users', index, 'identity_provider'], user.identity_provider, 'identity_providers', providers);
    });
    const zones = new Set(idsOf(written.zones));
    const policies = new Set(idsOf(written.policies));
    const addresses = new Set(addressesOf(written));
    written.applications.forEach((application, index) => {
        const path = ['applications', index];
        checkKnown([...path, 'zone_id'], application.zone_id, 'zones', zones);
        checkKnown([...path, 'checked_user'], application.checked_user?.toLowerCase(), 'users', addresses);
        application.policies.forEach((policy, place) => {
            if (typeof policy === 'string')
                checkKnown([...path, 'policies', place], policy, 'policies', policies);
        });
    });
    if ((written.api_email === undefined) !== (written.api_key === undefined)) {
        report([written.api_email === undefined ? 'api_key' : 'api_email'], 'api_email and api_key come together');
    }
    return problems;
}
/** Users may name their identity provider by its name, which reads better than an id. */
function providersByReference({ identity_providers: providers, }) {
    return new Map(providers.flatMap(({ id, type, name }) => [
        [name, { id, type }],
        [id, { id, type }],
    ]));
}
function idsOf(list) {
    return list.map(({ id }) => id);
}
function tokensOf({ api_tokens: tokens }) {
    return tokens.map(({ token }) => token);
}
function addressesOf({ users }) {
    return users.map(({ email }) => email.toLowerCase());
}

;// CONCATENATED MODULE: ./src/emulator/directory.ts










/**
 * Reads a directory file (YAML or JSON). `file` is the name shown in messages.
 * Throws `ConfigError` with every problem of the file and its place.
 */
function parseDirectory(file, text) {
    const source = (0,src_document/* parseSource */.P)(file, text);
    if (source.problems.length > 0)
        throw new errors/* ConfigError */.xL(source.problems);
    const parsed = DIRECTORY_SCHEMA.safeParse(source.value);
    if (!parsed.success) {
        throw new errors/* ConfigError */.xL(parsed.error.issues.flatMap((issue) => describeIssue(issue, source)));
    }
    const problems = checkReferences(parsed.data, source);
    if (problems.length > 0)
        throw new errors/* ConfigError */.xL(problems);
    return build(parsed.data);
}
function describeIssue(issue, source) {
    if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => ({
            message: `unknown key ${(0,untrusted/* quote */.hD)(key)}`,
            location: source.locateKey([...issue.path, key]),
        }));
    }
    const where = issue.path.length === 0 ? 'directory' : issue.path.map(String).join('.');
    return [{ message: (0,untrusted/* plain */.pj)(`${where}: ${issue.message}`), location: source.locate(issue.path) }];
}
function build(written) {
    const policies = new Map(written.policies.map((policy) => [policy.id, policy]));
    const users = buildUsers(written);
    return {
        accountId: written.account_id,
        apiTokens: written.api_tokens.map(({ token, permissions, account_id: accountId }) => ({
            token,
            permissions,
            accountId: accountId ?? written.account_id,
        })),
        apiKey: written.api_email === undefined || written.api_key === undefined
            ? undefined
            : { email: written.api_email, key: written.api_key },
        settings: camelCased(written.settings),
        zoneIds: new Set(written.zones.map(({ id }) => id)),
        emailLists: new Map(written.email_lists.map(({ id, emails }) => [id, new Set(emails.map((email) => email.toLowerCase()))])),
        ipLists: new Map(written.ip_lists.map(({ id, ips }) => [id, ips])),
        accessGroups: new Map(written.access_groups.map((group) => [group.id, group])),
        policies,
        applications: new Map(written.applications.map((application) => [
            application.id,
            {
                id: application.id,
                name: application.name,
                domain: application.domain,
                zoneId: application.zone_id,
                policies: application.policies.flatMap((policy) => typeof policy === 'string' ? (policies.get(policy) ?? []) : policy),
                checkedUser: users.find(({ email }) => sameAddress(email, application.checked_user)),
            },
        ])),
        users,
    };
}
function buildUsers(written) {
    const providers = providersByReference(written);
    return written.users.flatMap((user) => {
        const identityProvider = providers.get(user.identity_provider);
        return identityProvider ? [{ ...camelCased(user), id: userId(user), identityProvider }] : [];
    });
}
function sameAddress(one, other) {
    return one.toLowerCase() === other?.toLowerCase();
}

;// CONCATENATED MODULE: ./src/emulator/envelope.ts
/** 200 with the API's envelope around `result`. */
function success(result) {
    return { status: 200, body: { success: true, errors: [], messages: [], result } };
}
/** An error in the whole envelope. */
function failure(status, ...errors) {
    return { status, body: { success: false, errors, messages: [], result: null } };
}
/** An error as Cloudflare's gateway gives it, without `messages` and `result`. */
function gatewayFailure(status, ...errors) {
    return { status, body: { success: false, errors } };
}
/** 400 for a request that Access does not take; `pointer` (RFC 6901) says where in the body. */
function invalidRequest(message, pointer) {
    return failure(400, invalid(message, pointer));
}
/** One reason why Access does not take a request. */
function invalid(message, pointer) {
    return {
        code: 12130,
        message: `access.api.error.invalid_request: ${message}`,
        ...(pointer === undefined ? {} : { source: { pointer } }),
    };
}

;// CONCATENATED MODULE: ./src/emulator/authorization.ts



/** What a token may look like in `Authorization: Bearer TOKEN`: no space, no quotes. */
const WELL_FORMED = /^Bearer [\w.~+/=-]+$/;
/** The refusal of a request whose credentials are missing or malformed, whoever they belong to. */
function checkCredentials({ headers }) {
    const { authorization } = headers;
    if (authorization !== undefined) {
        return WELL_FORMED.test(authorization) ? undefined : MALFORMED;
    }
    return headers['x-auth-email'] && headers['x-auth-key'] ? undefined : MISSING;
}
/** The refusal of well-formed credentials that are not the directory's. */
function checkIdentity({ headers }, directory) {
    if (headers.authorization !== undefined) {
        const isKnown = directory.apiTokens.some(({ token }) => headers.authorization === `Bearer ${token}`);
        return isKnown ? undefined : UNKNOWN_TOKEN;
    }
    const { apiKey } = directory;
    const known = apiKey && headers['x-auth-email'] === apiKey.email && headers['x-auth-key'] === apiKey.key;
    return known ? undefined : UNKNOWN_KEY;
}
const MISSING = failure(400, {
    code: 9106,
    message: 'Missing X-Auth-Key, X-Auth-Email or Authorization headers',
});
const MALFORMED = failure(400, {
    code: 6003,
    message: 'Invalid request headers',
    error_chain: [{ code: 6111, message: 'Invalid format for Authorization header' }],
});
const UNKNOWN_TOKEN = failure(403, { code: 9109, message: 'Invalid access token' });
const UNKNOWN_KEY = failure(403, { code: 9103, message: 'Unknown X-Auth-Key or X-Auth-Email' });

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./src/emulator/selectors.ts



/**
 * Whether a rule matches a user, by its selector. Selectors that are not here, and rules that lack a field, cannot
 * be decided. E-mail addresses and domains compare in any case, everything else exactly.
 */
const SELECTORS = new Map([
    ['everyone', () => true],
    ['email', ({ email }, { user }) => selectors_text(email, (address) => selectors_sameAddress(address, user.email))],
    ['email_domain', ({ domain }, { user }) => selectors_text(domain, (name) => selectors_sameAddress(name, domainOf(user.email)))],
    [
        'email_list',
        ({ id }, { user, emailLists }) => selectors_text(id, (list) => emailLists.get(list)?.has(user.email.toLowerCase())),
    ],
    ['group', ({ id }, { isInAccessGroup }) => selectors_text(id, isInAccessGroup)],
    [
        'okta',
        (rule, { user }) => ofProvider('okta', rule, user, () => selectors_text(rule.name, (name) => user.groups.includes(name))),
    ],
    [
        'azureAD',
        (rule, { user }) => ofProvider('azureAD', rule, user, () => selectors_text(rule.id, (id) => user.groups.includes(id))),
    ],
    [
        'gsuite',
        (rule, { user }) => ofProvider('google-apps', rule, user, () => selectors_text(rule.email, (email) => user.groups.some((group) => selectors_sameAddress(group, email)))),
    ],
    [
        'github-organization',
        (rule, { user }) => ofProvider('github', rule, user, () => selectors_text(rule.name, (name) => user.github?.organization === name && isInTeam(rule.team, user))),
    ],
    [
        'geo',
        ({ country_code: code }, { user: { country } }) => country === undefined ? undefined : selectors_text(code, (wanted) => country === wanted),
    ],
    ['ip', ({ ip }, { user }) => selectors_text(ip, (range) => isInRange(user.ip, range))],
    ['login_method', ({ id }, { user }) => selectors_text(id, (provider) => user.identityProvider.id === provider)],
]);
function selectors_text(value, decide) {
    return typeof value === 'string' ? decide(value) : undefined;
}
function selectors_sameAddress(one, other) {
    return one.toLowerCase() === other.toLowerCase();
}
function domainOf(email) {
    return email.slice(email.lastIndexOf('@') + 1);
}
/** Groups of one identity provider say nothing about those who logged in with another. */
function ofProvider(type, rule, user, decide) {
    return selectors_text(rule.identity_provider_id, (id) => user.identityProvider.id === id && user.identityProvider.type === type ? decide() : false);
}
function isInTeam(team, user) {
    return team === undefined || selectors_text(team, (name) => user.github?.teams.includes(name));
}
/** `range` is an address or a CIDR block, of IPv4 or IPv6. */
function isInRange(address, range) {
    if (address === undefined)
        return undefined;
    const [network = '', prefix, ...rest] = range.split('/');
    const version = (0,external_node_net_.isIP)(network);
    const width = version === 4 ? 32 : 128;
    const length = prefix === undefined ? width : Number(prefix);
    if (version === 0 || rest.length > 0 || prefix === '')
        return undefined;
    if (!Number.isInteger(length) || length < 0 || length > width)
        return undefined;
    const block = new external_node_net_.BlockList();
    block.addSubnet(network, length, version === 4 ? 'ipv4' : 'ipv6');
    return block.check(address, (0,external_node_net_.isIP)(address) === 4 ? 'ipv4' : 'ipv6');
}

;// CONCATENATED MODULE: ./src/emulator/evaluation.ts



/**
 * Decides about one user as Access documents it. A policy matches whoever matches any rule of `include`, every rule
 * of `require` and no rule of `exclude`. Bypass policies come first, then allow and deny policies in their order;
 * the first that matches decides, and whom none matches is blocked. Service Auth (`non_identity`) policies are about
 * service tokens, which are no users, so that they decide about nobody here.
 *
 * What cannot be decided (an unknown selector, a missing group, `geo` for somebody whose country is unknown) is
 * neither true nor false, and spreads by Kleene's logic: an `include` with one matching rule matches, however unclear
 * its other rules are. A policy that is reached and remains undecided makes the user `error`, even where a later one
 * would match: whether that one is ever asked is just what is unknown.
 */
function evaluate(policies, user, saved) {
    const subject = subjectOf(user, saved, []);
    for (const policy of inOrderOfEvaluation(policies)) {
        const matches = isMatch(policy, subject);
        if (matches === undefined)
            return 'error';
        if (matches)
            return policy.decision === 'deny' ? 'blocked' : 'approved';
    }
    return 'blocked';
}
function inOrderOfEvaluation(policies) {
    return [
        ...policies.filter(({ decision }) => decision === 'bypass'),
        ...policies.filter(({ decision }) => decision === 'allow' || decision === 'deny'),
    ];
}
/** `within` are the Access groups that are being decided: one that needs itself cannot be. */
function subjectOf(user, saved, within) {
    return {
        user,
        emailLists: saved.emailLists,
        isInAccessGroup: (id) => {
            const group = saved.accessGroups.get(id);
            if (group === undefined || within.includes(id))
                return undefined;
            return isMatch(group, subjectOf(user, saved, [...within, id]));
        },
    };
}
function isMatch({ include, require, exclude }, subject) {
    const decide = (rule) => decideRule(rule, subject);
    return evaluation_all([any(include.map(decide)), evaluation_all(require.map(decide)), not(any(exclude.map(decide)))]);
}
function decideRule(rule, subject) {
    const [entry] = Object.entries(rule);
    return entry && SELECTORS.get(entry[0])?.(entry[1], subject);
}
function any(truths) {
    if (truths.includes(true))
        return true;
    return truths.includes(undefined) ? undefined : false;
}
function evaluation_all(truths) {
    if (truths.includes(false))
        return false;
    return truths.includes(undefined) ? undefined : true;
}
function not(truth) {
    return truth === undefined ? undefined : !truth;
}

;// CONCATENATED MODULE: ./src/emulator/policyTest.ts




/** Tests `policies` on everybody who ever logged in; the `number`th test of an emulator has always the same id. */
function startPolicyTest(number, policies, directory, startedMs) {
    return {
        id: (0,external_node_crypto_.createHash)('sha256').update(`policy test ${number}`).digest('hex'),
        startedMs,
        durationMs: directory.settings.testSeconds * 1000,
        users: directory.users
            .filter(({ lastLogin }) => lastLogin !== undefined)
            .map((user) => ({
            id: user.id,
            email: user.email,
            name: user.name,
            status: evaluate(policies, user, directory),
        })),
    };
}
/** Those whom the test has got to. */
function processedUsers(test, nowMs) {
    if (isComplete(test, nowMs))
        return test.users;
    const progress = (nowMs - test.startedMs) / test.durationMs;
    return test.users.slice(0, Math.floor(progress * test.users.length));
}
/** The test's status as it goes over the wire: counts so far, and percentages rounded to integers as the API's are. */
function renderStatus(test, nowMs) {
    const processed = processedUsers(test, nowMs);
    const count = (status) => processed.filter((user) => user.status === status).length;
    const [approved, blocked, errored] = [count('approved'), count('blocked'), count('error')];
    return {
        id: test.id,
        status: isComplete(test, nowMs) ? 'complete' : 'processing',
        total_users: test.users.length,
        users_approved: approved,
        users_blocked: blocked,
        users_errored: errored,
        percent_approved: percent(approved, processed.length),
        percent_blocked: percent(blocked, processed.length),
        percent_errored: percent(errored, processed.length),
        percent_users_processed: isComplete(test, nowMs) ? 100 : percent(processed.length, test.users.length),
    };
}
function isComplete({ startedMs, durationMs }, nowMs) {
    return nowMs - startedMs >= durationMs;
}
function percent(part, whole) {
    return whole === 0 ? 0 : Math.round((100 * part) / whole);
}

;// CONCATENATED MODULE: ./src/emulator/rateLimit.ts
/** Cloudflare's limit: 1200 requests in five minutes, then nothing for five minutes. */
const MAX_REQUESTS = 1200;
const WINDOW_MS = 300_000;
/** Counts requests; `now` is in milliseconds. */
function createRateLimit(now) {
    let endsMs = -Infinity;
    let taken = 0;
    return {
        take() {
            if (now() >= endsMs) {
                endsMs = now() + WINDOW_MS;
                taken = 0;
            }
            taken += 1;
            // The first request too many starts the five minutes in which everything is refused.
            if (taken === MAX_REQUESTS + 1)
                endsMs = now() + WINDOW_MS;
            return {
                isExceeded: taken > MAX_REQUESTS,
                remaining: Math.max(0, MAX_REQUESTS - taken),
                resetSeconds: Math.ceil((endsMs - now()) / 1000),
            };
        },
    };
}
/** The headers that tell a client about the limit; `retry-after` only once it is exceeded. */
function renderAllowance({ isExceeded, remaining, resetSeconds }) {
    return {
        ratelimit: `"default";r=${remaining};t=${resetSeconds}`,
        'ratelimit-policy': `"default";q=${MAX_REQUESTS};w=${WINDOW_MS / 1000}`,
        ...(isExceeded ? { 'retry-after': String(resetSeconds) } : {}),
    };
}

;// CONCATENATED MODULE: ./src/emulator/startRequest.ts




/** Fields that do not bear on who gets in (`session_duration` and the like) are taken and ignored. */
const startRequest_POLICY = schemas/* looseObject */._H3(POLICY_SHAPE);
/** Decodes `{"policies": […]}`: policies as objects, and ids of the directory's saved ones. */
function decodeStartRequest(body, directory) {
    const items = listOfPolicies(body);
    if (items === undefined)
        return refused(invalidRequest('the body is not JSON'));
    if (!Array.isArray(items))
        return refused(invalidRequest('policies must be a list', '/policies'));
    if (items.length === 0)
        return refused(invalidRequest('policies must not be empty', '/policies'));
    const policies = [];
    const failures = [];
    items.forEach((item, index) => {
        const pointer = `/policies/${index}`;
        if (typeof item === 'string') {
            const saved = directory.policies.get(item);
            if (saved)
                policies.push(saved);
            else
                failures.push(invalid('no reusable policy has this id', pointer));
            return;
        }
        const parsed = startRequest_POLICY.safeParse(item);
        if (parsed.success)
            policies.push(parsed.data);
        else {
            for (const { path, message } of parsed.error.issues) {
                failures.push(invalid(message, [pointer, ...path.map(escapeToken)].join('/')));
            }
        }
    });
    return failures.length > 0 ? refused(failure(400, ...failures)) : { kind: 'policies', policies };
}
function refused(answer) {
    return { kind: 'refused', answer };
}
/** The value of `policies`: `null` where the body has none, `undefined` where it is not JSON. */
function listOfPolicies(body) {
    try {
        const value = JSON.parse(body ?? '');
        return value !== null && typeof value === 'object' && 'policies' in value ? value.policies : null;
    }
    catch {
        return undefined;
    }
}
/** A reference token of a JSON pointer, RFC 6901. */
function escapeToken(key) {
    return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}

;// CONCATENATED MODULE: ./src/emulator/usersPage.ts



const DEFAULT_PER_PAGE = 25;
const MAX_PER_PAGE = 1000;
/** The filter's words and those of the rows differ. */
const OUTCOME_OF_FILTER = new Map([
    ['success', 'approved'],
    ['fail', 'blocked'],
    ['error', 'error'],
]);
/**
 * One page of `users`, by the query's `page`, `per_page` and `status`; a page past the end is empty. There is no
 * `result_info`, because the API declares none.
 */
function answerUsersPage(users, query) {
    const page = integer(query.get('page'), 1);
    const perPage = integer(query.get('per_page'), DEFAULT_PER_PAGE);
    const filter = query.get('status');
    const outcome = filter === null ? undefined : OUTCOME_OF_FILTER.get(filter);
    if (page < 1)
        return invalidRequest('page must be an integer from 1');
    if (perPage < 1 || perPage > MAX_PER_PAGE) {
        return invalidRequest(`per_page must be an integer from 1 to ${MAX_PER_PAGE}`);
    }
    if (filter !== null && outcome === undefined) {
        return invalidRequest(`status must be one of ${[...OUTCOME_OF_FILTER.keys()].join(', ')}`);
    }
    const listed = outcome === undefined ? users : users.filter(({ status }) => status === outcome);
    return success(listed.slice((page - 1) * perPage, page * perPage));
}
/** 0, which no parameter here allows, stands for text that is no positive integer. */
function integer(text, fallback) {
    if (text === null)
        return fallback;
    return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

;// CONCATENATED MODULE: ./src/emulator/emulator.ts








/** Cloudflare's API lies below this path, and so does the emulator's. */
const BASE_PATH = '/client/v4';
const ACCOUNT_ROUTE = /^\/accounts\/([^/]+)\/access\/policy-tests(?:\/([^/]+))?(\/users)?$/;
const ACCOUNT_ID = /^[0-9a-f]{32}$/;
/**
 * Makes an emulator of the account in `directory`; `now` is in milliseconds and drives the progress of tests and the
 * rate limit. Its tests live as long as it does. The first test has always the same id, and so have the next.
 */
function createEmulator(directory, { now }) {
    const tests = new Map();
    const rateLimit = createRateLimit(now);
    const answer = (request) => {
        const [path = '', query] = request.path.split('?');
        const [, accountId, testId, users] = ACCOUNT_ROUTE.exec(belowBase(path)) ?? [];
        const malformed = checkCredentials(request);
        if (malformed)
            return malformed;
        if (accountId === undefined)
            return NO_ROUTE;
        if (!ACCOUNT_ID.test(accountId))
            return noObject(belowBase(path));
        const unknown = checkIdentity(request, directory);
        if (unknown)
            return unknown;
        if (accountId !== directory.accountId)
            return NOT_IN_SCOPE;
        if (testId === undefined)
            return request.method === 'POST' && !users ? start(request) : NO_ROUTE;
        if (request.method !== 'GET')
            return NO_ROUTE;
        const test = tests.get(testId);
        if (!test)
            return NO_TEST;
        return users
            ? answerUsersPage(processedUsers(test, now()), new URLSearchParams(query))
            : success(renderStatus(test, now()));
    };
    const start = (request) => {
        const wanted = decodeStartRequest(request.body, directory);
        if (wanted.kind === 'refused')
            return wanted.answer;
        const test = startPolicyTest(tests.size + 1, wanted.policies, directory, now());
        tests.set(test.id, test);
        return success({ id: test.id, status: 'success' });
    };
    return {
        handle(request) {
            const allowance = rateLimit.take();
            const { status, body } = allowance.isExceeded ? TOO_MANY : answer(request);
            return {
                status,
                headers: { 'content-type': 'application/json', ...renderAllowance(allowance) },
                body: JSON.stringify(body),
            };
        },
    };
}
function belowBase(path) {
    return path.startsWith(`${BASE_PATH}/`) ? path.slice(BASE_PATH.length) : '';
}
const NO_ROUTE = failure(404, { code: 7000, message: 'No route for that URI' });
const NOT_IN_SCOPE = gatewayFailure(403, { code: 10000, message: 'Authentication error' });
/** What the API says here is not known. */
const NO_TEST = failure(404, { code: 12130, message: 'access.api.error.not_found: no such policy test' });
const TOO_MANY = failure(429, { code: 10429, message: 'Rate limit exceeded' });
function noObject(path) {
    return failure(400, {
        code: 7003,
        message: `Could not route to ${path}, perhaps your object identifier is invalid?`,
    }, { code: 7000, message: 'No route for that URI' });
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
;// CONCATENATED MODULE: ./src/emulator/server.ts


/** More than any list of policies needs. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
/**
 * Serves `emulator` on this machine only; port 0 takes any free one. Rejects with the error of `node:net` when the
 * port is taken.
 */
async function serveEmulator(emulator, port) {
    const server = (0,external_node_http_.createServer)((request, response) => {
        void respond(emulator, request, response);
    });
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', resolve);
    });
    const address = server.address();
    const actualPort = typeof address === 'object' && address ? address.port : port;
    return {
        baseUrl: `http://127.0.0.1:${actualPort}${BASE_PATH}`,
        close: () => new Promise((resolve) => {
            server.close(() => {
                resolve();
            });
            server.closeAllConnections();
        }),
    };
}
async function respond(emulator, request, response) {
    try {
        const body = await readBody(request);
        if (body === undefined) {
            response.writeHead(413).end();
            return;
        }
        const answer = emulator.handle({
            method: request.method ?? '',
            path: request.url ?? '',
            headers: flatHeaders(request),
            body: body === '' ? undefined : body,
        });
        response.writeHead(answer.status, answer.headers).end(answer.body);
    }
    catch (error) {
        response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    }
}
/** The whole body, or `undefined` where it is too large. */
async function readBody(request) {
    const chunks = [];
    let size = 0;
    for await (const chunk of request) {
        size += chunk.length;
        // The rest is read nonetheless: who stops reading resets the connection, and the refusal never arrives.
        if (size <= MAX_BODY_BYTES)
            chunks.push(chunk);
    }
    return size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}
function flatHeaders({ headers }) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]));
}

;// CONCATENATED MODULE: ./src/emulator/emulate.ts



/**
 * Serves an emulator of the directory file `text` on this machine, in real time; port 0 takes any free one.
 *
 * @throws ConfigError when the directory has problems; the error of `node:net` when the port is taken
 */
async function emulate(file, text, port) {
    const directory = parseDirectory(file, text);
    const server = await serveEmulator(createEmulator(directory, { now: Date.now }), port);
    return { baseUrl: server.baseUrl, directory, close: () => server.close() };
}


/***/ })

};
