import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keepComment, type Kept, markerOf } from '../../src/github/comment.ts';
import {
  type FakeComment,
  type FakeGitHubOptions,
  startFakeGitHub,
  WORKFLOW_BOT,
} from '../support/fakeGitHub.ts';
import { connect } from '../support/gitHubClient.ts';

const MARKER = markerOf('.github/access-policy-gate.yml');
const RED = `${MARKER}\n\n## ❌ Access policy gate failed`;
const GREEN = `${MARKER}\n\n## ✅ Access policy gate passed`;

function aComment(overrides: Partial<FakeComment> = {}): FakeComment {
  return { id: 10, pullRequest: 42, author: WORKFLOW_BOT, body: RED, ...overrides };
}

/** Keeps a comment on pull request 42; the comments are those of then, as their ids and bodies. */
async function keep(
  wanted: { body: string; isWanted: boolean },
  options: FakeGitHubOptions,
): Promise<{ kept: Kept; comments: (readonly [number | undefined, string])[]; writes: number }> {
  const gitHub = await startFakeGitHub(options);
  const kept = await keepComment(await connect(gitHub), 42, { marker: MARKER, ...wanted });
  return {
    kept,
    comments: gitHub.comments.map(({ id, body }) => [id, body]),
    writes: gitHub.requests.filter(({ path }) => path !== '/graphql').length,
  };
}

describe('the comment of the gate', () => {
  it('is created where it is wanted', async () => {
    const comments = [[2_147_483_648, RED]];
    expect(await keep({ body: RED, isWanted: true }, {})).toEqual({ kept: 'created', comments, writes: 1 });
  });

  it('is not created where it is not wanted', async () => {
    expect(await keep({ body: GREEN, isWanted: false }, {})).toEqual({
      kept: 'none',
      comments: [],
      writes: 0,
    });
  });

  it.each([true, false])('is updated in place, also when it is wanted: %s', async (isWanted) => {
    const options = { comments: [aComment({ id: 9, author: undefined, body: 'x' }), aComment()] };
    expect(await keep({ body: GREEN, isWanted }, options)).toEqual({
      kept: 'updated',
      comments: [
        [9, 'x'],
        [10, GREEN],
      ],
      writes: 1,
    });
  });

  it('is not written again when it says the same', async () => {
    const options = { comments: [aComment()] };
    expect(await keep({ body: RED, isWanted: true }, options)).toMatchObject({
      kept: 'unchanged',
      writes: 0,
    });
  });

  it('is the oldest where there are several, and the others stay', async () => {
    const options = { comments: [aComment({ id: 12 }), aComment({ id: 11 }), aComment({ id: 13 })] };
    expect((await keep({ body: GREEN, isWanted: true }, options)).comments).toEqual([
      [12, RED],
      [11, GREEN],
      [13, RED],
    ]);
  });

  it('is found behind more comments than a page has', async () => {
    const others = Array.from({ length: 120 }, (_, index) => aComment({ id: index + 20, body: 'x' }));
    const options = { comments: [...others, aComment({ id: 200 })] };
    expect(await keep({ body: GREEN, isWanted: false }, options)).toMatchObject({
      kept: 'updated',
      writes: 1,
    });
  });

  it.each<[string, Partial<FakeComment>]>([
    ['quotes the marker', { body: `> ${RED}` }],
    ['has the marker further down', { body: `See:\n${RED}` }],
    ['is of a gate with another config', { body: `${markerOf('.github/other.yml')}\n\nx` }],
    [
      'is of a gate whose config has a longer path',
      { body: `${markerOf('.github/access-policy-gate.yml2')}\n\nx` },
    ],
    ['is by a user of the same name', { author: { type: 'User', login: 'github-actions' } }],
    ['is by another bot', { author: { type: 'Bot', login: 'dependabot' } }],
    ['is by an account that is gone', { author: undefined }],
    ['is on another pull request', { pullRequest: 43 }],
    ['has no id', { id: undefined }],
  ])('is not one that %s', async (_, comment) => {
    const found = await keep({ body: GREEN, isWanted: true }, { comments: [aComment(comment)] });
    expect(found.kept).toBe('created');
    expect(found.comments).toEqual([
      [comment.id === undefined && 'id' in comment ? undefined : 10, comment.body ?? RED],
      [2_147_483_648, GREEN],
    ]);
  });

  it('of another App is by its own bot', async () => {
    const viewer = { type: 'Bot', login: 'policy-gate' } as const;
    const options = { viewer, comments: [aComment(), aComment({ id: 11, author: viewer })] };
    expect((await keep({ body: GREEN, isWanted: true }, options)).comments).toEqual([
      [10, RED],
      [11, GREEN],
    ]);
  });
});

describe('a marker', () => {
  const paths = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({
      unit: fc.constantFrom('-', '>', '<', '!', '%', '2', 'd', '0', '\n', ' ', '.', '/', '\ud800'),
      maxLength: 12,
    }),
  );

  it('shows an ordinary path as it is', () => {
    expect(MARKER).toBe('<!-- access-policy-gate: .github/access-policy-gate.yml -->');
  });

  it('is one line, and one HTML comment that ends only at its end', () => {
    fc.assert(
      fc.property(paths, (path) => {
        const marker = markerOf(path);
        expect(marker).toMatch(/^<!-- access-policy-gate: [\x21-\x7e]* -->$/);
        // https://html.spec.whatwg.org/multipage/syntax.html#comments, and stricter: XML has no "--" at all.
        expect(marker.slice(4, -3)).not.toMatch(/--|>|<|^-|-$/);
      }),
      { examples: [['a--b.yml'], ['---'], ['-->'], ['--!>'], ['>'], ['a\nb'], ['\ud800']] },
    );
  });

  it('is of one path only, and begins none of another', () => {
    fc.assert(
      fc.property(paths, paths, (one, other) => {
        fc.pre(one !== other);
        expect(markerOf(one).startsWith(markerOf(other))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['a--b', 'a%002d-b'],
    ['a%002d-b', 'a--b'],
    ['é', 'e\u0301'],
    ['\ud800', '\ud801'],
    ['a b', 'a%0020b'],
    ['\u00010', '\u0010'],
  ])('tells %j from %j', (one, other) => {
    expect(markerOf(one)).not.toBe(markerOf(other));
  });
});
