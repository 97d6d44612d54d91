import { formatCount } from '../format.ts';
import { type Verdict } from '../verdict/finding.ts';
import { countConcerned } from '../verdict/people.ts';
import { heldFindings, notableFindings, type Report, type TestReport } from './report.ts';

export const VERDICT_SIGNS: Readonly<Record<Verdict, string>> = {
  passed: '✅',
  failed: '❌',
  inconclusive: '⚠️',
  skipped: '⏭️',
};

/** The verdict in one sentence: the worst that was found, in which test, and how much more there is. */
export function headline(report: Report): string {
  switch (report.verdict) {
    case 'passed':
      return `Access policy gate passed: ${provenOf(report)}`;
    case 'failed':
      return `Access policy gate failed: ${worstOf(report, 'violated')}`;
    case 'inconclusive':
      return `Access policy gate could not be proven: ${worstOf(report, 'inconclusive')}`;
    case 'skipped':
      return 'Access policy gate skipped: the config and its policies are valid, nothing was tested';
  }
}

/** Whether no guard found that the numbers of the test are not to be relied on. */
export function isProven({ findings }: TestReport): boolean {
  return !findings.some(({ kind, outcome }) => kind === 'guard' && outcome === 'inconclusive');
}

/** `7 assertions hold`, of tests that are all proven or all not. */
export function heldTitle(tests: readonly TestReport[]): string {
  const held = tests.flatMap(heldFindings).length;
  return tests.every(isProven)
    ? plural(held, 'assertion holds', 'assertions hold')
    : `${plural(held, 'assertion', 'assertions')} would hold if the numbers were proven`;
}

function provenOf({ tests }: Report): string {
  const accepted = tests.reduce((sum, test) => sum + notableFindings(test).length, 0);
  const assertions = `${heldTitle(tests)} in ${plural(tests.length, 'test', 'tests')}`;
  return accepted > 0
    ? `${assertions}, ${plural(accepted, 'warning or waived finding', 'warnings or waived findings')}`
    : assertions;
}

function worstOf({ tests }: Report, outcome: 'violated' | 'inconclusive'): string {
  const found = tests.flatMap((test) =>
    notableFindings(test)
      .filter((finding) => finding.outcome === outcome)
      .filter(({ severity }) => outcome === 'inconclusive' || severity === 'error')
      .map((finding) => ({ test, finding })),
  );
  const [worst] = found.sort(
    (a, b) => countConcerned(b.finding.concerned) - countConcerned(a.finding.concerned),
  );
  if (worst === undefined) return 'nothing was tested';
  const more = found.length > 1 ? ` (and ${plural(found.length - 1, 'more finding', 'more findings')})` : '';
  return `${worst.test.name}: ${worst.finding.message.replace(/\.$/, '')}${more}`;
}

function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
