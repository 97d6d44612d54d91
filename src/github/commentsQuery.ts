import { z } from 'zod';
import { type Comment } from './client.ts';

/**
 * All that is asked about the comments on a pull request. `databaseId` has 32 bits, too few for the comments of today:
 * https://docs.github.com/en/graphql/reference/objects#issuecomment
 */
export const COMMENTS_QUERY = `
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

/** A page of comments, or what GitHub has against showing it. */
export type CommentsPage =
  | {
      readonly kind: 'page';
      readonly viewer: string;
      readonly comments: readonly Comment[];
      /** Undefined after the last page. */
      readonly next: string | undefined;
    }
  | { readonly kind: 'error'; readonly type: string; readonly message: string };

const nodeSchema = z.object({
  fullDatabaseId: z.union([z.int(), z.string().regex(/^\d{1,15}$/)]).nullable(),
  author: z.object({ __typename: z.string(), login: z.string() }).nullable(),
  body: z.string(),
});

const dataSchema = z.object({
  viewer: z.object({ login: z.string() }),
  repository: z.object({
    pullRequest: z.object({
      comments: z.object({
        nodes: z.array(nodeSchema.nullable()),
        pageInfo: z.discriminatedUnion('hasNextPage', [
          z.object({ hasNextPage: z.literal(true), endCursor: z.string() }),
          z.object({ hasNextPage: z.literal(false) }),
        ]),
      }),
    }),
  }),
});

const errorSchema = z.object({ type: z.string().default(''), message: z.string() });

// With an error, what there is of the data is not the whole.
const answerSchema = z.union([
  z.object({ errors: z.tuple([errorSchema], z.unknown()) }),
  z.object({ errors: z.undefined().optional(), data: dataSchema }),
]);

/** Decodes the answer to `COMMENTS_QUERY`; undefined where it is not as documented. */
export function decodeCommentsPage(answer: unknown): CommentsPage | undefined {
  const { data: decoded } = answerSchema.safeParse(answer);
  if (decoded === undefined) return undefined;
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
      if (node === null || node.fullDatabaseId === null) return [];
      return [{ id: Number(node.fullDatabaseId), author: loginOf(node.author), body: node.body }];
    }),
    next: pageInfo.hasNextPage ? pageInfo.endCursor : undefined,
  };
}

/**
 * The viewer `github-actions[bot]` is the author `github-actions`, and that is also the name of a user:
 * https://github.com/fullsend-ai/fullsend/pull/1953 and https://github.com/anthropics/claude-code-action/issues/1514
 */
function loginOf(author: { readonly __typename: string; readonly login: string } | null): string | undefined {
  if (author === null) return undefined;
  return author.__typename === 'Bot' && !author.login.endsWith('[bot]')
    ? `${author.login}[bot]`
    : author.login;
}
