import { type ReadyBaseline, type ReadyTest } from './readyTest.ts';
import { type Failure, failureOf, type Outcome, outcomeOf, reportTest } from './outcome.ts';
import { type Source } from './policies/entry.ts';
import { type Bench, createPolicyTest, type PolicyTest, completeBeside } from './policyTest.ts';
import { type BaselineReport, type TestReport } from './report/report.ts';
import { type Before, beforeOf, type Comparison, createComparison, NOBODY } from './verdict/changes.ts';
import { type Counts } from './verdict/counts.ts';
import { type EditablePolicy } from './verdict/edits.ts';
import { type Explanation } from './verdict/explanation.ts';
import { type Finding } from './verdict/finding.ts';
import { checkBaseline, checkNobody, checkTest } from './verdict/guards.ts';
import { judge } from './verdict/judge.ts';
import { checkComparison } from './verdict/population.ts';
import { type Roster } from './verdict/roster.ts';
import { createTally, type Tally } from './verdict/tally.ts';

/** The policies of one side of a test, and the policy test of them: none where there is nothing to send. */
interface Side {
  readonly policies: readonly EditablePolicy[];
  readonly policyTest: PolicyTest | undefined;
}

interface Sides {
  readonly proposed: Side;
  /** Undefined where the policies replace nothing that could be tested. */
  readonly baseline: Side | undefined;
}

/** How the users of both sides fared. */
interface Listed {
  readonly counts: Counts;
  readonly tally: Tally;
  readonly comparison: Comparison | undefined;
  readonly guards: readonly Finding[];
}

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

    const { counts, tally, comparison, guards } = await listSides(test, sides);
    const changes = comparison?.result();
    const comparable = changes ? checkComparison(changes) : [];
    // A time of day that is set back while Cloudflare tests makes no waiver hold again.
    const now = new Date(Math.max(begunAt.getTime(), clock.now().getTime()));
    const findings = [
      ...judge(test, counts, tally.result(), changes, guards, test.naming, now),
      ...comparable,
    ];
    if (guards.length === 0) record(test.name, tally.roster);
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
  return explainChanges(test, baseline?.policies, proposed.policies, comparison.changed, bench);
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

/** Lists the users of both sides, the baseline's first, and joins them. */
async function listSides(test: ReadyTest, { proposed, baseline }: Sides): Promise<Listed> {
  const { naming, expectations } = test;
  const before = createTally([], naming);
  const known = beforeOfTest(test.baseline, baseline, before);
  const comparison = known && createComparison(known, naming);
  const tally = createTally(expectations, naming, comparison);

  await baseline?.policyTest?.list((users) => {
    before.see(users);
    // Where nothing is left, whoever was there before is blocked.
    if (!proposed.policyTest) tally.see(users.map((user) => ({ ...user, status: user.status && 'blocked' })));
  });
  await proposed.policyTest?.list((users) => {
    tally.see(users);
  });

  const replaced = baseline?.policyTest;
  const ofBaseline = replaced ? checkBaseline(replaced.counts, before.result()) : [];
  if (proposed.policyTest) {
    const { counts } = proposed.policyTest;
    return {
      counts,
      tally,
      comparison,
      guards: [...checkTest(counts, tally.result(), expectations), ...ofBaseline],
    };
  }
  return {
    counts: blockedOf(replaced?.counts),
    tally,
    comparison,
    guards: replaced ? ofBaseline : checkNobody(test.baseline?.kind === 'policies', expectations),
  };
}

function beforeOfTest(
  baseline: ReadyBaseline | undefined,
  side: Side | undefined,
  before: Tally,
): Before | undefined {
  if (baseline === undefined) return undefined;
  if (baseline.kind === 'snapshot') return baseline.before;
  return side?.policyTest ? beforeOf(before.roster) : NOBODY;
}

/** Without policies nobody gets in. */
function blockedOf(population: Counts = {}): Counts {
  const { totalUsers, percentUsersProcessed } = population;
  return {
    totalUsers,
    percentUsersProcessed,
    usersApproved: 0,
    usersBlocked: totalUsers,
    usersErrored: 0,
    percentApproved: 0,
    percentErrored: 0,
  };
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
    }),
    baseline: baseline && reportBaseline(baseline, sides.baseline?.policyTest),
  };
}

function reportBaseline(baseline: ReadyBaseline, policyTest: PolicyTest | undefined): BaselineReport {
  if (baseline.kind === 'snapshot') return { kind: 'snapshot', file: baseline.file };
  if (policyTest === undefined) return { kind: 'nothing' };
  const { id, status, counts } = policyTest;
  return { kind: 'test', policyTestId: id, status, counts };
}
