export const id = 965;
export const ids = [965];
export const modules = {

/***/ 6965:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  emulate: () => (/* binding */ emulate)
});

// EXTERNAL MODULE: ./src/document.ts + 1 modules
var src_document = __webpack_require__(3857);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/shape.ts
var src_shape = __webpack_require__(8678);
;// CONCATENATED MODULE: ./src/emulator/address.ts
function isSameAddress(one, other) {
    return one.toLowerCase() === other.toLowerCase();
}
function domainOf(address) {
    return address.slice(address.lastIndexOf('@') + 1);
}

;// CONCATENATED MODULE: ./src/emulator/camelCase.ts
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
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./src/emulator/ipRange.ts


const BLOCK = schemas/* union */.KCZ([schemas/* ipv4 */.uXy(), schemas/* ipv6 */.ugL(), schemas/* cidrv4 */.zrY(), schemas/* cidrv6 */.l7s()]);
const IP_ADDRESS = schemas/* string */.YjP().refine((text) => (0,external_node_net_.isIP)(text) !== 0, 'must be an IP address');
const IP_RANGE = schemas/* string */.YjP()
    .refine((text) => BLOCK.safeParse(text).success, 'must be an IP address or a CIDR block');
function isInRange(address, range) {
    const [network = '', prefix] = range.split('/');
    const family = familyOf(network);
    if (familyOf(address) !== family)
        return false;
    const block = new external_node_net_.BlockList();
    if (prefix === undefined)
        block.addAddress(network, family);
    else
        block.addSubnet(network, Number(prefix), family);
    return block.check(address, family);
}
function familyOf(address) {
    return (0,external_node_net_.isIP)(address) === 4 ? 'ipv4' : 'ipv6';
}

;// CONCATENATED MODULE: ./src/emulator/policy.ts

const DECISIONS = ['allow', 'deny', 'non_identity', 'bypass'];
const RULE = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* looseObject */._H3({}))
    .refine((rule) => Object.keys(rule).length === 1, 'must have one key, its selector');
const RULE_SET_SHAPE = {
    include: schemas/* array */.YOg(RULE).min(1),
    require: schemas/* array */.YOg(RULE).default([]),
    exclude: schemas/* array */.YOg(RULE).default([]),
};
const POLICY_SHAPE = {
    name: schemas/* string */.YjP().min(1),
    decision: schemas/* enum */.k5n(DECISIONS),
    ...RULE_SET_SHAPE,
};

;// CONCATENATED MODULE: ./src/emulator/settings.ts

const SETTINGS = schemas/* strictObject */.rej({
    latency_ms: schemas/* number */.aig().min(0).max(60_000).default(0),
    test_seconds: schemas/* number */.aig().min(0).default(0),
    test_ends: schemas/* enum */.k5n(['complete', 'blocked', 'exceeded time']).default('complete'),
    test_ends_at_percent: schemas/* number */.aig().min(0).max(100).default(50),
    test_kept_seconds: schemas/* number */.aig().min(0).optional(),
    unknown_test_status: schemas/* literal */.euz([404, 400]).default(404),
    second_test: schemas/* literal */.euz(['allowed', 400, 403, 409, 429]).default('allowed'),
    unknown_policy: schemas/* enum */.k5n(['refused', 'error']).default('refused'),
    policy_order: schemas/* enum */.k5n(['first_to_last', 'last_to_first']).default('first_to_last'),
    bypass: schemas/* enum */.k5n(['approved', 'ignored', 'error']).default('approved'),
    non_identity: schemas/* enum */.k5n(['ignored', 'approved', 'error']).default('ignored'),
    undecidable_selectors: schemas/* array */.YOg(schemas/* string */.YjP().min(1)).default([]),
    users_before_end: schemas/* enum */.k5n(['listed', 'empty', 'refused']).default('listed'),
    order_before_end: schemas/* enum */.k5n(['stable', 'shuffled']).default('stable'),
    max_per_page: schemas/* int */.Whr().min(1).max(1000).default(1000),
    result_info: schemas/* boolean */.zMY().default(false),
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
    rate_limit_requests: schemas/* int */.Whr().min(1).default(1200),
    rate_limit_seconds: schemas/* number */.aig().positive().default(300),
    forbidden_status: schemas/* literal */.euz([403, 401]).default(403),
    no_credentials_status: schemas/* literal */.euz([400, 401]).default(400),
    zero_trust: schemas/* boolean */.zMY().default(true),
});

;// CONCATENATED MODULE: ./src/emulator/directorySchema.ts




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
const PERMISSIONS = [
    'Access: Policy Test Write',
    'Access: Policy Test Read',
    'Access: Apps and Policies Write',
    'Access: Apps and Policies Read',
];
const RISK_SCORES = ['low', 'medium', 'high', 'unscored'];
const ID = schemas/* string */.YjP().min(1).max(64);
const UUID = schemas/* string */.YjP().min(1).max(36);
const NAME = schemas/* string */.YjP().min(1);
const IDENTIFIER = schemas/* string */.YjP()
    .toLowerCase()
    .regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits');
const EMAIL = schemas/* email */.Rpp({
    error: ({ code }) => (code === 'invalid_format' ? 'must be an e-mail address' : undefined),
});
function isAddress(text) {
    return EMAIL.safeParse(text).success;
}
const CLAIMS = schemas/* record */.g1P(NAME, schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP())], 'must be text or a list of texts'))
    .default({});
const MAX_USERS = 10_000_000;
const IDENTITY_SHAPE = {
    identity_provider: NAME,
    last_login: iso/* date */.p6('must be a date that exists, as in 2026-12-31').optional(),
    groups: schemas/* array */.YOg(NAME).default([]),
    github: schemas/* strictObject */.rej({ organization: NAME, teams: schemas/* array */.YOg(NAME).default([]) }).optional(),
    saml_attributes: CLAIMS,
    oidc_claims: CLAIMS,
    auth_methods: schemas/* array */.YOg(NAME).default([]),
    auth_contexts: schemas/* array */.YOg(NAME).default([]),
    cloudflare_accounts: schemas/* array */.YOg(IDENTIFIER).default([]),
    risk_score: schemas/* enum */.k5n(RISK_SCORES).default('unscored'),
    device_posture: schemas/* record */.g1P(NAME, schemas/* boolean */.zMY()).default({}),
    country: schemas/* string */.YjP()
        .regex(/^[A-Z]{2}$/, 'must be two capital letters (ISO 3166-1), as in US')
        .optional(),
    ip: IP_ADDRESS.optional(),
    client_certificate: schemas/* union */.KCZ([
        schemas/* strictObject */.rej({ common_name: NAME }),
        schemas/* literal */.euz(false, 'must be false, or a mapping with "common_name"'),
    ])
        .optional(),
    external_evaluations: schemas/* record */.g1P(NAME, schemas/* boolean */.zMY()).default({}),
};
const USER = schemas/* strictObject */.rej({ email: EMAIL, name: NAME, id: UUID.optional(), ...IDENTITY_SHAPE });
const CROWD = schemas/* strictObject */.rej({
    name: NAME.refine((name) => isAddress(`${name}-1@example.com`), 'must be what an e-mail address can begin with'),
    domain: NAME.refine((domain) => isAddress(`a@${domain}`), 'must be a domain, as in example.com'),
    count: schemas/* int */.Whr().min(1).max(MAX_USERS),
    ...IDENTITY_SHAPE,
});
const POLICY = schemas/* strictObject */.rej({ ...POLICY_SHAPE });
const APPLICATION = schemas/* strictObject */.rej({
    id: UUID,
    name: NAME,
    domain: NAME,
    zone_id: IDENTIFIER.optional(),
    policies: schemas/* array */.YOg(schemas/* union */.KCZ([ID, POLICY], 'must be the id of a saved policy, or a policy')),
    checked_user: EMAIL.optional(),
});
const TOKEN = '[\\w.~+/=-]+';
const API_TOKEN = schemas/* strictObject */.rej({
    token: schemas/* string */.YjP()
        .regex(new RegExp(`^${TOKEN}$`), 'must be letters, digits and any of . _ ~ + / = - (no blanks)'),
    permissions: schemas/* array */.YOg(schemas/* enum */.k5n(PERMISSIONS)).default([...PERMISSIONS]),
    account_id: IDENTIFIER.optional(),
});
const DIRECTORY_SCHEMA = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1),
    account_id: IDENTIFIER,
    api_tokens: schemas/* array */.YOg(API_TOKEN)
        .min(1)
        .default([{ token: 'emulator-token', permissions: [...PERMISSIONS] }]),
    api_email: EMAIL.optional(),
    api_key: schemas/* string */.YjP()
        .regex(/^[!#-&(-~]+$/, 'must be visible characters of ASCII without quotes (no blanks)')
        .optional(),
    settings: SETTINGS.prefault({}),
    zones: schemas/* array */.YOg(schemas/* strictObject */.rej({ id: IDENTIFIER, name: NAME })).default([]),
    identity_providers: schemas/* array */.YOg(schemas/* strictObject */.rej({ id: ID, type: schemas/* enum */.k5n(PROVIDER_TYPES), name: NAME })),
    email_lists: schemas/* array */.YOg(schemas/* strictObject */.rej({ id: ID, name: NAME, emails: schemas/* array */.YOg(EMAIL) })).default([]),
    ip_lists: schemas/* array */.YOg(schemas/* strictObject */.rej({ id: ID, name: NAME, ips: schemas/* array */.YOg(IP_RANGE) })).default([]),
    access_groups: schemas/* array */.YOg(schemas/* strictObject */.rej({ id: ID, name: NAME, ...RULE_SET_SHAPE })).default([]),
    policies: schemas/* array */.YOg(schemas/* strictObject */.rej({ id: ID, ...POLICY_SHAPE })).default([]),
    applications: schemas/* array */.YOg(APPLICATION).default([]),
    users: schemas/* array */.YOg(USER),
    crowds: schemas/* array */.YOg(CROWD).default([]),
});

// EXTERNAL MODULE: ./src/format.ts
var format = __webpack_require__(6264);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/emulator/derivedId.ts

function derivedId(text) {
    return uuidOf((0,external_node_crypto_.createHash)('sha256').update(text).digest('hex'));
}
function uuidOf(hex) {
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
function createDerivedIds(text) {
    const digest = (0,external_node_crypto_.createHash)('sha256').update(text).digest();
    const keys = [0, 4, 8, 12].map((at) => digest.readInt32BE(at));
    const bytes = Buffer.alloc(16);
    return (number) => {
        keys.forEach((key, word) => bytes.writeInt32BE(scattered(number ^ key), 4 * word));
        return uuidOf(bytes.toString('hex'));
    };
}
function scattered(number) {
    let mixed = number ^ (number >>> 16);
    mixed = Math.imul(mixed, 0x85ebca6b);
    mixed ^= mixed >>> 13;
    mixed = Math.imul(mixed, 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
}

;// CONCATENATED MODULE: ./src/emulator/crowd.ts

function createMembers(crowd) {
    const { name, domain } = crowd;
    const idOf = createDerivedIds(`crowd ${addressesOf(crowd)}`);
    return (number) => ({
        id: idOf(number),
        email: `${name}-${number}@${domain}`,
        name: `${name} ${number}`,
    });
}
function addressesOf({ name, domain }) {
    return `${name}@${domain}`.toLowerCase();
}
const NUMBERED = /^(.*)-([1-9]\d{0,7})@(.*)$/s;
function createMemberSearch(crowds) {
    const indexes = new Map(crowds.map((crowd, index) => [addressesOf(crowd), index]));
    return (email) => {
        const [, name = '', digits = '', domain = ''] = NUMBERED.exec(email) ?? [];
        const crowd = indexes.get(addressesOf({ name, domain }));
        const number = Number(digits);
        return crowd === undefined || number > (crowds[crowd]?.count ?? 0) ? undefined : { crowd, number };
    };
}

;// CONCATENATED MODULE: ./src/emulator/crowdProblems.ts



function checkCrowds({ users, crowds }, source) {
    const problems = [];
    const report = (path, message) => {
        problems.push({ message, location: source.locate(path) });
    };
    const seen = new Set();
    let total = users.length;
    crowds.forEach((crowd, index) => {
        const addresses = addressesOf(crowd);
        if (seen.has(addresses)) {
            report(['crowds', index, 'name'], 'Another crowd has this name and domain, hence the same addresses.');
        }
        seen.add(addresses);
        if (total <= MAX_USERS && total + crowd.count > MAX_USERS) {
            report(['crowds', index, 'count'], `With this crowd the directory has more than ${(0,format/* formatCount */.B4)(MAX_USERS)} users.`);
        }
        total += crowd.count;
    });
    const findMember = createMemberSearch(crowds);
    users.forEach(({ email }, index) => {
        if (findMember(email))
            report(['users', index, 'email'], 'A user of a crowd has this address.');
    });
    return problems;
}

// EXTERNAL MODULE: ./src/suggestion.ts
var suggestion = __webpack_require__(6727);
// EXTERNAL MODULE: ./src/untrusted.ts
var untrusted = __webpack_require__(3254);
;// CONCATENATED MODULE: ./src/emulator/ruleReferences.ts
const LIST_OF_ID = new Map([
    ['group', 'access_groups'],
    ['email_list', 'email_lists'],
    ['ip_list', 'ip_lists'],
    ['login_method', 'identity_providers'],
]);
function ownRules({ access_groups: groups, policies, applications }) {
    return [
        ...groups.flatMap((group, index) => rulesOf(group, ['access_groups', index])),
        ...policies.flatMap((policy, index) => rulesOf(policy, ['policies', index])),
        ...applications.flatMap((application, index) => application.policies.flatMap((policy, place) => typeof policy === 'string' ? [] : rulesOf(policy, ['applications', index, 'policies', place]))),
    ];
}
function referencesOf(rule) {
    return Object.entries(rule).flatMap(([selector, { id, identity_provider_id: provider }]) => {
        const references = [];
        const list = LIST_OF_ID.get(selector);
        if (list !== undefined && typeof id === 'string')
            references.push({ field: 'id', id, list });
        if (typeof provider === 'string') {
            references.push({ field: 'identity_provider_id', id: provider, list: 'identity_providers' });
        }
        return references;
    });
}
function rulesOf(ruleSet, path) {
    return ['include', 'require', 'exclude'].flatMap((part) => ruleSet[part].map((rule, index) => ({ rule, path: [...path, part, index] })));
}

;// CONCATENATED MODULE: ./src/emulator/selector.ts

function createSelector(shape, decide) {
    const schema = schemas/* object */.Ikc(shape);
    return (value, subject) => {
        const { data } = schema.safeParse(value);
        return data && decide(data, subject);
    };
}

;// CONCATENATED MODULE: ./src/emulator/identitySelectors.ts




const TEXT = schemas/* string */.YjP();
const IDENTITY_SELECTORS = {
    everyone: createSelector({}, () => true),
    email: createSelector({ email: TEXT }, ({ email }, { user }) => isSameAddress(email, user.email)),
    email_domain: createSelector({ domain: TEXT }, ({ domain }, { user }) => isSameAddress(domain, domainOf(user.email))),
    email_list: createSelector({ id: TEXT }, ({ id }, { user, directory }) => directory.emailLists.get(id)?.has(user.email.toLowerCase())),
    group: createSelector({ id: TEXT }, ({ id }, { isInAccessGroup }) => isInAccessGroup(id)),
    login_method: createSelector({ id: TEXT }, ({ id }, { user }) => user.identityProvider.id === id),
    auth_method: createSelector({ auth_method: TEXT }, ({ auth_method: method }, { user }) => user.authMethods.includes(method)),
    cloudflare_account_member: createSelector({ account_id: TEXT.optional() }, ({ account_id: accountId }, { user, directory }) => user.identityProvider.type === 'cloudflare' &&
        user.cloudflareAccounts.includes((accountId ?? directory.accountId).toLowerCase())),
    device_posture: createSelector({ integration_uid: TEXT, account_id: TEXT.optional() }, ({ integration_uid: integration, account_id: accountId }, { user, directory }) => accountId === undefined || accountId.toLowerCase() === directory.accountId
        ? Object.hasOwn(user.devicePosture, integration) && user.devicePosture[integration]
        : undefined),
    user_risk_score: createSelector({ user_risk_score: schemas/* array */.YOg(schemas/* enum */.k5n(RISK_SCORES)).min(1) }, ({ user_risk_score: scores }, { user }) => scores.includes(user.riskScore)),
};

;// CONCATENATED MODULE: ./src/emulator/providerSelectors.ts



const providerSelectors_TEXT = schemas/* string */.YjP();
const PROVIDER_SELECTORS = {
    okta: createSelector({ name: providerSelectors_TEXT, identity_provider_id: providerSelectors_TEXT }, ({ name, identity_provider_id: provider }, { user }) => cameThrough(user, 'okta', provider) && user.groups.includes(name)),
    azureAD: createSelector({ id: providerSelectors_TEXT, identity_provider_id: providerSelectors_TEXT }, ({ id, identity_provider_id: provider }, { user }) => cameThrough(user, 'azureAD', provider) && user.groups.includes(id)),
    gsuite: createSelector({ email: providerSelectors_TEXT, identity_provider_id: providerSelectors_TEXT }, ({ email, identity_provider_id: provider }, { user }) => cameThrough(user, 'google-apps', provider) && user.groups.some((group) => isSameAddress(group, email))),
    'github-organization': createSelector({ name: providerSelectors_TEXT, identity_provider_id: providerSelectors_TEXT, team: providerSelectors_TEXT.optional() }, ({ name, identity_provider_id: provider, team }, { user }) => cameThrough(user, 'github', provider) &&
        user.github?.organization === name &&
        (team === undefined || user.github.teams.includes(team))),
    saml: createSelector({ attribute_name: providerSelectors_TEXT, attribute_value: providerSelectors_TEXT, identity_provider_id: providerSelectors_TEXT }, ({ attribute_name: name, attribute_value: value, identity_provider_id: provider }, { user }) => cameThrough(user, 'saml', provider) && isClaimed(user.samlAttributes, name, value)),
    oidc: createSelector({ claim_name: providerSelectors_TEXT, claim_value: providerSelectors_TEXT, identity_provider_id: providerSelectors_TEXT }, ({ claim_name: name, claim_value: value, identity_provider_id: provider }, { user }) => cameThrough(user, 'oidc', provider) && isClaimed(user.oidcClaims, name, value)),
    auth_context: createSelector({ id: providerSelectors_TEXT, ac_id: providerSelectors_TEXT, identity_provider_id: providerSelectors_TEXT }, ({ ac_id: context, identity_provider_id: provider }, { user }) => cameThrough(user, 'azureAD', provider) && user.authContexts.includes(context)),
};
function cameThrough({ identityProvider }, type, id) {
    return identityProvider.type === type && identityProvider.id === id;
}
function isClaimed(claims, name, value) {
    return Object.hasOwn(claims, name) && [claims[name]].flat().includes(value);
}

;// CONCATENATED MODULE: ./src/emulator/requestSelectors.ts



const requestSelectors_TEXT = schemas/* string */.YjP();
const REQUEST_SELECTORS = {
    geo: createSelector({ country_code: requestSelectors_TEXT }, ({ country_code: code }, { user: { country } }) => country === undefined ? undefined : country === code),
    ip: createSelector({ ip: IP_RANGE }, ({ ip: range }, { user: { ip } }) => ip === undefined ? undefined : isInRange(ip, range)),
    ip_list: createSelector({ id: requestSelectors_TEXT }, ({ id }, { user: { ip }, directory }) => ip === undefined ? undefined : directory.ipLists.get(id)?.some((range) => isInRange(ip, range))),
    certificate: createSelector({}, (_value, { user: { clientCertificate: certificate } }) => certificate === undefined ? undefined : certificate !== false),
    common_name: createSelector({ common_name: requestSelectors_TEXT }, ({ common_name: name }, { user: { clientCertificate: certificate } }) => certificate === undefined ? undefined : certificate !== false && certificate.common_name === name),
    external_evaluation: createSelector({ evaluate_url: requestSelectors_TEXT, keys_url: requestSelectors_TEXT }, ({ evaluate_url: url }, { user: { externalEvaluations: answers } }) => Object.hasOwn(answers, url) ? answers[url] : undefined),
};

;// CONCATENATED MODULE: ./src/emulator/selectors.ts





const selectors_TEXT = schemas/* string */.YjP();
const TOKEN_SELECTORS = {
    service_token: createSelector({ token_id: selectors_TEXT }, () => false),
    any_valid_service_token: createSelector({}, () => false),
    linked_app_token: createSelector({ app_uid: selectors_TEXT }, () => false),
};
const SELECTORS = new Map(Object.entries({
    ...IDENTITY_SELECTORS,
    ...PROVIDER_SELECTORS,
    ...REQUEST_SELECTORS,
    ...TOKEN_SELECTORS,
}));

;// CONCATENATED MODULE: ./src/emulator/references.ts




function checkReferences(written, source) {
    const problems = [];
    const report = (path, message) => {
        problems.push({ message, location: source.locate(path) });
    };
    const checkKnown = (path, name, list, known) => {
        if (name === undefined || known.has(name))
            return;
        report(path, `"${list}" has no ${show(name)}${suggest(name, known)}`);
    };
    const providers = new Set(providersByReference(written).keys());
    for (const list of ['users', 'crowds']) {
        written[list].forEach(({ identity_provider: provider }, index) => {
            checkKnown([list, index, 'identity_provider'], provider, 'identity_providers', providers);
        });
    }
    const zones = idsOf(written.zones);
    const policies = idsOf(written.policies);
    const addresses = references_addressesOf(written.users);
    const seen = references_addressesOf(written.users.filter(({ last_login: lastLogin }) => lastLogin !== undefined));
    written.applications.forEach((application, index) => {
        const path = ['applications', index];
        checkKnown([...path, 'zone_id'], application.zone_id, 'zones', zones);
        const checked = application.checked_user?.toLowerCase();
        checkKnown([...path, 'checked_user'], checked, 'users', addresses);
        if (checked !== undefined && addresses.has(checked) && !seen.has(checked)) {
            report([...path, 'checked_user'], 'Who has never logged in has no identity to check.');
        }
        application.policies.forEach((policy, place) => {
            if (typeof policy === 'string')
                checkKnown([...path, 'policies', place], policy, 'policies', policies);
        });
    });
    const lists = {
        access_groups: idsOf(written.access_groups),
        email_lists: idsOf(written.email_lists),
        ip_lists: idsOf(written.ip_lists),
        identity_providers: idsOf(written.identity_providers),
    };
    const selectors = new Set(SELECTORS.keys());
    const checkSelector = (selector, location) => {
        if (selectors.has(selector))
            return;
        problems.push({
            message: `No selector is called ${show(selector)}${suggest(selector, selectors)}`,
            location,
        });
    };
    for (const { rule, path } of ownRules(written)) {
        const [selector = ''] = Object.keys(rule);
        checkSelector(selector, source.locateKey([...path, selector]));
        for (const { id, list, field } of referencesOf(rule)) {
            checkKnown([...path, selector, field], id, list, lists[list]);
        }
    }
    written.settings.undecidable_selectors.forEach((selector, index) => {
        checkSelector(selector, source.locate(['settings', 'undecidable_selectors', index]));
    });
    return problems;
}
function providersByReference({ identity_providers: providers, }) {
    return new Map(providers.flatMap(({ id, type, name }) => [
        [name, { id, type }],
        [id, { id, type }],
    ]));
}
function idsOf(list) {
    return new Set(list.map(({ id }) => id));
}
function references_addressesOf(users) {
    return new Set(users.map(({ email }) => email.toLowerCase()));
}
const MAX_SHOWN = 100;
function show(text) {
    const characters = Array.from((0,untrusted/* oneLine */.TN)(text));
    return `"${characters.length > MAX_SHOWN ? `${characters.slice(0, MAX_SHOWN).join('')}…` : characters.join('')}"`;
}
function suggest(text, known) {
    const nearest = (0,suggestion/* findNearest */.q)(text, [...known]);
    return nearest === undefined ? '.' : `; did you mean ${show(nearest)}?`;
}

;// CONCATENATED MODULE: ./src/emulator/userId.ts

function userId({ id, email }) {
    return id ?? derivedId(email.toLowerCase());
}

;// CONCATENATED MODULE: ./src/emulator/repetitions.ts

const WITH_IDS = [
    'zones',
    'identity_providers',
    'email_lists',
    'ip_lists',
    'access_groups',
    'policies',
];
function checkRepetitions(written, source) {
    const problems = [];
    const report = (path, message) => {
        problems.push({ message, location: source.locate(path) });
    };
    const checkUnique = (list, field, items, wordOf) => {
        const seen = new Set();
        items.forEach((item, index) => {
            const word = wordOf(item);
            if (seen.has(word))
                report([list, index, field], `This ${field} is in "${list}" twice.`);
            seen.add(word);
        });
    };
    const { identity_providers: providers, applications, api_tokens: tokens, users } = written;
    for (const list of WITH_IDS)
        checkUnique(list, 'id', repetitions_idsOf(written[list]), String);
    checkUnique('applications', 'id', repetitions_idsOf(applications), (id) => id.toLowerCase());
    checkUnique('identity_providers', 'name', providers, ({ name }) => name);
    checkUnique('api_tokens', 'token', tokens, ({ token }) => token);
    checkUnique('users', 'email', users, ({ email }) => email.toLowerCase());
    checkUnique('users', 'id', users, userId);
    providers.forEach(({ id, name }, index) => {
        if (providers.some((other) => other.id === name && other.id !== id)) {
            report(['identity_providers', index, 'name'], 'This name is the id of another identity provider.');
        }
    });
    if ((written.api_email === undefined) !== (written.api_key === undefined)) {
        const given = written.api_email === undefined ? 'api_key' : 'api_email';
        report([given], '"api_email" and "api_key" come together: give both, or neither.');
    }
    return problems;
}
function repetitions_idsOf(list) {
    return list.map(({ id }) => id);
}

;// CONCATENATED MODULE: ./src/emulator/directory.ts










function parseDirectory(file, text) {
    const source = (0,src_document/* parseSource */.P)(file, text, Infinity);
    const problems = source.problems.length > 0 ? source.problems : problemsOf(source);
    if (problems.length > 0)
        throw new errors/* ConfigError */.xL(problems.toSorted(src_shape/* inOrderOfFile */.r));
    return build(DIRECTORY_SCHEMA.parse(source.value));
}
function problemsOf(source) {
    if (source.value === undefined)
        return [{ message: EMPTY, location: source.locate([]) }];
    const shape = (0,src_shape/* checkShape */.e)(DIRECTORY_SCHEMA, source);
    if (shape.length > 0)
        return shape.map(({ message, location }) => ({ message, ...(location && { location }) }));
    const written = DIRECTORY_SCHEMA.parse(source.value);
    return [
        ...checkRepetitions(written, source),
        ...checkCrowds(written, source),
        ...checkReferences(written, source),
    ];
}
const EMPTY = 'The file is empty: it needs "version", "account_id", "identity_providers" and "users".';
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
            application.id.toLowerCase(),
            {
                id: application.id,
                name: application.name,
                domain: application.domain,
                zoneId: application.zone_id,
                policies: application.policies.flatMap((policy) => typeof policy === 'string' ? (policies.get(policy) ?? []) : policy),
                checkedUser: users.find(({ email }) => isSameAddress(email, application.checked_user ?? '')),
            },
        ])),
        users,
        crowds: withProviders(written.crowds, written),
    };
}
function buildUsers(written) {
    return withProviders(written.users, written).map((user) => ({ ...user, id: userId(user) }));
}
function withProviders(items, written) {
    const providers = providersByReference(written);
    return items.flatMap((item) => {
        const identityProvider = providers.get(item.identity_provider);
        return identityProvider ? [{ ...camelCased(item), identityProvider }] : [];
    });
}

;// CONCATENATED MODULE: ./src/emulator/membership.ts
function createMembership(groups, isMatch) {
    const known = new Map();
    const settle = (wanted) => {
        const ids = inOrderOfNeed(wanted, (id) => membership_referencesOf(groups.get(id)).filter((other) => !known.has(other)));
        const referrers = new Map(ids.map((id) => [id, []]));
        for (const id of ids) {
            known.set(id, undefined);
            for (const other of membership_referencesOf(groups.get(id)))
                referrers.get(other)?.push(id);
        }
        const waiting = new Set(ids);
        for (const id of waiting) {
            waiting.delete(id);
            const group = groups.get(id);
            const truth = group && isMatch(group);
            if (truth === undefined)
                continue;
            known.set(id, truth);
            for (const referrer of referrers.get(id) ?? []) {
                if (known.get(referrer) === undefined)
                    waiting.add(referrer);
            }
        }
    };
    return (id) => {
        if (!known.has(id))
            settle(id);
        return known.get(id);
    };
}
function inOrderOfNeed(first, needsOf) {
    const ordered = new Set();
    const seen = new Set();
    const open = [first];
    for (let id = open.at(-1); id !== undefined; id = open.at(-1)) {
        const needs = seen.has(id) ? [] : needsOf(id);
        seen.add(id);
        if (needs.length === 0) {
            ordered.add(id);
            open.pop();
        }
        for (const need of needs)
            open.push(need);
    }
    return [...ordered];
}
function membership_referencesOf(group) {
    if (group === undefined)
        return [];
    return [...group.include, ...group.require, ...group.exclude].flatMap(groupOf);
}
function groupOf({ group }) {
    return typeof group?.['id'] === 'string' ? [group['id']] : [];
}

;// CONCATENATED MODULE: ./src/emulator/truth.ts
function any(truths) {
    if (truths.includes(true))
        return true;
    return truths.includes(undefined) ? undefined : false;
}
function truth_all(truths) {
    if (truths.includes(false))
        return false;
    return truths.includes(undefined) ? undefined : true;
}
function not(truth) {
    return truth === undefined ? undefined : !truth;
}

;// CONCATENATED MODULE: ./src/emulator/evaluation.ts



function evaluate(policies, user, directory) {
    const subject = subjectOf(user, directory);
    for (const policy of inOrderOfEvaluation(policies, directory.settings)) {
        const consequence = consequenceOf(policy, directory.settings);
        if (consequence === 'ignored')
            continue;
        const matches = isMatch(policy, subject);
        if (matches === undefined)
            return 'error';
        if (matches)
            return consequence;
    }
    return 'blocked';
}
function inOrderOfEvaluation(policies, { policyOrder }) {
    const ordered = policyOrder === 'first_to_last' ? policies : policies.toReversed();
    const comesFirst = ({ decision }) => decision === 'bypass' || decision === 'non_identity';
    return [...ordered.filter(comesFirst), ...ordered.filter((policy) => !comesFirst(policy))];
}
function consequenceOf({ decision }, { bypass, nonIdentity }) {
    switch (decision) {
        case 'allow':
            return 'approved';
        case 'deny':
            return 'blocked';
        case 'bypass':
            return bypass;
        case 'non_identity':
            return nonIdentity;
    }
}
function subjectOf(user, directory) {
    const isInAccessGroup = createMembership(directory.accessGroups, (group) => isMatch(group, subject));
    const subject = { user, directory, isInAccessGroup };
    return subject;
}
function isMatch({ include, require, exclude }, subject) {
    const decide = (rule) => decideRule(rule, subject);
    return truth_all([any(include.map(decide)), truth_all(require.map(decide)), not(any(exclude.map(decide)))]);
}
function decideRule(rule, subject) {
    const [selector] = Object.keys(rule);
    if (selector === undefined || subject.directory.settings.undecidableSelectors.includes(selector)) {
        return undefined;
    }
    return SELECTORS.get(selector)?.(rule[selector], subject);
}

;// CONCATENATED MODULE: ./src/emulator/applicationCheck.ts


const STATUS_OF = {
    approved: 'Success',
    blocked: 'Failure',
    error: 'Error',
};
function findApplication({ scope, scopeId, objectId }, { applications }) {
    const application = applications.get(objectId.toLowerCase());
    return scope === 'account' || application?.zoneId === scopeId ? application : undefined;
}
function renderApplicationCheck(application, directory) {
    const { checkedUser, policies } = application;
    const inPrecedence = {
        ...directory,
        settings: { ...directory.settings, policyOrder: 'first_to_last' },
    };
    const statusOf = (tested) => STATUS_OF[checkedUser ? evaluate(tested, checkedUser, inPrecedence) : 'error'];
    return {
        app_state: {
            app_uid: application.id,
            aud: audienceOf(application.id),
            hostname: application.domain,
            name: application.name,
            policies: policies.map((policy, index) => ({
                decision: policy.decision,
                include: policy.include.flatMap(typed),
                exclude: policy.exclude.flatMap(typed),
                require: policy.require.flatMap(typed),
                precedence: index + 1,
                status: statusOf([{ ...policy, decision: 'allow' }]),
            })),
            status: statusOf(policies),
        },
        ...(checkedUser && { user_identity: renderIdentity(checkedUser, directory) }),
    };
}
function audienceOf(applicationId) {
    return (0,external_node_crypto_.createHash)('sha256').update(`audience of ${applicationId}`).digest('hex');
}
function renderIdentity({ id, email, name, country, lastLogin }, { accountId }) {
    return {
        account_id: accountId,
        device_sessions: {},
        email,
        geo: { country },
        iat: lastLogin === undefined ? undefined : Date.parse(lastLogin) / 1000,
        id,
        is_gateway: false,
        is_warp: false,
        name,
        user_uuid: id,
        version: 2,
    };
}
function typed(rule) {
    return Object.entries(rule).map(([selector, fields]) => ({ _type: selector, ...fields }));
}

;// CONCATENATED MODULE: ./src/emulator/envelope.ts
function success(result, more = {}) {
    return { status: 200, body: { success: true, errors: [], messages: [], result, ...more } };
}
function failure(status, ...errors) {
    return { status, body: { success: false, errors, messages: [], result: null } };
}
function gatewayFailure(status, ...errors) {
    return { status, body: { success: false, errors } };
}
function invalidRequest(message, pointer) {
    return failure(400, invalid(message, pointer));
}
function invalid(message, pointer) {
    return {
        code: 12130,
        message: `access.api.error.invalid_request: ${message}`,
        ...(pointer === undefined ? {} : { source: { pointer } }),
    };
}

;// CONCATENATED MODULE: ./src/emulator/page.ts

const DEFAULT_PER_PAGE = 25;
const MAX_PER_PAGE = 1000;
function answerPage({ size, at }, query, { maxPerPage, resultInfo }, render) {
    const page = integer(query.get('page'), 1);
    const wanted = integer(query.get('per_page'), DEFAULT_PER_PAGE);
    if (page < 1)
        return invalidRequest('page must be an integer from 1');
    if (wanted < 1 || wanted > MAX_PER_PAGE) {
        return invalidRequest(`per_page must be an integer from 1 to ${MAX_PER_PAGE}`);
    }
    const perPage = Math.min(wanted, maxPerPage);
    const from = (page - 1) * perPage;
    const length = Math.max(0, Math.min(perPage, size - from));
    const rows = Array.from({ length }, (_, index) => at(from + index)).filter((row) => row !== undefined);
    const info = {
        page,
        per_page: perPage,
        count: rows.length,
        total_count: size,
        total_pages: Math.ceil(size / perPage),
    };
    return success(rows.map(render), resultInfo ? { result_info: info } : {});
}
function integer(text, fallback) {
    if (text === null)
        return fallback;
    return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

;// CONCATENATED MODULE: ./src/emulator/applicationList.ts


function answerApplications({ scope, scopeId }, query, { applications, settings }) {
    const listed = [...applications.values()].filter(({ zoneId }) => scope === 'account' || zoneId === scopeId);
    return answerPage({ size: listed.length, at: (index) => listed[index] }, query, settings, renderApplication);
}
function renderApplication({ id, domain, name }) {
    return { id, aud: audienceOf(id), domain, name, type: 'self_hosted' };
}

;// CONCATENATED MODULE: ./src/emulator/applicationPolicies.ts


const MADE_AT = '2026-01-01T00:00:00Z';
function answerApplicationPolicies(application, query, settings) {
    const listed = application.policies.map((policy, index) => renderPolicy(policy, index + 1, application));
    return answerPage({ size: listed.length, at: (index) => listed[index] }, query, settings, (policy) => policy);
}
function renderPolicy({ id, name, decision, include, require, exclude }, precedence, application) {
    return {
        id: id ?? derivedId(`policy ${precedence} of ${application.id}`),
        name,
        decision,
        include,
        require,
        exclude,
        precedence,
        reusable: id !== undefined,
        created_at: MADE_AT,
        updated_at: MADE_AT,
    };
}

;// CONCATENATED MODULE: ./src/emulator/authorization.ts


const WELL_FORMED = new RegExp(`^Bearer ${TOKEN}$`);
const NEEDED = {
    start: ['Access: Policy Test Write'],
    status: ['Access: Policy Test Write', 'Access: Policy Test Read'],
    users: ['Access: Policy Test Write', 'Access: Policy Test Read'],
    applicationCheck: ['Access: Apps and Policies Write', 'Access: Apps and Policies Read'],
    applicationPolicies: ['Access: Apps and Policies Write', 'Access: Apps and Policies Read'],
    applications: ['Access: Apps and Policies Write', 'Access: Apps and Policies Read'],
};
function checkCredentials({ headers }, settings) {
    const { authorization } = headers;
    if (authorization !== undefined) {
        return WELL_FORMED.test(authorization) ? undefined : MALFORMED;
    }
    return headers['x-auth-email'] && headers['x-auth-key']
        ? undefined
        : failure(settings.noCredentialsStatus, NO_CREDENTIALS);
}
function findCaller({ headers }, directory) {
    const { apiTokens, apiKey, accountId } = directory;
    if (headers.authorization !== undefined) {
        const known = apiTokens.find(({ token }) => headers.authorization === `Bearer ${token}`);
        return known && { key: `token ${known.token}`, ...known };
    }
    const isKnown = apiKey && headers['x-auth-email'] === apiKey.email && headers['x-auth-key'] === apiKey.key;
    return isKnown ? { key: `user ${apiKey.email}`, permissions: PERMISSIONS, accountId } : undefined;
}
function checkPermission({ headers }, caller, route, directory) {
    const { forbiddenStatus } = directory.settings;
    if (caller === undefined) {
        return failure(forbiddenStatus, headers.authorization === undefined ? UNKNOWN_KEY : UNKNOWN_TOKEN);
    }
    const mayAsk = caller.accountId === directory.accountId &&
        isInAccount(route, directory) &&
        NEEDED[route.operation].some((permission) => caller.permissions.includes(permission));
    return mayAsk ? undefined : gatewayFailure(forbiddenStatus, NOT_ALLOWED);
}
function isInAccount({ scope, scopeId }, { accountId, zoneIds }) {
    return scope === 'account' ? scopeId === accountId : zoneIds.has(scopeId);
}
const MALFORMED = failure(400, {
    code: 6003,
    message: 'Invalid request headers',
    error_chain: [{ code: 6111, message: 'Invalid format for Authorization header' }],
});
const NO_CREDENTIALS = {
    code: 9106,
    message: 'Missing X-Auth-Key, X-Auth-Email or Authorization headers',
};
const UNKNOWN_TOKEN = { code: 9109, message: 'Invalid access token' };
const UNKNOWN_KEY = { code: 9103, message: 'Unknown X-Auth-Key or X-Auth-Email' };
const NOT_ALLOWED = { code: 10000, message: 'Authentication error' };

;// CONCATENATED MODULE: ./src/emulator/pageStore.ts
const MAX_CHARACTERS = 512 * 1024 * 1024;
function createPageStore(maxCharacters = MAX_CHARACTERS) {
    const pages = new Map();
    let characters = 0;
    const keep = (key, text) => {
        pages.set(key, text);
        characters += text.length;
        for (const [oldest, { length }] of pages) {
            if (characters <= maxCharacters)
                break;
            pages.delete(oldest);
            characters -= length;
        }
    };
    return {
        take(key, make) {
            const kept = pages.get(key);
            if (kept !== undefined)
                return { status: 200, body: kept };
            const { status, body } = make();
            if (status !== 200)
                return { status, body };
            const text = JSON.stringify(body);
            keep(key, text);
            return { status, body: text };
        },
    };
}

;// CONCATENATED MODULE: ./src/emulator/outcomes.ts

const CODES = ['approved', 'blocked', 'error'];
function decideOutcomes(policies, population, directory) {
    const bySlot = new Uint8Array(population.size);
    population.users.forEach((user, slot) => {
        bySlot[slot] = CODES.indexOf(evaluate(policies, user, directory));
    });
    const named = namedSlots(policies, population, directory);
    for (const placed of population.crowds) {
        const { crowd, from, at } = placed;
        const decide = (slot) => CODES.indexOf(evaluate(policies, { ...crowd, ...at(slot) }, directory));
        const unnamed = firstUnnamed(placed, named);
        if (unnamed !== undefined)
            bySlot.fill(decide(unnamed), from, from + crowd.count);
        for (const slot of named) {
            if (slot >= from && slot < from + crowd.count)
                bySlot[slot] = decide(slot);
        }
    }
    return inOrderOfList(bySlot, population);
}
function namedSlots(policies, population, { accessGroups, emailLists }) {
    const rules = [...policies, ...accessGroups.values()].flatMap(({ include, require, exclude }) => [
        ...include,
        ...require,
        ...exclude,
    ]);
    const addresses = [
        ...rules.map((rule) => rule['email']?.['email']),
        ...[...emailLists.values()].flatMap((emails) => [...emails]),
    ];
    return new Set(addresses.flatMap((address) => typeof address === 'string' ? (population.findMember(address) ?? []) : []));
}
function firstUnnamed({ crowd, from }, named) {
    let slot = from;
    while (named.has(slot))
        slot += 1;
    return slot < from + crowd.count ? slot : undefined;
}
function inOrderOfList(bySlot, { size, slots }) {
    const codes = new Uint8Array(size);
    for (let index = 0; index < size; index += 1)
        codes[index] = bySlot[slots.at(index) ?? 0] ?? 0;
    return {
        at: (index) => CODES[codes[index] ?? CODES.length],
        places: {
            approved: placesOf('approved', codes),
            blocked: placesOf('blocked', codes),
            error: placesOf('error', codes),
        },
    };
}
function placesOf(outcome, codes) {
    const wanted = CODES.indexOf(outcome);
    const places = new Uint32Array(codes.length);
    let found = 0;
    codes.forEach((code, index) => {
        if (code !== wanted)
            return;
        places[found] = index;
        found += 1;
    });
    return places.slice(0, found);
}

;// CONCATENATED MODULE: ./src/emulator/policyTest.ts


function startPolicyTest(number, policies, directory, population, startedMs, earlier) {
    const { testSeconds, testEnds, testEndsAtPercent } = directory.settings;
    const percent = testEnds === 'complete' ? 100 : testEndsAtPercent;
    const id = (0,external_node_crypto_.createHash)('sha256').update(`policy test ${number}`).digest('hex');
    return {
        id,
        startedMs,
        endsMs: startedMs + testSeconds * 1000,
        endsAs: testEnds,
        endsAfter: Math.floor((population.size * percent) / 100),
        policies,
        population,
        outcomes: earlier?.outcomes ?? decideOutcomes(policies, population, directory),
        decidedBy: earlier?.decidedBy ?? id,
    };
}
function progressOf({ startedMs, endsMs, endsAs, endsAfter }, nowMs) {
    if (nowMs >= endsMs)
        return { status: endsAs, processed: endsAfter };
    const share = (nowMs - startedMs) / (endsMs - startedMs);
    return { status: 'processing', processed: Math.floor(share * endsAfter) };
}
function countOutcome({ outcomes }, outcome, processed) {
    const found = outcomes.places[outcome];
    let [from, to] = [0, found.length];
    while (from < to) {
        const middle = (from + to) >> 1;
        if ((found[middle] ?? processed) < processed)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

;// CONCATENATED MODULE: ./src/emulator/rateLimit.ts
function createRateLimit({ rateLimitRequests: limit, rateLimitSeconds: windowSeconds, }, now) {
    const windows = new Map();
    const newEnd = () => now() + windowSeconds * 1000;
    return {
        take(key) {
            const last = windows.get(key);
            const window = last && now() < last.endsMs ? last : { endsMs: newEnd(), taken: 0 };
            windows.set(key, window);
            window.taken += 1;
            if (window.taken === limit + 1)
                window.endsMs = newEnd();
            return {
                isExceeded: window.taken > limit,
                limit,
                windowSeconds,
                remaining: Math.max(0, limit - window.taken),
                resetSeconds: Math.ceil((window.endsMs - now()) / 1000),
            };
        },
    };
}
function renderAllowance(allowance) {
    const { isExceeded, limit, windowSeconds, remaining, resetSeconds } = allowance;
    return {
        ratelimit: `"default";r=${remaining};t=${resetSeconds}`,
        'ratelimit-policy': `"default";q=${limit};w=${Math.ceil(windowSeconds)}`,
        ...(isExceeded ? { 'retry-after': String(resetSeconds) } : {}),
    };
}

;// CONCATENATED MODULE: ./src/emulator/rendering.ts

function renderStatus(test, { status, processed }, settings) {
    const approved = countOutcome(test, 'approved', processed);
    const blocked = countOutcome(test, 'blocked', processed);
    const errored = countOutcome(test, 'error', processed);
    return withoutOmitted({
        id: test.id,
        status,
        total_users: test.population.size,
        users_approved: approved,
        users_blocked: blocked,
        users_errored: errored,
        percent_approved: percent(approved, processed),
        percent_blocked: percent(blocked, processed),
        percent_errored: percent(errored, processed),
        percent_users_processed: status === 'complete' ? 100 : percent(processed, test.population.size),
    }, settings);
}
function renderUser(user, settings) {
    return withoutOmitted(user, settings);
}
function withoutOmitted(fields, { omittedFields }) {
    if (omittedFields.length === 0)
        return fields;
    const omitted = omittedFields;
    return Object.fromEntries(Object.entries(fields).filter(([name]) => !omitted.includes(name)));
}
function percent(part, whole) {
    return whole === 0 ? 0 : Math.round((100 * part) / whole);
}

;// CONCATENATED MODULE: ./src/emulator/routes.ts
const OPERATIONS = [
    ['POST', 'start', /^\/(accounts)\/([^/]+)\/access\/policy-tests$/],
    ['GET', 'status', /^\/(accounts)\/([^/]+)\/access\/policy-tests\/([^/]+)$/],
    ['GET', 'users', /^\/(accounts)\/([^/]+)\/access\/policy-tests\/([^/]+)\/users$/],
    ['GET', 'applicationCheck', /^\/(accounts|zones)\/([^/]+)\/access\/apps\/([^/]+)\/user_policy_checks$/],
    ['GET', 'applicationPolicies', /^\/(accounts|zones)\/([^/]+)\/access\/apps\/([^/]+)\/policies$/],
    ['GET', 'applications', /^\/(accounts|zones)\/([^/]+)\/access\/apps$/],
];
function findRoute(method, path) {
    for (const [wanted, operation, pattern] of OPERATIONS) {
        const [match, scope, scopeId = '', objectId = ''] = pattern.exec(path) ?? [];
        if (method === wanted && match !== undefined) {
            return {
                operation,
                scope: scope === 'zones' ? 'zone' : 'account',
                scopeId: scopeId.toLowerCase(),
                objectId,
            };
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/emulator/startRequest.ts



const startRequest_POLICY = schemas/* looseObject */._H3(POLICY_SHAPE);
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
            else if (directory.settings.unknownPolicy === 'error')
                policies.push(undecidable(item));
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
function undecidable(id) {
    return { name: id, decision: 'allow', include: [{ unknown_policy: { id } }], require: [], exclude: [] };
}
function refused(answer) {
    return { kind: 'refused', answer };
}
function listOfPolicies(body) {
    try {
        const value = JSON.parse(body ?? '');
        return value !== null && typeof value === 'object' && 'policies' in value ? value.policies : null;
    }
    catch {
        return undefined;
    }
}
function escapeToken(key) {
    return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./src/emulator/listing.ts

const EMPTY_LISTING = { size: 0, at: () => undefined };
function listUsers(test, { processed }, outcome) {
    if (outcome === undefined)
        return { size: processed, at: (index) => userAt(test, index) };
    const found = test.outcomes.places[outcome];
    return {
        size: countOutcome(test, outcome, processed),
        at: (index) => userAt(test, found[index]),
    };
}
function userAt({ population, outcomes }, index = -1) {
    const user = population.at(index);
    const status = outcomes.at(index);
    return user && status && { id: user.id, email: user.email, name: user.name, status };
}
function shuffled({ size, at }, seed) {
    if (size === 0)
        return EMPTY_LISTING;
    let step = Math.floor(size * 0.618) + seed;
    while (commonDivisor(step, size) > 1)
        step += 1;
    return { size, at: (index) => at((index * step + seed) % size) };
}
function commonDivisor(one, other) {
    return other === 0 ? one : commonDivisor(other, one % other);
}

;// CONCATENATED MODULE: ./src/emulator/population.ts


function createPopulation(directory) {
    const users = directory.users.filter(hasLoggedIn);
    const crowds = [];
    let size = users.length;
    for (const crowd of directory.crowds.filter(hasLoggedIn)) {
        const from = size;
        const member = createMembers(crowd);
        crowds.push({ crowd, from, at: (slot) => member(slot - from + 1) });
        size += crowd.count;
    }
    const mixed = shuffled({ size: size - users.length, at: (index) => users.length + index }, 0);
    const slotAt = (index) => index < users.length ? index : mixed.at(index - users.length);
    const search = createMemberSearch(crowds.map(({ crowd }) => crowd));
    return {
        size,
        users,
        crowds,
        slots: { size, at: slotAt },
        at: (index) => {
            const slot = slotAt(index) ?? size;
            const placed = crowds.findLast(({ from }) => from <= slot);
            return placed ? placed.at(slot) : users[slot];
        },
        findMember: (email) => {
            const found = search(email);
            const placed = found && crowds[found.crowd];
            return placed && placed.from + found.number - 1;
        },
    };
}
function hasLoggedIn({ lastLogin }) {
    return lastLogin !== undefined;
}

;// CONCATENATED MODULE: ./src/emulator/testStore.ts



function createTestStore(directory, now) {
    const keptMs = (directory.settings.testKeptSeconds ?? Infinity) * 1000;
    const tests = new Map();
    const population = createPopulation(directory);
    let started = 0;
    const kept = () => {
        for (const [id, { endsMs }] of tests)
            if (now() >= endsMs + keptMs)
                tests.delete(id);
        return tests;
    };
    return {
        start(policies) {
            started += 1;
            const earlier = [...kept().values()].find((test) => (0,external_node_util_.isDeepStrictEqual)(test.policies, policies));
            const test = startPolicyTest(started, policies, directory, population, now(), earlier);
            tests.set(test.id, test);
            return test;
        },
        find: (id) => kept().get(id),
        isBusy: () => [...kept().values()].some((test) => progressOf(test, now()).status === 'processing'),
    };
}

;// CONCATENATED MODULE: ./src/emulator/usersPage.ts




const OUTCOME_OF_FILTER = new Map([
    ['success', 'approved'],
    ['fail', 'blocked'],
    ['error', 'error'],
]);
function answerUsersPage(test, progress, query, settings, requestNumber) {
    const filter = query.get('status');
    const outcome = filter === null ? undefined : OUTCOME_OF_FILTER.get(filter);
    if (filter !== null && outcome === undefined) {
        return invalidRequest(`status must be one of ${[...OUTCOME_OF_FILTER.keys()].join(', ')}`);
    }
    if (progress.status !== 'complete' && settings.usersBeforeEnd === 'refused') {
        return invalidRequest('the policy test is not complete');
    }
    const listing = inOrder(listUsers(test, progress, outcome), progress, settings, requestNumber);
    return answerPage(listing, query, settings, (user) => renderUser(user, settings));
}
function inOrder(listing, { status }, settings, requestNumber) {
    if (status === 'complete')
        return listing;
    if (settings.usersBeforeEnd === 'empty')
        return EMPTY_LISTING;
    return settings.orderBeforeEnd === 'shuffled' ? shuffled(listing, requestNumber) : listing;
}

;// CONCATENATED MODULE: ./src/emulator/emulator.ts













const BASE_PATH = '/client/v4';
const emulator_IDENTIFIER = /^[0-9a-f]{32}$/;
function createEmulator(directory, { now }) {
    const { settings } = directory;
    const tests = createTestStore(directory, now);
    const rateLimit = createRateLimit(settings, now);
    const pages = createPageStore();
    let listings = 0;
    const answer = (request, caller) => {
        const [path = '', query] = request.path.split('?');
        const malformed = checkCredentials(request, settings);
        if (malformed)
            return malformed;
        const route = findRoute(request.method, belowBase(path));
        if (route === undefined)
            return NO_ROUTE;
        if (!emulator_IDENTIFIER.test(route.scopeId))
            return noObject(belowBase(path));
        const refusal = checkPermission(request, caller, route, directory);
        if (refusal)
            return refusal;
        return settings.zeroTrust ? operate(route, request.body, new URLSearchParams(query)) : NO_ZERO_TRUST;
    };
    const operate = (route, body, query) => {
        switch (route.operation) {
            case 'start':
                return start(body);
            case 'status':
                return ofTest(route, (test) => success(renderStatus(test, progressOf(test, now()), settings)));
            case 'users':
                return ofTest(route, (test) => listUsersOf(test, query));
            case 'applicationCheck':
                return ofApplication(route, (application) => success(renderApplicationCheck(application, directory)));
            case 'applicationPolicies':
                return ofApplication(route, (application) => answerApplicationPolicies(application, query, settings));
            case 'applications':
                return answerApplications(route, query, directory);
        }
    };
    const listUsersOf = (test, query) => {
        listings += 1;
        const progress = progressOf(test, now());
        const make = () => answerUsersPage(test, progress, query, settings, listings);
        return progress.status === 'complete' ? pages.take(`${test.decidedBy}?${String(query)}`, make) : make();
    };
    const start = (body) => {
        const wanted = decodeStartRequest(body, directory);
        if (wanted.kind === 'refused')
            return wanted.answer;
        if (settings.secondTest !== 'allowed' && tests.isBusy())
            return failure(settings.secondTest, BUSY);
        return success({ id: tests.start(wanted.policies).id, status: 'success' });
    };
    const ofTest = ({ objectId }, tell) => {
        const test = tests.find(objectId);
        return test ? tell(test) : failure(settings.unknownTestStatus, NO_TEST);
    };
    const ofApplication = (route, tell) => {
        const application = findApplication(route, directory);
        return application ? tell(application) : NO_APPLICATION;
    };
    return {
        handle(request) {
            const caller = findCaller(request, directory);
            const allowance = rateLimit.take(caller?.key ?? '');
            const { status, body } = allowance.isExceeded ? TOO_MANY : answer(request, caller);
            return {
                status,
                headers: { 'content-type': 'application/json', ...renderAllowance(allowance) },
                body: typeof body === 'string' ? body : JSON.stringify(body),
            };
        },
    };
}
function belowBase(path) {
    return path.startsWith(`${BASE_PATH}/`) ? path.slice(BASE_PATH.length) : '';
}
const NO_ROUTE = failure(404, { code: 7000, message: 'No route for that URI' });
const NO_ZERO_TRUST = failure(403, {
    code: 9999,
    message: 'access.api.error.not_enabled: Zero Trust is not set up in this account',
});
const NO_APPLICATION = failure(404, {
    code: 12130,
    message: 'access.api.error.not_found: no such application',
});
const NO_TEST = { code: 12130, message: 'access.api.error.not_found: no such policy test' };
const BUSY = { code: 12130, message: 'access.api.error.conflict: another policy test is processing' };
const TOO_MANY = failure(429, { code: 10429, message: 'Rate limit exceeded' });
function noObject(path) {
    return failure(400, {
        code: 7003,
        message: `Could not route to ${path}, perhaps your object identifier is invalid?`,
    }, { code: 7000, message: 'No route for that URI' });
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./src/emulator/server.ts



const MAX_BODY_BYTES = 4 * 1024 * 1024;
async function serveEmulator(emulator, port, latencyMs = 0) {
    const server = (0,external_node_http_.createServer)((request, response) => {
        const dueMs = performance.now() + latencyMs;
        void respond(emulator, request, response, dueMs);
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
async function respond(emulator, request, response, dueMs) {
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
        const restMs = dueMs - performance.now();
        if (restMs > 0)
            await (0,promises_.setTimeout)(restMs);
        response.writeHead(answer.status, answer.headers).end(answer.body);
    }
    catch (error) {
        response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    }
}
async function readBody(request) {
    const chunks = [];
    let size = 0;
    for await (const chunk of request) {
        size += chunk.length;
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



async function emulate(file, text, port) {
    const directory = parseDirectory(file, text);
    const { latencyMs } = directory.settings;
    const server = await serveEmulator(createEmulator(directory, { now: Date.now }), port, latencyMs);
    return { baseUrl: server.baseUrl, directory, close: () => server.close() };
}


/***/ })

};
