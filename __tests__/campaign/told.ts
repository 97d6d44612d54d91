import { type Directory } from '../../src/emulator/directory.ts';
import { type Policy } from '../../src/emulator/policy.ts';
import { type UserStatus } from '../../src/verdict/assertion.ts';
import { naiveOutcome, naiveRules } from '../support/naive.ts';

/** A user as a list of users tells of them; what it does not tell is undefined. */
export interface ToldUser {
  readonly id?: string | undefined;
  readonly email?: string | undefined;
  readonly status?: UserStatus | undefined;
}

/** The one case in which addresses and ids compare; the Kelvin sign is no k. */
export function folded(text: string): string {
  return text.replace(/[^\u212a]+/g, (part) => part.toLowerCase());
}

/** What makes two rows the same user; undefined where nothing tells. */
export function keyOf({ id, email }: ToldUser): string | undefined {
  return id ?? (email === undefined ? undefined : folded(email));
}

/** What is told of one policy test: by the truth, or by the answers that the gate got. Percentages from 0 to 100. */
export interface Told {
  readonly total?: number | undefined;
  readonly approved?: number | undefined;
  readonly blocked?: number | undefined;
  readonly errored?: number | undefined;
  readonly percentApproved?: number | undefined;
  readonly percentBlocked?: number | undefined;
  readonly percentErrored?: number | undefined;
  readonly percentProcessed?: number | undefined;
  readonly users: readonly ToldUser[];
}

/** The truth about the users of a directory, by what is naively so; policies are evaluated once for all. */
export function createTruth(directory: Directory): (policies: readonly Policy[]) => Told {
  const population = directory.users
    .filter(({ lastLogin }) => lastLogin !== undefined)
    .map((user) => ({ user, decide: naiveRules(user, directory) }));
  return (policies) =>
    withoutOmitted(
      summed(
        population.map(({ user, decide }) => ({
          id: user.id,
          email: user.email || undefined,
          status: naiveOutcome(policies, decide, directory.settings),
        })),
      ),
      directory.settings.omittedFields,
    );
}

/** A finished test of just these users. */
export function summed(users: readonly ToldUser[]): Told {
  const count = (wanted: UserStatus): number => users.filter(({ status }) => status === wanted).length;
  const percent = (wanted: UserStatus): number =>
    users.length === 0 ? 0 : Math.round((100 * count(wanted)) / users.length);
  return {
    total: users.length,
    approved: count('approved'),
    blocked: count('blocked'),
    errored: count('error'),
    percentApproved: percent('approved'),
    percentBlocked: percent('blocked'),
    percentErrored: percent('error'),
    percentProcessed: 100,
    users,
  };
}

/** The names of a status on the wire. */
export const WIRE: Readonly<Record<string, keyof Told>> = {
  total_users: 'total',
  users_approved: 'approved',
  users_blocked: 'blocked',
  users_errored: 'errored',
  percent_approved: 'percentApproved',
  percent_blocked: 'percentBlocked',
  percent_errored: 'percentErrored',
  percent_users_processed: 'percentProcessed',
};

/** What an API tells that leaves fields out. */
function withoutOmitted(told: Told, omitted: readonly string[]): Told {
  if (omitted.length === 0) return told;
  const left = Object.fromEntries(
    Object.entries(told).filter(([name]) => !omitted.some((field) => WIRE[field] === name)),
  );
  const users = told.users.map((user) =>
    Object.fromEntries(Object.entries(user).filter(([name]) => !omitted.includes(name))),
  );
  return { ...left, users };
}

/** Whether two say the same of everybody. */
export function saysTheSame(one: Told, other: Told): boolean {
  const sorted = ({ users }: Told): string[] =>
    [...new Set(users.map(({ id, email, status }) => JSON.stringify([id, email, status])))].sort();
  const counts = ({ total, approved, blocked, errored, percentProcessed }: Told): unknown[] => [
    total,
    approved,
    blocked,
    errored,
    percentProcessed,
  ];
  return JSON.stringify([counts(one), sorted(one)]) === JSON.stringify([counts(other), sorted(other)]);
}
