export const id = 473;
export const ids = [473];
export const modules = {

/***/ 7221:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ canonicalJson)
/* harmony export */ });
function canonicalJson(value) {
    return JSON.stringify(value, (_key, member) => typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
        : member);
}


/***/ }),

/***/ 1088:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ describeDifference)
/* harmony export */ });
/* harmony import */ var _canonical_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7221);
/* harmony import */ var _policies_entry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(530);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3254);



const LISTS = ['require', 'include', 'exclude'];
const ADDRESSES = new Set(['email']);
const UNTOLD = new Set([
    'identity_provider_id',
    'claim_value',
    'attribute_value',
    'common_name',
    'evaluate_url',
    'keys_url',
]);
const MAX_PHRASES = 10;
const MANY = 4;
const MAX_LENGTH = 120;
function describeDifference(before, after) {
    const phrases = [
        ...LISTS.flatMap((list) => describeRules(list, before[list], after[list])),
        ...describeDecision(before['decision'], after['decision']),
        ...describeApproval(before, after),
    ];
    const others = phrases.length - MAX_PHRASES + 1;
    const told = others > 1 ? [...phrases.slice(0, MAX_PHRASES - 1), `and ${others} more differences`] : phrases;
    return told.map((phrase) => (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(phrase, MAX_LENGTH));
}
function describeDecision(before, after) {
    if (before === after || after === undefined)
        return [];
    return [`decision: ${wordOf(after)}${before === undefined ? '' : ` instead of ${wordOf(before)}`}`];
}
function describeApproval(before, after) {
    const isNeeded = after['approval_required'] === true;
    if (isNeeded === (before['approval_required'] === true))
        return [];
    return [isNeeded ? 'an approval is required' : 'no approval is required any more'];
}
function describeRules(list, before, after) {
    if (JSON.stringify(before) === JSON.stringify(after))
        return [];
    const earlier = rulesOf(before);
    const later = rulesOf(after);
    const added = [...later].filter(([key]) => !earlier.has(key)).map(([, rule]) => rule);
    const removed = [...earlier].filter(([key]) => !later.has(key)).map(([, rule]) => rule);
    return [
        ...describeGroups(added, {
            one: (rule) => `new ${list}: ${rule}`,
            many: (count, selector) => `${count} new ${list} rules of ${selector}`,
        }),
        ...describeGroups(removed, {
            one: (rule) => `${list} removed: ${rule}`,
            many: (count, selector) => `${count} ${list} rules of ${selector} removed`,
        }),
    ];
}
function describeGroups(rules, { one, many }) {
    const bySelector = new Map();
    for (const rule of rules) {
        const selector = selectorOf(rule);
        const texts = bySelector.get(selector);
        if (texts === undefined)
            bySelector.set(selector, [describeRule(rule)]);
        else
            texts.push(describeRule(rule));
    }
    return [...bySelector].flatMap(([selector, texts]) => texts.length >= MANY || new Set(texts).size < texts.length
        ? [many(texts.length, selector)]
        : texts.map((text) => one(text)));
}
function rulesOf(list) {
    return new Map((Array.isArray(list) ? list : []).map((rule) => [(0,_canonical_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalJson */ .d)(rule), rule]));
}
function selectorOf(rule) {
    return (0,_policies_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .isMapping */ .p)(rule) ? (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(Object.keys(rule).join(' and '), 40) : 'another kind';
}
function describeRule(rule) {
    if (!(0,_policies_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .isMapping */ .p)(rule))
        return selectorOf(rule);
    const values = Object.values(rule).flatMap((fields) => (0,_policies_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .isMapping */ .p)(fields)
        ? Object.entries(fields).flatMap(([field, value]) => {
            if (ADDRESSES.has(field))
                return ['[address]'];
            return UNTOLD.has(field) ? [] : [wordOf(value)];
        })
        : [wordOf(fields)]);
    return [selectorOf(rule), values.join(', ')].filter((part) => part !== '').join(' ');
}
function wordOf(value) {
    if (value === undefined)
        return '';
    if (Array.isArray(value))
        return value.map(wordOf).join(', ');
    return (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(typeof value === 'string' ? value : JSON.stringify(value), 80);
}


/***/ }),

/***/ 7385:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ findingsOf)
/* harmony export */ });
const MAX_TOLD = 20;
const MAX_NAMED = 3;
function findingsOf(claims, rules, severityOf, noun) {
    const told = inOrder(rules.flatMap((rule) => summarize(inOrder(claims.filter((claim) => claim.rule === rule)), noun)));
    const ofSeverity = (severity) => told
        .filter(({ rule }) => severityOf(rule) === severity)
        .map(({ rule, message, expected, actual, location }) => ({
        kind: 'policy',
        rule,
        severity,
        outcome: 'violated',
        message,
        expected,
        actual,
        location,
        concerned: [],
    }));
    return [...ofSeverity('error'), ...ofSeverity('warning')];
}
function inOrder(claims) {
    return claims.toSorted((one, other) => one.place - other.place);
}
function summarize(claims, [one, many]) {
    const others = claims.slice(MAX_TOLD);
    const [first] = others;
    if (first === undefined)
        return [...claims];
    const named = others
        .slice(0, MAX_NAMED)
        .map(({ title }) => title)
        .join(', ');
    const more = others.length > MAX_NAMED ? ' and others' : '';
    const message = `And ${others.length} more ${others.length === 1 ? one : many} of which the same is to be said: ${named}${more}.`;
    return [...claims.slice(0, MAX_TOLD), { ...first, message }];
}


/***/ }),

/***/ 1240:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Af: () => (/* binding */ isEveryone),
/* harmony export */   Ci: () => (/* binding */ keysAround),
/* harmony export */   HC: () => (/* binding */ collectConditions),
/* harmony export */   VJ: () => (/* binding */ isImplied),
/* harmony export */   Vi: () => (/* binding */ distinctSizes),
/* harmony export */   sK: () => (/* binding */ readCondition)
/* harmony export */ });
/* harmony import */ var _network_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5235);
/* harmony import */ var _selectors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4943);


function readCondition(rule) {
    const members = Object.entries(Object(rule));
    const [selector, value] = members.length === 1 && members[0] ? members[0] : ['', undefined];
    const told = _selectors_js__WEBPACK_IMPORTED_MODULE_0__/* .SELECTORS */ .ZM.get(selector)?.(value);
    if (told === undefined)
        return { selector, key: (0,_selectors_js__WEBPACK_IMPORTED_MODULE_0__/* .canonical */ .$N)(rule), known: false };
    const { key = (0,_selectors_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOf */ .TN)(selector, told.value), ...facts } = told.facts;
    return { selector, key, known: true, ...facts };
}
function isEveryone({ key }) {
    return key === EVERYONE;
}
const EVERYONE = (0,_selectors_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOf */ .TN)('everyone', {});
function collectConditions(all) {
    return { all, keys: new Set(all.map(({ key }) => key)), sizes: distinctSizes(all.flatMap(sizesOf)) };
}
function sizesOf({ trait }) {
    return trait?.kind === 'network' ? [trait.network] : [];
}
function distinctSizes(sizes) {
    return [...new Map(sizes.map((size) => [size.version * 1000 + size.prefix, size])).values()];
}
function keysAround({ key, trait, implied = [] }, sizes) {
    const blocks = trait?.kind === 'network' ? sizes.map((size) => (0,_network_js__WEBPACK_IMPORTED_MODULE_1__/* .nameBlock */ .V3)(trait.network, size)) : [];
    return [...new Set([EVERYONE, key, ...implied, ...blocks.filter((block) => block !== undefined)])];
}
function isImplied(narrow, wide) {
    return wide.keys.size > 0 && keysAround(narrow, wide.sizes).some((key) => wide.keys.has(key));
}


/***/ }),

/***/ 5235:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GL: () => (/* binding */ commonNetwork),
/* harmony export */   MO: () => (/* binding */ parseNetwork),
/* harmony export */   V3: () => (/* binding */ nameBlock)
/* harmony export */ });
const MAPPED = 0xffff00000000n;
const PREFIX = /^(?:0|[1-9]\d{0,2})$/;
const DECIMAL = /^(?:0|[1-9]\d{0,2})$/;
const HEXADECIMAL = /^[0-9a-f]{1,4}$/i;
function parseNetwork(text) {
    const [address = '', prefix, ...more] = text.split('/');
    const version = address.includes(':') ? 6 : 4;
    const number = version === 4 ? parseIpv4(address) : parseIpv6(address);
    const bits = version === 4 ? 32 : 128;
    const length = prefix === undefined ? bits : PREFIX.test(prefix) ? Number(prefix) : Infinity;
    if (number === undefined || length > bits || more.length > 0)
        return undefined;
    const size = 1n << BigInt(bits - length);
    const first = number - (number % size);
    return { version, prefix: length, first, last: first + size - 1n };
}
function nameBlock({ first, ...own }, { version, prefix } = own) {
    if (own.version !== version || own.prefix < prefix)
        return undefined;
    const rest = BigInt((version === 4 ? 32 : 128) - prefix);
    return `network ${version}/${prefix} ${(first >> rest).toString(36)}`;
}
function commonNetwork(one, other) {
    if (one.last < other.first || other.last < one.first)
        return undefined;
    return one.last - one.first <= other.last - other.first ? one : other;
}
function parseIpv4(text) {
    const parts = text.split('.');
    if (parts.length !== 4 || !parts.every((part) => DECIMAL.test(part) && Number(part) < 256))
        return undefined;
    return parts.reduce((number, part) => number * 256n + BigInt(part), 0n) + MAPPED;
}
function parseIpv6(text) {
    const [head = '', tail, ...more] = text.split('::');
    const before = head === '' ? [] : head.split(':');
    const after = tail === undefined || tail === '' ? [] : tail.split(':');
    const missing = 8 - before.length - after.length;
    if (more.length > 0 || (tail === undefined ? missing !== 0 : missing < 1))
        return undefined;
    const groups = [...before, ...Array(missing).fill('0'), ...after];
    if (!groups.every((group) => HEXADECIMAL.test(group)))
        return undefined;
    return groups.reduce((number, group) => number * 65536n + BigInt(`0x${group}`), 0n);
}


/***/ }),

/***/ 4943:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ canonical),
/* harmony export */   TN: () => (/* binding */ keyOf),
/* harmony export */   ZM: () => (/* binding */ SELECTORS)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2857);
/* harmony import */ var _network_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5235);
/* harmony import */ var _trait_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7201);



function canonical(value) {
    if (Array.isArray(value))
        return `[${value.map(canonical).join(',')}]`;
    if (typeof value !== 'object' || value === null)
        return JSON.stringify(value);
    const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}
function keyOf(selector, value) {
    return `{${JSON.stringify(selector)}:${canonical(value)}}`;
}
function selector(shape, tell = () => ({})) {
    const schema = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej(shape);
    return (value) => {
        const { data } = schema.safeParse(value);
        return data && { value: data, facts: tell(data) };
    };
}
const TEXT = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP();
const ID = TEXT.regex(/\S/);
const EMAIL = TEXT.regex(/^[!-)+-?A-~]+@[\w-]+(?:\.[\w-]+)*$/).toLowerCase();
const DOMAIN = TEXT.regex(/^[\w-]+(?:\.[\w-]+)*$/).toLowerCase();
const COUNTRY = TEXT.regex(/^[a-z0-9]{2}$/i);
const RISK_SCORES = ['high', 'low', 'medium', 'unscored'];
const SCORES = zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(RISK_SCORES))
    .min(1)
    .transform((scores) => [...new Set(scores)].sort());
function provider(id) {
    return { kind: 'provider', id, alike: (0,_trait_js__WEBPACK_IMPORTED_MODULE_1__/* .alikeId */ .e)(id) };
}
const SETS_OF_SCORES = RISK_SCORES.reduce((sets, score) => [...sets, ...sets.map((set) => [...set, score])], [[]]);
const RISK_FACTS = new Map(SETS_OF_SCORES.map((scores) => [
    scores.join(),
    {
        trait: { kind: 'risk', scores },
        implied: SETS_OF_SCORES.filter((set) => scores.every((score) => set.includes(score))).map((set) => keyOf('user_risk_score', { user_risk_score: set })),
    },
]));
function through({ identity_provider_id: id }) {
    return { trait: provider(id), implied: [keyOf('login_method', { id })] };
}
const SELECTORS = new Map(Object.entries({
    everyone: selector({}),
    email: selector({ email: EMAIL }, ({ email }) => {
        const domain = email.slice(email.lastIndexOf('@') + 1);
        return { trait: { kind: 'address', email, domain }, implied: [keyOf('email_domain', { domain })] };
    }),
    email_domain: selector({ domain: DOMAIN }, ({ domain }) => ({ trait: { kind: 'address', domain } })),
    geo: selector({ country_code: COUNTRY }, ({ country_code: code }) => ({
        trait: { kind: 'country', code: code.toLowerCase() },
    })),
    ip: selector({ ip: TEXT }, ({ ip }) => {
        const network = (0,_network_js__WEBPACK_IMPORTED_MODULE_2__/* .parseNetwork */ .MO)(ip);
        return network ? { trait: { kind: 'network', network }, key: (0,_network_js__WEBPACK_IMPORTED_MODULE_2__/* .nameBlock */ .V3)(network) } : {};
    }),
    user_risk_score: selector({ user_risk_score: SCORES }, ({ user_risk_score: scores }) => RISK_FACTS.get(scores.join()) ?? {}),
    login_method: selector({ id: ID }, ({ id }) => ({ trait: provider(id) })),
    azureAD: selector({ id: ID, identity_provider_id: ID }, through),
    auth_context: selector({ id: ID, ac_id: ID, identity_provider_id: ID }, through),
    gsuite: selector({ email: TEXT, identity_provider_id: ID }, through),
    okta: selector({ name: TEXT, identity_provider_id: ID }, through),
    oidc: selector({ claim_name: TEXT, claim_value: TEXT, identity_provider_id: ID }, through),
    saml: selector({ attribute_name: TEXT, attribute_value: TEXT, identity_provider_id: ID }, through),
    'github-organization': selector({ name: TEXT, identity_provider_id: ID, team: TEXT.optional() }, ({ team, ...organization }) => {
        const { trait, implied = [] } = through(organization);
        const whole = team === undefined ? [] : [keyOf('github-organization', organization)];
        return { ...(trait && { trait }), implied: [...implied, ...whole] };
    }),
    certificate: selector({}),
    common_name: selector({ common_name: TEXT }, () => ({ implied: [keyOf('certificate', {})] })),
    any_valid_service_token: selector({}),
    service_token: selector({ token_id: ID }, () => ({ implied: [keyOf('any_valid_service_token', {})] })),
}));


/***/ }),

/***/ 7201:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ alikeId),
/* harmony export */   s: () => (/* binding */ commonTrait)
/* harmony export */ });
/* harmony import */ var _network_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5235);

function commonTrait(one, other) {
    switch (one.kind) {
        case 'address':
            return other.kind === 'address' ? commonAddress(one, other) : one;
        case 'country':
            return other.kind !== 'country' || one.code === other.code ? one : undefined;
        case 'provider':
            return other.kind !== 'provider' || one.alike === other.alike ? one : undefined;
        case 'risk': {
            if (other.kind !== 'risk')
                return one;
            const scores = one.scores.filter((score) => other.scores.includes(score));
            return scores.length > 0 ? { kind: 'risk', scores } : undefined;
        }
        case 'network': {
            if (other.kind !== 'network')
                return one;
            const network = (0,_network_js__WEBPACK_IMPORTED_MODULE_0__/* .commonNetwork */ .GL)(one.network, other.network);
            return network && { kind: 'network', network };
        }
    }
}
function commonAddress(one, other) {
    if (one.domain !== other.domain)
        return undefined;
    if (one.email === undefined || other.email === undefined)
        return one.email === undefined ? other : one;
    return one.email === other.email ? one : undefined;
}
function alikeId(id) {
    return id.toLowerCase().replaceAll('-', '');
}


/***/ }),

/***/ 8473:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readPlan: () => (/* binding */ readPlan)
});

// UNUSED EXPORTS: MAX_PLAN_BYTES

// EXTERNAL MODULE: ./src/untrusted.ts
var untrusted = __webpack_require__(3254);
// EXTERNAL MODULE: ./src/verdict/assertion.ts
var assertion = __webpack_require__(1473);
// EXTERNAL MODULE: ./src/lint/claim.ts
var claim = __webpack_require__(7385);
// EXTERNAL MODULE: ./src/lint/condition.ts
var condition = __webpack_require__(1240);
;// CONCATENATED MODULE: ./src/lint/plan.ts




function checkPlan(plan, severities) {
    const severityOf = (rule) => severities[rule] ?? assertion/* PLAN_SEVERITIES */.E5[rule];
    const claims = findClaims(plan).map(({ address, ...claim }) => ({
        ...claim,
        title: (0,untrusted/* quote */.hD)(address),
        place: assertion/* PLAN_RULES */.cK.indexOf(claim.rule),
        location: { file: plan.file, line: 1, column: 1 },
    }));
    return (0,claim/* findingsOf */.W)(claims, assertion/* PLAN_RULES */.cK, severityOf, ['resource', 'resources']);
}
const NONE = { policies: [], untestable: [] };
function findClaims(plan) {
    const staying = (kind) => plan.changes
        .filter((change) => change.kind === kind && change.action !== 'destroy')
        .map(({ address, action }) => ({
        address,
        isNew: action === 'create',
        prior: plan.policiesOf(address, 'prior') ?? NONE,
        planned: plan.policiesOf(address, 'planned') ?? NONE,
    }));
    const applications = staying('application');
    const opened = staying('policy').flatMap(checkOpenedPolicy);
    const told = new Set(opened.map(({ address }) => address));
    return [
        ...applications.flatMap(checkLoss),
        ...plan.destroyedInUse.map(describeDestroyed),
        ...applications.flatMap(checkAllow),
        ...opened,
        ...applications.flatMap((application) => checkOpenedApplication(application, told)),
    ];
}
function isEmpty({ policies, untestable }) {
    return policies.length === 0 && untestable.length === 0;
}
function checkLoss({ address, prior, planned }) {
    const count = prior.policies.length;
    if (count === 0 || !isEmpty(planned))
        return [];
    return [
        {
            rule: 'application_loses_policies',
            address,
            message: `The plan takes all policies from ${(0,untrusted/* quote */.hD)(address)}, which has ${count} of them now: nobody gets in without one. If that is not meant, give its "policies" again: null and an empty list take them away.`,
            expected: 'policies',
            actual: 'none',
        },
    ];
}
function describeDestroyed({ policy, application }) {
    return {
        rule: 'policy_destroyed_in_use',
        address: policy,
        message: `The plan destroys ${(0,untrusted/* quote */.hD)(policy)}, and ${(0,untrusted/* quote */.hD)(application)} still refers to it. Take it out of the application's "policies", or keep it.`,
        expected: 'a policy that stays',
        actual: 'destroyed',
    };
}
const OPENING = 'an allow, bypass or non_identity policy';
function checkAllow({ address, isNew, planned }) {
    if (planned.untestable.length > 0 || (isEmpty(planned) && !isNew))
        return [];
    if (!planned.policies.every(({ shown }) => typeof shown !== 'string' && shown['decision'] === 'deny'))
        return [];
    const what = isEmpty(planned) ? 'has no policy' : 'has deny policies only';
    return [
        {
            rule: 'application_without_allow',
            address,
            message: `${(0,untrusted/* quote */.hD)(address)} ${what} in the plan, so that nobody gets in: whom no policy allows is blocked. Give it ${OPENING}.`,
            expected: OPENING,
            actual: isEmpty(planned) ? 'no policy' : 'deny only',
        },
    ];
}
function checkOpenedPolicy({ address, prior, planned }) {
    const [policy] = planned.policies.filter(isOpen);
    const wasOpen = prior.untestable.length > 0 || prior.policies.some(isOpen);
    return policy && !wasOpen ? [describeOpening(address, 'is', policy)] : [];
}
function checkOpenedApplication({ address, prior, planned }, told) {
    const policy = planned.policies.find((each) => isOpen(each) && !told.has(each.address ?? ''));
    const kept = new Set(planned.policies.map(({ policy: tested }) => tested));
    const wasOpen = prior.untestable.length > 0 ||
        prior.policies.some((each) => isOpen(each) || (typeof each.policy === 'string' && !kept.has(each.policy)));
    return policy && !wasOpen ? [describeOpening(address, 'gets', policy)] : [];
}
function describeOpening(address, verb, { shown }) {
    const isWhole = typeof shown === 'string' || rulesOf(shown['exclude']).length === 0;
    const exceptions = isWhole ? '' : ', except whom it excludes';
    return {
        rule: 'bypass_everyone_added',
        address,
        message: `${(0,untrusted/* quote */.hD)(address)} ${verb} a new bypass that lets everyone in without a login or a log${exceptions}: it includes everyone and requires nothing of them. Say in include or require who is meant, or make it an allow policy.`,
        expected: 'somebody in particular',
        actual: isWhole ? 'everyone' : 'everyone but the excluded',
    };
}
function isOpen({ shown }) {
    if (typeof shown === 'string' || shown['decision'] !== 'bypass')
        return false;
    const isForAll = (list) => rulesOf(shown[list]).map((rule) => (0,condition/* isEveryone */.Af)((0,condition/* readCondition */.sK)(rule)));
    return (isForAll('include').includes(true) &&
        !isForAll('require').includes(false) &&
        !isForAll('exclude').includes(true));
}
function rulesOf(list) {
    return Array.isArray(list) ? list : [];
}

// EXTERNAL MODULE: ./src/limits.ts
var limits = __webpack_require__(351);
// EXTERNAL MODULE: ./src/policies/entry.ts
var policies_entry = __webpack_require__(530);
;// CONCATENATED MODULE: ./src/policies/planValue.ts

const UNKNOWN = Symbol('unknown');
const SECRET = Symbol('secret');
function createConceal() {
    const secrets = new Map();
    return (value) => {
        const secret = secrets.get(value) ?? { [SECRET]: value, shown: `(sensitive ${secrets.size + 1})` };
        secrets.set(value, secret);
        return secret;
    };
}
function mergeValue(value, unknown, sensitive, conceal) {
    if (unknown === true || ((value === undefined || value === null) && hasTrue(unknown)))
        return UNKNOWN;
    const inner = (key, item) => mergeValue(item, memberOf(unknown, key), sensitive === true || memberOf(sensitive, key), conceal);
    if (Array.isArray(value)) {
        const length = Math.max(value.length, Array.isArray(unknown) ? unknown.length : 0);
        return Array.from({ length }, (_none, index) => inner(index, value[index])).filter((item) => item !== undefined);
    }
    if ((0,policies_entry/* isMapping */.p)(value)) {
        const members = [];
        for (const [key, item] of Object.entries(value)) {
            if (item === null && !hasTrue(memberOf(unknown, key)))
                continue;
            members.push([key, inner(key, item)]);
        }
        for (const key of (0,policies_entry/* isMapping */.p)(unknown) ? Object.keys(unknown) : []) {
            if (!Object.hasOwn(value, key))
                members.push([key, inner(key, undefined)]);
        }
        return Object.fromEntries(members.filter(([, item]) => item !== undefined));
    }
    const isHidden = sensitive === true && (typeof value === 'number' || (typeof value === 'string' && value !== ''));
    return isHidden ? conceal(value) : value;
}
function hasTrue(mask) {
    return mask === true || (typeof mask === 'object' && mask !== null && Object.values(mask).some(hasTrue));
}
function memberOf(value, key) {
    const isHolder = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    return isHolder ? value[key] : undefined;
}
function isBranch(node) {
    return (0,policies_entry/* isMapping */.p)(node) && !isSecret(node);
}
function isSecret(node) {
    return typeof node === 'object' && node !== null && SECRET in node;
}
function textOf(node) {
    const value = isSecret(node) ? node[SECRET] : node;
    return typeof value === 'string' ? value : undefined;
}
function textsIn(node) {
    const text = textOf(node);
    if (text !== undefined)
        return [text];
    return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsIn) : [];
}
function isSet(node) {
    return !(node === undefined ||
        node === null ||
        node === false ||
        node === '' ||
        (Array.isArray(node) && node.length === 0));
}
function findUnknown(node) {
    if (node === UNKNOWN)
        return '';
    const isList = Array.isArray(node);
    if (!isList && !isBranch(node))
        return undefined;
    for (const [key, item] of Object.entries(node)) {
        const below = findUnknown(item);
        if (below !== undefined)
            return `${isList ? `[${key}]` : `.${key}`}${below}`;
    }
    return undefined;
}
function revealed(node) {
    return isPlain(node) ? node : replaceLeaves(node, (secret) => secret[SECRET]);
}
function concealed(node) {
    return isPlain(node) ? node : replaceLeaves(node, ({ shown }) => shown);
}
function isPlain(node) {
    if (typeof node !== 'object' || node === null)
        return node !== UNKNOWN;
    return !isSecret(node) && Object.values(node).every(isPlain);
}
function replaceLeaves(node, replace) {
    if (isSecret(node))
        return replace(node);
    if (node === UNKNOWN)
        return '(known after apply)';
    if (Array.isArray(node))
        return node.map((item) => replaceLeaves(item, replace));
    if (!(0,policies_entry/* isMapping */.p)(node))
        return node;
    return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, replaceLeaves(item, replace)]));
}

// EXTERNAL MODULE: ./src/policies/selector.ts
var policies_selector = __webpack_require__(1989);
;// CONCATENATED MODULE: ./src/policies/planRules.ts



const NOT_KNOWN = 'Its value is known only after the plan is applied. Apply first what it comes from, or write the value out.';
const RENAMED = new Map([
    ['azure_ad', 'azureAD'],
    ['github_organization', 'github-organization'],
]);
const TEXTS = new Map([
    ['email', ['email', 'email']],
    ['email_domain', ['email_domain', 'domain']],
    ['email_list', ['email_list', 'id']],
    ['ip', ['ip', 'ip']],
    ['ip_list', ['ip_list', 'id']],
    ['service_token', ['service_token', 'token_id']],
    ['group', ['group', 'id']],
    ['geo', ['geo', 'country_code']],
    ['login_method', ['login_method', 'id']],
    ['device_posture', ['device_posture', 'integration_uid']],
    ['common_name', ['common_name', 'common_name']],
    ['common_names', ['common_name', 'common_name']],
    ['auth_method', ['auth_method', 'auth_method']],
]);
const FLAGS = new Set(['everyone', 'certificate', 'any_valid_service_token']);
const SPREAD = new Map([
    ['azure', { selector: 'azureAD', list: 'id', field: 'id' }],
    ['okta', { selector: 'okta', list: 'name', field: 'name' }],
    ['gsuite', { selector: 'gsuite', list: 'email', field: 'email' }],
    ['github', { selector: 'github-organization', list: 'teams', field: 'team' }],
]);
const BLOCKS = new Set(['saml', 'external_evaluation', 'auth_context']);
function readRules(list, field) {
    if (!isSet(list))
        return { rules: [], mistakes: [] };
    if (!Array.isArray(list))
        return wrong(field, list === UNKNOWN ? NOT_KNOWN : 'It is no list of rules.');
    return joined(list.map((element, index) => readElement(element, `${field}[${String(index)}]`)));
}
function readElement(element, field) {
    if (element === UNKNOWN)
        return wrong(field, NOT_KNOWN);
    if (!isBranch(element))
        return wrong(field, 'It is no rule.');
    const attributes = Object.entries(element);
    if (attributes.length === 0)
        return wrong(field, 'It has no selector: give it one.');
    const set = attributes.filter(([, value]) => isSet(value));
    if (set.length > 1 && set.some(([, value]) => isBranch(value))) {
        return wrong(field, 'It has several selectors: write one rule for each.');
    }
    return joined(set.map(([name, value]) => readAttribute(name, value, `${field}.${(0,untrusted/* plain */.pj)(name, 60)}`)));
}
function readAttribute(name, value, field) {
    if (value === UNKNOWN)
        return wrong(field, NOT_KNOWN);
    if (isBranch(value))
        return readSelector(RENAMED.get(name) ?? name, value, field);
    const text = TEXTS.get(name);
    if (text) {
        const [selector, key] = text;
        return joined(placed(value, field).map(([item, place]) => {
            if (item === UNKNOWN)
                return selector === 'group' ? ruleOf(selector, { id: UNKNOWN }, place) : wrong(place, NOT_KNOWN);
            return textOf(item) === undefined
                ? wrong(place, 'It is no text.')
                : ruleOf(selector, { [key]: item }, place);
        }));
    }
    if (FLAGS.has(name) && value === true)
        return ruleOf(name, {}, field);
    const spread = SPREAD.get(name);
    if (spread)
        return readBlocks(value, field, (block, place) => spreadBlock(block, place, spread));
    if (BLOCKS.has(name))
        return readBlocks(value, field, (block, place) => checkedRule(name, block, place));
    return wrong(field, 'This attribute is not known, so that the rule cannot be sent as the API takes it.');
}
function readSelector(selector, value, field) {
    if (Object.keys(value).length === 0 && policies_selector/* SELECTORS_OF_TEXT */.B.has(selector))
        return wrong(field, 'It is empty.');
    return checkedRule(selector, value, field);
}
function readBlocks(blocks, field, read) {
    return joined(placed(blocks, field).map(([block, place]) => {
        if (block === UNKNOWN)
            return wrong(place, NOT_KNOWN);
        return isBranch(block) ? read(withoutUnset(block), place) : wrong(place, 'It is no block.');
    }));
}
function spreadBlock(block, field, { selector, list, field: key }) {
    const { [list]: items, ...others } = block;
    if (items === undefined && selector === 'github-organization')
        return checkedRule(selector, others, field);
    if (items === UNKNOWN)
        return wrong(`${field}.${list}`, NOT_KNOWN);
    return joined(placed(items, `${field}.${list}`).map(([item, place]) => item === UNKNOWN ? wrong(place, NOT_KNOWN) : checkedRule(selector, { [key]: item, ...others }, field)));
}
function checkedRule(selector, value, field) {
    const unknown = findUnknown(value);
    if (unknown === undefined)
        return ruleOf(selector, value, field);
    const place = `${field}${(0,untrusted/* plain */.pj)(unknown)}`;
    return selector === 'group' && value['id'] === UNKNOWN
        ? ruleOf(selector, value, place)
        : wrong(place, NOT_KNOWN);
}
function ruleOf(selector, value, field) {
    return { rules: [{ rule: { [selector]: value }, field }], mistakes: [] };
}
function placed(value, field) {
    const items = Array.isArray(value) ? value : [value];
    return items
        .map((item, index) => [item, Array.isArray(value) ? `${field}[${String(index)}]` : field])
        .filter(([item]) => isSet(item));
}
function withoutUnset(block) {
    return Object.fromEntries(Object.entries(block).filter(([, value]) => isSet(value)));
}
function joined(all) {
    return {
        rules: all.flatMap(({ rules }) => rules),
        mistakes: all.flatMap(({ mistakes }) => mistakes),
    };
}
function wrong(field, reason) {
    return { rules: [], mistakes: [{ field, reason }] };
}

;// CONCATENATED MODULE: ./src/policies/planPolicy.ts




const OWN_FIELDS = new Set([
    'id',
    'uid',
    'account_id',
    'zone_id',
    'application_id',
    'precedence',
    'reusable',
    'created_at',
    'updated_at',
    'app_count',
]);
const FIELDS_OF_NOBODY = new Set([
    'session_duration',
    'purpose_justification_prompt',
    'purpose_justification_required',
]);
const READ_FIELDS = new Set(['name', 'decision', 'include', 'require', 'exclude']);
function readPolicy(place, resolveGroups) {
    const { attributes, resource, side, inside } = place;
    const mistakes = [];
    const listOf = (list) => {
        const draft = readRules(attributes[list], list);
        const { rules, mistakes: found } = side === 'planned'
            ? resolveGroups(draft, list, { resource, attribute: inside === undefined ? list : 'policies' })
            : { rules: draft.rules.map(({ rule }) => rule), mistakes: draft.mistakes };
        for (const mistake of found)
            mistakes.push(mistake);
        return rules;
    };
    const include = listOf('include');
    const require = listOf('require');
    const exclude = listOf('exclude');
    if (include.length === 0 && !mistakes.some(({ field }) => field.startsWith('include'))) {
        mistakes.push({
            field: 'include',
            reason: 'The policy has no rule in include, so that it is about nobody.',
        });
    }
    for (const field of ['name', 'decision']) {
        const value = attributes[field];
        if (value === UNKNOWN)
            mistakes.push({ field, reason: NOT_KNOWN });
        else if (textOf(value) === undefined)
            mistakes.push({ field, reason: `The policy has no ${field}.` });
    }
    const { settings, mistakes: unknown } = settingsOf(attributes);
    for (const mistake of unknown)
        mistakes.push(mistake);
    const tree = {
        name: attributes['name'],
        decision: attributes['decision'],
        include,
        ...(require.length > 0 && { require }),
        ...(exclude.length > 0 && { exclude }),
        ...settings,
    };
    return {
        policy: revealed(tree),
        shown: concealed(tree),
        decision: textOf(attributes['decision']),
        untestable: mistakes.slice(0, limits/* MAX_PROBLEMS */.aZ).map(({ field, reason }) => ({
            address: resource.address,
            field: inside === undefined ? field : `${inside}.${field}`,
            reason,
        })),
        ...(inside === undefined && { address: resource.address }),
    };
}
function settingsOf(attributes) {
    const settings = [];
    const mistakes = [];
    for (const [field, value] of Object.entries(attributes)) {
        if (OWN_FIELDS.has(field) || READ_FIELDS.has(field) || !isSet(value))
            continue;
        const unknown = findUnknown(value);
        if (unknown === undefined)
            settings.push(settingOf(field, value));
        else if (!FIELDS_OF_NOBODY.has(field)) {
            mistakes.push({ field: (0,untrusted/* plain */.pj)(`${field}${unknown}`), reason: NOT_KNOWN });
        }
    }
    return { settings: Object.fromEntries(settings), mistakes };
}
function settingOf(field, value) {
    switch (field) {
        case 'approval_group':
            return ['approval_groups', Array.isArray(value) ? value.map(planPolicy_withoutUnset) : value];
        case 'connection_rules':
            return [field, unblocked(value)];
        default:
            return [field, value];
    }
}
function planPolicy_withoutUnset(value) {
    return isBranch(value)
        ? Object.fromEntries(Object.entries(value).filter(([, member]) => isSet(member)))
        : value;
}
function unblocked(rules) {
    const block = Array.isArray(rules) ? rules[0] : rules;
    const ssh = memberOf(block, 'ssh');
    return Array.isArray(ssh) ? { ssh: planPolicy_withoutUnset(ssh[0]) } : block;
}
function titleOf({ shown }) {
    return (0,untrusted/* plain */.pj)(typeof shown === 'string' ? shown : String(shown['name']), 60);
}

;// CONCATENATED MODULE: ./src/policies/planEntries.ts


function inOrder(entries) {
    return entries.toSorted((one, other) => (one.rank ?? UNRANKED) - (other.rank ?? UNRANKED));
}
function equalsOf(entries) {
    const byRank = new Map();
    for (const entry of entries) {
        const equals = byRank.get(entry.rank);
        if (equals === undefined)
            byRank.set(entry.rank, [entry]);
        else
            equals.push(entry);
    }
    return [...byRank.values()].filter(({ length }) => length > 1);
}
const UNRANKED = Number.MAX_SAFE_INTEGER;
function rankOf(item, index) {
    const precedence = isBranch(item) ? item['precedence'] : undefined;
    if (precedence === UNKNOWN)
        return undefined;
    return typeof precedence === 'number' ? precedence : index + 1;
}
function mayOrderMatter(decisions) {
    if (decisions.length <= 1)
        return false;
    const has = (decision) => decisions.includes(decision);
    return has(undefined) || (has('allow') && has('deny')) || (has('bypass') && has('non_identity'));
}
function linkEntries(entries, application, policies, follow, decisionOf) {
    const slots = entries.filter(({ content }) => content.kind === 'unknown').length;
    if (slots === 0)
        return entries;
    const { resources, lost } = follow(application, 'policies', 'policies');
    const candidates = policies.filter((policy) => policy.planned?.['id'] === UNKNOWN && resources.includes(policy));
    const contents = candidates.map((resource) => ({ kind: 'resource', resource }));
    const linked = replaceUnknown(entries, () => contents.shift() ?? { kind: 'unknown' });
    const ranked = inOrder(entries.map(({ content, rank }, index) => ({
        isSlot: content.kind === 'unknown',
        rank,
        entry: linked[index],
    })));
    const stretch = ranked.slice(ranked.findIndex(({ isSlot }) => isSlot), ranked.findLastIndex(({ isSlot }) => isSlot) + 1);
    const reason = (() => {
        if (lost.length > 0) {
            return `The id is known only after the plan is applied, and "policies" refers to ${(0,untrusted/* plain */.pj)(lost.slice(0, 3).join(', '))}, of which a plan does not tell what it is. Refer to the policies directly, or apply them first.`;
        }
        if (candidates.length !== slots) {
            return `The id is known only after the plan is applied: ${slots === 1 ? 'one policy is' : `${slots} policies are`} not created yet, and "policies" refers to ${candidates.length} that may be meant. Refer to the policies directly, or apply them first.`;
        }
        const decisions = stretch.map(({ entry }) => entry && decisionOf(entry));
        return mayOrderMatter(decisions)
            ? 'The id is known only after the plan is applied: several policies are not created yet, a plan does not tell their order, and it decides who is let in. Apply the policies first.'
            : undefined;
    })();
    return reason === undefined ? linked : replaceUnknown(entries, () => ({ kind: 'untestable', reason }));
}
function replaceUnknown(entries, replacement) {
    return entries.map((entry) => entry.content.kind === 'unknown' ? { ...entry, content: replacement() } : entry);
}

;// CONCATENATED MODULE: ./src/policies/planResource.ts


const KINDS = new Map([
    ['cloudflare_access_application', 'application'],
    ['cloudflare_zero_trust_access_application', 'application'],
    ['cloudflare_access_policy', 'policy'],
    ['cloudflare_zero_trust_access_policy', 'policy'],
    ['cloudflare_access_group', 'group'],
    ['cloudflare_zero_trust_access_group', 'group'],
]);
const ATTRIBUTES = {
    application: ['id', 'type', 'name', 'policies'],
    group: ['id', 'name', 'include', 'require', 'exclude'],
    policy: undefined,
};
function isBookmark({ type }) {
    return type === 'bookmark';
}
function decodeResource(entry, conceal) {
    if (!(0,policies_entry/* isMapping */.p)(entry))
        return 'is no mapping';
    const { address, type, mode } = entry;
    if (typeof address !== 'string' || address === '')
        return 'has no address';
    if (typeof type !== 'string' || type === '')
        return 'has no type';
    if (typeof mode !== 'string' || mode === '')
        return 'has no mode';
    const kind = KINDS.get(type);
    if (kind === undefined || mode !== 'managed')
        return undefined;
    if (memberOf(entry, 'deposed') !== undefined)
        return undefined;
    const change = memberOf(entry, 'change');
    const action = decodeAction(memberOf(change, 'actions'));
    if (action === undefined)
        return 'has actions that this program does not know';
    const before = memberOf(change, 'before');
    const after = memberOf(change, 'after');
    const read = (values, unknown, sensitive) => decodeAttributes(kind, values, unknown, sensitive, conceal);
    const prior = (0,policies_entry/* isMapping */.p)(before) ? read(before, {}, memberOf(change, 'before_sensitive')) : undefined;
    const planned = action === 'none'
        ? prior
        : (0,policies_entry/* isMapping */.p)(after)
            ? read(after, memberOf(change, 'after_unknown'), memberOf(change, 'after_sensitive'))
            : undefined;
    if (prior === undefined && action !== 'create')
        return 'has no "before"';
    if (planned === undefined && action !== 'destroy')
        return 'has no "after"';
    const resource = {
        address,
        kind,
        action,
        prior: action === 'create' ? undefined : prior,
        planned: action === 'destroy' ? undefined : planned,
    };
    const sides = [resource.prior, resource.planned].filter((side) => side !== undefined);
    return kind === 'application' && sides.every(isBookmark) ? undefined : resource;
}
function decodeAttributes(kind, values, unknown, sensitive, conceal) {
    const attributes = mergeValue(pick(kind, values), pick(kind, unknown), pick(kind, sensitive), conceal);
    return (0,policies_entry/* isMapping */.p)(attributes) ? attributes : {};
}
function pick(kind, values) {
    const names = ATTRIBUTES[kind];
    if (names === undefined || !(0,policies_entry/* isMapping */.p)(values))
        return values;
    return Object.fromEntries(names.filter((name) => Object.hasOwn(values, name)).map((name) => [name, values[name]]));
}
const ACTIONS = new Map([
    ['no-op', 'none'],
    ['read', 'none'],
    ['forget', 'none'],
    ['create', 'create'],
    ['update', 'update'],
    ['delete', 'destroy'],
    ['delete,create', 'replace'],
    ['create,delete', 'replace'],
    ['create,forget', 'replace'],
]);
function decodeAction(actions) {
    return Array.isArray(actions) ? ACTIONS.get(actions.join()) : undefined;
}
function indexById(resources) {
    const byId = new Map();
    for (const resource of resources) {
        for (const id of [textOf(resource.prior?.['id']), textOf(resource.planned?.['id'])]) {
            if (id !== undefined && (resource.action !== 'none' || !byId.has(id)))
                byId.set(id, resource);
        }
    }
    return byId;
}

;// CONCATENATED MODULE: ./src/policies/planAttachments.ts



function attachPolicies(policies, applications, side, follow) {
    const byId = indexById(applications.filter((application) => application[side] !== undefined));
    const unknown = applications.filter(({ planned }) => planned?.['id'] === UNKNOWN);
    const of = new Map();
    const unsure = new Map();
    for (const policy of policies) {
        const id = policy[side]?.['application_id'];
        if (!isSet(id))
            continue;
        const text = textOf(id);
        const application = text === undefined ? undefined : byId.get(text);
        if (application)
            add(of, application, policy);
        if (id !== UNKNOWN)
            continue;
        const { resources, lost } = follow(policy, 'application_id', 'application_id');
        const candidates = unknown.filter((each) => resources.includes(each));
        const [only, ...others] = candidates;
        if (only && others.length === 0 && lost.length === 0)
            add(of, only, policy);
        else {
            const reason = `The policy ${(0,untrusted/* plain */.pj)(policy.address)} has an application_id that is known only after the plan is applied, and it may be this one. Refer to the application directly, or apply it first.`;
            for (const each of only && lost.length === 0 ? candidates : unknown)
                add(unsure, each, reason);
        }
    }
    return { of, unsure };
}
function add(lists, key, value) {
    const list = lists.get(key);
    if (list === undefined)
        lists.set(key, [value]);
    else
        list.push(value);
}

;// CONCATENATED MODULE: ./src/policies/planApplication.ts







function createPolicyReader(resources, resolveGroups, follow, findTouched) {
    const policies = resources.filter(({ kind }) => kind === 'policy');
    const applications = resources.filter(({ kind }) => kind === 'application');
    const byId = indexById(policies);
    const attachments = {
        prior: attachPolicies(policies, applications, 'prior', follow),
        planned: attachPolicies(policies, applications, 'planned', follow),
    };
    const known = { prior: new Map(), planned: new Map() };
    const readResource = (resource, side) => {
        const read = known[side].get(resource);
        if (read)
            return read;
        const policy = readPolicy({ attributes: resource[side] ?? {}, resource, side }, resolveGroups);
        known[side].set(resource, policy);
        return policy;
    };
    const contentOf = (item, side) => {
        const id = isBranch(item) ? item['id'] : item;
        const text = textOf(id);
        const resource = text === undefined ? undefined : byId.get(text);
        if (resource && textOf(resource[side]?.['id']) === text)
            return { kind: 'resource', resource };
        if (resource && side === 'planned') {
            const reason = `It refers to the policy ${(0,untrusted/* plain */.pj)(resource.address)}, which the plan destroys: refer to another, or keep it.`;
            return { kind: 'untestable', reason };
        }
        if (text !== undefined && text !== '')
            return { kind: 'id', id: text };
        if (isBranch(item) && (isSet(item['decision']) || isSet(item['include'])) && !isUnwritten(item)) {
            return { kind: 'inline', attributes: item };
        }
        return id === UNKNOWN
            ? { kind: 'unknown' }
            : { kind: 'untestable', reason: 'It is no policy and no id of one.' };
    };
    const entriesOf = (application, side) => {
        const list = application[side]?.['policies'];
        const listed = (Array.isArray(list) ? list : []).map((item, index) => ({
            rank: rankOf(item, index),
            field: `policies[${String(index)}]`,
            content: contentOf(item, side),
        }));
        const inList = new Set(listed.map(({ content }) => (content.kind === 'resource' ? content.resource : undefined)));
        const attached = (attachments[side].of.get(application) ?? [])
            .filter((policy) => !inList.has(policy))
            .map((resource) => {
            const rank = resource[side]?.['precedence'];
            return {
                rank: typeof rank === 'number' ? rank : undefined,
                field: '',
                content: { kind: 'resource', resource },
            };
        });
        return { listed, attached };
    };
    const contentOfPolicy = ({ policy }, attributes, side) => [policy, side === 'planned' && attributes ? findTouched(attributes) : []];
    const decisionOf = ({ content }, side) => {
        if (content.kind === 'inline')
            return textOf(content.attributes['decision']);
        return content.kind === 'resource' ? readResource(content.resource, side).decision : undefined;
    };
    const isToldLater = (application) => application.action === 'destroy' ||
        application.action === 'replace' ||
        isSet(application.planned?.['policies']) ||
        attachments.planned.of.has(application) ||
        attachments.planned.unsure.has(application);
    const readApplication = (application, side) => {
        const { address } = application;
        const { listed, attached } = entriesOf(application, side);
        const untestable = (attachments[side].unsure.get(application) ?? []).map((reason) => ({
            address,
            field: '',
            reason,
        }));
        const list = application[side]?.['policies'];
        if (isSet(list) && !Array.isArray(list)) {
            untestable.push({
                address,
                field: 'policies',
                reason: list === UNKNOWN ? NOT_KNOWN : 'It is no list of policies.',
            });
        }
        if (side === 'prior' && listed.length === 0 && attached.length === 0 && isToldLater(application)) {
            untestable.push({ address, field: 'policies', reason: describeUntold(application) });
        }
        const linked = linkEntries(listed, application, policies, follow, (entry) => decisionOf(entry, side));
        const all = [...linked, ...attached];
        const isSure = all.every(({ rank }) => rank !== undefined) && (listed.length === 0 || attached.length === 0);
        if (!isSure && mayOrderMatter(all.map((entry) => decisionOf(entry, side)))) {
            const reason = 'It has policies of its own list and others with its application_id, or of unknown precedence, and their order decides who is let in. Give all of them in "policies".';
            untestable.push({ address, field: 'policies', reason });
        }
        else if (equalsOf(all).some((equals) => mayOrderMatter(equals.map((entry) => decisionOf(entry, side))))) {
            const reason = 'Several of its policies have the same precedence, and their order decides who is let in. Give each another.';
            untestable.push({ address, field: 'policies', reason });
        }
        const content = [];
        const policiesFound = inOrder(all).flatMap(({ content: entry, field }) => {
            switch (entry.kind) {
                case 'id':
                    content.push(entry.id);
                    return [{ policy: entry.id, shown: entry.id }];
                case 'untestable':
                    untestable.push({ address, field, reason: entry.reason });
                    return [];
                case 'unknown':
                    untestable.push({ address, field, reason: NOT_KNOWN });
                    return [];
                default: {
                    const read = entry.kind === 'resource'
                        ? readResource(entry.resource, side)
                        : readPolicy({ attributes: entry.attributes, resource: application, side, inside: field }, resolveGroups);
                    const attributes = entry.kind === 'resource' ? entry.resource[side] : entry.attributes;
                    untestable.push(...read.untestable);
                    content.push(contentOfPolicy(read, attributes, side));
                    return testable(read);
                }
            }
        });
        return { found: { policies: policiesFound, untestable }, content };
    };
    const read = (resource, side) => {
        if (resource[side] === undefined)
            return { found: { policies: [], untestable: [] }, content: [] };
        if (resource.kind === 'application' && isBookmark(resource[side])) {
            return { found: { policies: [], untestable: [bookmarkOf(resource, side)] }, content: [] };
        }
        if (resource.kind === 'application')
            return readApplication(resource, side);
        const policy = readResource(resource, side);
        return {
            found: { policies: testable(policy), untestable: policy.untestable },
            content: [contentOfPolicy(policy, resource[side], side)],
        };
    };
    return {
        read,
        destroyedInUse: findDestroyedInUse(applications, byId),
        attached: new Set([...attachments.prior.of.values(), ...attachments.planned.of.values()].flat()),
    };
}
function testable({ untestable, policy, shown, address }) {
    return untestable.length > 0 ? [] : [{ policy, shown, ...(address !== undefined && { address }) }];
}
function describeUntold({ address, prior }) {
    const id = (0,untrusted/* plain */.pj)(textOf(prior?.['id']) ?? 'ID', 60);
    return `The plan does not tell its policies now, which may be managed elsewhere. Test it with a baseline of its own: policies: [{ terraform: ${(0,untrusted/* plain */.pj)(address)} }], baseline: [{ application: ${id} }].`;
}
function bookmarkOf({ address }, side) {
    const when = side === 'prior' ? 'It is a bookmark now' : 'The plan makes it a bookmark';
    const reason = `${when}, to which policies do nothing: who gets in by it cannot be compared. Test the policies of the other side by themselves.`;
    return { address, field: 'type', reason };
}
function isUnwritten(item) {
    return item['id'] === UNKNOWN && item['decision'] === UNKNOWN;
}
function findDestroyedInUse(applications, byId) {
    return applications.flatMap(({ address, planned }) => {
        const list = planned?.['policies'];
        const ids = (Array.isArray(list) ? list : []).map((item) => textOf(isBranch(item) ? item['id'] : item));
        const destroyed = [...new Set(ids)].flatMap((id) => {
            const policy = id === undefined ? undefined : byId.get(id);
            return policy && textOf(policy.planned?.['id']) !== id ? [policy.address] : [];
        });
        return destroyed.map((policy) => ({ policy, application: address }));
    });
}

// EXTERNAL MODULE: ./src/difference.ts
var difference = __webpack_require__(1088);
;// CONCATENATED MODULE: ./src/policies/planChanges.ts





const MAX_DIFFERENCES = 10;
function findChanges(resources, sidesOf, attached) {
    const found = resources.flatMap((resource) => {
        const sides = sidesOf(resource.address);
        const action = resource.action === 'none' ? (sides && isAffected(sides) ? 'affected' : undefined) : resource.action;
        if (action === undefined)
            return [];
        const differences = sides ? describeSides(resource, sides) : describeGroup(resource);
        const change = { address: resource.address, kind: resource.kind, action, differences };
        return [{ resource, change }];
    });
    return {
        changes: found.map(({ change }) => change),
        changed: found
            .filter(({ resource }) => resource.kind !== 'group' && !attached.has(resource))
            .map(({ change }) => change.address),
    };
}
function isAffected({ prior, planned }) {
    const textOf = ({ found, content }) => JSON.stringify([content, found.untestable]);
    return textOf(prior) !== textOf(planned);
}
function describeSides({ address, kind }, sides) {
    const [prior, planned] = [sides.prior.found, sides.planned.found];
    const unknown = [...prior.untestable, ...planned.untestable];
    if (unknown.length > 0) {
        return unknown.slice(0, MAX_DIFFERENCES).map((one) => {
            const place = [one.address === address ? '' : one.address, one.field].filter((part) => part !== '');
            return (0,untrusted/* plain */.pj)(`cannot be tested: ${place.join(', ') || 'the whole'}`);
        });
    }
    if (kind === 'application') {
        return describePolicies(prior.policies, planned.policies).slice(0, MAX_DIFFERENCES);
    }
    const [before] = prior.policies;
    const [after] = planned.policies;
    return after ? describePolicy(before, after) : [];
}
function describePolicy(before, after) {
    const [old, next] = [before?.shown ?? {}, after.shown];
    return typeof old === 'string' || typeof next === 'string' ? [] : (0,difference/* describeDifference */.h)(old, next);
}
function describePolicies(before, after) {
    const earlier = keyed(before);
    const later = keyed(after);
    const removed = [...earlier]
        .filter(([key]) => !later.has(key))
        .map(([, policy]) => `policy removed: ${nameOf(policy)}`);
    const others = [...later].flatMap(([key, policy]) => {
        const old = earlier.get(key);
        if (old === undefined)
            return [`policy added: ${nameOf(policy)}`];
        return describePolicy(old, policy).map((difference) => `${nameOf(policy)}: ${difference}`);
    });
    const kept = (policies, in_) => [...policies.keys()].filter((key) => in_.has(key)).join('\n');
    const order = kept(earlier, later) === kept(later, earlier) ? [] : ['the order of the policies'];
    return [...removed, ...others, ...order];
}
function keyed(policies) {
    const byKey = new Map();
    const seen = new Map();
    for (const policy of policies) {
        const key = policy.address ?? titleOf(policy);
        const times = (seen.get(key) ?? 0) + 1;
        seen.set(key, times);
        byKey.set(times === 1 ? key : `${key}\n${times}`, policy);
    }
    return byKey;
}
function nameOf(policy) {
    return typeof policy.shown === 'string' ? `the saved policy ${titleOf(policy)}` : titleOf(policy);
}
function describeGroup({ prior, planned }) {
    return planned ? (0,difference/* describeDifference */.h)(prior ? planChanges_rulesOf(prior) : {}, planChanges_rulesOf(planned)) : [];
}
function planChanges_rulesOf(group) {
    const lists = ['include', 'require', 'exclude'].map((list) => [
        list,
        readRules(group[list], list).rules.map(({ rule }) => concealed(rule)),
    ]);
    return Object.fromEntries(lists);
}

;// CONCATENATED MODULE: ./src/policies/planObjects.ts



function decodeObject(entry) {
    const [type, address] = [memberOf(entry, 'type'), memberOf(entry, 'address')];
    if (typeof type !== 'string' || typeof address !== 'string')
        return undefined;
    if (!type.startsWith('cloudflare_') || KINDS.has(type) || memberOf(entry, 'mode') !== 'managed') {
        return undefined;
    }
    const change = memberOf(entry, 'change');
    const action = decodeAction(memberOf(change, 'actions'));
    const before = memberOf(change, 'before');
    if (action === 'none' || action === 'create' || !(0,policies_entry/* isMapping */.p)(before))
        return undefined;
    const id = before['id'];
    return { address, type, id: typeof id === 'string' && id !== '' ? id : undefined };
}

;// CONCATENATED MODULE: ./src/policies/planText.ts
const BACKSLASH = 0x5c;
const MAX_ITEMS = 1_000_000;
function findMembers(text, list) {
    const members = new Map();
    const findValue = createFindValue(text);
    const end = findParts(text, skipBlanks(text, 0), '{}', (at) => {
        const key = findValue(at);
        const name = key && parseSpan(text, key);
        const colon = skipBlanks(text, key?.end ?? at);
        if (typeof name !== 'string' || text[colon] !== ':')
            return undefined;
        const start = skipBlanks(text, colon + 1);
        const member = name === list && text[start] === '[' ? findList(text, start, findValue) : findValue(start);
        if (member)
            members.set(name, { items: undefined, ...member });
        return member?.end;
    });
    return end !== undefined && skipBlanks(text, end) === text.length ? members : undefined;
}
function findList(text, start, findValue) {
    const items = [];
    const end = findParts(text, start, '[]', (at) => {
        const item = findValue(at);
        return item && items.push(item) <= MAX_ITEMS ? item.end : undefined;
    });
    if (end === undefined)
        return undefined;
    return { start, end, depth: items.reduce((most, { depth }) => Math.max(most, depth), 0) + 1, items };
}
function findParts(text, start, brackets, read) {
    const [open, close] = brackets;
    if (text[start] !== open)
        return undefined;
    let at = skipBlanks(text, start + 1);
    if (text[at] === close)
        return at + 1;
    for (;;) {
        const end = read(at);
        if (end === undefined)
            return undefined;
        at = skipBlanks(text, end);
        if (text[at] === close)
            return at + 1;
        if (text[at] !== ',')
            return undefined;
        at = skipBlanks(text, at + 1);
    }
}
function parseSpan(text, { start, end }) {
    try {
        return JSON.parse(text.slice(start, end));
    }
    catch {
        return undefined;
    }
}
const MARKS = ['"', '{', '}', '[', ']'];
const SCALAR = /[^\s,:"[\]{}]+/y;
function createFindValue(text) {
    const nearest = MARKS.map(() => -1);
    const findMark = (from) => {
        let first = text.length;
        for (let mark = 0; mark < MARKS.length; mark += 1) {
            let at = nearest[mark] ?? 0;
            if (at < from) {
                at = text.indexOf(MARKS[mark] ?? '', from);
                if (at < 0)
                    at = text.length;
                nearest[mark] = at;
            }
            if (at < first)
                first = at;
        }
        return first;
    };
    return (start) => {
        if (!['"', '{', '['].includes(text[start] ?? ''))
            return findScalar(text, start);
        let open = 0;
        let depth = 0;
        for (let at = findMark(start); at < text.length; at = findMark(at + 1)) {
            const mark = text[at];
            if (mark === '"')
                at = endOfString(text, at);
            else if (mark === '{' || mark === '[') {
                open += 1;
                if (open > depth)
                    depth = open;
            }
            else
                open -= 1;
            if (open === 0)
                return at < text.length ? { start, end: at + 1, depth } : undefined;
        }
        return undefined;
    };
}
function findScalar(text, start) {
    SCALAR.lastIndex = start;
    return SCALAR.test(text) ? { start, end: SCALAR.lastIndex, depth: 0 } : undefined;
}
function endOfString(text, start) {
    let at = start;
    do {
        at = text.indexOf('"', at + 1);
        if (at < 0)
            return text.length;
    } while (isEscaped(text, at));
    return at;
}
function isEscaped(text, at) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH)
        backslashes += 1;
    return backslashes % 2 === 1;
}
const BLANKS = /[ \t\n\r]*/y;
function skipBlanks(text, start) {
    BLANKS.lastIndex = start;
    BLANKS.test(text);
    return BLANKS.lastIndex;
}

;// CONCATENATED MODULE: ./src/policies/planFile.ts







const MAX_PROBLEMS = 20;
const MAX_RESOURCE = 4 * 1024 * 1024;
const MAX_CONFIGURATION_DEPTH = 200;
const NOT_READ = `has more than ${String(limits/* MAX_DEPTH */.lr)} lists and mappings in one another, or is no JSON`;
const TOO_LONG = 'has more than 4 MiB: put some of its rules into groups';
const BYTE_ORDER_MARK = '\uFEFF';
const GIVE_PLAN = 'Give the output of: terraform show -json PLAN';
const OTHERS = [
    [/^\s*$/, `It is empty. ${GIVE_PLAN}.`],
    [/^PK/, `It is the binary plan file. ${GIVE_PLAN}.`],
    [
        /^.{0,3}\0|^\uFFFD/s,
        `It is not written in UTF-8, as by the redirection of Windows PowerShell. ${GIVE_PLAN}, written by: Out-File -Encoding utf8.`,
    ],
    [
        /^(?:\[command\]|::)/,
        'It begins with a line of the wrapper of hashicorp/setup-terraform. Set terraform_wrapper to false there.',
    ],
    [
        /^\s*\{\s*"@(?:level|message|module|timestamp)"/,
        `It is the log of terraform plan -json, and not the plan. Run terraform plan -out=PLAN. ${GIVE_PLAN}.`,
    ],
];
function readPlanFile(file, text) {
    const about = (message) => ({ message, location: { file, line: 1, column: 1 } });
    const rejected = (...messages) => ({
        resources: [],
        objects: [],
        configuration: undefined,
        problems: messages
            .slice(0, MAX_PROBLEMS)
            .map((message) => about(`This is no Terraform plan that can be read. ${message}`)),
        warnings: [],
    });
    const json = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
    const members = findMembers(json, 'resource_changes');
    const other = OTHERS.find(([start]) => start.test(json.slice(0, 200)));
    if (members === undefined || (other && !members.has('format_version'))) {
        return rejected(other?.[1] ?? `It is not JSON. ${GIVE_PLAN}, and not the plan file itself.`);
    }
    const member = (key) => {
        const span = members.get(key);
        return span && parseSpan(json, span);
    };
    const wrong = checkMembers(members, member);
    if (wrong !== undefined)
        return rejected(wrong);
    const { resources, objects, mistakes } = readResources(json, members.get('resource_changes'));
    const configuration = member('configuration');
    if (members.has('configuration') && !(0,policies_entry/* isMapping */.p)(configuration))
        mistakes.push('Its "configuration" is no mapping.');
    if (isTooDeep(members.get('configuration'), MAX_CONFIGURATION_DEPTH))
        mistakes.push(`Its "configuration" has more than ${String(MAX_CONFIGURATION_DEPTH)} lists and mappings in one another.`);
    if (mistakes.length > 0)
        return rejected(...mistakes);
    const warnings = member('complete') === false
        ? [
            about('The plan is not complete, because it was limited by -target or because something was put off: what it does not plan is neither tested nor shown.'),
        ]
        : [];
    return { resources, objects, configuration, problems: [], warnings };
}
function checkMembers(members, member) {
    const isPlan = ['resource_changes', 'planned_values'].some((key) => members.has(key));
    if (!isPlan && members.has('values')) {
        return `It is a state, and not a plan. ${GIVE_PLAN}, with the file that terraform plan -out=PLAN writes.`;
    }
    if (!isPlan && !members.has('format_version'))
        return `It is something else. ${GIVE_PLAN}.`;
    const version = member('format_version');
    if (typeof version !== 'string' || !/^[01]\.\d+$/.test(version)) {
        const found = typeof version === 'string' ? (0,untrusted/* quote */.hD)(version) : 'none that is text';
        return `Its "format_version" must be 0.x or 1.x, and is ${found}. Use a version of this action that knows it.`;
    }
    if (!isPlan && !members.has('configuration'))
        return `It is an empty state, and not a plan. ${GIVE_PLAN}.`;
    if (member('errored') === true) {
        return 'It is the plan of a run that ended with an error, so that it is not whole. Mend the error and plan again.';
    }
    return undefined;
}
function readResources(json, list) {
    const resources = new Map();
    const objects = [];
    const mistakes = [];
    if (list !== undefined && list.items === undefined && parseSpan(json, list) !== null) {
        mistakes.push('Its "resource_changes" is no list.');
    }
    const conceal = createConceal();
    for (const [index, item] of (list?.items ?? []).entries()) {
        if (mistakes.length >= MAX_PROBLEMS)
            break;
        const entry = isTooDeep(item) ? undefined : parseSpan(json, item);
        const resource = entry === undefined ? NOT_READ : isTooLong(entry, item) ? TOO_LONG : decodeResource(entry, conceal);
        if (typeof resource === 'string')
            mistakes.push(`resource_changes[${index}] ${resource}. Write the plan again.`);
        else if (resource && resources.has(resource.address)) {
            mistakes.push(`resource_changes[${index}] has the address ${(0,untrusted/* quote */.hD)(resource.address)} of one before it.`);
        }
        else if (resource)
            resources.set(resource.address, resource);
        else {
            const object = decodeObject(entry);
            if (object)
                objects.push(object);
        }
    }
    return { resources: [...resources.values()], objects, mistakes };
}
function isTooLong(entry, { start, end }) {
    const type = memberOf(entry, 'type');
    return end - start > MAX_RESOURCE && typeof type === 'string' && KINDS.has(type);
}
function isTooDeep(span, maxDepth = limits/* MAX_DEPTH */.lr) {
    return span !== undefined && span.depth > maxDepth;
}

;// CONCATENATED MODULE: ./src/policies/planMembership.ts



function readGroup(attributes) {
    if (attributes === undefined)
        return undefined;
    const read = (list) => readRules(attributes[list], list);
    return { include: read('include'), require: read('require'), exclude: read('exclude') };
}
function groupOf(rule) {
    const id = memberOf(rule['group'], 'id');
    return id === UNKNOWN ? UNKNOWN : textOf(id);
}
function findMembership(resources, changed) {
    const groups = resources.filter(({ kind }) => kind === 'group');
    const byId = indexById(groups);
    const objects = new Map(changed.flatMap(({ id, address }) => (id === undefined ? [] : [[id, address]])));
    return {
        groups,
        drafts: new Map(groups.map((group) => [group, readGroup(group.planned)])),
        byId,
        changing: findChanging(groups, byId, objects),
        objects,
    };
}
function findTouched(attributes, { byId, changing, objects }) {
    return textsOfRules(attributes).flatMap((text) => {
        const group = byId.get(text);
        const address = group && changing.has(group) ? group.address : objects.get(text);
        return address === undefined ? [] : [address];
    });
}
function findChanging(groups, byId, objects) {
    const users = new Map();
    const waiting = [];
    for (const group of groups) {
        const texts = group.planned ? textsOfRules(group.planned) : [];
        if (isChanged(group) || texts.some((text) => objects.has(text)))
            waiting.push(group);
        for (const text of texts) {
            const inner = byId.get(text);
            if (!inner)
                continue;
            const others = users.get(inner);
            if (others === undefined)
                users.set(inner, [group]);
            else
                others.push(group);
        }
    }
    const changing = new Set(waiting);
    for (let group = waiting.pop(); group; group = waiting.pop()) {
        for (const user of users.get(group) ?? []) {
            if (changing.has(user))
                continue;
            changing.add(user);
            waiting.push(user);
        }
    }
    return changing;
}
function textsOfRules(attributes) {
    return ['include', 'require', 'exclude'].flatMap((list) => textsIn(attributes[list]));
}
function isChanged({ action, prior, planned }) {
    if (action === 'none')
        return false;
    const rulesOf = (side) => JSON.stringify(revealed([side?.['include'], side?.['require'], side?.['exclude']]));
    return (prior === undefined ||
        planned === undefined ||
        textOf(prior['id']) !== textOf(planned['id']) ||
        rulesOf(prior) !== rulesOf(planned));
}

;// CONCATENATED MODULE: ./src/policies/planAddress.ts
function placeOf(address) {
    const steps = parseSteps(address) ?? [];
    const modules = [];
    let at = 0;
    for (let module = steps[1]; steps[at]?.name === 'module' && module; module = steps[at + 1]) {
        modules.push(module);
        at += 2;
    }
    const [type, name, ...more] = steps.slice(at);
    return type && name && more.length === 0 ? { modules, type: type.name, name: name.name } : undefined;
}
const STEP = /\.?([^.[\]"\s]+)(\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])*/y;
function parseSteps(text) {
    const steps = [];
    let at = 0;
    while (at < text.length) {
        STEP.lastIndex = at;
        const step = STEP.exec(text);
        if (step?.[1] === undefined)
            return undefined;
        steps.push({ name: step[1], key: step[2] ?? '' });
        at = STEP.lastIndex;
    }
    return steps;
}

;// CONCATENATED MODULE: ./src/policies/planGroups.ts





const MAX_DEPTH = 50;
const SAVED = { kind: 'saved' };
function createResolveGroups(membership, follow) {
    const { groups, drafts, byId, changing, objects } = membership;
    const unknown = groups.filter(({ planned }) => planned?.['id'] === UNKNOWN);
    const expansions = new Map();
    const meaningOf = (id) => {
        const group = byId.get(id);
        if (group === undefined)
            return SAVED;
        if (textOf(group.planned?.['id']) !== id) {
            return untestable(`It refers to the group ${(0,untrusted/* plain */.pj)(group.address)}, which the plan destroys: refer to another.`);
        }
        return changing.has(group) ? { kind: 'planned', group } : SAVED;
    };
    const meaningOfOther = (rule) => {
        const [address] = textsIn(rule).flatMap((text) => objects.get(text) ?? []);
        if (address === undefined)
            return SAVED;
        return untestable(`It refers to ${(0,untrusted/* plain */.pj)(address)}, which the plan changes or destroys, and a test would use it as it is now. Apply that first, or refer to another.`);
    };
    const meaningsOf = (rules, owner, attribute) => {
        const slots = rules.filter(({ rule }) => groupOf(rule) === UNKNOWN);
        const linked = slots.length === 0 ? [] : linkGroups(slots.length, owner, attribute, unknown, follow);
        let slot = 0;
        return rules.map(({ rule }) => {
            const id = groupOf(rule);
            if (id === undefined)
                return meaningOfOther(rule);
            if (id !== UNKNOWN)
                return meaningOf(id);
            if (typeof linked === 'string')
                return untestable(linked);
            const group = linked[slot];
            slot += 1;
            return group ? { kind: 'planned', group } : untestable(NOT_KNOWN);
        });
    };
    const expand = (group) => {
        const known = expansions.get(group);
        if (known)
            return known;
        const rules = [];
        const seen = new Set();
        const collect = (inner, path) => {
            const name = (0,untrusted/* plain */.pj)(inner.address);
            if (path.includes(inner))
                return `the group ${name} is in a circle of groups.`;
            if (seen.has(inner))
                return undefined;
            seen.add(inner);
            if (path.length >= MAX_DEPTH)
                return `its groups are nested more than ${MAX_DEPTH} deep.`;
            const draft = drafts.get(inner);
            if (draft === undefined)
                return NOT_KNOWN;
            const obstacle = findObstacle(name, draft);
            if (obstacle !== undefined)
                return obstacle;
            const meanings = meaningsOf(draft.include.rules, inner, 'include');
            for (const [index, { rule }] of draft.include.rules.entries()) {
                const meaning = meanings[index] ?? SAVED;
                if (meaning.kind === 'untestable')
                    return `of the group ${name}: ${meaning.reason}`;
                if (meaning.kind === 'saved')
                    rules.push(rule);
                else {
                    const reason = collect(meaning.group, [...path, inner]);
                    if (reason !== undefined)
                        return reason;
                }
            }
            return undefined;
        };
        const expansion = { rules, reason: collect(group, []) };
        expansions.set(group, expansion);
        return expansion;
    };
    return (draft, list, { resource, attribute }) => {
        const mistakes = [...draft.mistakes];
        const meanings = meaningsOf(draft.rules, resource, attribute);
        const rules = draft.rules.flatMap(({ rule, field }, index) => {
            const meaning = meanings[index] ?? SAVED;
            if (meaning.kind === 'saved')
                return [rule];
            if (meaning.kind === 'untestable') {
                mistakes.push({ field, reason: meaning.reason });
                return [rule];
            }
            const expansion = expand(meaning.group);
            const reason = expansion.reason ?? checkRequired(expansion.rules, list);
            if (reason === undefined)
                return expansion.rules;
            mistakes.push({
                field,
                reason: `The plan changes the group ${(0,untrusted/* plain */.pj)(meaning.group.address)}, and its rules cannot stand in its place: ${reason} Apply the group first.`,
            });
            return [rule];
        });
        return { rules, mistakes };
    };
}
function findObstacle(name, { include, require, exclude }) {
    const [mistake] = [include, require, exclude].flatMap(({ mistakes }) => mistakes);
    if (mistake)
        return `${mistake.field} of the group ${name} cannot be read. ${mistake.reason}`;
    if (require.rules.length > 0)
        return `the group ${name} has rules in require.`;
    if (exclude.rules.length > 0)
        return `the group ${name} has rules in exclude.`;
    return include.rules.length === 0 ? `the group ${name} has no rule in include.` : undefined;
}
function checkRequired(rules, list) {
    return list === 'require' && rules.length !== 1
        ? `it has ${rules.length} rules of which any is enough, and in require each must be met.`
        : undefined;
}
function linkGroups(slots, owner, attribute, unknown, follow) {
    const { resources, lost } = follow(owner, attribute, 'group');
    const candidates = unknown.filter((group) => resources.includes(group));
    if (candidates.length !== slots) {
        return `${slots === 1 ? 'One group is' : `${slots} groups are`} not known before the plan is applied, and the configuration of ${(0,untrusted/* plain */.pj)(attribute)} refers to ${candidates.length} groups that may be meant. Apply the groups first.`;
    }
    const strange = lost.filter((reference) => !isNoGroup(reference));
    if (strange.length > 0) {
        return `The configuration refers to ${(0,untrusted/* plain */.pj)(strange.slice(0, 3).join(', '))}, of which a plan does not tell what it is: it may be another group. Apply the groups first, or refer to them directly.`;
    }
    const other = unknown.find((group) => !resources.includes(group));
    if (lost.length === 0 || other === undefined)
        return candidates;
    return `The configuration refers to ${(0,untrusted/* plain */.pj)(lost.slice(0, 3).join(', '))}, of which a plan does not tell what it is: it may be the group ${(0,untrusted/* plain */.pj)(other.address)}. Apply the groups first, or refer to them directly.`;
}
const CARRIERS = new Set([
    'terraform_data',
    'null_resource',
    'null_data_source',
    'terraform_remote_state',
    'tfe_outputs',
    'external',
]);
function isNoGroup(reference) {
    const [first, second] = parseSteps(reference) ?? [];
    if (first === undefined || second === undefined)
        return false;
    switch (first.name) {
        case 'local':
        case 'var':
            return true;
        case 'each':
        case 'module':
            return false;
    }
    const type = first.name === 'data' ? second.name : first.name;
    return !CARRIERS.has(type) && !type.includes('access_group');
}
function untestable(reason) {
    return { kind: 'untestable', reason };
}

;// CONCATENATED MODULE: ./src/policies/planReferences.ts




function createFollow(configuration, resources) {
    const root = {
        address: '',
        config: memberOf(configuration, 'root_module'),
        call: undefined,
        parent: undefined,
    };
    const index = indexResources(resources);
    const expressions = createFindExpressions();
    return (resource, attribute, inBlocks) => {
        const place = placeOf(resource.address);
        const module = place && place.modules.reduce(childOf, root);
        if (!module)
            return { resources: [], lost: [] };
        const expression = memberOf(expressions(module.config, `${place.type}.${place.name}`), attribute);
        const start = Array.isArray(expression)
            ? expression.map((block) => memberOf(block, inBlocks))
            : [expression];
        return followAll(start, module, index);
    };
}
function followAll(start, module, index) {
    const resources = new Set();
    const lost = new Set();
    const seen = new Set();
    const waiting = start.map((expression) => ({
        expression,
        module,
    }));
    for (let next = waiting.pop(); next; next = waiting.pop()) {
        for (const reference of headsOf(next.expression)) {
            const key = `${next.module.address} ${reference}`;
            if (seen.has(key))
                continue;
            seen.add(key);
            const step = followOne(reference, next.module, index);
            if (step === undefined)
                lost.add(reference);
            for (const found of step?.resources ?? [])
                resources.add(found);
            for (const further of step?.next ?? [])
                waiting.push(further);
        }
    }
    return { resources: [...resources], lost: [...lost] };
}
function followOne(reference, module, index) {
    const [first, second, third] = parseSteps(reference) ?? [];
    if (first === undefined || second === undefined)
        return undefined;
    switch (first.name) {
        case 'count':
        case 'path':
        case 'terraform':
            return {};
        case 'each':
            return second.name === 'key' ? {} : undefined;
        case 'var':
            if (module.parent === undefined)
                return {};
            return {
                next: [
                    { expression: memberOf(memberOf(module.call, 'expressions'), second.name), module: module.parent },
                ],
            };
        case 'module':
            return third && followOutput(module, second, third, index);
    }
    if (!KINDS.has(first.name))
        return first.name.startsWith('cloudflare_') ? {} : undefined;
    if (third !== undefined && third.name !== 'id')
        return {};
    const address = `${prefixOf(module.address)}${first.name}.${second.name}`;
    const exact = index.byAddress.get(`${address}${second.key}`);
    if (second.key !== '')
        return { resources: exact ? [exact] : [] };
    return { resources: index.instances.get(address) ?? [] };
}
function followOutput(module, call, output, index) {
    const next = instancesOf(module, call, index).map((child) => ({
        expression: memberOf(memberOf(memberOf(child.config, 'outputs'), output.name), 'expression'),
        module: child,
    }));
    return next.every(({ expression }) => expression !== undefined) ? { next } : undefined;
}
function instancesOf(module, { name, key }, index) {
    const all = [...(index.modules.get(`${prefixOf(module.address)}module.${name}`) ?? [])];
    const keys = key !== '' || all.length === 0 ? [key] : all;
    return keys.map((each) => childOf(module, { name, key: each }));
}
function childOf(parent, { name, key }) {
    const call = memberOf(memberOf(parent.config, 'module_calls'), name);
    return {
        address: `${prefixOf(parent.address)}module.${name}${key}`,
        config: memberOf(call, 'module'),
        call,
        parent,
    };
}
function prefixOf(module) {
    return module === '' ? '' : `${module}.`;
}
function headsOf(expression) {
    const references = memberOf(expression, 'references');
    const texts = Array.isArray(references) ? references.filter((text) => typeof text === 'string') : [];
    return texts.filter((text, index) => {
        const before = texts[index - 1];
        return (before === undefined || !before.startsWith(text) || !['.', '['].includes(before.charAt(text.length)));
    });
}
function createFindExpressions() {
    const known = new Map();
    return (config, address) => {
        const index = known.get(config) ?? indexExpressions(config);
        known.set(config, index);
        return index.get(address);
    };
}
function indexExpressions(config) {
    const resources = memberOf(config, 'resources');
    return new Map((Array.isArray(resources) ? resources : [])
        .filter((resource) => (0,policies_entry/* isMapping */.p)(resource) && resource['mode'] === 'managed')
        .map((resource) => [memberOf(resource, 'address'), memberOf(resource, 'expressions')]));
}
function indexResources(resources) {
    const instances = new Map();
    const modules = new Map();
    for (const resource of resources) {
        const place = placeOf(resource.address);
        if (!place)
            continue;
        let module = '';
        for (const { name, key } of place.modules) {
            const call = `${prefixOf(module)}module.${name}`;
            modules.set(call, (modules.get(call) ?? new Set()).add(key));
            module = `${call}${key}`;
        }
        const address = `${prefixOf(module)}${place.type}.${place.name}`;
        const others = instances.get(address);
        if (others === undefined)
            instances.set(address, [resource]);
        else
            others.push(resource);
    }
    return {
        byAddress: new Map(resources.map((resource) => [resource.address, resource])),
        instances,
        modules,
    };
}

;// CONCATENATED MODULE: ./src/policies/planUnseen.ts

const LISTS = new Set(['cloudflare_zero_trust_list', 'cloudflare_teams_list']);
const SIDES = ['prior', 'planned'];
function findUnseen(resources, membership, objects) {
    const used = findUsed(resources, membership);
    const groups = membership.groups.filter((group) => group.prior !== undefined && membership.changing.has(group) && !isUsed(group, used));
    const lists = objects.filter(({ type, id }) => LISTS.has(type) && !used.has(id ?? ''));
    return [
        ...groups.map(({ address }) => ({ address, field: '', reason: describeUnseen('group') })),
        ...lists.map(({ address }) => ({ address, field: '', reason: describeUnseen('list') })),
    ];
}
function describeUnseen(what) {
    return `The plan changes or destroys this ${what}, and no policy of the plan uses it: whom policies outside of the plan let in by it is not known. Import those that use it into this configuration, so that the plan tells them.`;
}
function isUsed({ prior }, used) {
    const id = textOf(prior?.['id']);
    return id !== undefined && used.has(id);
}
function findUsed(resources, { byId }) {
    const used = new Set();
    const waiting = resources.filter(({ kind }) => kind !== 'group').flatMap(planUnseen_textsOfRules);
    for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
        if (used.has(text))
            continue;
        used.add(text);
        const group = byId.get(text);
        for (const further of group ? planUnseen_textsOfRules(group) : [])
            waiting.push(further);
    }
    return used;
}
function planUnseen_textsOfRules(resource) {
    const fields = resource.kind === 'application' ? ['policies'] : ['include', 'require', 'exclude'];
    return SIDES.flatMap((side) => fields.flatMap((field) => textsIn(resource[side]?.[field])));
}

;// CONCATENATED MODULE: ./src/policies/plan.ts







function parsePlan(file, text) {
    const { resources, objects, configuration, problems, warnings } = readPlanFile(file, text);
    if (problems.length > 0)
        return { plan: undefined, problems, warnings };
    const follow = createFollow(configuration, resources);
    const membership = findMembership(resources, objects);
    const { read, destroyedInUse, attached } = createPolicyReader(resources, createResolveGroups(membership, follow), follow, (attributes) => findTouched(attributes, membership));
    const tested = new Map(resources
        .filter(({ kind }) => kind !== 'group')
        .map((resource) => [
        resource.address,
        { resource, prior: read(resource, 'prior'), planned: read(resource, 'planned') },
    ]));
    const plan = {
        file,
        policiesOf: (address, side) => tested.get(address)?.[side].found,
        addresses: [...tested.keys()],
        ...findChanges(resources, (address) => tested.get(address), attached),
        unseen: findUnseen(resources, membership, objects),
        destroyedInUse,
    };
    return { plan, problems, warnings };
}

// EXTERNAL MODULE: ./src/verdict/finding.ts
var finding = __webpack_require__(7120);
// EXTERNAL MODULE: ./src/workspace.ts
var src_workspace = __webpack_require__(3338);
;// CONCATENATED MODULE: ./src/terraformPlan.ts





const MAX_PLAN_BYTES = 512 * 1024 * 1024 - 1024;
async function readPlan(path, workspace, files) {
    const file = await (0,src_workspace/* readInWorkspace */.Z3)(workspace, path, files, MAX_PLAN_BYTES);
    if (file.kind === 'problem') {
        const message = `${file.message} The input terraform-plan takes the output of terraform show -json PLAN, relative to the workspace.`;
        return { plan: undefined, problems: [{ message }], warnings: [], report: () => undefined };
    }
    const { plan, problems, warnings } = parsePlan(file.shown, file.text);
    return { plan, problems, warnings, report: (severities) => plan && reportPlan(plan, severities) };
}
function reportPlan(plan, severities) {
    const findings = checkPlan(plan, severities);
    return {
        name: 'Terraform plan',
        location: { file: plan.file, line: 1, column: 1 },
        verdict: findings.some(finding/* isFailed */.Ix) ? 'failed' : 'skipped',
        findings,
        changes: plan.changes.map((change) => ({ ...change, address: (0,untrusted/* plain */.pj)(change.address) })),
    };
}


/***/ })

};
