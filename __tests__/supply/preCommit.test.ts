import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { INPUTS } from '../../src/inputDefinitions.ts';
import { ROOT, runProgram } from '../support/built.ts';

/** A hook as pre-commit reads it: https://pre-commit.com/#new-hooks */
interface Hook {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly language: string;
  readonly entry: string;
  readonly files: string;
  readonly pass_filenames: boolean;
}

const hooks = parse(readFileSync(`${ROOT}.pre-commit-hooks.yaml`, 'utf8')) as readonly Hook[];
const [hook] = hooks as [Hook];
const [program = '', ...args] = hook.entry.split(' ');

const folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-hook-'));
mkdirSync(join(folder, '.github'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the hook as pre-commit does: the file of its clone, in the repository of the commit, without names of files. */
const runHook = (config: string): ReturnType<typeof runProgram> => {
  writeFileSync(join(folder, '.github/access-policy-gate.yml'), config);
  return runProgram(join(ROOT, program), args, { cwd: folder });
};

const policy = '{ name: All, decision: allow, include: [{ email_domain: { domain: example.com } }] }';

describe('.pre-commit-hooks.yaml', () => {
  it('has one hook, which needs nothing installed and gets no names of files', () => {
    expect(hooks).toHaveLength(1);
    expect(hook).toMatchObject({
      id: 'access-policy-gate-validate',
      language: 'script',
      pass_filenames: false,
    });
  });

  it('has an entry that git hands out as a program', () => {
    const [mode] = execFileSync('git', ['ls-files', '--stage', program], {
      cwd: ROOT,
      encoding: 'utf8',
    }).split(' ');
    expect(mode).toBe('100755');
  });

  it('looks at the config where it is by default, and at nothing else', () => {
    const config = INPUTS.find(({ name }) => name === 'config');
    const files = new RegExp(hook.files);
    expect(files.test(config && 'default' in config ? config.default : '')).toBe(true);
    for (const other of [
      '.github/workflows/ci.yml',
      '.github/access-policy-gate.yaml',
      'docs/.github/access-policy-gate.yml',
      '.github/access-policy-gate.yml.bak',
    ]) {
      expect(files.test(other)).toBe(false);
    }
  });
});

describe('the hook', () => {
  it('lets a good config pass', async () => {
    const { exitCode } = await runHook(
      `version: 1\ntests: [{ name: A, policies: [{ policy: ${policy} }], thresholds: { users_blocked: { max: 9 } } }]\n`,
    );
    expect(exitCode).toBe(0);
  });

  it('stops a bad one, and says where', async () => {
    const { exitCode, stderr } = await runHook(`version: 1\ntests: [{ name: A, policy: ${policy} }]\n`);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: \.github\/access-policy-gate\.yml:2:\d+: /);
  });
});
