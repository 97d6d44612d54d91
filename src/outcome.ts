import { type ReadyCheck } from './agenda.ts';
import { type ReadyBaseline, type ReadyTest } from './readyTest.ts';
import { isRefusal } from './access/advice.ts';
import { ApiError, GateError } from './errors.ts';
import { type PolicyTest } from './policyTest.ts';
import { type BaselineReport, type CheckReport, type Report, type TestReport } from './report/report.ts';
import { type Finding, verdictOf } from './verdict/finding.ts';
import { unproven } from './verdict/guards.ts';

/** What came of a test or check, and of the run with it. */
export interface Outcome<Result> {
  readonly report: Result;
  readonly stopped: Report['stopped'];
  /** Whether nothing is run after it. */
  readonly isLast: boolean;
}

/** What stands in place of a result. */
export type Failure = Omit<Outcome<never>, 'report'> & { readonly finding: Finding };

/** A report, and what kept it from being one about results. */
export function outcomeOf<Result>(report: Result, failures: readonly Failure[] = []): Outcome<Result> {
  return {
    report,
    stopped: failures.map(({ stopped }) => stopped).find((reason) => reason !== undefined),
    isLast: failures.some(({ isLast }) => isLast),
  };
}

export function interruption(message: string): Failure {
  const finding = unproven('finished', 'a finished run', 'interrupted', message);
  return { finding, stopped: 'interrupted', isLast: true };
}

/**
 * Trouble with the API; anything else is a bug and thrown.
 *
 * @param about an application that does not exist says nothing about the rest of the run
 */
export function trouble(
  error: unknown,
  expected: string,
  { atStart, about }: { atStart: boolean; about: 'policy test' | 'application' },
): Failure {
  if (!(error instanceof GateError)) throw error;
  const isRefused = isRefusal(error, { atStart });
  const isMissing = about === 'application' && error instanceof ApiError && error.status === 404;
  return {
    finding: unproven('proven', expected, 'none', error.message),
    stopped: isRefused ? 'refused' : undefined,
    isLast: isRefused && !isMissing,
  };
}

/**
 * What went wrong with a policy test.
 *
 * @param policyTest undefined while the policies of applications are read
 * @param isCompared whether its test has a baseline, without which policy-test-id could judge it later
 */
export function failureOf(
  error: unknown,
  policyTest: PolicyTest | undefined,
  interrupted: AbortSignal,
  isCompared: boolean,
): Failure {
  const { id, given = false, status } = policyTest ?? {};
  return interrupted.aborted
    ? interruption(interruptedMessage(id, isCompared))
    : trouble(error, 'a completed policy test', {
        atStart: id === undefined || (given && status === undefined),
        about: policyTest ? 'policy test' : 'application',
      });
}

function interruptedMessage(id: string | undefined, isCompared: boolean): string {
  if (id === undefined) {
    return 'The run was interrupted while the policy test was being started; Cloudflare may run it all the same.';
  }
  const next = isCompared ? 'run the gate again' : 'judge it later with policy-test-id';
  return `The run was interrupted. Policy test ${id} goes on at Cloudflare: ${next}.`;
}

export const NOT_STARTED = unproven(
  'started',
  'a result',
  'not started',
  'It was not started, because the run had ended before: see above.',
);

/** @param known what is known of the test so far, if it was begun */
export function reportTest(
  test: ReadyTest,
  known: Partial<TestReport>,
  found: readonly Finding[],
): TestReport {
  const findings = [...found, ...test.policyFindings];
  return {
    name: test.name,
    location: test.location,
    policies: test.sources.length,
    assertions: test.thresholds.length + test.expectations.length,
    verdict: verdictOf(findings),
    findings,
    policyTestId: undefined,
    given: false,
    status: undefined,
    counts: {},
    listed: undefined,
    baseline: test.baseline && baselineOf(test.baseline),
    changes: undefined,
    explanation: undefined,
    ...known,
  };
}

/** A baseline of which nothing is known. */
function baselineOf(baseline: ReadyBaseline): BaselineReport {
  return baseline.kind === 'snapshot'
    ? { kind: 'snapshot', file: baseline.file }
    : { kind: 'test', policyTestId: undefined, status: undefined, counts: {}, listed: undefined };
}

export function reportCheck(
  { name, location, appId }: ReadyCheck,
  findings: readonly Finding[],
): CheckReport {
  return { name, location, appId, verdict: verdictOf(findings), findings };
}
