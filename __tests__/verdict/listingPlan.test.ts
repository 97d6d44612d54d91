import { describe, expect, it } from '@jest/globals';
import { type Expectation, USER_STATUSES, type UserStatus } from '../../src/verdict/assertion.ts';
import { type Counts } from '../../src/verdict/counts.ts';
import {
  isWantedWhole,
  type Known,
  knownWith,
  type Need,
  type NextListing,
  pagesOf,
  planListing,
  planNaming,
  planPages,
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
  readonly need?: Need;
  readonly expectations?: readonly Expectation[];
  readonly listed?: readonly UserStatus[];
  readonly begun?: readonly UserStatus[];
  /** How many each expectation found so far. */
  readonly matched?: number;
  /** Of each of them, by default all or none. */
  readonly unmatchedPatterns?: readonly string[];
  readonly filters?: boolean;
}

function next({
  counts = MANY,
  need = [],
  expectations = [],
  listed = [],
  begun = listed,
  matched = 0,
  unmatchedPatterns,
  filters = true,
}: Situation): NextListing | undefined {
  const known: Known = {
    counts,
    listed: new Set(listed),
    begun: new Set(begun),
    found: expectations.map((expectation) => ({
      expectation,
      matched,
      unmatchedPatterns: new Set(
        unmatchedPatterns ??
          (expectation.subject.kind === 'users' && matched === 0 ? expectation.subject.patterns : []),
      ),
    })),
  };
  return planListing(need, known, filters);
}

/** In which order statuses are listed when nobody is found. */
function order(situation: Situation): NextListing[] {
  const listed: UserStatus[] = [];
  const asked: NextListing[] = [];
  for (;;) {
    const listing = next({ ...situation, listed });
    if (listing === undefined) return asked;
    asked.push(listing);
    listed.push(...(listing === 'everybody' ? USER_STATUSES : [listing]));
  }
}

describe('what is listed', () => {
  it.each<[string, Situation, NextListing[]]>([
    ['nobody, when only counts are judged', {}, []],
    ['nobody of a small account either', { counts: someCounts(9, 1, 0) }, []],
    ['everybody, when everybody must be known', { need: 'everybody' }, ['everybody']],
    [
      'the two smaller groups, when two tests are compared',
      { need: ['blocked', 'error'] },
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
      ['everybody'],
    ],
    ['everybody, when it is not known how many they are', { counts: {}, need: ['blocked'] }, ['everybody']],
    [
      'everybody, when the API gives others than it was asked for',
      { filters: false, need: ['blocked'] },
      ['everybody'],
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
    expect(next({ expectations, begun: ['approved'], matched: 7 })).toEqual('error');
  });

  it.each<[string, readonly string[], NextListing | undefined]>([
    ['whoever is as expected, while one of its patterns matches nobody', ['b*'], 'approved'],
    ['nobody any more, once each of its patterns matches somebody', [], undefined],
  ])('is, where patterns found enough, %s', (_, unmatchedPatterns, expected) => {
    const expectations = [aGlobExpectation(['a*', 'b*'], { status: 'approved' })];
    expect(next({ expectations, listed: ['error', 'blocked'], matched: 7, unmatchedPatterns })).toEqual(
      expected,
    );
  });

  it('is whoever else may have the address of somebody who was found, where they are few', () => {
    const counts = someCounts(990_000, 5_000, 5_000);
    const expectations = [aUserExpectation('blocked')];
    expect(next({ counts, expectations, listed: ['blocked'], matched: 1 })).toBe('error');
    expect(next({ counts, expectations, listed: ['blocked', 'error'], matched: 1 })).toBeUndefined();
  });
});

describe('who is named', () => {
  function naming(counts: Counts, named: readonly UserStatus[], begun: readonly UserStatus[] = []) {
    return planNaming(named, { counts, listed: new Set(), begun: new Set(begun) });
  }

  it('is some of many, and all of few', () => {
    expect(naming(MANY, ['approved'])).toEqual({ listing: 'approved', pages: 1 });
    expect(naming(MANY, ['error'])).toEqual({ listing: 'error', pages: undefined });
  });

  it('is the fewest first, and nobody again', () => {
    expect(naming(MANY, ['blocked', 'error'])?.listing).toBe('error');
    expect(naming(MANY, ['blocked', 'error'], ['error'])?.listing).toBe('blocked');
    expect(naming(MANY, ['error'], ['error'])).toBeUndefined();
  });

  it('is everybody, where they fit on one page', () => {
    expect(naming(someCounts(500, 400, 99), ['error'])).toEqual({ listing: 'everybody', pages: undefined });
  });
});

it('as many pages are planned as it takes where nobody is found early', () => {
  const known = { counts: MANY, listed: new Set<UserStatus>(), begun: new Set<UserStatus>() };
  const found = [
    { expectation: aUserExpectation('approved', 'ignore'), matched: 0, unmatchedPatterns: new Set<string>() },
  ];
  expect(planPages([], { ...known, found: [] })).toBe(0);
  expect(planPages([], { ...known, found })).toBe(12);
  expect(planPages('everybody', { ...known, found })).toBe(1_001);
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

describe('whoever is listed next', () => {
  const glob = aGlobExpectation('*@example.com', { status: 'blocked', atLeast: 1 });

  it.each<[string, NextListing, Need, readonly Expectation[], boolean]>([
    ['is wanted to the end where that is everybody', 'everybody', [], [], true],
    ['is wanted to the end where everybody must be known', 'approved', 'everybody', [], true],
    ['is wanted to the end where they must be known', 'approved', ['approved'], [], true],
    ['is wanted to the end where each of them could break an expectation', 'approved', [], [glob], true],
    ['may be enough sooner where they fulfil it', 'blocked', [], [glob], false],
    ['may be enough sooner where one user is looked for', 'error', [], [aUserExpectation('blocked')], false],
  ])('%s', (_, next, need, expectations, expected) => {
    const found = expectations.map((expectation) => ({
      expectation,
      matched: 0,
      unmatchedPatterns: new Set<string>(),
    }));
    expect(isWantedWhole(next, need, { found })).toBe(expected);
  });
});
