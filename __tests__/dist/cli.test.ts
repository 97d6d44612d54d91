import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startEmulator } from '../../examples/runner.js';
import { INPUTS } from '../../src/inputDefinitions.ts';
import { CLI, NODE, ROOT, runCli } from '../support/built.ts';

const ON_EMULATOR = ['check', '--emulator', 'examples/directory.yml'];

describe('check', () => {
  it('exits with 0 on a safe change', async () => {
    const { exitCode, stdout, stderr } = await runCli([...ON_EMULATOR, '--config', 'examples/safe.yml']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^✅ Access policy gate passed: 20 assertions hold in 2 tests and 1 application check\n/,
    );
    expect(stdout).toMatch(/^Report: .*report\.json$/m);
    expect(stderr).toMatch(/^Grafana: policy test [0-9a-f]{64} was started\.$/m);
  });

  it('exits with 1 on a change that locks people out', async () => {
    const { exitCode, stdout } = await runCli([...ON_EMULATOR, '--config', 'examples/lockout.yml']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^❌ Access policy gate failed: Grafana/);
    expect(stdout).toContain('✗ the on-call engineer in Germany is blocked; approved expected.');
  });

  it('takes inputs from flags and variables, and exits with 3 when nobody answers', async () => {
    const { exitCode, stdout } = await runCli(
      [
        'check',
        '--config=examples/safe.yml',
        '--account-id',
        '023e105f4ecef8ad9ca31a8372d0c353',
        '--timeout-minutes',
        '0.01',
      ],
      { environment: { CLOUDFLARE_API_TOKEN: 'token', CLOUDFLARE_BASE_URL: 'http://127.0.0.1:9/client/v4' } },
    );
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(
      /^⚠️ Access policy gate could not be proven: Grafana: Starting the policy test failed/,
    );
  });

  it('asks the emulator with the token that it is given', async () => {
    const { exitCode, stdout } = await runCli([
      ...ON_EMULATOR,
      '--config',
      'examples/safe.yml',
      '--api-token',
      'revoked',
    ]);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('9109: Invalid access token');
  });

  it.each([
    ['no credentials', ['check'], /^error: api-token is missing/m],
    ['a flag that does not exist', ['check', '--tokn', 'x'], /^error: unknown option '--tokn'/m],
    [
      'a directory that does not exist',
      ['check', '--emulator', 'none.yml'],
      /^error: The directory "none\.yml" does not exist: correct its path\.$/m,
    ],
    [
      'a directory that has no end',
      ['check', '--emulator', '/dev/zero'],
      /^error: The directory "\/dev\/zero" is a pipe or a device: give a file\.$/m,
    ],
    [
      'an emulator beside another address',
      [...ON_EMULATOR, '--api-base-url', 'https://api.cloudflare.com/client/v4'],
      /^error: --emulator and --api-base-url say two addresses/m,
    ],
    ['a command that does not exist', ['chek'], /^error: unknown command 'chek'/m],
  ])('exits with 2 on %s', async (_, args, message) => {
    const { exitCode, stderr } = await runCli(args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('check with a report-dir', () => {
  it('leaves no report of an earlier run where the config is bad', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-cli-'));
    const args = ['check', '--emulator', 'examples/directory.yml', '--report-dir', folder, '--config'];
    const first = await runCli([...args, 'examples/safe.yml']);
    expect([first.exitCode, readdirSync(folder).sort()]).toEqual([
      0,
      ['comment.md', 'junit.xml', 'report.json', 'snapshot.json', 'summary.md'],
    ]);

    const second = await runCli([...args, 'examples/none.yml']);
    expect([second.exitCode, readdirSync(folder)]).toEqual([2, ['snapshot.json']]);
  });

  it('writes there in the mode validate, too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-cli-'));
    writeFileSync(join(folder, 'report.json'), '{"schema_version":1,"verdict":"passed"}');
    const { exitCode } = await runCli([
      ...['check', '--mode', 'validate', '--config', 'examples/safe.yml', '--report-dir', folder],
    ]);
    expect(exitCode).toBe(0);
    expect(readFileSync(join(folder, 'report.json'), 'utf8')).toContain('"verdict": "skipped"');
  });
});

describe('check with another report on standard output', () => {
  function aFolder(): string {
    return mkdtempSync(join(tmpdir(), 'access-policy-gate-cli-'));
  }

  it.each([
    ['json', 'report.json'],
    ['junit', 'junit.xml'],
    ['summary', 'summary.md'],
  ])('prints by --%s what %s has, and says all else on standard error', async (format, file) => {
    const folder = aFolder();
    const { exitCode, stdout, stderr } = await runCli([
      ...[...ON_EMULATOR, '--config', 'examples/lockout.yml', `--${format}`, '--report-dir', folder],
    ]);
    expect(exitCode).toBe(1);
    expect(stdout).toBe(readFileSync(join(folder, file), 'utf8'));
    expect(stderr).toMatch(/^Grafana: policy test [0-9a-f]{64} was started\.$/m);
    expect(stderr).toMatch(/^Report: .*report\.json$/m);
  });

  it.each([
    ['a config that does not exist', [...ON_EMULATOR, '--config', 'none.yml', '--json']],
    ['an input that is wrong', [...ON_EMULATOR, '--timeout-minutes', 'x', '--json']],
    ['two of them', [...ON_EMULATOR, '--config', 'examples/safe.yml', '--json', '--summary']],
    ['two of them, for validate', ['validate', '--junit', '--json']],
  ])('exits with 2 on %s, and prints nothing', async (_, args) => {
    const { exitCode, stdout, stderr } = await runCli(args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: /);
  });

  it('says which two cannot be printed at once', async () => {
    const { stderr } = await runCli(['check', '--summary', '--json']);
    expect(stderr).toMatch(/^error: option '--json' cannot be used with option '--summary'$/m);
  });

  it('prints it of validate, too, without writing a file', async () => {
    const { exitCode, stdout, stderr } = await runCli([
      'validate',
      '--config',
      'examples/safe.yml',
      '--json',
    ]);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'skipped', config: 'examples/safe.yml' });
  });

  it('prints it of merge, too', async () => {
    const folder = aFolder();
    await runCli([...ON_EMULATOR, '--config', 'examples/safe.yml', '--report-dir', folder]);
    const { exitCode, stdout } = await runCli(['merge', join(folder, 'report.json'), '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'passed', missing: [] });
  });

  it('has no colours and whole lines where it goes to a file, unless FORCE_COLOR asks for them', async () => {
    const args = ['validate', '--config', 'examples/safe.yml'];
    const plain = await runCli(args);
    const colourful = await runCli(args, { environment: { FORCE_COLOR: '1' } });
    expect(plain.stdout).not.toContain('\u001b');
    expect(colourful.stdout).toContain('\u001b[2m⏭️ Access policy gate skipped\u001b[22m: ');
    expect(colourful.stdout.replaceAll(/\p{Cc}\[\d*m/gu, '')).toBe(plain.stdout);
  });
});

describe('validate', () => {
  it('exits with 0 on a good config, without a token and without leaving files', async () => {
    const { exitCode, stdout } = await runCli(['validate', '--config', 'examples/safe.yml']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^⏭️ Access policy gate skipped: the config and its policies are valid/);
    expect(stdout).not.toMatch(/^Report: /m);
  });

  it('exits with 2 on a bad one, with every problem at its place', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-cli-'));
    writeFileSync(
      join(folder, 'gate.yml'),
      'version: 1\ntests:\n  - name: A\n    policies: [{ file: none.json }]\n    treshold: {}\n',
    );
    const { exitCode, stderr } = await runCli(['validate', '--config', 'gate.yml'], { cwd: folder });
    expect(exitCode).toBe(2);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^error: gate\.yml:5:5: Unknown key "treshold"; did you mean "thresholds"\?$/),
      expect.stringMatching(
        /^error: gate\.yml:4:24: The file "none\.json" does not exist: correct its path\.$/,
      ),
    ]);
  });
});

describe('snapshot', () => {
  it('writes the outcomes, which the next check can be compared with', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-cli-'));
    const output = join(folder, 'new', 'access.json');
    const taken = await runCli([
      'snapshot',
      '--emulator',
      'examples/directory.yml',
      '--config',
      'examples/safe.yml',
      '--output',
      output,
    ]);
    expect(taken.stdout).toBe(
      `✓ Grafana: 218 approved, 275 blocked, 0 in error\n✓ Wiki: 440 approved, 53 blocked, 0 in error\nSnapshot: ${output}\n`,
    );
    expect(taken.exitCode).toBe(0);

    writeFileSync(
      join(folder, 'gate.yml'),
      'version: 1\ntests:\n  - name: Grafana\n    policies: [{ policy: { name: Nobody, decision: allow, include: [{ email: { email: nobody@example.com } }] } }]\n    baseline: { snapshot: new/access.json }\n    thresholds: { users_lost: { max: 0 } }\n',
    );
    const checked = await runCli(
      ['check', '--emulator', join(ROOT, 'examples/directory.yml'), '--config', 'gate.yml'],
      { cwd: folder },
    );
    expect(checked.exitCode).toBe(1);
    expect(checked.stdout).toContain('218 of 493 users (44.2 %) would lose access; at most 0 expected.');
    expect(checked.stdout).toMatch(/^Snapshot: .*snapshot\.json$/m);
  });

  it('is skipped for the pull request of a fork, which has no token', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-snapshot-'));
    const output = join(folder, 'access.json');
    const { exitCode, stdout } = await runCli(
      ['snapshot', '--config', 'examples/safe.yml', '--output', output],
      {
        environment: {
          GITHUB_ACTIONS: 'true',
          GITHUB_EVENT_NAME: 'pull_request',
          GITHUB_EVENT_PATH: join(ROOT, '__tests__/fixtures/events/pull_request.fork.json'),
        },
      },
    );
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^No snapshot was written: the pull request comes from a fork/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('exits with 2, before anything is tested, where it cannot write', async () => {
    const { exitCode, stderr } = await runCli([
      'snapshot',
      '--emulator',
      'examples/directory.yml',
      '--config',
      'examples/safe.yml',
      '--output',
      'README.md',
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: ".*README\.md" is there already and no snapshot: .*\n$/);
  });
});

describe('emulate', () => {
  it('prints its base address first and serves until it is interrupted', async () => {
    const child = spawn(NODE, [CLI, 'emulate', 'examples/directory.yml'], { cwd: ROOT });
    const line = await new Promise<string>((resolve) =>
      child.stdout.setEncoding('utf8').once('data', resolve),
    );
    expect(line).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/client\/v4\n$/);
    const answer = await fetch(
      `${line.trim()}/accounts/023e105f4ecef8ad9ca31a8372d0c353/access/policy-tests/x`,
      {
        headers: { authorization: 'Bearer emulator-token' },
      },
    );
    expect(answer.status).toBe(404);
    child.kill('SIGINT');
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  });

  it('does not wait for a pipe that nobody writes to', async () => {
    const pipe = join(mkdtempSync(join(tmpdir(), 'access-policy-gate-cli-')), 'directory.yml');
    execFileSync('mkfifo', [pipe]);
    const { exitCode, stderr } = await runCli(['emulate', pipe]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: The directory ".*" is a pipe or a device: give a file\.\n$/);
  });

  it('says so when its port is taken', async () => {
    const first = await startEmulator(CLI, join(ROOT, 'examples/directory.yml'));
    const { exitCode, stderr } = await runCli([
      'emulate',
      'examples/directory.yml',
      '--port',
      new URL(first.baseUrl).port,
    ]);
    first.stop();
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^error: The emulator could not listen on port \d+ \(EADDRINUSE\): choose another with --port\.$/m,
    );
  });
});

describe('--help', () => {
  it.each([
    [[], ['check', 'validate', 'emulate']],
    [['check'], INPUTS.map(({ name }) => `--${name} `)],
    [['validate'], ['--config ']],
    [['emulate'], ['--port ', '<directory.yml>']],
  ])('of %j tells what there is', async (command, expected) => {
    const { exitCode, stdout } = await runCli([...command, '--help']);
    expect(exitCode).toBe(0);
    for (const text of expected) expect(stdout).toContain(text);
  });
});
