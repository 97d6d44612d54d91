import { type ReadyBaseline, type ReadyTest } from './readyTest.ts';
import { listSides, type Side, type Sides } from './listedSides.ts';
import { type Failure, failureOf, type Outcome, outcomeOf, reportTest } from './outcome.ts';
import { type Source } from './policies/entry.ts';
import { type Bench, createPolicyTest, type PolicyTest, completeBeside } from './policyTest.ts';
import { type BaselineReport, type ListedPages, type TestReport } from './report/report.ts';
import { type EditablePolicy } from './verdict/edits.ts';
import { type Explanation } from './verdict/explanation.ts';
import { type Comparison } from './verdict/changes.ts';
import { type Finding } from './verdict/finding.ts';
import { judge } from './verdict/judge.ts';
import { checkComparison } from './verdict/population.ts';
import { type Roster } from './verdict/roster.ts';

/**
 * One test of the config: starts its policy test and that of its baseline, waits, lists, judges, and explains who
 * loses and who gains access.
 *
 * @param record is told of the outcome of each user by identity, if they are proven
 */
export async function runTest(
  test: ReadyTest,
  bench: Bench,
  policyTestId: string | undefined,
  record: (test: string, roster: Roster) => void,
): Promise<Outcome<TestReport>> {
  if (test.settled.length > 0) return outcomeOf(reportTest(test, {}, test.settled));
  const { clock } = bench.world;
  const begunAt = clock.now();
  let sides: Sides | undefined;
  const report = (findings: readonly Finding[], more: Partial<TestReport> = {}): TestReport =>
    reportTest(test, { ...knownOf(test, sides), ...more }, findings);
  const fail = (failures: readonly Failure[]): Outcome<TestReport> =>
    outcomeOf(report(failures.map(({ finding }) => finding)), failures);

  try {
    sides = await prepareSides(test, bench, policyTestId);
    const failures = await completeSides(sides, bench);
    if (failures.length > 0) return fail(failures);

    const { counts, tally, isRecorded, comparison, guards } = await listSides(test, sides, bench);
    const changes = comparison?.result();
    const comparable = changes ? checkComparison(changes, comparison?.reidentified) : [];
    // A time of day that is set back while Cloudflare tests makes no waiver hold again.
    const now = new Date(Math.max(begunAt.getTime(), clock.now().getTime()));
    const findings = [
      ...judge(test, counts, tally.result(), changes, guards, test.naming, now),
      ...comparable,
    ];
    if (guards.length === 0 && isRecorded) record(test.name, tally.roster);
    const isProven = guards.length === 0 && !comparable.some(({ outcome }) => outcome === 'inconclusive');
    const explanation = isProven ? await explain(test, sides, comparison, bench) : undefined;
    return outcomeOf(report(findings, { counts, changes, explanation }));
  } catch (error) {
    const isCompared = test.baseline !== undefined;
    const policyTest = sides?.proposed.policyTest ?? sides?.baseline?.policyTest;
    return fail([failureOf(error, policyTest, bench.world.interrupted, isCompared)]);
  }
}

/** What explains is a part of its own, which is loaded only where there is something to explain. */
async function explain(
  test: ReadyTest,
  { proposed, baseline }: Sides,
  comparison: Comparison | undefined,
  bench: Bench,
): Promise<Explanation | undefined> {
  if (comparison === undefined || comparison.changed.size === 0 || test.explain === 0) return undefined;
  const { explainChanges } = await import('./explain.ts');
  const { totalUsers } = proposed.policyTest?.counts ?? baseline?.policyTest?.counts ?? {};
  return explainChanges(test, baseline?.policies, proposed.policies, comparison.changed, totalUsers, bench);
}

async function prepareSides(test: ReadyTest, bench: Bench, policyTestId: string | undefined): Promise<Sides> {
  const side = async (name: string, sources: readonly Source[], id?: string): Promise<Side> => {
    const policies = await readSources(sources, bench);
    const tested = policies.map((policy) => policy.tested);
    return {
      policies,
      policyTest:
        tested.length > 0 || id !== undefined ? createPolicyTest(name, tested, bench, id) : undefined,
    };
  };
  return {
    proposed: await side(test.name, test.sources, policyTestId),
    baseline:
      test.baseline?.kind === 'policies'
        ? await side(`${test.name} (baseline)`, test.baseline.sources)
        : undefined,
  };
}

/** The policies, those of saved applications as they are now. */
async function readSources(
  sources: readonly Source[],
  { client, newLimits }: Bench,
): Promise<EditablePolicy[]> {
  const limits = newLimits();
  const read = await Promise.all(
    sources.map(async (source) =>
      source.kind === 'policy'
        ? [{ tested: source.tested, shown: source.text.policy }]
        : (await client.readApplicationPolicies(source.appId, limits)).map((policy) => ({
            tested: policy,
            shown: policy,
          })),
    ),
  );
  return read.flat();
}

/** Runs the policy tests of both sides, together where the account lets them. What went wrong with any of them. */
async function completeSides({ proposed, baseline }: Sides, { world }: Bench): Promise<Failure[]> {
  const attempt = async (policyTest: PolicyTest, step: () => Promise<void>): Promise<Failure[]> => {
    try {
      await step();
      return [];
    } catch (error) {
      return [failureOf(error, policyTest, world.interrupted, baseline !== undefined)];
    }
  };
  const [first, second] = [proposed.policyTest, baseline?.policyTest].filter((test) => test !== undefined);
  if (first === undefined) return [];
  const refused = await attempt(first, () => first.start());
  if (refused.length > 0) return refused;
  const firstEnds = attempt(first, () => first.complete());
  const secondEnds = second && attempt(second, () => completeBeside(second, first, firstEnds, world.log));
  // At once: a bug of the second, met while the first goes on, would end the process without a report.
  const failures = await Promise.all([firstEnds, secondEnds]);
  return failures.flatMap((found) => found ?? []);
}

/** What a report can tell at any moment. */
function knownOf({ baseline }: ReadyTest, sides: Sides | undefined): Partial<TestReport> {
  if (sides === undefined) return {};
  const { policies, policyTest } = sides.proposed;
  return {
    policies: policies.length,
    ...(policyTest && {
      policyTestId: policyTest.id,
      given: policyTest.given,
      status: policyTest.status,
      counts: policyTest.counts,
      listed: listedOf(policyTest),
    }),
    baseline: baseline && reportBaseline(baseline, sides.baseline?.policyTest),
  };
}

function reportBaseline(baseline: ReadyBaseline, policyTest: PolicyTest | undefined): BaselineReport {
  if (baseline.kind === 'snapshot') return { kind: 'snapshot', file: baseline.file };
  if (policyTest === undefined) return { kind: 'nothing' };
  const { id, status, counts } = policyTest;
  return { kind: 'test', policyTestId: id, status, counts, listed: listedOf(policyTest) };
}

function listedOf({ status, listed }: PolicyTest): ListedPages | undefined {
  return status === 'complete' ? listed : undefined;
}
