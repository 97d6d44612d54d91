import { formatCount } from '../format.ts';
import { cut } from '../untrusted.ts';
import { headline, untoldMissing, VERDICT_SIGNS } from './headline.ts';
import { escapeMarkdown } from './markdown.ts';
import { type Report } from './report.ts';

/** Characters of a headline: no reader wants more, and no medium may be full of it. */
const MAX_HEADLINE = 500;

/** As many sentences are told of what is missing. */
const MAX_MISSING = 20;

/** The headline as a heading of GitHub's Markdown. */
export function renderHeading(report: Report): string {
  return `## ${VERDICT_SIGNS[report.verdict]} ${escapeMarkdown(cut(headline(report), MAX_HEADLINE))}`;
}

/** What is not known of a run of several parts, where the headline does not tell it. */
export function renderMissing(report: Report): string[] {
  const missing = untoldMissing(report);
  const more = missing.length - MAX_MISSING;
  return [
    ...missing.slice(0, MAX_MISSING).map((sentence) => `⚠️ ${escapeMarkdown(sentence)}`),
    ...(more > 0 ? [`⚠️ …and ${formatCount(more)} more of the kind.`] : []),
  ];
}
