import { type Expectation, type UserStatus } from './assertion.ts';
import { parseGlob } from './glob.ts';
import { type Concerned, gatherByStatus } from './people.ts';
import { type Naming } from './person.ts';
import { foldCase, namesOf, type User } from './user.ts';

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

/** Finds whom each expectation is about. */
export interface Matching {
  /** @param address of the user, in the one case of `foldCase` */
  see(user: User, status: UserStatus, address: string | undefined): void;
  /** For each expectation, in their order. */
  matches(): readonly Match[];
}

interface Watcher {
  readonly expectation: Expectation;
  readonly patterns: readonly { readonly glob: string; readonly matches: (address: string) => boolean }[];
  readonly unmatched: Set<string>;
  readonly deviating: ReturnType<typeof gatherByStatus>;
  matched: number;
}

/** @param expectations whose globs are ones */
export function createMatching(expectations: readonly Expectation[], naming: Naming): Matching {
  const watchers = expectations.map((expectation) => watch(expectation, naming));
  const withPatterns = watchers.filter(({ patterns }) => patterns.length > 0);
  const byUser = new Map<string, Watcher[]>();
  for (const watcher of watchers) {
    const { subject } = watcher.expectation;
    if (subject.kind !== 'user') continue;
    const key = foldCase(subject.user);
    byUser.set(key, [...(byUser.get(key) ?? []), watcher]);
  }
  return {
    see(user, status, address) {
      const concerned = new Set(namesOf(user).flatMap((name) => byUser.get(name) ?? []));
      if (address !== undefined) {
        for (const watcher of withPatterns) if (matchesAny(watcher, address)) concerned.add(watcher);
      }
      for (const watcher of concerned) {
        watcher.matched += 1;
        if (status !== watcher.expectation.status) watcher.deviating.add(user, status);
      }
    },
    matches: () =>
      watchers.map(({ expectation, matched, deviating, unmatched }) => ({
        expectation,
        matched,
        deviating: deviating.concerned(),
        unmatchedPatterns: [...unmatched],
      })),
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
