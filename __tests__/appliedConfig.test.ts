import { describe, expect, it } from '@jest/globals';
import { readAppliedConfig } from '../src/appliedConfig.ts';
import { parseConfig } from '../src/config/load.ts';
import { LOCAL } from '../src/github/origin.ts';
import { type Inputs, parseInputs } from '../src/inputs.ts';
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

const CHANGE = { pullRequest: 7, base: 'main', baseRef: 'refs/heads/main' };

/** The config that counts of a change, where the workspace has `proposed` and its base `base`, and what GitHub was asked. */
async function apply(proposed: string, base: string, overrides: Partial<Inputs> = {}) {
  const inputs = parseInputs(
    { 'api-token': API_TOKEN, 'account-id': ACCOUNT_ID, config: 'gate.yml' },
    { GITHUB_TOKEN: 'a-token', GITHUB_REPOSITORY: 'a/b' },
    '/workspace',
    { ...LOCAL, proposal: CHANGE },
  );
  const asked: string[] = [];
  const unasked = () => Promise.reject(new Error('Nobody asks for this here.'));
  const client = {
    readFile: (path: string, ref: string) => {
      asked.push(`${path} of ${ref}`);
      return Promise.resolve(base);
    },
    readComments: unasked,
    createComment: unasked,
    updateComment: unasked,
  };
  const world = {
    files: memoryFiles({ '/workspace/gate.yml': proposed }),
    connectGitHub: () => Promise.resolve(client),
  };
  const applied = await readAppliedConfig({ ...inputs, ...overrides }, world, namingOf());
  return { applied, asked };
}

describe('a snapshot of a change', () => {
  it.each(['base', 'workspace'] as const)(
    'is of the config of the workspace, and asks nothing of GitHub, with config-ref: %s',
    async (configRef) => {
      const proposed = configAllowing(1).replace('[]', "['*']").replace(', min: 7', '');
      const { applied, asked } = await apply(proposed, configAllowing(2), { mode: 'snapshot', configRef });
      expect(asked).toEqual([]);
      expect(applied).toMatchObject({
        text: proposed,
        shown: 'gate.yml',
        configChange: undefined,
        problems: [],
      });
    },
  );
});

describe('what is wrong with a config', () => {
  it('is told once where a change leaves it as it is, at its place in the workspace', async () => {
    const wrong = configAllowing(1);
    const expected = parseConfig('gate.yml', wrong).problems;
    expect(expected.length).toBeGreaterThan(0);
    const { applied } = await apply(wrong, wrong, { configRef: 'base' });
    expect(applied.problems).toEqual(expected);
  });

  it('is told of both where a change makes it wrong in another way', async () => {
    const [wrong, other] = [configAllowing(1), configAllowing(2)];
    const { applied } = await apply(wrong, other, { configRef: 'base' });
    expect(applied.problems).toEqual([
      ...parseConfig('main:gate.yml', other).problems,
      ...parseConfig('gate.yml', wrong).problems,
    ]);
  });
});
