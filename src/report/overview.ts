import { formatCount } from '../format.ts';
import { isFailed, WORST_FIRST } from '../verdict/finding.ts';
import { type Budget, takeFitting } from './budget.ts';
import { VERDICT_SIGNS } from './headline.ts';
import { escapeMarkdown, table, tableRow } from './markdown.ts';
import { type Judged, judgedOf, notableFindings, type Report, type TestReport } from './report.ts';
import { comparedTests, countGained, countLost } from './sides.ts';
import { FIGURE_ALIGNMENTS, FIGURE_HEADER, renderFigures } from './testTable.ts';

/** A test, check or plan, and how many findings of it fail the run or are shown all the same. */
interface Entry {
  readonly judged: Judged;
  readonly failing: number;
  readonly others: number;
}

/**
 * Everything with a verdict in one table of GitHub's Markdown, with how much was found and not what, the worst first:
 * as many rows as the budget allows, and how many more there are.
 */
export function renderOverview(report: Report, budget: Budget): string[] {
  const entries = judgedOf(report).map(countFindings).sort(compareEntries);
  const isCompared = comparedTests(report.tests).length > 0;
  const moves = { header: ['Lose access', 'Gain access'], alignments: ['--:', '--:'] };
  const header = table(
    [':-:', '---', ...FIGURE_ALIGNMENTS, ...(isCompared ? moves.alignments : []), '---'],
    [['', 'Test', ...FIGURE_HEADER, ...(isCompared ? moves.header : []), 'Findings']],
  );
  const describeMore = (count: number): string => `…and ${formatCount(count)} more, none of them worse.`;
  const length = budget.lengthOf(`${header}\n\n${describeMore(entries.length)}\n\n`);
  const rows = renderRows(entries, report.tests, isCompared);
  const { fitting } = takeFitting(rows, '\n', { ...budget, maxLength: budget.maxLength - length });
  const more = entries.length - fitting.length;
  return [
    ...(fitting.length > 0 ? [[header, ...fitting].join('\n')] : []),
    ...(more > 0 ? [describeMore(more)] : []),
  ];
}

function* renderRows(
  entries: readonly Entry[],
  tests: readonly TestReport[],
  isCompared: boolean,
): Generator<string> {
  const testOf = new Map<Judged, TestReport>(tests.map((test) => [test, test]));
  for (const entry of entries) {
    const test = testOf.get(entry.judged);
    yield tableRow([
      VERDICT_SIGNS[entry.judged.verdict],
      escapeMarkdown(entry.judged.name),
      ...renderFigures(test?.counts ?? {}),
      ...(isCompared ? renderMoves(test?.changes) : []),
      renderFindings(entry),
    ]);
  }
}

function countFindings(judged: Judged): Entry {
  const notable = notableFindings(judged);
  const failing = notable.filter(isFailed).length;
  return { judged, failing, others: notable.length - failing };
}

function compareEntries(a: Entry, b: Entry): number {
  const rank = ({ judged }: Entry): number => WORST_FIRST.indexOf(judged.verdict);
  return rank(a) - rank(b) || b.failing - a.failing || b.others - a.others;
}

function renderMoves(changes: TestReport['changes']): string[] {
  if (changes === undefined) return ['–', '–'];
  return [countLost({ changes }), countGained({ changes })].map(formatCount);
}

/** `❌ 50 ⚠️ 2`: those that fail the run, and the others. */
function renderFindings({ failing, others }: Entry): string {
  const parts = [
    ...(failing > 0 ? [`❌ ${formatCount(failing)}`] : []),
    ...(others > 0 ? [`⚠️ ${formatCount(others)}`] : []),
  ];
  return parts.length === 0 ? '0' : parts.join(' ');
}
