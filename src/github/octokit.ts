import { getOctokit } from '@actions/github';
import { GitHubError } from '../errors.ts';
import { type GitHubClient, type GitHubConnection } from './client.ts';

/** GitHub waits for nobody as long as this: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#timeouts */
const TIMEOUT_MS = 15_000;

/** Asks GitHub over HTTP; through a proxy that does not answer, a request would never end by itself. */
export function createGitHubClient(
  { apiUrl, owner, repository: repo, token }: GitHubConnection,
  interrupted: AbortSignal,
): GitHubClient {
  const octokit = getOctokit(token, { baseUrl: apiUrl });
  const request = () => ({ signal: AbortSignal.any([interrupted, AbortSignal.timeout(TIMEOUT_MS)]) });
  const ask = async <Result>(send: () => Promise<Result>): Promise<Result> => {
    try {
      return await send();
    } catch (error) {
      const status = (error as { status?: unknown }).status;
      throw new GitHubError('GitHub did not do it.', typeof status === 'number' ? status : undefined);
    }
  };
  return {
    async readFile(path, ref) {
      const { data } = await ask(() =>
        octokit.rest.repos.getContent({
          owner,
          repo,
          path,
          ref,
          mediaType: { format: 'raw' },
          request: request(),
        }),
      );
      return data as unknown as string;
    },
    async readComments(pullRequest) {
      const { data } = await ask(() =>
        octokit.rest.issues.listComments({ owner, repo, issue_number: pullRequest, request: request() }),
      );
      const comments = data.map(({ id, user, body }) => ({ id, author: user?.login, body: body ?? '' }));
      return { viewer: 'github-actions[bot]', comments };
    },
    async createComment(pullRequest, body) {
      await ask(() =>
        octokit.rest.issues.createComment({
          owner,
          repo,
          issue_number: pullRequest,
          body,
          request: request(),
        }),
      );
    },
    async updateComment(id, body) {
      await ask(() =>
        octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body, request: request() }),
      );
    },
  };
}
