import { judgedOf, type Report } from './report.ts';

/** The exit codes of the command line; 0 is success. */
export const EXIT = { passed: 0, failed: 1, badInput: 2, unproven: 3, bug: 70 } as const;

/** How the user wants findings and unproven results to be taken. */
export interface Leniency {
  readonly reportOnly: boolean;
  readonly onInconclusive: 'fail' | 'warn';
}

/**
 * The exit code of a run; anything but 0 fails it. Only what the user asked for is lenient: `reportOnly` with
 * violations, `onInconclusive` with what could not be proven or is missing, neither with a refusal or an interruption.
 */
export function exitCodeOf(report: Report, { reportOnly, onInconclusive }: Leniency): number {
  if (report.verdict === 'failed' && !reportOnly) return EXIT.failed;
  if (report.stopped !== undefined) return EXIT.unproven;
  const isWhole = report.missing.length === 0;
  // What has no secrets by design proves nothing, and nobody expects it to.
  if (report.untested !== undefined && isWhole && report.verdict !== 'inconclusive') return EXIT.passed;
  const unproven =
    !isWhole ||
    report.verdict === 'inconclusive' ||
    judgedOf(report).some(({ findings }) => findings.some(({ outcome }) => outcome === 'inconclusive'));
  return unproven && onInconclusive === 'fail' ? EXIT.unproven : EXIT.passed;
}
