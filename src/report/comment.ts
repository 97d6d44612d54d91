import { renderPage } from './page.ts';
import { type Report } from './report.ts';

/** GitHub takes 65,536 characters, and nothing at all of more; how it counts some of them is not documented. */
export const MAX_COMMENT_CHARACTERS = 60_000;

/** What a comment has beside the report. */
export interface CommentFrame {
  /** A comment of HTML by which the gate knows its own; the first line. */
  readonly marker: string;
  /** The run whose job summary has more, as `readRunUrl` gives it; undefined outside of a run. */
  readonly runUrl: string | undefined;
}

/** The report as a comment on a pull request: as the job summary, without what holds and where the figures come from. */
export function renderComment(report: Report, { marker, runUrl }: CommentFrame): string {
  return renderPage(report, {
    name: 'comment',
    maxLength: MAX_COMMENT_CHARACTERS,
    lengthOf: (text) => text.length,
    details: ['people', 'findings'],
    rest:
      runUrl === undefined
        ? 'report.json has the rest'
        : `the [job summary](${runUrl}) has room for more, and report.json has the rest`,
    above: [marker],
    below: runUrl === undefined ? [] : [`[Job summary of this run](${runUrl})`],
  });
}
