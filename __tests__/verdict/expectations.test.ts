import { describe, expect, it } from '@jest/globals';
import { type Expectation, USER_STATUSES, type UserStatus } from '../../src/verdict/assertion.ts';
import { checkExpectations } from '../../src/verdict/expectations.ts';
import { type Finding } from '../../src/verdict/finding.ts';
import { type User } from '../../src/verdict/user.ts';
import { aGlobExpectation, anExpectation } from '../support/assertions.ts';
import { aRow, namingOf, rows, tallyOf } from '../support/judged.ts';

const ALICE = aRow('alice@example.com', 'approved', { id: 'a11ce000-0000-8000-8000-000000000001' });
const BOB = aRow('bob@example.com', 'blocked');
const CAROL = aRow('carol@contractor.example', 'blocked');
const DAVE = aRow('dave@contractor.example', 'error');

function check(expectation: Expectation, users: readonly User[] = [ALICE, BOB, CAROL, DAVE]): Finding {
  const { matches } = tallyOf(users, [expectation]);
  const [finding, ...more] = checkExpectations(matches, new Set(USER_STATUSES), namingOf([expectation]));
  if (finding === undefined || more.length > 0) throw new Error('An expectation has one finding.');
  return finding;
}

function concernedBy({ concerned }: Finding): string[] {
  return concerned.map(({ status, people }) => `${status} ${people.total}`);
}

function aboutUser(
  user: string,
  status: UserStatus,
  ifMissing: 'fail' | 'warn' | 'ignore' = 'fail',
): Expectation {
  return anExpectation({ subject: { kind: 'user', user, ifMissing }, status });
}

describe('an expectation of one user', () => {
  it.each<[string, string, UserStatus, Finding['outcome'], string]>([
    ['holds when approved was expected', 'alice@example.com', 'approved', 'held', 'approved'],
    ['holds when blocked was expected', 'bob@example.com', 'blocked', 'held', 'blocked'],
    ['holds when an error was expected', 'dave@contractor.example', 'error', 'held', 'an error'],
    ['is violated by another outcome', 'alice@example.com', 'blocked', 'violated', 'approved'],
    ['is violated by an error', 'dave@contractor.example', 'blocked', 'violated', 'an error'],
    ['finds an address in any case', 'ALICE@Example.COM', 'approved', 'held', 'approved'],
    ['finds a user id', 'a11ce000-0000-8000-8000-000000000001', 'approved', 'held', 'approved'],
    ['finds a user id in any case', 'A11CE000-0000-8000-8000-000000000001', 'approved', 'held', 'approved'],
    ['is not about a longer address', 'lice@example.com', 'approved', 'violated', 'never logged in'],
    [
      'is not about an id that looks like an address',
      'id of alice@example.com',
      'approved',
      'violated',
      'never logged in',
    ],
    ['is not about a name', 'Name of alice@example.com', 'approved', 'violated', 'never logged in'],
  ])('%s', (_, user, status, outcome, actual) => {
    expect(check(aboutUser(user, status))).toMatchObject({ outcome, actual });
  });

  it('finds an address that the API gives in another case', () => {
    const users = [aRow('Alice@EXAMPLE.com', 'blocked')];
    expect(check(aboutUser('alice@example.com', 'blocked'), users).outcome).toBe('held');
  });

  it.each<['fail' | 'warn' | 'ignore', Finding['outcome'], Finding['severity']]>([
    ['fail', 'violated', 'error'],
    ['warn', 'violated', 'warning'],
    ['ignore', 'held', 'error'],
  ])(
    'with if_missing: %s is %s with the severity %s when they never logged in',
    (ifMissing, outcome, severity) => {
      expect(check(aboutUser('new.hire@example.com', 'approved', ifMissing))).toMatchObject({
        outcome,
        severity,
        actual: 'never logged in',
        concerned: [],
      });
    },
  );

  it.each<['fail' | 'warn' | 'ignore']>([['fail'], ['warn'], ['ignore']])(
    'with if_missing: %s is violated by another outcome all the same',
    (ifMissing) => {
      expect(check(aboutUser('bob@example.com', 'approved', ifMissing))).toMatchObject({
        outcome: 'violated',
        severity: 'error',
      });
    },
  );

  it('that only warns only warns when they never logged in', () => {
    const expectation = { ...aboutUser('new.hire@example.com', 'approved'), severity: 'warning' as const };
    expect(check(expectation)).toMatchObject({ outcome: 'violated', severity: 'warning' });
  });

  it('names whom it concerns', () => {
    expect(concernedBy(check(aboutUser('bob@example.com', 'approved')))).toEqual(['blocked 1']);
  });
});

describe('an expectation of everybody who matches', () => {
  it.each<[string, string, number, UserStatus, Finding['outcome'], string, string[]]>([
    ['holds when all of them fared so', 'c*@contractor.example', 1, 'blocked', 'held', 'blocked', []],
    ['is violated by one of them', '*@example.com', 1, 'approved', 'violated', 'blocked', ['blocked 1']],
    ['is violated by an error', '*@contractor.example', 1, 'blocked', 'violated', 'an error', ['error 1']],
    ['is violated when nobody matches', '*@nowhere.example', 1, 'blocked', 'violated', 'matches nobody', []],
    [
      'holds with at_least: 0 when nobody matches',
      '*@nowhere.example',
      0,
      'blocked',
      'held',
      'matches nobody',
      [],
    ],
    [
      'is violated with at_least: 0 by another outcome',
      'bob@*',
      0,
      'approved',
      'violated',
      'blocked',
      ['blocked 1'],
    ],
    ['is violated by fewer than at_least', 'bob@*', 2, 'blocked', 'violated', 'matches 1 user', []],
    ['holds with exactly at_least', 'bob@*', 1, 'blocked', 'held', 'blocked', []],
    [
      'tells every outcome that was not expected',
      '*',
      1,
      'blocked',
      'violated',
      'approved or an error',
      ['approved 1', 'error 1'],
    ],
  ])('%s', (_, pattern, atLeast, status, outcome, actual, concerned) => {
    const finding = check(aGlobExpectation(pattern, { atLeast, status }));
    expect(finding).toMatchObject({ outcome, actual });
    expect(concernedBy(finding)).toEqual(concerned);
  });

  it('is violated when one of its patterns matches nobody, though another matches', () => {
    const finding = check(aGlobExpectation(['bob@*', '*@gone.example', '*@contractors.example']));
    expect(finding).toMatchObject({
      outcome: 'violated',
      actual: 'matches 1 user',
      message: 'Nobody who ever logged in matches *@gone.example, *@contractors.example.',
    });
  });

  it('holds when two of its patterns match the same person', () => {
    expect(check(aGlobExpectation(['bob@*', 'b*', 'bob@*'])).outcome).toBe('held');
  });

  it('counts somebody once who matches two of its patterns', () => {
    expect(check(aGlobExpectation(['bob@*', 'b*'], { atLeast: 2 }))).toMatchObject({
      actual: 'matches 1 user',
    });
  });

  it('does not ask for somebody of each pattern with at_least: 0', () => {
    expect(check(aGlobExpectation(['bob@*', '*@gone.example'], { atLeast: 0 })).outcome).toBe('held');
  });

  it('says everything that is wrong at once', () => {
    const finding = check(
      aGlobExpectation(['*@example.com', '*@gone.example'], { atLeast: 3, label: 'staff' }),
    );
    expect(finding.message).toBe(
      '1 of the 2 users that staff matches: approved; blocked expected. ' +
        'staff matches 2 users; at least 3 expected. ' +
        'Nobody who ever logged in matches *@gone.example.',
    );
  });
});

/** What is found where only those with the `listed` statuses are listed, and nobody else is known. */
function checkListed(
  expectation: Expectation,
  listed: readonly UserStatus[],
  users: readonly User[] = [],
): Finding | undefined {
  const { matches } = tallyOf(users, [expectation]);
  return checkExpectations(matches, new Set(listed), namingOf([expectation]))[0];
}

describe('an expectation of which only some groups had to be listed', () => {
  const SOME: readonly UserStatus[][] = [
    ['approved'],
    ['blocked'],
    ['error'],
    ['approved', 'blocked'],
    ['approved', 'error'],
    ['blocked', 'error'],
  ];

  it('of a user who is in none of them holds only where the user may be missing, or is as expected', () => {
    const held = (['fail', 'warn', 'ignore'] as const).flatMap((ifMissing) =>
      USER_STATUSES.flatMap((status) =>
        SOME.filter(
          (listed) =>
            checkListed(aboutUser('new.hire@example.com', status, ifMissing), listed)?.outcome === 'held',
        ).map((listed) => `${status}, ${ifMissing}: neither ${listed.join(' nor ')}`),
      ),
    );
    expect(held.sort()).toEqual([
      'approved, ignore: neither blocked nor error',
      'blocked, ignore: neither approved nor error',
      'error, ignore: neither approved nor blocked',
    ]);
  });

  it('of patterns that match nobody in them holds, and needs nobody', () => {
    for (const status of USER_STATUSES) {
      for (const listed of SOME) {
        const finding = checkListed(aGlobExpectation('*@nowhere.example', { atLeast: 0, status }), listed);
        expect(finding).toMatchObject({ outcome: 'held', severity: 'error', concerned: [] });
        expect(finding?.actual).toBe(status === 'error' ? 'an error' : status);
      }
    }
  });

  it.each<[string, Expectation, UserStatus[], string, string]>([
    [
      'what a user who may be missing is, or else',
      aboutUser('new.hire@example.com', 'approved', 'ignore'),
      ['blocked', 'error'],
      'approved, or never logged in',
      'PSEUDONYM: approved, or never logged in, as expected.',
    ],
    [
      'what a user may be who is not as expected',
      aboutUser('new.hire@example.com', 'blocked'),
      ['blocked', 'error'],
      'approved, or never logged in',
      'PSEUDONYM is approved, or never logged in; blocked expected. Correct the policies, or the address.',
    ],
    [
      'all that a user may be of whom little is listed',
      aboutUser('new.hire@example.com', 'error', 'warn'),
      ['error'],
      'approved or blocked, or never logged in',
      'PSEUDONYM is approved or blocked, or never logged in; an error expected. Correct the policies, or the address.',
    ],
    [
      'what nobody is whom patterns match',
      aGlobExpectation('*@example.com', { atLeast: 0, status: 'approved' }),
      ['blocked', 'error'],
      'approved',
      '*@example.com: nobody whom it matches is blocked or an error, as expected.',
    ],
  ])('tells %s', (_, expectation, listed, actual, message) => {
    const finding = checkListed(expectation, listed);
    expect(finding?.actual).toBe(actual);
    expect(finding?.message.replace(/p-[0-9a-f]{8}/, 'PSEUDONYM')).toBe(message);
  });

  it.each<[UserStatus[], string]>([
    [['blocked', 'error'], '3 users that *@example.com matches: blocked or an error; approved expected.'],
    [['blocked'], '3 users that *@example.com matches: blocked or an error; approved expected.'],
    [
      [...USER_STATUSES],
      '3 of the 3 users that *@example.com matches: blocked or an error; approved expected.',
    ],
  ])('counts those who fared otherwise, and of how many where all are listed: %s', (listed, message) => {
    const users = [...rows(2, 'blocked'), ...rows(1, 'error')];
    const finding = checkListed(aGlobExpectation('*@example.com', { status: 'approved' }), listed, users);
    expect(finding).toMatchObject({ outcome: 'violated', message });
    expect(finding && concernedBy(finding)).toEqual(['blocked 2', 'error 1']);
  });
});

describe('a pattern', () => {
  it.each<[string, string, boolean]>([
    ['*@example.com', 'alice@example.com', true],
    ['*@example.com', 'ALICE@EXAMPLE.COM', true],
    ['*@EXAMPLE.com', 'alice@example.com', true],
    ['*@example.com', 'alice@sub.example.com', false],
    ['*@example.com', 'alice@example.com.evil.example', false],
    ['*@example.com', 'alice@notexample.com', false],
    ['*@*.example.com', 'alice@sub.example.com', true],
    ['*@*.example.com', 'alice@example.com', false],
    ['*example.com', 'alice@notexample.com', true],
    ['*', 'alice@example.com', true],
    ['*', '.hidden@example.com', true],
    ['*@example.com', '.hidden@example.com', true],
    ['*@example.com', 'a/b@example.com', true],
    ['*@example.com', '../../x@example.com', true],
    ['alice*@example.com', 'alice+test@example.com', true],
    ['alice+*@example.com', 'alice+test@example.com', true],
    ['alice+*@example.com', 'aliceee@example.com', false],
    ['a.b@example.com', 'axb@example.com', false],
    ['?lice@example.com', 'alice@example.com', true],
    ['?lice@example.com', 'malice@example.com', false],
    ['alice@example.???', 'alice@example.com', true],
    ['[ab]*@example.com', 'bob@example.com', true],
    ['[ab]*@example.com', 'carol@example.com', false],
    ['[A-B]*@example.com', 'Bob@example.com', true],
    ['{alice,bob}@example.com', 'bob@example.com', true],
    ['{alice,bob}@example.com', 'carol@example.com', false],
    ['*@{example,contractor}.com', 'carol@contractor.com', true],
    ['!alice@example.com', 'bob@example.com', false],
    ['!alice@example.com', '!alice@example.com', true],
    ['#ops@example.com', '#ops@example.com', true],
    ['+\\(a)@example.com', '+(a)@example.com', true],
    ['alice@example.com', 'alice@example.com', true],
    ['o*ien@example.com', "o'brien@example.com", true],
    ['$x^@example.com', '$x^@example.com', true],
    ['jos*@example.com', 'josé@example.com', true],
    ['JOSÉ@example.com', 'josé@example.com', true],
    ['[!a]*@example.com', 'bob@example.com', true],
    ['[!a]*@example.com', 'alice@example.com', false],
    ['*', '../x@example.com', true],
    ['a?b@*', 'a/b@example.com', true],
    ['*@example.com', 'mallory\n@example.com', true],
    ['*@example.com', 'mallory\u2028@example.com', true],
    ['m?@example.com', 'm\r@example.com', true],
    ['a/*@example.com', 'a/b@example.com', true],
    ['*@example.com', 'mallory@example.com\n', false],
  ])('%s and the address %s: %s', (pattern, address, matches) => {
    const { matches: found } = tallyOf([aRow(address)], [aGlobExpectation(pattern)]);
    expect(found[0]?.matched).toBe(matches ? 1 : 0);
  });

  it('that is none is no pattern that matches nobody', () => {
    expect(() => tallyOf([], [aGlobExpectation('[a')])).toThrow(/^A pattern that was not checked has a "\["/);
  });

  it('never matches a user whose address is not told', () => {
    const { matches, withoutAddress } = tallyOf(
      [{ id: 'alice', status: 'approved' }],
      [aGlobExpectation('*')],
    );
    expect(matches[0]?.matched).toBe(0);
    expect(withoutAddress).toBe(1);
  });
});

describe('the message of an expectation', () => {
  it.each<[string, Expectation, string]>([
    [
      'names a user by the label',
      anExpectation({ status: 'blocked', label: 'break-glass account' }),
      'break-glass account is approved; blocked expected.',
    ],
    [
      'names a user without a label by a pseudonym',
      anExpectation({ status: 'blocked' }),
      'PSEUDONYM is approved; blocked expected.',
    ],
    [
      'says what to do about somebody who never logged in',
      aboutUser('new.hire@example.com', 'approved'),
      'PSEUDONYM never logged in, so there is no outcome: correct the address, or allow it with if_missing.',
    ],
    [
      'does not ask for a correction where somebody may be missing',
      aboutUser('new.hire@example.com', 'approved', 'warn'),
      'PSEUDONYM never logged in, so there is no outcome.',
    ],
    [
      'says what to do about a pattern that matches nobody',
      aGlobExpectation('*@nowhere.example'),
      '*@nowhere.example matches nobody who ever logged in: correct the pattern, or allow it with at_least: 0.',
    ],
    [
      'says how many of how many fared otherwise',
      aGlobExpectation('*@contractor.example'),
      '1 of the 2 users that *@contractor.example matches: an error; blocked expected.',
    ],
    [
      'names three patterns and counts the others',
      aGlobExpectation(['*@a.example', '*@b.example', '*@c.example', '*@d.example', '*@e.example']),
      '*@a.example, *@b.example, *@c.example and 2 more patterns matches nobody who ever logged in: correct the pattern, or allow it with at_least: 0.',
    ],
    ['says that it holds', anExpectation({ label: 'Alice' }), 'Alice: approved, as expected.'],
  ])('%s', (_, expectation, message) => {
    expect(check(expectation).message.replace(/p-[0-9a-f]{8}/, 'PSEUDONYM')).toBe(message);
  });

  it('keeps a label to one line, to 200 characters, and to no address', () => {
    expect(check(anExpectation({ label: 'the boss,\nboss@example.com' })).rule).toBe('the boss, [address]');
    expect(check(anExpectation({ label: 'x'.repeat(500) })).rule).toHaveLength(200);
  });
});

describe('what an expectation expects', () => {
  it.each<[string, Expectation, string]>([
    ['of one user', aboutUser('alice@example.com', 'approved'), 'approved'],
    ['of one who matches', aGlobExpectation('*@example.com', { atLeast: 1 }), 'blocked'],
    ['of several who match', aGlobExpectation('*@example.com', { atLeast: 2 }), 'blocked, at least 2'],
    ['of many who match', aGlobExpectation('*', { atLeast: 1_200 }), 'blocked, at least 1,200'],
  ])('is said with how many there must be: %s', (_, expectation, expected) => {
    expect(check(expectation).expected).toBe(expected);
  });
});

describe('several expectations', () => {
  it('are all judged, in the order of the config, with what each says of its own', () => {
    const expectations = [
      aGlobExpectation('*@contractor.example', { label: 'contractors' }),
      anExpectation({ label: 'Alice' }),
      aboutUser('bob@example.com', 'blocked'),
      aboutUser('BOB@example.com', 'approved'),
    ];
    const { matches } = tallyOf([ALICE, BOB, CAROL, DAVE, ...rows(3, 'approved')], expectations);
    const findings = checkExpectations(matches, new Set(USER_STATUSES), namingOf(expectations));
    expect(findings.map(({ outcome }) => outcome)).toEqual(['violated', 'held', 'held', 'violated']);
    expect(findings[0]?.rule).toBe('contractors');
    expect(findings[1]?.rule).toBe('Alice');
  });
});
