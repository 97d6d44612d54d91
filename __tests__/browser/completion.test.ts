import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../support/built.ts';

/** The folder in which somebody completes. */
const folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-completion-'));
const environment = { PATH: process.env['PATH'], HOME: folder, TERM: 'dumb' };

beforeAll(async () => {
  for (const shell of ['zsh', 'fish']) {
    const { stdout } = await runCli(['completion', shell]);
    writeFileSync(join(folder, `.${shell}`), stdout);
  }
  writeFileSync(join(folder, 'gate.yml'), '');
  mkdirSync(join(folder, 'reports'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('completion zsh', () => {
  /**
   * What zsh makes of each line when the key for completion is pressed at its end. It runs in a terminal that another
   * one makes, and Control-T shows the line as it stands.
   */
  function completed(...lines: readonly string[]): string[] {
    const inner = [
      'PS1=; unsetopt zle_bracketed_paste; autoload -Uz compinit && compinit -u -D && source ./.zsh',
      'show() { print -r -- "<<$BUFFER>>" }; zle -N show; bindkey "^T" show; bindkey "^I" complete-word; print READY',
    ];
    const outer = [
      'zmodload zsh/zpty; zpty -b inner zsh -f -i',
      ...inner.map((line) => `zpty -w inner '${line}'`),
      "zpty -r inner said '*READY*READY*'",
      'for line in "$@"; do zpty -n -w inner "$line"$\'\\t\\x14\'; zpty -r inner said "*>>*"; print -r -- "$said"; zpty -n -w inner $\'\\x15\'; done',
    ];
    const shown = execFileSync('zsh', ['-f', '-c', outer.join('\n'), 'zsh', ...lines], {
      cwd: folder,
      env: environment,
      encoding: 'utf8',
    });
    return [...shown.matchAll(/<<(.*)>>/g)].map(([, line = '']) => line);
  }

  it('completes commands, flags, values and paths', () => {
    const lines = [
      ['valid', 'validate '],
      ['check --mo', 'check --mode='],
      ['check --mode v', 'check --mode validate '],
      ['check --mode=v', 'check --mode=validate '],
      ['check --config g', 'check --config gate.yml '],
      ['check --report-dir r', 'check --report-dir reports/'],
      ['check --account-id g', 'check --account-id g'],
      ['check --report-only=t', 'check --report-only=true '],
      ['merge g', 'merge gate.yml '],
      ['completion f', 'completion fish '],
    ].map((pair) => pair.map((line) => `access-policy-gate ${line}`));
    expect(completed(...lines.map(([typed = '']) => typed))).toEqual(lines.map(([, line]) => line));
  });
});

describe('completion fish', () => {
  /** What fish offers at the end of a line, without the descriptions. */
  function offered(line: string): string[] {
    const script = `source ./.fish; complete -C 'access-policy-gate ${line}'`;
    return execFileSync('fish', ['--no-config', '-c', script], {
      cwd: folder,
      env: environment,
      encoding: 'utf8',
    })
      .split('\n')
      .flatMap((offer) => offer.split('\t')[0] || [])
      .sort();
  }

  it.each([
    ['v', ['validate']],
    ['check --mo', ['--mode']],
    ['check --mode ', ['gate', 'merge', 'validate']],
    ['check --mode=v', ['--mode=validate']],
    ['check --config ', ['gate.yml', 'reports/']],
    ['check --report-dir ', ['reports/']],
    ['check --account-id ', []],
    ['check ', []],
    ['merge ', ['gate.yml', 'reports/']],
    ['completion ', ['bash', 'fish', 'powershell', 'zsh']],
  ])('offers what may follow "%s"', (line, offers) => {
    expect(offered(line)).toEqual(offers);
  });
});
