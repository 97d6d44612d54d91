import { formatCount } from '../format.ts';
import { renderBody } from './body.ts';
import { type Detail } from './detail.ts';
import { renderProvenance, renderRemarks } from './finePrint.ts';
import { renderHeading, renderMissing } from './head.ts';
import { renderOverview } from './overview.ts';
import { type Report } from './report.ts';

/** Something of GitHub's that shows Markdown, and takes no longer text than so long. */
export interface Page {
  /** What it is, as in `no longer summary`. */
  readonly name: string;
  readonly maxLength: number;
  readonly lengthOf: (text: string) => number;
  /** How much it may tell, most first. */
  readonly details: readonly Detail[];
  /** Where that is for which it has no room: a clause of Markdown. */
  readonly rest: string;
  /** Blocks above the headline, and lines below the fine print. */
  readonly above: readonly string[];
  readonly below: readonly string[];
}

/**
 * The report as GitHub's Markdown, in the most detail for which the page has room. Where that is less than it may tell,
 * it says so; where there is no room for every finding, they are counted. There always is a text, the verdict first.
 */
export function renderPage(report: Report, page: Page): string {
  for (const [index, detail] of page.details.entries()) {
    const text = join(report, page, detail, [
      ...renderMissing(report),
      ...(index === 0 ? [] : [describeCut('findings and changes', page)]),
      ...renderBody(report, detail),
    ]);
    if (fits(text, page)) return text;
  }
  return renderCounts(report, page);
}

/** The verdict and how much was found of what; of what stands above the table, as much as half of a page takes. */
function renderCounts(report: Report, page: Page): string {
  const render = (blocks: readonly string[]): string => join(report, page, 'findings', blocks);
  const cut = describeCut('counts', page);
  const above = renderMissing(report).reduce<readonly string[]>((blocks, block) => {
    const longer = [...blocks, block];
    return fits(render([...longer, cut]), { ...page, maxLength: page.maxLength / 2 }) ? longer : blocks;
  }, []);
  const below = report.warnings.length > 0 ? [countWarnings(report)] : [];
  const overview = renderOverview(report, (markdown) =>
    fits(render([...above, cut, markdown, ...below]), page),
  );
  return render([...above, cut, ...overview, ...below]);
}

function join(report: Report, page: Page, detail: Detail, body: readonly string[]): string {
  const finePrint = [
    ...(detail === 'everything' ? renderProvenance(report) : []),
    ...renderRemarks(report),
    ...page.below,
  ];
  const foot = `---\n\n<sub>${finePrint.join('<br>')}</sub>`;
  return `${[...page.above, renderHeading(report), ...body, foot].join('\n\n')}\n`;
}

function fits(text: string, { maxLength, lengthOf }: Pick<Page, 'maxLength' | 'lengthOf'>): boolean {
  return lengthOf(text) <= maxLength;
}

function describeCut(what: string, { name, rest }: Page): string {
  return `Only ${what} are shown, because GitHub takes no longer ${name}: ${rest}.`;
}

function countWarnings({ warnings }: Report): string {
  const count = warnings.length;
  return `⚠️ ${formatCount(count)} ${count === 1 ? 'warning' : 'warnings'} about the config and the inputs.`;
}
