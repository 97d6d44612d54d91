import { type Direction, sortWorstFirst } from '../direction.ts';
import { formatCount } from '../format.ts';
import { plain } from '../untrusted.ts';
import { type Naming } from '../verdict/person.ts';
import { compareChecks } from './applicationComparison.ts';
import { type ApplicationCheckConfig, type Config, type TestConfig } from './config.ts';
import { compareExpectations } from './expectationComparison.ts';
import { comparePlanSeverities, comparePolicySeverities } from './findingComparison.ts';
import { type Pair, pairUp } from './pairing.ts';
import { isEvery, pairWithEvery } from './planComparison.ts';
import { compareTested } from './testedComparison.ts';
import { compareThresholds } from './thresholdComparison.ts';

/** Something that a config asks for and another does not, or not in this way. */
export interface AssertionChange {
  /**
   * Whether less is asked, more, or what was not asked before or is not any more; `changed` where neither less nor more
   * can be told.
   */
  readonly direction: Direction;
  /** The test or check; undefined where the config as a whole is meant. */
  readonly test: string | undefined;
  /** What was asked: the metric, whom an expectation is about, a rule; fit to be shown. */
  readonly rule: string;
  /** In words; undefined where there was, or is, nothing. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A change of one test or check, or of the config as a whole. */
export type Difference = Omit<AssertionChange, 'test'>;

/**
 * What `after` asks otherwise than `before`, the worst first and else in the order of the config; a config that is
 * undefined asks nothing. How people are called and how much is explained is no assertion. Never throws.
 */
export function compareConfigs(
  before: Config | undefined,
  after: Config | undefined,
  naming: Naming,
): AssertionChange[] {
  const [was, is] = [before?.tests ?? [], after?.tests ?? []];
  const tests = pairWithEvery(pairUp(was, is, [(test) => [keyOf(test)]]), was, is);
  const checks = pairUp(before?.applicationChecks ?? [], after?.applicationChecks ?? [], [
    ({ name }) => [name],
  ]);
  const changes = [
    ...tests.flatMap((pair) => changesOf(pair, TEST, (was, is) => compareTests(was, is, naming))),
    ...checks.flatMap((pair) => changesOf(pair, CHECK, (was, is) => compareChecks(was, is, naming))),
    ...(before === undefined || after === undefined
      ? []
      : comparePlanSeverities(before.planSeverities, after.planSeverities).map((difference) => ({
          ...difference,
          test: undefined,
        }))),
  ];
  return sortWorstFirst(changes);
}

/** How a test or a check is told of. */
interface Manner<Item> {
  readonly rule: string;
  readonly nameOf: (item: Item) => string;
  /** The one that a pair is called by. */
  readonly namesake: (before: Item, after: Item) => Item;
  readonly countAssertions: (item: Item) => number;
}

const TEST: Manner<TestConfig> = {
  rule: 'the whole test',
  nameOf: (test) => plain(test.name ?? `from_plan: ${keyOf(test)}`),
  namesake: (before, after) => (isEvery(after) ? before : after),
  countAssertions: ({ thresholds, expectations }) => thresholds.length + expectations.length,
};

const CHECK: Manner<ApplicationCheckConfig> = {
  rule: 'the whole check',
  nameOf: ({ name }) => plain(name),
  namesake: (_, after) => after,
  countAssertions: ({ expected }) => expected.statuses.length,
};

function changesOf<Item>(
  pair: Pair<Item>,
  { rule, nameOf, namesake, countAssertions }: Manner<Item>,
  compare: (before: Item, after: Item) => readonly Difference[],
): AssertionChange[] {
  const count = (item: Item): string => {
    const assertions = countAssertions(item);
    return `${formatCount(assertions)} ${assertions === 1 ? 'assertion' : 'assertions'}`;
  };
  switch (pair.kind) {
    case 'both': {
      const test = nameOf(namesake(pair.before, pair.after));
      return compare(pair.before, pair.after).map((difference) => ({ ...difference, test }));
    }
    case 'gone':
      return [
        { direction: 'gone', test: nameOf(pair.before), rule, before: count(pair.before), after: undefined },
      ];
    case 'new':
      return [
        { direction: 'new', test: nameOf(pair.after), rule, before: undefined, after: count(pair.after) },
      ];
  }
}

function compareTests(before: TestConfig, after: TestConfig, naming: Naming): Difference[] {
  return [
    ...compareTested(before.tested, after.tested),
    ...compareThresholds(before.thresholds, after.thresholds),
    ...compareExpectations(before.expectations, after.expectations, naming),
    ...comparePolicySeverities(before.policySeverities, after.policySeverities),
  ];
}

/** Tests of a config have different names; one without is about every change of the plan. */
function keyOf({ name, tested }: TestConfig): string {
  return name ?? (tested.kind === 'plan' ? tested.address : '');
}
