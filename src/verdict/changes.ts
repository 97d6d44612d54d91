import { USER_STATUSES, type UserStatus } from './assertion.ts';
import { gatherPeople, type Gathering, type People } from './people.ts';
import { type Naming } from './person.ts';
import { type Roster } from './roster.ts';
import { identityOf, type User } from './user.ts';

/** How everybody fared before, whatever tells it: a policy test, a snapshot, or that nobody had access. */
export interface Before {
  /** Undefined for somebody who was not in the population. */
  statusOf(user: User): UserStatus | undefined;
  /** How many users it knows; undefined when it says the same of everybody. */
  readonly users: number | undefined;
}

/** Before anything was there, nobody had access. */
export const NOBODY: Before = { statusOf: () => 'blocked', users: undefined };

/** People whose outcome is another than before. */
export interface Move {
  readonly before: UserStatus;
  readonly after: UserStatus;
  readonly people: People;
}

/** What a change of policies does to the users of both populations. */
export interface Changes {
  /** Whose outcome changes, by both outcomes, those who lose access first; only those that somebody has. */
  readonly moves: readonly Move[];
  /** Users whose outcome stays what it was. */
  readonly unchanged: Readonly<Record<UserStatus, number>>;
  /** Users of one population only, of whom no change is told. */
  readonly onlyBefore: number;
  readonly onlyAfter: number;
}

/** A user who loses or gains access. */
export interface ChangedUser {
  readonly user: User;
  readonly before: UserStatus;
  readonly after: UserStatus;
}

/** Joins users, as they come and each of them once, with how they fared before. */
export interface Comparison {
  see(user: User & { readonly status: UserStatus }): void;
  result(): Changes;
  /** Everybody who loses or gains access, by identity. */
  readonly changed: ReadonlyMap<string, ChangedUser>;
}

export function createComparison(before: Before, naming: Naming): Comparison {
  const gatherings = new Map<string, Gathering>();
  const changed = new Map<string, ChangedUser>();
  const unchanged = { approved: 0, blocked: 0, error: 0 };
  let compared = 0;
  let onlyAfter = 0;
  return {
    changed,
    see(user) {
      const status = before.statusOf(user);
      if (status === undefined) {
        onlyAfter += 1;
        return;
      }
      compared += 1;
      if (status === user.status) {
        unchanged[status] += 1;
        return;
      }
      const key = keyOf(status, user.status);
      const gathering = gatherings.get(key) ?? gatherPeople(naming);
      gatherings.set(key, gathering);
      gathering.add(user);
      if (status === 'approved' || user.status === 'approved') {
        changed.set(identityOf(user) ?? '', { user, before: status, after: user.status });
      }
    },
    result: () => ({
      moves: USER_STATUSES.flatMap((from) =>
        USER_STATUSES.flatMap((to) => {
          const gathering = gatherings.get(keyOf(from, to));
          return gathering ? [{ before: from, after: to, people: gathering.people() }] : [];
        }),
      ),
      unchanged: { ...unchanged },
      onlyBefore: before.users === undefined ? 0 : before.users - compared,
      onlyAfter,
    }),
  };
}

function keyOf(before: UserStatus, after: UserStatus): string {
  return `${before} ${after}`;
}

/** The users of a finished policy test as what was before. */
export function beforeOf(roster: Pick<Roster, 'statusOf' | 'size'>): Before {
  return {
    statusOf(user) {
      const identity = identityOf(user);
      return identity === undefined ? undefined : roster.statusOf(identity);
    },
    get users() {
      return roster.size;
    },
  };
}

/** Approved before, and not any more. */
export function lostOf({ moves }: Pick<Changes, 'moves'>): readonly Move[] {
  return moves.filter(({ before }) => before === 'approved');
}

/** Approved, and not before. */
export function gainedOf({ moves }: Pick<Changes, 'moves'>): readonly Move[] {
  return moves.filter(({ after }) => after === 'approved');
}

export function countMoved(moves: readonly Move[]): number {
  return moves.reduce((sum, { people }) => sum + people.total, 0);
}

/** The users of both populations. */
export function countCompared({ moves, unchanged }: Pick<Changes, 'moves' | 'unchanged'>): number {
  return countMoved(moves) + USER_STATUSES.reduce((sum, status) => sum + unchanged[status], 0);
}
