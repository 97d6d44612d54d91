export const id = 925;
export const ids = [925];
export const modules = {

/***/ 8925:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connectGitHub: () => (/* binding */ connectGitHub)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/untrusted.ts
var untrusted = __webpack_require__(3254);
;// CONCATENATED MODULE: ./src/github/commentsQuery.ts

const COMMENTS_QUERY = `
  query ($owner: String!, $repository: String!, $pullRequest: Int!, $first: Int!, $after: String) {
    viewer { login }
    repository(owner: $owner, name: $repository) {
      pullRequest(number: $pullRequest) {
        comments(first: $first, after: $after) {
          nodes { fullDatabaseId author { __typename login } body }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }`;
const nodeSchema = schemas/* object */.Ikc({
    fullDatabaseId: schemas/* union */.KCZ([schemas/* int */.Whr(), schemas/* string */.YjP().regex(/^\d{1,15}$/)]).nullable(),
    author: schemas/* object */.Ikc({ __typename: schemas/* string */.YjP(), login: schemas/* string */.YjP() }).nullable(),
    body: schemas/* string */.YjP(),
});
const dataSchema = schemas/* object */.Ikc({
    viewer: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }),
    repository: schemas/* object */.Ikc({
        pullRequest: schemas/* object */.Ikc({
            comments: schemas/* object */.Ikc({
                nodes: schemas/* array */.YOg(nodeSchema.nullable()),
                pageInfo: schemas/* discriminatedUnion */.gMt('hasNextPage', [
                    schemas/* object */.Ikc({ hasNextPage: schemas/* literal */.euz(true), endCursor: schemas/* string */.YjP() }),
                    schemas/* object */.Ikc({ hasNextPage: schemas/* literal */.euz(false) }),
                ]),
            }),
        }),
    }),
});
const errorSchema = schemas/* object */.Ikc({ type: schemas/* string */.YjP().default(''), message: schemas/* string */.YjP() });
const answerSchema = schemas/* union */.KCZ([
    schemas/* object */.Ikc({ errors: schemas/* tuple */.PVZ([errorSchema], schemas/* unknown */.L5J()) }),
    schemas/* object */.Ikc({ errors: schemas/* undefined */.Vxk().optional(), data: dataSchema }),
]);
function decodeCommentsPage(answer) {
    const { data: decoded } = answerSchema.safeParse(answer);
    if (decoded === undefined)
        return undefined;
    if (decoded.errors !== undefined) {
        const [{ type, message }] = decoded.errors;
        return { kind: 'error', type, message };
    }
    const { viewer, repository } = decoded.data;
    const { nodes, pageInfo } = repository.pullRequest.comments;
    return {
        kind: 'page',
        viewer: viewer.login,
        comments: nodes.flatMap((node) => {
            if (node === null || node.fullDatabaseId === null)
                return [];
            return [{ id: Number(node.fullDatabaseId), author: loginOf(node.author), body: node.body }];
        }),
        next: pageInfo.hasNextPage ? pageInfo.endCursor : undefined,
    };
}
function loginOf(author) {
    if (author === null)
        return undefined;
    return author.__typename === 'Bot' && !author.login.endsWith('[bot]')
        ? `${author.login}[bot]`
        : author.login;
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./src/workspace.ts
var workspace = __webpack_require__(3338);
;// CONCATENATED MODULE: ./src/github/contents.ts



const CONTENTS_MEDIA_TYPE = 'application/vnd.github.object+json';
const contents_answerSchema = schemas/* discriminatedUnion */.gMt('type', [
    schemas/* object */.Ikc({ type: schemas/* literal */.euz('file'), encoding: schemas/* enum */.k5n(['base64', 'none']), content: schemas/* string */.YjP() }),
    schemas/* object */.Ikc({ type: schemas/* literal */.euz('dir') }),
    schemas/* object */.Ikc({ type: schemas/* literal */.euz('submodule') }),
    schemas/* object */.Ikc({ type: schemas/* literal */.euz('symlink') }),
]);
function decodeContents(answer) {
    const { data: decoded } = contents_answerSchema.safeParse(answer);
    switch (decoded?.type) {
        case undefined:
            return undefined;
        case 'file':
            return decoded.encoding === 'none'
                ? problem((0,workspace/* reasonOf */.A3)({ code: 'EFBIG' }))
                : decodeText(Buffer.from(decoded.content, 'base64'));
        case 'dir':
            return problem((0,workspace/* reasonOf */.A3)({ code: 'EISDIR' }));
        case 'submodule':
            return problem('is a submodule: name a file of this repository');
        case 'symlink':
            return problem('is a symbolic link that leads to no file of this repository: put the file itself there');
    }
}
function decodeText(bytes) {
    if (bytes.length > workspace/* MAX_FILE_BYTES */.gZ)
        return problem((0,workspace/* reasonOf */.A3)({ code: 'EFBIG' }));
    if (!(0,external_node_buffer_.isUtf8)(bytes))
        return problem((0,workspace/* reasonOf */.A3)({ code: 'EILSEQ' }));
    return { kind: 'text', text: bytes.toString('utf8') };
}
function problem(reason) {
    return { kind: 'problem', reason };
}

// EXTERNAL MODULE: ./src/jsonText.ts
var jsonText = __webpack_require__(3986);
// EXTERNAL MODULE: ./src/version.ts
var version = __webpack_require__(311);
;// CONCATENATED MODULE: ./src/github/refusal.ts


const LACKING = {
    'contents: read': 'Give the job "permissions: contents: read", without which GitHub tells of no file; and see that the branch is still there.',
    'pull-requests: write': 'Give the job "permissions: pull-requests: write". To a pull request from a fork or of Dependabot, GitHub gives a token that may only read.',
};
const LOCKED = 'The conversation of the pull request is locked, so that the comment stays as it is: unlock it, or give "comment: never"; the job summary has the report.';
const BY_STATUS = {
    401: 'The token is unknown or expired: leave github-token out to use that of the workflow, or give a valid one.',
    422: 'GitHub does not take it as it is written: the job summary has the report.',
    429: 'The limit of requests is shared by everything that uses this token: run it again later.',
};
const BY_TYPE = new Map([
    ['FORBIDDEN', 403],
    ['INSUFFICIENT_SCOPES', 403],
    ['NOT_FOUND', 404],
    ['RATE_LIMITED', 429],
]);
function refusal({ failure, permission }, { status, headers = {}, message, }) {
    const shown = (0,untrusted/* plain */.pj)(message);
    const advice = isLocked(status, shown)
        ? LOCKED
        : adviceFor(isRateLimit(status, headers, shown) ? 429 : status, permission);
    const answer = `GitHub answered HTTP ${String(status)}${shown === '' ? '' : ` (${shown})`}`;
    return new errors/* GitHubError */.y_(`${failure}: ${answer}. ${advice}`, status);
}
function graphQlRefusal({ failure, permission }, type, message) {
    const status = BY_TYPE.get(type);
    const answer = `GitHub answered ${status === undefined ? 'an error' : type} (${(0,untrusted/* plain */.pj)(message)})`;
    return new errors/* GitHubError */.y_(`${failure}: ${answer}. ${adviceFor(status ?? 500, permission)}`, status ?? 200);
}
function strangeAnswer({ failure }, status) {
    return new errors/* GitHubError */.y_(`${failure}: GitHub's answer is not as it is documented. Check GITHUB_API_URL, and the proxy of the runner.`, status);
}
function adviceFor(status, permission) {
    if (status === 403 || status === 404)
        return LACKING[permission];
    if (status < 400) {
        return 'It is not sent elsewhere, because the token goes with it: start a new run if the repository was renamed, else check GITHUB_API_URL.';
    }
    return BY_STATUS[status] ?? 'Run it again; https://www.githubstatus.com says when GitHub has trouble.';
}
function isLocked(status, message) {
    return status === 403 && /issue is locked/i.test(message);
}
function isRateLimit(status, headers, message) {
    if (status !== 403)
        return false;
    const isUsedUp = headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined;
    return isUsedUp || /rate limit/i.test(message);
}

;// CONCATENATED MODULE: ./src/github/exchange.ts



async function exchange(purpose, { timeoutMs, interrupted, conceal }, send) {
    const stop = new AbortController();
    const abort = () => {
        stop.abort();
    };
    const timeout = setTimeout(abort, timeoutMs);
    interrupted.addEventListener('abort', abort, { once: true });
    if (interrupted.aborted)
        abort();
    try {
        return await send({ signal: stop.signal, redirect: 'manual' });
    }
    catch (error) {
        throw stop.signal.aborted
            ? new errors/* GitHubError */.y_(`${purpose.failure}: ${whyStopped(interrupted, timeoutMs)}`, undefined)
            : describe(error, purpose, conceal);
    }
    finally {
        clearTimeout(timeout);
        interrupted.removeEventListener('abort', abort);
        abort();
    }
}
function whyStopped(interrupted, timeoutMs) {
    if (interrupted.aborted)
        return 'the run was interrupted before GitHub answered.';
    const time = String(Math.ceil(timeoutMs / 1000));
    return `GitHub gave no whole answer within ${time} s. Run it again; if it stays so, check the network and the proxy of the runner.`;
}
function describe(error, purpose, conceal) {
    const shown = (text) => (typeof text === 'string' ? conceal(text) : '');
    if (error.response !== undefined)
        return refusal(purpose, { ...error.response, message: shown(error.message) });
    const { code, message } = rootOf(error);
    const reason = [shown(code), shown(message)].filter((text) => text !== '').join(': ');
    return new errors/* GitHubError */.y_(`${purpose.failure}: GitHub could not be reached (${(0,untrusted/* plain */.pj)(reason) || 'no reason given'}). Check the network, the proxy and the certificates of the runner.`, undefined);
}
function rootOf(error) {
    const { cause } = error;
    return typeof cause === 'object' && cause !== null ? rootOf(cause) : error;
}

;// CONCATENATED MODULE: ./src/github/octokit.ts





const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };
async function createAsk({ apiUrl, owner, repository: repo, token }, bounds) {
    const { getOctokit } = await loadOctokit();
    const octokit = getOctokit(token, { baseUrl: apiUrl, userAgent: `access-policy-gate/${version/* VERSION */.x}` });
    return async (purpose, { route, parameters, accept, body }, decode) => {
        const { status, text } = await exchange(purpose, bounds, async (options) => {
            const response = await octokit.request(route, {
                owner,
                repo,
                ...parameters,
                ...(accept !== undefined && { headers: { accept } }),
                ...(body !== undefined && { data: body }),
                request: { ...options, log: SILENT, parseSuccessResponseBody: false },
            });
            if (response.status >= 300)
                throw Object.assign(new Error(), { response });
            return { status: response.status, text: await readText(response.data) };
        });
        const result = decode((0,jsonText/* parseJson */.q)(text));
        if (result === undefined)
            throw strangeAnswer(purpose, status);
        return result;
    };
}
async function loadOctokit() {
    try {
        return await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(218)]).then(__webpack_require__.bind(__webpack_require__, 2218));
    }
    catch {
        throw new errors/* GitHubError */.y_('GitHub could not be asked, because its library did not load: HTTP_PROXY and HTTPS_PROXY must be addresses such as http://proxy.example.com:3128, and the file at GITHUB_EVENT_PATH must be JSON.', undefined);
    }
}
async function readText(chunks) {
    const read = [];
    let bytes = 0;
    for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > MAX_ANSWER_BYTES)
            return '';
        read.push(chunk);
    }
    return Buffer.concat(read).toString('utf8');
}
function ignore() {
}

;// CONCATENATED MODULE: ./src/github/connection.ts







const TIMEOUT_MS = 15_000;
const PAGE_SIZE = 100;
const MAX_PAGES = 100;
const savedSchema = schemas/* object */.Ikc({ id: schemas/* number */.aig() });
async function connectGitHub(connection, { timeoutMs = TIMEOUT_MS, ...bounds }) {
    const ask = await createAsk(connection, { timeoutMs, ...bounds });
    return {
        readFile: (path, ref) => readFile(ask, path, ref),
        readComments: (pullRequest) => readComments(ask, connection, pullRequest, bounds.conceal),
        createComment(pullRequest, body) {
            const route = 'POST /repos/{owner}/{repo}/issues/{pullRequest}/comments';
            const failure = `The comment on pull request ${String(pullRequest)} could not be written`;
            return save(ask, failure, { route, parameters: { pullRequest }, body: { body } });
        },
        updateComment(id, body) {
            const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{id}';
            const failure = 'The comment on the pull request could not be updated';
            return save(ask, failure, { route, parameters: { id }, body: { body } });
        },
    };
}
async function readFile(ask, path, ref) {
    const file = `The file ${(0,untrusted/* quote */.hD)(path)} of ${(0,untrusted/* quote */.hD)(ref)}`;
    const purpose = { failure: `${file} could not be read`, permission: 'contents: read' };
    const read = (wanted) => {
        const route = 'GET /repos/{owner}/{repo}/contents/{path}';
        return ask(purpose, { route, parameters: { path: wanted, ref }, accept: CONTENTS_MEDIA_TYPE }, decodeContents);
    };
    let contents;
    try {
        contents = await read(path);
    }
    catch (error) {
        if (!(error instanceof errors/* GitHubError */.y_ && error.status === 404))
            throw error;
        await read('');
        return undefined;
    }
    if (contents.kind === 'problem')
        throw new errors/* GitHubError */.y_(`${file} ${contents.reason}.`, 200);
    return contents.text;
}
async function readComments(ask, { apiUrl, owner, repository }, pullRequest, conceal) {
    const purpose = {
        failure: `The comments on pull request ${String(pullRequest)} could not be read`,
        permission: 'pull-requests: write',
    };
    const route = `POST ${apiUrl.replace(/\/api\/v3$/, '/api')}/graphql`;
    const comments = [];
    let after;
    for (let count = 0; count < MAX_PAGES; count++) {
        const variables = { owner, repository, pullRequest, first: PAGE_SIZE, after };
        const page = await ask(purpose, { route, body: { query: COMMENTS_QUERY, variables } }, decodeCommentsPage);
        if (page.kind === 'error')
            throw graphQlRefusal(purpose, page.type, conceal(page.message));
        comments.push(...page.comments);
        if (page.next === undefined) {
            return { viewer: page.viewer, comments: comments.sort((one, other) => one.id - other.id) };
        }
        after = page.next;
    }
    throw strangeAnswer(purpose, 200);
}
async function save(ask, failure, request) {
    await ask({ failure, permission: 'pull-requests: write' }, request, (data) => savedSchema.safeParse(data).data);
}


/***/ })

};
