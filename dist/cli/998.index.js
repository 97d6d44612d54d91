export const id = 998;
export const ids = [998];
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

/***/ 5998:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  compareConfigs: () => (/* binding */ compareConfigs)
});

// EXTERNAL MODULE: ./src/direction.ts
var direction = __webpack_require__(3390);
// EXTERNAL MODULE: ./src/format.ts
var format = __webpack_require__(6264);
// EXTERNAL MODULE: ./src/untrusted.ts
var untrusted = __webpack_require__(3254);
// EXTERNAL MODULE: ./src/verdict/application.ts
var application = __webpack_require__(1115);
// EXTERNAL MODULE: ./src/verdict/user.ts
var user = __webpack_require__(3446);
;// CONCATENATED MODULE: ./src/config/pairing.ts
function pairUp(before, after, rounds) {
    const partners = new Map();
    const taken = new Set();
    for (const keysOf of rounds) {
        const candidates = indexesByKey(after, keysOf, taken);
        const groups = [...indexesByKey(before, keysOf, partners)].sort(([one], [other]) => one < other ? -1 : 1);
        for (const [key, indexes] of groups) {
            const free = (candidates.get(key) ?? []).filter((index) => !taken.has(index));
            for (const [place, index] of indexes.filter((each) => !partners.has(each)).entries()) {
                const partner = free[place];
                if (partner === undefined)
                    break;
                partners.set(index, partner);
                taken.add(partner);
            }
        }
    }
    return [
        ...before.map((item, index) => {
            const partner = partners.get(index);
            const found = partner === undefined ? undefined : after[partner];
            return found === undefined
                ? { kind: 'gone', before: item }
                : { kind: 'both', before: item, after: found };
        }),
        ...after
            .filter((_, index) => !taken.has(index))
            .map((item) => ({ kind: 'new', after: item })),
    ];
}
function indexesByKey(items, keysOf, settled) {
    const found = new Map();
    for (const [index, item] of items.entries()) {
        if (settled.has(index))
            continue;
        for (const key of new Set(keysOf(item))) {
            const indexes = found.get(key);
            if (indexes === undefined)
                found.set(key, [index]);
            else
                indexes.push(index);
        }
    }
    return found;
}

;// CONCATENATED MODULE: ./src/config/applicationComparison.ts




function compareChecks(before, after, naming) {
    const userOf = ({ expected }) => expected.user.name;
    return [
        ...compareText('app_id', before.appId, after.appId),
        ...compareText('zone_id', before.zoneId, after.zoneId),
        ...((0,user/* foldCase */.SP)(userOf(before)) === (0,user/* foldCase */.SP)(userOf(after))
            ? []
            : [changed('user', naming.nameOf(userOf(before)), naming.nameOf(userOf(after)))]),
        ...compareStatuses(before, after),
    ];
}
function compareStatuses(before, after) {
    const pairs = pairUp(before.expected.statuses, after.expected.statuses, [
        ({ precedence }) => [String(precedence)],
    ]);
    return pairs.flatMap((pair) => {
        switch (pair.kind) {
            case 'both':
                return compareText((0,application/* nameStatus */.s)(pair.before.precedence), pair.before.status, pair.after.status);
            case 'gone': {
                const { before: was } = pair;
                return [
                    {
                        direction: 'gone',
                        rule: (0,application/* nameStatus */.s)(was.precedence),
                        before: (0,untrusted/* plain */.pj)(was.status),
                        after: undefined,
                    },
                ];
            }
            case 'new': {
                const { after: is } = pair;
                return [
                    { direction: 'new', rule: (0,application/* nameStatus */.s)(is.precedence), before: undefined, after: (0,untrusted/* plain */.pj)(is.status) },
                ];
            }
        }
    });
}
function compareText(rule, before, after) {
    if (before === after)
        return [];
    return [
        changed(rule, before === undefined ? undefined : (0,untrusted/* plain */.pj)(before), after === undefined ? undefined : (0,untrusted/* plain */.pj)(after)),
    ];
}
function changed(rule, before, after) {
    return { direction: 'changed', rule, before, after };
}

// EXTERNAL MODULE: ./src/verdict/expectations.ts
var expectations = __webpack_require__(2166);
// EXTERNAL MODULE: ./src/verdict/assertion.ts
var assertion = __webpack_require__(1473);
;// CONCATENATED MODULE: ./src/config/findingComparison.ts


const CONSEQUENCES = [
    ['error', 'fails the run'],
    ['warning', 'only warns'],
    ['off', 'is not looked for'],
];
function compareConsequences(rule, before, after) {
    return [
        ...compareSeverity(rule, before.severity, after.severity),
        ...compareWaiver(rule, before.waiver, after.waiver),
    ];
}
function comparePolicySeverities(before, after) {
    return compareSeverities(assertion/* POLICY_RULES */.b2, before, after, () => 'warning');
}
function comparePlanSeverities(before, after) {
    return compareSeverities(assertion/* PLAN_RULES */.cK, before, after, (rule) => assertion/* PLAN_SEVERITIES */.E5[rule]);
}
function compareSeverities(rules, before, after, defaultOf) {
    return rules.flatMap((rule) => compareSeverity(rule, before[rule] ?? defaultOf(rule), after[rule] ?? defaultOf(rule)));
}
function compareSeverity(rule, before, after) {
    const [was, is] = [before, after].map((severity) => CONSEQUENCES.findIndex(([name]) => name === severity));
    if (was === undefined || is === undefined || was === is)
        return [];
    return [
        {
            direction: is > was ? 'loosened' : 'tightened',
            rule,
            before: CONSEQUENCES[was]?.[1],
            after: CONSEQUENCES[is]?.[1],
        },
    ];
}
function compareWaiver(rule, before, after) {
    const words = { rule, before: describeWaiver(before), after: describeWaiver(after) };
    const [was, is] = [before?.until ?? '', after?.until ?? ''];
    if (was !== is)
        return [{ direction: is > was ? 'loosened' : 'tightened', ...words }];
    return before?.owner === after?.owner && before?.reason === after?.reason
        ? []
        : [{ direction: 'changed', ...words }];
}
function describeWaiver(waiver) {
    return waiver && `waived until ${waiver.until} by ${(0,untrusted/* plain */.pj)(waiver.owner)}: ${(0,untrusted/* plain */.pj)(waiver.reason)}`;
}

// EXTERNAL MODULE: ./src/config/merge.ts
var merge = __webpack_require__(8858);
;// CONCATENATED MODULE: ./src/config/expectationComparison.ts






const IF_MISSING = {
    fail: 'fails if never logged in',
    warn: 'warns if never logged in',
    ignore: 'ignored if never logged in',
};
function compareExpectations(before, after, naming) {
    const rounds = [
        (expectation) => [contentOf(expectation)],
        (expectation) => [(0,merge/* subjectKey */.ow)(expectation)],
        ({ label }) => (label === undefined ? [] : [label]),
        merge/* subjectsOf */.Z6,
    ];
    return pairUp(before, after, rounds).flatMap((pair) => {
        switch (pair.kind) {
            case 'both':
                return compareExpectation(pair.before, pair.after, naming);
            case 'gone': {
                const rule = (0,expectations/* nameExpectation */.yO)(pair.before, naming);
                return [{ direction: 'gone', rule, before: (0,expectations/* describeExpected */.Ge)(pair.before), after: undefined }];
            }
            case 'new': {
                const rule = (0,expectations/* nameExpectation */.yO)(pair.after, naming);
                return [{ direction: 'new', rule, before: undefined, after: (0,expectations/* describeExpected */.Ge)(pair.after) }];
            }
        }
    });
}
function compareExpectation(before, after, naming) {
    const rule = (0,expectations/* nameExpectation */.yO)(before, naming);
    const status = before.status === after.status
        ? []
        : [
            {
                direction: 'changed',
                rule,
                before: (0,expectations/* describeStatus */.Wn)(before.status),
                after: (0,expectations/* describeStatus */.Wn)(after.status),
            },
        ];
    const subject = (0,merge/* subjectKey */.ow)(before) === (0,merge/* subjectKey */.ow)(after) ? [] : [compareWhom(before.subject, after.subject, naming)];
    return [
        ...status,
        ...[...subject, ...compareReach(before.subject, after.subject)].map((each) => ({ ...each, rule })),
        ...compareConsequences(rule, before, after),
    ];
}
function compareWhom(before, after, naming) {
    const about = (words) => `about ${words}`;
    if (before.kind === 'user' || after.kind === 'user') {
        const whom = (subject) => about(subject.kind === 'user' ? naming.nameOf(subject.user) : (0,expectations/* namePatterns */.lg)(subject.patterns, naming));
        return { direction: 'changed', before: whom(before), after: whom(after) };
    }
    const [removed, added] = [
        without(before.patterns, after.patterns),
        without(after.patterns, before.patterns),
    ];
    const isPart = Math.max(before.atLeast, after.atLeast) <= 1 && (removed.length === 0 || added.length === 0);
    const words = (patterns) => patterns.length === 0 ? undefined : about((0,expectations/* namePatterns */.lg)(patterns, naming));
    return {
        direction: isPart ? (added.length === 0 ? 'loosened' : 'tightened') : 'changed',
        before: words(removed),
        after: words(added),
    };
}
function without(patterns, others) {
    const known = new Set(others.map(user/* foldCase */.SP));
    return patterns.filter((pattern) => !known.has((0,user/* foldCase */.SP)(pattern)));
}
function compareReach(before, after) {
    if (before.kind === 'user' && after.kind === 'user') {
        const [was, is] = [before.ifMissing, after.ifMissing];
        if (was === is)
            return [];
        const strictestFirst = Object.keys(IF_MISSING);
        const isLooser = strictestFirst.indexOf(is) > strictestFirst.indexOf(was);
        return [
            { direction: isLooser ? 'loosened' : 'tightened', before: IF_MISSING[was], after: IF_MISSING[is] },
        ];
    }
    if (before.kind === 'user' || after.kind === 'user' || before.atLeast === after.atLeast)
        return [];
    const words = ({ atLeast }) => `at least ${(0,format/* formatUsers */.ed)(atLeast)}`;
    return [
        {
            direction: after.atLeast < before.atLeast ? 'loosened' : 'tightened',
            before: words(before),
            after: words(after),
        },
    ];
}
function contentOf(expectation) {
    const known = CONTENTS.get(expectation) ?? writeContent(expectation);
    CONTENTS.set(expectation, known);
    return known;
}
const CONTENTS = new WeakMap();
function writeContent(expectation) {
    const { subject, status, severity, waiver } = expectation;
    const reach = subject.kind === 'user' ? subject.ifMissing : subject.atLeast;
    const accepted = waiver && [waiver.until, waiver.owner, waiver.reason];
    return JSON.stringify([(0,merge/* subjectKey */.ow)(expectation), reach, status, severity, accepted]);
}

// EXTERNAL MODULE: ./src/config/schema.ts
var schema = __webpack_require__(131);
;// CONCATENATED MODULE: ./src/config/planComparison.ts

function pairWithEvery(pairs, before, after) {
    const [earlier, later] = [everyIn(before), everyIn(after)];
    const takenOut = (is) => earlier(is).map((was) => ({ kind: 'both', before: was, after: is }));
    const putBack = (was) => later(was).map((is) => ({ kind: 'both', before: was, after: is }));
    return pairs.flatMap((pair) => {
        switch (pair.kind) {
            case 'both': {
                const others = [...takenOut(pair.after), ...putBack(pair.before)];
                return [
                    pair,
                    ...others.filter(({ before: was, after: is }) => was !== pair.before || is !== pair.after),
                ];
            }
            case 'gone': {
                const found = putBack(pair.before);
                return found.length > 0 ? found : [pair];
            }
            case 'new': {
                const found = takenOut(pair.after);
                return found.length > 0 ? found : [pair];
            }
        }
    });
}
function isEvery({ tested }) {
    return tested.kind === 'plan' && tested.address === schema/* EVERY_CHANGE */.tO;
}
function everyIn(tests) {
    const every = tests.filter(isEvery);
    const named = new Set(tests.flatMap(({ tested }) => (tested.kind === 'plan' ? [tested.address] : [])));
    return ({ tested }) => (tested.kind === 'plan' && !named.has(tested.address) ? every : []);
}

// EXTERNAL MODULE: ./src/canonical.ts
var canonical = __webpack_require__(7221);
;// CONCATENATED MODULE: ./src/config/testedComparison.ts




const MAX_NAMED = 3;
function compareTested(before, after) {
    if (before.kind === 'policies' && after.kind === 'policies') {
        return [
            ...comparePolicies('policies', before.policies, after.policies),
            ...compareBaselines(before.baseline, after.baseline),
        ];
    }
    if (before.kind === 'plan' && after.kind === 'plan' && before.address === after.address)
        return [];
    return [
        { direction: 'changed', rule: 'policies', ...tellApart(describeTested(before), describeTested(after)) },
    ];
}
function compareBaselines(before, after) {
    const rule = 'baseline';
    if (before === undefined) {
        return after === undefined
            ? []
            : [{ direction: 'new', rule, before: undefined, after: describeBaseline(after) }];
    }
    if (after === undefined) {
        return [{ direction: 'gone', rule, before: describeBaseline(before), after: undefined }];
    }
    if (before.kind === 'policies' && after.kind === 'policies') {
        return comparePolicies(rule, before.policies, after.policies);
    }
    if (before.kind === 'snapshot' && after.kind === 'snapshot' && before.path === after.path)
        return [];
    return [{ direction: 'changed', rule, ...tellApart(describeBaseline(before), describeBaseline(after)) }];
}
function comparePolicies(rule, before, after) {
    const [was, is] = [before.map(testedComparison_contentOf), after.map(testedComparison_contentOf)];
    if ((0,canonical/* canonicalJson */.d)(was) === (0,canonical/* canonicalJson */.d)(is))
        return [];
    const pairs = pairUp(before, after, [(entry) => [testedComparison_contentOf(entry)]]);
    const removed = pairs.flatMap((pair) => (pair.kind === 'gone' ? [pair.before] : []));
    const added = pairs.flatMap((pair) => (pair.kind === 'new' ? [pair.after] : []));
    return [{ direction: 'changed', rule, ...describeExchange(removed, added) }];
}
function describeExchange(removed, added) {
    if (removed.length + added.length === 0) {
        return { before: 'in their order', after: 'the same in another order' };
    }
    const [before, after] = [removed, added].map((entries) => entries.length === 0 ? undefined : describeEntries(entries));
    return tellApart(before, after);
}
function tellApart(before, after) {
    return { before, after: before === after ? `${String(after)} (changed)` : after };
}
function describeTested(tested) {
    return tested.kind === 'plan' ? `from_plan ${(0,untrusted/* plain */.pj)(tested.address)}` : describeEntries(tested.policies);
}
function describeBaseline(baseline) {
    return baseline.kind === 'snapshot'
        ? `snapshot ${(0,untrusted/* plain */.pj)(baseline.path)}`
        : describeEntries(baseline.policies);
}
function describeEntries(entries) {
    const more = entries.length - MAX_NAMED;
    const named = entries.slice(0, MAX_NAMED).map(describeEntry).join(', ');
    return more > 0 ? `${named} and ${(0,format/* formatCount */.B4)(more)} more` : named;
}
function describeEntry(entry) {
    if (entry.kind !== 'policy')
        return `${entry.kind} ${(0,untrusted/* plain */.pj)(testedComparison_valueOf(entry))}`;
    const name = Object(entry.policy).name;
    return typeof name === 'string' ? `policy ${(0,untrusted/* quote */.hD)(name)}` : 'a policy without a name';
}
function testedComparison_contentOf(entry) {
    return (0,canonical/* canonicalJson */.d)([entry.kind, entry.kind === 'policy' ? entry.policy : testedComparison_valueOf(entry)]);
}
function testedComparison_valueOf(entry) {
    switch (entry.kind) {
        case 'id':
            return entry.id;
        case 'file':
            return entry.path;
        case 'terraform':
            return entry.address;
        case 'application':
            return entry.appId;
    }
}

// EXTERNAL MODULE: ./src/verdict/thresholds.ts
var thresholds = __webpack_require__(2421);
;// CONCATENATED MODULE: ./src/config/thresholdComparison.ts




function compareThresholds(before, after) {
    return pairUp(before, after, [({ metric }) => [metric]]).flatMap((pair) => {
        switch (pair.kind) {
            case 'both':
                return [
                    ...compareBound('min', pair.before, pair.after),
                    ...compareBound('max', pair.before, pair.after),
                    ...compareConsequences(pair.before.metric, pair.before, pair.after),
                ];
            case 'gone':
                return [
                    {
                        direction: 'gone',
                        rule: pair.before.metric,
                        before: (0,thresholds/* describeBounds */.nv)(pair.before),
                        after: undefined,
                    },
                ];
            case 'new':
                return [
                    { direction: 'new', rule: pair.after.metric, before: undefined, after: (0,thresholds/* describeBounds */.nv)(pair.after) },
                ];
        }
    });
}
function compareBound(bound, before, after) {
    if (before[bound] === after[bound])
        return [];
    const [was, is] = [limitOf(bound, before), limitOf(bound, after)];
    const isLooser = bound === 'max' ? is > was : is < was;
    return [
        {
            direction: was === is ? 'changed' : isLooser ? 'loosened' : 'tightened',
            rule: before.metric,
            before: describeBound(bound, before),
            after: describeBound(bound, after),
        },
    ];
}
function limitOf(bound, { metric, min, max }) {
    if (bound === 'min')
        return min ?? 0;
    return max ?? ((0,assertion/* isPercentage */.fp)(metric) ? 100 : Infinity);
}
function describeBound(bound, { metric, [bound]: value }) {
    return value === undefined ? undefined : (0,thresholds/* describeBounds */.nv)({ metric, [bound]: value });
}

;// CONCATENATED MODULE: ./src/config/comparison.ts










function compareConfigs(before, after, naming) {
    const [was, is] = [before?.tests ?? [], after?.tests ?? []];
    const tests = pairWithEvery(pairUp(was, is, [(test) => [keyOf(test)]]), was, is);
    const checks = pairUp(before?.applicationChecks ?? [], after?.applicationChecks ?? [], [
        ({ name }) => [name],
    ]);
    const changes = [
        ...tests.flatMap((pair) => changesOf(pair, TEST, (was, is) => compareTests(was, is, naming))),
        ...checks.flatMap((pair) => changesOf(pair, CHECK, (was, is) => compareChecks(was, is, naming))),
        ...(before === undefined || after === undefined
            ? []
            : comparePlanSeverities(before.planSeverities, after.planSeverities).map((difference) => ({
                ...difference,
                test: undefined,
            }))),
    ];
    return (0,direction/* sortWorstFirst */.Q)(changes);
}
const TEST = {
    rule: 'the whole test',
    nameOf: (test) => (0,untrusted/* plain */.pj)(test.name ?? `from_plan: ${keyOf(test)}`),
    namesake: (before, after) => (isEvery(after) ? before : after),
    countAssertions: ({ thresholds, expectations }) => thresholds.length + expectations.length,
};
const CHECK = {
    rule: 'the whole check',
    nameOf: ({ name }) => (0,untrusted/* plain */.pj)(name),
    namesake: (_, after) => after,
    countAssertions: ({ expected }) => expected.statuses.length,
};
function changesOf(pair, { rule, nameOf, namesake, countAssertions }, compare) {
    const count = (item) => {
        const assertions = countAssertions(item);
        return `${(0,format/* formatCount */.B4)(assertions)} ${assertions === 1 ? 'assertion' : 'assertions'}`;
    };
    switch (pair.kind) {
        case 'both': {
            const test = nameOf(namesake(pair.before, pair.after));
            return compare(pair.before, pair.after).map((difference) => ({ ...difference, test }));
        }
        case 'gone':
            return [
                { direction: 'gone', test: nameOf(pair.before), rule, before: count(pair.before), after: undefined },
            ];
        case 'new':
            return [
                { direction: 'new', test: nameOf(pair.after), rule, before: undefined, after: count(pair.after) },
            ];
    }
}
function compareTests(before, after, naming) {
    return [
        ...compareTested(before.tested, after.tested),
        ...compareThresholds(before.thresholds, after.thresholds),
        ...compareExpectations(before.expectations, after.expectations, naming),
        ...comparePolicySeverities(before.policySeverities, after.policySeverities),
    ];
}
function keyOf({ name, tested }) {
    return name ?? (tested.kind === 'plan' ? tested.address : '');
}


/***/ }),

/***/ 3390:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ sortWorstFirst)
/* harmony export */ });
const WORST_FIRST = ['gone', 'loosened', 'changed', 'tightened', 'new'];
function sortWorstFirst(changes) {
    return WORST_FIRST.flatMap((direction) => changes.filter((change) => change.direction === direction));
}


/***/ }),

/***/ 2166:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ez: () => (/* binding */ checkExpectations),
/* harmony export */   Ge: () => (/* binding */ describeExpected),
/* harmony export */   Wn: () => (/* binding */ describeStatus),
/* harmony export */   lg: () => (/* binding */ namePatterns),
/* harmony export */   yO: () => (/* binding */ nameExpectation)
/* harmony export */ });
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6264);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3254);
/* harmony import */ var _assertion_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1473);
/* harmony import */ var _people_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2054);




const MAX_PATTERNS = 3;
function checkExpectations(matches, listed, naming) {
    const unlisted = _assertion_js__WEBPACK_IMPORTED_MODULE_1__/* .USER_STATUSES */ .x4.filter((status) => !listed.has(status));
    return matches.map((match) => {
        const { expectation } = match;
        const rule = nameExpectation(expectation, naming);
        return {
            kind: 'expectation',
            rule,
            severity: expectation.severity,
            expected: describeExpected(expectation),
            location: expectation.location,
            concerned: match.deviating,
            ...(match.matched > 0
                ? judgeFound(rule, match, unlisted.length === 0, naming)
                : unlisted.length === 0
                    ? judgeMissing(rule, match)
                    : judgeUnlisted(rule, match, unlisted)),
        };
    });
}
function judgeMissing(name, { expectation: { subject } }) {
    if (subject.kind === 'users') {
        return {
            outcome: subject.atLeast > 0 ? 'violated' : 'held',
            actual: 'matches nobody',
            message: `${name} matches nobody who ever logged in: correct the pattern, or allow it with at_least: 0.`,
        };
    }
    return {
        outcome: subject.ifMissing === 'ignore' ? 'held' : 'violated',
        ...(subject.ifMissing === 'warn' && { severity: 'warning' }),
        actual: 'never logged in',
        message: subject.ifMissing === 'fail'
            ? `${name} never logged in, so there is no outcome: correct the address, or allow it with if_missing.`
            : `${name} never logged in, so there is no outcome.`,
    };
}
function judgeUnlisted(name, { expectation: { subject, status } }, unlisted) {
    const others = _assertion_js__WEBPACK_IMPORTED_MODULE_1__/* .USER_STATUSES */ .x4.filter((each) => !unlisted.includes(each))
        .map(describeStatus)
        .join(' or ');
    if (subject.kind === 'users') {
        return {
            outcome: 'held',
            actual: describeStatus(status),
            message: `${name}: nobody whom it matches is ${others}, as expected.`,
        };
    }
    const actual = `${unlisted.map(describeStatus).join(' or ')}, or never logged in`;
    const isHeld = subject.ifMissing === 'ignore' && unlisted.every((each) => each === status);
    return isHeld
        ? { outcome: 'held', actual, message: `${name}: ${actual}, as expected.` }
        : {
            outcome: 'violated',
            actual,
            message: `${name} is ${actual}; ${describeStatus(status)} expected. Correct the policies, or the address.`,
        };
}
function judgeFound(name, match, isWhole, naming) {
    const { expectation, matched, deviating, unmatchedPatterns } = match;
    const { subject, status } = expectation;
    const outcomes = deviating.map((group) => describeStatus(group.status)).join(' or ');
    const faults = [];
    if (deviating.length > 0) {
        faults.push(subject.kind === 'user'
            ? `${name} is ${outcomes}; ${describeStatus(status)} expected.`
            : `${isWhole ? `${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)((0,_people_js__WEBPACK_IMPORTED_MODULE_2__/* .countConcerned */ .tA)(deviating))} of the ${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatUsers */ .ed)(matched)}` : (0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatUsers */ .ed)((0,_people_js__WEBPACK_IMPORTED_MODULE_2__/* .countConcerned */ .tA)(deviating))} that ${name} matches: ${outcomes}; ${describeStatus(status)} expected.`);
    }
    if (subject.kind === 'users' && matched < subject.atLeast) {
        faults.push(`${name} matches ${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatUsers */ .ed)(matched)}; at least ${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(subject.atLeast)} expected.`);
    }
    if (subject.kind === 'users' && subject.atLeast > 0 && unmatchedPatterns.size > 0) {
        faults.push(`Nobody who ever logged in matches ${namePatterns([...unmatchedPatterns], naming)}.`);
    }
    if (faults.length === 0) {
        return {
            outcome: 'held',
            actual: describeStatus(status),
            message: `${name}: ${describeStatus(status)}, as expected.`,
        };
    }
    return {
        outcome: 'violated',
        actual: deviating.length > 0 ? outcomes : `matches ${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatUsers */ .ed)(matched)}`,
        message: faults.join(' '),
    };
}
function nameExpectation({ label, subject }, naming) {
    if (label !== undefined)
        return (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(label);
    return subject.kind === 'user' ? naming.nameOf(subject.user) : namePatterns(subject.patterns, naming);
}
function namePatterns(patterns, naming) {
    const names = patterns.slice(0, MAX_PATTERNS).map((pattern) => naming.nameOf(pattern));
    const more = patterns.length - names.length;
    return more > 0 ? `${names.join(', ')} and ${String(more)} more patterns` : names.join(', ');
}
function describeExpected({ status, subject }) {
    const many = subject.kind === 'users' && subject.atLeast > 1;
    return many
        ? `${describeStatus(status)}, at least ${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(subject.atLeast)}`
        : describeStatus(status);
}
function describeStatus(status) {
    return status === 'error' ? 'an error' : status;
}


/***/ }),

/***/ 2421:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $w: () => (/* binding */ checkThresholds),
/* harmony export */   V7: () => (/* binding */ concernedByCounts),
/* harmony export */   nv: () => (/* binding */ describeBounds)
/* harmony export */ });
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6264);
/* harmony import */ var _assertion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1473);
/* harmony import */ var _changes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3172);
/* harmony import */ var _counts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2305);




const COUNTED = {
    total_users: undefined,
    users_approved: 'approved',
    percent_approved: 'approved',
    users_blocked: 'blocked',
    percent_blocked: 'blocked',
    users_errored: 'error',
    percent_errored: 'error',
    percent_users_processed: undefined,
};
const VERBS = {
    approved: 'approved',
    blocked: 'blocked',
    error: 'in error',
};
function checkThresholds(thresholds, counts, tallied, changes) {
    const byStatus = namedByStatus(tallied, counts);
    return thresholds.map((threshold) => {
        const { metric, min, max, severity, location } = threshold;
        const expected = describeBounds(threshold);
        const bounds = [min, max].filter((bound) => bound !== undefined);
        const finding = { kind: 'threshold', rule: metric, severity, expected, location };
        const measured = (0,_assertion_js__WEBPACK_IMPORTED_MODULE_0__/* .isChange */ .Xb)(metric)
            ? measureChange(metric, changes, bounds)
            : measureCount(metric, counts, byStatus, bounds);
        if (measured === undefined) {
            const unknown = (0,_assertion_js__WEBPACK_IMPORTED_MODULE_0__/* .isChange */ .Xb)(metric)
                ? `Nobody was compared with a baseline, so ${metric} is not known: see the other findings.`
                : `Cloudflare did not tell ${metric}, so it cannot be compared: run the gate again.`;
            return { ...finding, outcome: 'inconclusive', actual: 'not known', message: unknown, concerned: [] };
        }
        const { value, words, concerned } = measured;
        const breach = breachOf(threshold, value);
        return {
            ...finding,
            outcome: breach === undefined ? 'held' : 'violated',
            actual: formatMetric(metric, value, bounds),
            message: `${words}; ${expected} expected.`,
            concerned: breach === undefined ? [] : concerned(breach === 'above'),
        };
    });
}
function concernedByCounts(thresholds, counts) {
    return thresholds.flatMap((threshold) => {
        const { metric } = threshold;
        if ((0,_assertion_js__WEBPACK_IMPORTED_MODULE_0__/* .isChange */ .Xb)(metric))
            return [];
        const breach = breachOf(threshold, (0,_counts_js__WEBPACK_IMPORTED_MODULE_2__/* .measure */ .xP)(counts, metric));
        return breach === undefined ? [] : concernedStatuses(metric, breach === 'above');
    });
}
function breachOf({ min, max }, value) {
    if (value === undefined)
        return undefined;
    if (max !== undefined && value > max)
        return 'above';
    return min !== undefined && value < min ? 'below' : undefined;
}
function namedByStatus({ byStatus, listed }, counts) {
    const named = (status) => listed.has(status)
        ? byStatus[status]
        : { ...byStatus[status], total: (0,_counts_js__WEBPACK_IMPORTED_MODULE_2__/* .usersWith */ .rG)(status, counts) ?? 0, domains: [] };
    return { approved: named('approved'), blocked: named('blocked'), error: named('error') };
}
function measureCount(metric, counts, byStatus, bounds) {
    const value = (0,_counts_js__WEBPACK_IMPORTED_MODULE_2__/* .measure */ .xP)(counts, metric);
    if (value === undefined)
        return undefined;
    return {
        value,
        words: describeCount(metric, value, counts, bounds),
        concerned: (tooMuch) => concernedBy(metric, tooMuch, byStatus),
    };
}
function concernedStatuses(metric, tooMuch) {
    const counted = COUNTED[metric];
    return counted === undefined ? [] : _assertion_js__WEBPACK_IMPORTED_MODULE_0__/* .USER_STATUSES */ .x4.filter((status) => (status === counted) === tooMuch);
}
function concernedBy(metric, tooMuch, byStatus) {
    return concernedStatuses(metric, tooMuch)
        .map((status) => ({ status, people: byStatus[status] }))
        .filter(({ people }) => people.total > 0);
}
function measureChange(metric, changes, bounds) {
    if (changes === undefined)
        return undefined;
    const compared = (0,_changes_js__WEBPACK_IMPORTED_MODULE_1__/* .countCompared */ .fx)(changes);
    const [moves, verb] = metric.endsWith('_lost')
        ? [(0,_changes_js__WEBPACK_IMPORTED_MODULE_1__/* .lostOf */ .iR)(changes), 'would lose access']
        : [(0,_changes_js__WEBPACK_IMPORTED_MODULE_1__/* .gainedOf */ ._Z)(changes), 'would gain access'];
    const users = (0,_changes_js__WEBPACK_IMPORTED_MODULE_1__/* .countMoved */ .V1)(moves);
    const percent = compared === 0 ? undefined : (100 * users) / compared;
    const value = (0,_assertion_js__WEBPACK_IMPORTED_MODULE_0__/* .isPercentage */ .fp)(metric) ? percent : users;
    if (value === undefined)
        return undefined;
    const share = percent === undefined ? '' : (0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPercent */ .l9)(percent, (0,_assertion_js__WEBPACK_IMPORTED_MODULE_0__/* .isPercentage */ .fp)(metric) ? bounds : []);
    return {
        value,
        words: share
            ? `${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(users)} of ${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatUsers */ .ed)(compared)} (${share}) ${verb}`
            : `${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatUsers */ .ed)(users)} ${verb}`,
        concerned: (tooMuch) => (tooMuch ? concernedByMoves(moves) : []),
    };
}
function concernedByMoves(moves) {
    return moves.map(({ after, people }) => ({ status: after, people }));
}
function describeBounds({ metric, min, max }) {
    const bound = (value) => formatMetric(metric, value, [value]);
    if (min === undefined)
        return max === undefined ? 'anything' : `at most ${bound(max)}`;
    return max === undefined ? `at least ${bound(min)}` : `from ${bound(min)} to ${bound(max)}`;
}
function describeCount(metric, value, counts, bounds) {
    const status = COUNTED[metric];
    if (status === undefined) {
        return metric === 'total_users'
            ? `${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatUsers */ .ed)(value)} in the tested population`
            : `${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPercent */ .l9)(value, bounds)} of the users processed`;
    }
    const users = (0,_counts_js__WEBPACK_IMPORTED_MODULE_2__/* .measure */ .xP)(counts, `users_${status === 'error' ? 'errored' : status}`);
    const total = (0,_counts_js__WEBPACK_IMPORTED_MODULE_2__/* .processedUsers */ .PN)(counts);
    const share = (0,_counts_js__WEBPACK_IMPORTED_MODULE_2__/* .measure */ .xP)(counts, `percent_${status === 'error' ? 'errored' : status}`);
    if (users === undefined || total === undefined || share === undefined) {
        return `${formatMetric(metric, value, bounds)} ${VERBS[status]}`;
    }
    return `${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(users)} of ${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatUsers */ .ed)(total)} (${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPercent */ .l9)(share, (0,_assertion_js__WEBPACK_IMPORTED_MODULE_0__/* .isPercentage */ .fp)(metric) ? bounds : [])}) ${VERBS[status]}`;
}
function formatMetric(metric, value, bounds) {
    return (0,_assertion_js__WEBPACK_IMPORTED_MODULE_0__/* .isPercentage */ .fp)(metric) ? (0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPercent */ .l9)(value, bounds) : (0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(value);
}


/***/ })

};
