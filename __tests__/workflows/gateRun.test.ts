import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { runStep as runAction } from '../../examples/runner.js';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { type EmulatorServer, serveEmulator } from '../../src/emulator/server.ts';
import { NODE, ROOT } from '../support/built.ts';
import { ACCOUNT_ID, API_TOKEN, someSettings } from '../support/directory.ts';
import { ALLOW_ENGINEERING, COMPANY } from '../support/scenario.ts';
import { runStep, scriptIn } from '../support/steps.ts';
import { readWorkflow } from '../support/workflows.ts';

/** What these tests read of the metadata of the action. */
interface Metadata {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly main: string };
}

interface Part {
  readonly part: string;
  readonly account: string;
  readonly shard: string;
}

const CONFIG = '.github/access-policy-gate.yml';
const workflow = readWorkflow('access-policy-gate.yml');
const { inputs, runs } = parse(readFileSync(`${ROOT}gate/action.yml`, 'utf8')) as Metadata;
const defaults = Object.fromEntries(
  Object.entries(inputs).map(([name, input]) => [name, input.default ?? '']),
);

let cloudflare: EmulatorServer;
beforeAll(async () => {
  const directory = { ...COMPANY, settings: someSettings({ test_seconds: 0 }) };
  cloudflare = await serveEmulator(createEmulator(directory, { now: Date.now }), 0);
});
afterAll(() => cloudflare.close());

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-workflow-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Six of ten people are engineers: 40 % are blocked. */
const configAllowing = (maxPercentBlocked: number): string => `version: 1
tests:
${['Grafana', 'Wiki', 'Vault']
  .map(
    (name) => `  - name: ${name}
    policies: [{ file: allow.json }]
    thresholds: { percent_blocked: { max: ${String(maxPercentBlocked)} } }
`,
  )
  .join('')}`;

/** What of the contexts a job's steps get. */
type Context = Readonly<Record<string, string>>;

/** The step of a job that runs the action, with each expression replaced by its value. */
async function runGate(job: string, context: Context, workspace: string, event = 'push.public') {
  const step = workflow.jobs[job]?.steps?.find(({ uses }) => uses === '$/gate');
  const given = Object.entries(step?.with ?? {}).map(([name, value]) => [
    name,
    String(value).replaceAll(/\$\{\{ (.+?) \}\}/g, (_, expression: string) => {
      const found = context[expression];
      if (found === undefined) throw new Error(`The test has no value for ${expression}.`);
      return found;
    }),
  ]);
  const run = await runAction(join(ROOT, 'gate', runs.main), {
    inputs: {
      ...defaults,
      'github-token': '',
      ...(Object.fromEntries(given) as Record<string, string>),
      'api-base-url': cloudflare.baseUrl,
    },
    workspace,
    environment: {
      GITHUB_EVENT_NAME: event.replace(/\..*/, ''),
      GITHUB_EVENT_PATH: join(ROOT, `__tests__/fixtures/events/${event}.json`),
    },
    node: NODE,
  });
  rmSync(run.folder, { recursive: true });
  return run;
}

/** The whole workflow, over two shards; `lost` is a part whose job ends without a report. */
async function runWorkflow(
  config: string,
  { token = API_TOKEN, lost, event }: { token?: string; lost?: string; event?: string } = {},
): Promise<{ verdict: string | undefined; jobs: (number | null)[]; green: boolean; summary: string }> {
  const checkout = join(folder, 'checkout');
  const temporary = join(folder, 'temporary');
  const last = join(folder, 'last');
  mkdirSync(join(checkout, '.github'), { recursive: true });
  mkdirSync(last);
  writeFileSync(join(checkout, CONFIG), config);
  writeFileSync(join(checkout, 'allow.json'), ALLOW_ENGINEERING);

  const plan = runStep(scriptIn(workflow, 'plan'), folder, {
    ACCOUNTS: '',
    SHARDS: '2',
    REPORT_NAME: 'access-policy-report',
    PLAN: '',
    PLAN_ARTIFACT: '',
  });
  const { include } = JSON.parse(plan.outputs['matrix'] ?? '') as { include: readonly Part[] };
  const common = {
    'inputs.config': CONFIG,
    'inputs.report-only': 'false',
    'inputs.on-inconclusive': 'fail',
    'inputs.identities': 'redacted',
  };
  const jobs: (number | null)[] = [];
  for (const { part, account, shard } of include) {
    const run = await runGate(
      'gate',
      {
        ...common,
        'secrets.CLOUDFLARE_API_TOKEN': token,
        'matrix.account || vars.CLOUDFLARE_ACCOUNT_ID || secrets.CLOUDFLARE_ACCOUNT_ID':
          account || ACCOUNT_ID,
        'inputs.config-ref': 'workspace',
        'matrix.shard': shard,
        'matrix.part': part,
        'inputs.terraform-plan': '',
        'inputs.timeout-minutes': '15',
        'inputs.rate-limit-reserve': '10',
        'runner.temp': join(temporary, part),
      },
      checkout,
      event,
    );
    jobs.push(part === lost ? null : run.exitCode);
    // As the artifact of this part is unpacked with all others.
    const artifact = join(temporary, part, 'parts');
    if (part !== lost && existsSync(artifact)) cpSync(artifact, join(last, 'parts'), { recursive: true });
  }
  const merged = await runGate(
    'report',
    {
      ...common,
      "needs.plan.outputs.reports || 'parts/report.json'": plan.outputs['reports'] ?? '',
      'inputs.comment': 'never',
      'runner.temp': temporary,
    },
    last,
    event,
  );
  expect(existsSync(join(temporary, 'report/report.json'))).toBe(true);
  const conclusion = runStep(scriptIn(workflow, 'report'), folder, {
    RESULT: jobs.every((exitCode) => exitCode === 0) ? 'success' : 'failure',
    VERDICT: merged.outputs['verdict'] ?? '',
  });
  return {
    verdict: conclusion.outputs['verdict'],
    jobs,
    green: merged.exitCode === 0 && conclusion.exitCode === 0,
    summary: merged.summary,
  };
}

describe('access-policy-gate.yml, run from job to job', () => {
  it('spreads the tests over its jobs and makes one report of theirs', async () => {
    const { summary, ...ended } = await runWorkflow(configAllowing(50));
    expect(ended).toEqual({ verdict: 'passed', jobs: [0, 0], green: true });
    for (const name of ['Grafana', 'Wiki', 'Vault']) expect(summary).toContain(name);
    expect(summary).toMatch(/^## ✅ Access policy gate passed/);
  });

  it('fails when a job found something', async () => {
    const { summary, ...ended } = await runWorkflow(configAllowing(10));
    expect(ended).toEqual({ verdict: 'failed', jobs: [1, 1], green: false });
    expect(summary).toMatch(/^## ❌ Access policy gate failed/);
  });

  it('is never green when a job left no report, and says which', async () => {
    const { summary, ...ended } = await runWorkflow(configAllowing(50), { lost: '2-of-2' });
    expect(ended).toEqual({ verdict: 'inconclusive', jobs: [0, null], green: false });
    expect(summary).toMatch(/^## ⚠️ Access policy gate could not be proven/);
    expect(summary).toContain('2/2');
  });

  it('skips the pull request of a fork, which has no token, and stays green', async () => {
    const { summary, ...ended } = await runWorkflow(configAllowing(50), {
      token: '',
      event: 'pull_request.fork',
    });
    expect(ended).toEqual({ verdict: 'skipped', jobs: [0, 0], green: true });
    expect(summary).toContain('fork');
  });

  it('is never green when the token is forgotten', async () => {
    const { summary, ...ended } = await runWorkflow(configAllowing(50), { token: '' });
    expect(ended).toEqual({ verdict: 'inconclusive', jobs: [1, 1], green: false });
    expect(summary).toMatch(/^## ⚠️/);
  });
});
