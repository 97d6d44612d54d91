import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../support/built.ts';

/** The folder in which somebody completes. */
const folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-completion-'));
const setUp = join(folder, '.setup');

beforeAll(async () => {
  const { stdout } = await runCli(['completion', 'bash']);
  // Control-T shows the line as it stands.
  writeFileSync(setUp, `${stdout}\nPS1=\nbind -x '"\\C-t": printf "<<%s>>\\n" "$READLINE_LINE"'\n`);
  writeFileSync(join(folder, 'some gate.yml'), '');
  mkdirSync(join(folder, 'some-reports'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What bash makes of each line when the key for completion is pressed at its end. */
function completed(...lines: readonly string[]): string[] {
  const typed = lines.map((line) => `${line}\t\x14\x15`).join('');
  const shown = execFileSync('bash', ['--noprofile', '--rcfile', setUp, '-i'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, HISTFILE: '', TERM: 'dumb' },
    input: `${typed}exit\n`,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return [...shown.matchAll(/<<(.*)>>/g)].map(([, line = '']) => line);
}

/** All that is offered after a command, by the function that bash calls. */
function offered(...words: readonly string[]): string[] {
  const call =
    'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _access_policy_gate; printf "%s\\n" "${COMPREPLY[@]}"';
  const args = ['--norc', '-c', call, 'bash', setUp, 'access-policy-gate', ...words];
  return execFileSync('bash', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    .split('\n')
    .filter(Boolean)
    .sort();
}

describe('completion bash', () => {
  it('completes what is typed, and paths where a path is wanted', () => {
    const lines = [
      ['check --mode v', 'check --mode validate '],
      ['check --mode=v', 'check --mode=validate '],
      ['valid', 'validate '],
      ['check --config so', 'check --config some'],
      ['check --config some\\ ', 'check --config some\\ gate.yml '],
      ['check --config=some\\ ', 'check --config=some\\ gate.yml '],
      ['check --report-dir so', 'check --report-dir some-reports/'],
      ['merge some\\ ', 'merge some\\ gate.yml '],
      ['check --account-id so', 'check --account-id so'],
      ['check --mode so', 'check --mode so'],
    ].map((pair) => pair.map((line) => `access-policy-gate ${line}`));
    expect(completed(...lines.map(([typed = '']) => typed))).toEqual(lines.map(([, line]) => line));
  });

  it('runs nothing of what is typed', () => {
    const lines = ['"$(touch seen)"', '`touch seen`', "'; touch seen '", '$(touch seen)'].map(
      (text) => `access-policy-gate check --config ${text} --mode=v`,
    );
    expect(completed(...lines)).toEqual(lines.map((line) => `${line}alidate `));
    expect(readdirSync(folder).sort()).toEqual(['.setup', 'some gate.yml', 'some-reports']);
  });

  it('offers every command and every flag of which the help tells', async () => {
    const { stdout } = await runCli(['--help']);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) (?:\[|<| )/gm)].flatMap(([, name = '']) =>
      name === 'help' ? [] : [name],
    );
    expect(commands).toContain('check');
    expect(offered('')).toEqual([...commands, '--help', '--version'].sort());
    for (const command of commands) {
      const help = await runCli([command, '--help']);
      const flags = [...help.stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, flag = '']) => flag);
      expect([command, offered(command, '--')]).toEqual([command, flags.sort()]);
    }
  });
});

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell'])('prints a script for %s', async (shell) => {
    const { exitCode, stdout, stderr } = await runCli(['completion', shell]);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(new RegExp(`^# Completes access-policy-gate in ${shell}; written by`, 'mi'));
    expect(stdout).toContain('redacted');
  });

  it('exits with 2 on a shell that it does not know', async () => {
    const { exitCode, stdout, stderr } = await runCli(['completion', 'csh']);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: command-argument value 'csh' is invalid.*bash, zsh, fish, powershell/m);
  });
});
