import { formatCount } from '../format.ts';
import { isFailed, type Verdict } from '../verdict/finding.ts';
import { VERDICT_SIGNS } from './headline.ts';
import { escapeMarkdown, table } from './markdown.ts';
import { type Judged, judgedOf, notableFindings, type Report, type TestReport } from './report.ts';
import { comparedTests, countGained, countLost } from './sides.ts';
import { FIGURE_ALIGNMENTS, FIGURE_HEADER, renderFigures } from './testTable.ts';

/** A test, check or plan, and how many findings of it fail the run or are shown all the same. */
interface Entry {
  readonly judged: Judged;
  readonly failing: number;
  readonly others: number;
}

const WORST_FIRST: readonly Verdict[] = ['failed', 'inconclusive', 'passed', 'skipped'];

/**
 * Everything with a verdict in one table of GitHub's Markdown, with how much was found and not what, the worst first:
 * as many rows as `fits` takes of the Markdown, and how many more there are.
 */
export function renderOverview(report: Report, fits: (markdown: string) => boolean): string[] {
  const entries = judgedOf(report).map(countFindings).sort(compareEntries);
  const isCompared = comparedTests(report.tests).length > 0;
  const header = ['', 'Test', ...FIGURE_HEADER, ...(isCompared ? ['Lose access', 'Gain access'] : [])];
  const alignments = [':-:', '---', ...FIGURE_ALIGNMENTS, ...(isCompared ? ['--:', '--:'] : []), '---'];
  const figures = new Map<Judged, readonly string[]>(
    report.tests.map((test) => [
      test,
      [...renderFigures(test.counts), ...(isCompared ? renderMoves(test) : [])],
    ]),
  );
  const none = Array.from(header.slice(2), () => '–');
  const rows = entries.map(({ judged, failing, others }) => [
    VERDICT_SIGNS[judged.verdict],
    escapeMarkdown(judged.name),
    ...(figures.get(judged) ?? none),
    renderFindings({ failing, others }),
  ]);
  const render = (count: number): string[] => {
    const more = rows.length - count;
    return [
      ...(count > 0 ? [table(alignments, [[...header, 'Findings'], ...rows.slice(0, count)])] : []),
      ...(more > 0 ? [`…and ${formatCount(more)} more, none of them worse.`] : []),
    ];
  };
  return render(mostOf(rows.length, (count) => fits(render(count).join('\n\n'))));
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

function renderMoves(test: TestReport): string[] {
  const { changes } = test;
  if (changes === undefined) return ['–', '–'];
  return [countLost({ changes }), countGained({ changes })].map(formatCount);
}

/** `❌ 50 ⚠️ 2`: those that fail the run, and the others. */
function renderFindings({ failing, others }: Omit<Entry, 'judged'>): string {
  const parts = [
    ...(failing > 0 ? [`❌ ${formatCount(failing)}`] : []),
    ...(others > 0 ? [`⚠️ ${formatCount(others)}`] : []),
  ];
  return parts.length === 0 ? '0' : parts.join(' ');
}

/** The greatest count up to `max` that fits, where whatever is less than one that fits does, too; 0 if none does. */
function mostOf(max: number, fits: (count: number) => boolean): number {
  let [known, tooMany] = [0, max + 1];
  while (tooMany - known > 1) {
    const middle = Math.floor((known + tooMany) / 2);
    if (fits(middle)) known = middle;
    else tooMany = middle;
  }
  return known;
}
