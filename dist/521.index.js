export const id = 521;
export const ids = [521];
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
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(873);



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

/***/ 5521:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  explainChanges: () => (/* binding */ explainChanges)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/listing.ts
var listing = __webpack_require__(4907);
// EXTERNAL MODULE: ./src/policyTest.ts + 6 modules
var src_policyTest = __webpack_require__(6082);
// EXTERNAL MODULE: ./src/canonical.ts
var canonical = __webpack_require__(7221);
// EXTERNAL MODULE: ./src/difference.ts
var difference = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/untrusted.ts
var untrusted = __webpack_require__(873);
;// CONCATENATED MODULE: ./src/verdict/edits.ts



function stepsBetween(before, after) {
    const steps = [];
    const target = withKeys(after);
    const settled = new Map(target.map(({ key, policy }) => [key, policy]));
    let current = withKeys(before).map(({ key, policy }) => {
        const next = settled.get(key);
        return { key, policy: next && isSame(policy, next) ? next : policy };
    });
    const targetKeys = new Set(target.map(({ key }) => key));
    const advance = (edit, next) => {
        current = next;
        steps.push({ edit, policies: next.map(({ policy }) => policy) });
    };
    for (const { key, policy } of target) {
        const old = current.find((item) => item.key === key);
        if (old === undefined || isSame(old.policy, policy))
            continue;
        advance({ policy: nameOf(policy), kind: 'changed', differences: differencesOf(old.policy, policy) }, current.map((item) => (item.key === key ? { key, policy } : item)));
    }
    target.forEach(({ key, policy }, index) => {
        if (current.some((item) => item.key === key))
            return;
        const above = target[index - 1]?.key;
        const at = above === undefined ? 0 : current.findIndex((item) => item.key === above) + 1;
        advance({ policy: nameOf(policy), kind: 'added', differences: [] }, current.toSpliced(at, 0, { key, policy }));
    });
    for (const { key, policy } of current.filter((item) => !targetKeys.has(item.key))) {
        advance({ policy: nameOf(policy), kind: 'removed', differences: [] }, current.filter((item) => item.key !== key));
    }
    const moved = current.filter(({ key }, index) => target[index]?.key !== key);
    if (moved.length > 0) {
        advance({ policy: moved.map(({ policy }) => nameOf(policy)).join(', '), kind: 'moved', differences: [] }, target);
    }
    return steps;
}
function withKeys(policies) {
    const seen = new Map();
    return policies.map((policy) => {
        const name = typeof policy.tested === 'string' ? `id ${policy.tested}` : `name ${String(policy.tested['name'])}`;
        const count = (seen.get(name) ?? 0) + 1;
        seen.set(name, count);
        return { key: `${name} ${String(count)}`, policy };
    });
}
const IDLE = new Set([
    'name',
    'session_duration',
    'purpose_justification_prompt',
    'purpose_justification_required',
]);
function isSame(one, other) {
    return tellingOf(one.tested) === tellingOf(other.tested);
}
function tellingOf(policy) {
    if (typeof policy === 'string')
        return policy;
    const telling = Object.entries(policy).filter(([key, value]) => !IDLE.has(key) && !isEmpty(value));
    return (0,canonical/* canonicalJson */.d)(Object.fromEntries(telling));
}
function isEmpty(value) {
    return value === null || value === false || (Array.isArray(value) && value.length === 0);
}
function differencesOf(before, after) {
    const isText = (policy) => typeof policy !== 'string';
    return isText(before.shown) && isText(after.shown) ? (0,difference/* describeDifference */.h)(before.shown, after.shown) : [];
}
function nameOf({ shown }) {
    return (0,untrusted/* plain */.pj)(typeof shown === 'string' ? shown : String(shown['name']));
}

// EXTERNAL MODULE: ./src/format.ts
var format = __webpack_require__(6264);
// EXTERNAL MODULE: ./src/verdict/people.ts
var people = __webpack_require__(2054);
;// CONCATENATED MODULE: ./src/verdict/explanation.ts


function endsOf(steps, changed) {
    const statusesOf = (side) => new Map([...changed].map(([identity, user]) => [identity, user[side]]));
    return [
        { steps: 0, statuses: statusesOf('before') },
        { steps, statuses: statusesOf('after') },
    ];
}
function findDoubt(way, changed) {
    const [widest] = neighbours(way)
        .filter(([from, to]) => to.steps - from.steps > 1)
        .map(([from, to]) => ({
        middle: Math.floor((from.steps + to.steps) / 2),
        users: [...changed.keys()].filter((identity) => isTurn(identity, from, to)).length,
    }))
        .filter(({ users }) => users > 0)
        .sort((one, other) => other.users - one.users);
    return widest?.middle;
}
function attribute(steps, way, changed, naming) {
    const stretches = neighbours(way).map(([from, to]) => ({
        from,
        to,
        lost: (0,people/* gatherPeople */.XV)(naming),
        gained: (0,people/* gatherPeople */.XV)(naming),
    }));
    let missing = 0;
    for (const [identity, { user, after }] of changed) {
        const turn = way.every(({ statuses }) => statuses.has(identity))
            ? stretches.findLast(({ from, to }) => isTurn(identity, from, to))
            : undefined;
        if (turn === undefined)
            missing += 1;
        else
            turn[after === 'approved' ? 'gained' : 'lost'].add(user);
    }
    return {
        causes: stretches
            .map(({ from, to, lost, gained }) => ({
            edits: steps.slice(from.steps, to.steps).map(({ edit }) => edit),
            lost: peopleOf(lost),
            gained: peopleOf(gained),
        }))
            .filter(({ lost, gained }) => lost ?? gained),
        gap: missing === 0
            ? undefined
            : `${(0,format/* formatUsers */.ed)(missing)} cannot be explained, because a further policy test did not list them.`,
    };
}
function neighbours(way) {
    return way.slice(1).flatMap((to, index) => {
        const from = way[index];
        return from ? [[from, to]] : [];
    });
}
function isTurn(identity, from, to) {
    return (from.statuses.get(identity) === 'approved') !== (to.statuses.get(identity) === 'approved');
}
function peopleOf(gathering) {
    const people = gathering.people();
    return people.total > 0 ? people : undefined;
}

// EXTERNAL MODULE: ./src/verdict/guards.ts
var guards = __webpack_require__(6431);
// EXTERNAL MODULE: ./src/verdict/listingPlan.ts
var listingPlan = __webpack_require__(5502);
// EXTERNAL MODULE: ./src/verdict/tally.ts + 3 modules
var verdict_tally = __webpack_require__(4926);
;// CONCATENATED MODULE: ./src/explain.ts








async function explainChanges({ name, explain, naming }, before, after, changed, population, bench) {
    const unknown = 'Which policy made the difference is not known';
    const policyTestIds = [];
    if (before === undefined)
        return { causes: [], gap: `${unknown}: a snapshot holds no policies.`, policyTestIds };
    const steps = stepsBetween(before, after);
    if (steps.length === 0) {
        const gap = `${unknown}: they are the same on both sides, and something that they refer to is not.`;
        return { causes: [], gap, policyTestIds };
    }
    let way = endsOf(steps.length, changed);
    try {
        for (let tests = 0; tests < explain; tests += 1) {
            const doubt = findDoubt(way, changed);
            if (doubt === undefined)
                break;
            const policies = steps[doubt - 1]?.policies ?? [];
            const statuses = await outcomesOf(policies, changed, { name, naming }, population, bench, (id) => policyTestIds.push(id));
            way = [...way, { steps: doubt, statuses }].sort((one, other) => one.steps - other.steps);
        }
        return { ...attribute(steps, way, changed, naming), policyTestIds };
    }
    catch (error) {
        const isInterrupted = bench.world.interrupted.aborted;
        if (!isInterrupted && !(error instanceof errors/* GateError */.ue))
            throw error;
        const why = error instanceof errors/* GateError */.ue && !isInterrupted ? error.message : 'the run was interrupted.';
        const gap = `No more is known of which policy made the difference: ${why}`;
        return { causes: attribute(steps, way, changed, naming).causes, gap, policyTestIds };
    }
}
async function outcomesOf(policies, changed, { name, naming }, population, bench, onStart) {
    const tested = policies.map((policy) => policy.tested);
    const policyTest = (0,src_policyTest/* createPolicyTest */.p)(`${name} (explaining)`, tested, bench);
    await policyTest.start();
    onStart(policyTest.id ?? '');
    await policyTest.complete();
    const { counts } = policyTest;
    const isSamePopulation = counts.totalUsers === population && (0,guards/* checkCounts */.tl)(counts).length === 0;
    const rest = isSamePopulation ? (0,listingPlan/* planRest */.Cw)(counts, counts) : undefined;
    const tally = (0,verdict_tally/* createTally */.X)([], naming);
    await (0,listing/* listNeeded */.o)(policyTest, tally, (0,listingPlan/* knownWith */._m)(rest), bench.world.log);
    const isSound = (0,guards/* checkListing */.xw)(tally.result(), counts, []).length === 0;
    return new Map([...changed.keys()].flatMap((identity) => {
        const status = tally.roster.statusOf(identity) ?? (isSound ? rest?.status : undefined);
        return status === undefined ? [] : [[identity, status]];
    }));
}


/***/ })

};
