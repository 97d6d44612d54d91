import { formatCount } from '../format.ts';
import { type Verdict } from '../verdict/finding.ts';
import { countConcerned } from '../verdict/people.ts';
import { heldFindings, type Judged, judgedOf, notableFindings, type Report } from './report.ts';

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
      return `Access policy gate skipped: the config and its policies are valid${acceptedOf(report)}; nothing was tested`;
  }
}

/** Whether no guard found that what was answered is not to be relied on. */
export function isProven({ findings }: Pick<Judged, 'findings'>): boolean {
  return !findings.some(({ kind, outcome }) => kind === 'guard' && outcome === 'inconclusive');
}

/** `7 assertions hold`, of tests and checks that are all proven or all not. */
export function heldTitle(judged: readonly Judged[]): string {
  const held = judged.flatMap(heldFindings).length;
  return judged.every(isProven)
    ? plural(held, 'assertion holds', 'assertions hold')
    : `${plural(held, 'assertion', 'assertions')} would hold if the numbers were proven`;
}

function provenOf(report: Report): string {
  const { tests, applicationChecks } = report;
  const where = [
    ...(tests.length > 0 ? [plural(tests.length, 'test', 'tests')] : []),
    ...(applicationChecks.length > 0
      ? [plural(applicationChecks.length, 'application check', 'application checks')]
      : []),
  ].join(' and ');
  return `${heldTitle(judgedOf(report))} in ${where}${acceptedOf(report)}`;
}

/** What is shown although nothing fails: warnings and waived findings. */
function acceptedOf(report: Report): string {
  const accepted = judgedOf(report).flatMap(notableFindings).length;
  return accepted > 0
    ? `, ${plural(accepted, 'warning or waived finding', 'warnings or waived findings')}`
    : '';
}

function worstOf(report: Report, outcome: 'violated' | 'inconclusive'): string {
  const found = judgedOf(report).flatMap((judged) =>
    notableFindings(judged)
      .filter((finding) => finding.outcome === outcome)
      .filter(({ severity }) => outcome === 'inconclusive' || severity === 'error')
      .map((finding) => ({ judged, finding })),
  );
  const [worst] = found.sort(
    (a, b) => countConcerned(b.finding.concerned) - countConcerned(a.finding.concerned),
  );
  if (worst === undefined) return 'nothing was tested';
  const more = found.length > 1 ? ` (and ${plural(found.length - 1, 'more finding', 'more findings')})` : '';
  return `${worst.judged.name}: ${worst.finding.message.replace(/\.$/, '')}${more}`;
}

function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
