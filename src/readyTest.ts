import { type TestConfig } from './config/config.ts';
import { type Problem } from './errors.ts';
import { type Inputs } from './inputs.ts';
import { checkPolicies } from './lint/findings.ts';
import { type Source } from './policies/entry.ts';
import { type LocatedUntestable } from './policies/read.ts';
import { type ReadBaseline, type ReadSides, textsOf } from './sides.ts';
import { beforeOfSnapshot } from './snapshot.ts';
import { plain } from './untrusted.ts';
import { isChange } from './verdict/assertion.ts';
import { type Before } from './verdict/changes.ts';
import { type Finding } from './verdict/finding.ts';
import { unproven } from './verdict/guards.ts';
import { type Assertions } from './verdict/judge.ts';
import { type Naming } from './verdict/person.ts';

/** A test of the config with all that it takes to run it; its name is fit to be shown. */
export interface ReadyTest extends Assertions, Pick<TestConfig, 'location' | 'explain'> {
  readonly name: string;
  /** Where the policies come from that the policy test is started with. */
  readonly sources: readonly Source[];
  readonly baseline: ReadyBaseline | undefined;
  /** What their text alone tells. */
  readonly policyFindings: readonly Finding[];
  /** What makes it needless or impossible to run the test; empty when nothing does. */
  readonly settled: readonly Finding[];
  /** How its users are called. */
  readonly naming: Naming;
}

/** What the outcome of a test is compared with. */
export type ReadyBaseline =
  | { readonly kind: 'policies'; readonly sources: readonly Source[] }
  | { readonly kind: 'snapshot'; readonly file: string; readonly before: Before };

/** The tests that a test of the config stands for, and what is wrong with what they are compared with. */
export interface ReadyTests {
  readonly tests: readonly ReadyTest[];
  readonly problems: readonly Problem[];
}

/**
 * Makes a test of the config ready to be run: one test, or where it is about every change of the plan, one for each.
 *
 * @param sides what was read for it
 */
export function prepareTest(
  test: TestConfig,
  sides: readonly ReadSides[],
  naming: Naming,
  inputs: Pick<Inputs, 'mode' | 'connection'>,
): ReadyTests {
  if (sides.length === 0) return { tests: [nothingChanges(test, naming)], problems: [] };
  const all = sides.map((read) => {
    const name = nameOf(test, read);
    const { baseline, problems } = readyBaseline(name, read.baseline, inputs);
    const ready: ReadyTest = {
      ...assertionsOf(test, inputs),
      name,
      location: test.location,
      explain: test.explain,
      sources: read.sources,
      baseline,
      policyFindings: checkPolicies(textsOf(read.sources), test.policySeverities),
      settled: read.untestable.map(cannotBeTested),
      naming,
    };
    return { ready, problems };
  });
  return { tests: all.map(({ ready }) => ready), problems: all.flatMap(({ problems }) => problems) };
}

/** Of `*`, the address says which test it is. */
function nameOf({ name }: TestConfig, { address }: ReadSides): string {
  return plain([name, address].filter((part) => part !== undefined).join(': '));
}

/** A snapshot is taken of the policies as they are: nothing is compared. */
function assertionsOf({ thresholds, expectations }: TestConfig, { mode }: Pick<Inputs, 'mode'>): Assertions {
  return {
    thresholds: mode === 'snapshot' ? thresholds.filter(({ metric }) => !isChange(metric)) : thresholds,
    expectations,
  };
}

function readyBaseline(
  test: string,
  baseline: ReadBaseline | undefined,
  { mode, connection }: Pick<Inputs, 'mode' | 'connection'>,
): { baseline: ReadyBaseline | undefined; problems: readonly Problem[] } {
  // Without an account, nobody can say whether a snapshot is of it.
  const isCompared = mode === 'gate' && connection !== undefined;
  if (!isCompared || baseline?.kind !== 'snapshot') {
    return {
      baseline: mode === 'snapshot' || baseline?.kind === 'snapshot' ? undefined : baseline,
      problems: [],
    };
  }
  const { file, snapshot, location } = baseline;
  const found = beforeOfSnapshot(snapshot, test, connection.accountId);
  return found.kind === 'problem'
    ? { baseline: undefined, problems: [{ message: `${file}: ${found.message}`, location }] }
    : { baseline: { kind: 'snapshot', file, before: found.before }, problems: [] };
}

function cannotBeTested({ address, field, reason, location }: LocatedUntestable): Finding {
  const place = field === '' ? address : `${address}, ${field}`;
  const message = `${plain(place)} cannot be tested: ${reason}`;
  return { ...unproven('testable', 'a known value', 'not known', message), location };
}

function nothingChanges(test: TestConfig, naming: Naming): ReadyTest {
  const isHeld: Finding = {
    kind: 'change',
    rule: 'from_plan',
    severity: 'error',
    outcome: 'held',
    message: 'The plan changes no Access application or reusable policy that is not tested on its own.',
    expected: 'no change',
    actual: 'no change',
    location: test.location,
    concerned: [],
  };
  return {
    thresholds: [],
    expectations: [],
    name: plain(test.name ?? 'Every change of the plan'),
    location: test.location,
    explain: 0,
    sources: [],
    baseline: undefined,
    policyFindings: [],
    settled: [isHeld],
    naming,
  };
}
