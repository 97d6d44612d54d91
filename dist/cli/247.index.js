export const id = 247;
export const ids = [247];
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

/***/ 4247:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runMerge: () => (/* binding */ runMerge)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/limits.ts
var limits = __webpack_require__(351);
// EXTERNAL MODULE: ./src/canonical.ts
var canonical = __webpack_require__(7221);
// EXTERNAL MODULE: ./src/verdict/finding.ts
var finding = __webpack_require__(7120);
// EXTERNAL MODULE: ./src/format.ts
var format = __webpack_require__(6264);
// EXTERNAL MODULE: ./src/shard.ts
var src_shard = __webpack_require__(7903);
// EXTERNAL MODULE: ./src/untrusted.ts
var untrusted = __webpack_require__(3254);
// EXTERNAL MODULE: ./src/report/causes.ts
var causes = __webpack_require__(304);
;// CONCATENATED MODULE: ./src/report/parts.ts
function setsOf(parts) {
    const accounts = new Set(parts.flatMap(({ report }) => report.account ?? []));
    const configs = new Set(parts.map(({ report }) => report.config));
    const sets = new Map();
    for (const part of parts) {
        const { account = null, config } = part.report;
        const key = JSON.stringify([account, config]);
        sets.set(key, [...(sets.get(key) ?? []), part]);
    }
    return [...sets.values()].flatMap((set) => {
        const [first] = set;
        if (first === undefined)
            return [];
        const { account, config } = first.report;
        const label = [
            ...(accounts.size > 1 && account !== undefined ? [`account ${account}`] : []),
            ...(configs.size > 1 ? [config] : []),
        ].join(', ');
        return [{ account, config, label, parts: set }];
    });
}
function isEmptyShard({ shard, tests, applicationChecks }) {
    return shard !== undefined && tests.length + applicationChecks.length === 0;
}
function isUntested(report) {
    return !isEmptyShard(report) && (report.untested !== undefined || report.verdict === 'skipped');
}

;// CONCATENATED MODULE: ./src/report/completeness.ts





function findMissing(parts) {
    return [
        ...checkUntested(parts),
        ...checkScopes(parts),
        ...setsOf(parts).flatMap((set) => checkSet(set, kinOf(set, parts))),
    ];
}
function checkScopes(parts) {
    const configs = new Set(parts.map(({ report }) => report.config));
    return [...configs].flatMap((config) => {
        const its = parts.filter(({ report }) => report.config === config);
        const scopes = new Map(its.map(({ path, report: { scope } }) => [scope?.fingerprint, (0,untrusted/* quote */.hD)(path)]));
        if (scopes.size === 1 && !scopes.has(undefined))
            return [];
        return [
            `The reports are not parts of the same whole (${(0,causes/* listFew */.lE)([...scopes.values()], ', ')}): their jobs had another text of the config, found something else to test, or are of different runs. Run all jobs again.`,
        ];
    });
}
function checkUntested(parts) {
    const isTested = parts.some(({ report }) => !isUntested(report) && !isEmptyShard(report));
    if (!isTested)
        return [];
    return parts
        .filter(({ report }) => isUntested(report))
        .map(({ path, report: { untested } }) => {
        const why = untested === undefined ? '' : `, because ${untested}`;
        return `The job of ${(0,untrusted/* quote */.hD)(path)} tested nothing${why}: give it the token and the mode of the others.`;
    });
}
function kinOf({ account, config }, parts) {
    return parts
        .filter(({ report }) => report.config === config)
        .filter(({ report }) => [report.account, account].includes(undefined) || report.account === account);
}
function checkSet(set, kin) {
    const counts = new Set(set.parts.map(({ report }) => report.shard?.count));
    const account = set.account === undefined ? '' : `account ${set.account}`;
    const name = set.label === '' ? account : set.label;
    const ofSet = name === '' ? '' : ` of ${name}`;
    if (counts.size > 1) {
        const named = set.parts.map(({ path, report }) => `${(0,untrusted/* quote */.hD)(path)} is ${describePart(report.shard)}`);
        return [
            `The reports${ofSet} do not fit together: ${(0,causes/* listFew */.lE)(named, ', ')}. Give all jobs the same number of shards.`,
        ];
    }
    const [count] = counts;
    const gaps = [...checkRepeated(set, ofSet), ...checkShards(kin, count, ofSet)];
    return gaps.length > 0 ? gaps : checkItems(set, count, ofSet);
}
function checkItems({ parts }, count, ofSet) {
    const wanted = parts[0]?.report.scope?.items;
    if (wanted === undefined || parts.length !== (count ?? 1))
        return [];
    const found = parts.reduce((sum, { report: { tests, applicationChecks } }) => sum + tests.length + applicationChecks.length, 0);
    return found === wanted
        ? []
        : [
            `The reports${ofSet} have ${(0,format/* formatCount */.B4)(found)} of ${(0,format/* formatCount */.B4)(wanted)} tests and checks: run all jobs again, and take the reports as they were written.`,
        ];
}
function checkRepeated({ account, parts }, ofSet) {
    if (account === undefined)
        return [];
    const paths = new Map();
    for (const { path, report } of parts) {
        const part = describePart(report.shard);
        paths.set(part, [...(paths.get(part) ?? []), (0,untrusted/* quote */.hD)(path)]);
    }
    return [...paths]
        .filter(([, same]) => same.length > 1)
        .map(([part, same]) => `${(0,causes/* listFew */.lE)(same, ' and ')} are each ${part}${ofSet}, so that it is not known which one holds: give each job a part of its own.`);
}
function checkShards(parts, count, ofSet) {
    if (count === undefined)
        return [];
    const there = new Set(parts.map(({ report }) => report.shard?.index));
    const gone = Array.from({ length: count }, (_, index) => ({ index: index + 1, count }))
        .filter(({ index }) => !there.has(index))
        .map(src_shard/* renderShard */.Hu);
    if (gone.length === 0)
        return [];
    return [
        gone.length === 1
            ? `Part ${gone.join('')}${ofSet} is missing: see why its job wrote no report, and run it again.`
            : `Parts ${(0,causes/* listFew */.lE)(gone, ', ')}${ofSet} are missing: see why their jobs wrote no report, and run them again.`,
    ];
}
function describePart(shard) {
    return shard === undefined ? 'the whole' : `part ${(0,src_shard/* renderShard */.Hu)(shard)}`;
}

;// CONCATENATED MODULE: ./src/report/contradictions.ts

function findContradictions(parts) {
    return parts.flatMap(({ path, report }) => {
        const what = contradictionOf(report);
        if (what === undefined)
            return [];
        return [
            `The report ${(0,untrusted/* quote */.hD)(path)} contradicts itself: ${what}. Run its job again, and take the report as it was written.`,
        ];
    });
}
function contradictionOf(report) {
    const { verdict, tests, applicationChecks, account, untested } = report;
    const items = [...tests, ...applicationChecks];
    const passed = items.find((item) => item.verdict === 'passed');
    const skipped = items.find((item) => item.verdict === 'skipped');
    const tested = tests.find(isStarted) ?? passed ?? applicationChecks.find((check) => check.verdict !== 'skipped');
    const unstarted = tests.find((test) => test.verdict === 'passed' && !isStarted(test) && isAsserted(test));
    if (skipped !== undefined && (passed !== undefined || verdict === 'passed')) {
        return `it passed what was tested, and ${(0,untrusted/* quote */.hD)(skipped.name)} was skipped`;
    }
    if (verdict === 'passed' && passed === undefined)
        return 'it passed, and nothing of it did';
    if (tested !== undefined && account === undefined) {
        return `${(0,untrusted/* quote */.hD)(tested.name)} was tested, and on no account`;
    }
    if (tested !== undefined && untested !== undefined) {
        return `${(0,untrusted/* quote */.hD)(tested.name)} was tested, and it tells why nothing was`;
    }
    return unstarted && `${(0,untrusted/* quote */.hD)(unstarted.name)} passed, and no policy test was started`;
}
function isStarted({ policyTestId }) {
    return policyTestId !== undefined;
}
function isAsserted({ findings }) {
    return findings.some(({ kind, outcome }) => (kind === 'threshold' || kind === 'expectation') && outcome === 'held');
}

// EXTERNAL MODULE: ./src/direction.ts
var direction = __webpack_require__(3390);
;// CONCATENATED MODULE: ./src/report/mergedConfigChange.ts


function mergeConfigChanges(reports) {
    const most = new Map();
    for (const { config, configChange } of reports) {
        if (configChange === undefined)
            continue;
        const known = most.get(config);
        if (known === undefined || sizeOf(configChange) > sizeOf(known))
            most.set(config, configChange);
    }
    const [first] = most.values();
    if (first === undefined || reports.every(({ config }) => config === reports[0]?.config))
        return first;
    const all = [...most].map(([config, change]) => ({ config, change }));
    const about = {
        base: first.base,
        applied: all.some(({ change }) => change.applied === 'workspace') ? 'workspace' : 'base',
    };
    const changes = all.flatMap(({ config, change }) => change.kind === 'compared' ? change.changes.map((each) => nameAfter(config, each)) : []);
    const unknown = all.flatMap(({ config, change }) => change.kind === 'unknown' ? { config, reason: change.reason.replace(/\.$/, '') } : []);
    if (changes.length === 0 && unknown.length > 0) {
        const reasons = unknown.map(({ config, reason }) => `${config}: ${reason}`);
        return { ...about, kind: 'unknown', reason: (0,causes/* listFew */.lE)(reasons, '; ') };
    }
    const notCompared = unknown.map(({ config, reason }) => ({
        direction: 'changed',
        test: config,
        rule: 'the whole config',
        before: undefined,
        after: `not known: ${reason}`,
    }));
    return { ...about, kind: 'compared', changes: (0,direction/* sortWorstFirst */.Q)([...changes, ...notCompared]) };
}
function sizeOf(change) {
    return change.kind === 'compared' ? change.changes.length : -1;
}
function nameAfter(config, change) {
    return { ...change, test: change.test === undefined ? config : `${change.test} (${config})` };
}

// EXTERNAL MODULE: ./src/report/report.ts
var report_report = __webpack_require__(8850);
;// CONCATENATED MODULE: ./src/report/merge.ts







const NEVER = new Date(0);
function mergeReports(parts, missing) {
    const sets = setsOf(parts);
    const reports = parts.map(({ report }) => report);
    const notKnown = gather([
        missing,
        ...reports.map((report) => report.missing),
        findContradictions(parts),
        findMissing(parts),
    ]);
    const meant = reports.filter((report) => !isEmptyShard(report));
    return {
        verdict: (0,finding/* worstVerdict */.zP)([
            ...reports.filter((report) => !hasNothing(report)).map(({ verdict }) => verdict),
            ...(notKnown.length > 0 ? ['inconclusive'] : []),
        ]),
        startedAt: inOrderOfTime(reports.map(({ startedAt }) => startedAt))[0] ?? NEVER,
        finishedAt: inOrderOfTime(reports.map(({ finishedAt }) => finishedAt)).at(-1) ?? NEVER,
        tests: sets.flatMap((set) => mergeJudged(set, ({ tests }) => tests)),
        applicationChecks: sets.flatMap((set) => mergeJudged(set, (report) => report.applicationChecks)),
        plan: mergePlans(reports.flatMap(({ plan }) => plan ?? [])),
        snapshot: undefined,
        warnings: gather(reports.map(({ warnings }) => warnings)),
        usage: mergeUsage(reports),
        stopped: reports.map(({ stopped }) => stopped).find((reason) => reason !== undefined),
        untested: meant.every(isUntested) ? meant[0]?.untested : undefined,
        identities: reports.some(({ identities }) => identities === 'full') ? 'full' : 'redacted',
        config: reports[0]?.config ?? '',
        account: sets.every(({ account }) => account === sets[0]?.account) ? sets[0]?.account : undefined,
        shard: undefined,
        scope: sets.length === 1 ? reports[0]?.scope : undefined,
        configChange: mergeConfigChanges(reports),
        missing: notKnown,
    };
}
function hasNothing(report) {
    return report.verdict === 'skipped' && (0,report_report/* judgedOf */.B8)(report).length === 0;
}
function inOrderOfTime(dates) {
    return [...dates].sort((a, b) => a.getTime() - b.getTime());
}
function gather(lists) {
    const seen = new Set();
    return lists.flatMap((list) => {
        const keyed = list
            .map((item) => ({ item, key: (0,canonical/* canonicalJson */.d)(item) }))
            .filter(({ key }) => !seen.has(key));
        for (const { key } of keyed)
            seen.add(key);
        return keyed.map(({ item }) => item);
    });
}
function mergeJudged({ parts, label }, itemsOf) {
    return gather(parts.map(({ report }) => itemsOf(report)))
        .sort((a, b) => a.location.line - b.location.line || a.location.column - b.location.column)
        .map((item) => (label === '' ? item : { ...item, name: `${item.name} (${label})` }));
}
function mergePlans(plans) {
    const [first] = plans;
    return (first && {
        ...first,
        verdict: (0,finding/* worstVerdict */.zP)(plans.map(({ verdict }) => verdict)),
        changes: gather(plans.map(({ changes }) => changes)),
        findings: gather(plans.map(({ findings }) => findings)),
    });
}
function mergeUsage(reports) {
    const sumOf = (count) => reports.reduce((sum, { usage }) => sum + usage[count], 0);
    const remaining = reports.flatMap(({ usage }) => usage.rateLimitRemaining ?? []);
    return {
        requests: sumOf('requests'),
        retries: sumOf('retries'),
        waitedMs: sumOf('waitedMs'),
        rateLimitRemaining: remaining.length === 0 ? undefined : Math.min(...remaining),
    };
}

// EXTERNAL MODULE: ./src/jsonText.ts
var jsonText = __webpack_require__(3986);
// EXTERNAL MODULE: ./src/mailAddress.ts
var mailAddress = __webpack_require__(3286);
// EXTERNAL MODULE: ./src/nesting.ts
var nesting = __webpack_require__(8237);
// EXTERNAL MODULE: ./src/predicate.ts
var predicate = __webpack_require__(4982);
;// CONCATENATED MODULE: ./src/report/restoredFindings.ts
function restorePeople({ users, users_total: told, domains }, identities) {
    return {
        listed: users.map((user) => restorePerson(user, identities)),
        total: Math.max(told, users.length),
        domains: domains ?? [],
    };
}
function restorePerson({ label, ...known }, identities) {
    if (identities === 'redacted' || known.id === undefined)
        return { label };
    return {
        label,
        identity: {
            id: known.id ?? undefined,
            email: known.email ?? undefined,
            name: known.name ?? undefined,
        },
    };
}
function restoreFindings({ location, findings, held }, peopleAt) {
    return {
        location,
        findings: [
            ...findings.map((finding) => restoreFinding(finding, peopleAt)),
            ...held.map((asserted) => ({ ...restoreAsserted(asserted), outcome: 'held', concerned: [] })),
        ],
    };
}
function restoreFinding(finding, peopleAt) {
    const { outcome, waiver, concerned } = finding;
    return {
        ...restoreAsserted(finding),
        outcome,
        ...(waiver && {
            waiver: { until: waiver.until, owner: waiver.owner, reason: waiver.reason, endsSoon: waiver.ends_soon },
        }),
        concerned: concerned.map(({ status, people }) => ({ status, people: peopleAt(people) })),
    };
}
function restoreAsserted({ kind, rule, severity, message, expected, actual, location, }) {
    return { kind, rule, severity, message, expected, actual, ...(location && { location }) };
}

;// CONCATENATED MODULE: ./src/report/restoredTest.ts


function restoreTest(json, peopleAt, identities) {
    const { policy_test_id: policyTestId, baseline, changes } = json;
    const { location, findings } = restoreFindings(json, peopleAt);
    const found = (0,finding/* verdictOf */.Vj)(findings);
    const isSkipped = json.verdict === 'skipped' && policyTestId === null && found !== 'failed';
    return {
        name: json.name,
        location,
        verdict: isSkipped ? 'skipped' : (0,finding/* worstVerdict */.zP)([json.verdict, found]),
        findings,
        policies: json.policies,
        assertions: json.assertions,
        policyTestId: policyTestId ?? undefined,
        given: json.given,
        status: json.status ?? undefined,
        counts: restoreCounts(json.counts),
        listed: restoreListed(json.listed),
        baseline: baseline === null ? undefined : restoreBaseline(baseline),
        changes: changes === null ? undefined : restoreChanges(changes, peopleAt),
        explanation: changes?.explanation ? restoreExplanation(changes.explanation, identities) : undefined,
    };
}
function restoreListed(json) {
    return json === null ? undefined : { pages: json.pages, of: json.of ?? undefined };
}
function restoreCounts(json) {
    return {
        totalUsers: json.total_users ?? undefined,
        usersApproved: json.users_approved ?? undefined,
        usersBlocked: json.users_blocked ?? undefined,
        usersErrored: json.users_errored ?? undefined,
        percentApproved: json.percent_approved ?? undefined,
        percentBlocked: json.percent_blocked ?? undefined,
        percentErrored: json.percent_errored ?? undefined,
        percentUsersProcessed: json.percent_users_processed ?? undefined,
    };
}
function restoreBaseline(json) {
    switch (json.kind) {
        case 'test':
            return {
                kind: 'test',
                policyTestId: json.policy_test_id ?? undefined,
                status: json.status ?? undefined,
                counts: restoreCounts(json.counts),
                listed: restoreListed(json.listed),
            };
        case 'snapshot':
            return { kind: 'snapshot', file: json.snapshot_file ?? '' };
        case 'nothing':
            return { kind: 'nothing' };
    }
}
function restoreChanges(json, peopleAt) {
    return {
        moves: json.moves.map(({ before, after, people }) => ({ before, after, people: peopleAt(people) })),
        unchanged: json.unchanged,
        onlyBefore: json.only_before,
        onlyAfter: json.only_after,
    };
}
function restoreExplanation(json, identities) {
    const side = (users, total) => total === 0 ? undefined : restorePeople({ users, users_total: total }, identities);
    return {
        causes: json.causes.map((cause) => ({
            edits: cause.edits,
            lost: side(cause.lost, cause.users_lost),
            gained: side(cause.gained, cause.users_gained),
        })),
        gap: json.gap ?? undefined,
        policyTestIds: json.policy_test_ids,
    };
}

;// CONCATENATED MODULE: ./src/report/restore.ts




function restoreReport(json) {
    const { identities, api, config_change: configChange } = json;
    const people = json.people.map((group) => restorePeople(group, identities));
    const peopleAt = (place) => {
        const found = people[place];
        if (found === undefined)
            throw new RangeError(`There are no people at ${String(place)}`);
        return found;
    };
    const judged = {
        tests: json.tests.map((test) => restoreTest(test, peopleAt, identities)),
        applicationChecks: json.application_checks.map((check) => restoreCheck(check, peopleAt)),
        plan: json.terraform_plan === null ? undefined : restorePlan(json.terraform_plan, peopleAt),
    };
    return {
        ...judged,
        verdict: restoreVerdict(json, (0,report_report/* judgedOf */.B8)(judged).map(({ verdict }) => verdict)),
        startedAt: new Date(json.started_at),
        finishedAt: new Date(json.finished_at),
        snapshot: undefined,
        warnings: json.warnings.map(({ message, location }) => ({ message, ...(location && { location }) })),
        usage: {
            requests: api.requests,
            retries: api.retries,
            waitedMs: api.waited_ms,
            rateLimitRemaining: api.rate_limit_remaining ?? undefined,
        },
        stopped: json.stopped ?? undefined,
        untested: json.untested ?? undefined,
        identities,
        config: json.config,
        account: json.account ?? undefined,
        shard: json.shard ?? undefined,
        scope: json.scope ?? undefined,
        configChange: configChange === null ? undefined : restoreConfigChange(configChange),
        missing: json.missing,
    };
}
function restoreVerdict({ verdict, untested, missing }, found) {
    const isEmpty = found.length === 0 && verdict === 'skipped' && untested !== null;
    return (0,finding/* worstVerdict */.zP)([
        verdict,
        isEmpty ? 'skipped' : (0,finding/* worstVerdict */.zP)(found),
        ...(missing.length > 0 ? ['inconclusive'] : []),
    ]);
}
function restoreCheck(json, peopleAt) {
    const { location, findings } = restoreFindings(json, peopleAt);
    const isSkipped = json.verdict === 'skipped' && findings.length === 0;
    return {
        name: json.name,
        location,
        appId: json.app_id,
        verdict: isSkipped ? 'skipped' : (0,finding/* worstVerdict */.zP)([json.verdict, (0,finding/* verdictOf */.Vj)(findings)]),
        findings,
    };
}
function restorePlan(json, peopleAt) {
    const { location, findings } = restoreFindings(json, peopleAt);
    const found = findings.some(finding/* isFailed */.Ix) ? 'failed' : 'skipped';
    return {
        name: json.name,
        location,
        verdict: json.verdict === 'passed' ? found : (0,finding/* worstVerdict */.zP)([json.verdict, found]),
        findings,
        changes: json.changes,
    };
}
function restoreConfigChange(json) {
    const { base, applied } = json;
    return json.kind === 'unknown'
        ? { kind: 'unknown', base, applied, reason: json.reason }
        : {
            kind: 'compared',
            base,
            applied,
            changes: json.changes.map(({ direction, test, rule, before, after }) => ({
                direction,
                test: test ?? undefined,
                rule,
                before: before ?? undefined,
                after: after ?? undefined,
            })),
        };
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(4377);
// EXTERNAL MODULE: ./src/verdict/assertion.ts
var assertion = __webpack_require__(1473);
// EXTERNAL MODULE: ./src/verdict/people.ts
var people = __webpack_require__(2054);
;// CONCATENATED MODULE: ./src/report/findingSchema.ts



const VERDICT = schemas/* enum */.k5n(['passed', 'failed', 'inconclusive', 'skipped']);
const full = (what) => schemas/* string */.YjP()
    .nullable()
    .optional()
    .describe(`${what}, with identities: full; null when Cloudflare does not tell it.`);
const user = schemas/* strictObject */.rej({
    label: schemas/* string */.YjP()
        .describe('The label of the config, else a pseudonym; with identities: full, else the address, else the id.'),
    id: full('The id at Cloudflare'),
    email: full('The e-mail address'),
    name: full('The name'),
});
const STATUS = schemas/* enum */.k5n(assertion/* USER_STATUSES */.x4);
const users = schemas/* array */.YOg(user).max(people/* MAX_LISTED */.Bl);
const total = schemas/* int */.Whr().min(0);
const findingSchema_people = schemas/* strictObject */.rej({
    users: users.describe('Who they are, cut at 1,000.'),
    users_total: total.describe('How many they are.'),
    domains: schemas/* array */.YOg(schemas/* strictObject */.rej({
        domain: schemas/* string */.YjP().describe('The domain of their addresses.'),
        users: total.describe('How many of them have an address there.'),
    }))
        .describe('Where they belong, most first; at most 10.'),
});
const peopleIndex = schemas/* int */.Whr().min(0).describe('Their place in the list of people, from 0.');
const findingSchema_location = schemas/* strictObject */.rej({
    file: schemas/* string */.YjP().describe('Path in the workspace.'),
    line: schemas/* int */.Whr().min(1).describe('From 1.'),
    column: schemas/* int */.Whr().min(1).describe('From 1.'),
});
const asserted = {
    kind: schemas/* enum */.k5n(['guard', 'threshold', 'expectation', 'change', 'policy'])
        .describe("A guard is asked of every test, a threshold or expectation by the config; policy: what the policies' text tells."),
    rule: schemas/* string */.YjP()
        .describe('The threshold, whom or what the expectation is about, or the name of the guard or policy rule.'),
    severity: schemas/* enum */.k5n(['error', 'warning']).describe('Only an error can fail the run.'),
    message: schemas/* string */.YjP().describe('The finding in a sentence or two.'),
    expected: schemas/* string */.YjP().describe('What was asked.'),
    actual: schemas/* string */.YjP().describe('What was found.'),
    location: findingSchema_location
        .nullable()
        .describe('Where the config asks for it, or the policy stands; null for most guards.'),
};
const waiver = schemas/* strictObject */.rej({
    until: iso/* date */.p6().describe('The last day on which it holds, in UTC.'),
    owner: schemas/* string */.YjP().describe('Who answers for it.'),
    reason: schemas/* string */.YjP().describe('Why it is accepted.'),
    ends_soon: schemas/* boolean */.zMY().describe('Whether it ends in the next 14 days.'),
});
const held = schemas/* strictObject */.rej(asserted);
const findingSchema_finding = schemas/* strictObject */.rej({
    ...asserted,
    outcome: schemas/* enum */.k5n(['violated', 'inconclusive', 'waived']).describe('What came of it.'),
    waiver: waiver.nullable().describe('What accepts a waived finding; null where nothing does.'),
    users: users.describe('Who is concerned, cut at 1,000.'),
    users_total: total.describe('How many are concerned.'),
    concerned: schemas/* array */.YOg(schemas/* strictObject */.rej({
        status: STATUS.describe('Their outcome.'),
        people: peopleIndex,
    }))
        .describe('Who is concerned, by outcome.'),
});
const judged = {
    location: findingSchema_location.describe('Where it stands in the config; of the plan, its file.'),
    findings: schemas/* array */.YOg(findingSchema_finding).describe('What does not hold, the worst first; what holds is left out.'),
    held: schemas/* array */.YOg(held).describe('What holds.'),
};

;// CONCATENATED MODULE: ./src/report/testSchema.ts



const count = (what) => schemas/* int */.Whr().min(0).nullable().describe(`${what}; null when it is not known.`);
const percent = (what) => schemas/* number */.aig().min(0).max(100).nullable().describe(`${what}, 0 to 100; null when it is not known.`);
const counts = schemas/* strictObject */.rej({
    total_users: count('Users in the test'),
    users_approved: count('Approved users'),
    users_blocked: count('Blocked users'),
    users_errored: count('Users who could not be decided'),
    percent_approved: percent('Approved users of the processed ones'),
    percent_blocked: percent('Blocked users of the processed ones'),
    percent_errored: percent('Users who could not be decided, of the processed ones'),
    percent_users_processed: percent('Processed users of all'),
});
const listed = schemas/* strictObject */.rej({
    pages: total.describe('Pages of users that were read.'),
    of: schemas/* int */.Whr().min(0).nullable().describe('All pages that there are; null when it is not known.'),
})
    .nullable()
    .describe('How much of the users was listed, because it took them to judge the test; null when no policy test was completed.');
const baseline = schemas/* strictObject */.rej({
    kind: schemas/* enum */.k5n(['test', 'snapshot', 'nothing'])
        .describe('A policy test, the snapshot of an earlier run, or nothing, so that nobody had access before.'),
    policy_test_id: schemas/* string */.YjP()
        .nullable()
        .describe('The id at Cloudflare; null when no policy test was started.'),
    status: schemas/* string */.YjP().nullable().describe('The last status that the API told; null when it told none.'),
    counts: counts.describe('What the status counted; null each when it was no policy test.'),
    listed,
    snapshot_file: schemas/* string */.YjP()
        .nullable()
        .describe('Path of the snapshot in the workspace; null when it was none.'),
});
const cause = schemas/* strictObject */.rej({
    edits: schemas/* array */.YOg(schemas/* strictObject */.rej({
        policy: schemas/* string */.YjP().describe('The name of the policy, or its id when it has none.'),
        kind: schemas/* enum */.k5n(['added', 'removed', 'changed', 'moved']).describe('What was done to it.'),
        differences: schemas/* array */.YOg(schemas/* string */.YjP()).describe('What makes it another policy, in words.'),
    }))
        .describe('One of these edits made the difference; where there is one, it is that.'),
    users_lost: total.describe('How many lose access by it.'),
    users_gained: total.describe('How many gain access by it.'),
    lost: users.describe('Who loses access by it, cut at 1,000.'),
    gained: users.describe('Who gains access by it, cut at 1,000.'),
});
const movedUsers = schemas/* array */.YOg(user.extend({
    before: STATUS.describe('The outcome of the baseline.'),
    after: STATUS.describe('The outcome of the test.'),
}))
    .max(people/* MAX_LISTED */.Bl);
const changes = schemas/* strictObject */.rej({
    users_gained: total.describe('How many are approved and were not before.'),
    users_lost: total.describe('How many were approved before and are not any more.'),
    gained: movedUsers.describe('Who gains access, cut at 1,000.'),
    lost: movedUsers.describe('Who loses access, cut at 1,000.'),
    compared: total.describe('How many users are in the baseline and in the test; only they are compared.'),
    only_before: total.describe('How many users are in the baseline alone.'),
    only_after: total.describe('How many users are in the test alone.'),
    moves: schemas/* array */.YOg(schemas/* strictObject */.rej({
        before: STATUS.describe('The outcome of the baseline.'),
        after: STATUS.describe('The outcome of the test.'),
        people: peopleIndex,
    }))
        .describe('Everybody whose outcome changes, by both outcomes.'),
    unchanged: schemas/* strictObject */.rej({
        approved: total.describe('How many are approved as before.'),
        blocked: total.describe('How many are blocked as before.'),
        error: total.describe('How many are in error as before.'),
    })
        .describe('Everybody whose outcome stays what it was.'),
    explanation: schemas/* strictObject */.rej({
        causes: schemas/* array */.YOg(cause).describe('What made the difference, each for some of the people.'),
        gap: schemas/* string */.YjP().nullable().describe('Why something could not be explained; null when there is no gap.'),
        policy_test_ids: schemas/* array */.YOg(schemas/* string */.YjP()).describe('The further policy tests that it took.'),
    })
        .nullable()
        .describe('Why people lose or gain access; null when nobody does, or it was not to be explained.'),
});
const test = schemas/* strictObject */.rej({
    name: schemas/* string */.YjP().describe('The name of the config.'),
    verdict: VERDICT.describe('The verdict on this test.'),
    policies: total.describe('How many policies were tested together.'),
    assertions: total.describe('How many assertions were made of the outcome.'),
    policy_test_id: schemas/* string */.YjP()
        .nullable()
        .describe('The id at Cloudflare; null when no policy test was started.'),
    given: schemas/* boolean */.zMY().describe('Whether it was given by policy-test-id instead of being started.'),
    status: schemas/* string */.YjP().nullable().describe('The last status that the API told; null when it told none.'),
    counts: counts.describe('What the status counted.'),
    listed,
    baseline: baseline
        .nullable()
        .describe('What the outcome was compared with; null when there is none, or nothing is known of it.'),
    changes: changes
        .nullable()
        .describe('What the policies change; null when there is no baseline, or no complete one.'),
    ...judged,
});

;// CONCATENATED MODULE: ./src/report/reportSchema.ts




const applicationCheck = schemas/* strictObject */.rej({
    name: schemas/* string */.YjP().describe('The name of the config.'),
    verdict: VERDICT.describe('The verdict on this check.'),
    app_id: schemas/* string */.YjP().describe('The id of the saved application.'),
    ...judged,
});
const terraformPlan = schemas/* strictObject */.rej({
    name: schemas/* string */.YjP().describe('What it is called.'),
    file: schemas/* string */.YjP().describe('Path of the plan in the workspace.'),
    verdict: VERDICT.describe("The verdict on the plan's text: skipped when nothing of it fails."),
    changes: schemas/* array */.YOg(schemas/* strictObject */.rej({
        address: schemas/* string */.YjP().describe('Address of the resource in the plan.'),
        kind: schemas/* enum */.k5n(['application', 'policy', 'group']).describe('What the resource is.'),
        action: schemas/* enum */.k5n(['create', 'update', 'replace', 'destroy', 'affected'])
            .describe('What is done to it; affected: it stays, but a policy or group that it uses changes.'),
        differences: schemas/* array */.YOg(schemas/* string */.YjP()).describe('What changes in who is let in, in words; at most 10.'),
    }))
        .describe('The resources of Access that change, in the order of the plan.'),
    ...judged,
});
const warning = schemas/* strictObject */.rej({
    message: schemas/* string */.YjP().describe('What is probably not meant, or not followed.'),
    location: findingSchema_location.nullable().describe('Where; null when it is about no place.'),
});
const shard = schemas/* strictObject */.rej({
    index: schemas/* int */.Whr().min(1).max(src_shard/* MAX_SHARDS */.hH).describe('Which part, from 1.'),
    count: schemas/* int */.Whr().min(1).max(src_shard/* MAX_SHARDS */.hH).describe('Of how many.'),
});
const compared = {
    base: schemas/* string */.YjP().describe('The branch into which the pull request is to be merged.'),
    applied: schemas/* enum */.k5n(['workspace', 'base']).describe('Whose config the run is judged by.'),
};
const configChange = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('compared').describe('The config was compared with that of the base.'),
        ...compared,
        changes: schemas/* array */.YOg(schemas/* strictObject */.rej({
            direction: schemas/* enum */.k5n(['loosened', 'tightened', 'new', 'gone', 'changed'])
                .describe('Whether less is asked, more, what was not asked before, or what is not any more.'),
            test: schemas/* string */.YjP().nullable().describe('The test or check; null for the config as a whole.'),
            rule: schemas/* string */.YjP().describe('What was asked.'),
            before: schemas/* string */.YjP().nullable().describe('In words; null where there was nothing.'),
            after: schemas/* string */.YjP().nullable().describe('In words; null where there is nothing.'),
        }))
            .describe('What is asked otherwise.'),
    }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('unknown').describe('They could not be compared.'),
        ...compared,
        reason: schemas/* string */.YjP().describe('Why not.'),
    }),
]);
const reportSchema = schemas/* strictObject */.rej({
    schema_version: schemas/* literal */.euz(1).describe('Raised when something is taken away or changes its meaning.'),
    verdict: VERDICT.describe('The worst of tests, checks and plan: failed over inconclusive over passed.'),
    started_at: iso/* datetime */.w$().describe('When the run started, in UTC.'),
    finished_at: iso/* datetime */.w$().describe('When it ended, in UTC.'),
    tests: schemas/* array */.YOg(test).describe('In the order of the config.'),
    application_checks: schemas/* array */.YOg(applicationCheck).describe('In the order of the config.'),
    terraform_plan: terraformPlan
        .nullable()
        .describe('What the Terraform plan does to Access; null when none was given.'),
    api: schemas/* strictObject */.rej({
        requests: schemas/* int */.Whr().min(0).describe('Requests sent, repeated ones included.'),
        retries: schemas/* int */.Whr().min(0).describe('Requests that were repeated.'),
        waited_ms: schemas/* int */.Whr().min(0).describe('Time spent waiting before repeated requests, in milliseconds.'),
        rate_limit_remaining: schemas/* int */.Whr()
            .min(0)
            .nullable()
            .describe('Requests left of the rate limit, as the last answer said; null when none did.'),
    })
        .describe('What Cloudflare was asked.'),
    config: schemas/* string */.YjP().describe('Path of the config.'),
    account: schemas/* string */.YjP()
        .nullable()
        .describe("The beginning of the account's id; null when nobody was asked, or several accounts were."),
    shard: shard.nullable().describe('Which part of the config was tested; null when all of it was.'),
    scope: schemas/* strictObject */.rej({
        fingerprint: schemas/* string */.YjP()
            .describe('The same for all jobs of a run that are judged by the same config and find the same to test.'),
        items: schemas/* int */.Whr().min(0).describe('How many tests and checks there are.'),
    })
        .nullable()
        .describe('All that the config asks for, of which a shard tests a part; null where reports of several accounts or configs were merged.'),
    identities: schemas/* enum */.k5n(['redacted', 'full']).describe('Whether it is told who people are.'),
    untested: schemas/* string */.YjP()
        .nullable()
        .describe('Why nothing was tested, the end of a sentence; null when something was to be.'),
    stopped: schemas/* enum */.k5n(['refused', 'interrupted'])
        .nullable()
        .describe('What was wrong with the run as a whole; null when nothing was.'),
    missing: schemas/* array */.YOg(schemas/* string */.YjP()).describe('What is not known of a run of several parts, a sentence each.'),
    warnings: schemas/* array */.YOg(warning)
        .describe('What of the config is probably not meant, and of the inputs not followed.'),
    config_change: configChange
        .nullable()
        .describe('What a pull request does to the config; null when the run is about none.'),
    people: schemas/* array */.YOg(findingSchema_people).describe('Everybody whom findings and changes are about.'),
})
    .meta({ title: 'Report of Access Policy Gate' });

;// CONCATENATED MODULE: ./src/report/parse.ts








function parseReport(text, path) {
    const value = (0,nesting/* isNestedDeeper */.F)(text, limits/* MAX_DEPTH */.lr) ? undefined : (0,jsonText/* parseJson */.q)(text);
    if (value === undefined) {
        return problem(path, 'is no JSON, or not all of it: have its job write it again');
    }
    const { data, error } = reportSchema.safeParse(value, { error: predicate/* describePredicate */.z });
    if (error === undefined && placesOf(data).every((place) => place < data.people.length)) {
        return { kind: 'report', path, report: fitToShow(restoreReport(data)) };
    }
    if (!isObject(value) || !('schema_version' in value)) {
        return problem(path, 'is no report: give the path of the report.json that a job wrote');
    }
    const [issue] = error?.issues ?? [];
    const where = issue === undefined ? 'people' : issue.path.join('.');
    const what = issue === undefined ? 'are not all there' : issue.message;
    const mistake = where === '' ? '' : ` (${where} ${what})`;
    return problem(path, `was written by another version of the gate, or changed since${mistake}: have every job use the same version`);
}
function problem(path, what) {
    return { kind: 'problem', message: `The report ${(0,untrusted/* quote */.hD)(path)} ${what}.` };
}
function isObject(value) {
    return typeof value === 'object' && value !== null;
}
function placesOf({ tests, application_checks: checks, terraform_plan: plan }) {
    const findings = [...tests, ...checks, ...(plan ? [plan] : [])].flatMap((judged) => judged.findings);
    return [
        ...findings.flatMap(({ concerned }) => concerned),
        ...tests.flatMap(({ changes }) => changes?.moves ?? []),
    ].map(({ people }) => people);
}
function fitToShow(report) {
    const fit = (text) => report.identities === 'full' ? (0,untrusted/* oneLine */.TN)(text) : (0,mailAddress/* maskAddresses */.b)((0,untrusted/* oneLine */.TN)(text));
    const known = new Map();
    const visit = (value) => {
        if (typeof value === 'string')
            return fit(value);
        if (!isObject(value) || value instanceof Date)
            return value;
        const fitting = known.get(value) ?? copy(value);
        known.set(value, fitting);
        return fitting;
    };
    const copy = (value) => Array.isArray(value)
        ? value.map(visit)
        : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, visit(member)]));
    return visit(report);
}

// EXTERNAL MODULE: ./src/workspace.ts
var src_workspace = __webpack_require__(3338);
;// CONCATENATED MODULE: ./src/merge.ts






async function runMerge({ reports, workspace, config, identities, warnings }, { files, clock }) {
    const startedAt = clock.now();
    const read = await Promise.all(reports.map(async (path) => mayTell(await readReport(path, workspace, files), identities)));
    const parts = read.flatMap((each) => (each.kind === 'report' ? [each] : []));
    const missing = read.flatMap((each) => (each.kind === 'problem' ? [each.message] : []));
    const report = mergeReports(parts, missing);
    return {
        ...report,
        ...(parts.length === 0 && { config, startedAt, finishedAt: clock.now() }),
        warnings: [...warnings, ...report.warnings],
    };
}
async function readReport(path, workspace, files) {
    try {
        const text = await files.readText(await files.realPath((0,external_node_path_.resolve)(workspace, path)), limits/* MAX_REPORT_BYTES */.WA);
        return parseReport(text, path);
    }
    catch (error) {
        const message = `The report ${(0,untrusted/* quote */.hD)(path)} ${(0,src_workspace/* reasonOf */.A3)(error, limits/* MAX_REPORT_BYTES */.WA)}. If the path is right, its job ended without one: see its log.`;
        return { kind: 'problem', message };
    }
}
function mayTell(read, identities) {
    if (read.kind === 'problem' || read.report.identities === 'redacted' || identities === 'full')
        return read;
    const message = `The report ${(0,untrusted/* quote */.hD)(read.path)} tells who people are, and this run must not: have its job run with identities: redacted.`;
    return { kind: 'problem', message };
}


/***/ }),

/***/ 8237:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ isNestedDeeper)
/* harmony export */ });
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const CURLY = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;
function isNestedDeeper(json, maxDepth) {
    let depth = 0;
    for (let at = 0; at < json.length; at += 1) {
        const code = json.charCodeAt(at);
        if (code === QUOTE)
            at = endOfString(json, at);
        else if ((code | CURLY) === OPENING)
            depth += 1;
        else if ((code | CURLY) === CLOSING)
            depth -= 1;
        if (depth > maxDepth)
            return true;
    }
    return false;
}
function endOfString(json, start) {
    let end = json.indexOf('"', start + 1);
    while (end !== -1 && isEscaped(json, end))
        end = json.indexOf('"', end + 1);
    return end === -1 ? json.length : end;
}
function isEscaped(json, at) {
    let first = at;
    while (json.charCodeAt(first - 1) === BACKSLASH)
        first -= 1;
    return (at - first) % 2 === 1;
}


/***/ })

};
