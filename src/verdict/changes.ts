import { USER_STATUSES, type UserStatus } from './assertion.ts';
import { gatherPeople, type Gathering, type People } from './people.ts';
import { type Naming } from './person.ts';
import { type Roster } from './roster.ts';
import { createTexts } from './texts.ts';
import { foldCase, identityOf, type User } from './user.ts';

/** How everybody fared before, whatever tells it: a policy test, a snapshot, or that nobody had access. */
export interface Before {
  /** Undefined for somebody of whom it knows nothing. */
  statusOf(user: User): UserStatus | undefined;
  /** How many users it knows; undefined when it says the same of everybody. */
  readonly users: number | undefined;
  /** Those of a policy test who are listed. */
  readonly roster?: Roster;
}

/** The users of both sides whom nobody has to list, because whoever is not listed has the same status as all of them. */
export interface Rest {
  readonly status: UserStatus;
  /** How many users each side has, listed or not. */
  readonly population: number;
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
  /** Everybody who is to come has come. @param after all of them */
  end(after: Pick<Roster, 'statusOf' | 'size'>): void;
  /** To be asked for at the end. */
  result(): Changes;
  /** Addresses that are on each side under another id, where somebody is taken to be the rest of the other side. */
  readonly reidentified: number;
  /** Everybody who loses or gains access, by identity. */
  readonly changed: ReadonlyMap<string, ChangedUser>;
}

/** @param rest who is listed on neither side, if anybody */
export function createComparison(before: Before, naming: Naming, rest?: Rest): Comparison {
  const gatherings = new Map<string, Gathering>();
  const changed = new Map<string, ChangedUser>();
  const unchanged = { approved: 0, blocked: 0, error: 0 };
  /** Of whoever is listed after only. */
  const newcomers = createTexts();
  let reidentified = 0;
  let onlyBefore = 0;
  let onlyAfter = 0;
  let compared = 0;

  function compare(user: User, from: UserStatus, to: UserStatus): void {
    compared += 1;
    if (from === to) {
      unchanged[from] += 1;
      return;
    }
    const key = keyOf(from, to);
    const gathering = gatherings.get(key) ?? gatherPeople(naming);
    gatherings.set(key, gathering);
    gathering.add(user);
    if (from === 'approved' || to === 'approved') {
      changed.set(identityOf(user) ?? '', { user, before: from, after: to });
    }
  }

  return {
    changed,
    get reidentified() {
      return reidentified;
    },
    see(user) {
      const known = before.statusOf(user);
      const status = known ?? rest?.status;
      if (status === undefined) onlyAfter += 1;
      else compare(user, status, user.status);
      if (known !== undefined || rest === undefined || user.email === undefined) return;
      const address = foldCase(user.email);
      if (newcomers.numberOf(address) === undefined) newcomers.add(address);
    },
    end(after) {
      if (rest === undefined) {
        onlyBefore = before.users === undefined ? 0 : before.users - compared;
        return;
      }
      for (const [identity, status] of before.roster ?? []) {
        if (after.statusOf(identity) !== undefined) continue;
        const address = before.roster?.addressOf(identity);
        if (address !== undefined && newcomers.numberOf(address) !== undefined) reidentified += 1;
        compare(userOf(identity, address), status, rest.status);
      }
      // More than there are on either side: as many are on one side only.
      const unlisted = rest.population - compared;
      unchanged[rest.status] += Math.max(0, unlisted);
      onlyBefore = onlyAfter = Math.max(0, -unlisted);
    },
    result: () => ({
      moves: USER_STATUSES.flatMap((from) =>
        USER_STATUSES.flatMap((to) => {
          const gathering = gatherings.get(keyOf(from, to));
          return gathering ? [{ before: from, after: to, people: gathering.people() }] : [];
        }),
      ),
      unchanged: { ...unchanged },
      onlyBefore,
      onlyAfter,
    }),
  };
}

/** Somebody of a roster, without the name. */
function userOf(identity: string, address: string | undefined): User {
  return identity === address ? { email: address } : { id: identity, email: address };
}

function keyOf(before: UserStatus, after: UserStatus): string {
  return `${before} ${after}`;
}

/** The users of a finished policy test as what was before. */
export function beforeOf(roster: Roster): Before {
  return {
    roster,
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
