export const id = 82;
export const ids = [82];
export const modules = {

/***/ 3285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CM: () => (/* binding */ TERMINAL_STATUSES),
/* harmony export */   Ci: () => (/* binding */ decodePage),
/* harmony export */   D4: () => (/* binding */ decode),
/* harmony export */   Ij: () => (/* binding */ encodePageQuery),
/* harmony export */   OB: () => (/* binding */ decodeUsersPage),
/* harmony export */   Q$: () => (/* binding */ decodeStarted),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   RA: () => (/* binding */ decodeTestStatus),
/* harmony export */   re: () => (/* binding */ encodeUsersQuery),
/* harmony export */   vw: () => (/* binding */ decodeEnvelope)
/* harmony export */ });
/* unused harmony export MAX_IDENTITY */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(351);
/* harmony import */ var _nesting_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8237);
/* harmony import */ var _verdict_assertion_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1473);





const MAX_MESSAGES = 100;
const message = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    code: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
    message: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    documentation_url: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullish(),
    source: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ pointer: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullish() }).nullish(),
})
    .transform(({ code, message: words, documentation_url: documentationUrl, source }) => ({
    code,
    message: words,
    ...(documentationUrl && { documentationUrl }),
    ...(source?.pointer && { pointer: source.pointer }),
}));
const messages = zod__WEBPACK_IMPORTED_MODULE_2__/* .preprocess */ .vkY((list) => (Array.isArray(list) ? list.slice(0, MAX_MESSAGES) : (list ?? [])), zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(message.catch({ code: 0, message: 'an error of an unknown form' })));
const envelope = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    success: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(),
    errors: messages,
    messages,
    result: zod__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5J().optional(),
    result_info: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ total_count: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().min(0).optional() })
        .optional()
        .catch(undefined),
})
    .transform(({ result_info: info, ...rest }) => ({ ...rest, totalCount: info?.total_count }));
const started = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^[\w-]{1,64}$/), status: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz('success').optional() });
const count = zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().min(0).optional();
const percent = zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().min(0).max(100).optional();
const testStatus = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullish(),
    status: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1),
    total_users: count,
    users_approved: count,
    users_blocked: count,
    users_errored: count,
    percent_approved: percent,
    percent_blocked: percent,
    percent_errored: percent,
    percent_users_processed: percent,
})
    .transform((wire) => ({
    id: wire.id ?? undefined,
    status: wire.status,
    counts: {
        totalUsers: wire.total_users,
        usersApproved: wire.users_approved,
        usersBlocked: wire.users_blocked,
        usersErrored: wire.users_errored,
        percentApproved: wire.percent_approved,
        percentBlocked: wire.percent_blocked,
        percentErrored: wire.percent_errored,
        percentUsersProcessed: wire.percent_users_processed,
    },
}));
const text = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()
    .nullish()
    .transform((value) => value || undefined);
const MAX_IDENTITY = 320;
const identity = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().max(MAX_IDENTITY).nullish();
const usersPage = zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    id: identity,
    email: identity,
    name: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullish(),
    status: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_verdict_assertion_js__WEBPACK_IMPORTED_MODULE_1__/* .USER_STATUSES */ .x4).optional(),
}));
function decodeEnvelope(body) {
    if ((0,_nesting_js__WEBPACK_IMPORTED_MODULE_3__/* .isNestedDeeper */ .F)(body, _limits_js__WEBPACK_IMPORTED_MODULE_4__/* .MAX_DEPTH */ .lr)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .WireError */ .cC(`has more than ${String(_limits_js__WEBPACK_IMPORTED_MODULE_4__/* .MAX_DEPTH */ .lr)} lists and mappings in one another`);
    }
    let json;
    try {
        json = JSON.parse(body);
    }
    catch {
        const what = body === '' ? 'it is empty' : /^\s*</.test(body) ? 'it looks like HTML' : 'it is something else';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .WireError */ .cC(`is not JSON: ${what}`);
    }
    return decode(envelope, json);
}
function encodePageQuery(page, perPage) {
    return { page, per_page: perPage };
}
const FILTERS = { approved: 'success', blocked: 'fail', error: 'error' };
function encodeUsersQuery({ page, perPage, status }) {
    return { ...encodePageQuery(page, perPage), ...(status && { status: FILTERS[status] }) };
}
function decodeStarted(result) {
    return decode(started, result).id;
}
const TERMINAL_STATUSES = ['complete', 'blocked', 'exceeded time'];
function decodeTestStatus(result, id) {
    const { id: told = id, status, counts } = decode(testStatus, result);
    if (told.toLowerCase() !== id.toLowerCase())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .WireError */ .cC('is about another policy test');
    return { status, counts };
}
function decodeUsersPage(result) {
    return decodePage(usersPage, result).map(({ id, email, name, status }) => ({
        id: id || undefined,
        email: email || undefined,
        name: name || undefined,
        status,
    }));
}
function decodePage(schema, result) {
    if (Array.isArray(result) && result.length > _limits_js__WEBPACK_IMPORTED_MODULE_4__/* .MAX_PER_PAGE */ .Vg) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .WireError */ .cC(`has ${String(result.length)} rows, more than a page can have`);
    }
    return decode(schema, result);
}
function decode(schema, value) {
    const { success, data, error } = schema.safeParse(value);
    if (success)
        return data;
    const [issue] = error.issues;
    const path = issue?.path.map(String).join('.') ?? '';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .WireError */ .cC(`has not the documented shape: ${path && `${path}: `}${issue?.message ?? 'invalid'}`);
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


/***/ }),

/***/ 6082:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ completeBeside),
  p: () => (/* binding */ createPolicyTest)
});

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/format.ts
var format = __webpack_require__(6264);
// EXTERNAL MODULE: ./src/limits.ts
var src_limits = __webpack_require__(351);
;// CONCATENATED MODULE: ./src/access/users.ts





const MAX_USERS = 2_000_000;
const MAX_CHARACTERS = 200_000_000;
const AT_ONCE = 16;
function newExtent() {
    return { users: 0, characters: 0 };
}
function announcePages(client, pages, limits) {
    if (Number.isFinite(pages))
        client.announcePages(Math.min(pages, MAX_USERS), AT_ONCE, limits);
}
async function* listUsers(client, id, { status, isWhole = false, total, extent = newExtent() }, limits) {
    const counted = (users) => {
        extent.users += users.length;
        if (extent.users > MAX_USERS) {
            throw new errors/* TestError */.xA(`Policy test ${id} lists more than ${(0,format/* formatCount */.B4)(MAX_USERS)} users, which is more than can be judged: nothing is proven. Test with an account that has fewer.`);
        }
        for (const { id: own = '', email = '' } of users)
            extent.characters += own.length + email.length;
        if (extent.characters > MAX_CHARACTERS) {
            throw new errors/* TestError */.xA(`The ids and addresses that policy test ${id} lists have more than ${(0,format/* formatCount */.B4)(MAX_CHARACTERS)} characters, which is more than can be judged: nothing is proven. Test with an account that has fewer users.`);
        }
        return users;
    };
    const read = (span) => readAhead(client, id, status, span, limits);
    let perPage = src_limits/* MAX_PER_PAGE */.Vg;
    const hoped = isWhole && total !== undefined ? pagesOf(total, perPage) : 1;
    let next = 1;
    for await (const users of read({ first: next, last: hoped, perPage })) {
        next += 1;
        if (users.length === 0)
            return;
        yield counted(users);
        if (next === 2 && users.length < perPage) {
            if (users.length >= (total ?? Infinity))
                return;
            perPage = users.length;
            break;
        }
    }
    const last = pagesOf(total ?? Infinity, perPage);
    if (perPage < src_limits/* MAX_PER_PAGE */.Vg)
        announcePages(client, last - 1, limits);
    for await (const users of read({ first: next, last, perPage })) {
        if (users.length === 0)
            return;
        yield counted(users);
    }
}
async function* readAhead(client, id, status, { first, last, perPage }, limits) {
    const done = new AbortController();
    const signal = AbortSignal.any([limits.signal, done.signal]);
    (0,external_node_events_.setMaxListeners)(2 * AT_ONCE, signal);
    const underWay = [];
    try {
        for (let next = first; next <= last || underWay.length > 0;) {
            for (; next <= last && underWay.length < AT_ONCE; next += 1) {
                const page = client.readUsersPage(id, { page: next, perPage, status }, { ...limits, signal });
                page.catch(() => undefined);
                underWay.push(page);
            }
            const users = (await underWay.shift()) ?? [];
            await (0,promises_.setImmediate)();
            yield users;
        }
    }
    finally {
        done.abort();
    }
}
function pagesOf(users, perPage) {
    return Math.floor(users / perPage) + 1;
}

// EXTERNAL MODULE: ./src/untrusted.ts
var untrusted = __webpack_require__(3254);
// EXTERNAL MODULE: ./src/verdict/counts.ts
var verdict_counts = __webpack_require__(2305);
;// CONCATENATED MODULE: ./src/access/pace.ts

const STRETCH = 0.1;
function shareDone(counts) {
    const processed = (0,verdict_counts/* processedUsers */.PN)(counts);
    const shares = [
        counts.percentUsersProcessed === undefined ? undefined : counts.percentUsersProcessed / 100,
        processed === undefined || !counts.totalUsers ? undefined : processed / counts.totalUsers,
    ].filter((share) => share !== undefined);
    return shares.length === 0 ? undefined : Math.min(1, Math.max(0, ...shares));
}
function estimateRemainingMs(observations) {
    const last = observations.at(-1);
    if (last?.done === undefined)
        return undefined;
    const base = observations.findLast(({ elapsedMs }) => elapsedMs <= last.elapsedMs / 2) ?? observations[0];
    if (base?.done === undefined || last.done <= base.done)
        return undefined;
    return ((1 - last.done) * (last.elapsedMs - base.elapsedMs)) / (last.done - base.done);
}
function shortestRemainingMs(observations) {
    const last = observations.at(-1);
    if (last === undefined)
        return Infinity;
    const leastMs = last.elapsedMs * STRETCH;
    let fastest = 0;
    for (const to of observations) {
        for (const from of observations) {
            if (from === to)
                break;
            const stretchMs = to.elapsedMs - from.elapsedMs;
            const pace = (doneAt(to) - doneAt(from)) / (stretchMs > leastMs ? stretchMs : leastMs);
            if (pace > fastest)
                fastest = pace;
        }
    }
    return fastest === 0 ? Infinity : (1 - doneAt(last)) / fastest;
}
function movingMs(observations) {
    const stood = observations[stepsOf(observations).findLastIndex((step) => step <= 0) + 1];
    return (observations.at(-1)?.elapsedMs ?? 0) - (stood?.elapsedMs ?? 0);
}
function stepsAhead(observations) {
    return stepsOf(observations).filter((step) => step > 0);
}
function stepsOf(observations) {
    return observations.slice(1).map((to, index) => doneAt(to) - doneAt(observations[index]));
}
function doneAt(observation) {
    return observation?.done ?? 0;
}

;// CONCATENATED MODULE: ./src/access/schedule.ts

const HOUR_MS = 3_600_000;
const POLLS_AN_HOUR = 60;
const FIRST_GAP_MS = 1_000;
const DENSE_GAP_MS = 2_000;
const DENSE_SHARE = 0.06;
const SILENT_SHARE = 0.15;
const TRUSTED_SHARE = 0.15;
const LATE_SHARE = 0.1;
const STANDSTILL = 3;
const SEVERAL = 1.5;
const APPROACH = 0.6;
function pollDelayMs(observations) {
    const { elapsedMs, done = 0 } = observations.at(-1) ?? { elapsedMs: 0 };
    const pollsLeft = POLLS_AN_HOUR - observations.length;
    if (pollsLeft <= 1 && elapsedMs < HOUR_MS)
        return HOUR_MS - elapsedMs;
    const gapMs = (untilMs, leastShare = DENSE_SHARE) => {
        if (elapsedMs >= HOUR_MS)
            return elapsedMs * LATE_SHARE;
        if (elapsedMs * DENSE_SHARE < DENSE_GAP_MS) {
            return Math.min(DENSE_GAP_MS, Math.max(FIRST_GAP_MS, elapsedMs));
        }
        return elapsedMs * Math.max(leastShare, (untilMs / elapsedMs) ** (1 / pollsLeft) - 1);
    };
    if (done === 0)
        return gapMs(HOUR_MS, SILENT_SHARE);
    const leastMs = gapMs(HOUR_MS) / 2;
    const untilMs = standsTooLong(observations) ? HOUR_MS : (elapsedMs / done) * STANDSTILL;
    const standingMs = gapMs(Math.min(HOUR_MS, untilMs)) * (takesSeveralSteps(observations) ? SEVERAL : 1);
    const moving = movingMs(observations);
    if (moving === 0)
        return Math.max(leastMs, standingMs);
    const trustedMs = Math.max(Math.min(moving, elapsedMs * TRUSTED_SHARE), standingMs);
    return Math.max(leastMs, Math.min(shortestRemainingMs(observations) * APPROACH, trustedMs));
}
function standsTooLong(observations) {
    const { elapsedMs, done = 0 } = observations.at(-1) ?? { elapsedMs: 0 };
    const reachedMs = observations.find((observation) => observation.done === done)?.elapsedMs ?? 0;
    return (reachedMs / done) * STANDSTILL < elapsedMs;
}
function takesSeveralSteps(observations) {
    const steps = stepsAhead(observations);
    const rest = 1 - (observations.at(-1)?.done ?? 0);
    return steps.length >= 2 && rest > Math.max(...steps) * SEVERAL;
}

// EXTERNAL MODULE: ./src/access/wire.ts
var wire = __webpack_require__(3285);
;// CONCATENATED MODULE: ./src/access/wait.ts





const RESERVE_MS = 1_000;
async function waitForTest(client, id, limits, clock, onProgress) {
    const startMs = clock.elapsedMs();
    const observations = [];
    for (;;) {
        const { status, counts } = await client.readTest(id, limits);
        if (wire/* TERMINAL_STATUSES */.CM.includes(status))
            return { status, counts };
        const elapsedMs = clock.elapsedMs() - startMs;
        const percent = counts.percentUsersProcessed;
        observations.push({ elapsedMs, done: shareDone(counts) });
        onProgress({ elapsedMs, status, counts, percent, remainingMs: estimateRemainingMs(observations) });
        const leftMs = limits.deadline.remainingMs() - RESERVE_MS;
        if (leftMs <= 0)
            throw new errors/* TestError */.xA(deadlineMessage(id, status, percent));
        await clock.sleep(Math.min(pollDelayMs(observations), leftMs), limits.signal);
    }
}
function deadlineMessage(id, status, percent) {
    const reached = percent === undefined ? '' : ` at ${String(percent)} %`;
    return (`Policy test ${id} was still "${(0,untrusted/* plain */.pj)(status)}"${reached} when its time was over. ` +
        'Raise timeout-minutes; without a baseline, it can also be judged later with policy-test-id.');
}

;// CONCATENATED MODULE: ./src/report/progress.ts


function renderProgress({ status, percent, elapsedMs, remainingMs }) {
    const done = percent === undefined ? 'progress unknown' : `${String(percent)} % processed`;
    const rest = remainingMs === undefined ? '' : `, about ${(0,format/* formatDuration */.a3)(remainingMs)} left`;
    return `${(0,untrusted/* plain */.pj)(status)}, ${done} after ${(0,format/* formatDuration */.a3)(elapsedMs)}${rest}`;
}

;// CONCATENATED MODULE: ./src/steps.ts


const ESTIMATE_AFTER_MS = 2_000;
function createSteps(name, turn, { clock, log }) {
    let begunMs = clock.elapsedMs();
    const elapsed = () => clock.elapsedMs() - begunMs;
    const tell = (step) => {
        log.step?.({ name, turn, elapsedMs: elapsed(), remainingMs: undefined, isOver: false, ...step });
    };
    return {
        starting() {
            begunMs = clock.elapsedMs();
            tell({ doing: 'starting', share: undefined });
        },
        waiting({ status, percent, elapsedMs, remainingMs }) {
            const share = percent === undefined ? undefined : percent / 100;
            tell({ doing: (0,untrusted/* plain */.pj)(status), share, elapsedMs, remainingMs });
        },
        ended(status) {
            tell({ doing: status, share: status === 'complete' ? 1 : undefined, isOver: true });
        },
        listing(status, total) {
            begunMs = clock.elapsedMs();
            let pages = 0;
            let of;
            const tellPages = (isOver) => {
                const share = of === undefined ? undefined : pages / of;
                const remainingMs = estimateMs(share, elapsed());
                tell({ doing: describeListing(status, pages, of), share, remainingMs, isOver });
            };
            tellPages(false);
            return {
                page(perPage) {
                    pages += 1;
                    of = total === undefined ? undefined : Math.max(pages, Math.ceil(total / perPage));
                    tellPages(false);
                },
                end() {
                    tellPages(true);
                },
            };
        },
    };
}
function describeListing(status, pages, of) {
    const who = status === undefined ? 'users' : `${status === 'error' ? 'errored' : status} users`;
    if (of === undefined)
        return pages === 0 ? `listing ${who}` : `listing ${who}, page ${(0,format/* formatCount */.B4)(pages)}`;
    return `listing ${who}, ${(0,format/* formatCount */.B4)(pages)} of ${(0,format/* formatCount */.B4)(of)} ${of === 1 ? 'page' : 'pages'}`;
}
function estimateMs(share, elapsedMs) {
    if (share === undefined || share === 0 || elapsedMs < ESTIMATE_AFTER_MS)
        return undefined;
    return (elapsedMs / share) * (1 - share);
}

;// CONCATENATED MODULE: ./src/policyTest.ts








function createPolicyTest(name, policies, { client, world: { clock, log }, newLimits, turn }, givenId) {
    let id = givenId;
    let status;
    let counts = {};
    let limits = newLimits();
    let leftMs;
    let limitsOfListing;
    let pages = 0;
    let perPage = src_limits/* MAX_PER_PAGE */.Vg;
    let isAsked = false;
    const extent = newExtent();
    const steps = createSteps(name, turn, { clock, log });
    function listingLimits() {
        limitsOfListing ??= newLimits(leftMs);
        return limitsOfListing;
    }
    function startedId() {
        if (id === undefined)
            throw new Error('The policy test was not started.');
        return id;
    }
    return {
        given: givenId !== undefined,
        get id() {
            return id;
        },
        get status() {
            return status;
        },
        get counts() {
            return counts;
        },
        get listed() {
            const { totalUsers } = counts;
            if (isAsked && pages === 0)
                return undefined;
            return {
                pages,
                of: totalUsers === undefined ? undefined : Math.max(pages, Math.ceil(totalUsers / perPage)),
            };
        },
        async start() {
            limits = newLimits();
            steps.starting();
            id = givenId ?? (await client.startTest(policies, limits));
            log.info(`${name}: policy test ${id} ${givenId === undefined ? 'was started' : 'is judged'}.`);
        },
        async complete() {
            if (client.isOfOthers(startedId(), policies)) {
                throw new errors/* TestError */.xA(sameTestMessage(startedId(), 'its numbers prove nothing'));
            }
            const end = await waitForTest(client, startedId(), limits, clock, (progress) => {
                status = (0,untrusted/* plain */.pj)(progress.status);
                counts = progress.counts;
                steps.waiting(progress);
                const state = `${name} ${progress.status} ${String(progress.percent)}`;
                log.progress(`${name}: ${renderProgress(progress)}`, state);
            });
            ({ status, counts } = end);
            steps.ended(status);
            leftMs = limits.deadline.remainingMs();
            if (status !== 'complete')
                throw new errors/* TestError */.xA(endedMessage(startedId(), status, counts));
        },
        announce(pages) {
            if (pages > 0)
                announcePages(client, pages, listingLimits());
        },
        async list(wanted, see) {
            isAsked = true;
            const { status: only } = wanted;
            const total = only === undefined ? counts.totalUsers : (0,verdict_counts/* usersWith */.rG)(only, counts);
            let isFirst = true;
            const listing = steps.listing(only, total);
            for await (const users of listUsers(client, startedId(), { ...wanted, total, extent }, listingLimits())) {
                if (users.length > 0)
                    pages += 1;
                if (isFirst && users.length > 0 && users.length < (total ?? 0))
                    perPage = users.length;
                isFirst = false;
                listing.page(perPage);
                if (see(users)) {
                    listing.end();
                    return false;
                }
            }
            listing.end();
            return true;
        },
    };
}
async function completeBeside(test, other, otherEnds, log) {
    const refusal = await findRefusal(test, other);
    if (refusal === undefined)
        return;
    log.info(`The baseline is tested when the other test has ended: beside it, Cloudflare ${refusal}.`);
    await otherEnds;
    await test.start();
    if (test.id === other.id)
        throw new errors/* TestError */.xA(sameTestMessage(test.id ?? '', 'nothing can be compared'));
    await test.complete();
}
async function findRefusal(test, other) {
    try {
        await test.start();
    }
    catch (error) {
        if (error instanceof errors/* ApiError */.hD)
            return `answered HTTP ${String(error.status)}`;
        throw error;
    }
    if (test.id === other.id)
        return 'gave the same test again';
    try {
        await test.complete();
    }
    catch (error) {
        if (error instanceof errors/* TestError */.xA && test.status === 'blocked')
            return 'blocked it';
        throw error;
    }
    return undefined;
}
function sameTestMessage(id, why) {
    return `Cloudflare gave policy test ${id} for other policies as well, so that ${why}. Run the gate again; if it stays so, ask Cloudflare with this id.`;
}
function endedMessage(id, status, { percentUsersProcessed: percent }) {
    const reached = percent === undefined ? '' : ` at ${String(percent)} %`;
    return `Policy test ${id} ended "${status}"${reached}, so its numbers prove nothing. Run the gate again; if it stays so, ask Cloudflare with this id.`;
}


/***/ })

};
