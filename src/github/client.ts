/** Where GitHub's API is, which repository is meant, and as whom it is asked. */
export interface GitHubConnection {
  /** `https://api.github.com`, without a slash at its end. */
  readonly apiUrl: string;
  readonly owner: string;
  readonly repository: string;
  readonly token: string;
}

/** A comment on a pull request. */
export interface Comment {
  readonly id: number;
  /** The login of whoever wrote it, a bot's with `[bot]` at its end; undefined where the account is gone. */
  readonly author: string | undefined;
  readonly body: string;
}

/** What a run asks of GitHub. Every operation throws a `GitHubError`, which tells no token. */
export interface GitHubClient {
  /**
   * The text of a file at a branch or commit; undefined where it has no such file, which is told apart from a token
   * that may not read it.
   */
  readFile(path: string, ref: string): Promise<string | undefined>;
  /** Every comment on a pull request, the oldest first, and the login of the token's owner in the same form. */
  readComments(
    pullRequest: number,
  ): Promise<{ readonly viewer: string; readonly comments: readonly Comment[] }>;
  createComment(pullRequest: number, body: string): Promise<void>;
  updateComment(id: number, body: string): Promise<void>;
}
