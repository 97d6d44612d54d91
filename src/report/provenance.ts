import { formatCount } from '../format.ts';
import { type BaselineReport, type ListedPages, type TestReport } from './report.ts';
import { type Style } from './style.ts';

/** What a test was compared with: `policy test 77c0aa12`, `snapshot access.json` */
export function describeBaseline(baseline: BaselineReport, { code }: Pick<Style, 'code'>): string {
  switch (baseline.kind) {
    case 'test':
      return baseline.policyTestId === undefined
        ? 'no policy test was started'
        : `policy test ${code(baseline.policyTestId)}`;
    case 'snapshot':
      return `snapshot ${code(baseline.file)}`;
    case 'nothing':
      return 'nothing, so that nobody had access';
  }
}

/** Whether nothing was started of a test, so that there is nothing to say of its baseline either. */
export function isUntested({
  policyTestId,
  baseline,
}: Pick<TestReport, 'policyTestId' | 'baseline'>): boolean {
  return policyTestId === undefined && baseline?.kind === 'test' && baseline.policyTestId === undefined;
}

/** `2 of 1,000 pages listed`; nothing of a test whose users fit on one page, or of which nobody knows. */
export function describeListed(listed: ListedPages | undefined): string[] {
  if (listed?.of === undefined) return [];
  const { pages, of } = listed;
  if (pages === 0) return ['nobody had to be listed'];
  return of <= 1 ? [] : [`${formatCount(pages)} of ${formatCount(of)} pages listed`];
}

/** The policy tests that explaining took; none where it took none. */
export function describeFurtherTests({ explanation }: Pick<TestReport, 'explanation'>): string[] {
  const count = explanation?.policyTestIds.length ?? 0;
  if (count === 0) return [];
  return [
    `${formatCount(count)} further policy ${count === 1 ? 'test was' : 'tests were'} started to explain the changes`,
  ];
}
