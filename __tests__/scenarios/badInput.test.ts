import { describe, expect, it } from '@jest/globals';
import { runScenario, type Scenario } from '../support/scenario.ts';

const GOOD = `version: 1
tests:
  - name: Grafana
    policies: [{ file: allow.json }]
    thresholds: { percent_blocked: { max: 50 } }
`;

/** The good config with its policies replaced. */
const withPolicies = (policies: string): string => GOOD.replace('[{ file: allow.json }]', policies);
const withThreshold = (threshold: string): string =>
  GOOD.replace('{ percent_blocked: { max: 50 } }', threshold);
const withExpectations = (expectations: string): string => `${GOOD}    expectations:\n${expectations}`;

const BOMB = `a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
e: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
`;

describe('a config that cannot be used', () => {
  it.each<[string, Partial<Scenario>, RegExp]>([
    [
      'is missing',
      { inputs: { config: 'none.yml' } },
      /The file "none.yml" does not exist: correct its path\. Set the input config/,
    ],
    ['is empty', { config: '' }, /^gate\.yml:1:1: The file is empty/],
    ['is not YAML', { config: 'version: [1' }, /^gate\.yml:1:12: /],
    ['is an alias bomb', { config: BOMB }, /^gate\.yml:1:1: .*alias/i],
    [
      'has an unknown key',
      { config: GOOD.replace('thresholds', 'treshholds') },
      /^gate\.yml:5:5: .*"treshholds".*"thresholds"/,
    ],
    ['has a duplicate key', { config: `${GOOD}version: 1\n` }, /^gate\.yml:6:1: .*(unique|twice|already)/],
    [
      'has a bare number as a threshold',
      { config: withThreshold('{ percent_blocked: 10 }') },
      /^gate\.yml:5:\d+: .*\{ max: 10 \}/,
    ],
    ['asserts nothing', { config: withThreshold('{}') }, /^gate\.yml:\d+:\d+: .*asserts nothing/],
    [
      'expects two things of one person',
      {
        config: withExpectations(
          `      - { user: a@example.com, status: approved }\n      - { user: A@example.com, status: blocked }\n`,
        ),
      },
      /^gate\.yml:8:9: .*line 7/,
    ],
    [
      'names a policy file that is missing',
      { config: withPolicies('[{ file: none.json }]') },
      /^gate\.yml:4:\d+: .*"none\.json" does not exist/,
    ],
    [
      'names a policy file that is not JSON',
      { files: { 'allow.json': '{ "name": ' } },
      /^allow\.json:1:\d+: /,
    ],
    [
      'names a policy file without include',
      { files: { 'allow.json': '{ "name": "A", "decision": "allow" }' } },
      /^allow\.json:1:1: .*include/,
    ],
    [
      'names a policy file outside the workspace',
      { config: withPolicies('[{ file: ../secret.json }]') },
      /^gate\.yml:4:\d+: .*leads out of the workspace/,
    ],
  ])('that %s is one clear message, before any request', async (_, scenario, message) => {
    const requests: string[] = [];
    const run = runScenario({
      config: GOOD,
      fault: (request, next) => {
        requests.push(request.path);
        return next(request);
      },
      ...scenario,
    });
    const error = await run.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'config', message: expect.stringMatching(message) });
    expect((error as Error).message.split('\n')).toHaveLength(1);
    expect(requests).toEqual([]);
  });

  it('has all its problems told at once, those of the policy files among them', async () => {
    const run = runScenario({
      config: `version: 1
tests:
  - name: Grafana
    policies: [{ file: none.json }, { file: allow.json }]
    thresholds: { percent_blocked: 10, user_blocked: { max: 1 } }
`,
      files: { 'allow.json': '[{ "name": "A", "decision": "alow", "include": [] }]' },
    });
    const error = await run.then(
      () => undefined,
      (thrown: unknown) => thrown as Error,
    );
    expect(error?.message.split('\n').map((line) => line.replace(/: .*/, ''))).toEqual([
      expect.stringMatching(/^gate\.yml:5:/),
      expect.stringMatching(/^gate\.yml:5:/),
      expect.stringMatching(/^gate\.yml:4:/),
      expect.stringMatching(/^allow\.json:1:/),
      expect.stringMatching(/^allow\.json:1:/),
    ]);
  });

  it('is told in the mode validate as well, without a token', async () => {
    const inputs = { mode: 'validate', 'api-token': '', 'account-id': '' };
    await expect(runScenario({ config: '', inputs })).rejects.toMatchObject({ code: 'config' });
    const { report, exitCode, requests } = await runScenario({ config: GOOD, inputs });
    expect([report.verdict, exitCode, requests]).toEqual(['skipped', 0, []]);
  });

  it('fails there by what the text of its policies tells, where that is an error', async () => {
    const policy = '{ name: Open, decision: allow, include: [{ everyone: {} }] }';
    const { report, exitCode } = await runScenario({
      config: `version: 1
tests:
  - name: Grafana
    policies: [{ policy: ${policy} }]
    policy_findings: { everyone_allowed: error }
    thresholds: { total_users: { min: 1 } }
  - name: Wiki
    policies: [{ policy: ${policy} }]
    thresholds: { total_users: { min: 1 } }
`,
      inputs: { mode: 'validate', 'api-token': '', 'account-id': '' },
    });
    expect(report.tests.map(({ verdict }) => verdict)).toEqual(['failed', 'skipped']);
    expect([report.verdict, exitCode]).toEqual(['failed', 1]);
  });
});

describe('a glob that matches nobody', () => {
  it('is a finding, not a pass', async () => {
    const { report, exitCode } = await runScenario({
      config: withExpectations(`      - { users: '*@nowhere.example', status: blocked }\n`),
    });
    expect(report.tests[0]?.findings.find(({ kind }) => kind === 'expectation')).toMatchObject({
      outcome: 'violated',
      actual: 'matches nobody',
    });
    expect(exitCode).toBe(1);
  });
});
