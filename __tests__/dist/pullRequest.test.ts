import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runStep } from '../../examples/runner.js';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { type EmulatorServer, serveEmulator } from '../../src/emulator/server.ts';
import { ACTION, NODE, ROOT, runCli } from '../support/built.ts';
import { ACCOUNT_ID, API_TOKEN, someSettings } from '../support/directory.ts';
import {
  FAKE_REPOSITORY,
  FAKE_TOKEN,
  type FakeComment,
  type FakeGitHub,
  type FakeGitHubOptions,
  startFakeGitHub,
} from '../support/fakeGitHub.ts';
import { ALLOW_ENGINEERING, COMPANY } from '../support/scenario.ts';

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

const STRICT = configAllowing(10);
const LOOSE = configAllowing(50);

const PATH = '.github/access-policy-gate.yml';

/** The pull request of fixtures/events/pull_request.json. */
const NUMBER = 42;

let cloudflare: EmulatorServer;
beforeAll(async () => {
  const directory = { ...COMPANY, settings: someSettings({ test_seconds: 0 }) };
  cloudflare = await serveEmulator(createEmulator(directory, { now: Date.now }), 0);
});
afterAll(() => cloudflare.close());

function workspaceWith(config: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-workspace-'));
  mkdirSync(join(folder, '.github'));
  writeFileSync(join(folder, 'allow.json'), ALLOW_ENGINEERING);
  writeFileSync(join(folder, PATH), config);
  return folder;
}

/** The variables of a run that an event started, at a GitHub of ours. */
function variablesOf(github: FakeGitHub, event: string): Record<string, string> {
  return {
    GITHUB_API_URL: github.apiUrl,
    GITHUB_EVENT_NAME: event.replace(/\..*/, ''),
    GITHUB_EVENT_PATH: join(ROOT, `__tests__/fixtures/events/${event}.json`),
    GITHUB_REPOSITORY: FAKE_REPOSITORY,
    GITHUB_RUN_ID: '1234567890',
    GITHUB_SERVER_URL: 'https://github.com',
  };
}

interface Run {
  readonly config?: string;
  readonly workspace?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event?: string;
}

/** Runs the action as a step of a pull request's workflow, which comments on failures unless it says otherwise. */
async function step(
  github: FakeGitHub,
  { config = STRICT, inputs, event = 'pull_request', ...run }: Run = {},
) {
  const result = await runStep(ACTION, {
    node: NODE,
    workspace: run.workspace ?? workspaceWith(config),
    inputs: {
      'api-token': API_TOKEN,
      'account-id': ACCOUNT_ID,
      'api-base-url': cloudflare.baseUrl,
      'github-token': FAKE_TOKEN,
      comment: 'on-failure',
      ...inputs,
    },
    environment: variablesOf(github, event),
  });
  const told = `${result.log.replaceAll(`::add-mask::${FAKE_TOKEN}`, '')}${result.summary}${JSON.stringify(result.outputs)}`;
  expect(told).not.toContain(FAKE_TOKEN);
  expect(github.comments.map(({ body }) => body).join()).not.toMatch(
    new RegExp(`${FAKE_TOKEN}|${API_TOKEN}|@example`),
  );
  return result;
}

/** GitHub, with this config on the base branch. */
function gitHub(options: FakeGitHubOptions & { base?: string } = {}): Promise<FakeGitHub> {
  const { base = STRICT, ...others } = options;
  return startFakeGitHub({ files: { main: { [PATH]: base } }, ...others });
}

function ours({ comments }: FakeGitHub): readonly FakeComment[] {
  return comments.filter(({ body }) => body.startsWith('<!-- access-policy-gate: '));
}

describe('the comment of the built action', () => {
  it('is written when the gate fails, and kept up to date until it is green again', async () => {
    const github = await gitHub();
    const failed = await step(github);
    expect([failed.exitCode, failed.outputs['verdict']]).toEqual([1, 'failed']);
    expect(ours(github)).toHaveLength(1);
    expect(ours(github)[0]).toMatchObject({ pullRequest: NUMBER });
    expect(ours(github)[0]?.body).toContain('❌ Access policy gate failed: Grafana');
    expect(ours(github)[0]?.body).toContain(`https://github.com/${FAKE_REPOSITORY}/actions/runs/1234567890`);

    const passed = await step(github, { config: LOOSE });
    expect([passed.exitCode, passed.outputs['verdict']]).toEqual([0, 'passed']);
    expect(ours(github)).toHaveLength(1);
    expect(ours(github)[0]?.body).toContain('✅ Access policy gate passed');
    expect(passed.log).toContain('The comment on pull request 42 is updated.');
  });

  it('says that there was no report when the config is broken', async () => {
    const github = await gitHub();
    await step(github);
    const { exitCode } = await step(github, {
      config: 'version: 1\ntests: [{ nmae: "**Wiki** @everybody" }]\n',
    });
    expect(exitCode).toBe(1);
    expect(ours(github)).toHaveLength(1);
    expect(ours(github)[0]?.body).toContain('ended without a report: nothing was proven');
    expect(ours(github)[0]?.body).not.toMatch(/failed: Grafana|\*\*Wiki|@everybody/);
  });

  it.each([
    ['a secret that is gone', { 'api-token': '' }],
    ['an input that is no number', { 'timeout-minutes': 'soon' }],
  ])('does not stay green beside %s', async (_, inputs) => {
    const github = await gitHub();
    await step(github, { config: LOOSE, inputs: { comment: 'always' } });
    const { exitCode } = await step(github, { config: LOOSE, inputs: { comment: 'always', ...inputs } });
    expect(exitCode).toBe(1);
    expect(ours(github)).toHaveLength(1);
    expect(ours(github)[0]?.body).toContain('ended without a report: nothing was proven');
  });

  it('changes no verdict where the token may not write it, and names the permission', async () => {
    const github = await gitHub({ permissions: { contents: 'read', pullRequests: 'read' } });
    const { exitCode, outputs, log } = await step(github, { config: LOOSE, inputs: { comment: 'always' } });
    expect([exitCode, outputs['verdict']]).toEqual([0, 'passed']);
    expect(log).toMatch(/^::warning::.*pull-requests: write/m);
    expect(log).not.toMatch(/^::error/m);
    expect(github.comments).toEqual([]);
  });

  it.each(['merge_group', 'push.public', 'schedule', 'workflow_dispatch'])(
    'is left out where %s starts the run',
    async (event) => {
      const github = await gitHub();
      const { exitCode, log } = await step(github, { config: LOOSE, inputs: { comment: 'always' }, event });
      expect(exitCode).toBe(0);
      expect(log).toContain('No comment is written, because this run is about no single pull request.');
      expect(github.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    },
  );

  it('is left out where it is not asked for, and then nothing is written at GitHub', async () => {
    const github = await gitHub();
    await step(github, { inputs: { comment: 'never' } });
    await step(github, { config: LOOSE });
    expect(github.comments).toEqual([]);
  });

  it('has its token masked', async () => {
    const { log } = await step(await gitHub());
    expect(log).toContain(`::add-mask::${FAKE_TOKEN}\n`);
  });
});

describe('the config of the base branch', () => {
  it('counts where config-ref says so, and a pull request that loosens it is told first', async () => {
    const github = await gitHub();
    const lenient = await step(github, { config: LOOSE });
    const strict = await step(github, { config: LOOSE, inputs: { 'config-ref': 'base' } });
    expect([lenient.outputs['verdict'], strict.outputs['verdict']]).toEqual(['passed', 'failed']);
    for (const { summary } of [lenient, strict]) {
      expect(summary.split('\n\n')[1]).toMatch(/3 loosened/);
    }
    expect(ours(github)[0]?.body.split('\n\n').slice(0, 3).join()).toMatch(/3 loosened/);
  });

  it('is an error that names the permission where it may not be read', async () => {
    const github = await gitHub({ permissions: { contents: 'none', pullRequests: 'none' } });
    const { exitCode, outputs, log } = await step(github, {
      config: LOOSE,
      inputs: { 'config-ref': 'base', comment: 'never' },
    });
    expect([exitCode, outputs['verdict']]).toEqual([1, 'inconclusive']);
    expect(log).toMatch(/^::error::config-ref: base: .*contents: read/m);
  });
});

describe('the reports of several jobs', () => {
  /** The reports of a config in three parts, in one workspace. */
  async function parts(
    github: FakeGitHub,
    config: string,
  ): Promise<{ workspace: string; reports: string[] }> {
    const workspace = workspaceWith(config);
    const reports = [];
    for (const part of ['1', '2', '3']) {
      await step(github, {
        workspace,
        inputs: { comment: 'never', shard: `${part}/3`, 'report-dir': `reports/${part}` },
      });
      reports.push(`reports/${part}/report.json`);
    }
    return { workspace, reports };
  }

  it('are one summary, one verdict and one comment', async () => {
    const github = await gitHub();
    const { workspace, reports } = await parts(github, STRICT);
    const merged = await step(github, { workspace, inputs: { mode: 'merge', reports: reports.join('\n') } });
    expect(merged.exitCode).toBe(1);
    expect(merged.outputs).toMatchObject({ verdict: 'failed', violations: '3', 'users-blocked': '4' });
    for (const name of ['Grafana', 'Wiki', 'Vault']) expect(merged.summary).toContain(`### ${name}`);
    expect(ours(github)).toHaveLength(1);
    expect(merged.log).not.toMatch(/^::error file=/m);
    expect(JSON.parse(readFileSync(merged.outputs['report-json'] ?? '', 'utf8'))).toMatchObject({
      verdict: 'failed',
      shard: null,
    });
  });

  it('are not proven while one is missing, however green the others are', async () => {
    const github = await gitHub();
    const { workspace, reports } = await parts(github, LOOSE);
    const merge = (paths: readonly string[]) =>
      step(github, { workspace, inputs: { mode: 'merge', reports: paths.join('\n') } });
    const [whole, missing, fewer] = [
      await merge(reports),
      await merge([...reports.slice(1), 'reports/4/report.json']),
      await merge(reports.slice(1)),
    ];
    expect([whole.exitCode, whole.outputs['verdict']]).toEqual([0, 'passed']);
    expect([missing.exitCode, missing.outputs['verdict']]).toEqual([1, 'inconclusive']);
    expect(missing.summary).toContain('reports/4/report');
    expect([fewer.exitCode, fewer.outputs['verdict']]).toEqual([1, 'inconclusive']);
    expect(fewer.summary).toContain('1/3');
  });

  it('tell nobody in a public repository, whatever their jobs told', async () => {
    const github = await gitHub();
    const workspace = workspaceWith(STRICT);
    const full = { identities: 'full', comment: 'never' };
    await step(github, { workspace, inputs: { ...full, 'report-dir': 'reports' } });
    expect(readFileSync(join(workspace, 'reports/report.json'), 'utf8')).toContain('@example.com');
    const merged = await step(github, {
      workspace,
      inputs: { ...full, mode: 'merge', reports: 'reports/report.json' },
      event: 'pull_request.public-fork',
    });
    expect([merged.exitCode, merged.outputs['verdict']]).toEqual([1, 'inconclusive']);
    expect(`${merged.log}${merged.summary}`).not.toMatch(/@(?:example|contractor)/);
  });

  it('are merged by the command line with the exit codes of a check', async () => {
    const github = await gitHub();
    const { workspace, reports } = await parts(github, STRICT);
    const environment = { ...variablesOf(github, 'pull_request'), GITHUB_TOKEN: FAKE_TOKEN };
    const failed = await runCli(['merge', ...reports, '--comment', 'always'], {
      cwd: workspace,
      environment,
    });
    expect(failed.exitCode).toBe(1);
    expect(failed.stdout).toMatch(/^❌ Access policy gate failed: /);
    expect(ours(github)).toHaveLength(1);
    const none = await runCli(['merge', 'none.json'], { cwd: workspace });
    expect(none.exitCode).toBe(3);
    expect(none.stdout).toContain('"none.json" does not exist');
  });
});
