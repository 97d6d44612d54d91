import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DescribedCommand, renderCompletion } from '../../src/commands/completion.ts';
import { messagesOf } from '../../src/errors.ts';
import { type InputDefinition, INPUTS } from '../../src/inputDefinitions.ts';
import { parseInputs } from '../../src/inputs.ts';

type Option = DescribedCommand['options'][number];

/** A flag as commander describes it. */
function aFlag(flags: string, description = 'what it is for'): Option {
  return {
    flags,
    long: /--[\w-]+/.exec(flags)?.[0],
    description,
    required: flags.includes('<'),
    optional: flags.includes('['),
  };
}

function aCommand(name: string, command: Partial<DescribedCommand> = {}): DescribedCommand {
  return {
    name: () => name,
    description: () => `what ${name} does`,
    commands: [],
    options: [],
    registeredArguments: [],
    ...command,
  };
}

const PROGRAM = aCommand('access-policy-gate', {
  options: [aFlag('-V, --version')],
  commands: [
    aCommand('check', {
      options: [
        aFlag('--emulator <directory.yml>'),
        aFlag('--json'),
        aFlag('--account-id <value>'),
        aFlag('--config <value>'),
        aFlag('--mode <value>'),
        aFlag('--report-only [true|false]'),
        aFlag('--report-dir <value>'),
      ],
    }),
    aCommand('merge', {
      registeredArguments: [{ name: () => 'files' }],
      options: [aFlag('--comment <value>')],
    }),
    aCommand('completion', { registeredArguments: [{ name: () => 'shell', argChoices: ['bash', 'zsh'] }] }),
  ],
});

const CHECK_FLAGS = [
  ...[
    '--emulator',
    '--json',
    '--account-id',
    '--config',
    '--mode',
    '--report-only',
    '--report-dir',
    '--help',
  ],
];

const folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-completion-'));
const script = join(folder, 'completion.bash');

beforeAll(() => {
  writeFileSync(script, renderCompletion('bash', PROGRAM));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What bash is offered for the last of these words, which it has divided at `=`, too. */
function offered(...words: readonly string[]): string[] {
  const call =
    'set -u; source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _access_policy_gate; printf "%s\\n" "${COMPREPLY[@]-}"';
  return execFileSync('bash', ['--norc', '-c', call, 'bash', script, 'access-policy-gate', ...words], {
    cwd: folder,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean);
}

describe('the script for bash', () => {
  it.each([[['']], [['c']]])('offers the commands after %j', (words) => {
    const all = ['check', 'merge', 'completion', '--version', '--help'];
    expect(offered(...words)).toEqual(all.filter((name) => name.startsWith(words[0] ?? '')));
  });

  it.each([
    [['check', ''], CHECK_FLAGS],
    [
      ['check', '--re'],
      ['--report-only', '--report-dir'],
    ],
    [
      ['check', '--json', '--re'],
      ['--report-only', '--report-dir'],
    ],
    [['check', '--mode', 'merge', '--he'], ['--help']],
    [['check', '--config', 'merge', '--he'], ['--help']],
    [
      ['merge', '--'],
      ['--comment', '--help'],
    ],
    [['--ver'], ['--version']],
  ])('offers the flags after %j', (words, flags) => {
    expect(offered(...words)).toEqual(flags);
  });

  it.each([
    [
      ['check', '--mode', ''],
      ['gate', 'validate', 'merge'],
    ],
    [['check', '--mode', 'va'], ['validate']],
    [
      ['check', '--mode', '='],
      ['gate', 'validate', 'merge'],
    ],
    [['check', '--mode', '=', 'm'], ['merge']],
    [['check', '--mode=m'], ['--mode=merge']],
    [['check', '--report-only', 't'], ['true']],
    [['check', '--report-only', '--j'], ['--json']],
    [['merge', 'report.json', '--comment', 'on'], ['on-failure']],
    [['completion', 'z'], ['zsh']],
  ])('offers the values after %j', (words, values) => {
    expect(offered(...words)).toEqual(values);
  });

  it.each([
    [['check', '--account-id', '']],
    [['check', '--config', '']],
    [['check', '--emulator', 'x']],
    [['check', '--report-dir', '']],
    [['merge', '']],
    [['chekc', '--mode', '']],
    [['check', '--mode', 'x']],
  ])('offers no word of its own after %j', (words) => {
    expect(offered(...words)).toEqual([]);
  });

  it.each(['$(touch seen)', '`touch seen`', '; touch seen', "'; touch seen '", '"$(touch seen)"', '*'])(
    'evaluates nothing of %j',
    (text) => {
      for (const words of [
        [text],
        ['check', text],
        ['check', '--config', text, ''],
        ['check', '--mode', text],
      ]) {
        offered(...words);
      }
      expect(existsSync(join(folder, 'seen'))).toBe(false);
    },
  );
});

describe('a description', () => {
  const hostile = `it's [a] "b" \\ $(id) ${'long '.repeat(30)}`;
  const program = aCommand('access-policy-gate', {
    commands: [aCommand('check', { description: () => hostile, options: [aFlag('--json', hostile)] })],
  });

  it('is one shell word in zsh, and one specification of a flag', () => {
    const text = renderCompletion('zsh', program);
    expect(text).toContain(String.raw`'--json[it'\''s \[a\] "b" \\ $(id) long`);
    expect(text).toMatch(/long …\]' \\$/m);
  });

  it('is one word in fish', () => {
    expect(renderCompletion('fish', program)).toMatch(
      / -l json -d 'it\\'s \[a\] "b" \\\\ \$\(id\) long .* …'$/m,
    );
  });

  it.each(['zsh', 'fish'] as const)('is short in %s', (shell) => {
    for (const line of renderCompletion(shell, program).split('\n')) expect(line.length).toBeLessThan(160);
  });
});

describe('the script for PowerShell', () => {
  const text = renderCompletion('powershell', PROGRAM);

  it('has the commands, the flags and the values', () => {
    expect(text).toContain("'' { @('check', 'merge', 'completion', '--version', '--help') }");
    expect(text).toContain("'check --mode' { @('gate', 'validate', 'merge') }");
    expect(text).toContain("'check --config' { @() }");
    expect(text).toContain("'merge' { if ($wordToComplete.StartsWith('-')) { @('--comment', '--help') } }");
    expect(text).toContain("'completion' { @('bash', 'zsh', '--help') }");
  });

  it('closes what it opens', () => {
    for (const [opening = '', closing = ''] of [
      ['{', '}'],
      ['(', ')'],
      ['[', ']'],
    ]) {
      expect(text.split(opening)).toHaveLength(text.split(closing).length);
    }
    for (const line of text.split('\n')) expect(line.split("'").length % 2).toBe(1);
  });
});

describe('the words of an input', () => {
  const definitions: readonly InputDefinition[] = INPUTS;

  /** The words that the gate names where it was given none of them. */
  function wordsNamed(name: string): string[] | undefined {
    try {
      parseInputs({ 'api-token': 'token', 'account-id': '0'.repeat(32), [name]: 'x' }, {}, '/workspace');
    } catch (error) {
      const [, words] =
        new RegExp(`^${name}: .* is none of (.*)\\.$`, 'm').exec(messagesOf(error).join('\n')) ?? [];
      return words?.split(', ').sort();
    }
    return undefined;
  }

  it.each(definitions.map(({ name, words }) => ({ name, words })))(
    '$name are those that it takes',
    ({ name, words }) => {
      expect(wordsNamed(name)).toEqual(words?.toSorted());
    },
  );
});
