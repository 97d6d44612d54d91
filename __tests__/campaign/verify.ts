import { type Outcome } from '../support/scenario.ts';
import { type Case, truthOfTest } from './case.ts';
import { checkAgreement, checkEqual, checkSnapshot } from './comparison.ts';
import { checkExit, checkLimits, checkPrivacy, checkStarts, checkStop, jsonOf, must } from './invariants.ts';
import { runCase } from './run.ts';
import { type Schedule } from './schedule.ts';

const TODAY = '2026-11-21';

/** Runs a case and holds it against the truth; what it was, for the figures. Throws what does not hold. */
export async function verify(one: Case): Promise<readonly string[]> {
  const { outcome, refusal, schedule } = await runCase(one);
  const faults = [...schedule.struck].map((fault) => `fault: ${fault}`);
  const { run } = one.blueprint;
  if (outcome === undefined) {
    must(run.damage !== undefined, `A config is refused that is right: ${String(refusal?.message)}`);
    return ['verdict: none, the config is refused', 'against the truth: no config'];
  }
  if (run.damage === undefined) checkPrivacy(outcome);
  const json = jsonOf(outcome);
  checkExit(one, outcome, json);
  checkStarts(one, schedule);
  checkLimits(one, outcome, schedule);
  if (run.mode === 'validate')
    must(schedule.requests === 0 && json.verdict === 'skipped', 'Validating asks somebody');
  else if (run.damage === undefined) checkStop(one, outcome, schedule);
  const agreements =
    run.mode === 'validate' || run.damage !== undefined ? [] : checkTests(one, outcome, schedule);
  return [
    `verdict: ${json.verdict}`,
    `exit code: ${String(outcome.exitCode)}`,
    ...faults,
    ...agreements.map((agreement) => `against the truth: ${agreement}`),
    ...(isInterrupted(one, schedule) ? ['fault: interruption'] : []),
    ...(one.blueprint.clockJump && schedule.requests >= one.blueprint.clockJump.at
      ? ['fault: clock jump']
      : []),
    ...outcome.report.tests.flatMap(({ explanation }) => (explanation ? ['report: explanation'] : [])),
    ...(json.tests.some(({ changes }) => changes !== null && changes.users_lost > 0)
      ? ['report: access lost']
      : []),
    ...(json.tests.some(({ changes }) => changes !== null && changes.users_gained > 0)
      ? ['report: access gained']
      : []),
  ];
}

function checkTests(one: Case, outcome: Outcome, schedule: Schedule): string[] {
  const { report } = outcome;
  const json = jsonOf(outcome);
  const isExact = mustBeExact(one, schedule);
  const jump = one.blueprint.clockJump;
  const days = [TODAY, ...(jump ? [dayAfter(jump.days)] : [])];
  checkSnapshot(one, outcome, schedule);
  const agreements = one.tests.map((test, index) => {
    const [testReport, testJson] = [report.tests[index], json.tests[index]];
    must(testReport !== undefined && testJson !== undefined, 'A test has no report');
    if (!isExact) return checkAgreement(testReport, testJson, test, schedule, days);
    if (endsInTime(one)) checkEqual(testReport, testJson, truthOfTest(test, TODAY));
    else must(testReport.verdict === 'inconclusive', `${testReport.verdict} without an end`);
    return 'equal';
  });
  if (one.check === undefined) return agreements;
  const [found] = report.applicationChecks;
  const { expected } = one.check;
  const isAltered = schedule.struck.has('altered body');
  must(
    found?.verdict === expected || (!isExact && (found?.verdict === 'inconclusive' || isAltered)),
    `The check is ${String(found?.verdict)} instead of ${expected}`,
  );
  return agreements;
}

/** Whether nothing happens that excuses a gate from coming to the very result of the truth. */
function mustBeExact({ blueprint, tests }: Case, schedule: Schedule): boolean {
  const { behaviour, run, clockJump, interruptedAt } = blueprint;
  const isRefusedForLong =
    behaviour.secondTest === 429 && tests.some(({ truth }) => truth.toldBefore !== undefined);
  return (
    schedule.isHarmless() &&
    clockJump === undefined &&
    interruptedAt === undefined &&
    behaviour.testKeptSeconds === undefined &&
    // How many pages there are is told by the total alone.
    !(behaviour.omittedFields.includes('total_users') && blueprint.crowd.size > behaviour.maxPerPage) &&
    behaviour.rateLimitRequests > schedule.requests &&
    !(isRefusedForLong && behaviour.testSeconds * 3_000 > run.timeoutMinutes * 60_000)
  );
}

function endsInTime({ blueprint: { behaviour, run } }: Case): boolean {
  return behaviour.testEnds === 'complete' && behaviour.testSeconds < run.timeoutMinutes * 60;
}

function isInterrupted({ blueprint: { interruptedAt } }: Case, schedule: Schedule): boolean {
  return schedule.answeredFrom(interruptedAt ?? Infinity) !== undefined;
}

function dayAfter(days: number): string {
  return new Date(Date.parse(TODAY) + days * 86_400_000).toISOString().slice(0, 10);
}
