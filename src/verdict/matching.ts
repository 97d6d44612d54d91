import { type Expectation, type UserStatus } from './assertion.ts';
import { parseGlob } from './glob.ts';
import { type Test } from './globTest.ts';
import { createGlobs } from './globs.ts';
import { type Concerned, gatherByStatus } from './people.ts';
import { type Naming } from './person.ts';
import { foldCase, idNameOf, type User } from './user.ts';

/** How many one expectation found. */
export interface Found {
  readonly expectation: Expectation;
  /** Users it is about. */
  readonly matched: number;
  /** Globs that matched nobody. */
  readonly unmatchedPatterns: ReadonlySet<string>;
}

/** Whom one expectation found. */
export interface Match extends Found {
  /** Those of them whose outcome is another than expected, by that outcome. */
  readonly deviating: readonly Concerned[];
}

/** Finds whom each expectation is about. */
export interface Matching {
  /** @param address of the user, in the one case of `foldCase` */
  see(user: User, status: UserStatus, address: string | undefined): void;
  /** For each expectation, in their order, how many it found so far: it goes on with what is seen. */
  found(): readonly Found[];
  /** For each expectation, in their order. */
  matches(): readonly Match[];
}

interface Watcher extends Found {
  readonly unmatchedPatterns: Set<string>;
  readonly deviating: ReturnType<typeof gatherByStatus>;
  matched: number;
  /** The number of the last user who was counted, so that nobody is counted twice. */
  last: number;
}

/** @param expectations whose globs are ones */
export function createMatching(expectations: readonly Expectation[], naming: Naming): Matching {
  const watchers = expectations.map((expectation) => watch(expectation, naming));
  const byUser = new Map<string, Watcher[]>();
  for (const watcher of watchers) {
    const { subject } = watcher.expectation;
    if (subject.kind !== 'user') continue;
    const key = foldCase(subject.user);
    byUser.set(key, [...(byUser.get(key) ?? []), watcher]);
  }
  const globs = createGlobs(
    watchers.flatMap((watcher) =>
      [...watcher.unmatchedPatterns].map((glob) => ({ owner: { watcher, glob }, tests: compile(glob) })),
    ),
  );
  let seen = 0;

  function count(watcher: Watcher, user: User, status: UserStatus): void {
    if (watcher.last === seen) return;
    watcher.last = seen;
    watcher.matched += 1;
    if (status !== watcher.expectation.status) watcher.deviating.add(user, status);
  }

  function countNamed(name: string | undefined, user: User, status: UserStatus): void {
    const named = name === undefined ? undefined : byUser.get(name);
    if (named) for (const watcher of named) count(watcher, user, status);
  }

  return {
    see(user, status, address) {
      seen += 1;
      countNamed(idNameOf(user), user, status);
      if (address === undefined) return;
      countNamed(address, user, status);
      for (const { watcher, glob } of globs.ownersOf(address)) {
        watcher.unmatchedPatterns.delete(glob);
        count(watcher, user, status);
      }
    },
    found: () => watchers,
    matches: () =>
      watchers.map(({ expectation, matched, unmatchedPatterns, deviating }) => ({
        expectation,
        matched,
        unmatchedPatterns,
        deviating: deviating.concerned(),
      })),
  };
}

function watch(expectation: Expectation, naming: Naming): Watcher {
  const { subject } = expectation;
  return {
    expectation,
    unmatchedPatterns: new Set(subject.kind === 'users' ? subject.patterns : []),
    deviating: gatherByStatus(naming),
    matched: 0,
    last: 0,
  };
}

/** The config has been checked, so that what is no glob here is a bug; it must not be one that matches nobody. */
function compile(glob: string): readonly Test[] {
  const parsed = parseGlob(glob);
  if (parsed.kind === 'problem') throw new Error(`A pattern that was not checked ${parsed.message}.`);
  return parsed.tests;
}
