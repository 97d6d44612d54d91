import { type Expectation, USER_STATUSES, type UserStatus } from './assertion.ts';
import { type Comparison } from './changes.ts';
import { createMatching, type Found, type Match } from './matching.ts';
import { gatherPeople, type People } from './people.ts';
import { type Naming } from './person.ts';
import { createRoster, type Roster } from './roster.ts';
import { addressNameOf, identityOf, isAddress, type User } from './user.ts';

/** What a listing of users came to, everybody counted once. */
export interface Tallied {
  readonly byStatus: Readonly<Record<UserStatus, People>>;
  /** The statuses of which everybody is listed. */
  readonly listed: ReadonlySet<UserStatus>;
  /** Users who came with two different statuses. */
  readonly contradicted: number;
  /** Rows that cannot be judged: no status, or neither id nor address. */
  readonly unusable: number;
  /** Users who came with another address than at first, which alone was judged. */
  readonly readdressed: number;
  /** Usable rows without an address, or with something else in its place, which no address or glob can match. */
  readonly withoutAddress: number;
  /** For each expectation, in their order. */
  readonly matches: readonly Match[];
}

/** Reads users as they come and keeps only what is judged later. */
export interface Tally {
  see(users: readonly User[]): void;
  /** All of a status have come, or everybody. */
  end(status?: UserStatus): void;
  result(): Tallied;
  /** How many each expectation found so far, in their order. */
  found(): readonly Found[];
  /** How many of a status came so far. */
  countOf(status: UserStatus): number;
  /** The statuses of which everybody is listed. */
  readonly listed: ReadonlySet<UserStatus>;
  /** Everybody so far. */
  readonly roster: Roster;
}

/** @param comparison is told of every user once */
export function createTally(
  expectations: readonly Expectation[],
  naming: Naming,
  comparison?: Comparison,
): Tally {
  const roster = createRoster();
  const contradicted = new Set<string>();
  const readdressed = new Set<string>();
  const byStatus = {
    approved: gatherPeople(naming),
    blocked: gatherPeople(naming),
    error: gatherPeople(naming),
  };
  const matching = createMatching(expectations, naming);
  const listed = new Set<UserStatus>();
  let unusable = 0;
  let withoutAddress = 0;

  function see(user: User): void {
    const identity = identityOf(user);
    if (identity === undefined || user.status === undefined) {
      unusable += 1;
      return;
    }
    const address = addressNameOf(user);
    const known = roster.statusOf(identity);
    if (known !== undefined) {
      if (known !== user.status) contradicted.add(identity);
      if (address !== undefined && (roster.addressOf(identity) ?? address) !== address)
        readdressed.add(identity);
      return;
    }
    roster.add(identity, user.status, address);
    byStatus[user.status].add(user);
    comparison?.see({ ...user, status: user.status });
    if (user.email === undefined || !isAddress(user.email)) withoutAddress += 1;
    matching.see(user, user.status, address);
  }

  return {
    roster,
    listed,
    found: () => matching.found(),
    countOf: (status) => byStatus[status].count(),
    see(users) {
      for (const user of users) see(user);
    },
    end(status) {
      for (const each of status === undefined ? USER_STATUSES : [status]) listed.add(each);
    },
    result: () => ({
      listed,
      byStatus: {
        approved: byStatus.approved.people(),
        blocked: byStatus.blocked.people(),
        error: byStatus.error.people(),
      },
      contradicted: contradicted.size,
      readdressed: readdressed.size,
      unusable,
      withoutAddress,
      matches: matching.matches(),
    }),
  };
}
