import { quote } from '../untrusted.ts';
import { type ReportPart } from './parts.ts';
import { type Report, type TestReport } from './report.ts';

/**
 * What of reports cannot be so, a sentence each that says what to do. No job writes such a report, but whoever can
 * change the file may, and what was not tested must not pass.
 */
export function findContradictions(parts: readonly ReportPart[]): string[] {
  return parts.flatMap(({ path, report }) => {
    const what = contradictionOf(report);
    if (what === undefined) return [];
    return [
      `The report ${quote(path)} contradicts itself: ${what}. Run its job again, and take the report as it was written.`,
    ];
  });
}

function contradictionOf(report: Report): string | undefined {
  const { verdict, tests, applicationChecks, account, untested } = report;
  const items = [...tests, ...applicationChecks];
  const passed = items.find((item) => item.verdict === 'passed');
  const skipped = items.find((item) => item.verdict === 'skipped');
  const tested =
    tests.find(isStarted) ?? passed ?? applicationChecks.find((check) => check.verdict !== 'skipped');
  const unstarted = tests.find((test) => test.verdict === 'passed' && !isStarted(test) && isAsserted(test));
  if (skipped !== undefined && (passed !== undefined || verdict === 'passed')) {
    return `it passed what was tested, and ${quote(skipped.name)} was skipped`;
  }
  if (verdict === 'passed' && passed === undefined) return 'it passed, and nothing of it did';
  if (tested !== undefined && account === undefined) {
    return `${quote(tested.name)} was tested, and on no account`;
  }
  if (tested !== undefined && untested !== undefined) {
    return `${quote(tested.name)} was tested, and it tells why nothing was`;
  }
  return unstarted && `${quote(unstarted.name)} passed, and no policy test was started`;
}

function isStarted({ policyTestId }: TestReport): boolean {
  return policyTestId !== undefined;
}

/** Whether something holds that only the outcome of a policy test tells. */
function isAsserted({ findings }: TestReport): boolean {
  return findings.some(
    ({ kind, outcome }) => (kind === 'threshold' || kind === 'expectation') && outcome === 'held',
  );
}
