export const id = 932;
export const ids = [932];
export const modules = {

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

/***/ 7932:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkPolicies: () => (/* binding */ checkPolicies)
});

// EXTERNAL MODULE: ./src/verdict/assertion.ts
var assertion = __webpack_require__(1473);
// EXTERNAL MODULE: ./src/untrusted.ts
var untrusted = __webpack_require__(3254);
// EXTERNAL MODULE: ./src/lint/condition.ts
var lint_condition = __webpack_require__(1240);
// EXTERNAL MODULE: ./src/lint/trait.ts
var lint_trait = __webpack_require__(7201);
;// CONCATENATED MODULE: ./src/lint/scope.ts


function readScope(policy) {
    const read = (rules) => readRules(rules, policy['decision']);
    const require = read(policy['require']);
    const exclude = read(policy['exclude']);
    const include = read(policy['include']);
    const { left, contradicting } = narrow(new Map(), require.all);
    const rules = { include, require, exclude, left };
    if (contradicting?.trait) {
        const { kind: trait } = contradicting.trait;
        return { ...rules, alternatives: [], nobody: { kind: 'contradiction', trait, required: contradicting } };
    }
    const required = require.all.find((condition) => (0,lint_condition/* isImplied */.VJ)(condition, exclude));
    if (required)
        return { ...rules, alternatives: [], nobody: { kind: 'excluded', required } };
    const alternatives = include.all.filter((condition) => !isContradicted(condition, left) && !(0,lint_condition/* isImplied */.VJ)(condition, exclude));
    return { ...rules, alternatives, nobody: alternatives.length > 0 ? undefined : { kind: 'included' } };
}
function readRules(rules, decision) {
    const conditions = (Array.isArray(rules) ? rules : []).map(lint_condition/* readCondition */.sK);
    if (decision !== 'non_identity')
        return (0,lint_condition/* collectConditions */.HC)(conditions);
    return (0,lint_condition/* collectConditions */.HC)(conditions.map((condition) => (0,lint_condition/* isEveryone */.Af)(condition) ? { ...condition, key: 'everyone else', known: false } : condition));
}
function narrow(traits, conditions) {
    const left = new Map(traits);
    const contradicting = conditions.find(({ trait }) => {
        if (trait === undefined)
            return false;
        const common = (0,lint_trait/* commonTrait */.s)(left.get(trait.kind) ?? trait, trait);
        if (common)
            left.set(trait.kind, common);
        return common === undefined;
    });
    return { left, contradicting };
}
function isContradicted({ trait }, left) {
    const before = trait && left.get(trait.kind);
    return trait !== undefined && before !== undefined && (0,lint_trait/* commonTrait */.s)(before, trait) === undefined;
}

// EXTERNAL MODULE: ./src/lint/selectors.ts
var selectors = __webpack_require__(4943);
;// CONCATENATED MODULE: ./src/lint/settings.ts

const OTHER_FIELDS = new Set([
    'name',
    'id',
    'uid',
    'precedence',
    'created_at',
    'updated_at',
    'app_count',
    'reusable',
    'decision',
    'include',
    'require',
    'exclude',
]);
function readSettings(policy) {
    const set = Object.entries(policy).filter(([field, value]) => !OTHER_FIELDS.has(field) && isSet(value));
    return {
        connectionRules: (0,selectors/* canonical */.$N)(policy['connection_rules'] ?? null),
        needsApproval: policy['approval_required'] === true,
        all: (0,selectors/* canonical */.$N)(Object.fromEntries(set)),
    };
}
function isSet(value) {
    return (value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0));
}

;// CONCATENATED MODULE: ./src/lint/text.ts



function readTexts(policies) {
    return policies.flatMap(({ policy, locate }, place) => typeof policy === 'string' ? [] : [readText(policy, place, locate)]);
}
function readText(policy, place, locate) {
    return {
        title: `Policy ${(0,untrusted/* quote */.hD)(String(policy['name']))}`,
        decision: policy['decision'],
        scope: readScope(policy),
        settings: readSettings(policy),
        place,
        locate,
    };
}
function locateCondition({ scope, locate }, condition) {
    for (const list of ['include', 'require', 'exclude']) {
        const index = scope[list].all.indexOf(condition);
        if (index >= 0)
            return locate([list, index]);
    }
    return locate([]);
}

;// CONCATENATED MODULE: ./src/lint/audience.ts



const OPENS = new Map([
    ['allow', 'lets everyone in'],
    ['bypass', 'lets everyone in without a login or a log'],
]);
function checkOpenness(policy, { mayBlock }) {
    const { title, decision, scope, settings, place } = policy;
    const narrowing = distinct(scope.require.all.filter((condition) => !(0,lint_condition/* isEveryone */.Af)(condition)));
    const openings = settings.needsApproval
        ? []
        : scope.alternatives.flatMap((one) => openingOf(one, narrowing));
    const exceptions = [
        ...(scope.exclude.all.length > 0 ? [', except whom it excludes'] : []),
        ...(mayBlock ? [', unless a policy before it blocks them'] : []),
    ].join('');
    const everyone = openings.find(({ login }) => login === undefined);
    const opens = OPENS.get(decision);
    if (everyone) {
        if (opens === undefined)
            return [];
        return [
            {
                rule: 'everyone_allowed',
                message: `${title} ${opens}${exceptions}: it includes everyone and requires nothing of them. Say in include or require who is meant.`,
                expected: 'somebody in particular',
                actual: scope.exclude.all.length > 0 ? 'everyone but the excluded' : 'everyone',
                title,
                place,
                location: locateCondition(policy, everyone.included),
            },
        ];
    }
    const [first] = openings;
    if (first === undefined || decision !== 'allow')
        return [];
    return [
        {
            rule: 'any_login_allowed',
            message: `${title} lets in whoever can log in with ${nameLogins(openings)}${exceptions}. If that is the one-time PIN, it means everyone with an e-mail address: require an address, a domain or a group as well.`,
            expected: 'somebody in particular',
            actual: 'whoever can log in',
            title,
            place,
            location: locateCondition(policy, first.included),
        },
    ];
}
function openingOf(included, narrowing) {
    if ((!(0,lint_condition/* isEveryone */.Af)(included) && !isLogin(included)) || narrowing.length > 1)
        return [];
    const login = isLogin(included) ? included : narrowing.find(isLogin);
    return narrowing.every(({ key }) => key === login?.key) ? [{ included, login }] : [];
}
function distinct(conditions) {
    return [...new Map(conditions.map((condition) => [condition.key, condition])).values()];
}
function isLogin({ selector, known }) {
    return selector === 'login_method' && known;
}
const MAX_NAMED = 3;
function nameLogins(openings) {
    const ids = openings.map(({ login }) => (login?.trait?.kind === 'provider' ? (0,untrusted/* quote */.hD)(login.trait.id) : ''));
    const different = [...new Set(ids)];
    const more = different.length > MAX_NAMED ? ['another'] : [];
    return `login method ${[...different.slice(0, MAX_NAMED), ...more].join(' or ')}`;
}
const CONTRADICTIONS = {
    address: 'two e-mail addresses or domains',
    country: 'two countries',
    provider: 'two login methods',
    risk: 'two risk scores',
    network: 'two IP addresses',
};
function nameContradiction(trait, { scope }) {
    const isThroughLogin = (condition) => condition.trait?.kind !== 'provider' || isLogin(condition);
    return trait === 'provider' && !scope.require.all.every(isThroughLogin)
        ? 'rules of two identity providers'
        : CONTRADICTIONS[trait];
}
function checkPossibility(policy) {
    const { nobody } = policy.scope;
    if (nobody === undefined)
        return [];
    const claim = {
        rule: 'require_impossible',
        expected: 'rules that somebody can meet',
        title: policy.title,
        place: policy.place,
    };
    switch (nobody.kind) {
        case 'contradiction': {
            const both = nameContradiction(nobody.trait, policy);
            return [
                {
                    ...claim,
                    message: `${policy.title} is about nobody: require asks for ${both} at once, and each of its rules must be met. Put what is meant as "or" into include, or into an Access group that require names.`,
                    actual: `${both} at once`,
                    location: locateCondition(policy, nobody.required),
                },
            ];
        }
        case 'excluded':
            return [
                {
                    ...claim,
                    message: `${policy.title} is about nobody: exclude rules out everybody whom require asks for. Take the rule out of one of them.`,
                    actual: 'required and excluded',
                    location: locateCondition(policy, nobody.required),
                },
            ];
        case 'included':
            return [
                {
                    ...claim,
                    message: `${policy.title} is about nobody: its require or exclude rules out everybody whom its include names. Correct one of them.`,
                    actual: 'included and ruled out',
                    location: policy.locate(['include']),
                },
            ];
    }
}

// EXTERNAL MODULE: ./src/lint/claim.ts
var claim = __webpack_require__(7385);
;// CONCATENATED MODULE: ./src/lint/decision.ts

const IDENTITY_SELECTORS = new Set([
    'email',
    'email_domain',
    'email_list',
    'external_evaluation',
    'user_risk_score',
    'login_method',
    'auth_method',
    'azureAD',
    'github-organization',
    'gsuite',
    'okta',
    'saml',
    'oidc',
    'auth_context',
    'cloudflare_account_member',
]);
const TOKEN_SELECTORS = new Set([
    'service_token',
    'any_valid_service_token',
    'linked_app_token',
]);
function checkDecision(policy) {
    switch (policy.decision) {
        case 'bypass':
            return checkBypass(policy);
        case 'allow':
            return checkAllow(policy);
        default:
            return [];
    }
}
function checkBypass(policy) {
    const { include, require, exclude } = policy.scope;
    const asked = [...include.all, ...require.all, ...exclude.all].filter(({ selector }) => IDENTITY_SELECTORS.has(selector));
    const [first] = asked;
    if (first === undefined)
        return [];
    const selectors = [...new Set(asked.map(({ selector }) => selector))].join(', ');
    return [
        {
            rule: 'bypass_by_identity',
            message: `${policy.title} is a bypass that asks who somebody is (${selectors}): a bypass asks nobody to log in, so that it cannot know. Make it an allow policy, or ask for what a request tells, such as ip.`,
            expected: 'no rule about identity',
            actual: selectors,
            title: policy.title,
            place: policy.place,
            location: locateCondition(policy, first),
        },
    ];
}
function checkAllow(policy) {
    const { include } = policy.scope;
    const [first] = include.all;
    if (first === undefined || !include.all.every(({ selector }) => TOKEN_SELECTORS.has(selector)))
        return [];
    return [
        {
            rule: 'allow_by_service_token',
            message: `${policy.title} lets no user in: it includes service tokens only, and allow is about users. For services, make its decision non_identity (Service Auth).`,
            expected: 'users in include',
            actual: 'service tokens only',
            title: policy.title,
            place: policy.place,
            location: locateCondition(policy, first),
        },
    ];
}

;// CONCATENATED MODULE: ./src/lint/reach.ts
function createReach(traits) {
    const kinds = new Set(traits.map(({ kind }) => kind));
    const [kind] = kinds;
    if (kind === undefined || kinds.size > 1)
        return () => true;
    switch (kind) {
        case 'address': {
            const has = reachAddresses(traits.filter((trait) => trait.kind === 'address'));
            return (trait) => trait.kind !== 'address' || has(trait);
        }
        case 'country': {
            const codes = new Set(traits.map((trait) => (trait.kind === 'country' ? trait.code : '')));
            return (trait) => trait.kind !== 'country' || codes.has(trait.code);
        }
        case 'provider': {
            const ids = new Set(traits.map((trait) => (trait.kind === 'provider' ? trait.alike : '')));
            return (trait) => trait.kind !== 'provider' || ids.has(trait.alike);
        }
        case 'risk': {
            const scores = new Set(traits.flatMap((trait) => (trait.kind === 'risk' ? trait.scores : [])));
            return (trait) => trait.kind !== 'risk' || trait.scores.some((score) => scores.has(score));
        }
        case 'network': {
            const has = reachNetworks(traits.flatMap((trait) => (trait.kind === 'network' ? [trait.network] : [])));
            return (trait) => trait.kind !== 'network' || has(trait.network);
        }
    }
}
function reachAddresses(addresses) {
    const emails = new Set(addresses.map(({ email }) => email));
    const domains = new Set(addresses.map(({ domain }) => domain));
    const whole = new Set(addresses.flatMap(({ domain, email }) => (email === undefined ? [domain] : [])));
    return ({ domain, email }) => email === undefined ? domains.has(domain) : whole.has(domain) || emails.has(email);
}
function reachNetworks(networks) {
    const apart = [];
    for (const { first, last } of networks.toSorted((one, other) => (one.first < other.first ? -1 : 1))) {
        const before = apart.at(-1);
        if (before === undefined || before.last < first)
            apart.push({ first, last });
        else if (before.last < last)
            before.last = last;
    }
    return ({ first, last }) => {
        let [low, high] = [0, apart.length];
        while (low < high) {
            const middle = (low + high) >> 1;
            if ((apart[middle]?.last ?? first) < first)
                low = middle + 1;
            else
                high = middle;
        }
        const next = apart[low];
        return next !== undefined && next.first <= last;
    };
}

;// CONCATENATED MODULE: ./src/lint/cover.ts




function createFindCover(scopes) {
    const sizes = (0,lint_condition/* distinctSizes */.Vi)(scopes.flatMap(({ include, require, exclude }) => [...include.sizes, ...require.sizes, ...exclude.sizes]));
    const including = indexByKey(scopes.map(({ include }) => include.keys));
    const requiring = indexByKey(scopes.map(({ require }) => require.keys));
    const exceptions = numberExceptions(scopes);
    const places = scopes.map((_scope, place) => place);
    const demands = scopes.map(({ require }) => require.keys.size);
    const keys = new Map();
    const keysOf = (condition) => {
        const known = keys.get(condition.key) ?? (0,lint_condition/* keysAround */.Ci)(condition, sizes);
        keys.set(condition.key, known);
        return known;
    };
    return (scope, mayBeMeant) => {
        const required = scope.require.all.map(keysOf);
        const met = new Set([...required.flat(), ...commonKeys(scope.alternatives, keysOf)]);
        const demandsMet = countHits(scopes.length, requiring, [...met].map((key) => [key]));
        const candidates = places.filter((place) => demandsMet[place] === demands[place] && mayBeMeant(place));
        if (candidates.length === 0)
            return undefined;
        const alternatives = [...new Set(scope.alternatives.map(keysOf))];
        const included = countHits(scopes.length, including, alternatives);
        const includedAtOnce = countHits(scopes.length, including, [required.flat()]);
        const isHarmless = rememberEach(exceptions.all, createIsHarmless(scope, keysOf));
        return candidates.find((place) => (includedAtOnce[place] === 1 || included[place] === alternatives.length) &&
            areHarmless(exceptions.of[place] ?? [], isHarmless));
    };
}
function indexByKey(sets) {
    const index = new Map();
    sets.forEach((keys, place) => {
        for (const key of keys) {
            const places = index.get(key);
            if (places === undefined)
                index.set(key, [place]);
            else
                places.push(place);
        }
    });
    return index;
}
function countHits(length, index, lists) {
    const hits = new Uint32Array(length);
    const counted = new Uint32Array(length);
    lists.forEach((keys, list) => {
        for (const key of keys) {
            for (const place of index.get(key) ?? []) {
                if (counted[place] === list + 1)
                    continue;
                counted[place] = list + 1;
                hits[place] = (hits[place] ?? 0) + 1;
            }
        }
    });
    return hits;
}
function commonKeys([first, ...others], keysOf) {
    let common = first === undefined ? [] : keysOf(first);
    for (const condition of others) {
        if (common.length <= 1)
            break;
        const keys = keysOf(condition);
        common = common.filter((key) => keys.includes(key));
    }
    return common;
}
function numberExceptions(scopes) {
    const all = [];
    const numbers = new Map();
    const of = scopes.map(({ exclude }) => {
        const own = new Map(exclude.all.map((condition) => [condition.key, condition]));
        return [...own].map(([key, condition]) => {
            const number = numbers.get(key) ?? all.push(condition) - 1;
            numbers.set(key, number);
            return number;
        });
    });
    return { all, of };
}
function createIsHarmless({ alternatives, left, exclude }, keysOf) {
    let reach;
    return (exception) => {
        if (keysOf(exception).some((key) => exclude.keys.has(key)))
            return true;
        if (exception.trait === undefined)
            return false;
        if (isContradicted(exception, left))
            return true;
        reach ??= alternatives.every(({ trait }) => trait !== undefined)
            ? createReach(alternatives.flatMap(({ trait }) => trait === undefined ? [] : [(0,lint_trait/* commonTrait */.s)(left.get(trait.kind) ?? trait, trait) ?? trait]))
            : () => true;
        return !reach(exception.trait);
    };
}
function rememberEach(items, judge) {
    const known = new Map();
    return (number) => {
        const item = items[number];
        const verdict = known.get(number) ?? (item !== undefined && judge(item));
        known.set(number, verdict);
        return verdict;
    };
}
function areHarmless(exceptions, isHarmless) {
    const index = exceptions.findIndex((number) => !isHarmless(number));
    if (index > 0)
        exceptions.unshift(...exceptions.splice(index, 1));
    return index < 0;
}

;// CONCATENATED MODULE: ./src/lint/order.ts


function checkSavedTwice(policies) {
    const saved = policies.flatMap(({ policy, locate }, place) => typeof policy === 'string' ? [{ id: policy, place, locate }] : []);
    return repetitions(saved, ({ id }) => id).map(({ again: { id, place, locate } }) => ({
        ...REPEATED,
        title: `The saved policy ${(0,untrusted/* quote */.hD)(id)}`,
        message: `The saved policy ${(0,untrusted/* quote */.hD)(id)} is listed twice. Remove the later one.`,
        place,
        location: locate([]),
    }));
}
function checkDuplicates(policies) {
    return repetitions(policies.filter(isFinal), contentOf).map(({ first, again: { title, place, locate } }) => ({
        ...REPEATED,
        title,
        message: `${title} has the decision, the rules and the settings of ${first.title} before it, so that it never decides in the order of the list. Remove it.`,
        place,
        location: locate([]),
    }));
}
const REPEATED = { rule: 'policy_duplicated', expected: 'once', actual: 'twice' };
function repetitions(items, contentOf) {
    const seen = new Map();
    return items.flatMap((item) => {
        const content = contentOf(item);
        const first = seen.get(content);
        if (first === undefined)
            seen.set(content, item);
        return first === undefined ? [] : [{ first, again: item }];
    });
}
function isFinal({ settings }) {
    return !settings.needsApproval;
}
function contentOf({ decision, scope, settings }) {
    const keysOf = ({ keys }) => [...keys].sort();
    return JSON.stringify([
        decision,
        keysOf(scope.include),
        keysOf(scope.require),
        keysOf(scope.exclude),
        settings.all,
    ]);
}
function checkShadows(policies) {
    const possible = policies.filter(({ scope }) => scope.nobody === undefined);
    const findCover = createFindCover(possible.map(({ scope }) => scope));
    const isBefore = (other, later) => other !== undefined && isAskedBefore(other, later);
    return possible.flatMap((later) => {
        const place = findCover(later.scope, (other) => isBefore(possible[other], later));
        const earlier = place === undefined ? undefined : possible[place];
        if (earlier === undefined)
            return [];
        const isOpened = earlier.decision === 'bypass' && later.decision !== 'bypass';
        const order = isOpened ? '' : 'in the order of the list, ';
        const effect = isOpened ? '' : (EFFECTS.get(later.decision) ?? '');
        const unused = earlier.settings.all === later.settings.all ? '' : ' Its settings, which differ, are never used.';
        const advice = isOpened
            ? 'Remove it, or narrow the other: bypass policies come first.'
            : 'Remove it, or put it before the other.';
        return [
            {
                rule: 'policy_shadowed',
                message: `${later.title} never decides: ${order}${earlier.title} is asked before it and matches everybody whom it is about${effect}.${unused} ${advice}`,
                expected: 'a policy that decides',
                actual: 'never decides',
                title: later.title,
                place: later.place,
                location: later.locate([]),
            },
        ];
    });
}
const EFFECTS = new Map([
    ['allow', ', so that it lets nobody in'],
    ['deny', ', so that it blocks nobody'],
]);
function isAskedBefore(one, other) {
    if (!isFinal(one) || one.settings.connectionRules !== other.settings.connectionRules)
        return false;
    switch (one.decision) {
        case 'bypass':
            return (isByRequest(one.scope) && (isByRule(other) || (other.decision === 'bypass' && isAbove(one, other))));
        case 'non_identity':
            return other.decision === 'non_identity' && isAbove(one, other);
        default:
            return isByRule(one) && isByRule(other) && isAbove(one, other);
    }
}
function isAbove(one, other) {
    return one.place < other.place;
}
function isByRule({ decision }) {
    return decision === 'allow' || decision === 'deny';
}
const REQUEST_SELECTORS = new Set([
    'everyone',
    'geo',
    'ip',
    'ip_list',
    'certificate',
    'common_name',
]);
function isByRequest({ include, require, exclude }) {
    return [...include.all, ...require.all, ...exclude.all].every(({ selector }) => REQUEST_SELECTORS.has(selector));
}
function checkDenyAlone(policies, texts) {
    const [first] = texts;
    const isAlone = texts.length === policies.length && texts.every(({ decision }) => decision === 'deny');
    if (first === undefined || !isAlone)
        return [];
    return [
        {
            rule: 'deny_alone',
            message: `The test has deny policies only, so that everybody is blocked: whom no policy allows does not get in. Test them together with the other policies of their application.`,
            expected: 'a policy that lets somebody in',
            actual: 'deny only',
            title: first.title,
            place: first.place,
            location: first.locate([]),
        },
    ];
}

;// CONCATENATED MODULE: ./src/lint/findings.ts






function checkPolicies(policies, severities) {
    const severityOf = (rule) => severities[rule] ?? 'warning';
    const claims = withoutMistaken(findClaims(policies).filter(({ rule }) => severityOf(rule) !== 'off'));
    return (0,claim/* findingsOf */.W)(claims, assertion/* POLICY_RULES */.b2, severityOf, ['policy', 'policies']);
}
function withoutMistaken(claims) {
    const mistaken = new Set(claims.filter(({ rule }) => rule === 'allow_by_service_token').map(({ place }) => place));
    return claims.filter(({ rule, place }) => rule !== 'policy_shadowed' || !mistaken.has(place));
}
function findClaims(policies) {
    const texts = readTexts(policies);
    const duplicates = checkDuplicates(texts);
    const distinct = without(texts, duplicates);
    const shadows = checkShadows(distinct);
    const blocker = policies.findIndex(mayBlock);
    return [
        ...checkDenyAlone(policies, texts),
        ...checkSavedTwice(policies),
        ...duplicates,
        ...shadows,
        ...distinct.flatMap((text) => [...checkPossibility(text), ...checkDecision(text)]),
        ...without(distinct, shadows).flatMap((text) => checkOpenness(text, { mayBlock: text.decision === 'allow' && blocker >= 0 && blocker < text.place })),
    ];
}
function without(texts, claims) {
    const places = new Set(claims.map(({ place }) => place));
    return texts.filter(({ place }) => !places.has(place));
}
function mayBlock({ policy }) {
    return typeof policy === 'string' || policy['decision'] === 'deny';
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


/***/ })

};
