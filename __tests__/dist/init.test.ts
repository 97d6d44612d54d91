import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT, runCli } from '../support/built.ts';
import { blocksOf } from '../support/documents.ts';

const DIRECTORY = join(ROOT, 'examples/directory.yml');
const PLAN = join(ROOT, 'examples/terraform/plan.json');
const CONFIG = '.github/access-policy-gate.yml';

function aFolder(): string {
  return mkdtempSync(join(tmpdir(), 'access-policy-gate-init-'));
}

describe('init', () => {
  it('writes a config as the recipe shows it, which validates and passes, and nothing over it', async () => {
    const cwd = aFolder();
    const first = await runCli(['init', '--emulator', DIRECTORY], { cwd });
    expect([first.exitCode, first.stdout]).toEqual([
      0,
      `✓ Wiki: 434 approved, 59 blocked, 0 in error
✓ Grafana: 218 approved, 275 blocked, 0 in error
Config: ${CONFIG}
Try it, with the flags that you gave here: access-policy-gate check --config ${CONFIG}
`,
    ]);
    const written = readFileSync(join(cwd, CONFIG), 'utf8');
    const [shown] = blocksOf('docs/how-to/first-config.md').filter(({ language }) => language === 'yaml');
    expect(written).toContain(shown?.text);

    const second = await runCli(['init', '--emulator', DIRECTORY], { cwd });
    expect([second.exitCode, second.stdout]).toEqual([2, '']);
    expect(second.stderr).toBe(
      `error: "${join(cwd, CONFIG)}" is there already, and nothing is written over it: choose another file with --output, or remove it.\n`,
    );
    expect(readFileSync(join(cwd, CONFIG), 'utf8')).toBe(written);

    const validated = await runCli(['validate'], { cwd });
    expect(validated.exitCode).toBe(0);
    const checked = await runCli(['check', '--emulator', DIRECTORY], { cwd });
    expect([checked.exitCode, checked.stdout.split('\n')[0]]).toEqual([
      0,
      '✅ Access policy gate passed: 10 assertions hold in 2 tests',
    ]);
  });

  it('writes to standard output, and nothing else there', async () => {
    const cwd = aFolder();
    const { exitCode, stdout, stderr } = await runCli(['init', '--emulator', DIRECTORY, '--output', '-'], {
      cwd,
    });
    writeFileSync(join(cwd, 'gate.yml'), stdout);

    expect([exitCode, readdirSync(cwd)]).toEqual([0, ['gate.yml']]);
    expect(stderr).toContain('✓ Wiki: 434 approved');
    expect((await runCli(['validate', '--config', 'gate.yml'], { cwd })).exitCode).toBe(0);
  });

  it('writes one of a Terraform plan, without a token', async () => {
    const cwd = aFolder();
    writeFileSync(join(cwd, 'plan.json'), readFileSync(PLAN));
    const flags = ['--terraform-plan', 'plan.json'];
    const { exitCode, stdout } = await runCli(['init', ...flags, '--output', 'new/gate.yml'], { cwd });

    expect([exitCode, stdout]).toEqual([
      0,
      `The plan has 6 Access applications and policies. Nothing was asked of Cloudflare, so that the config has no figures.
Config: new/gate.yml
Try it, with the flags that you gave here: access-policy-gate check --config new/gate.yml
`,
    ]);
    const validated = await runCli(['validate', '--config', 'new/gate.yml', ...flags], { cwd });
    expect(validated.exitCode).toBe(0);
  });

  it.each([
    [
      'no credentials',
      ['init'],
      2,
      [
        /^error: api-token is missing/m,
        /^error: account-id is missing/m,
        /^error: init asks for applications, too: .* access-policy-gate init --emulator examples\/directory\.yml$/m,
      ],
    ],
    [
      'a token that is refused',
      ['init', '--emulator', DIRECTORY, '--api-token', 'revoked'],
      3,
      [/^error: Reading the applications of the account failed \(HTTP 403; 9109: Invalid access token\)/m],
    ],
    [
      'a plan that is none',
      ['init', '--terraform-plan', 'none.json'],
      2,
      [/^error: The file "none\.json" does not exist/m],
    ],
    [
      'a plan beside an emulator',
      ['init', '--emulator', DIRECTORY, '--terraform-plan', 'none.json'],
      2,
      [
        /^error: --terraform-plan asks nobody, and --emulator stands in for Cloudflare: leave out one of them\.$/m,
      ],
    ],
  ] as const)('writes nothing, and makes no folder, with %s', async (_, args, code, messages) => {
    const cwd = aFolder();
    const { exitCode, stdout, stderr } = await runCli(args, { cwd });

    expect([exitCode, stdout, existsSync(join(cwd, '.github'))]).toEqual([code, '', false]);
    for (const message of messages) expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('writes nothing, and makes no folder, where nothing is proven', async () => {
    const cwd = aFolder();
    const directory = readFileSync(DIRECTORY, 'utf8');
    writeFileSync(
      join(cwd, 'directory.yml'),
      directory.replace(/^settings: .*$/m, 'settings: { test_ends: blocked }'),
    );
    const { exitCode, stdout } = await runCli(['init', '--emulator', 'directory.yml'], { cwd });

    expect([exitCode, readdirSync(cwd)]).toEqual([3, ['directory.yml']]);
    expect(stdout).toMatch(
      /^✗ Wiki: Policy test [0-9a-f]{64} ended "blocked".*\n.*\nNo config was written\.\n$/,
    );
  });

  it('is skipped for the pull request of a fork, which has no token', async () => {
    const cwd = aFolder();
    const { exitCode, stdout } = await runCli(['init'], {
      cwd,
      environment: {
        GITHUB_ACTIONS: 'true',
        GITHUB_EVENT_NAME: 'pull_request',
        GITHUB_EVENT_PATH: join(ROOT, '__tests__/fixtures/events/pull_request.fork.json'),
      },
    });

    expect([exitCode, readdirSync(cwd)]).toEqual([3, []]);
    expect(stdout).toMatch(/^No config was written: the pull request comes from a fork/);
  });
});
