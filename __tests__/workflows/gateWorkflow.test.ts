import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Ended, runStep, scriptIn } from '../support/steps.ts';
import { readWorkflow } from '../support/workflows.ts';

const workflow = readWorkflow('access-policy-gate.yml');
const ONE = '023e105f4ecef8ad9ca31a8372d0c353';
const OTHER = '7c1e5a90b3d24f68a0c9e1f27b5d8346';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-workflow-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the job that divides the work', () => {
  const divide = (environment: Readonly<Record<string, string>> = {}): Ended =>
    runStep(scriptIn(workflow, 'plan'), folder, {
      ACCOUNTS: '',
      SHARDS: '1',
      REPORT_NAME: 'access-policy-report',
      PLAN: '',
      PLAN_ARTIFACT: '',
      ...environment,
    });
  const partsOf = ({ outputs }: Ended): unknown =>
    (JSON.parse(outputs['matrix'] ?? '') as { include: unknown }).include;
  const reportsOf = ({ outputs }: Ended): string[] | undefined => outputs['reports']?.split('\n');

  it('makes one job, of the whole config, by default', () => {
    const ended = divide();
    expect(ended.exitCode).toBe(0);
    expect(partsOf(ended)).toEqual([{ part: '1-of-1', account: '', shard: '' }]);
    expect(reportsOf(ended)).toEqual(['parts/1-of-1/report.json']);
  });

  it('makes a job for each shard of each account, and expects a report of each', () => {
    const ended = divide({ ACCOUNTS: `${ONE}, ${OTHER.toUpperCase()}`, SHARDS: '2' });
    expect(partsOf(ended)).toEqual([
      { part: `${ONE.slice(0, 8)}-1-of-2`, account: ONE, shard: '1/2' },
      { part: `${ONE.slice(0, 8)}-2-of-2`, account: ONE, shard: '2/2' },
      { part: `${OTHER.slice(0, 8)}-1-of-2`, account: OTHER, shard: '1/2' },
      { part: `${OTHER.slice(0, 8)}-2-of-2`, account: OTHER, shard: '2/2' },
    ]);
    expect(reportsOf(ended)).toEqual(
      [ONE, OTHER].flatMap((account) =>
        ['1-of-2', '2-of-2'].map((part) => `parts/${account.slice(0, 8)}-${part}/report.json`),
      ),
    );
  });

  it.each([`${ONE},${OTHER}`, `${ONE} ${OTHER}`, `\n${ONE}\n\n  ${OTHER}\n`, `${ONE},\n${OTHER},`])(
    'takes accounts as %j',
    (accounts) => {
      expect(partsOf(divide({ ACCOUNTS: accounts }))).toEqual([
        { part: `${ONE.slice(0, 8)}-1-of-1`, account: ONE, shard: '' },
        { part: `${OTHER.slice(0, 8)}-1-of-1`, account: OTHER, shard: '' },
      ]);
    },
  );

  it('makes as many jobs as GitHub runs, and no more', () => {
    expect(partsOf(divide({ SHARDS: '256' }))).toHaveLength(256);
    expect(divide({ SHARDS: '257' }).exitCode).toBe(1);
    expect(divide({ ACCOUNTS: `${ONE},${OTHER}`, SHARDS: '129' }).log).toMatch(
      /^::error::accounts times shards make 258 jobs/,
    );
  });

  it.each(['0', '-1', '1.5', '', '02', '1000', '2; id', 'x[$(id)]'])('refuses %j as shards', (shards) => {
    const { exitCode, log, outputs } = divide({ SHARDS: shards });
    expect(exitCode).toBe(1);
    expect(log).toMatch(/^::error::shards must be/);
    expect(outputs).toEqual({});
  });

  it.each([
    ['no id', `${ONE},example`, 'entry 2 is no account id'],
    ['an id that is too long', `${ONE}0`, 'entry 1 is no account id'],
    ['code', '$(id)"}]', 'entry 1 is no account id'],
    ['a pattern', '*', 'entry 1 is no account id'],
    ['the same account twice', `${ONE},${ONE.toUpperCase()}`, 'entry 2 is there twice'],
    [
      'one that reports could not tell from another',
      `${ONE},${ONE.slice(0, 8)}${'0'.repeat(24)}`,
      'entry 2 is there',
    ],
  ])('refuses %s as an account', (_, accounts, message) => {
    const { exitCode, log, outputs } = divide({ ACCOUNTS: accounts });
    expect(exitCode).toBe(1);
    expect(log).toBe(`::error::accounts: ${log.slice('::error::accounts: '.length)}`);
    expect(log).toContain(message);
    expect(outputs).toEqual({});
  });

  it.each(['', '../x', 'a b', 'a/b', '-a'])('refuses %j as the name of the report', (name) => {
    expect(divide({ REPORT_NAME: name }).log).toMatch(/^::error::report-name must/);
  });

  it('refuses the artifact of a plan without the path in it', () => {
    expect(divide({ PLAN_ARTIFACT: 'plan' }).log).toMatch(/^::error::terraform-plan-artifact needs/);
    expect(divide({ PLAN_ARTIFACT: 'plan', PLAN: 'plan.json' }).exitCode).toBe(0);
  });
});

describe('the job that makes one report', () => {
  const conclude = (RESULT: string, VERDICT: string): Ended =>
    runStep(scriptIn(workflow, 'report'), folder, { RESULT, VERDICT });

  it.each(['passed', 'failed', 'inconclusive', 'skipped'])(
    'keeps the verdict %s when all jobs succeeded',
    (verdict) => {
      const { exitCode, outputs } = conclude('success', verdict);
      expect({ exitCode, outputs }).toEqual({ exitCode: 0, outputs: { verdict } });
    },
  );

  it.each(['failure', 'cancelled', 'skipped', ''])(
    'is never green when the result of the jobs is %j',
    (result) => {
      for (const verdict of ['passed', 'skipped', 'inconclusive', '']) {
        const { exitCode, outputs } = conclude(result, verdict);
        expect({ exitCode, outputs }).toEqual({ exitCode: 1, outputs: { verdict: 'inconclusive' } });
      }
      expect(conclude(result, 'failed').outputs).toEqual({ verdict: 'failed' });
    },
  );

  it('has no verdict but inconclusive when no report was made', () => {
    expect(conclude('success', '').outputs).toEqual({ verdict: 'inconclusive' });
  });

  it('runs all of its steps whatever became of the jobs before, and of the steps', () => {
    const { if: condition, needs, steps = [] } = workflow.jobs['report'] ?? {};
    expect(condition).toBe('${{ always() }}');
    expect(needs).toEqual(['plan', 'gate']);
    expect(steps.map((step) => step.if)).toEqual(steps.map(() => '${{ always() }}'));
  });

  it('looks for the reports where the jobs before put them', () => {
    const [download, merge] = workflow.jobs['report']?.steps ?? [];
    const gate = workflow.jobs['gate']?.steps ?? [];
    const [test, upload] = gate.slice(-2);
    expect(test?.with?.['report-dir']).toBe('${{ runner.temp }}/parts/${{ matrix.part }}');
    expect(upload).toMatchObject({
      if: '${{ always() }}',
      with: { name: '${{ inputs.report-name }}-part-${{ matrix.part }}', path: '${{ runner.temp }}/parts' },
    });
    expect(download?.with).toEqual({
      pattern: '${{ inputs.report-name }}-part-*',
      path: 'parts',
      'merge-multiple': true,
    });
    expect(merge?.with).toMatchObject({
      mode: 'merge',
      reports: "${{ needs.plan.outputs.reports || 'parts/report.json' }}",
    });
  });
});

describe('the jobs that test', () => {
  it('go on when one of them fails', () => {
    expect(workflow.jobs['gate']?.strategy).toMatchObject({ 'fail-fast': false });
  });

  it('leave the comment to the job that has all reports', () => {
    const gates = Object.entries(workflow.jobs).flatMap(([job, { steps = [] }]) =>
      steps
        .filter(({ uses }) => uses === '$/gate')
        .map((step) => ({ job, comments: 'comment' in (step.with ?? {}) })),
    );
    expect(gates).toEqual([
      { job: 'gate', comments: false },
      { job: 'report', comments: true },
    ]);
  });
});
