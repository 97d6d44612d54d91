import { formatCount } from '../format.ts';
import { renderBody } from './body.ts';
import { type Budget, takeFitting } from './budget.ts';
import { renderConfigChange, renderConfigSentence } from './configChange.ts';
import { type Detail } from './detail.ts';
import { renderProvenance, renderRemarks } from './finePrint.ts';
import { renderHeading, renderMissing } from './head.ts';
import { renderOverview } from './overview.ts';
import { type Report } from './report.ts';

/** Something of GitHub's that shows Markdown, and takes none that is longer than so. */
export interface Page extends Budget {
  /** What it is, as in `no summary that is longer`. */
  readonly name: string;
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
    const above = [
      ...page.above,
      renderHeading(report),
      ...renderConfigChange(report),
      ...renderMissing(report),
      ...(index === 0 ? [] : [describeCut('findings and changes', page)]),
    ];
    const below = renderFoot(report, page, detail);
    const { fitting, isAll } = takeFitting(
      renderBody(report, detail),
      SEPARATOR,
      roomOf([...above, below], page),
    );
    if (isAll) return join([...above, ...fitting, below]);
  }
  return renderCounts(report, page);
}

const SEPARATOR = '\n\n';

function join(blocks: readonly string[]): string {
  return `${blocks.join(SEPARATOR)}\n`;
}

/** What is left of a page when it has these blocks. */
function roomOf(blocks: readonly string[], { maxLength, lengthOf }: Budget): Budget {
  return { maxLength: maxLength - lengthOf(join(blocks)), lengthOf };
}

/**
 * The verdict and how much was found of what. What stands between them may take half of the room: first what a pull
 * request does to the config, because of what is missing there may be much.
 */
function renderCounts(report: Report, page: Page): string {
  const above = [...page.above, renderHeading(report)];
  const below = [...countWarnings(report), renderFoot(report, page, 'findings')];
  const cut = describeCut('counts', page);
  const room = roomOf([...above, cut, ...below], page);
  const { fitting: notes } = takeFitting(
    [...renderConfigSentence(report), ...renderMissing(report)],
    SEPARATOR,
    { ...room, maxLength: room.maxLength / 2 },
  );
  const overview = renderOverview(report, roomOf([...above, ...notes, cut, ...below], page));
  return join([...above, ...notes, cut, ...overview, ...below]);
}

function renderFoot(report: Report, page: Page, detail: Detail): string {
  const lines = [
    ...(detail === 'everything' ? renderProvenance(report) : []),
    ...renderRemarks(report),
    ...page.below,
  ];
  return `---\n\n<sub>${lines.join('<br>')}</sub>`;
}

function describeCut(what: string, { name, rest }: Page): string {
  return `Only ${what} are shown, because GitHub takes no ${name} that is longer: ${rest}.`;
}

function countWarnings({ warnings }: Report): string[] {
  const count = warnings.length;
  if (count === 0) return [];
  return [
    `⚠️ ${formatCount(count)} ${count === 1 ? 'warning' : 'warnings'} about the config and the inputs.`,
  ];
}
