import { expect, it } from '@jest/globals';
import { readAppliedConfig } from '../src/appliedConfig.ts';
import { LOCAL } from '../src/github/origin.ts';
import { parseInputs } from '../src/inputs.ts';
import { ACCOUNT_ID, API_TOKEN } from './support/directory.ts';
import { memoryFiles } from './support/files.ts';
import { namingOf } from './support/judged.ts';

const configAllowing = (max: number): string => `version: 1
tests:
  - name: Grafana
    policies: [{ id: f174e90a-fafe-4643-bbbc-4a0ed4fc8415 }]
    thresholds: { users_blocked: { max: ${String(max)}, min: 7 } }
    expectations: [{ users: [] , status: approved }]
`;

it('masks an address in the name of the base branch, also where its config is wrong', async () => {
  const proposal = {
    pullRequest: 7,
    base: 'for-alice@example.com',
    baseRef: 'refs/heads/for-alice@example.com',
  };
  const inputs = parseInputs(
    { 'api-token': API_TOKEN, 'account-id': ACCOUNT_ID, config: 'gate.yml', 'config-ref': 'base' },
    { GITHUB_TOKEN: 'a-token', GITHUB_REPOSITORY: 'a/b' },
    '/workspace',
    { ...LOCAL, proposal },
  );
  const unasked = () => Promise.reject(new Error('Nobody asks for this here.'));
  const asked: string[] = [];
  const applied = await readAppliedConfig(
    inputs,
    {
      files: memoryFiles({ '/workspace/gate.yml': configAllowing(1) }),
      connectGitHub: () =>
        Promise.resolve({
          readFile: (path, ref) => {
            asked.push(`${path} of ${ref}`);
            return Promise.resolve(configAllowing(2));
          },
          readComments: unasked,
          createComment: unasked,
          updateComment: unasked,
        }),
    },
    namingOf(),
  );
  expect(asked).toEqual(['gate.yml of refs/heads/for-alice@example.com']);
  expect(applied.shown).toBe('[address]:gate.yml');
  expect(applied.configChange?.base).toBe('[address]');
  expect(applied.problems.length).toBeGreaterThan(0);
  expect(JSON.stringify(applied)).not.toContain('alice');
});
