import { describe, expect, it } from '@jest/globals';
import { type Expectation, USER_STATUSES, type UserStatus } from '../../src/verdict/assertion.ts';
import { type Counts } from '../../src/verdict/counts.ts';
import {
  type Known,
  knownWith,
  type Need,
  type NextListing,
  pagesOf,
  planListing,
  planRest,
} from '../../src/verdict/listingPlan.ts';
import { aGlobExpectation, anExpectation } from '../support/assertions.ts';

/** A million users, of whom 1 % are blocked and 5 in error. */
const MANY = someCounts(989_995, 10_000, 5);

function someCounts(usersApproved: number, usersBlocked: number, usersErrored: number): Counts {
  const totalUsers = usersApproved + usersBlocked + usersErrored;
  return { totalUsers, usersApproved, usersBlocked, usersErrored, percentUsersProcessed: 100 };
}

function aUserExpectation(status: UserStatus, ifMissing: 'fail' | 'warn' | 'ignore' = 'fail'): Expectation {
  return anExpectation({ subject: { kind: 'user', user: 'alice@example.com', ifMissing }, status });
}

interface Situation {
  readonly counts?: Counts;
  readonly need?: Partial<Need>;
  readonly expectations?: readonly Expectation[];
  readonly listed?: readonly UserStatus[];
  readonly begun?: readonly UserStatus[];
  /** How many each expectation found so far. */
  readonly matched?: number;
  readonly filters?: boolean;
}

function next({
  counts = MANY,
  need = {},
  expectations = [],
  listed = [],
  begun = listed,
  matched = 0,
  filters = true,
}: Situation): NextListing | undefined {
  const known: Known = {
    counts,
    listed: new Set(listed),
    begun: new Set(begun),
    matches: expectations.map((expectation) => ({
      expectation,
      matched,
      unmatchedPatterns:
        expectation.subject.kind === 'users' && matched === 0 ? expectation.subject.patterns : [],
    })),
  };
  return planListing({ known: [], named: [], ...need }, known, filters);
}

/** In which order statuses are listed when nobody is found. */
function order(situation: Situation): (UserStatus | undefined)[] {
  const listed: UserStatus[] = [];
  const asked: (UserStatus | undefined)[] = [];
  for (;;) {
    const listing = next({ ...situation, listed });
    if (listing === undefined) return asked;
    asked.push(listing.status);
    listed.push(...(listing.status === undefined ? USER_STATUSES : [listing.status]));
  }
}

describe('what is listed', () => {
  it.each<[string, Situation, (UserStatus | undefined)[]]>([
    ['nobody, when only counts are judged', {}, []],
    ['nobody of a small account either', { counts: someCounts(9, 1, 0) }, []],
    ['everybody, when everybody must be known', { need: { known: 'everybody' } }, [undefined]],
    [
      'the two smaller groups, when two tests are compared',
      { need: { known: ['blocked', 'error'] } },
      ['error', 'blocked'],
    ],
    [
      'whoever could break an expectation that somebody is approved, if they are there at all',
      { expectations: [aUserExpectation('approved', 'ignore')] },
      ['error', 'blocked'],
    ],
    [
      'nobody else, when whoever is expected to be blocked is not: approved or absent, it does not hold',
      { expectations: [aUserExpectation('blocked')] },
      ['error', 'blocked'],
    ],
    [
      'everybody by and by, when absence matters less than another outcome',
      { expectations: [aUserExpectation('blocked', 'warn')] },
      ['error', 'blocked', 'approved'],
    ],
    [
      'everybody by and by, when a blocked user may be absent, but not approved',
      { expectations: [aUserExpectation('blocked', 'ignore')] },
      ['error', 'blocked', 'approved'],
    ],
    [
      'everybody by and by, when approved must be told from absent',
      { expectations: [aUserExpectation('approved')] },
      ['error', 'blocked', 'approved'],
    ],
    [
      'whoever could break the expectation of a pattern that may match nobody',
      { expectations: [aGlobExpectation('*@example.com', { status: 'approved', atLeast: 0 })] },
      ['error', 'blocked'],
    ],
    [
      'the approved, when nobody whom a pattern matches may be among them',
      { expectations: [aGlobExpectation('*@example.com', { atLeast: 0 })] },
      ['error', 'approved'],
    ],
    [
      'the approved first, when they are the fewest',
      { counts: someCounts(1_000, 999_000, 0), expectations: [aUserExpectation('approved', 'ignore')] },
      ['error', 'approved', 'blocked'],
    ],
    [
      'everybody together, where they fit on one page',
      { counts: someCounts(500, 400, 99), expectations: [aUserExpectation('approved', 'ignore')] },
      [undefined],
    ],
    ['whoever is to be named', { need: { named: ['blocked'] } }, ['blocked']],
    [
      'everybody to name some, where they fit on one page',
      { counts: someCounts(500, 400, 99), need: { named: ['error'] } },
      [undefined],
    ],
    [
      'everybody, when it is not known how many they are',
      { counts: {}, need: { named: ['blocked'] } },
      [undefined],
    ],
    [
      'everybody, when the API gives others than it was asked for',
      { filters: false, need: { known: ['blocked'] } },
      [undefined],
    ],
  ])('is %s', (_, situation, expected) => {
    expect(order(situation)).toEqual(expected);
  });

  it('is nobody any more once everybody of an expectation was found', () => {
    const expectations = [aUserExpectation('approved'), aUserExpectation('blocked', 'ignore')];
    expect(next({ expectations, listed: ['error'], matched: 1 })).toBeUndefined();
  });

  it('is whoever could deviate, also when a pattern found enough of the others', () => {
    const expectations = [aGlobExpectation('*@example.com', { status: 'approved' })];
    expect(next({ expectations, begun: ['approved'], matched: 7 })).toEqual({
      status: 'error',
      pages: undefined,
    });
  });

  it('is some of many who are only to be named, and all of few', () => {
    expect(next({ need: { named: ['approved'] } })).toEqual({ status: 'approved', pages: 1 });
    expect(next({ need: { named: ['error'] } })).toEqual({ status: 'error', pages: undefined });
  });

  it('is all of many who must be known, and are to be named as well', () => {
    expect(next({ need: { known: ['approved'], named: ['approved'] } })).toEqual({
      status: 'approved',
      pages: undefined,
    });
  });

  it('is nobody again of whom some are named already', () => {
    expect(next({ need: { named: ['approved'] }, begun: ['approved'] })).toBeUndefined();
  });
});

describe('the rest of a comparison', () => {
  const before = someCounts(980_000, 20_000, 0);

  it.each<[string, Counts, Counts | undefined, UserStatus | undefined]>([
    ['are the approved, where they are the most', MANY, before, 'approved'],
    [
      'are the blocked, where they are the most of both',
      someCounts(10, 999_990, 0),
      someCounts(600_000, 400_000, 0),
      'blocked',
    ],
    ['are nobody, where one side has more users', MANY, someCounts(980_001, 20_000, 0), undefined],
    [
      'are nobody, where everybody fits on one page',
      someCounts(900, 99, 0),
      someCounts(900, 99, 0),
      undefined,
    ],
    ['are the blocked, where nobody had access before', MANY, undefined, 'blocked'],
    ['are nobody, where it is not known how many users there are', {}, {}, undefined],
  ])('%s', (_, after, baseline, status) => {
    expect(planRest(after, baseline)).toEqual(
      status === undefined ? undefined : { status, population: after.totalUsers },
    );
  });

  it('leaves the two other groups to be known, or everybody', () => {
    expect(knownWith({ status: 'error', population: 9 })).toEqual(['approved', 'blocked']);
    expect(knownWith(undefined)).toBe('everybody');
  });
});

it('counts one page more where the last is full, which shows that it is the last', () => {
  expect([0, 999, 1_000, 1_001].map((usersBlocked) => pagesOf('blocked', { usersBlocked }))).toEqual([
    1, 1, 2, 2,
  ]);
  expect(pagesOf(undefined, {})).toBe(Infinity);
});
