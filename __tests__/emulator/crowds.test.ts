import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Crowd, type Directory, type User } from '../../src/emulator/directory.ts';
import { type Policy, type Rule } from '../../src/emulator/policy.ts';
import { arbitraryDirectory, arbitraryPolicies, arbitraryUser } from '../support/arbitraries.ts';
import { aUser } from '../support/directory.ts';
import { anEmulator } from '../support/emulator.ts';
import { naiveOutcome, naiveRules } from '../support/naive.ts';

function aCrowd(overrides: Partial<Crowd> = {}): Crowd {
  return { ...aUser(), name: 'staff', domain: 'example.com', count: 10, ...overrides };
}

function allow(...include: Rule[]): Policy {
  return { name: 'Allow', decision: 'allow', include, require: [], exclude: [] };
}

const EVERYONE = allow({ everyone: {} });
const ENGINEERING = { okta: { name: 'engineering', identity_provider_id: 'okta-1' } };

/** The rows of everybody under `policies`; there may be some thousands. */
function rowsOf(directory: Partial<Directory>, ...policies: Policy[]): ReturnType<typeof users> {
  const { start, users } = anEmulator(directory);
  const id = start(...policies);
  const rows = [];
  for (let page = 1; ; page += 1) {
    const more = users(id, `?per_page=1000&page=${String(page)}`);
    rows.push(...more);
    if (more.length === 0) return rows;
  }
}

/** The addresses of those whom `policies` let in. */
function letIn(directory: Partial<Directory>, ...policies: Policy[]): string[] {
  const rows = rowsOf(directory, ...policies);
  return rows
    .filter(({ status }) => status === 'approved')
    .map(({ email }) => email)
    .toSorted();
}

describe('a crowd', () => {
  test('has numbered users, who follow those of the directory', () => {
    const rows = rowsOf({ users: [aUser()], crowds: [aCrowd({ count: 3 })] }, EVERYONE);

    expect(rows.map(({ email }) => email)).toMatchInlineSnapshot(`
     [
       "alice@example.com",
       "staff-1@example.com",
       "staff-2@example.com",
       "staff-3@example.com",
     ]
    `);
    expect(rows.find(({ email }) => email === 'staff-2@example.com')).toMatchInlineSnapshot(`
     {
       "email": "staff-2@example.com",
       "id": "bfa7a122-508c-8b75-841a-216d95fd4a16",
       "name": "staff 2",
       "status": "approved",
     }
    `);
  });

  test('has ids that are as those of users, and no two the same', () => {
    const crowds = [aCrowd({ count: 5_000 }), aCrowd({ count: 5_000, name: 'guest' })];
    const rows = rowsOf({ users: [aUser()], crowds }, EVERYONE);

    expect(new Set(rows.map(({ id }) => id)).size).toBe(10_001);
    const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(rows.filter(({ id }) => !shape.test(id))).toEqual([]);
  });

  test('keeps the ids of its users when it grows and when others come', () => {
    const idOf = (...crowds: Crowd[]) =>
      rowsOf({ crowds }, EVERYONE).find(({ email }) => email === 'staff-7@example.com')?.id;

    expect(idOf(aCrowd({ count: 500 }), aCrowd({ name: 'guest' }))).toBe(idOf(aCrowd()));
  });

  test('that has never logged in is not known to a test', () => {
    expect(
      rowsOf({ crowds: [aCrowd({ lastLogin: undefined }), aCrowd({ name: 'guest', count: 1 })] }, EVERYONE),
    ).toMatchObject([{ email: 'guest-1@example.com' }]);
  });

  test.each([1_000, 9_973, 20_000])('is mixed evenly with the others, of %d in all', (total) => {
    const few = Math.ceil(total / 100);
    const crowds = [aCrowd({ count: total - few }), aCrowd({ name: 'guest', count: few })];
    const rows = rowsOf({ crowds }, EVERYONE);
    const starts = Array.from({ length: Math.floor(total / 1_000) }, (_, page) => 1_000 * page);
    const guests = starts.map(
      (from) => rows.slice(from, from + 1_000).filter(({ name }) => name.startsWith('guest')).length,
    );

    expect(rows).toHaveLength(total);
    expect(Math.min(...guests)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...guests)).toBeLessThanOrEqual(12);
  });
});

describe('a user of a crowd', () => {
  const crowds = [aCrowd({ groups: [] }), aCrowd({ name: 'guest', count: 3 })];

  test('fares as the others where no rule tells them apart', () => {
    expect(letIn({ crowds }, allow(ENGINEERING))).toEqual([
      'guest-1@example.com',
      'guest-2@example.com',
      'guest-3@example.com',
    ]);
  });

  const NAMED: [string, Partial<Directory>, Policy][] = [
    ['by a rule', {}, allow({ email: { email: 'Staff-10@Example.com' } })],
    [
      'by nothing but what a policy requires',
      {},
      { ...EVERYONE, require: [{ email: { email: 'staff-10@example.com' } }] },
    ],
    [
      'by a list',
      { emailLists: new Map([['vip', new Set(['staff-10@example.com'])]]) },
      allow({ email_list: { id: 'vip' } }),
    ],
    [
      'by an Access group',
      { accessGroups: new Map([['vip', allow({ email: { email: 'staff-10@example.com' } })]]) },
      allow({ group: { id: 'vip' } }),
    ],
  ];

  test.each(NAMED)('is told from the others when named %s', (_how, directory, policy) => {
    expect(letIn({ ...directory, crowds }, policy)).toEqual(['staff-10@example.com']);
  });

  test.each([
    'staff-0@example.com',
    'staff-11@example.com',
    'staff-1@example.org',
    'staff@example.com',
    'staff-01@example.com',
  ])('is not %s', (email) => {
    expect(letIn({ crowds }, allow({ email: { email } }))).toEqual([]);
  });

  test('fares by the rules also where all of the crowd are named', () => {
    const named = [1, 2, 3].map((number) => ({ email: { email: `guest-${String(number)}@example.com` } }));

    expect(letIn({ crowds: crowds.slice(1) }, { ...allow(...named), exclude: named.slice(2) })).toEqual([
      'guest-1@example.com',
      'guest-2@example.com',
    ]);
  });
});

/** How often the groups of a user or crowd are asked for. */
function counted<Somebody extends User | Crowd>(
  somebody: Somebody,
): { somebody: Somebody; asked: () => number } {
  let asked = 0;
  const { groups } = somebody;
  const watched = Object.defineProperty({ ...somebody }, 'groups', {
    enumerable: true,
    get: () => {
      asked += 1;
      return groups;
    },
  });
  return { somebody: watched, asked: () => asked };
}

describe('a policy test', () => {
  test('of a million users who are all alike decides about one', () => {
    const { somebody, asked } = counted(aCrowd({ count: 1_000_000 }));
    const { get, start } = anEmulator({ crowds: [somebody] });

    const id = start(allow(ENGINEERING));

    expect(get(id).body['result']).toMatchObject({ users_approved: 1_000_000, users_blocked: 0 });
    expect(asked()).toBe(1);
  });

  test('of the same policies decides about nobody again, and of others it does', () => {
    const { somebody, asked } = counted(aUser());
    const { get, start } = anEmulator({ users: [somebody], crowds: [aCrowd()] });

    const [first, second] = [start(allow(ENGINEERING)), start(allow(ENGINEERING))];
    expect(asked()).toBe(1);
    expect(get(second, '/users').body).toEqual(get(first, '/users').body);
    expect(second).not.toBe(first);

    const other = start({ ...allow(ENGINEERING), decision: 'deny' });
    expect(asked()).toBe(2);
    expect(get(other, '/users').body).not.toEqual(get(first, '/users').body);
  });
});

test('crowds fare as a naive evaluation has it of each of their users', () => {
  const arbitraryCrowds = fc
    .tuple(arbitraryUser, arbitraryUser, arbitraryUser)
    .map((somebodies) =>
      somebodies.map(
        (somebody, index) => ({ ...somebody, ...BLUEPRINTS[index], lastLogin: '2026-05-01' }) as Crowd,
      ),
    );
  const seen = new Set<string>();

  fc.assert(
    fc.property(arbitraryPolicies, arbitraryDirectory, arbitraryCrowds, (policies, directory, crowds) => {
      const account = {
        ...directory,
        accessGroups: new Map([...directory.accessGroups].map(([id, group]) => [id, naming(group)])),
        emailLists: LISTS,
      };
      const tested = naming(policies);
      const rows = rowsOf({ ...account, crowds }, ...tested);
      for (const { email, status } of rows) {
        const crowd = crowds.find(
          ({ name, domain }) => email.startsWith(`${name}-`) && email.endsWith(`@${domain}`),
        );
        if (crowd === undefined) throw new Error(`${email} is in no crowd`);
        const decide = naiveRules({ ...crowd, email, id: '', name: '' }, account);
        const expected = naiveOutcome(tested, decide, account.settings);
        if (status !== expected) throw new Error(`${email}: ${status} instead of ${expected}`);
      }
      if (rows.length !== 7) throw new Error(`${String(rows.length)} rows`);
      const differing = crowds.filter(
        ({ name }) =>
          new Set(rows.filter(({ email }) => email.startsWith(name)).map(({ status }) => status)).size > 1,
      );
      for (const { name } of differing) seen.add(name);
    }),
    { seed: 20261122, numRuns: 250 },
  );

  // A crowd of which all fare alike proves little.
  expect([...seen].toSorted()).toEqual(['guest', 'staff']);
});

const BLUEPRINTS = [
  { name: 'staff', domain: 'example.com', count: 4 },
  { name: 'guest', domain: 'contractor.example', count: 2 },
  { name: 'lone', domain: 'example.com', count: 1 },
];

const LISTS = new Map([
  ['staff', new Set(['staff-3@example.com', 'guest-1@contractor.example', 'alice@example.com'])],
  ['nobody', new Set<string>()],
]);

/** With users of the crowds in the place of the people whom arbitrary rules name. */
function naming<Written>(written: Written): Written {
  const text = JSON.stringify(written)
    .replaceAll(/alice@example\.com/gi, 'Staff-2@example.com')
    .replaceAll('Bob@Example.com', 'lone-1@example.com')
    .replaceAll('carl@contractor.example', 'guest-2@contractor.example');
  return JSON.parse(text) as Written;
}
