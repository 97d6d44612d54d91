import { type ReportJson } from '../../src/report/reportSchema.ts';
import { type TestReport } from '../../src/report/report.ts';
import { ACCOUNT_ID } from '../support/directory.ts';
import { type Outcome } from '../support/scenario.ts';
import { type Case, type TestCase } from './case.ts';
import { must } from './invariants.ts';
import { naiveSnapshot, type Statuses, statusesOf } from './naiveSnapshot.ts';
import { type Evidence, type Expected, expectedOf } from './oracle.ts';
import { type Schedule } from './schedule.ts';
import { saysTheSame, type Told } from './told.ts';

/** How the verdict on a test was held against the truth. */
export type Agreement =
  'equal' | 'inconclusive instead' | 'failed by what was told' | 'a lie that agrees with itself';

/** The report on a test says everything that the truth makes of it, and nothing else. */
export function checkEqual(report: TestReport, json: ReportJson['tests'][number], expected: Expected): void {
  const { findings } = report;
  must(
    report.verdict === expected.verdict,
    `The verdict is ${report.verdict} instead of ${expected.verdict}`,
  );
  const found = (kind: string) => findings.filter((finding) => finding.kind === kind);
  for (const { rule, outcome } of found('threshold')) {
    const wanted = expected.thresholds.get(rule);
    must(outcome === wanted, `${rule} is ${outcome} instead of ${String(wanted)}`);
  }
  must(found('threshold').length === expected.thresholds.size, 'A threshold was not judged');
  const outcomes = found('expectation')
    .map(({ outcome }) => outcome)
    .join();
  must(
    outcomes === expected.expectations.join(),
    `Expectations are ${outcomes} instead of ${expected.expectations.join()}`,
  );
  must(found('guard').length > 0 === expected.isDoubtful, `Guards: ${JSON.stringify(found('guard'))}`);
  must(
    countViolations(json) === expected.violations,
    `${String(countViolations(json))} violations instead of ${String(expected.violations)}`,
  );
  checkChanges(report, json, expected);
}

function checkChanges(
  { explanation, findings }: TestReport,
  { changes }: ReportJson['tests'][number],
  expected: Expected,
): void {
  const wanted = expected.changes;
  must(
    (changes === null) === (wanted === undefined),
    'Changes are told without a baseline, or not told with one',
  );
  if (changes === null || wanted === undefined) return;
  const told = [changes.users_lost, changes.users_gained, changes.compared].join();
  must(
    told === [wanted.lost, wanted.gained, wanted.compared].join(),
    `Changes are ${told} instead of ${JSON.stringify(wanted)}`,
  );
  const isApart = findings.some(({ rule, outcome }) => rule === 'population' && outcome === 'inconclusive');
  must(isApart === expected.isApart, 'Populations are apart, or are not');
  const causes = changes.explanation?.causes ?? [];
  const sum = (of: 'users_lost' | 'users_gained'): number =>
    causes.reduce((total, cause) => total + cause[of], 0);
  const explained = [sum('users_lost'), sum('users_gained')].join();
  const isWhole = explanation !== undefined && explanation.gap === undefined;
  must(!isWhole || explained === [wanted.lost, wanted.gained].join(), `Causes are of ${explained} users`);
}

function countViolations({ findings }: ReportJson['tests'][number]): number {
  return findings.filter(({ outcome, severity }) => outcome === 'violated' && severity === 'error').length;
}

/**
 * A test of which trouble was met has the verdict of the truth, is inconclusive, or was judged by what the API told
 * although it is not so. It passes only by the truth, or by a lie that agrees with itself in everything, which nobody
 * could tell. It fails only by an assertion that is violated by just what was told; the trouble need not be over.
 */
export function checkAgreement(
  report: TestReport,
  json: ReportJson['tests'][number],
  test: TestCase,
  schedule: Schedule,
  days: readonly string[],
): Agreement {
  if (report.verdict === 'inconclusive') {
    return days.some((day) => expectedOf(test.written, test.truth, day).verdict === 'inconclusive')
      ? 'equal'
      : 'inconclusive instead';
  }
  const told = evidenceOf(report, test, schedule);
  must(told !== undefined, `${report.verdict}, but nobody told that the policy tests were complete`);
  const byTold = days
    .flatMap((day) => [true, false].map((isNamed) => expectedOf(test.written, told, day, isNamed)))
    .find(({ verdict, violations }) => verdict === report.verdict && violations === countViolations(json));
  must(byTold !== undefined, `${report.verdict} is not what the answers come to`);
  const byTruth = days.some((day) => expectedOf(test.written, test.truth, day).verdict === report.verdict);
  const isTrue = saysTheSame(told.told, test.truth.told) && sameBefore(told, test.truth);
  if (byTruth && (isTrue || report.verdict === 'failed')) return 'equal';
  if (report.verdict === 'failed') return 'failed by what was told';
  must(!byTold.isDoubtful && (!isTrue || byTruth), 'WRONG PASS');
  return byTruth ? 'equal' : 'a lie that agrees with itself';
}

function sameBefore({ toldBefore: one }: Evidence, { toldBefore: other }: Evidence): boolean {
  return one === undefined || other === undefined ? one === other : saysTheSame(one, other);
}

/** What the answers of a run told of a test; undefined when a policy test of it was not complete. */
function evidenceOf(
  { policyTestId, baseline }: TestReport,
  test: TestCase,
  schedule: Schedule,
): Evidence | undefined {
  const told = policyTestId === undefined ? undefined : schedule.toldOf(policyTestId);
  if (told === undefined) return undefined;
  if (test.truth.toldBefore === undefined) return { told, before: test.truth.before, toldBefore: undefined };
  const id = baseline?.kind === 'test' ? baseline.policyTestId : undefined;
  const toldBefore = id === undefined ? undefined : schedule.toldOf(id);
  return toldBefore && { told, before: statusesOf(toldBefore), toldBefore };
}

/** The snapshot has the tests that are proven, each with the outcomes that were told, and nothing else. */
export function checkSnapshot({ tests, salt }: Case, { report, files }: Outcome, schedule: Schedule): void {
  const recorded: Record<string, Statuses> = {};
  for (const [index, test] of tests.entries()) {
    const id = report.tests[index]?.policyTestId;
    const told: Told | undefined = id === undefined ? undefined : schedule.toldOf(id);
    const isProven = report.tests[index]?.findings.every(
      ({ kind, outcome }) => kind !== 'guard' || outcome !== 'inconclusive',
    );
    // Where counts alone were judged, nobody was told.
    if (told && isProven && told.users.length > 0) recorded[test.name] = statusesOf(told);
  }
  const text = files['snapshot.json'];
  const expected = Object.keys(recorded).length === 0 ? undefined : naiveSnapshot(ACCOUNT_ID, salt, recorded);
  const written: unknown = text === '' ? undefined : JSON.parse(text);
  must(
    JSON.stringify(written) === JSON.stringify(expected),
    `The snapshot is ${text} instead of ${JSON.stringify(expected)}`,
  );
}
