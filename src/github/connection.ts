import { z } from 'zod';
import { GitHubError } from '../errors.ts';
import { quote } from '../untrusted.ts';
import { type Comment, type GitHubClient, type GitHubConnection } from './client.ts';
import { COMMENTS_QUERY, decodeCommentsPage } from './commentsQuery.ts';
import { type Contents, CONTENTS_MEDIA_TYPE, decodeContents } from './contents.ts';
import { type Bounds } from './exchange.ts';
import { type Ask, createAsk, type GitHubRequest } from './octokit.ts';
import { graphQlRefusal, type Purpose, strangeAnswer } from './refusal.ts';

/** GitHub ends what takes 10 s: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#timeouts */
const TIMEOUT_MS = 15_000;

/** The most that GraphQL sends: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#node-limit */
const PAGE_SIZE = 100;

/** Nobody reads as many comments; a server that never comes to an end is not GitHub. */
const MAX_PAGES = 100;

const savedSchema = z.object({ id: z.number() });

/**
 * Connects with GitHub, which is not asked anything yet.
 *
 * @param timeoutMs for each exchange
 * @throws GitHubError
 */
export async function connectGitHub(
  connection: GitHubConnection,
  { timeoutMs = TIMEOUT_MS, ...bounds }: Omit<Bounds, 'timeoutMs'> & { readonly timeoutMs?: number },
): Promise<GitHubClient> {
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

async function readFile(ask: Ask, path: string, ref: string): Promise<string | undefined> {
  const file = `The file ${quote(path)} of ${quote(ref)}`;
  const purpose: Purpose = { failure: `${file} could not be read`, permission: 'contents: read' };
  const read = (wanted: string): Promise<Contents> => {
    const route = 'GET /repos/{owner}/{repo}/contents/{path}';
    return ask(
      purpose,
      { route, parameters: { path: wanted, ref }, accept: CONTENTS_MEDIA_TYPE },
      decodeContents,
    );
  };
  let contents: Contents;
  try {
    contents = await read(path);
  } catch (error) {
    if (!(error instanceof GitHubError && error.status === 404)) throw error;
    // What may not be read is said not to be there; then so is the folder of all files, or it is refused.
    await read('');
    return undefined;
  }
  if (contents.kind === 'problem') throw new GitHubError(`${file} ${contents.reason}.`, 200);
  return contents.text;
}

async function readComments(
  ask: Ask,
  { apiUrl, owner, repository }: GitHubConnection,
  pullRequest: number,
  conceal: Bounds['conceal'],
): ReturnType<GitHubClient['readComments']> {
  const purpose: Purpose = {
    failure: `The comments on pull request ${String(pullRequest)} could not be read`,
    permission: 'pull-requests: write',
  };
  // On a GitHub Enterprise Server, REST is at /api/v3 and GraphQL at /api/graphql.
  const route = `POST ${apiUrl.replace(/\/api\/v3$/, '/api')}/graphql`;
  const comments: Comment[] = [];
  let after: string | undefined;
  for (let count = 0; count < MAX_PAGES; count++) {
    const variables = { owner, repository, pullRequest, first: PAGE_SIZE, after };
    const page = await ask(
      purpose,
      { route, body: { query: COMMENTS_QUERY, variables } },
      decodeCommentsPage,
    );
    if (page.kind === 'error') throw graphQlRefusal(purpose, page.type, conceal(page.message));
    comments.push(...page.comments);
    if (page.next === undefined) {
      return { viewer: page.viewer, comments: comments.sort((one, other) => one.id - other.id) };
    }
    after = page.next;
  }
  throw strangeAnswer(purpose, 200);
}

async function save(ask: Ask, failure: string, request: GitHubRequest): Promise<void> {
  // Whatever else answers with success has written no comment.
  await ask(
    { failure, permission: 'pull-requests: write' },
    request,
    (data) => savedSchema.safeParse(data).data,
  );
}
