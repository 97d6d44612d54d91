import { describe, expect, it } from '@jest/globals';
import { type Outcome, runScenario, type Scenario } from '../support/scenario.ts';

const NAMES = ['Grafana', 'Wiki', 'Jira', 'Vault', 'Argo', 'Kibana', 'Backstage'];

const CONFIG = `version: 1
tests:
${NAMES.map(
  (name) => `  - name: ${name}
    policies: [{ file: allow.json }]
    thresholds: { percent_blocked: { max: 50 } }`,
).join('\n')}
application_checks:
  - name: Alice reaches the wiki
    app_id: f174e90a-fafe-4643-bbbc-4a0ed4fc8415
    expect: { user: alice@example.com, status: Success }
`;

const RUN = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'a/b' };

function run(shard: string, scenario: Partial<Scenario> = {}): Promise<Outcome> {
  return runScenario({ config: CONFIG, inputs: { shard }, ...scenario });
}

describe('a run of one part of a config', () => {
  it('tests and checks what falls into it, and all parts together everything once', async () => {
    const parts = await Promise.all(['1/3', '2/3', '3/3'].map((shard) => run(shard)));
    const names = parts.map(({ report }) => [
      ...report.tests.map(({ name }) => name),
      ...report.applicationChecks.map(({ name }) => name),
    ]);
    expect(names.flat().sort()).toEqual([...NAMES, 'Alice reaches the wiki'].sort());
    expect(names.map(({ length }) => length).sort()).toEqual([2, 3, 3]);
    for (const { report, requests } of parts) {
      expect(requests.filter((request) => request === 'POST policy-tests')).toHaveLength(report.tests.length);
    }
  });

  it('says which part it is', async () => {
    const { report } = await run('2/3');
    expect(report.shard).toEqual({ index: 2, count: 3 });
  });

  it('has the scope of all parts, which no other text, other tests and no other run has', async () => {
    const scopeOf = async (shard: string, scenario: Partial<Scenario> = {}) =>
      (await run(shard, scenario)).report.scope;
    const scope = await scopeOf('1/3');
    expect(scope?.items).toBe(NAMES.length + 1);
    expect(await scopeOf('3/3')).toEqual(scope);
    expect(await scopeOf('')).toEqual(scope);
    const others = await Promise.all([
      scopeOf('1/3', { config: CONFIG.replace('max: 50', 'max: 49') }),
      scopeOf('1/3', { config: `${CONFIG}# a comment\n` }),
      scopeOf('1/3', { environment: { ...RUN, GITHUB_RUN_ID: '1' } }),
      scopeOf('1/3', { environment: { ...RUN, GITHUB_RUN_ID: '2' } }),
    ]);
    const fingerprints = [scope, ...others].map((each) => each?.fingerprint);
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
  });

  it('into which nothing falls is skipped, without a request', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => run(`${String(index + 1)}/20`)),
    );
    const empty = outcomes.filter(({ requests }) => requests.length === 0);
    expect(empty).toHaveLength(20 - NAMES.length - 1);
    for (const { report, exitCode } of empty) {
      expect([report.verdict, exitCode, report.tests]).toEqual(['skipped', 0, []]);
      expect(report.untested).toMatch(/^nothing of the config falls into part \d+\/20$/);
    }
  });

  it('fails by a config that is wrong in another part', async () => {
    const broken = CONFIG.replace('percent_blocked: { max: 50 }', 'percent_blocked: { max: 500 }');
    for (const shard of ['1/3', '2/3', '3/3']) {
      await expect(run(shard, { config: broken })).rejects.toThrow(/percent_blocked/);
    }
  });
});
