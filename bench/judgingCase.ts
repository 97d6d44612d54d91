import { type Expectation, type UserStatus } from '../src/verdict/assertion.ts';
import { type Counts } from '../src/verdict/counts.ts';

/** Domains of the made-up users: one in two is at the first, the others are spread evenly. */
const DOMAINS = ['example.com', ...Array.from({ length: 39 }, (_, index) => `team-${index}.example.com`)];

const NAMES = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi', 'ivan', 'judy'];

/** Globs of each kind that configs have; each tells people apart by something else. */
const GLOBS: readonly ((index: number) => string)[] = [
  (index) => `*@team-${index}.example.com`,
  (index) => `contractor-${index}*@example.com`,
  (index) => `*name${index}*`,
  (index) => `[a-c]*@team-${index}.example.com`,
  (index) => `{alice,bob}.*@team-${index}.example.com`,
  (index) => `ali?e.*${index}@example.com`,
  (index) => `admin${index}*`,
  (index) => `*.sub-${index}.example.com`,
];

/** The body of page `page` from 0 of made-up users as the API answers it: one in a hundred is not approved. */
export function usersBody(page: number, perPage: number): string {
  return bodyOf(Array.from({ length: perPage }, (_, row) => page * perPage + row));
}

/** The bodies of the pages of those of `users` made-up users who have a status. */
export function* usersBodies(status: UserStatus, users: number, perPage: number): Generator<string> {
  let page: number[] = [];
  for (let index = 0; index < users; index += 1) {
    if (statusOf(index) !== status) continue;
    page.push(index);
    if (page.length < perPage) continue;
    yield bodyOf(page);
    page = [];
  }
  if (page.length > 0) yield bodyOf(page);
}

/** The counts of `users` made-up users, a multiple of 1,000. */
export function countsOfUsers(users: number): Counts {
  const usersErrored = users / 1_000;
  const usersBlocked = users / 100 - usersErrored;
  return {
    totalUsers: users,
    usersApproved: users - usersBlocked - usersErrored,
    usersBlocked,
    usersErrored,
    percentUsersProcessed: 100,
  };
}

function bodyOf(indexes: readonly number[]): string {
  const result = indexes.map((index) => {
    const name = NAMES[index % NAMES.length] ?? '';
    const email = addressOf(index);
    return { id: idOf(index), email, name: `${name} Archer ${index}`, status: statusOf(index) };
  });
  return JSON.stringify({ success: true, errors: [], messages: [], result });
}

/** Spreads 800 names over a million users, to the last page of them. */
const STRIDE = 1_251;

/** `named` expectations of one user each, then `globs` of one glob each, of every kind in turn. */
export function makeExpectations(named: number, globs: number): Expectation[] {
  const common = { severity: 'error', location: { file: 'gate.yml', line: 1, column: 1 } } as const;
  return [
    ...Array.from({ length: named }, (_, index): Expectation => ({
      ...common,
      subject: { kind: 'user', user: addressOf(index * STRIDE), ifMissing: 'fail' },
      status: statusOf(index * STRIDE),
      label: `user ${index}`,
    })),
    ...Array.from({ length: globs }, (_, index): Expectation => {
      const glob = GLOBS[index % GLOBS.length]?.(Math.floor(index / GLOBS.length)) ?? '';
      const subject = { kind: 'users', patterns: [glob], atLeast: 0 } as const;
      return { ...common, subject, status: 'approved' };
    }),
  ];
}

function addressOf(index: number): string {
  const domain = DOMAINS[index % 2 === 0 ? 0 : ((index - 1) / 2) % DOMAINS.length] ?? '';
  return `${NAMES[index % NAMES.length] ?? ''}.archer.${index}@${domain}`;
}

function idOf(index: number): string {
  const mixed = Math.imul(index + 1, 0x9e3779b1) >>> 0;
  const hex = mixed.toString(16).padStart(8, '0');
  return `${hex}-${hex.slice(4)}-4${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${index.toString(16).padStart(12, '0')}`;
}

function statusOf(index: number): UserStatus {
  if (index % 100 !== 0) return 'approved';
  return index % 1_000 === 0 ? 'error' : 'blocked';
}
