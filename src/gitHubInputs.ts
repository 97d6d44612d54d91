import { isSafeAddress } from './connectionInputs.ts';
import { type GitHubConnection } from './github/client.ts';
import { type RawInputs } from './rawInputs.ts';

const GITHUB_API_URL = 'https://api.github.com';

/**
 * Where the pull request and the base branch are; undefined without a token, or where no runner says which repository.
 * What is wrong is added to `problems`.
 */
export function findGitHub(
  { valueOf }: RawInputs,
  environment: Readonly<Record<string, string | undefined>>,
  problems: string[],
): GitHubConnection | undefined {
  const token = valueOf('github-token').trim();
  const [, owner, repository] = /^([\w.-]+)\/([\w.-]+)$/.exec(environment['GITHUB_REPOSITORY'] ?? '') ?? [];
  if (token === '' || owner === undefined || repository === undefined) return undefined;
  const apiUrl = (environment['GITHUB_API_URL'] ?? GITHUB_API_URL).replace(/(?<!\/)\/+$/, '');
  if (!isSafeAddress(apiUrl)) {
    problems.push(
      'GITHUB_API_URL must be an https address such as https://api.github.com, or https://HOST/api/v3 of a GitHub Enterprise Server: nothing else gets the token of GitHub.',
    );
    return undefined;
  }
  if (!/^[\x21-\x7e]+$/.test(token)) {
    problems.push(
      'github-token contains a space, a line break or another character that none has: give it again without it.',
    );
    return undefined;
  }
  return { apiUrl, owner, repository, token };
}
