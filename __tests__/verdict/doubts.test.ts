import { describe, expect, it } from '@jest/globals';
import { type Counts } from '../../src/verdict/counts.ts';
import { type Finding, verdictOf } from '../../src/verdict/finding.ts';
import { checkBaseline, checkCounts, checkNobody, checkTest } from '../../src/verdict/guards.ts';
import { type User } from '../../src/verdict/user.ts';
import { anExpectation, aThreshold } from '../support/assertions.ts';
import { countsOf, judged, rows, tallyOf } from '../support/judged.ts';

/** 500 people: 490 approved, 1 blocked, 9 in error. */
const USERS = [...rows(490, 'approved'), ...rows(1, 'blocked'), ...rows(9, 'error')];
const COUNTS = countsOf(USERS);

function tell(findings: readonly Finding[]): string[] {
  return findings.map(({ rule, expected, actual }) => `${rule}: ${actual} instead of ${expected}`);
}

describe("Cloudflare's own percentages", () => {
  it.each<[string, Counts]>([
    ['rounded up', { percentApproved: 98, percentBlocked: 1, percentErrored: 2 }],
    ['rounded down', { percentApproved: 98, percentBlocked: 0, percentErrored: 1 }],
    ['one percent off', { percentApproved: 99 }],
    ['one percent off on the other side', { percentApproved: 97 }],
    ['not told', { percentApproved: undefined, percentBlocked: undefined, percentErrored: undefined }],
  ])('are believed %s', (_, told) => {
    expect(checkCounts({ ...COUNTS, ...told })).toEqual([]);
  });

  it.each<[string, Counts, string]>([
    ['approved', { percentApproved: 96 }, 'percent_approved: 96 % instead of 98 %'],
    ['blocked', { percentBlocked: 2 }, 'percent_blocked: 2 % instead of 0.2 %'],
    ['in error', { percentErrored: 0 }, 'percent_errored: 0 % instead of 1.8 %'],
  ])('are in doubt when they are not those of the counts: %s', (_, told, expected) => {
    const findings = checkCounts({ ...COUNTS, ...told });
    expect(tell(findings)).toEqual([expected]);
    expect(findings[0]?.message).toContain('its counts come to');
    expect(verdictOf(findings)).toBe('inconclusive');
  });

  it('are not compared with counts that are in doubt themselves', () => {
    const findings = checkCounts({ ...COUNTS, totalUsers: 501, percentBlocked: 50 });
    expect(findings.map(({ rule }) => rule)).toEqual(['counts']);
  });
});

describe('each doubt', () => {
  const [first, ...others] = USERS;

  it.each<[string, readonly User[], Counts, string]>([
    [
      'that not all were processed',
      USERS,
      { percentUsersProcessed: 42 },
      'percent_users_processed: 42 % instead of 100 %',
    ],
    ['of the sum', USERS, { usersBlocked: 2, percentBlocked: 0 }, 'counts: 501 users instead of 500 users'],
    ['of an unknown sum', USERS, { usersBlocked: undefined }, 'counts: not known instead of 500 users'],
    ['of a user who is not listed', others, {}, 'listed_users_approved: 489 users instead of 490 users'],
    [
      'of a user with two statuses',
      [...USERS, { ...first, status: 'blocked' }],
      {},
      'one_status: 1 with two instead of one status each',
    ],
    [
      'of a row about nobody',
      [...USERS, { status: 'approved' }],
      {},
      'usable_rows: 1 without instead of a status and an id or address in each',
    ],
    [
      'of a user without an address',
      [{ id: 'somebody', status: 'approved' }, ...others],
      {},
      'addresses: 1 without instead of an address for each user',
    ],
  ])('says what was expected, and what was found: %s', (_, users, told, expected) => {
    const findings = checkTest({ ...COUNTS, ...told }, tallyOf(users), [anExpectation()]);
    expect(tell(findings)[0]).toBe(expected);
    expect(findings[0]).toMatchObject({ kind: 'guard', severity: 'error', concerned: [] });
  });

  it('that nobody was tested says so', () => {
    expect(tell(checkTest(countsOf([]), tallyOf([]), []))).toEqual(['total_users: 0 instead of at least 1']);
  });

  it('of a baseline says that it is about the baseline', () => {
    const findings = checkBaseline({ ...COUNTS, percentUsersProcessed: 42 }, tallyOf(USERS));
    expect(tell(findings)).toEqual(['baseline_percent_users_processed: 42 % instead of 100 %']);
    expect(findings[0]?.message).toMatch(/^The baseline is not to be relied on: Only 42 % of the users /);
    expect(verdictOf(findings)).toBe('inconclusive');
  });

  it('is none of a baseline whose users have no address, because no expectation is about them', () => {
    const users: User[] = [{ id: 'somebody', status: 'approved' }];
    expect(checkBaseline(countsOf(users), tallyOf(users))).toEqual([]);
  });
});

describe('a test without policies', () => {
  it('is nothing to doubt where it replaces none and expects nothing of anybody', () => {
    expect(checkNobody(true, [])).toEqual([]);
  });

  it.each<[string, boolean, boolean, string]>([
    ['of people', true, true, 'take the expectations out of this test.'],
    [
      'of people, though something is replaced',
      false,
      true,
      'name some, or give the test policies as baseline',
    ],
    [
      'of nobody, though something is replaced',
      false,
      false,
      'name some, or give the test policies as baseline',
    ],
  ])('proves nothing %s, and says what to do', (_, replacesNothing, expects, advice) => {
    const findings = checkNobody(replacesNothing, expects ? [anExpectation()] : []);
    expect(tell(findings)).toEqual(['total_users: 0 instead of at least 1']);
    expect(findings[0]?.message).toContain(advice);
    expect(verdictOf(findings)).toBe('inconclusive');
  });
});

describe('a list of users that is in doubt', () => {
  it('leaves what holds of somebody who is listed, and doubts who is missing', () => {
    const findings = judged({
      users: rows(4, 'approved'),
      counts: { ...countsOf(rows(4, 'approved')), percentUsersProcessed: 99 },
      thresholds: [aThreshold({ metric: 'users_blocked', max: 0 })],
      expectations: [
        anExpectation({ subject: { kind: 'user', user: 'approved1@example.com', ifMissing: 'fail' } }),
        anExpectation({ label: 'Alice' }),
      ],
    });
    expect(findings.map(({ outcome }) => outcome)).toEqual(['inconclusive', 'held', 'held', 'inconclusive']);
    expect(findings.at(-1)?.message).toBe(
      'What becomes of Alice cannot be told, because the list of users is not to be relied on.',
    );
  });
});
