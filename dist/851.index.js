export const id = 851;
export const ids = [851];
export const modules = {

/***/ 5851:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createAccessClient: () => (/* binding */ createAccessClient)
});

// EXTERNAL MODULE: ./src/errors.ts
var src_errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/access/advice.ts
var advice = __webpack_require__(4060);
// EXTERNAL MODULE: ./src/access/concealment.ts
var concealment = __webpack_require__(103);
// EXTERNAL MODULE: ./src/access/connection.ts
var access_connection = __webpack_require__(52);
// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./src/untrusted.ts
var untrusted = __webpack_require__(873);
// EXTERNAL MODULE: ./src/version.ts
var version = __webpack_require__(311);
;// CONCATENATED MODULE: ./src/access/rateLimit.ts
const MAX_LIMITS = 8;
const MAX_WINDOW_S = 3_600;
function parseRateLimits(limits, policies) {
    const known = itemsOf(policies);
    return itemsOf(limits).flatMap((item, index) => {
        const name = nameOf(item);
        const policy = known.find((candidate) => nameOf(candidate) === name) ?? known[index] ?? '';
        const remaining = numberIn(item, /;\s*r=(\d{1,9})(?!\d)/);
        if (remaining === undefined)
            return [];
        const resetS = Math.min(MAX_WINDOW_S, numberIn(item, /;\s*t=(\d+)/) ?? 0);
        const quota = numberIn(policy, /;\s*q=(\d{1,9})(?!\d)/);
        const windowS = numberIn(policy, /;\s*w=(\d+)/);
        return [
            {
                name,
                remaining,
                resetMs: resetS * 1_000,
                quota: quota === 0 ? undefined : quota,
                windowMs: windowS === undefined ? undefined : Math.min(MAX_WINDOW_S, Math.max(1, windowS)) * 1_000,
            },
        ];
    });
}
function itemsOf(header = '') {
    return header.split(',', MAX_LIMITS);
}
function nameOf(item) {
    return item.split(';', 1)[0]?.trim() ?? '';
}
function numberIn(item, parameter) {
    const digits = parameter.exec(item)?.[1];
    return digits === undefined ? undefined : Number(digits);
}

;// CONCATENATED MODULE: ./src/access/exchange.ts






const MAX_BODY_BYTES = 16 * 1024 * 1024;
const NOT_SENT = new Set([
    'ECONNREFUSED',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
    'UND_ERR_CONNECT_TIMEOUT',
]);
const UNTRUSTED_CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_/;
const REFUSED_BY_PROXY = /^Proxy response \((\d+)\)/;
async function exchange(dispatcher, connection, { method, path, query = {}, body }, { timeoutMs, signal }) {
    const url = new URL(`${connection.baseUrl}${path}`);
    for (const [name, value] of Object.entries(query))
        url.searchParams.set(name, String(value));
    const stop = new AbortController();
    const abort = () => {
        stop.abort(signal.reason);
    };
    const timeout = setTimeout(() => {
        stop.abort(Object.assign(new Error('timeout'), { code: 'TIMEOUT' }));
    }, timeoutMs);
    signal.addEventListener('abort', abort, { once: true });
    try {
        signal.throwIfAborted();
        const response = await dispatcher.request({
            origin: url.origin,
            path: `${url.pathname}${url.search}`,
            method,
            signal: stop.signal,
            headers: {
                ...(0,access_connection/* authorizationOf */.P_)(connection.credentials),
                accept: 'application/json',
                'user-agent': `access-policy-gate/${version/* VERSION */.x}`,
                ...(body !== undefined && { 'content-type': 'application/json' }),
            },
            ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        const bytes = await readBody(response.body);
        if (response.statusCode < 400 && !(0,external_node_buffer_.isUtf8)(bytes))
            throw new src_errors/* WireError */.cC('is not UTF-8 text');
        return {
            status: response.statusCode,
            retryAfter: header(response.headers['retry-after']),
            rateLimits: parseRateLimits(header(response.headers.ratelimit), header(response.headers['ratelimit-policy'])),
            body: bytes.toString('utf8'),
        };
    }
    catch (error) {
        signal.throwIfAborted();
        throw error instanceof src_errors/* WireError */.cC ? error : networkError(error, timeoutMs);
    }
    finally {
        clearTimeout(timeout);
        signal.removeEventListener('abort', abort);
    }
}
async function readBody(chunks) {
    const read = [];
    let bytes = 0;
    for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > MAX_BODY_BYTES)
            throw new src_errors/* WireError */.cC('has more than 16 MiB');
        read.push(chunk);
    }
    return Buffer.concat(read);
}
function header(value) {
    return Array.isArray(value) ? value[0] : value;
}
function networkError(cause, timeoutMs) {
    const code = (0,untrusted/* plain */.pj)(textOf(cause, 'code') ?? '');
    if (code === 'TIMEOUT') {
        return new src_errors/* NetworkError */.Dr(`gave no whole answer within ${String(Math.ceil(timeoutMs / 1000))} s`, {
            sent: true,
            passing: true,
            cause,
        });
    }
    if (UNTRUSTED_CERTIFICATE.test(code)) {
        return new src_errors/* NetworkError */.Dr(`has a certificate that is not trusted here (${code}); check api-base-url, and behind an inspecting proxy give its root in NODE_EXTRA_CA_CERTS`, { sent: false, passing: false, cause });
    }
    const reason = (0,untrusted/* plain */.pj)(textOf(cause, 'message') ?? String(cause)) || 'no reason given';
    const proxyStatus = REFUSED_BY_PROXY.exec(reason)?.[1];
    if (proxyStatus !== undefined) {
        const message = `could not be reached (the proxy answered HTTP ${proxyStatus})`;
        return new src_errors/* NetworkError */.Dr(message, { sent: false, passing: true, cause });
    }
    if (NOT_SENT.has(code)) {
        return new src_errors/* NetworkError */.Dr(`could not be reached (${code})`, { sent: false, passing: true, cause });
    }
    const detail = code === '' ? reason : `${code}: ${reason}`;
    return new src_errors/* NetworkError */.Dr(`broke off (${detail})`, { sent: true, passing: true, cause });
}
function textOf(error, key) {
    const value = typeof error === 'object' && error !== null ? error[key] : undefined;
    return typeof value === 'string' ? value : undefined;
}

;// CONCATENATED MODULE: ./src/access/explanation.ts

function outOfTime(what, method, sent) {
    const doubt = method === 'POST' && sent ? ' The policy test may have been started all the same.' : '';
    return new src_errors/* TestError */.xA(`${what}: the time for this test is over.${doubt} Raise timeout-minutes.`);
}
function explainNetwork(error, what, host, method) {
    return new src_errors/* NetworkError */.Dr(`${what} failed: ${host} ${error.message}.${nextStep(error, method)}`, {
        sent: error.sent,
        passing: error.passing,
        cause: error.cause,
    });
}
function nextStep({ sent, passing }, method) {
    if (!passing)
        return '';
    return method === 'POST' && sent
        ? ' The policy test may have been started, so it is not repeated: run the gate again.'
        : ' Run it again; if it stays so, check the network, its proxy and api-base-url.';
}
function explainWire(error, what, host) {
    return new src_errors/* WireError */.cC(`${what} failed: the answer of ${host} ${error.message}. Something else may answer in Cloudflare's place: check api-base-url and proxies.`, error.cause);
}

;// CONCATENATED MODULE: ./src/access/retry.ts

const BASE_MS = 1_000;
const CAP_MS = 60_000;
const MAX_RETRIES = 5;
function retryDelayMs(method, trouble, retries, random) {
    if (!mayRepeat(method, trouble))
        return undefined;
    if (!isRateLimit(trouble) && retries >= MAX_RETRIES)
        return undefined;
    const asked = trouble.kind === 'answer' ? (trouble.retryAfterMs ?? 0) : 0;
    return Math.max(asked, Math.min(CAP_MS, BASE_MS * 2 ** retries) * (0.5 + random / 2));
}
function troubleOf(failure, now) {
    return failure instanceof src_errors/* NetworkError */.Dr
        ? { kind: 'network', sent: failure.sent, passing: failure.passing }
        : {
            kind: 'answer',
            status: failure.status,
            retryAfterMs: parseRetryAfterMs(failure.retryAfter, now),
        };
}
function isRateLimit(trouble) {
    return trouble.kind === 'answer' && trouble.status === 429;
}
function mayRepeat(method, trouble) {
    if (trouble.kind === 'network')
        return trouble.passing && (method === 'GET' || !trouble.sent);
    const { status, retryAfterMs } = trouble;
    if (method === 'POST')
        return status === 429 || (status === 503 && retryAfterMs !== undefined);
    return [408, 425, 429].includes(status) || status >= 500;
}
function parseRetryAfterMs(value, now) {
    if (value === undefined)
        return undefined;
    if (/^\d{1,9}$/.test(value))
        return Number(value) * 1_000;
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}

// EXTERNAL MODULE: ./src/format.ts
var format = __webpack_require__(6264);
;// CONCATENATED MODULE: ./src/access/budget.ts
const INTERVAL_MS = 1_000 / 160;
const BURST = 16;
const DOCUMENTED = { quota: 1_200, lengthMs: 300_000 };
const UNTOLD = {
    ...DOCUMENTED,
    name: '',
    left: 0,
    endsAfterMs: -Infinity,
    endsMs: -Infinity,
    toldMs: undefined,
};
function newBudget(reservePercent) {
    return { reservePercent, underWay: 0, paidMs: 0, windows: [UNTOLD] };
}
function reserveOf({ quota }, reservePercent) {
    return Math.min(quota - 1, Math.ceil((quota * reservePercent) / 100));
}
function leftForPages(window, { reservePercent }, nowMs) {
    const left = nowMs < window.endsMs ? window.left : window.quota;
    return Math.max(0, left - reserveOf(window, reservePercent));
}
function holding(budget, nowMs) {
    return budget.windows
        .filter((window) => leftForPages(window, budget, nowMs) === 0)
        .reduce((longest, window) => (longest && longest.endsMs >= window.endsMs ? longest : window), undefined);
}
function delayMs(budget, nowMs) {
    const spaced = budget.paidMs - (BURST - 1) * INTERVAL_MS - nowMs;
    const held = (holding(budget, nowMs)?.endsMs ?? nowMs) - nowMs;
    return Math.max(0, spaced, held);
}
function withRequest(budget, nowMs) {
    return {
        ...budget,
        underWay: budget.underWay + 1,
        paidMs: Math.max(budget.paidMs, nowMs) + INTERVAL_MS,
        windows: budget.windows.map((window) => nowMs < window.endsMs
            ? { ...window, left: window.left - 1 }
            : {
                ...window,
                left: window.quota - budget.underWay - 1,
                endsAfterMs: nowMs,
                endsMs: nowMs + window.lengthMs,
                toldMs: undefined,
            }),
    };
}
function withAnswer(budget, sentMs, nowMs, limits) {
    const underWay = budget.underWay - 1;
    const windows = limits.map(({ name, remaining, resetMs, quota, windowMs }) => {
        const told = {
            name,
            quota: quota ?? DOCUMENTED.quota,
            lengthMs: windowMs ?? DOCUMENTED.lengthMs,
            left: remaining - underWay,
            endsAfterMs: sentMs + resetMs - 1_000,
            endsMs: nowMs + resetMs + 1_000,
            toldMs: nowMs,
        };
        const before = budget.windows.find((window) => window.name === name);
        return before?.toldMs === undefined ? told : laterOf(before, told, sentMs < before.toldMs);
    });
    return { ...budget, underWay, windows: windows.length > 0 ? windows : budget.windows };
}
function laterOf(before, told, isOvertaken) {
    if (told.endsMs < before.endsAfterMs)
        return isOvertaken ? before : told;
    if (told.endsAfterMs > before.endsMs)
        return told;
    return {
        ...told,
        left: Math.min(before.left, told.left),
        endsAfterMs: Math.max(before.endsAfterMs, told.endsAfterMs),
        endsMs: Math.min(before.endsMs, told.endsMs),
        toldMs: before.toldMs,
    };
}

;// CONCATENATED MODULE: ./src/access/forecast.ts

const MAX_PLAYED = 5_000;
function forecastMs(budget, nowMs, pages, { latencyMs, atOnce }) {
    const answersMs = [];
    let answered = 0;
    let state = budget;
    let timeMs = nowMs;
    const answerNext = () => {
        state = withAnswer(state, timeMs, timeMs, []);
        answered += 1;
    };
    const played = Math.min(pages, MAX_PLAYED);
    for (let sent = 0; sent < played; sent += 1) {
        if (sent - answered >= atOnce)
            timeMs = Math.max(timeMs, answersMs[answered] ?? 0);
        timeMs += delayMs(state, timeMs);
        while ((answersMs[answered] ?? Infinity) <= timeMs)
            answerNext();
        state = withRequest(state, timeMs);
        answersMs.push(timeMs + latencyMs);
    }
    const playedMs = (answersMs.at(-1) ?? nowMs) - nowMs;
    return pages === played ? playedMs : (playedMs * pages) / played;
}

;// CONCATENATED MODULE: ./src/access/throttle.ts




const NOTABLE_MS = 5_000;
const REMEDY = 'raise timeout-minutes, lower rate-limit-reserve, or give the gate a token of its own';
function createThrottle(reservePercent, { clock, log }) {
    let budget = newBudget(reservePercent);
    let latencyMs = 0;
    let remaining;
    let toldUntilMs = -Infinity;
    const send = () => {
        const sentMs = clock.elapsedMs();
        budget = withRequest(budget, sentMs);
        return {
            answered(limits) {
                const nowMs = clock.elapsedMs();
                latencyMs = nowMs - sentMs;
                if (limits.length > 0)
                    remaining = Math.min(...limits.map((limit) => limit.remaining));
                budget = withAnswer(budget, sentMs, nowMs, limits);
            },
        };
    };
    const leftOf = (window, nowMs) => {
        const left = nowMs < window.endsMs ? Math.max(0, window.left) : window.quota;
        const reserve = reserveOf(window, reservePercent);
        return `${(0,format/* formatCount */.B4)(left)} of ${(0,format/* formatCount */.B4)(window.quota)} requests are left, and rate-limit-reserve keeps ${(0,format/* formatCount */.B4)(reserve)} for others`;
    };
    const tellHold = (what, waitMs, limits) => {
        const nowMs = clock.elapsedMs();
        const leftMs = limits.deadline.remainingMs();
        const window = holding(budget, nowMs);
        if (window === undefined)
            return;
        const reason = () => `${leftOf(window, nowMs)}; the rate limit begins anew in ${(0,format/* formatDuration */.a3)(waitMs)}`;
        if (waitMs >= leftMs) {
            throw new src_errors/* TestError */.xA(`${what}: ${reason()}, and this test has ${(0,format/* formatDuration */.a3)(Math.max(0, leftMs))} left: ${REMEDY}.`);
        }
        if (waitMs < NOTABLE_MS || nowMs + waitMs < toldUntilMs + NOTABLE_MS)
            return;
        toldUntilMs = nowMs + waitMs;
        log.info(`${what} waits: ${reason()}.`);
    };
    return {
        take: send,
        delayMs: () => delayMs(budget, clock.elapsedMs()),
        remaining: () => remaining,
        async takePage(what, limits) {
            for (;;) {
                const waitMs = delayMs(budget, clock.elapsedMs());
                if (waitMs <= 0)
                    return send();
                tellHold(what, waitMs, limits);
                await clock.sleep(waitMs, limits.signal);
            }
        },
        announce(pages, atOnce, { deadline }) {
            const nowMs = clock.elapsedMs();
            const scarce = budget.windows.find((window) => pages > leftForPages(window, budget, nowMs));
            if (scarce === undefined)
                return;
            const takesMs = forecastMs(budget, nowMs, pages, { latencyMs, atOnce });
            const leftMs = deadline.remainingMs();
            const isLate = takesMs < leftMs ? '' : ` This test has ${(0,format/* formatDuration */.a3)(Math.max(0, leftMs))} left: ${REMEDY}.`;
            log.info(`Listing ${pages === 1 ? '1 page' : `${(0,format/* formatCount */.B4)(pages)} pages`} takes more requests than may be sent now: ${leftOf(scarce, nowMs)}. It takes about ${(0,format/* formatDuration */.a3)(takesMs)}.${isLate}`);
        },
    };
}

// EXTERNAL MODULE: ./src/access/wire.ts
var wire = __webpack_require__(3285);
;// CONCATENATED MODULE: ./src/access/api.ts









const REQUEST_TIMEOUT_MS = 30_000;
const LEAST_MS = 100;
const NOTABLE_WAIT_MS = 5_000;
const MAX_ERRORS = 5;
const MAX_MESSAGES = 20;
const SENSITIVE = { shortest: 3, shown: '(sensitive)' };
function createApi(connection, { clock, dispatcher, log, random }, sensitive = []) {
    const host = new URL(connection.baseUrl).host;
    const { credentials } = connection;
    const conceal = (0,concealment/* createConcealment */.U)([(0,access_connection/* secretOf */.OM)(credentials)]);
    const concealLogin = (0,concealment/* createConcealment */.U)([
        (0,access_connection/* secretOf */.OM)(credentials),
        ...(credentials.kind === 'key' ? [credentials.email] : []),
    ]);
    const concealSensitive = (0,concealment/* createConcealment */.U)(sensitive, SENSITIVE);
    const concealAll = (text) => concealSensitive(concealLogin(text));
    const throttle = createThrottle(connection.rateLimitReserve, { clock, log });
    const told = new Set();
    let requests = 0;
    let retries = 0;
    let waitedMs = 0;
    const apiError = ({ what, permission }, status, errors) => {
        const more = errors.length > MAX_ERRORS ? [`and ${String(errors.length - MAX_ERRORS)} more`] : [];
        const said = [
            `HTTP ${String(status)}`,
            ...errors.slice(0, MAX_ERRORS).map((error) => (0,advice/* renderApiMessage */.ax)(error, concealAll)),
            ...more,
        ].join('; ');
        const codes = errors.map(({ code }) => code);
        return new src_errors/* ApiError */.hD(`${what} failed (${said}). ${(0,advice/* adviceFor */.cp)(status, errors, permission)}`, status, codes);
    };
    const decodeAnswer = ({ status, body }, call) => {
        if (status >= 400)
            throw apiError(call, status, errorsIn(body));
        if (status < 200 || status >= 300) {
            throw new src_errors/* WireError */.cC(`sends it elsewhere (HTTP ${String(status)}), which is not followed`);
        }
        const envelope = (0,wire/* decodeEnvelope */.vw)(body);
        if (!envelope.success || envelope.errors.length > 0)
            throw apiError(call, status, envelope.errors);
        return envelope;
    };
    async function send({ what, request, isPage = false }, limits) {
        const { deadline, signal } = limits;
        const tries = { limited: 0, failed: 0 };
        for (;;) {
            if (deadline.remainingMs() <= 0)
                throw outOfTime(what, request.method, false);
            const sent = isPage ? await throttle.takePage(what, limits) : throttle.take();
            let rateLimits = [];
            let failure;
            try {
                requests += 1;
                const timeoutMs = Math.min(REQUEST_TIMEOUT_MS, deadline.remainingMs());
                const { body, ...head } = await exchange(dispatcher, connection, request, { timeoutMs, signal });
                ({ rateLimits } = head);
                const answer = { ...head, body: conceal(body) };
                if (answer.status < 400)
                    return answer;
                failure = answer;
            }
            catch (error) {
                if (!(error instanceof src_errors/* NetworkError */.Dr))
                    throw error;
                failure = new src_errors/* NetworkError */.Dr(concealAll(error.message), {
                    sent: error.sent,
                    passing: error.passing,
                    cause: (0,concealment/* plainCause */.B)(error.cause, concealAll),
                });
            }
            finally {
                sent.answered(rateLimits);
            }
            const trouble = troubleOf(failure, clock.now());
            const kind = isRateLimit(trouble) ? 'limited' : 'failed';
            const askedMs = retryDelayMs(request.method, trouble, tries[kind], random());
            const delayMs = Math.max(askedMs ?? Infinity, isPage ? throttle.delayMs() : 0);
            if (delayMs >= deadline.remainingMs() - LEAST_MS) {
                if (!(failure instanceof src_errors/* NetworkError */.Dr))
                    return failure;
                throw deadline.remainingMs() <= 0 ? outOfTime(what, request.method, failure.sent) : failure;
            }
            const reason = failure instanceof src_errors/* NetworkError */.Dr ? failure.message : `answered HTTP ${String(failure.status)}`;
            const line = `${what}: ${host} ${reason}; next try in ${String(Math.ceil(delayMs / 1000))} s.`;
            if (delayMs >= NOTABLE_WAIT_MS)
                log.info(line);
            else
                log.debug(line);
            await clock.sleep(delayMs, signal);
            tries[kind] += 1;
            retries += 1;
            waitedMs += delayMs;
        }
    }
    async function call(call, limits) {
        const { what, permission, request, decodeResult } = call;
        try {
            const answer = await send(call, limits);
            const envelope = decodeAnswer(answer, { what, permission });
            for (const text of envelope.messages.map((message) => (0,advice/* renderApiMessage */.ax)(message, concealAll))) {
                if (told.has(text) || told.size >= MAX_MESSAGES)
                    continue;
                log.info(`Cloudflare says: ${text}`);
                told.add(text);
            }
            return decodeResult(envelope.result, envelope.totalCount);
        }
        catch (error) {
            if (error instanceof src_errors/* NetworkError */.Dr)
                throw explainNetwork(error, what, host, request.method);
            if (error instanceof src_errors/* WireError */.cC)
                throw explainWire(error, what, host);
            throw error;
        }
    }
    return {
        call,
        announcePages: (pages, atOnce, limits) => {
            throttle.announce(pages, atOnce, limits);
        },
        conceal: concealAll,
        usage: () => ({ requests, retries, waitedMs, rateLimitRemaining: throttle.remaining() }),
    };
}
function errorsIn(body) {
    try {
        return (0,wire/* decodeEnvelope */.vw)(body).errors;
    }
    catch (error) {
        if (error instanceof src_errors/* GateError */.ue)
            return [];
        throw error;
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
;// CONCATENATED MODULE: ./src/access/applicationWire.ts


const READ_ONLY_FIELDS = [
    'account_id',
    'app_count',
    'created_at',
    'id',
    'precedence',
    'reusable',
    'uid',
    'updated_at',
];
const SAVED_POLICY = {
    id: wire/* text */.Qq,
    precedence: schemas/* number */.aig().nullish(),
    name: schemas/* string */.YjP(),
    decision: schemas/* string */.YjP(),
    include: schemas/* array */.YOg(schemas/* unknown */.L5J()),
};
const savedPolicies = schemas/* array */.YOg(schemas/* looseObject */._H3(SAVED_POLICY).transform((wire) => ({
    id: wire.id,
    precedence: wire.precedence ?? undefined,
    policy: Object.fromEntries(Object.entries(wire).filter(([name, value]) => value !== null && !isReadOnly(name))),
})));
function isReadOnly(name) {
    const names = READ_ONLY_FIELDS;
    return names.includes(name);
}
const application = schemas/* object */.Ikc({
    id: schemas/* string */.YjP().regex(/^[0-9A-Za-z-]{1,36}$/),
    name: wire/* text */.Qq,
    domain: wire/* text */.Qq,
});
const applications = schemas/* array */.YOg(application);
const applicationState = schemas/* object */.Ikc({
    app_state: schemas/* object */.Ikc({
        app_uid: wire/* text */.Qq,
        status: wire/* text */.Qq,
        policies: schemas/* array */.YOg(schemas/* object */.Ikc({ precedence: schemas/* number */.aig().optional().catch(undefined), status: wire/* text */.Qq.catch(undefined) })
            .catch({ precedence: undefined, status: undefined }))
            .nullish(),
    })
        .nullish(),
    user_identity: schemas/* object */.Ikc({ user_uuid: wire/* text */.Qq, id: wire/* text */.Qq, email: wire/* text */.Qq }).nullish(),
})
    .transform(({ app_state: state, user_identity: user }) => ({
    appId: state?.app_uid,
    user: user ? { id: user.user_uuid ?? user.id, email: user.email } : undefined,
    status: state?.status,
    policies: state?.policies ?? undefined,
}));
function decodeApplicationState(result) {
    return (0,wire/* decode */.D4)(applicationState, result);
}
function decodeSavedPolicies(result) {
    return (0,wire/* decodePage */.Ci)(savedPolicies, result);
}
function decodeApplications(result) {
    return (0,wire/* decodePage */.Ci)(applications, result);
}

;// CONCATENATED MODULE: ./src/access/savedPolicies.ts
function inPrecedence(policies) {
    const placed = policies.filter(({ precedence }) => precedence !== undefined);
    const others = policies.filter(({ precedence }) => precedence === undefined);
    placed.sort((one, other) => (one.precedence ?? 0) - (other.precedence ?? 0));
    return [...placed, ...others].map(({ policy }) => policy);
}
function keyOfPolicy({ id, precedence, policy }) {
    return id ?? JSON.stringify([precedence, policy]);
}

;// CONCATENATED MODULE: ./src/access/wholeList.ts


const ROWS_PER_PAGE = 50;
const MAX_PAGES = 100;
async function readWholeList(api, list, limits) {
    const { what, permission, path, decodeRows } = list;
    let read = { count: 0, byKey: new Map(), isWhole: false };
    while (!read.isWhole) {
        const before = read;
        read = await api.call({
            what,
            permission,
            request: { method: 'GET', path, query: (0,wire/* encodePageQuery */.Ij)(before.count + 1, ROWS_PER_PAGE) },
            decodeResult: (result, totalCount) => withPage(before, decodeRows(result), totalCount, list),
        }, limits);
    }
    return [...read.byKey.values()];
}
function withPage({ count, byKey }, rows, totalCount, { rows: name, keyOf }) {
    const all = new Map([...byKey, ...rows.map((row) => [keyOf(row), row])]);
    const isLast = all.size === byKey.size;
    if (isLast && totalCount !== undefined && all.size < totalCount) {
        throw new src_errors/* WireError */.cC(`announces ${String(totalCount)} ${name}, but its pages have ${String(all.size)}`);
    }
    const isWhole = isLast || all.size === totalCount;
    if (!isWhole && count + 1 >= MAX_PAGES) {
        throw new src_errors/* WireError */.cC(`has no end: page ${String(MAX_PAGES)} still brings ${name}`);
    }
    return { count: count + 1, byKey: all, isWhole };
}

;// CONCATENATED MODULE: ./src/access/client.ts





const START = 'Access: Policy Test Write';
const READ_TEST = 'Access: Policy Test Read';
const READ_APPLICATION = 'Access: Apps and Policies Read';
function createAccessClient(connection, world, sensitive = []) {
    const api = createApi(connection, world, sensitive);
    const account = `/accounts/${connection.accountId}`;
    const tests = `${account}/access/policy-tests`;
    const testPath = (id) => `${tests}/${encodeURIComponent(id)}`;
    const appPath = (scope, id) => `${scope}/access/apps/${encodeURIComponent(id)}`;
    const startedWith = new Map();
    return {
        announcePages: (pages, atOnce, limits) => {
            api.announcePages(pages, atOnce, limits);
        },
        startTest: async (policies, limits) => {
            const id = await api.call({
                what: 'Starting the policy test',
                permission: START,
                request: { method: 'POST', path: tests, body: { policies } },
                decodeResult: wire/* decodeStarted */.Q$,
            }, limits);
            if (!startedWith.has(id))
                startedWith.set(id, JSON.stringify(policies));
            return id;
        },
        isOfOthers: (id, policies) => startedWith.has(id) && startedWith.get(id) !== JSON.stringify(policies),
        readTest: (id, limits) => api.call({
            what: `Reading the status of policy test ${id}`,
            permission: READ_TEST,
            request: { method: 'GET', path: testPath(id) },
            decodeResult: (result) => withShownStatus((0,wire/* decodeTestStatus */.RA)(result, id), api),
        }, limits),
        readUsersPage: (id, page, limits) => api.call({
            what: `Reading page ${String(page.page)} of the ${page.status === undefined ? 'users' : `users with the status ${page.status}`} of policy test ${id}`,
            permission: READ_TEST,
            request: { method: 'GET', path: `${testPath(id)}/users`, query: (0,wire/* encodeUsersQuery */.re)(page) },
            isPage: true,
            decodeResult: wire/* decodeUsersPage */.OB,
        }, limits),
        readApplicationState: ({ appId, zoneId }, limits) => api.call({
            what: `Checking application ${appId}`,
            permission: READ_APPLICATION,
            request: {
                method: 'GET',
                path: `${appPath(zoneId === undefined ? account : `/zones/${zoneId}`, appId)}/user_policy_checks`,
            },
            decodeResult: (result) => withShownStatuses(decodeApplicationState(result), api),
        }, limits),
        readApplicationPolicies: async (appId, limits) => inPrecedence(await readWholeList(api, {
            what: `Reading the policies of application ${appId}`,
            rows: 'policies',
            permission: READ_APPLICATION,
            path: `${appPath(account, appId)}/policies`,
            decodeRows: decodeSavedPolicies,
            keyOf: keyOfPolicy,
        }, limits)),
        readApplications: (limits) => readWholeList(api, {
            what: 'Reading the applications of the account',
            rows: 'applications',
            permission: READ_APPLICATION,
            path: `${account}/access/apps`,
            decodeRows: decodeApplications,
            keyOf: ({ id }) => id,
        }, limits),
        usage: () => api.usage(),
    };
}
function withShownStatus(test, api) {
    return wire/* TERMINAL_STATUSES */.CM.includes(test.status) ? test : { ...test, status: api.conceal(test.status) };
}
function withShownStatuses(state, api) {
    const shown = (status) => status && api.conceal(status);
    return {
        ...state,
        status: shown(state.status),
        policies: state.policies?.map((policy) => ({ ...policy, status: shown(policy.status) })),
    };
}


/***/ }),

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

/***/ 311:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ VERSION)
/* harmony export */ });
const VERSION = '0.1.0';


/***/ })

};
