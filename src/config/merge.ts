import { type Expectation } from '../verdict/assertion.ts';
import { foldCase } from '../verdict/user.ts';
import { type DraftAssertions } from './draft.ts';

/**
 * What must hold in a test: the defaults first, but for those about a metric, user, list of patterns or
 * finding on policies that the test itself speaks of.
 */
export function mergeDefaults(defaults: DraftAssertions, test: DraftAssertions): DraftAssertions {
  const metrics = new Set(test.thresholds.map(({ metric }) => metric));
  const subjects = new Set(test.expectations.map(subjectKey));
  return {
    thresholds: [...defaults.thresholds.filter(({ metric }) => !metrics.has(metric)), ...test.thresholds],
    expectations: [
      ...defaults.expectations.filter((expectation) => !subjects.has(subjectKey(expectation))),
      ...test.expectations,
    ],
    policySeverities: { ...defaults.policySeverities, ...test.policySeverities },
    explain: test.explain ?? defaults.explain,
  };
}

/** Each user or pattern of an expectation, in one case of letters, because addresses are compared in any case. */
export function subjectsOf({ subject }: Expectation): readonly string[] {
  return subject.kind === 'user'
    ? [`user ${foldCase(subject.user)}`]
    : subject.patterns.map((pattern) => `users ${foldCase(pattern)}`);
}

/** The same for expectations about the same user, or the same patterns in any order. */
export function subjectKey(expectation: Expectation): string {
  const known = KEYS.get(expectation) ?? [...new Set(subjectsOf(expectation))].sort().join('\n');
  KEYS.set(expectation, known);
  return known;
}

/** The defaults are compared with each of a thousand tests. */
const KEYS = new WeakMap<Expectation, string>();
