import { createConcealment } from '../../src/access/concealment.ts';
import { type GitHubClient } from '../../src/github/client.ts';
import { connectGitHub } from '../../src/github/connection.ts';
import { FAKE_REPOSITORY, FAKE_TOKEN, type FakeGitHub } from './fakeGitHub.ts';

/** The real client of a fake GitHub; `timeoutMs` is long where a test does not wait for it. */
export function connect(
  { apiUrl }: Pick<FakeGitHub, 'apiUrl'>,
  {
    timeoutMs = 20_000,
    interrupted = new AbortController().signal,
    token = FAKE_TOKEN,
  }: { timeoutMs?: number; interrupted?: AbortSignal; token?: string } = {},
): Promise<GitHubClient> {
  const [owner = '', repository = ''] = FAKE_REPOSITORY.split('/');
  const conceal = createConcealment([token]);
  return connectGitHub({ apiUrl, owner, repository, token }, { timeoutMs, interrupted, conceal });
}
