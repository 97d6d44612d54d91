import { GitHubError } from '../errors.ts';
import { plain } from '../untrusted.ts';

/** What is asked of GitHub, and what it takes. */
export interface Purpose {
  /** What has not happened when it fails: the beginning of a sentence. */
  readonly failure: string;
  /** What a job's `permissions` must say. */
  readonly permission: 'contents: read' | 'pull-requests: write';
}

const LACKING: Readonly<Record<Purpose['permission'], string>> = {
  'contents: read':
    'Give the job "permissions: contents: read", without which GitHub tells of no file; and see that the branch is still there.',
  'pull-requests: write':
    'Give the job "permissions: pull-requests: write". To a pull request from a fork or of Dependabot, GitHub gives a token that may only read.',
};

/** Also the token of a workflow may write no comment then: https://github.com/probot/stale/issues/25 */
const LOCKED =
  'The conversation of the pull request is locked, so that the comment stays as it is: unlock it, or give "comment: never"; the job summary has the report.';

const BY_STATUS: Readonly<Record<number, string>> = {
  401: 'The token is unknown or expired: leave github-token out to use that of the workflow, or give a valid one.',
  422: 'GitHub does not take it as it is written: the job summary has the report.',
  429: 'The limit of requests is shared by everything that uses this token: run it again later.',
};

/** The types of GraphQL's errors, which have the HTTP status 200, and the status that REST has for the same. */
const BY_TYPE = new Map([
  ['FORBIDDEN', 403],
  ['INSUFFICIENT_SCOPES', 403],
  ['NOT_FOUND', 404],
  ['RATE_LIMITED', 429],
]);

/**
 * GitHub answered with an error: what was asked, what GitHub says, and what to do.
 *
 * @param message as GitHub sent it, but for secrets
 */
export function refusal(
  { failure, permission }: Purpose,
  {
    status,
    headers = {},
    message,
  }: { status: number; headers?: Readonly<Record<string, unknown>>; message: string },
): GitHubError {
  const shown = plain(message);
  const advice = isLocked(status, shown)
    ? LOCKED
    : adviceFor(isRateLimit(status, headers, shown) ? 429 : status, permission);
  const answer = `GitHub answered HTTP ${String(status)}${shown === '' ? '' : ` (${shown})`}`;
  return new GitHubError(`${failure}: ${answer}. ${advice}`, status);
}

/** GraphQL answered with an error; `message` as of `refusal`. A type that is not known says nothing. */
export function graphQlRefusal({ failure, permission }: Purpose, type: string, message: string): GitHubError {
  const status = BY_TYPE.get(type);
  const answer = `GitHub answered ${status === undefined ? 'an error' : type} (${plain(message)})`;
  return new GitHubError(`${failure}: ${answer}. ${adviceFor(status ?? 500, permission)}`, status ?? 200);
}

/** An answer that is not the documented shape. */
export function strangeAnswer({ failure }: Purpose, status: number): GitHubError {
  return new GitHubError(
    `${failure}: GitHub's answer is not as it is documented. Check GITHUB_API_URL, and the proxy of the runner.`,
    status,
  );
}

function adviceFor(status: number, permission: Purpose['permission']): string {
  if (status === 403 || status === 404) return LACKING[permission];
  if (status < 400) {
    return 'It is not sent elsewhere, because the token goes with it: start a new run if the repository was renamed, else check GITHUB_API_URL.';
  }
  return BY_STATUS[status] ?? 'Run it again; https://www.githubstatus.com says when GitHub has trouble.';
}

/** There is no status of its own for it: `Unable to create comment because issue is locked.` */
function isLocked(status: number, message: string): boolean {
  return status === 403 && /issue is locked/i.test(message);
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
function isRateLimit(status: number, headers: Readonly<Record<string, unknown>>, message: string): boolean {
  if (status !== 403) return false;
  const isUsedUp = headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined;
  return isUsedUp || /rate limit/i.test(message);
}
