import { describe, expect, it } from '@jest/globals';
import { decodeCommentsPage } from '../../src/github/commentsQuery.ts';

/** A page with one comment that has this id. */
function pageWith(fullDatabaseId: unknown): unknown {
  const node = { fullDatabaseId, author: { __typename: 'User', login: 'octocat' }, body: 'a' };
  const comments = { nodes: [node], pageInfo: { hasNextPage: false, endCursor: null } };
  return { data: { viewer: { login: 'octocat' }, repository: { pullRequest: { comments } } } };
}

/** The ids of the comments on the page; undefined where it is not understood. */
function idsOf(fullDatabaseId: unknown): number[] | undefined {
  const page = decodeCommentsPage(pageWith(fullDatabaseId));
  return page?.kind === 'page' ? page.comments.map(({ id }) => id) : undefined;
}

describe('the id of a comment', () => {
  it.each(['7', '3000000000', '999999999999999', 7, 3_000_000_000, Number.MAX_SAFE_INTEGER])(
    'is the number that GitHub has: %j',
    (id) => {
      expect(idsOf(id)).toEqual([Number(id)]);
    },
  );

  it.each([
    '9007199254740993',
    '1'.repeat(400),
    2 ** 53,
    0.5,
    Number.MAX_VALUE,
    '',
    '-1',
    '1e3',
    '0x10',
    ' 7',
    '7/../8',
  ])('is none of another comment, by what a number does not hold or by another text: %j', (id) => {
    expect(idsOf(id)).toBeUndefined();
  });
});
