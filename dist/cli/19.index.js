export const id = 19;
export const ids = [19];
export const modules = {

/***/ 4907:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ listNamed),
/* harmony export */   o: () => (/* binding */ listNeeded)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _verdict_assertion_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1473);
/* harmony import */ var _verdict_counts_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2305);
/* harmony import */ var _verdict_listingPlan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5502);
/* harmony import */ var _verdict_people_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2054);





async function listNeeded(policyTest, tally, need, log, see = (users) => {
    tally.see(users);
}) {
    const { counts } = policyTest;
    for (const status of _verdict_assertion_js__WEBPACK_IMPORTED_MODULE_1__/* .USER_STATUSES */ .x4)
        if ((0,_verdict_counts_js__WEBPACK_IMPORTED_MODULE_4__/* .usersWith */ .rG)(status, counts) === 0)
            tally.end(status);
    const begun = new Set();
    const known = () => ({ counts, begun, listed: tally.listed, found: tally.found() });
    let filters = true;
    policyTest.announce((0,_verdict_listingPlan_js__WEBPACK_IMPORTED_MODULE_2__/* .planPages */ .kW)(need, known()));
    for (;;) {
        const next = (0,_verdict_listingPlan_js__WEBPACK_IMPORTED_MODULE_2__/* .planListing */ .g4)(need, known(), filters);
        if (next === undefined)
            return;
        const wanted = { listing: next, isWhole: (0,_verdict_listingPlan_js__WEBPACK_IMPORTED_MODULE_2__/* .isWantedWhole */ .Rs)(next, need, known()) };
        const end = await list(policyTest, wanted, see, () => {
            return next !== 'everybody' && !(0,_verdict_listingPlan_js__WEBPACK_IMPORTED_MODULE_2__/* .isOpen */ .nT)(next, need, known());
        });
        if (next === 'everybody') {
            tally.end();
            continue;
        }
        begun.add(next);
        const isShort = end === 'whole' && tally.countOf(next) < ((0,_verdict_counts_js__WEBPACK_IMPORTED_MODULE_4__/* .usersWith */ .rG)(next, counts) ?? 0);
        filters = end !== 'mixed' && !isShort;
        if (end === 'whole' && !isShort)
            tally.end(next);
        if (!filters)
            log.info(`Cloudflare does not list the ${next} users alone, so everybody is listed.`);
    }
}
async function listNamed(policyTest, tally, named, { log, interrupted }) {
    const { counts } = policyTest;
    const begun = new Set(_verdict_assertion_js__WEBPACK_IMPORTED_MODULE_1__/* .USER_STATUSES */ .x4.filter((status) => tally.countOf(status) >= _verdict_people_js__WEBPACK_IMPORTED_MODULE_3__/* .MAX_LISTED */ .Bl && (0,_verdict_listingPlan_js__WEBPACK_IMPORTED_MODULE_2__/* .pagesOf */ .E0)(status, counts) > _verdict_listingPlan_js__WEBPACK_IMPORTED_MODULE_2__/* .FEW_PAGES */ .k));
    const see = (users) => {
        tally.see(users);
    };
    try {
        for (;;) {
            const next = (0,_verdict_listingPlan_js__WEBPACK_IMPORTED_MODULE_2__/* .planNaming */ .IY)(named, { counts, begun, listed: tally.listed });
            if (next === undefined)
                return;
            const { listing, pages } = next;
            let read = 0;
            const end = await list(policyTest, { listing, isWhole: pages === undefined }, see, () => {
                read += 1;
                return read === pages;
            });
            if (end === 'whole')
                tally.end(listing === 'everybody' ? undefined : listing);
            for (const status of listing === 'everybody' ? _verdict_assertion_js__WEBPACK_IMPORTED_MODULE_1__/* .USER_STATUSES */ .x4 : [listing])
                begun.add(status);
        }
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .GateError */ .ue) || interrupted.aborted)
            throw error;
        log.info(`Who is ${named.join(' or ')} cannot be told: ${error.message}`);
    }
}
async function list(policyTest, { listing, isWhole }, see, isEnough) {
    let pages = 0;
    let end = 'whole';
    try {
        const status = listing === 'everybody' ? undefined : listing;
        await policyTest.list({ status, isWhole }, (users) => {
            pages += 1;
            see(users);
            const isMixed = listing !== 'everybody' && users.some(({ status }) => status !== undefined && status !== listing);
            if (isMixed)
                end = 'mixed';
            else if (isEnough())
                end = 'enough';
            return end !== 'whole';
        });
        return end;
    }
    catch (error) {
        const isRefused = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD && error.status === 400;
        if (isRefused && listing !== 'everybody' && pages === 0)
            return 'mixed';
        throw error;
    }
}


/***/ }),

/***/ 1019:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runTest: () => (/* binding */ runTest)
});

// EXTERNAL MODULE: ./src/listing.ts
var listing = __webpack_require__(4907);
// EXTERNAL MODULE: ./src/verdict/assertion.ts
var assertion = __webpack_require__(1473);
// EXTERNAL MODULE: ./src/verdict/changes.ts
var verdict_changes = __webpack_require__(3172);
// EXTERNAL MODULE: ./src/verdict/guards.ts
var guards = __webpack_require__(6431);
// EXTERNAL MODULE: ./src/verdict/listingPlan.ts
var listingPlan = __webpack_require__(5502);
// EXTERNAL MODULE: ./src/verdict/tally.ts + 3 modules
var verdict_tally = __webpack_require__(4926);
// EXTERNAL MODULE: ./src/verdict/thresholds.ts
var verdict_thresholds = __webpack_require__(2421);
;// CONCATENATED MODULE: ./src/listedSides.ts







async function listSides(test, { proposed, baseline }, { world }) {
    const { naming, expectations, thresholds } = test;
    const replaced = baseline?.policyTest;
    const counts = proposed.policyTest?.counts ?? blockedOf(replaced?.counts);
    const rest = restOf(test, proposed, replaced);
    const known = (0,listingPlan/* knownWith */._m)(rest);
    const before = (0,verdict_tally/* createTally */.X)([], naming);
    const knownBefore = beforeOfTest(test.baseline, baseline, before);
    const comparison = knownBefore && (0,verdict_changes/* createComparison */.aE)(knownBefore, naming, rest);
    const tally = (0,verdict_tally/* createTally */.X)(expectations, naming, comparison);
    if (replaced) {
        await (0,listing/* listNeeded */.o)(replaced, before, known, world.log, (users) => {
            before.see(users);
            if (!proposed.policyTest)
                tally.see(users.map((user) => ({ ...user, status: user.status && 'blocked' })));
        });
    }
    if (proposed.policyTest) {
        const isJoined = test.baseline !== undefined || test.isRecorded;
        const isDoubtful = expectations.length > 0 && (0,guards/* checkCounts */.tl)(counts).length > 0;
        const need = isJoined ? known : isDoubtful ? 'everybody' : [];
        await (0,listing/* listNeeded */.o)(proposed.policyTest, tally, need, world.log);
        await (0,listing/* listNamed */.S)(proposed.policyTest, tally, (0,verdict_thresholds/* concernedByCounts */.V7)(thresholds, counts), world);
    }
    else
        tally.end();
    comparison?.end(tally.roster);
    const tallied = tally.result();
    const ofBaseline = replaced ? (0,guards/* checkBaseline */.iW)(replaced.counts, before.result()) : [];
    return {
        counts,
        tally,
        isRecorded: tallied.listed.size === assertion/* USER_STATUSES */.x4.length && (test.isRecorded || (0,listingPlan/* pagesOf */.E0)(undefined, counts) === 1),
        comparison,
        guards: proposed.policyTest
            ? [...(0,guards/* checkTest */.rS)(counts, tallied, expectations), ...ofBaseline]
            : replaced
                ? ofBaseline
                : (0,guards/* checkNobody */.a8)(test.baseline?.kind === 'policies', expectations),
    };
}
function restOf({ baseline, isRecorded, thresholds }, { policyTest }, replaced) {
    if (baseline?.kind !== 'policies' || isRecorded || policyTest === undefined)
        return undefined;
    if (thresholds.some(({ metric, min }) => (0,assertion/* isChange */.Xb)(metric) && min !== undefined))
        return undefined;
    const sides = [policyTest, replaced].flatMap((side) => (side ? [side.counts] : []));
    return sides.some((counts) => (0,guards/* checkCounts */.tl)(counts).length > 0)
        ? undefined
        : (0,listingPlan/* planRest */.Cw)(policyTest.counts, replaced?.counts);
}
function beforeOfTest(baseline, side, before) {
    if (baseline === undefined)
        return undefined;
    if (baseline.kind === 'snapshot')
        return baseline.before;
    return side?.policyTest ? (0,verdict_changes/* beforeOf */.v8)(before.roster) : verdict_changes/* NOBODY */.oQ;
}
function blockedOf(population = {}) {
    const { totalUsers, percentUsersProcessed } = population;
    return {
        totalUsers,
        percentUsersProcessed,
        usersApproved: 0,
        usersBlocked: totalUsers,
        usersErrored: 0,
        percentApproved: 0,
        percentErrored: 0,
    };
}

// EXTERNAL MODULE: ./src/outcome.ts
var outcome = __webpack_require__(4671);
// EXTERNAL MODULE: ./src/policyTest.ts + 6 modules
var policyTest = __webpack_require__(6082);
// EXTERNAL MODULE: ./src/verdict/expectations.ts
var verdict_expectations = __webpack_require__(2166);
// EXTERNAL MODULE: ./src/untrusted.ts
var untrusted = __webpack_require__(3254);
;// CONCATENATED MODULE: ./src/verdict/waiver.ts

const DAY_MS = 86_400_000;
const WARNING_DAYS = 14;
function daysLeft({ until }, now) {
    const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
    return Math.round((Date.parse(until) - today) / DAY_MS);
}
function applyWaiver(finding, waiver, now) {
    if (waiver === undefined || finding.outcome !== 'violated')
        return finding;
    const days = daysLeft(waiver, now);
    if (!(days >= 0)) {
        return { ...finding, message: `${finding.message} Its waiver ended on ${waiver.until}.` };
    }
    const until = waiver.until;
    const [owner, reason] = [(0,untrusted/* plain */.pj)(waiver.owner), (0,untrusted/* plain */.pj)(waiver.reason)];
    return {
        ...finding,
        outcome: 'waived',
        message: `${finding.message} Waived until ${until} by ${owner}: ${reason.replace(/\.$/, '')}.`,
        waiver: { until, owner, reason, endsSoon: days <= WARNING_DAYS },
    };
}

;// CONCATENATED MODULE: ./src/verdict/judge.ts



function judge({ thresholds, expectations }, counts, tallied, changes, guards, naming, now) {
    const waived = (findings, asserted) => findings.map((finding, index) => applyWaiver(finding, asserted[index]?.waiver, now));
    const found = (0,verdict_expectations/* checkExpectations */.Ez)(tallied.matches, tallied.listed, naming);
    return [
        ...guards,
        ...waived((0,verdict_thresholds/* checkThresholds */.$w)(thresholds, counts, tallied, changes), thresholds),
        ...waived(guards.length === 0 ? found : found.map(doubtAbsence), expectations),
    ];
}
function doubtAbsence(finding) {
    if (finding.outcome !== 'violated' || finding.concerned.length > 0)
        return finding;
    return {
        ...finding,
        outcome: 'inconclusive',
        message: `What becomes of ${finding.rule} cannot be told, because the list of users is not to be relied on.`,
    };
}

// EXTERNAL MODULE: ./src/format.ts
var format = __webpack_require__(6264);
;// CONCATENATED MODULE: ./src/verdict/population.ts



const MAX_PERCENT_APART = 1;
function checkComparison(changes, reidentified = 0) {
    return [...checkIds(reidentified), ...checkPopulation(changes), ...checkUndecided(changes)];
}
function checkIds(reidentified) {
    if (reidentified === 0)
        return [];
    const actual = `${(0,format/* formatCount */.B4)(reidentified)} with two`;
    const message = `On the two sides, ${(0,format/* formatUsers */.ed)(reidentified)} have the same address under two ids, so that nobody can be compared. Run the gate again; if it stays so, ask Cloudflare why.`;
    return [{ ...(0,guards/* unproven */.gm)('one_id', 'one id each', actual, message), kind: 'change' }];
}
function checkUndecided(changes) {
    const undecided = changes.unchanged.error;
    if (undecided === 0)
        return [];
    const compared = (0,format/* formatUsers */.ed)((0,verdict_changes/* countCompared */.fx)(changes));
    return [
        {
            kind: 'change',
            rule: 'undecided',
            severity: 'warning',
            outcome: 'violated',
            message: `${(0,format/* formatCount */.B4)(undecided)} of ${compared} are in error before and after: whether they lose or gain access is not known.`,
            expected: 'no user in error on both sides',
            actual: (0,format/* formatUsers */.ed)(undecided),
            concerned: [],
        },
    ];
}
function checkPopulation(changes) {
    const { onlyBefore, onlyAfter } = changes;
    const apart = onlyBefore + onlyAfter;
    if (apart === 0)
        return [];
    const percent = (100 * apart) / ((0,verdict_changes/* countCompared */.fx)(changes) + apart);
    const limit = (0,format/* formatPercent */.l9)(MAX_PERCENT_APART);
    const actual = (0,format/* formatPercent */.l9)(percent, [MAX_PERCENT_APART]);
    const found = `Only in the baseline: ${(0,format/* formatUsers */.ed)(onlyBefore)}; only in the test: ${(0,format/* formatUsers */.ed)(onlyAfter)}. Of ${(0,format/* formatUsers */.ed)(apart)} (${actual}) no change can be told.`;
    return percent > MAX_PERCENT_APART
        ? [
            {
                ...(0,guards/* unproven */.gm)('population', `at most ${limit} apart`, actual, `${found} Run the gate again; a snapshot has to be taken anew.`),
                kind: 'change',
            },
        ]
        : [
            {
                kind: 'change',
                rule: 'population',
                severity: 'error',
                outcome: 'held',
                message: found,
                expected: `at most ${limit} apart`,
                actual,
                concerned: [],
            },
        ];
}

;// CONCATENATED MODULE: ./src/testRun.ts





async function runTest(test, bench, policyTestId, record) {
    if (test.settled.length > 0)
        return (0,outcome/* outcomeOf */.sG)((0,outcome/* reportTest */.xj)(test, {}, test.settled));
    const { clock } = bench.world;
    const begunAt = clock.now();
    let sides;
    const report = (findings, more = {}) => (0,outcome/* reportTest */.xj)(test, { ...knownOf(test, sides), ...more }, findings);
    const fail = (failures) => (0,outcome/* outcomeOf */.sG)(report(failures.map(({ finding }) => finding)), failures);
    try {
        sides = await prepareSides(test, bench, policyTestId);
        const failures = await completeSides(sides, bench);
        if (failures.length > 0)
            return fail(failures);
        const { counts, tally, isRecorded, comparison, guards } = await listSides(test, sides, bench);
        const changes = comparison?.result();
        const comparable = changes ? checkComparison(changes, comparison?.reidentified) : [];
        const now = new Date(Math.max(begunAt.getTime(), clock.now().getTime()));
        const findings = [
            ...judge(test, counts, tally.result(), changes, guards, test.naming, now),
            ...comparable,
        ];
        if (guards.length === 0 && isRecorded)
            record(test.name, tally.roster);
        const isProven = guards.length === 0 && !comparable.some(({ outcome }) => outcome === 'inconclusive');
        const explanation = isProven ? await explain(test, sides, comparison, bench) : undefined;
        return (0,outcome/* outcomeOf */.sG)(report(findings, { counts, changes, explanation }));
    }
    catch (error) {
        const isCompared = test.baseline !== undefined;
        const policyTest = sides?.proposed.policyTest ?? sides?.baseline?.policyTest;
        return fail([(0,outcome/* failureOf */.g5)(error, policyTest, bench.world.interrupted, isCompared)]);
    }
}
async function explain(test, { proposed, baseline }, comparison, bench) {
    if (comparison === undefined || comparison.changed.size === 0 || test.explain === 0)
        return undefined;
    const { explainChanges } = await __webpack_require__.e(/* import() */ 521).then(__webpack_require__.bind(__webpack_require__, 5521));
    const { totalUsers } = proposed.policyTest?.counts ?? baseline?.policyTest?.counts ?? {};
    return explainChanges(test, baseline?.policies, proposed.policies, comparison.changed, totalUsers, bench);
}
async function prepareSides(test, bench, policyTestId) {
    const side = async (name, sources, id) => {
        const policies = await readSources(sources, bench);
        const tested = policies.map((policy) => policy.tested);
        return {
            policies,
            policyTest: tested.length > 0 || id !== undefined ? (0,policyTest/* createPolicyTest */.p)(name, tested, bench, id) : undefined,
        };
    };
    return {
        proposed: await side(test.name, test.sources, policyTestId),
        baseline: test.baseline?.kind === 'policies'
            ? await side(`${test.name} (baseline)`, test.baseline.sources)
            : undefined,
    };
}
async function readSources(sources, { client, newLimits }) {
    const limits = newLimits();
    const read = await Promise.all(sources.map(async (source) => source.kind === 'policy'
        ? [{ tested: source.tested, shown: source.text.policy }]
        : (await client.readApplicationPolicies(source.appId, limits)).map((policy) => ({
            tested: policy,
            shown: policy,
        }))));
    return read.flat();
}
async function completeSides({ proposed, baseline }, { world }) {
    const attempt = async (policyTest, step) => {
        try {
            await step();
            return [];
        }
        catch (error) {
            return [(0,outcome/* failureOf */.g5)(error, policyTest, world.interrupted, baseline !== undefined)];
        }
    };
    const [first, second] = [proposed.policyTest, baseline?.policyTest].filter((test) => test !== undefined);
    if (first === undefined)
        return [];
    const refused = await attempt(first, () => first.start());
    if (refused.length > 0)
        return refused;
    const firstEnds = attempt(first, () => first.complete());
    const secondEnds = second && attempt(second, () => (0,policyTest/* completeBeside */.w)(second, first, firstEnds, world.log));
    const failures = await Promise.all([firstEnds, secondEnds]);
    return failures.flatMap((found) => found ?? []);
}
function knownOf({ baseline }, sides) {
    if (sides === undefined)
        return {};
    const { policies, policyTest } = sides.proposed;
    return {
        policies: policies.length,
        ...(policyTest && {
            policyTestId: policyTest.id,
            given: policyTest.given,
            status: policyTest.status,
            counts: policyTest.counts,
            listed: listedOf(policyTest),
        }),
        baseline: baseline && reportBaseline(baseline, sides.baseline?.policyTest),
    };
}
function reportBaseline(baseline, policyTest) {
    if (baseline.kind === 'snapshot')
        return { kind: 'snapshot', file: baseline.file };
    if (policyTest === undefined)
        return { kind: 'nothing' };
    const { id, status, counts } = policyTest;
    return { kind: 'test', policyTestId: id, status, counts, listed: listedOf(policyTest) };
}
function listedOf({ status, listed }) {
    return status === 'complete' ? listed : undefined;
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

/***/ 5502:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cw: () => (/* binding */ planRest),
/* harmony export */   E0: () => (/* binding */ pagesOf),
/* harmony export */   IY: () => (/* binding */ planNaming),
/* harmony export */   Rs: () => (/* binding */ isWantedWhole),
/* harmony export */   _m: () => (/* binding */ knownWith),
/* harmony export */   g4: () => (/* binding */ planListing),
/* harmony export */   k: () => (/* binding */ FEW_PAGES),
/* harmony export */   kW: () => (/* binding */ planPages),
/* harmony export */   nT: () => (/* binding */ isOpen)
/* harmony export */ });
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(351);
/* harmony import */ var _assertion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1473);
/* harmony import */ var _counts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2305);



const FEW_PAGES = 10;
function planListing(need, known, filters) {
    const { counts, begun } = known;
    const open = inOrderOfSize(openStatuses(need, known), counts);
    const [cheapest] = open;
    if (cheapest === undefined)
        return undefined;
    const isNeedless = need.length > 0 || !open.every((status) => isWantedWhole(status, need, known));
    const hoped = open.length > 1 && isNeedless ? open.slice(0, -1) : open;
    const isCheap = begun.size === 0 &&
        pagesOf(undefined, counts) <= hoped.reduce((sum, status) => sum + pagesOf(status, counts), 0);
    return need === 'everybody' || isCheap || !filters ? 'everybody' : cheapest;
}
function planPages(need, known) {
    const listed = new Set(known.listed);
    const begun = new Set(known.begun);
    let pages = 0;
    for (;;) {
        const next = planListing(need, { ...known, listed, begun }, true);
        if (next === undefined)
            return pages;
        pages += pagesOf(next === 'everybody' ? undefined : next, known.counts);
        for (const status of next === 'everybody' ? _assertion_js__WEBPACK_IMPORTED_MODULE_0__/* .USER_STATUSES */ .x4 : [next]) {
            listed.add(status);
            begun.add(status);
        }
    }
}
function planNaming(named, { counts, listed, begun }) {
    const [status] = inOrderOfSize(named.filter((each) => !listed.has(each) && !begun.has(each)), counts);
    if (status === undefined)
        return undefined;
    const pages = pagesOf(status, counts);
    return begun.size === 0 && pagesOf(undefined, counts) === 1
        ? { listing: 'everybody', pages: undefined }
        : { listing: status, pages: pages > FEW_PAGES ? 1 : undefined };
}
function inOrderOfSize(statuses, counts) {
    const users = (status) => (0,_counts_js__WEBPACK_IMPORTED_MODULE_1__/* .usersWith */ .rG)(status, counts) ?? Number.MAX_SAFE_INTEGER;
    return [...statuses].sort((one, other) => users(one) - users(other));
}
function openStatuses(need, known) {
    return _assertion_js__WEBPACK_IMPORTED_MODULE_0__/* .USER_STATUSES */ .x4.filter((status) => isOpen(status, need, known));
}
function isOpen(status, need, { counts, listed, found }) {
    if (listed.has(status))
        return false;
    if (need === 'everybody' || need.includes(status))
        return true;
    const unlisted = _assertion_js__WEBPACK_IMPORTED_MODULE_0__/* .USER_STATUSES */ .x4.filter((each) => !listed.has(each));
    return found.some((each) => openFor(each, unlisted, counts).includes(status));
}
function isWantedWhole(next, need, { found }) {
    if (next === 'everybody' || need === 'everybody' || need.includes(next))
        return true;
    return found.some(({ expectation: { subject, status } }) => subject.kind === 'users' && status !== next);
}
function openFor({ expectation: { subject, status: expected }, matched, unmatchedPatterns }, unlisted, counts) {
    const others = unlisted.filter((status) => status !== expected);
    if (subject.kind === 'users') {
        const isEnough = subject.atLeast === 0 || (matched >= subject.atLeast && unmatchedPatterns.size === 0);
        return isEnough ? others : unlisted;
    }
    if (matched > 0)
        return others.filter((status) => pagesOf(status, counts) <= FEW_PAGES);
    const { ifMissing } = subject;
    const consequences = [
        ifMissing === 'ignore' ? 'held' : ifMissing,
        ...unlisted.map((status) => (status === expected ? 'held' : 'fail')),
    ];
    return new Set(consequences).size > 1 ? unlisted : [];
}
function planRest(after, before) {
    const { totalUsers: population } = after;
    if (population === undefined || pagesOf(undefined, after) === 1)
        return undefined;
    if (before === undefined)
        return { status: 'blocked', population };
    if (before.totalUsers !== population)
        return undefined;
    const users = (status) => ((0,_counts_js__WEBPACK_IMPORTED_MODULE_1__/* .usersWith */ .rG)(status, before) ?? 0) + ((0,_counts_js__WEBPACK_IMPORTED_MODULE_1__/* .usersWith */ .rG)(status, after) ?? 0);
    const status = _assertion_js__WEBPACK_IMPORTED_MODULE_0__/* .USER_STATUSES */ .x4.reduce((one, other) => (users(other) > users(one) ? other : one));
    return { status, population };
}
function knownWith(rest) {
    return rest === undefined ? 'everybody' : _assertion_js__WEBPACK_IMPORTED_MODULE_0__/* .USER_STATUSES */ .x4.filter((status) => status !== rest.status);
}
function pagesOf(status, counts) {
    const users = status === undefined ? counts.totalUsers : (0,_counts_js__WEBPACK_IMPORTED_MODULE_1__/* .usersWith */ .rG)(status, counts);
    return users === undefined ? Infinity : Math.floor(users / _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .MAX_PER_PAGE */ .Vg) + 1;
}


/***/ }),

/***/ 4926:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ createTally)
});

// EXTERNAL MODULE: ./src/verdict/assertion.ts
var assertion = __webpack_require__(1473);
// EXTERNAL MODULE: ./src/verdict/glob.ts
var verdict_glob = __webpack_require__(6119);
// EXTERNAL MODULE: ./src/verdict/globTest.ts
var globTest = __webpack_require__(8879);
;// CONCATENATED MODULE: ./src/verdict/globs.ts

const FEW = 4;
const ASCII = 128;
function createGlobs(globs) {
    const candidates = globs.flatMap(({ owner, tests }) => tests.map((test) => ({ owner, test, last: 0 })));
    const having = (key) => candidates.filter(({ test }) => keyOf(test) === key);
    const byTail = nodeOf(having('tail'), ({ tail }, depth) => unitAt(tail, tail.length - 1 - depth));
    const byHead = nodeOf(having('head'), ({ head }, depth) => unitAt(head, depth));
    const byInside = startsOf(having('inside'), ({ inside }, depth) => unitAt(inside, depth));
    const others = having('none');
    let addresses = 0;
    function tryEach(some, characters, owners) {
        for (const candidate of some) {
            if (candidate.last === addresses)
                continue;
            candidate.last = addresses;
            if (candidate.test.matches(characters))
                owners.push(candidate.owner);
        }
    }
    function follow(root, address, start, step, characters, owners) {
        let node = root;
        while (node) {
            if (node.candidates.length > 0)
                tryEach(node.candidates, characters, owners);
            const at = start + step * node.depth;
            node = at >= 0 && at < address.length ? node.next[address.charCodeAt(at)] : undefined;
        }
    }
    return {
        ownersOf(address) {
            addresses += 1;
            const characters = (0,globTest/* charactersOf */.EX)(address);
            const owners = [];
            tryEach(others, characters, owners);
            follow(byTail, address, address.length - 1, -1, characters, owners);
            follow(byHead, address, 0, 1, characters, owners);
            for (let at = 0; at < address.length; at += 1) {
                const node = byInside[address.charCodeAt(at)];
                if (node)
                    follow(node, address, at, 1, characters, owners);
            }
            return owners;
        },
    };
}
function keyOf({ tail, head, inside }) {
    const longest = Math.max(tail.length, head.length, inside.length);
    if (longest === 0)
        return 'none';
    if (longest === tail.length)
        return 'tail';
    return longest === head.length ? 'head' : 'inside';
}
function nodeOf(candidates, unitOf, start = 0) {
    if (candidates.length <= FEW)
        return { candidates, depth: start, next: [] };
    let depth = start;
    let [ended, groups] = groupBy(candidates, unitOf, depth);
    while (ended.length === 0 && groups.size === 1) {
        depth += 1;
        [ended, groups] = groupBy(candidates, unitOf, depth);
    }
    return { candidates: ended, depth, next: nodesOf(groups, unitOf, depth) };
}
function startsOf(candidates, unitOf) {
    const [, groups] = groupBy(candidates, unitOf, 0);
    return nodesOf(groups, unitOf, 0);
}
function nodesOf(groups, unitOf, depth) {
    const next = new Array(ASCII).fill(undefined);
    for (const [unit, group] of groups)
        next[unit] = nodeOf(group, unitOf, depth + 1);
    return next;
}
function groupBy(candidates, unitOf, depth) {
    const ended = [];
    const groups = new Map();
    for (const candidate of candidates) {
        const unit = unitOf(candidate.test, depth);
        if (unit === undefined) {
            ended.push(candidate);
            continue;
        }
        const group = groups.get(unit);
        if (group)
            group.push(candidate);
        else
            groups.set(unit, [candidate]);
    }
    return [ended, groups];
}
function unitAt(text, index) {
    return index >= 0 && index < text.length ? text.charCodeAt(index) : undefined;
}

// EXTERNAL MODULE: ./src/verdict/people.ts
var people = __webpack_require__(2054);
// EXTERNAL MODULE: ./src/verdict/user.ts
var verdict_user = __webpack_require__(3446);
;// CONCATENATED MODULE: ./src/verdict/matching.ts




function createMatching(expectations, naming) {
    const watchers = expectations.map((expectation) => watch(expectation, naming));
    const byUser = new Map();
    for (const watcher of watchers) {
        const { subject } = watcher.expectation;
        if (subject.kind !== 'user')
            continue;
        const key = (0,verdict_user/* foldCase */.SP)(subject.user);
        byUser.set(key, [...(byUser.get(key) ?? []), watcher]);
    }
    const globs = createGlobs(watchers.flatMap((watcher) => [...watcher.unmatchedPatterns].map((glob) => ({ owner: { watcher, glob }, tests: compile(glob) }))));
    let seen = 0;
    function count(watcher, user, status) {
        if (watcher.last === seen)
            return;
        watcher.last = seen;
        watcher.matched += 1;
        if (status !== watcher.expectation.status)
            watcher.deviating.add(user, status);
    }
    function countNamed(name, user, status) {
        const named = name === undefined ? undefined : byUser.get(name);
        if (named)
            for (const watcher of named)
                count(watcher, user, status);
    }
    return {
        see(user, status, address) {
            seen += 1;
            countNamed((0,verdict_user/* idNameOf */.ad)(user), user, status);
            if (address === undefined)
                return;
            countNamed(address, user, status);
            for (const { watcher, glob } of globs.ownersOf(address)) {
                watcher.unmatchedPatterns.delete(glob);
                count(watcher, user, status);
            }
        },
        found: () => watchers,
        matches: () => watchers.map(({ expectation, matched, unmatchedPatterns, deviating }) => ({
            expectation,
            matched,
            unmatchedPatterns,
            deviating: deviating.concerned(),
        })),
    };
}
function watch(expectation, naming) {
    const { subject } = expectation;
    return {
        expectation,
        unmatchedPatterns: new Set(subject.kind === 'users' ? subject.patterns : []),
        deviating: (0,people/* gatherByStatus */.N8)(naming),
        matched: 0,
        last: 0,
    };
}
function compile(glob) {
    const parsed = (0,verdict_glob/* parseGlob */.q)(glob);
    if (parsed.kind === 'problem')
        throw new Error(`A pattern that was not checked ${parsed.message}.`);
    return parsed.tests;
}

// EXTERNAL MODULE: ./src/verdict/textArena.ts
var textArena = __webpack_require__(1963);
// EXTERNAL MODULE: ./src/verdict/texts.ts + 1 modules
var texts = __webpack_require__(2476);
;// CONCATENATED MODULE: ./src/verdict/roster.ts



const NONE = 2 ** 32 - 1;
function createRoster() {
    const identities = (0,texts/* createTexts */.P)();
    const addresses = (0,textArena/* createTextArena */.$)();
    let statuses = new Uint8Array(16);
    let places = new Uint32Array(statuses.length);
    function statusAt(number) {
        const status = assertion/* USER_STATUSES */.x4[statuses[number] ?? 0];
        if (status === undefined)
            throw new Error('Somebody in the roster has no status.');
        return status;
    }
    return {
        get size() {
            return identities.size;
        },
        statusOf(identity) {
            const number = identities.numberOf(identity);
            return number === undefined ? undefined : statusAt(number);
        },
        addressOf(identity) {
            const number = identities.numberOf(identity);
            const place = number === undefined ? NONE : (places[number] ?? NONE);
            return place === NONE ? undefined : addresses.textAt(place);
        },
        add(identity, status, address) {
            const number = identities.add(identity);
            if (number === statuses.length) {
                const [oldStatuses, oldPlaces] = [statuses, places];
                statuses = new Uint8Array(2 * number);
                statuses.set(oldStatuses);
                places = new Uint32Array(2 * number);
                places.set(oldPlaces);
            }
            statuses[number] = assertion/* USER_STATUSES */.x4.indexOf(status);
            places[number] = address === undefined ? NONE : addresses.put(address);
        },
        *[Symbol.iterator]() {
            for (let number = 0; number < identities.size; number += 1) {
                yield [identities.textOf(number), statusAt(number)];
            }
        },
    };
}

;// CONCATENATED MODULE: ./src/verdict/tally.ts





function createTally(expectations, naming, comparison) {
    const roster = createRoster();
    const contradicted = new Set();
    const readdressed = new Set();
    const byStatus = {
        approved: (0,people/* gatherPeople */.XV)(naming),
        blocked: (0,people/* gatherPeople */.XV)(naming),
        error: (0,people/* gatherPeople */.XV)(naming),
    };
    const matching = createMatching(expectations, naming);
    const listed = new Set();
    let unusable = 0;
    let withoutAddress = 0;
    function see(user) {
        const identity = (0,verdict_user/* identityOf */.cu)(user);
        if (identity === undefined || user.status === undefined) {
            unusable += 1;
            return;
        }
        const address = (0,verdict_user/* addressNameOf */.lO)(user);
        const known = roster.statusOf(identity);
        if (known !== undefined) {
            if (known !== user.status)
                contradicted.add(identity);
            if (address !== undefined && (roster.addressOf(identity) ?? address) !== address)
                readdressed.add(identity);
            return;
        }
        roster.add(identity, user.status, address);
        byStatus[user.status].add(user);
        comparison?.see({ ...user, status: user.status });
        if (user.email === undefined || !(0,verdict_user/* isAddress */.PW)(user.email))
            withoutAddress += 1;
        matching.see(user, user.status, address);
    }
    return {
        roster,
        listed,
        found: () => matching.found(),
        countOf: (status) => byStatus[status].count(),
        see(users) {
            for (const user of users)
                see(user);
        },
        end(status) {
            for (const each of status === undefined ? assertion/* USER_STATUSES */.x4 : [status])
                listed.add(each);
        },
        result: () => ({
            listed,
            byStatus: {
                approved: byStatus.approved.people(),
                blocked: byStatus.blocked.people(),
                error: byStatus.error.people(),
            },
            contradicted: contradicted.size,
            readdressed: readdressed.size,
            unusable,
            withoutAddress,
            matches: matching.matches(),
        }),
    };
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
