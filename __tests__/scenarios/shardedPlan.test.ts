import { describe, expect, it } from '@jest/globals';
import { renderAnnotations } from '../../src/report/annotations.ts';
import { mergeReports } from '../../src/report/merge.ts';
import { type Report } from '../../src/report/report.ts';
import { planText } from '../support/plan.ts';
import { readBack } from '../support/readBack.ts';
import { type Outcome, runScenario } from '../support/scenario.ts';

const ADDRESS = 'cloudflare_zero_trust_access_policy.open';

/** A plan that opens a policy to everybody, which its text alone tells. */
const PLAN = planText([
  {
    address: ADDRESS,
    actions: ['update'],
    before: { name: 'Open', decision: 'bypass', include: [{ email_domain: { domain: 'example.com' } }] },
    after: { name: 'Open', decision: 'bypass', include: [{ everyone: {} }] },
  },
]);

const CONFIG = `version: 1
tests:
${['Grafana', 'Wiki', 'Jira']
  .map(
    (name) =>
      `  - { name: ${name}, policies: [{ file: allow.json }], thresholds: { users_blocked: { max: 9 } } }`,
  )
  .join('\n')}
`;

function run(shard: string): Promise<Outcome> {
  return runScenario({
    config: CONFIG,
    files: { 'plan.json': PLAN },
    inputs: { shard, 'terraform-plan': 'plan.json' },
  });
}

function annotationsOn(report: Report): string[] {
  return renderAnnotations(report, { lenient: false })
    .map(({ message }) => message)
    .filter((message) => message.startsWith('Terraform plan'));
}

describe('a plan of a run of two parts', () => {
  it('is told by the first part alone, which it fails', async () => {
    const [first, second] = await Promise.all([run('1/2'), run('2/2')]);
    expect(first.report.plan?.changes.map(({ address }) => address)).toEqual([ADDRESS]);
    expect(second.report.plan).toBeUndefined();
    expect([first.exitCode, second.exitCode]).toEqual([1, 0]);
    expect([first, second].map(({ report }) => annotationsOn(report).length)).toEqual([1, 0]);
    expect(first.files['summary.md']).toContain('access_policy.open');
    expect(second.files['summary.md']).not.toContain('access_policy.open');
  });

  it('is that of the whole run once the parts are one report', async () => {
    const [whole, ...parts] = await Promise.all([run(''), run('1/2'), run('2/2')]);
    const reports = parts.map(({ files }, index) => ({
      path: `${String(index + 1)}/report.json`,
      report: readBack(files['report.json']),
    }));
    const merged = mergeReports(reports, []);
    expect(merged).toMatchObject({ verdict: 'failed', missing: [] });
    expect(merged.plan).toEqual(readBack(whole.files['report.json']).plan);
    expect(mergeReports([...reports].reverse(), []).plan).toEqual(merged.plan);
  });
});
