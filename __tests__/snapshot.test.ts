import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beforeOfSnapshot, createSnapshotUsers, type Snapshot } from '../src/snapshot.ts';
import { createHasher } from '../src/snapshotHasher.ts';
import { parseSnapshot } from '../src/snapshotSchema.ts';
import { renderSnapshot } from '../src/snapshotText.ts';
import { USER_STATUSES, type UserStatus } from '../src/verdict/assertion.ts';
import { type Before, beforeOf, type Changes, createComparison } from '../src/verdict/changes.ts';
import { createNaming } from '../src/verdict/person.ts';
import { identityOf, type User } from '../src/verdict/user.ts';
import { ACCOUNT_ID } from './support/directory.ts';
import { rosterOf } from './support/roster.ts';

const SALT = '0123456789abcdef0123456789abcdef';
const OTHER_ACCOUNT = 'f037e56e89293a057740de681ac9abbe';
const hasher = createHasher(ACCOUNT_ID, SALT);

type Row = User & { readonly status: UserStatus };

function aSnapshot(tests: Readonly<Record<string, ReadonlyMap<string, UserStatus>>>): Snapshot {
  const entries = Object.entries(tests).map(([name, statuses]) => [
    name,
    createSnapshotUsers(statuses, hasher),
  ]);
  return { salt: SALT, account: hasher.account, tests: Object.fromEntries(entries) as Snapshot['tests'] };
}

function beforeIn(snapshot: Snapshot, testName: string): Before {
  const found = beforeOfSnapshot(snapshot, testName, ACCOUNT_ID);
  if (found.kind === 'problem') throw new Error(found.message);
  return found.before;
}

function messageOf(snapshot: Snapshot, testName: string, accountId = ACCOUNT_ID): string | undefined {
  const found = beforeOfSnapshot(snapshot, testName, accountId);
  return found.kind === 'problem' ? found.message : undefined;
}

function statusesOf(rows: readonly Row[]): ReadonlyMap<string, UserStatus> {
  return new Map(rows.map((row) => [identityOf(row) ?? '', row.status]));
}

function changesOf(before: Before, rows: readonly Row[]): Changes {
  const comparison = createComparison(before, createNaming(ACCOUNT_ID, new Map()));
  for (const row of rows) comparison.see(row);
  comparison.end(rosterOf([]));
  return comparison.result();
}

describe('the users of a snapshot', () => {
  it('are sorted by hash, whatever the order in which they came', () => {
    const users: [string, UserStatus][] = Array.from({ length: 50 }, (_, index) => [
      `u${String(index)}`,
      index % 2 === 0 ? 'approved' : 'blocked',
    ]);
    const { approved, blocked, error } = createSnapshotUsers(new Map(users), hasher);
    expect([approved.length, blocked.length, error.length]).toEqual([25, 25, 0]);
    expect(approved).toEqual([...approved].sort());
    expect(createSnapshotUsers(new Map(users.reverse()), hasher)).toEqual({ approved, blocked, error });
  });
});

describe('a snapshot as a baseline', () => {
  const snapshot = aSnapshot({
    'Staff access': new Map<string, UserStatus>([
      ['7d3c', 'approved'],
      ['bob@example.com', 'blocked'],
      ['carl@example.com', 'error'],
    ]),
    Wiki: new Map(),
  });

  it.each<[string, User, UserStatus | undefined]>([
    ['by the id', { id: '7d3c', email: 'new.address@example.com' }, 'approved'],
    ['by the address in any case where there is no id', { email: 'BOB@Example.com' }, 'blocked'],
    ['who could not be decided', { email: 'carl@example.com' }, 'error'],
    ['who was not there as undefined', { email: 'dora@example.com' }, undefined],
    ['by an id in another case as somebody else', { id: '7D3C' }, undefined],
    ['without an id and an address as undefined', { name: 'Bob' }, undefined],
  ])('tells the status of a user %s', (_, user, status) => {
    expect(beforeIn(snapshot, 'Staff access').statusOf(user)).toBe(status);
  });

  it('counts the users of the test', () => {
    expect(beforeIn(snapshot, 'Staff access').users).toBe(3);
    expect(beforeIn(snapshot, 'Wiki').users).toBe(0);
  });

  it('takes the account id in any case', () => {
    expect(messageOf(snapshot, 'Wiki', ACCOUNT_ID.toUpperCase())).toBeUndefined();
  });

  it.each<[string, string, Snapshot, string]>([
    [
      'another account',
      'The snapshot belongs to another account: take it anew with "access-policy-gate snapshot", or correct the account id.',
      { ...snapshot, account: createHasher(OTHER_ACCOUNT, SALT).account },
      'Wiki',
    ],
    [
      'another account by its salt',
      'The snapshot belongs to another account: take it anew with "access-policy-gate snapshot", or correct the account id.',
      { ...snapshot, salt: SALT.replace('0', 'f') },
      'Wiki',
    ],
    [
      'a test of nearly this name',
      'The snapshot has no test "Staff acess"; did you mean "Staff access"? It has "Staff access", "Wiki". If the test is new, take it anew with "access-policy-gate snapshot".',
      snapshot,
      'Staff acess',
    ],
    [
      'other tests',
      'The snapshot has no test "toString". It has "a0", "a1", "a2", "a3", "a4" and 2 more. If the test is new, take it anew with "access-policy-gate snapshot".',
      aSnapshot(Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((index) => [`a${String(index)}`, new Map()]))),
      'toString',
    ],
    [
      'no test',
      'The snapshot has no test: take it anew with "access-policy-gate snapshot".',
      aSnapshot({}),
      'Wiki',
    ],
  ])('of %s says what to do', (_, message, given, testName) => {
    expect(messageOf(given, testName)).toBe(message);
  });
});

describe('a snapshot that was written and read back', () => {
  const status = fc.constantFrom(...USER_STATUSES);
  const identity = fc.oneof(
    fc.record({ id: fc.constantFrom('id-1', 'id-2', 'id-3', 'id-4') }),
    fc.record({ id: fc.uuid(), email: fc.emailAddress() }),
    fc.record({ email: fc.constantFrom('alice@example.com', 'Alice@Example.com', 'bob@example.com') }),
    fc.record({ email: fc.emailAddress() }),
  );
  const person = fc.record({ user: identity, before: fc.option(status), after: fc.option(status) });
  const people = fc.uniqueArray(person, { selector: ({ user }) => identityOf(user), maxLength: 60 });
  const name = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('10', '9', 'toString'));

  it('gives the same statuses and changes as the live test', () => {
    fc.assert(
      fc.property(people, name, (everybody, testName) => {
        fc.pre(testName !== '__proto__');
        const rowsOf = (time: 'before' | 'after'): Row[] =>
          everybody.flatMap(({ user, [time]: is }) => (is === null ? [] : [{ ...user, status: is }]));
        const statuses = statusesOf(rowsOf('before'));
        const text = renderSnapshot(aSnapshot({ [testName]: statuses, other: new Map() }));
        const { snapshot, problems } = parseSnapshot('snapshot.json', text);
        expect(problems).toEqual([]);
        if (snapshot === undefined) throw new Error('There is no snapshot.');

        const live = beforeOf(rosterOf(statuses));
        const read = beforeIn(snapshot, testName);
        for (const { user } of everybody) expect(read.statusOf(user)).toBe(live.statusOf(user));
        expect(changesOf(read, rowsOf('after'))).toEqual(changesOf(live, rowsOf('after')));
        expect(renderSnapshot(snapshot)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});
