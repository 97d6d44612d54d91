import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { USER_STATUSES, type UserStatus } from '../../src/verdict/assertion.ts';
import {
  beforeOf,
  type Changes,
  countCompared,
  countMoved,
  createComparison,
  gainedOf,
  lostOf,
  NOBODY,
  type Rest,
} from '../../src/verdict/changes.ts';
import { checkComparison } from '../../src/verdict/population.ts';
import { createTally } from '../../src/verdict/tally.ts';
import { type User } from '../../src/verdict/user.ts';
import { aRow, namingOf, rows } from '../support/judged.ts';

const NAMING = namingOf([]);

/** What becomes of the users of one listing in the next. @param rest who is in neither */
function compare(before: readonly User[], after: readonly User[], rest?: Rest) {
  const baseline = createTally([], NAMING);
  baseline.see(before);
  const comparison = createComparison(beforeOf(baseline.roster), NAMING, rest);
  const tally = createTally([], NAMING, comparison);
  tally.see(after);
  comparison.end(tally.roster);
  return { changes: comparison.result(), changed: comparison.changed };
}

function summarize({ moves }: Changes): string[] {
  return moves.map(({ before, after, people }) => `${before} → ${after}: ${String(people.total)}`);
}

describe('the changes between two listings', () => {
  it('tell who loses, who gains and who stays, by user id', () => {
    const { changes, changed } = compare(
      [
        aRow('a@x.com'),
        aRow('b@x.com', 'blocked'),
        aRow('c@x.com'),
        aRow('d@x.com', 'error'),
        aRow('e@x.com'),
      ],
      [
        aRow('renamed@x.com', 'blocked', { id: 'id of a@x.com' }),
        aRow('b@x.com'),
        aRow('c@x.com', 'error'),
        aRow('d@x.com', 'blocked'),
        aRow('e@x.com'),
      ],
    );
    expect(summarize(changes)).toEqual([
      'approved → blocked: 1',
      'approved → error: 1',
      'blocked → approved: 1',
      'error → blocked: 1',
    ]);
    expect(changes.unchanged).toEqual({ approved: 1, blocked: 0, error: 0 });
    expect(countMoved(lostOf(changes))).toBe(2);
    expect(countMoved(gainedOf(changes))).toBe(1);
    expect([...changed].map(([id, { before, after }]) => `${id}: ${before} → ${after}`)).toEqual([
      'id of a@x.com: approved → blocked',
      'id of b@x.com: blocked → approved',
      'id of c@x.com: approved → error',
    ]);
    expect(changed.get('id of b@x.com')?.user).toMatchObject({ email: 'b@x.com' });
  });

  it('find one user in and another out although every percentage stays', () => {
    const { changes } = compare(
      [aRow('in@x.com', 'blocked'), aRow('out@x.com'), ...rows(98, 'approved')],
      [aRow('in@x.com'), aRow('out@x.com', 'blocked'), ...rows(98, 'approved')],
    );
    expect(lostOf(changes).flatMap(({ people }) => people.listed)).toEqual([
      NAMING.person({ email: 'out@x.com' }),
    ]);
    expect(gainedOf(changes).flatMap(({ people }) => people.listed)).toEqual([
      NAMING.person({ email: 'in@x.com' }),
    ]);
  });

  it('count users of one listing only, and tell no change of them', () => {
    const { changes } = compare(
      [aRow('gone@x.com'), aRow('a@x.com'), aRow('left@x.com')],
      [aRow('a@x.com'), aRow('new@x.com', 'blocked')],
    );
    expect(changes).toEqual({
      moves: [],
      unchanged: { approved: 1, blocked: 0, error: 0 },
      onlyBefore: 2,
      onlyAfter: 1,
    });
  });

  it('count a user once who is listed twice', () => {
    const { changes } = compare([aRow('a@x.com')], [aRow('a@x.com', 'blocked'), aRow('a@x.com', 'blocked')]);
    expect(summarize(changes)).toEqual(['approved → blocked: 1']);
    expect(countCompared(changes)).toBe(1);
  });

  it('know somebody who was blocked, and is not listed any more, as the baseline did, with an id or without', () => {
    const { changes, changed } = compare(
      [
        aRow('Named@x.com', 'blocked'),
        { email: 'Plain@x.com', status: 'blocked' },
        { id: 'u1', status: 'error' },
      ],
      [],
      { status: 'approved', population: 5 },
    );
    expect([...changed]).toStrictEqual([
      [
        'id of Named@x.com',
        { user: { id: 'id of Named@x.com', email: 'named@x.com' }, before: 'blocked', after: 'approved' },
      ],
      ['plain@x.com', { user: { email: 'plain@x.com' }, before: 'blocked', after: 'approved' }],
      ['u1', { user: { id: 'u1', email: undefined }, before: 'error', after: 'approved' }],
    ]);
    expect(gainedOf(changes).flatMap(({ people }) => people.listed)).toContainEqual(
      NAMING.person({ email: 'plain@x.com' }),
    );
    expect(changes).toMatchObject({ unchanged: { approved: 2 }, onlyBefore: 0, onlyAfter: 0 });
  });

  it('make everybody who is approved gain where nobody had access', () => {
    const comparison = createComparison(NOBODY, NAMING);
    const tally = createTally([], NAMING, comparison);
    tally.see([aRow('a@x.com'), aRow('b@x.com', 'blocked'), aRow('c@x.com', 'error')]);
    comparison.end(tally.roster);
    expect(comparison.result()).toMatchObject({ onlyBefore: 0, onlyAfter: 0, unchanged: { blocked: 1 } });
    expect(summarize(comparison.result())).toEqual(['blocked → approved: 1', 'blocked → error: 1']);
  });

  it('are those of a naive recomputation, whoever is listed', () => {
    const listing = fc
      .uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 30 })
      .chain((ids) =>
        fc.tuple(...ids.map((id) => fc.tuple(fc.constant(id), fc.constantFrom(...USER_STATUSES)))),
      );
    fc.assert(
      fc.property(listing, listing, (before, after) => {
        const asRows = (list: readonly [number, UserStatus][]): User[] =>
          list.map(([id, status]) => aRow(`${String(id)}@x.com`, status));
        const { changes } = compare(asRows(before), asRows(after));
        const statusBefore = new Map(before);
        const both = after.filter(([id]) => statusBefore.has(id));
        const isLost = ([id, status]: [number, UserStatus]): boolean =>
          statusBefore.get(id) === 'approved' && status !== 'approved';
        const isGained = ([id, status]: [number, UserStatus]): boolean =>
          statusBefore.get(id) !== 'approved' && status === 'approved';
        const labels = (list: readonly [number, UserStatus][]): string[] =>
          list.map(([id]) => NAMING.person({ email: `${String(id)}@x.com` }).label).sort();
        const named = (moves: ReturnType<typeof lostOf>): string[] =>
          moves.flatMap(({ people }) => people.listed.map(({ label }) => label)).sort();
        expect(named(lostOf(changes))).toEqual(labels(both.filter(isLost)));
        expect(named(gainedOf(changes))).toEqual(labels(both.filter(isGained)));
        expect(countCompared(changes)).toBe(both.length);
        expect(changes.onlyAfter).toBe(after.length - both.length);
        expect(changes.onlyBefore).toBe(before.length - both.length);
      }),
    );
  });
});

describe('the population', () => {
  const of = (compared: number, onlyBefore: number, onlyAfter: number): Changes => ({
    moves: [],
    unchanged: { approved: compared, blocked: 0, error: 0 },
    onlyBefore,
    onlyAfter,
  });

  it.each<[string, Changes, string[]]>([
    ['the same: nothing', of(100, 0, 0), []],
    ['1 % apart: said', of(99, 1, 0), ['held']],
    ['1 % apart on both sides together: said', of(198, 1, 1), ['held']],
    ['more than 1 % apart: not proven', of(98, 1, 0), ['inconclusive']],
    ['nobody in both: not proven', of(0, 3, 5), ['inconclusive']],
  ])('is %s', (_, changes, outcomes) => {
    expect(checkComparison(changes).map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual(
      outcomes.map((outcome) => `change ${outcome}`),
    );
  });

  it('is warned of whoever is in error on both sides, of whom nothing is known', () => {
    const changes: Changes = { ...of(90, 0, 0), unchanged: { approved: 80, blocked: 0, error: 10 } };
    expect(checkComparison(changes)).toMatchObject([
      {
        kind: 'change',
        rule: 'undecided',
        severity: 'warning',
        outcome: 'violated',
        expected: 'no user in error on both sides',
        actual: '10 users',
        message:
          '10 of 90 users are in error before and after: whether they lose or gain access is not known.',
        concerned: [],
      },
    ]);
  });

  it('that is hardly apart is told with how far, and how far it may be', () => {
    expect(checkComparison(of(2_999, 1, 0))).toEqual([
      {
        kind: 'change',
        rule: 'population',
        severity: 'error',
        outcome: 'held',
        message:
          'Only in the baseline: 1 user; only in the test: 0 users. Of 1 user (0.03 %) no change can be told.',
        expected: 'at most 1 % apart',
        actual: '0.03 %',
        concerned: [],
      },
    ]);
  });

  it('that is a little too far apart is not shown as if it were not', () => {
    expect(checkComparison(of(9_899, 101, 0))[0]).toMatchObject({
      outcome: 'inconclusive',
      actual: '1.01 %',
    });
  });

  it('is told with both sides, and what to do', () => {
    expect(checkComparison(of(490, 7, 3))[0]).toMatchObject({
      rule: 'population',
      expected: 'at most 1 % apart',
      actual: '2 %',
      message:
        'Only in the baseline: 7 users; only in the test: 3 users. Of 10 users (2 %) no change can be told. Run the gate again; a snapshot has to be taken anew.',
    });
  });
});
