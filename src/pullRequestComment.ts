import { GitHubError, messagesOf } from './errors.ts';
import { keepComment, markerOf } from './github/comment.ts';
import { type CommentInputs } from './commentInputs.ts';
import { type CommentFrame, renderComment } from './report/comment.ts';
import { renderErrorComment } from './report/errorComment.ts';
import { type Report } from './report/report.ts';
import { type World } from './world.ts';

type Means = Pick<World, 'connectGitHub' | 'log'>;

/**
 * Keeps the one comment of this gate on the pull request up to date with the report. What keeps it from that changes no
 * verdict: it is given back, as the text of a warning.
 */
export function commentOnReport(
  report: Report,
  inputs: CommentInputs,
  world: Means,
): Promise<string | undefined> {
  const isWanted = inputs.comment === 'always' || !['passed', 'skipped'].includes(report.verdict);
  return keep((frame) => renderComment(report, frame), isWanted, { ...inputs, config: report.config }, world);
}

/** The same where there is no report: a comment of an earlier run must not stay as if it were of this one. */
export function commentOnError(
  error: unknown,
  inputs: CommentInputs,
  world: Means,
): Promise<string | undefined> {
  return keep((frame) => renderErrorComment(messagesOf(error), frame), true, inputs, world);
}

async function keep(
  render: (frame: CommentFrame) => string,
  isWanted: boolean,
  { comment, config, github, proposal, runUrl }: CommentInputs,
  { connectGitHub, log }: Means,
): Promise<string | undefined> {
  if (comment === 'never') return undefined;
  const pullRequest = proposal?.pullRequest;
  if (pullRequest === undefined) {
    log.info('No comment is written, because this run is about no single pull request.');
    return undefined;
  }
  if (github === undefined) {
    return 'No comment is written, because there is no github-token: give one with the permission pull-requests: write.';
  }
  try {
    const client = await connectGitHub(github);
    const marker = markerOf(config);
    const body = render({ marker, runUrl });
    const kept = await keepComment(client, pullRequest, { marker, body, isWanted });
    if (kept !== 'none') log.info(`The comment on pull request ${String(pullRequest)} is ${kept}.`);
    return undefined;
  } catch (error) {
    if (error instanceof GitHubError) return `The comment could not be kept up to date: ${error.message}`;
    throw error;
  }
}
