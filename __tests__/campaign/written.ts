import { type User } from '../../src/emulator/directory.ts';
import { isChange, isPercentage, type Metric } from '../../src/verdict/assertion.ts';
import {
  type AssertionsDraft,
  GLOBS,
  type Written,
  type WrittenExpectation,
  type WrittenThreshold,
} from './assertions.ts';
import { type Evidence, measured } from './oracle.ts';
import { type ToldUser } from './told.ts';

/** Characters that a config takes for those of a pattern, and blanks. */
const NO_SUBJECT = /[\s*?[\]{}]/;

/** Drafts as a config has them, of a test of which `truth` is so: no change without a baseline, no contradiction. */
export function written(draft: AssertionsDraft, truth: Evidence, users: readonly User[]): Written {
  const thresholds = draft.bounds
    .filter(({ metric }) => !isChange(metric) || truth.before !== undefined)
    .map(({ metric, sides, slack, leniency }): [Metric, WrittenThreshold] => {
      const value = measured(metric, truth) ?? 0;
      const users_ = Math.max(1, truth.told.users.length);
      // In percent, a user is not a whole number; in users, less than one is none.
      const step = isPercentage(metric) ? (100 * slack) / users_ : Math.trunc(slack);
      const bounded = (bound: number): number =>
        Math.min(isPercentage(metric) ? 100 : Infinity, Math.max(0, bound));
      const [least, most] = [bounded(value - step), bounded(value + step)].sort((one, other) => one - other);
      return [
        metric,
        {
          ...(sides !== 'max' && { min: sides === 'both' ? (least ?? 0) : bounded(value - step) }),
          ...(sides !== 'min' && { max: sides === 'both' ? (most ?? 0) : bounded(value + step) }),
          ...leniency,
        },
      ];
    });
  const expectations = withoutContradictions(
    draft.expectations.map((each) => writtenExpectation(each, truth.told.users, users)),
  );
  return thresholds.length + expectations.length === 0
    ? { thresholds: { users_errored: { max: 1_000 } }, expectations }
    : { thresholds: Object.fromEntries(thresholds), expectations };
}

function writtenExpectation(
  { who, by, glob, status, atLeast, ifMissing, label, leniency }: AssertionsDraft['expectations'][number],
  population: readonly ToldUser[],
  users: readonly User[],
): WrittenExpectation {
  if (by === 'glob' || by === 'globs') {
    const chosen = GLOBS[glob] ?? GLOBS[0];
    const other = GLOBS[(glob + 3) % GLOBS.length] ?? GLOBS[0];
    const meant = population.find(({ email }) => email !== undefined && chosen?.matches(email.toLowerCase()));
    const patterns = by === 'glob' ? [chosen] : [chosen, other];
    const isMeant = (address: string): boolean =>
      patterns.some((pattern) => pattern?.matches(address) === true);
    const all = population.filter(({ email }) => email !== undefined && isMeant(email.toLowerCase())).length;
    const least = { all, more: all + 1 };
    return {
      users: by === 'glob' ? (chosen?.glob ?? '*') : patterns.map((pattern) => pattern?.glob ?? '*'),
      status: status ?? meant?.status ?? 'approved',
      ...(atLeast !== undefined && { at_least: typeof atLeast === 'string' ? least[atLeast] : atLeast }),
      ...(label !== undefined && { label }),
      ...leniency,
    };
  }
  const user = users[who];
  const address = user?.email ?? 'nobody@example.com';
  const subject =
    by === 'id' || address === '' || NO_SUBJECT.test(address) ? (user?.id ?? 'nobody') : address;
  const found = population.find(({ id, email }) => id === user?.id || email === user?.email);
  return {
    user: by === 'shouted' ? subject.toUpperCase() : subject,
    status: status ?? found?.status ?? 'approved',
    ...(ifMissing !== undefined && { if_missing: ifMissing }),
    ...(label !== undefined && { label }),
    ...leniency,
  };
}

/** The first of those that are about the same. */
function withoutContradictions(expectations: readonly WrittenExpectation[]): readonly WrittenExpectation[] {
  return expectations.filter(
    (one, index) => !expectations.slice(0, index).some((earlier) => isAboutTheSame(one, earlier)),
  );
}

function isAboutTheSame(one: WrittenExpectation, other: WrittenExpectation): boolean {
  const subjects = subjectsOf(one);
  return subjectsOf(other).some((subject) => subjects.includes(subject));
}

function subjectsOf({ user, users }: WrittenExpectation): string[] {
  return (user === undefined ? [users ?? []].flat().map((glob) => `glob ${glob}`) : [`user ${user}`]).map(
    (subject) => subject.toLowerCase(),
  );
}

/** Defaults that contradict none of the tests. */
export function combined(defaults: Written, tests: readonly Written[]): Written {
  return {
    thresholds: defaults.thresholds,
    expectations: defaults.expectations.filter((one) =>
      tests.every(({ expectations }) => !expectations.some((other) => isAboutTheSame(one, other))),
    ),
  };
}

/** What holds in a test: its own, and the defaults about what it does not speak of. */
export function mergedNaively(defaults: Written | undefined, own: Written): Written {
  if (defaults === undefined) return own;
  return {
    thresholds: { ...defaults.thresholds, ...own.thresholds },
    expectations: [...defaults.expectations, ...own.expectations],
  };
}
