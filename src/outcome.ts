import { type ReadyCheck, type ReadyTest } from './agenda.ts';
import { isRefusal } from './access/api.ts';
import { GateError } from './errors.ts';
import { type CheckReport, type Report, type TestReport } from './report/report.ts';
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
type Failure = Omit<Outcome<never>, 'report'> & { readonly finding: Finding };

export function interruption(message: string): Failure {
  const finding = unproven('finished', 'a finished run', 'interrupted', message);
  return { finding, stopped: 'interrupted', isLast: true };
}

/** Trouble with the API; anything else is a bug and thrown. */
export function trouble(error: unknown, expected: string, { atStart }: { atStart: boolean }): Failure {
  if (!(error instanceof GateError)) throw error;
  const isRefused = isRefusal(error, { atStart });
  return {
    finding: unproven('proven', expected, 'none', error.message),
    stopped: isRefused ? 'refused' : undefined,
    isLast: isRefused,
  };
}

export const NOT_STARTED = unproven(
  'started',
  'a result',
  'not started',
  'It was not started, because the run had ended before: see above.',
);

/** What is known of a policy test so far. */
export type Known = Partial<Pick<TestReport, 'policyTestId' | 'given' | 'status' | 'counts'>>;

export function reportTest(test: ReadyTest, known: Known, found: readonly Finding[]): TestReport {
  const findings = [...found, ...test.policyFindings];
  return {
    name: test.name,
    location: test.location,
    policies: test.tested.length,
    assertions: test.thresholds.length + test.expectations.length,
    verdict: verdictOf(findings),
    findings,
    policyTestId: known.policyTestId,
    given: known.given ?? false,
    status: known.status,
    counts: known.counts ?? {},
    baseline: undefined,
    changes: undefined,
    explanation: undefined,
  };
}

export function reportCheck(
  { name, location, appId }: ReadyCheck,
  findings: readonly Finding[],
): CheckReport {
  return { name, location, appId, verdict: verdictOf(findings), findings };
}
