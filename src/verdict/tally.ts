import { type Expectation, type UserStatus } from './assertion.ts';
import { type Comparison } from './changes.ts';
import { parseGlob } from './glob.ts';
import { type Concerned, gatherByStatus, gatherPeople, type People } from './people.ts';
import { type Naming } from './person.ts';
import { foldCase, identityOf, isAddress, namesOf, type User } from './user.ts';

/** Whom one expectation found. */
export interface Match {
  readonly expectation: Expectation;
  /** Users it is about. */
  readonly matched: number;
  /** Those of them whose outcome is another than expected, by that outcome. */
  readonly deviating: readonly Concerned[];
  /** Globs that matched nobody. */
  readonly unmatchedPatterns: readonly string[];
}

/** What a listing of users came to, everybody counted once. */
export interface Tallied {
  readonly byStatus: Readonly<Record<UserStatus, People>>;
  /** Users who came with two different statuses. */
  readonly contradicted: number;
  /** Rows that cannot be judged: no status, or neither id nor address. */
  readonly unusable: number;
  /** Users who came with two different addresses, of which one only was judged. */
  readonly readdressed: number;
  /** Usable rows without an address, or with something else in its place, which no address or glob can match. */
  readonly withoutAddress: number;
  /** For each expectation, in their order. */
  readonly matches: readonly Match[];
}

/** Reads users as they come and keeps only what is judged later. */
export interface Tally {
  see(users: readonly User[]): void;
  result(): Tallied;
  /** The outcome of each user so far, by identity. */
  readonly statuses: ReadonlyMap<string, UserStatus>;
}

interface Watcher {
  readonly expectation: Expectation;
  readonly patterns: readonly { readonly glob: string; readonly matches: (address: string) => boolean }[];
  readonly unmatched: Set<string>;
  readonly deviating: ReturnType<typeof gatherByStatus>;
  matched: number;
}

/** @param comparison is told of every user once */
export function createTally(
  expectations: readonly Expectation[],
  naming: Naming,
  comparison?: Comparison,
): Tally {
  const statuses = new Map<string, UserStatus>();
  /** The address of each user so far who has an id, by it. */
  const addresses = new Map<string, string>();
  const contradicted = new Set<string>();
  const readdressed = new Set<string>();
  const byStatus = {
    approved: gatherPeople(naming),
    blocked: gatherPeople(naming),
    error: gatherPeople(naming),
  };
  let unusable = 0;
  let withoutAddress = 0;

  const watchers = expectations.map((expectation) => watch(expectation, naming));
  const withPatterns = watchers.filter(({ patterns }) => patterns.length > 0);
  const byUser = new Map<string, Watcher[]>();
  for (const watcher of watchers) {
    const { subject } = watcher.expectation;
    if (subject.kind !== 'user') continue;
    const key = foldCase(subject.user);
    byUser.set(key, [...(byUser.get(key) ?? []), watcher]);
  }

  function see(user: User): void {
    const identity = identityOf(user);
    if (identity === undefined || user.status === undefined) {
      unusable += 1;
      return;
    }
    const address = user.email === undefined ? undefined : foldCase(user.email);
    if (address !== undefined && user.id !== undefined) {
      const other = addresses.get(user.id) ?? address;
      if (other !== address) readdressed.add(identity);
      addresses.set(user.id, other);
    }
    const known = statuses.get(identity);
    if (known !== undefined) {
      if (known !== user.status) contradicted.add(identity);
      return;
    }
    statuses.set(identity, user.status);
    byStatus[user.status].add(user);
    comparison?.see({ ...user, status: user.status });

    const concerned = new Set(namesOf(user).flatMap((name) => byUser.get(name) ?? []));
    if (user.email === undefined || !isAddress(user.email)) withoutAddress += 1;
    if (address !== undefined) {
      for (const watcher of withPatterns) if (matchesAny(watcher, address)) concerned.add(watcher);
    }

    for (const watcher of concerned) {
      watcher.matched += 1;
      if (user.status !== watcher.expectation.status) watcher.deviating.add(user, user.status);
    }
  }

  return {
    statuses,
    see(users) {
      for (const user of users) see(user);
    },
    result: () => ({
      byStatus: {
        approved: byStatus.approved.people(),
        blocked: byStatus.blocked.people(),
        error: byStatus.error.people(),
      },
      contradicted: contradicted.size,
      readdressed: readdressed.size,
      unusable,
      withoutAddress,
      matches: watchers.map(({ expectation, matched, deviating, unmatched }) => ({
        expectation,
        matched,
        deviating: deviating.concerned(),
        unmatchedPatterns: [...unmatched],
      })),
    }),
  };
}

function watch(expectation: Expectation, naming: Naming): Watcher {
  const { subject } = expectation;
  const globs = subject.kind === 'users' ? subject.patterns : [];
  return {
    expectation,
    patterns: globs.map((glob) => ({ glob, matches: compile(glob) })),
    unmatched: new Set(globs),
    deviating: gatherByStatus(naming),
    matched: 0,
  };
}

/** Every glob is tried, so that one which matches nobody is noticed. */
function matchesAny({ patterns, unmatched }: Watcher, address: string): boolean {
  let any = false;
  for (const { glob, matches } of patterns) {
    if (any && !unmatched.has(glob)) continue;
    if (!matches(address)) continue;
    unmatched.delete(glob);
    any = true;
  }
  return any;
}

/** The config has been checked, so that what is no glob here is a bug; it must not be one that matches nobody. */
function compile(glob: string): (address: string) => boolean {
  const parsed = parseGlob(glob);
  if (parsed.kind === 'problem') throw new Error(`A pattern that was not checked ${parsed.message}.`);
  return parsed.matches;
}
