import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { CLI, NODE, ROOT, runCli } from '../support/built.ts';
import { blocksOf } from '../support/documents.ts';

const DOCUMENT = 'docs/how-to/install.md';
const blocks = blocksOf(DOCUMENT);
const scripts = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text);
const completions = scripts.filter((text) => text.includes(' completion '));

const home = mkdtempSync(join(tmpdir(), 'access-policy-gate-home-'));

afterAll(() => {
  rmSync(home, { recursive: true });
});

describe('docs/how-to/install.md', () => {
  it.each(completions.map((text) => ({ text })))(
    'has commands that write a script: $text',
    async ({ text }) => {
      const [, shell = ''] = / completion (\w+)/.exec(text) ?? [];
      const folder = join(home, String(readdirSync(home).length));
      const bin = join(folder, 'bin');
      mkdirSync(bin, { recursive: true });
      writeFileSync(join(bin, 'access-policy-gate'), `#!/bin/sh\nexec "${NODE}" "${CLI}" "$@"\n`, {
        mode: 0o755,
      });
      execFileSync('bash', ['--norc', '-euc', text], {
        env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, HOME: folder },
      });

      const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
        .filter(
          (entry) =>
            entry.isFile() &&
            /access-policy-gate(?:\.\w+)?$/.test(entry.name) &&
            !entry.parentPath.endsWith('bin'),
        )
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
      const { stdout } = await runCli(['completion', shell]);
      expect(files).toEqual([stdout]);
    },
  );

  it('says it for every shell that there is', async () => {
    const { stdout } = await runCli(['completion', '--help']);
    const [, choices = ''] = /choices: ([^)]*)\)/.exec(stdout.replaceAll(/\s+/g, ' ')) ?? [];
    const document = readFileSync(`${ROOT}${DOCUMENT}`, 'utf8');
    const told = [...document.matchAll(/ completion (\w+) >/g)].map(([, shell = '']) => shell);
    expect([...new Set(told)].sort()).toEqual(choices.replaceAll('"', '').split(', ').sort());
  });

  it('names the package as npm does, and one version', () => {
    const { name } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { name: string };
    const text = scripts.join('\n');
    const packages = [...text.matchAll(/(?<![\w-])([a-z-]+)-\d+\.\d+\.\d+\.tgz/g)];
    expect(packages.length).toBeGreaterThan(1);
    expect(new Set(packages.map(([, packed]) => packed))).toEqual(new Set([name]));
    const versions = [...readFileSync(`${ROOT}${DOCUMENT}`, 'utf8').matchAll(/\bv?(\d+\.\d+\.\d+)\b/g)];
    expect(new Set(versions.map(([, version]) => version)).size).toBe(1);
  });

  it('asks pre-commit for a hook that there is, with keys that it knows', () => {
    const hooks = parse(readFileSync(`${ROOT}.pre-commit-hooks.yaml`, 'utf8')) as { id: string }[];
    const asked = blocks
      .filter(({ language }) => language === 'yaml')
      .map(({ text }) => parse(text) as unknown);
    expect(asked).toEqual([
      {
        repos: [
          {
            repo: 'https://github.com/access-policy-gate/access-policy-gate',
            rev: expect.stringMatching(/^v\d+\.\d+\.\d+$/) as unknown,
            hooks: [{ id: hooks[0]?.id, files: expect.any(String) as unknown }],
          },
        ],
      },
    ]);
    const [, files = ''] = /files: (.*)/.exec(blocks.map(({ text }) => text).join('\n')) ?? [];
    expect(files).not.toBe('');
    for (const file of ['policies/grafana.json', '.github/access-policy-gate.yml'])
      expect(file).toMatch(new RegExp(files));
    expect('src/index.ts').not.toMatch(new RegExp(files));
  });
});
