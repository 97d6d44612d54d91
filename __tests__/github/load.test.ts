import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { connect } from '../support/gitHubClient.ts';

// Octokit is loaded once, so that this has a file of its own.
it('says of an event that is not JSON what is wrong with it, and not what is in it', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'access-policy-gate-')), 'event.json');
  writeFileSync(path, 'sender: anna@example.com');
  process.env['GITHUB_EVENT_PATH'] = path;
  await expect(connect({ apiUrl: 'http://127.0.0.1:9' })).rejects.toMatchObject({
    name: 'GitHubError',
    code: 'github',
    status: undefined,
    cause: undefined,
    message:
      'GitHub could not be asked, because its library did not load: HTTP_PROXY and HTTPS_PROXY must be addresses such as http://proxy.example.com:3128, and the file at GITHUB_EVENT_PATH must be JSON.',
  });
});
