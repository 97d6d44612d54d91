import { describe, expect, it } from '@jest/globals';
import { type Metric, type Threshold, type UserStatus } from '../../src/verdict/assertion.ts';
import { type Changes, type Move } from '../../src/verdict/changes.ts';
import { type Counts } from '../../src/verdict/counts.ts';
import { type Finding } from '../../src/verdict/finding.ts';
import { gatherPeople } from '../../src/verdict/people.ts';
import { checkThresholds } from '../../src/verdict/thresholds.ts';
import { aThreshold } from '../support/assertions.ts';
import { countsOf, namingOf, rows, tallyOf } from '../support/judged.ts';

/** 1,000 people: 900 approved, 60 blocked, 40 in error. */
const USERS = [...rows(900, 'approved'), ...rows(60, 'blocked'), ...rows(40, 'error')];

function check(
  threshold: Threshold,
  counts = countsOf(USERS) as Parameters<typeof checkThresholds>[1],
): Finding {
  const [finding, ...more] = checkThresholds([threshold], counts, tallyOf(USERS), undefined);
  if (finding === undefined || more.length > 0) throw new Error('A threshold has one finding.');
  return finding;
}

describe('a threshold', () => {
  it.each<[Metric, { min?: number; max?: number }, Finding['outcome']]>([
    ['total_users', { min: 1_000 }, 'held'],
    ['total_users', { min: 1_001 }, 'violated'],
    ['total_users', { max: 1_000 }, 'held'],
    ['total_users', { max: 999 }, 'violated'],
    ['users_approved', { min: 900 }, 'held'],
    ['users_approved', { min: 901 }, 'violated'],
    ['users_blocked', { max: 60 }, 'held'],
    ['users_blocked', { max: 59 }, 'violated'],
    ['users_blocked', { max: 0 }, 'violated'],
    ['users_blocked', { min: 0 }, 'held'],
    ['users_errored', { min: 40, max: 40 }, 'held'],
    ['users_errored', { min: 41, max: 50 }, 'violated'],
    ['users_errored', { min: 30, max: 39 }, 'violated'],
    ['percent_approved', { min: 90 }, 'held'],
    ['percent_approved', { min: 90.1 }, 'violated'],
    ['percent_blocked', { max: 6 }, 'held'],
    ['percent_blocked', { max: 5.999 }, 'violated'],
    ['percent_errored', { max: 4 }, 'held'],
    ['percent_errored', { max: 3.9 }, 'violated'],
    ['percent_users_processed', { min: 100 }, 'held'],
    ['percent_users_processed', { max: 99 }, 'violated'],
  ])('is inclusive: %s of %j is %s', (metric, bounds, outcome) => {
    expect(check(aThreshold({ metric, ...bounds })).outcome).toBe(outcome);
  });

  it('sees 1 blocked of 500 users, which Cloudflare rounds to 0 percent', () => {
    const users = [...rows(499, 'approved'), ...rows(1, 'blocked')];
    const counts = countsOf(users);
    const [finding] = checkThresholds([aThreshold({ max: 0 })], counts, tallyOf(users), undefined);
    expect(counts.percentBlocked).toBe(0);
    expect(finding?.outcome).toBe('violated');
    expect(finding?.message).toBe('1 of 500 users (0.2 %) blocked; at most 0 % expected.');
  });

  it.each<[string, Threshold, string]>([
    ['users', aThreshold({ metric: 'users_blocked', max: 0 }), 'at most 0'],
    ['a percentage', aThreshold({ max: 0 }), 'at most 0 %'],
    ['a percentage with two bounds', aThreshold({ min: 0, max: 1 }), 'from 0 % to 1 %'],
  ])('shows a part that has no end with one decimal: %s', (_, threshold, expected) => {
    const users = [...rows(2, 'approved'), ...rows(1, 'blocked')];
    const [finding] = checkThresholds([threshold], countsOf(users), tallyOf(users), undefined);
    expect(finding?.message).toBe(`1 of 3 users (33.3 %) blocked; ${expected} expected.`);
  });

  it.each<[string, Counts, string]>([
    ['of the others nothing is told', { usersBlocked: 3 }, '3 blocked'],
    ['of the others a rounded part is told', { usersBlocked: 3, percentBlocked: 6 }, '3 blocked'],
    ['nobody was processed', { usersApproved: 0, usersBlocked: 0, usersErrored: 0 }, '0 blocked'],
  ])('says no part of all users where %s', (_, counts, words) => {
    expect(check(aThreshold({ metric: 'users_blocked', max: 0 }), counts).message).toBe(
      `${words}; at most 0 expected.`,
    );
  });

  it('is judged by the integer of Cloudflare when counts are missing', () => {
    const finding = check(aThreshold({ max: 5 }), { percentBlocked: 6 });
    expect(finding).toMatchObject({
      outcome: 'violated',
      actual: '6 %',
      message: '6 % blocked; at most 5 % expected.',
    });
  });

  it('is not proven when its metric is not told', () => {
    expect(check(aThreshold({ severity: 'warning' }), {})).toMatchObject({
      outcome: 'inconclusive',
      actual: 'not known',
      message: 'Cloudflare did not tell percent_blocked, so it cannot be compared: run the gate again.',
      concerned: [],
    });
  });

  it('keeps its severity and its place', () => {
    const location = { file: 'gate.yml', line: 3, column: 5 };
    expect(check(aThreshold({ severity: 'warning', location }))).toMatchObject({
      severity: 'warning',
      location,
    });
  });
});

describe('the message of a threshold', () => {
  it.each<[Metric, { min?: number; max?: number }, string]>([
    ['total_users', { min: 1_200 }, '1,000 users in the tested population; at least 1,200 expected.'],
    ['users_approved', { min: 950 }, '900 of 1,000 users (90 %) approved; at least 950 expected.'],
    ['users_blocked', { max: 10 }, '60 of 1,000 users (6 %) blocked; at most 10 expected.'],
    ['users_errored', { max: 0 }, '40 of 1,000 users (4 %) in error; at most 0 expected.'],
    ['percent_blocked', { min: 1, max: 5 }, '60 of 1,000 users (6 %) blocked; from 1 % to 5 % expected.'],
    ['percent_users_processed', { max: 99.5 }, '100 % of the users processed; at most 99.5 % expected.'],
  ])('says what was found and what was expected: %s of %j', (metric, bounds, message) => {
    expect(check(aThreshold({ metric, ...bounds })).message).toBe(message);
  });

  it('shows a bound as it was written', () => {
    expect(check(aThreshold({ max: 0.05 })).expected).toBe('at most 0.05 %');
    expect(check(aThreshold({ min: 0.25, max: 99.999 })).expected).toBe('from 0.25 % to 99.999 %');
  });

  it('does not round what was found to the bound that it violates', () => {
    const users = [...rows(8_996, 'approved'), ...rows(1_004, 'blocked')];
    const [finding] = checkThresholds([aThreshold({ max: 10 })], countsOf(users), tallyOf(users), undefined);
    expect(finding?.actual).toBe('10.04 %');
    expect(finding?.message).toBe('1,004 of 10,000 users (10.04 %) blocked; at most 10 % expected.');
  });
});

describe('the people whom a threshold concerns', () => {
  it.each<[string, Metric, { min?: number; max?: number }, string[]]>([
    ['too many blocked: those who are', 'users_blocked', { max: 0 }, ['blocked 60']],
    ['too many percent blocked: those who are', 'percent_blocked', { max: 0 }, ['blocked 60']],
    ['too few approved: those who are not', 'percent_approved', { min: 95 }, ['blocked 60', 'error 40']],
    ['too many percent in error: those who are', 'percent_errored', { max: 0 }, ['error 40']],
    ['too few in error: those who are not', 'users_errored', { min: 41 }, ['approved 900', 'blocked 60']],
    ['too many in error: those who are', 'users_errored', { max: 0 }, ['error 40']],
    ['too few tested: nobody in particular', 'total_users', { min: 2_000 }, []],
    ['enough approved: nobody', 'users_approved', { min: 900 }, []],
  ])('%s', (_, metric, bounds, concerned) => {
    const finding = check(aThreshold({ metric, ...bounds }));
    expect(finding.concerned.map(({ status, people }) => `${status} ${people.total}`)).toEqual(concerned);
  });

  it('are none of a status that nobody has', () => {
    const users = rows(3, 'blocked');
    const threshold = aThreshold({ metric: 'users_approved', min: 1 });
    const [finding] = checkThresholds([threshold], countsOf(users), tallyOf(users), undefined);
    expect(finding?.concerned.map(({ status }) => status)).toEqual(['blocked']);
  });
});

describe('a threshold on changes', () => {
  const moved = (before: UserStatus, after: UserStatus, count: number): Move => {
    const gathering = gatherPeople(namingOf([]));
    for (const row of rows(count, after, `${before}-${after}`)) gathering.add(row);
    return { before, after, people: gathering.people() };
  };
  const CHANGES: Changes = {
    moves: [
      moved('approved', 'blocked', 11),
      moved('approved', 'error', 1),
      moved('blocked', 'approved', 3),
      moved('blocked', 'error', 2),
    ],
    unchanged: { approved: 400, blocked: 83, error: 0 },
    onlyBefore: 4,
    onlyAfter: 2,
  };

  function checkChange(threshold: Threshold, changes: Changes | undefined = CHANGES): Finding | undefined {
    return checkThresholds([threshold], {}, tallyOf([]), changes)[0];
  }

  it.each<[Metric, { min?: number; max?: number }, string, string[]]>([
    [
      'users_lost',
      { max: 0 },
      '12 of 500 users (2.4 %) would lose access; at most 0 expected.',
      ['blocked 11', 'error 1'],
    ],
    ['users_lost', { max: 12 }, '12 of 500 users (2.4 %) would lose access; at most 12 expected.', []],
    [
      'percent_lost',
      { max: 2.39 },
      '12 of 500 users (2.4 %) would lose access; at most 2.39 % expected.',
      ['blocked 11', 'error 1'],
    ],
    [
      'users_gained',
      { max: 2 },
      '3 of 500 users (0.6 %) would gain access; at most 2 expected.',
      ['approved 3'],
    ],
    ['users_gained', { min: 4 }, '3 of 500 users (0.6 %) would gain access; at least 4 expected.', []],
    [
      'percent_gained',
      { min: 0.6, max: 0.6 },
      '3 of 500 users (0.6 %) would gain access; from 0.6 % to 0.6 % expected.',
      [],
    ],
  ])('%s of %j is of the users that both tests know', (metric, bounds, message, concerned) => {
    const finding = checkChange(aThreshold({ metric, ...bounds }));
    expect(finding?.message).toBe(message);
    expect(finding?.concerned.map(({ status, people }) => `${status} ${String(people.total)}`)).toEqual(
      concerned,
    );
  });

  it('shows a part that has no end with one decimal', () => {
    const third: Changes = {
      ...CHANGES,
      moves: [moved('approved', 'blocked', 1)],
      unchanged: { approved: 2, blocked: 0, error: 0 },
    };
    expect(checkChange(aThreshold({ metric: 'users_lost', max: 1 }), third)?.message).toBe(
      '1 of 3 users (33.3 %) would lose access; at most 1 expected.',
    );
  });

  it('is not proven without a complete baseline', () => {
    const finding = checkThresholds(
      [aThreshold({ metric: 'users_lost', max: 9 })],
      {},
      tallyOf([]),
      undefined,
    )[0];
    expect(finding).toMatchObject({
      outcome: 'inconclusive',
      message: 'Nobody was compared with a baseline, so users_lost is not known: see the other findings.',
    });
  });

  it('has no percentage where nobody is in both populations', () => {
    const nobody: Changes = { ...CHANGES, moves: [], unchanged: { approved: 0, blocked: 0, error: 0 } };
    expect(checkChange(aThreshold({ metric: 'percent_lost', max: 0 }), nobody)?.outcome).toBe('inconclusive');
    expect(checkChange(aThreshold({ metric: 'users_lost', max: 0 }), nobody)).toMatchObject({
      outcome: 'held',
      message: '0 users would lose access; at most 0 expected.',
    });
  });
});
