import type * as OctokitModule from '@actions/github';
import { GitHubError } from '../errors.ts';
import { parseJson } from '../jsonText.ts';
import { VERSION } from '../version.ts';
import { type GitHubConnection } from './client.ts';
import { type Bounds, exchange } from './exchange.ts';
import { type Purpose, strangeAnswer } from './refusal.ts';

/** One request, as Octokit writes it. */
export interface GitHubRequest {
  /** Such as `GET /repos/{owner}/{repo}`; the owner and the repository are known. */
  readonly route: string;
  /** What is put into the route, and what is left of it into the query. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly accept?: string;
  readonly body?: unknown;
}

/**
 * Asks GitHub one thing, and decodes what it answers.
 *
 * @param decode of JSON; undefined where it is not as documented
 * @throws GitHubError
 */
export type Ask = <Result>(
  purpose: Purpose,
  request: GitHubRequest,
  decode: (data: unknown) => Result | undefined,
) => Promise<Result>;

/** The bytes of an answer; a page of 100 comments of the greatest size has less than half as many. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** What Octokit would write to the console comes from the server. */
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/**
 * Octokit, which goes through the proxy that the environment names. It is a part of the bundle of its own, which only a
 * run about a pull request loads.
 *
 * @throws GitHubError
 */
export async function createAsk(
  { apiUrl, owner, repository: repo, token }: GitHubConnection,
  bounds: Bounds,
): Promise<Ask> {
  const { getOctokit } = await loadOctokit();
  const octokit = getOctokit(token, { baseUrl: apiUrl, userAgent: `access-policy-gate/${VERSION}` });
  return async (purpose, { route, parameters, accept, body }, decode) => {
    const { status, text } = await exchange(purpose, bounds, async (options) => {
      const response = await octokit.request(route, {
        owner,
        repo,
        ...parameters,
        ...(accept !== undefined && { headers: { accept } }),
        ...(body !== undefined && { data: body }),
        request: { ...options, log: SILENT, parseSuccessResponseBody: false },
      });
      // Octokit takes a redirect for success.
      if (response.status >= 300) throw Object.assign(new Error(), { response });
      return { status: response.status, text: await readText(response.data as AsyncIterable<Uint8Array>) };
    });
    const result = decode(parseJson(text));
    if (result === undefined) throw strangeAnswer(purpose, status);
    return result;
  };
}

async function loadOctokit(): Promise<typeof OctokitModule> {
  try {
    return await import('@actions/github');
  } catch {
    throw new GitHubError(
      'GitHub could not be asked, because its library did not load: HTTP_PROXY and HTTPS_PROXY must be addresses such as http://proxy.example.com:3128, and the file at GITHUB_EVENT_PATH must be JSON.',
      undefined,
    );
  }
}

/** Nothing where there is more than an answer may have. */
async function readText(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const read: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) return '';
    read.push(chunk);
  }
  return Buffer.concat(read).toString('utf8');
}

function ignore(): void {
  // The message is not ours.
}
