import { type TestConfig } from './config/config.ts';
import { type Location, type Problem } from './errors.ts';
import { type Inputs } from './inputs.ts';
import { type checkPolicies } from './lint/findings.ts';
import { type Source } from './policies/entry.ts';
import { type LocatedUntestable } from './policies/read.ts';
import { type ReadBaseline, type ReadSides, textsOf } from './sides.ts';
import { beforeOfSnapshot } from './snapshot.ts';
import { plain } from './untrusted.ts';
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
  /** Whether a snapshot is taken of it, for which everybody is listed: to be a baseline, or in place of the one it has. */
  readonly isRecorded: boolean;
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
export async function prepareTest(
  test: TestConfig,
  sides: readonly ReadSides[],
  naming: Naming,
  inputs: Pick<Inputs, 'mode' | 'connection'>,
): Promise<ReadyTests> {
  if (sides.length === 0) return { tests: [nothingChanges(test, naming)], problems: [] };
  const lint = await loadLint(sides);
  const all = sides.map((read) => {
    const name = nameOf(test, read);
    const { baseline, problems } = readyBaseline(name, read.baseline, inputs);
    const ready: ReadyTest = {
      thresholds: test.thresholds,
      expectations: test.expectations,
      name,
      location: test.location,
      explain: test.explain,
      sources: read.sources,
      baseline: read.seenIn?.length ? undefined : baseline,
      policyFindings: lint(textsOf(read.sources), test.policySeverities),
      settled: settledBy(read, test.location),
      naming,
      isRecorded: inputs.mode === 'snapshot' || read.baseline?.kind === 'snapshot',
    };
    return { ready, problems };
  });
  return { tests: all.map(({ ready }) => ready), problems: all.flatMap(({ problems }) => problems) };
}

/** What reads the text of policies is a part of its own, which only a run with such a text loads. */
async function loadLint(sides: readonly ReadSides[]): Promise<typeof checkPolicies> {
  if (sides.every(({ sources }) => textsOf(sources).length === 0)) return () => [];
  return (await import('./lint/findings.ts')).checkPolicies;
}

/** Of `*`, the address says which test it is. */
function nameOf({ name }: TestConfig, { address }: ReadSides): string {
  return plain([name, address].filter((part) => part !== undefined).join(': '));
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

/** What cannot be tested, or is told by other tests. */
function settledBy({ untestable, seenIn }: ReadSides, location: Location): readonly Finding[] {
  if (untestable.length > 0 || seenIn === undefined) return untestable.map(cannotBeTested);
  const [first, ...others] = seenIn.map((address) => plain(address));
  const alone = 'A deny policy lets nobody in by itself, before or after';
  if (first === undefined) {
    const message = `${alone}, so that nothing is told by testing it: test an application that uses it instead.`;
    return [{ ...unproven('testable', 'a policy that lets somebody in', 'deny', message), location }];
  }
  const more = others.length > 0 ? ` and ${String(others.length)} more` : '';
  return [holds(`${alone}: what becomes of its users is told by the test of ${first}${more}.`, location)];
}

function cannotBeTested({ address, field, reason, location }: LocatedUntestable): Finding {
  const place = field === '' ? address : `${address}, ${field}`;
  const message = `${plain(place)} cannot be tested: ${reason}`;
  return { ...unproven('testable', 'a known value', 'not known', message), location };
}

function nothingChanges(test: TestConfig, naming: Naming): ReadyTest {
  const message = 'The plan changes no Access application or reusable policy that is not tested on its own.';
  return {
    thresholds: [],
    expectations: [],
    name: plain(test.name ?? 'Every change of the plan'),
    location: test.location,
    explain: 0,
    sources: [],
    baseline: undefined,
    policyFindings: [],
    settled: [holds(message, test.location)],
    naming,
    isRecorded: false,
  };
}

/** Nothing of its own is to be tested. */
function holds(message: string, location: Location): Finding {
  return {
    kind: 'change',
    rule: 'from_plan',
    severity: 'error',
    outcome: 'held',
    message,
    expected: 'nothing to test',
    actual: 'nothing to test',
    location,
    concerned: [],
  };
}
