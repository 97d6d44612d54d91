import { type Expectation, type Threshold, type UserStatus } from '../../src/verdict/assertion.ts';
import { type Counts } from '../../src/verdict/counts.ts';
import { type Finding } from '../../src/verdict/finding.ts';
import { checkTest } from '../../src/verdict/guards.ts';
import { judge } from '../../src/verdict/judge.ts';
import { createNaming, type Naming } from '../../src/verdict/person.ts';
import { createTally, type Tallied } from '../../src/verdict/tally.ts';
import { type User } from '../../src/verdict/user.ts';
import { ACCOUNT_ID } from './directory.ts';

export const TODAY = new Date('2026-11-21T12:00:00Z');

/** A row of a policy test's users: somebody of that address who is approved, unless it says otherwise. */
export function aRow(email: string, status: UserStatus = 'approved', overrides: Partial<User> = {}): User {
  return { id: `id of ${email}`, email, name: `Name of ${email}`, status, ...overrides };
}

/** `count` rows of one outcome, `<prefix>1@<domain>` and so on. */
export function rows(
  count: number,
  status: UserStatus,
  prefix: string = status,
  domain = 'example.com',
): User[] {
  return Array.from({ length: count }, (_, index) => aRow(`${prefix}${index + 1}@${domain}`, status));
}

/** The counts of a completed policy test with these users, each of them once; percentages as Cloudflare rounds them. */
export function countsOf(users: readonly User[]): Required<Counts> {
  const having = (status: UserStatus) => users.filter((user) => user.status === status).length;
  const percent = (count: number) => (users.length === 0 ? 0 : Math.round((100 * count) / users.length));
  return {
    totalUsers: users.length,
    usersApproved: having('approved'),
    usersBlocked: having('blocked'),
    usersErrored: having('error'),
    percentApproved: percent(having('approved')),
    percentBlocked: percent(having('blocked')),
    percentErrored: percent(having('error')),
    percentUsersProcessed: 100,
  };
}

export interface Judged {
  readonly users: readonly User[];
  readonly counts?: Counts;
  readonly thresholds?: readonly Threshold[];
  readonly expectations?: readonly Expectation[];
  readonly now?: Date;
}

/** The naming of a test with these expectations. */
export function namingOf(expectations: readonly Expectation[] = []): Naming {
  const labels = expectations.flatMap(({ label, subject }): [string, string][] =>
    subject.kind === 'user' && label !== undefined ? [[subject.user.toLowerCase(), label]] : [],
  );
  return createNaming(ACCOUNT_ID, new Map(labels));
}

export function tallyOf(users: readonly User[], expectations: readonly Expectation[] = []): Tallied {
  const tally = createTally(expectations, namingOf(expectations));
  tally.see(users);
  tally.end();
  return tally.result();
}

/** What the gate finds in a completed policy test with these users; counts are theirs unless given. */
export function judged({
  users,
  counts,
  thresholds = [],
  expectations = [],
  now = TODAY,
}: Judged): Finding[] {
  const told = counts ?? countsOf(users);
  const tallied = tallyOf(users, expectations);
  return judge(
    { thresholds, expectations },
    told,
    tallied,
    undefined,
    checkTest(told, tallied, expectations),
    namingOf(expectations),
    now,
  );
}
