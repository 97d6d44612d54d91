import { renderPage } from './page.ts';
import { type Report } from './report.ts';

/** GitHub takes 1 MiB of summary a step, and shows nothing at all of a longer one; the step may write more of its own. */
export const MAX_SUMMARY_BYTES = 900 * 1_024;

/** The job summary as GitHub's Markdown: the verdict, changes in access, the tests, who is concerned, the fine print. */
export function renderSummary(report: Report): string {
  return renderPage(report, {
    name: 'summary',
    maxLength: MAX_SUMMARY_BYTES,
    lengthOf: (text) => Buffer.byteLength(text),
    details: ['everything', 'findings'],
    rest: 'report.json has the rest',
    above: [],
    below: [],
  });
}
