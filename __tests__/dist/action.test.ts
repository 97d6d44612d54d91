import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStep } from '../../examples/runner.js';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { type EmulatorServer, serveEmulator } from '../../src/emulator/server.ts';
import { ACTION, NODE, ROOT } from '../support/built.ts';
import { ACCOUNT_ID, aUser, someSettings } from '../support/directory.ts';
import { ALLOW_ENGINEERING, COMPANY } from '../support/scenario.ts';

const TOKEN = 'a-token-that-must-not-leak';

/** An emulated account of 500 people whose tests take `testSeconds`; when each was started. */
async function emulate(testSeconds: number): Promise<EmulatorServer & { readonly startedAt: number[] }> {
  const users = Array.from({ length: 500 }, (_, index) =>
    aUser({
      id: `user-${String(index)}`,
      email: `user${String(index)}@example.com`,
      groups: [index % 10 === 0 ? 'support' : 'engineering'],
    }),
  );
  const emulator = createEmulator(
    {
      ...COMPANY,
      users,
      apiTokens: [{ token: TOKEN, permissions: ['Access: Policy Test Write'], accountId: ACCOUNT_ID }],
      settings: someSettings({ test_seconds: testSeconds }),
    },
    { now: Date.now },
  );
  const startedAt: number[] = [];
  const server = await serveEmulator(
    {
      handle(request) {
        if (request.method === 'POST') startedAt.push(Date.now());
        return emulator.handle(request);
      },
    },
    0,
  );
  return { ...server, startedAt };
}

function workspaceWith(maxPercentBlocked: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-workspace-'));
  writeFileSync(join(folder, 'allow.json'), ALLOW_ENGINEERING);
  writeFileSync(
    join(folder, 'gate.yml'),
    `version: 1
tests:
  - name: Grafana
    policies: [{ file: allow.json }]
    thresholds:
      percent_blocked: { max: ${String(maxPercentBlocked)} }
`,
  );
  return folder;
}

/** Runs the action against an emulated account; its config allows at most so many percent blocked. */
function runOn(
  { baseUrl }: EmulatorServer,
  {
    inputs = {},
    maxPercentBlocked,
    ...others
  }: { inputs?: Record<string, string>; maxPercentBlocked: number } & Pick<
    Parameters<typeof runStep>[1],
    'environment' | 'onStart'
  >,
): ReturnType<typeof runStep> {
  return runStep(ACTION, {
    node: NODE,
    workspace: workspaceWith(maxPercentBlocked),
    inputs: {
      config: 'gate.yml',
      'api-token': TOKEN,
      'account-id': COMPANY.accountId,
      'api-base-url': baseUrl,
      ...inputs,
    },
    ...others,
  });
}

describe('the built action', () => {
  let emulator: Awaited<ReturnType<typeof emulate>>;
  beforeAll(async () => {
    emulator = await emulate(0);
  });
  afterAll(() => emulator.close());

  const step = (inputs: Record<string, string>, maxPercentBlocked = 10): ReturnType<typeof runStep> =>
    runOn(emulator, { maxPercentBlocked, inputs });

  it('passes, with outputs, a job summary and report files', async () => {
    const { exitCode, outputs, summary, log } = await step({});
    expect(exitCode).toBe(0);
    expect(outputs).toEqual({
      verdict: 'passed',
      violations: '0',
      'percent-blocked': '10',
      'users-blocked': '50',
      'policy-test-ids': expect.stringMatching(/^[0-9a-f]{64}$/),
      'report-json': expect.stringMatching(/report\.json$/),
      'report-junit': expect.stringMatching(/junit\.xml$/),
      'summary-file': expect.stringMatching(/summary\.md$/),
      // Counts tell all that is judged here, so that nobody is listed.
      'snapshot-file': '',
    });
    expect(summary).toMatch(/^## ✅ Access policy gate passed/);
    expect(await readFile(outputs['summary-file'] ?? '', 'utf8')).toBe(summary);
    expect(JSON.parse(await readFile(outputs['report-json'] ?? '', 'utf8'))).toMatchObject({
      schema_version: 1,
      verdict: 'passed',
    });
    expect(log).not.toMatch(/^::(error|warning)/m);
  });

  it('fails on a violation, annotated at its line', async () => {
    const { exitCode, outputs, summary, log } = await step({}, 5);
    expect(exitCode).toBe(1);
    expect(outputs).toMatchObject({ verdict: 'failed', violations: '1' });
    expect(summary).toMatch(/^## ❌ Access policy gate failed: Grafana/);
    expect(log.match(/^::error.*/gm)).toEqual([
      '::error file=gate.yml,line=6,col=7::Grafana: 50 of 500 users (10 %25) blocked; at most 5 %25 expected.',
      expect.stringMatching(/^::error::Access policy gate failed: Grafana: 50 of 500/),
    ]);
  });

  it('warns and goes on with report-only', async () => {
    const { exitCode, outputs, log } = await step({ 'report-only': 'true' }, 5);
    expect(exitCode).toBe(0);
    expect(outputs).toMatchObject({ verdict: 'failed' });
    expect(log).toMatch(/^::warning file=gate\.yml,line=6/m);
    expect(log).not.toMatch(/^::error/m);
  });

  it('needs no token to validate', async () => {
    const { exitCode, outputs, log } = await step({ mode: 'validate', 'api-token': '' });
    expect([exitCode, outputs['verdict']]).toEqual([0, 'skipped']);
    expect(log).not.toMatch(/^::(error|warning)/m);
  });

  it('asks nothing of Cloudflare when the report cannot be written', async () => {
    const { exitCode, log } = await step({ 'report-dir': 'gate.yml' });
    expect(exitCode).toBe(1);
    expect(log).toMatch(/^::error::The report could not be written \((EEXIST|ENOTDIR)\): set report-dir/m);
    expect(log).not.toContain('was started');
  });

  it('leaves no report of an earlier run when the config is missing', async () => {
    const workspace = workspaceWith(10);
    const report = join(workspace, 'reports', 'report.json');
    mkdirSync(join(workspace, 'reports'));
    writeFileSync(report, '{"schema_version":1,"verdict":"passed"}');
    const { exitCode } = await runStep(ACTION, {
      node: NODE,
      workspace,
      inputs: {
        config: 'none.yml',
        'api-token': TOKEN,
        'account-id': COMPANY.accountId,
        'report-dir': 'reports',
      },
    });
    expect([exitCode, existsSync(report)]).toEqual([1, false]);
  });

  it.each<[what: string, inputs: Record<string, string>, told: RegExp]>([
    ['a report', {}, /^::error file=gate\.yml,line=6/m],
    ['a config that is missing', { config: 'none.yml' }, /^::error::The file "none\.yml" does not exist/m],
  ])('has all but its outputs, of %s, when those cannot be written', async (_, inputs, told) => {
    const { exitCode, log } = await runOn(emulator, {
      maxPercentBlocked: 5,
      inputs,
      environment: { GITHUB_OUTPUT: '/nowhere/output' },
    });
    expect(exitCode).toBe(1);
    expect(log).toMatch(told);
    expect(log).toMatch(/^::error::The outputs of the step could not be written/m);
    expect(log).not.toMatch(/^\s+at /m);
  });

  it('has its outputs and its findings when the job summary cannot be written', async () => {
    const { exitCode, outputs, log } = await runOn(emulator, {
      maxPercentBlocked: 5,
      environment: { GITHUB_STEP_SUMMARY: '/nowhere/summary.md' },
    });
    expect(exitCode).toBe(1);
    expect(outputs).toMatchObject({ verdict: 'failed' });
    expect(log).toMatch(/^::error file=gate\.yml,line=6/m);
    expect(log).toMatch(/^::error::The job summary could not be written/m);
    expect(log).not.toMatch(/^\s+at /m);
  });

  it.each([
    ['no token', { 'api-token': '' }, /^::error::api-token is missing: create an API token/m],
    [
      'a token with a line break',
      { 'api-token': `${TOKEN}\n` },
      /^::error::api-token contains a line break/m,
    ],
    [
      'an account id of another form',
      { 'account-id': 'my-account' },
      /^::error::account-id: an account id has 32/m,
    ],
    [
      'http to another host',
      { 'api-base-url': 'http://api.example.com' },
      /^::error::api-base-url must be an https/m,
    ],
    ['a config that is missing', { config: 'none.yml' }, /^::error::The file "none\.yml" does not exist/m],
    ['a token of somebody else', { 'api-token': 'another-token' }, /^::error.*9109: Invalid access token/m],
    [
      'a connection that is refused',
      { 'api-base-url': 'http://127.0.0.1:9/client/v4', 'timeout-minutes': '0.02' },
      /^::error.*127\.0\.0\.1:9 could not be reached \(ECONNREFUSED\)/m,
    ],
  ])('fails on %s with one clear message and no stack', async (_, inputs, message) => {
    const { exitCode, log, outputs } = await step(inputs);
    expect(exitCode).toBe(1);
    expect(outputs['verdict']).toBe('inconclusive');
    expect(log).toMatch(message);
    expect(log).not.toMatch(/^\s+at /m);
  });

  it('never shows the token but to have it masked', async () => {
    const steps = await Promise.all([
      step({}),
      step({}, 5),
      step({ 'account-id': 'f'.repeat(32) }),
      step({ config: 'none.yml' }),
    ]);
    expect(steps[0].log).toContain(`::add-mask::${TOKEN}\n`);
    for (const { log, summary, outputs } of steps) {
      const shown = log.replaceAll(`::add-mask::${TOKEN}`, '');
      expect(`${shown}${summary}${JSON.stringify(outputs)}`).not.toContain(TOKEN);
    }
  });
});

describe('the built action, started by an event', () => {
  let emulator: Awaited<ReturnType<typeof emulate>>;
  beforeAll(async () => {
    emulator = await emulate(0);
  });
  afterAll(() => emulator.close());

  const step = (
    name: string,
    file: string,
    inputs: Record<string, string> = {},
  ): ReturnType<typeof runStep> =>
    runOn(emulator, {
      maxPercentBlocked: 5,
      inputs,
      environment: {
        GITHUB_EVENT_NAME: name,
        GITHUB_EVENT_PATH: join(ROOT, `__tests__/fixtures/events/${file}.json`),
      },
    });

  it('skips the pull request of a fork, which has no token', async () => {
    const { exitCode, outputs, log } = await step('pull_request', 'pull_request.fork', { 'api-token': '' });
    expect([exitCode, outputs['verdict']]).toEqual([0, 'skipped']);
    expect(log).toContain('Nothing is tested: the pull request comes from a fork');
    expect(emulator.startedAt).toEqual([]);
  });

  it('refuses pull_request_target for a fork, token or not', async () => {
    const { exitCode, outputs, log } = await step('pull_request_target', 'pull_request_target.fork');
    expect([exitCode, outputs['verdict']]).toEqual([1, 'inconclusive']);
    expect(log).toMatch(/^::error::pull_request_target gives the secrets of this repository/m);
    expect(emulator.startedAt).toEqual([]);
  });

  it('tells addresses in a private repository where that is asked for, and masks the token alone', async () => {
    const { log, summary } = await step('pull_request', 'pull_request', { identities: 'full' });
    expect(log).toContain('user0@example.com');
    expect(summary).toContain('`user0@example.com`');
    expect(log.match(/^::add-mask::.*$/gm)).toEqual([`::add-mask::${TOKEN}`]);
  });

  it('tells nobody in a public repository', async () => {
    const { log, summary, outputs } = await step('push', 'push.public', { identities: 'full' });
    expect(`${log}${summary}${JSON.stringify(outputs)}`).not.toMatch(/user\d+@/);
    expect(log).toMatch(/^::warning::identities: full is not followed, because this repository is public/m);
  });
});

describe('the built action, in time', () => {
  it('ends within a second of the end of the policy test', async () => {
    const emulator = await emulate(2);
    const { exitCode } = await runOn(emulator, { maxPercentBlocked: 10 });
    const lateMs = Date.now() - ((emulator.startedAt[0] ?? 0) + 2_000);
    await emulator.close();
    expect(exitCode).toBe(0);
    expect(lateMs).toBeGreaterThan(0);
    expect(lateMs).toBeLessThan(1_000);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('writes what it has when it is cancelled by %s', async (signal) => {
    const emulator = await emulate(60);
    const { exitCode, summary, outputs, log } = await runOn(emulator, {
      maxPercentBlocked: 10,
      onStart(child) {
        child.stdout?.on('data', (text: string) => {
          if (text.includes('was started')) child.kill(signal);
        });
      },
    });
    await emulator.close();
    expect(exitCode).toBe(1);
    expect(outputs['verdict']).toBe('inconclusive');
    expect(summary).toContain(outputs['policy-test-ids'] ?? 'an id');
    expect(log).toMatch(/was interrupted\. Policy test [0-9a-f]{64} goes on at Cloudflare/);
  });
});

it('finds the built action where action.yml says', async () => {
  expect(await readFile(join(ROOT, 'action.yml'), 'utf8')).toContain('main: dist/index.js');
});
