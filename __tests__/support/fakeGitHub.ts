import { type IncomingMessage, type ServerResponse } from 'node:http';
import { answerContents, type FakeFiles } from './fakeContents.ts';
import { answerQuery, type Field } from './fakeGraphQl.ts';
import { serveHttp } from './servers.ts';

/** An account; `login` as REST has it of users and GraphQL of all: a bot's is without `[bot]`. */
export interface FakeAuthor {
  readonly type: 'Bot' | 'User';
  readonly login: string;
}

export interface FakeComment {
  /** Undefined: GitHub tells none. */
  readonly id: number | undefined;
  readonly pullRequest: number;
  /** Undefined: the account is gone. */
  readonly author: FakeAuthor | undefined;
  readonly body: string;
}

type Permission = 'none' | 'read' | 'write';

/** A request as it arrived; `path` with its query, `headers` in lower case. */
export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What the server does instead of answering properly. */
export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Uint8Array;
    }
  /** Never answers, or stops in the middle of an answer. */
  | { readonly kind: 'hang' | 'hangInBody' | 'breakOff' };

export interface FakeGitHubOptions {
  /** `/api/v3`: a GitHub Enterprise Server, which has GraphQL at `/api/graphql`. */
  readonly prefix?: '' | '/api/v3';
  /** As whom the token acts. */
  readonly viewer?: FakeAuthor;
  /** What the workflow's token may do. */
  readonly permissions?: { readonly contents?: Permission; readonly pullRequests?: Permission };
  /** How what may not be read is refused: by 403, or as if it were not there. */
  readonly refusal?: 403 | 404;
  readonly comments?: readonly FakeComment[];
  readonly files?: FakeFiles;
  /** Of more comments than these, GitHub sends several pages. */
  readonly maxPageSize?: number;
  readonly fault?: (request: FakeRequest) => Fault | undefined;
}

/** What a test sees of the server. */
export interface FakeGitHub {
  /** For `GITHUB_API_URL`. */
  readonly apiUrl: string;
  readonly requests: readonly FakeRequest[];
  /** All comments as they are now, the oldest first. */
  readonly comments: readonly FakeComment[];
}

/** For `GITHUB_REPOSITORY` and `github-token`. */
export const FAKE_REPOSITORY = 'octo-org/access';
export const FAKE_TOKEN = 'ghs_16C7e42F292c6912E7710c838347Ae178B4a';
/** The account of the token of a workflow. */
export const WORKFLOW_BOT: FakeAuthor = { type: 'Bot', login: 'github-actions' };

/** Characters, by GitHub's own words: https://github.com/telia-oss/github-pr-resource/issues/259 */
const MAX_BODY = 65_536;

const REFUSED = 'Resource not accessible by integration';

interface Answer {
  readonly status: number;
  readonly json: unknown;
}

/**
 * GitHub's API over HTTP on 127.0.0.1, until the test ends: one repository, its files by branch or commit, and the
 * comments on its pull requests, refused where the token may not. A child process must not be waited for synchronously.
 */
export async function startFakeGitHub(options: FakeGitHubOptions = {}): Promise<FakeGitHub> {
  const { prefix = '', fault } = options;
  const requests: FakeRequest[] = [];
  const comments = [...(options.comments ?? [])];
  const answer = (request: FakeRequest): Answer => {
    if (!/^(?:token|bearer) /i.test(request.headers.authorization ?? ''))
      return problem(401, 'Requires authentication');
    if (!request.headers.authorization?.endsWith(` ${FAKE_TOKEN}`)) return problem(401, 'Bad credentials');
    if (request.headers['user-agent'] === undefined)
      return problem(403, 'Request forbidden by administrative rules');
    const graphQl = prefix === '' ? '/graphql' : '/api/graphql';
    if (request.path === graphQl && request.method === 'POST')
      return answerGraphQl(request, comments, options);
    return answerRest(request, comments, options);
  };
  const port = await serveHttp((incoming, outgoing) => {
    void readRequest(incoming).then((request) => {
      requests.push(request);
      const instead = fault?.(request);
      if (instead !== undefined) {
        misbehave(outgoing, instead);
        return;
      }
      const { status, json } = answer(request);
      outgoing.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
      outgoing.end(request.method === 'HEAD' ? '' : JSON.stringify(json));
    });
  });
  return { apiUrl: `http://127.0.0.1:${String(port)}${prefix}`, requests, comments };
}

async function readRequest(incoming: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = '', url = '', headers } = incoming;
  return { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
}

function misbehave(outgoing: ServerResponse, fault: Fault): void {
  switch (fault.kind) {
    case 'answer':
      outgoing.writeHead(fault.status, {
        'content-type': 'application/json; charset=utf-8',
        ...fault.headers,
      });
      outgoing.end(fault.body);
      return;
    case 'hang':
      return;
    case 'hangInBody':
      outgoing.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      outgoing.write('{');
      return;
    case 'breakOff':
      outgoing.destroy();
  }
}

/** As GitHub says no: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api */
function problem(status: number, message: string, errors?: readonly unknown[]): Answer {
  const documentation = { documentation_url: 'https://docs.github.com/rest', status: String(status) };
  return { status, json: { message, ...(errors && { errors }), ...documentation } };
}

function answerRest(request: FakeRequest, comments: FakeComment[], options: FakeGitHubOptions): Answer {
  const { prefix = '', permissions = {}, refusal = 403, files = {} } = options;
  const { contents = 'read', pullRequests = 'write' } = permissions;
  const refused = problem(refusal, refusal === 403 ? REFUSED : 'Not Found');
  const url = new URL(request.path, 'http://localhost');
  const root = `${prefix}/repos/${FAKE_REPOSITORY}`;
  const route = url.pathname.startsWith(root) ? url.pathname.slice(root.length) : '';
  const isRead = request.method === 'GET' || request.method === 'HEAD';

  const [, path] = /^\/contents(?:\/(.*))?$/.exec(route) ?? [];
  if (isRead && (path !== undefined || route === '/contents')) {
    if (contents === 'none') return refused;
    const found = answerContents(
      decodeURIComponent(path ?? ''),
      url.searchParams.get('ref') ?? 'main',
      files,
    );
    if (found === undefined) return problem(404, 'Not Found');
    const isObject = request.headers.accept === 'application/vnd.github.object+json';
    return isObject ? { status: 200, json: found } : problem(415, "Unsupported 'Accept' header");
  }
  const [, issue] = /^\/issues\/(\d+)\/comments$/.exec(route) ?? [];
  const [, id] = /^\/issues\/comments\/(\d+)$/.exec(route) ?? [];
  if (
    !(request.method === 'POST' && issue !== undefined) &&
    !(request.method === 'PATCH' && id !== undefined)
  ) {
    return problem(404, 'Not Found');
  }
  if (pullRequests !== 'write') return refused;
  const { body } = JSON.parse(request.body) as { body?: unknown };
  if (typeof body !== 'string' || body === '') return problem(422, 'Validation Failed');
  if (body.length > MAX_BODY) {
    const message = `Body is too long (maximum is ${String(MAX_BODY)} characters)`;
    const detail = { resource: 'IssueComment', code: 'unprocessable', field: 'data', message };
    return problem(422, 'Validation Failed', [detail]);
  }
  if (issue !== undefined) {
    const newest = Math.max(2_147_483_647, ...comments.map((comment) => comment.id ?? 0));
    const author = options.viewer ?? WORKFLOW_BOT;
    comments.push({ id: newest + 1, pullRequest: Number(issue), author, body });
    return { status: 201, json: { id: newest + 1, body } };
  }
  const index = comments.findIndex((comment) => comment.id === Number(id));
  const found = comments[index];
  if (found === undefined) return problem(404, 'Not Found');
  comments[index] = { ...found, body };
  return { status: 200, json: { id: found.id, body } };
}

function answerGraphQl(
  { body }: FakeRequest,
  comments: readonly FakeComment[],
  { viewer = WORKFLOW_BOT, permissions = {}, refusal = 403, maxPageSize = 100 }: FakeGitHubOptions,
): Answer {
  const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
  const errors: object[] = [];
  const refuse = (type: string, message: string): null => {
    errors.push({ type, path: ['repository', 'pullRequest'], message });
    return null;
  };
  const pullRequest = ({ number }: Readonly<Record<string, unknown>>): Field => {
    if (permissions.pullRequests === 'none') {
      if (refusal === 403) return refuse('FORBIDDEN', REFUSED);
      return refuse('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${String(number)}.`);
    }
    const its = comments.filter((comment) => comment.pullRequest === number);
    return { comments: ({ first, after }) => pageOf(its, Math.min(Number(first), maxPageSize), after) };
  };
  try {
    const data = answerQuery(query, variables, {
      // A bot has the suffix here, and not as an author: https://github.com/marocchino/sticky-pull-request-comment
      viewer: { login: viewer.type === 'Bot' ? `${viewer.login}[bot]` : viewer.login },
      repository: ({ owner, name }) =>
        `${String(owner)}/${String(name)}` === FAKE_REPOSITORY
          ? { pullRequest }
          : refuse('NOT_FOUND', 'Could not resolve to a Repository'),
    });
    return { status: 200, json: { data, ...(errors.length > 0 && { errors }) } };
  } catch (error) {
    return { status: 200, json: { errors: [{ message: (error as Error).message }] } };
  }
}

function pageOf(comments: readonly FakeComment[], size: number, after: unknown): Field {
  const start = typeof after === 'string' ? Number(after.replace('cursor:', '')) : 0;
  const end = Math.min(start + size, comments.length);
  return {
    nodes: comments.slice(start, end).map(({ id, author, body }) => ({
      // A text: https://docs.github.com/en/graphql/reference/scalars#bigint. Ids of new comments have more than 32 bits.
      fullDatabaseId: id === undefined ? null : String(id),
      databaseId: id === undefined || id > 2_147_483_647 ? null : id,
      author: author === undefined ? null : { __typename: author.type, login: author.login },
      body,
    })),
    pageInfo: { hasNextPage: end < comments.length, endCursor: end > start ? `cursor:${String(end)}` : null },
  };
}
