export const id = 120;
export const ids = [120];
export const modules = {

/***/ 1120:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseDirectory: () => (/* binding */ parseDirectory)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7078);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3254);
/* harmony import */ var _directorySchema_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5347);
/* harmony import */ var _policy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3981);







/**
 * Reads a directory file (YAML or JSON). `file` is the name shown in messages.
 * Throws `ConfigError` with every problem of the file and its place.
 */
function parseDirectory(file, text) {
    const source = (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSource */ .P)(file, text);
    if (source.problems.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigError */ .xL(source.problems);
    const parsed = _directorySchema_js__WEBPACK_IMPORTED_MODULE_3__/* .DIRECTORY_SCHEMA */ .S.safeParse(source.value);
    if (!parsed.success) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigError */ .xL(parsed.error.issues.flatMap((issue) => describeIssue(issue, source)));
    }
    const problems = checkReferences(parsed.data, source);
    if (problems.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigError */ .xL(problems);
    return build(parsed.data);
}
function describeIssue(issue, source) {
    if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => ({
            message: `unknown key ${(0,_untrusted_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(key)}`,
            location: source.locateKey([...issue.path, key]),
        }));
    }
    const where = issue.path.length === 0 ? 'directory' : issue.path.map(String).join('.');
    return [{ message: (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_5__/* .plain */ .pj)(`${where}: ${issue.message}`), location: source.locate(issue.path) }];
}
/** What no schema sees: the same id or address twice, and identity providers that do not exist. */
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
    for (const list of ['identity_providers', 'email_lists', 'access_groups', 'policies']) {
        checkUnique(list, 'id', written[list].map(({ id }) => id));
    }
    checkUnique('identity_providers', 'name', written.identity_providers.map(({ name }) => name));
    checkUnique('users', 'email', written.users.map(({ email }) => email.toLowerCase()));
    checkUnique('users', 'id', written.users.map(userId));
    const providers = providersByReference(written);
    written.users.forEach(({ identity_provider: reference }, index) => {
        if (!providers.has(reference)) {
            report(['users', index, 'identity_provider'], `identity_providers has no ${(0,_untrusted_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(reference)}`);
        }
    });
    if ((written.api_email === undefined) !== (written.api_key === undefined)) {
        report([written.api_email === undefined ? 'api_key' : 'api_email'], 'api_email and api_key come together');
    }
    return problems;
}
/** Users may name their identity provider by its name, which reads better than an id. */
function providersByReference({ identity_providers: providers, }) {
    return new Map(providers.flatMap((provider) => [
        [provider.name, provider],
        [provider.id, provider],
    ]));
}
function build(written) {
    const providers = providersByReference(written);
    return {
        accountId: written.account_id,
        apiToken: written.api_token,
        apiKey: written.api_email === undefined || written.api_key === undefined
            ? undefined
            : { email: written.api_email, key: written.api_key },
        processingMs: written.processing.seconds * 1000,
        emailLists: new Map(written.email_lists.map(({ id, emails }) => [id, new Set(emails.map((email) => email.toLowerCase()))])),
        accessGroups: new Map(written.access_groups.map((group) => [group.id, group])),
        policies: new Map(written.policies.map((policy) => [policy.id, policy])),
        users: written.users.flatMap((user) => {
            const identityProvider = providers.get(user.identity_provider);
            return identityProvider === undefined
                ? []
                : [
                    {
                        id: userId(user),
                        email: user.email,
                        name: user.name,
                        identityProvider,
                        groups: user.groups,
                        github: user.github,
                        country: user.country,
                        ip: user.ip,
                        lastLogin: user.last_login,
                    },
                ];
        }),
    };
}
/** The user's own id, or a UUID (version 8, RFC 9562) that depends on nothing but the address. */
function userId({ id, email }) {
    if (id !== undefined)
        return id;
    const hex = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(email.toLowerCase()).digest('hex');
    return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `8${hex.slice(13, 16)}`,
        `8${hex.slice(17, 20)}`,
        hex.slice(20, 32),
    ].join('-');
}


/***/ }),

/***/ 5347:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ DIRECTORY_SCHEMA)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4377);
/* harmony import */ var _policy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3981);


/** The types of identity providers that the API knows. */
const PROVIDER_TYPES = [
    'azureAD',
    'centrify',
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
const ID = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1).max(64);
const NAME = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1);
const USER = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    email: zod__WEBPACK_IMPORTED_MODULE_1__/* .email */ .Rpp(),
    name: NAME,
    /** An API user id has at most 36 characters. */
    id: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1).max(36).optional(),
    /** Id or name. */
    identity_provider: NAME,
    groups: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(NAME).default([]),
    github: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ organization: NAME, teams: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(NAME).default([]) }).optional(),
    country: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .regex(/^[A-Z]{2}$/, 'a country is two capital letters (ISO 3166-1)')
        .optional(),
    ip: zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_1__/* .ipv4 */ .uXy(), zod__WEBPACK_IMPORTED_MODULE_1__/* .ipv6 */ .ugL()], 'not an IP address').optional(),
    last_login: zod__WEBPACK_IMPORTED_MODULE_2__/* .date */ .p6('a date is written YYYY-MM-DD').optional(),
});
/** The directory file as it is written. */
const DIRECTORY_SCHEMA = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    version: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(1),
    account_id: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^[0-9a-f]{32}$/, 'an account id is 32 hexadecimal digits'),
    api_token: NAME.default('emulator-token'),
    api_email: zod__WEBPACK_IMPORTED_MODULE_1__/* .email */ .Rpp().optional(),
    api_key: NAME.optional(),
    processing: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ seconds: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0) }).default({ seconds: 0 }),
    identity_providers: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ id: ID, type: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(PROVIDER_TYPES), name: NAME })),
    email_lists: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ id: ID, name: NAME, emails: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .email */ .Rpp()) })).default([]),
    access_groups: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ id: ID, name: NAME, ..._policy_js__WEBPACK_IMPORTED_MODULE_0__/* .RULE_SET_SHAPE */ .y })).default([]),
    policies: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ id: ID, ..._policy_js__WEBPACK_IMPORTED_MODULE_0__/* .POLICY_SHAPE */ .n })).default([]),
    users: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(USER),
});


/***/ }),

/***/ 3981:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ POLICY_SHAPE),
/* harmony export */   y: () => (/* binding */ RULE_SET_SHAPE)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2857);

/** What a policy decides about those whom it matches; the API's words. */
const DECISIONS = ['allow', 'deny', 'non_identity', 'bypass'];
const RULE = zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({}))
    .refine((rule) => Object.keys(rule).length === 1, 'a rule is an object with one key, its selector');
/** The fields of whatever decides by rules: policies and Access groups. */
const RULE_SET_SHAPE = {
    include: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(RULE).min(1),
    require: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(RULE).default([]),
    exclude: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(RULE).default([]),
};
/** The fields of a policy that bear on who gets in. */
const POLICY_SHAPE = {
    name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1),
    decision: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(DECISIONS),
    ...RULE_SET_SHAPE,
};


/***/ })

};
