import { answerContents } from './fakeContents.ts';
import {
  FAKE_REPOSITORY,
  type FakeComment,
  type FakeGitHubOptions,
  type FakeRequest,
  WORKFLOW_BOT,
} from './fakeGitHub.ts';
import { answerQuery, type Field } from './fakeGraphQl.ts';

/** An answer of GitHub. */
export interface Answer {
  readonly status: number;
  readonly json: unknown;
}

/** Characters, by GitHub's own words: https://github.com/telia-oss/github-pr-resource/issues/259 */
const MAX_BODY = 65_536;

const REFUSED = 'Resource not accessible by integration';

/** As GitHub says no: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api */
export function problem(status: number, message: string, errors?: readonly unknown[]): Answer {
  const documentation = { documentation_url: 'https://docs.github.com/rest', status: String(status) };
  return { status, json: { message, ...(errors && { errors }), ...documentation } };
}

/** The files and the comments by REST. */
export function answerRest(
  request: FakeRequest,
  comments: FakeComment[],
  options: FakeGitHubOptions,
): Answer {
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

/** The comments by GraphQL. */
export function answerGraphQl(
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
