import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../support/built.ts';
import { foreignCodeIn } from '../support/imports.ts';

const files = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ file: `src/${name}`, text: readFileSync(`${ROOT}src/${name}`, 'utf8') }));

describe('src/', () => {
  it('starts no process, makes no code of text and imports nothing by a computed path', () => {
    expect(files.length).toBeGreaterThan(100);
    const foreign = files.flatMap(({ file, text }) =>
      foreignCodeIn(file, text).map((what) => `${file}:${what}`),
    );
    expect(foreign).toEqual([]);
  });
});

describe('foreign code', () => {
  it.each([
    ["import { execFile } from 'node:child_process';", '1: node:child_process'],
    ["import cp from 'child_process';", '1: child_process'],
    ["export * from 'node:vm';", '1: node:vm'],
    ["const { run } = await import('node:inspector/promises');", '1: node:inspector/promises'],
    ["const vm = process.getBuiltinModule('vm');", '1: getBuiltinModule'],
    ["const vm = process[name]('node:vm');", '1: node:vm'],
    ['\nconst two = eval("1 + 1");', '2: eval'],
    ['const two = globalThis.eval("1 + 1");', '1: eval'],
    ["const two = new Function('return 2');", '1: Function'],
    ["const two = Function('return 2')();", '1: Function'],
    ["const fs = require('fs');", '1: require'],
    ['const plugin = await import(name);', '1: import of a computed path'],
    ['const plugin = await import(`./${name}.ts`);', '1: import of a computed path'],
  ])('is found in %s', (text, ...found) => {
    expect(foreignCodeIn('sample.ts', text)).toEqual(found);
  });

  it.each([
    "const plan = await import('./plan.ts');",
    "import { join } from 'node:path';",
    'const rules = policy.require.map(check);',
  ])('is not in %s', (text) => {
    expect(foreignCodeIn('sample.ts', text)).toEqual([]);
  });
});
