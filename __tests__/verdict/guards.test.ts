import { describe, expect, it } from '@jest/globals';
import { type Counts } from '../../src/verdict/counts.ts';
import { verdictOf } from '../../src/verdict/finding.ts';
import { checkCounts, checkListing } from '../../src/verdict/guards.ts';
import { type User } from '../../src/verdict/user.ts';
import { aGlobExpectation, anExpectation, aThreshold } from '../support/assertions.ts';
import { aRow, countsOf, judged, rows, tallyOf } from '../support/judged.ts';

const USERS = [...rows(7, 'approved'), ...rows(2, 'blocked'), ...rows(1, 'error')];
const COUNTS = countsOf(USERS);
const AGAIN = 'Run the gate again; if it stays so, the answers of the policy tester cannot be relied on.';

describe('the guards on the counts', () => {
  it('say nothing when everybody was processed and the counts add up', () => {
    expect(checkCounts(COUNTS)).toEqual([]);
  });

  it.each<[string, Counts, string[]]>([
    [
      'one percent of the users is not processed',
      { percentUsersProcessed: 99 },
      [`Only 99 % of the users were processed. ${AGAIN}`],
    ],
    [
      'nobody is processed yet',
      { percentUsersProcessed: 0 },
      [`Only 0 % of the users were processed. ${AGAIN}`],
    ],
    [
      'it is not told how many were processed',
      { percentUsersProcessed: undefined },
      [`Cloudflare did not tell whether all users were processed. ${AGAIN}`],
    ],
    [
      'a user is missing from the sum',
      { usersApproved: 6 },
      [`Approved, blocked and errored users come to 9, the total is 10. ${AGAIN}`],
    ],
    [
      'the sum has a user too many',
      { usersBlocked: 3 },
      [`Approved, blocked and errored users come to 11, the total is 10. ${AGAIN}`],
    ],
    [
      'the total is not told',
      { totalUsers: undefined },
      [`Cloudflare did not tell how many users were tested, approved, blocked and errored. ${AGAIN}`],
    ],
    [
      'one of the counts is not told',
      { usersErrored: undefined },
      [`Cloudflare did not tell how many users were tested, approved, blocked and errored. ${AGAIN}`],
    ],
    [
      'nobody was tested',
      { totalUsers: 0, usersApproved: 0, usersBlocked: 0, usersErrored: 0 },
      [
        'Nobody was tested: the policy tester knows only users who have logged in to this account at least once. Check account-id, or wait until somebody has.',
      ],
    ],
  ])('say so when %s', (_, overrides, messages) => {
    const findings = checkCounts({ ...COUNTS, ...overrides });
    expect(findings.map(({ message }) => message)).toEqual(messages);
    expect(findings.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual(['guard inconclusive']);
  });

  it('say everything at once', () => {
    expect(checkCounts({}).map(({ rule, actual }) => `${rule}: ${actual}`)).toEqual([
      'percent_users_processed: not known',
      'counts: not known',
    ]);
  });
});

describe('the guards on the listed users', () => {
  const [first, ...others] = USERS;

  it('say nothing when every user is listed once', () => {
    expect(checkListing(tallyOf(USERS), COUNTS, [])).toEqual([]);
  });

  it('count a user who is listed twice once', () => {
    expect(checkListing(tallyOf([...USERS, ...USERS]), COUNTS, [])).toEqual([]);
  });

  it.each<[string, readonly User[], string[]]>([
    [
      'a user is not listed',
      others,
      [`Listed with the status approved: 6 users; the count says 7. ${AGAIN}`],
    ],
    [
      'a user takes the place of another by being listed twice',
      [...others, ...others.slice(0, 1)],
      [`Listed with the status approved: 6 users; the count says 7. ${AGAIN}`],
    ],
    [
      'a user more is listed',
      [...USERS, aRow('new@example.com', 'error')],
      [`Listed with the status error: 2 users; the count says 1. ${AGAIN}`],
    ],
    [
      'nobody is listed',
      [],
      [
        `Listed with the status approved: 0 users; the count says 7. ${AGAIN}`,
        `Listed with the status blocked: 0 users; the count says 2. ${AGAIN}`,
        `Listed with the status error: 0 users; the count says 1. ${AGAIN}`,
      ],
    ],
    [
      'a user has two statuses',
      [...USERS, { ...first, status: 'blocked' }],
      [`Listed with two different statuses: 1 user. ${AGAIN}`],
    ],
    [
      'a user has two addresses',
      [...USERS, { ...first, email: 'other@example.com' }],
      [`Listed with two different addresses under one id: 1 user. ${AGAIN}`],
    ],
    [
      'a user has an address that another row does not tell at first',
      [...USERS, { id: 'x', status: 'error' }, { ...first, email: undefined }],
      [`Listed with the status error: 2 users; the count says 1. ${AGAIN}`],
    ],
    [
      'a user has no status',
      [{ ...first, status: undefined }, ...others],
      [
        `Listed with the status approved: 6 users; the count says 7. ${AGAIN}`,
        `Listed without a status, or with neither id nor address: 1 user. ${AGAIN}`,
      ],
    ],
    [
      'a row is about nobody',
      [...USERS, { status: 'approved', name: 'Somebody' }],
      [`Listed without a status, or with neither id nor address: 1 user. ${AGAIN}`],
    ],
  ])('say so when %s', (_, users, messages) => {
    const findings = checkListing(tallyOf(users), COUNTS, []);
    expect(findings.map(({ message }) => message)).toEqual(messages);
    expect(verdictOf(findings)).toBe('inconclusive');
  });

  it('say what was expected of an id with two addresses', () => {
    const users = [...USERS, { ...first, email: 'other@example.com' }];
    expect(checkListing(tallyOf(users), COUNTS, [])).toMatchObject([
      { rule: 'one_address', expected: 'one address each', actual: '1 with two' },
    ]);
  });

  it('take a user of whom only the id is known', () => {
    const users = [...rows(1, 'approved'), { id: 'an id', status: 'approved' } as const];
    expect(checkListing(tallyOf(users), countsOf(users), [])).toEqual([]);
  });

  it('ask for addresses when expectations are about addresses', () => {
    const users = [...rows(1, 'approved'), { id: 'an id', status: 'approved' } as const];
    const findings = checkListing(tallyOf(users), countsOf(users), [anExpectation()]);
    expect(findings.map(({ message }) => message)).toEqual([
      'Listed without an address, or with something else in its place: 1 user, whom expectations may be about without telling. Ask Cloudflare why, or use thresholds only.',
    ]);
  });

  it.each([
    ' ',
    '-',
    'x',
    '@',
    '@example.com',
    'a@',
    'a@b@example.com',
    'a b@example.com',
    'mallory@contractor.example ',
    ' mallory@contractor.example',
    'mallory@contractor.example\n',
    'mallory@contractor.example.',
    'mallory@contractor..example',
    'mallory@contractor.example\u200b',
    'mal\u200blory@contractor.example',
    'mallory@contractor\u00ad.example',
    'mallory@contractor\ufe0f.example',
    'mallory\uff20contractor.example',
    'mallory@contractor\u3002example',
    'mallory@contractor%2eexample',
    '<mallory@contractor.example>',
    'Mallory <mallory@contractor.example>',
    '"mallory\u2028"@contractor.example',
  ])('take %j for no address', (email) => {
    const users = [...rows(1, 'approved'), aRow(email)];
    const findings = checkListing(tallyOf(users), countsOf(users), [anExpectation()]);
    expect(findings.map(({ rule }) => rule)).toEqual(['addresses']);
  });

  it.each([
    'a@x',
    'A.B+c@sub.example.com',
    "o'neil!#$%&*/=?^`{|}~@example.com",
    '"alice smith <b>"@example.com',
    'älice@münchen.example',
    'a\u0308lice@example.com',
    '😀@example.com',
    'alice@[192.0.2.1]',
    'alice@xn--mnchen-3ya.example',
  ])('take %j for an address', (email) => {
    const users = [...rows(1, 'approved'), aRow(email)];
    expect(checkListing(tallyOf(users), countsOf(users), [anExpectation()])).toEqual([]);
  });

  it('take two forms of one address for one', () => {
    const listed = [aRow('Ä.Σ@example.com', 'approved', { id: 'i' })];
    const again = [aRow('a\u0308.ς@EXAMPLE.com', 'approved', { id: 'i' })];
    expect(checkListing(tallyOf([...listed, ...again]), countsOf(listed), [])).toEqual([]);
  });

  it('say so when a count is not told', () => {
    const findings = checkListing(tallyOf(USERS), { ...COUNTS, usersBlocked: undefined }, []);
    expect(findings.map(({ message }) => message)).toEqual([
      `Listed with the status blocked: 2 users; the count is not known. ${AGAIN}`,
    ]);
  });
});

describe('a test that proves nothing', () => {
  const assertions = {
    thresholds: [aThreshold({ metric: 'percent_blocked', max: 100 })],
    expectations: [aGlobExpectation('*@example.com', { status: 'approved' })],
  };
  const users = rows(10, 'approved');
  const counts = countsOf(users);

  it('would pass if it were proven', () => {
    expect(verdictOf(judged({ users, counts, ...assertions }))).toBe('passed');
  });

  it.each<[string, Partial<{ users: readonly User[]; counts: Counts }>]>([
    ['without any counts', { counts: {} }],
    ['with percentages and no counts', { counts: { percentBlocked: 0, percentUsersProcessed: 100 } }],
    ['with nobody in it', { users: [], counts: countsOf([]) }],
    ['processed to 99 %', { counts: { ...counts, percentUsersProcessed: 99 } }],
    ['with a user of the total who has no outcome', { counts: { ...counts, totalUsers: 11 } }],
    ['with a page missing from the list', { users: users.slice(0, 5) }],
    ['with an empty list', { users: [] }],
    [
      'with a second list that contradicts the first',
      { users: [...users, aRow('approved1@example.com', 'blocked')] },
    ],
    ['with users listed under another outcome than counted', { users: rows(10, 'blocked') }],
    ['with a row without a status', { users: [...users, { id: 'more', email: 'more@example.com' }] }],
    ['with a row that is about nobody', { users: [...users, { status: 'approved' }] }],
    [
      'with a user whose address is not told',
      { users: [...users.slice(1), { id: 'somebody', status: 'approved' }] },
    ],
  ])('does not pass %s', (_, overrides) => {
    expect(verdictOf(judged({ users, counts, ...assertions, ...overrides }))).not.toBe('passed');
  });

  it.each<[keyof Counts]>([
    ['totalUsers'],
    ['usersApproved'],
    ['usersBlocked'],
    ['usersErrored'],
    ['percentUsersProcessed'],
  ])('does not pass when %s is not told', (missing) => {
    expect(verdictOf(judged({ users, counts: { ...counts, [missing]: undefined }, ...assertions }))).toBe(
      'inconclusive',
    );
  });
});
