import { type SourceDocument, type Path } from '../document.ts';
import { renderProblem, type Location, type Problem } from '../errors.ts';
import { formatCount } from '../format.ts';
import { quote } from '../untrusted.ts';
import {
  isChange,
  isPercentage,
  type Expectation,
  type Metric,
  type Threshold,
} from '../verdict/assertion.ts';
import { MAX_PATTERNS } from './assertionSchema.ts';
import { type ApplicationCheckConfig } from './config.ts';
import { type Draft, type DraftAssertions, type DraftTest } from './draft.ts';
import { mergeDefaults, subjectsOf } from './merge.ts';

/** What is wrong between places of the config that are right by themselves. */
export function checkConsistency({ defaults, tests, applicationChecks }: Draft): readonly Problem[] {
  const problems = [
    ...contradictions(defaults.expectations),
    ...tests.flatMap((test) => {
      const tooMany = tooManyPatterns(defaults, test);
      return tooMany.length > 0 ? tooMany : contradictions(mergeDefaults(defaults, test).expectations);
    }),
    ...tests.flatMap((test) => withoutBaseline(defaults, test)),
    ...repeatedNames([...tests.map(named), ...applicationChecks]),
    ...applicationChecks.flatMap(repeatedPrecedences),
  ];
  // Two defaults that contradict each other do so in every test.
  return [...new Map(problems.map((problem) => [renderProblem(problem), problem])).values()];
}

/** Tests at which nothing could ever fail; `judged` says of which tests that can be told. */
export function checkAsserting(draft: Draft, judged: (index: number) => boolean): readonly Problem[] {
  return draft.tests.flatMap((test, index) => {
    const { thresholds, expectations } = mergeDefaults(draft.defaults, test);
    if (!judged(index) || thresholds.length + expectations.length > 0) return [];
    const message = 'The test asserts nothing: give it "thresholds" or "expectations".';
    return [{ message, location: test.location }];
  });
}

/** What is allowed, but probably not meant. */
export function findDoubts({ defaults, tests }: Draft, document: SourceDocument): readonly Problem[] {
  return [
    ...defaults.thresholds.flatMap((threshold) => fractions(threshold, ['defaults'], document)),
    ...tests.flatMap(({ thresholds }, index) =>
      thresholds.flatMap((threshold) => fractions(threshold, ['tests', index], document)),
    ),
  ];
}

/** Each list of patterns is bounded, and so is what they come to. */
function tooManyPatterns(defaults: DraftAssertions, test: DraftTest): Problem[] {
  const patterns = mergeDefaults(defaults, test).expectations.reduce(
    (sum, { subject }) => sum + (subject.kind === 'users' ? subject.patterns.length : 0),
    0,
  );
  if (patterns <= MAX_PATTERNS) return [];
  const message = `The test has ${formatCount(patterns)} patterns with those of the defaults, and may have ${formatCount(MAX_PATTERNS)}: put several into one, as in *@{a,b}.example.`;
  return [{ message, location: test.location }];
}

/** Thresholds on changes, where there is nothing to compare with. */
function withoutBaseline(defaults: DraftAssertions, test: DraftTest): Problem[] {
  if (test.tested.kind === 'plan' || test.tested.baseline !== undefined) return [];
  const own = test.thresholds.filter(({ metric }) => isChange(metric));
  const inherited = mergeDefaults(defaults, test).thresholds.filter(
    (threshold) => isChange(threshold.metric) && !own.includes(threshold),
  );
  const remedy = 'needs something to compare with: give the test "baseline"';
  return [
    ...own.map(({ metric, location }) => ({ message: `${quote(metric)} ${remedy}.`, location })),
    ...inherited.map(({ metric }) => ({
      message: `${quote(metric)} of "defaults" ${remedy}, or move the threshold into the tests that have one.`,
      location: test.location,
    })),
  ];
}

function contradictions(expectations: readonly Expectation[]): Problem[] {
  const seen = new Map<string, Expectation>();
  return expectations.flatMap((expectation) => {
    const subjects = subjectsOf(expectation);
    const earlier = subjects
      .map((subject) => seen.get(subject))
      .find((other) => other !== undefined && other.status !== expectation.status);
    for (const subject of subjects) if (!seen.has(subject)) seen.set(subject, expectation);
    if (earlier === undefined) return [];
    const whom = expectation.subject.kind === 'user' ? 'user' : 'pattern';
    const message = `Expects ${expectation.status} of the ${whom} of which line ${String(earlier.location.line)} expects ${earlier.status}.`;
    return [{ message, location: expectation.location }];
  });
}

/** A test without a name is called by the address, or by each address that it stands for. */
function named({ name, location, tested }: DraftTest): { name: string | undefined; location: Location } {
  return { name: name ?? (tested.kind === 'plan' ? tested.address : undefined), location };
}

/** Names of tests and checks, by which reports tell them apart. */
function repeatedNames(
  named: readonly { readonly name: string | undefined; readonly location: Location }[],
): Problem[] {
  const seen = new Map<string, Location>();
  return named.flatMap(({ name, location }) => {
    const first = name === undefined ? undefined : seen.get(name);
    if (name === undefined) return [];
    if (first === undefined) {
      seen.set(name, location);
      return [];
    }
    const message = `Line ${String(first.line)} has the name ${quote(name)}, too: give each its own.`;
    return [{ message, location }];
  });
}

function repeatedPrecedences({ expected }: ApplicationCheckConfig): Problem[] {
  const seen = new Set<number>();
  return expected.statuses.flatMap(({ precedence, location }) => {
    if (precedence === undefined) return [];
    if (!seen.has(precedence)) {
      seen.add(precedence);
      return [];
    }
    return [{ message: `Precedence ${String(precedence)} is given twice: leave out one of them.`, location }];
  });
}

/** Bounds like `max: 0.1`, by which somebody who thinks of ratios means 10 %. */
function fractions(threshold: Threshold, path: Path, document: SourceDocument): Problem[] {
  if (!isPercentage(threshold.metric)) return [];
  return (['min', 'max'] as const).flatMap((bound) => {
    const percent = threshold[bound];
    if (percent === undefined || percent <= 0 || percent >= 1) return [];
    return [
      {
        message: doubt(threshold.metric, bound, percent),
        location: document.locate([...path, 'thresholds', threshold.metric, bound]),
      },
    ];
  });
}

function doubt(metric: Metric, bound: 'min' | 'max', percent: number): string {
  // Multiplied, 0.07 would become 7.000000000000001.
  const meant = Number((percent * 100).toPrecision(12));
  return `"${bound}" of ${metric} is ${String(percent)} %, because percentages run from 0 to 100: was ${String(meant)} meant?`;
}
