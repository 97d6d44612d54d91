import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { checkIsNew, checkIsWritable, writeConfig } from '../src/configFile.ts';
import { InputError } from '../src/errors.ts';
import { createFiles } from '../src/world.ts';
import { rejectionOf } from './support/access.ts';

const files = createFiles(tmpdir());

function aFolder(): string {
  return mkdtempSync(join(tmpdir(), 'access-policy-gate-config-'));
}

async function messageOf(promise: Promise<unknown>): Promise<string> {
  const error = await rejectionOf(promise);
  expect(error).toBeInstanceOf(InputError);
  return (error as Error).message;
}

it('is written where nothing is, into a folder that is made for it', async () => {
  const folder = aFolder();
  const path = join(folder, 'new', '.github', 'gate.yml');

  await checkIsNew(path, files);
  await checkIsWritable(path, files);
  expect(readdirSync(folder)).toEqual([]);
  await writeConfig(path, 'version: 1\n', files);

  expect(readFileSync(path, 'utf8')).toBe('version: 1\n');
});

it('is written over nothing: a file, a folder, a link, or a link to nowhere', async () => {
  const folder = aFolder();
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('file.yml'), 'mine');
  mkdirSync(at('folder.yml'));
  symlinkSync(at('file.yml'), at('link.yml'));
  symlinkSync(at('nowhere'), at('loose.yml'));

  for (const name of ['file.yml', 'folder.yml', 'link.yml']) {
    expect(await messageOf(checkIsNew(at(name), files))).toBe(
      `"${at(name)}" is there already, and nothing is written over it: choose another file with --output, or remove it.`,
    );
  }
  for (const name of ['file.yml', 'folder.yml', 'link.yml', 'loose.yml']) {
    expect(await messageOf(checkIsWritable(at(name), files))).toContain('is there already');
    expect(await messageOf(writeConfig(at(name), 'version: 1\n', files))).toContain('is there already');
  }
  expect(readFileSync(at('file.yml'), 'utf8')).toBe('mine');
  expect(readdirSync(folder).sort()).toEqual(['file.yml', 'folder.yml', 'link.yml', 'loose.yml']);
});

it('cannot be written below a file', async () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'file'), '');
  const path = join(folder, 'file', 'gate.yml');
  const message = `"${path}" could not be written (ENOTDIR): choose another file with --output.`;

  expect(await messageOf(checkIsNew(path, files))).toBe(message);
  expect(await messageOf(checkIsWritable(path, files))).toBe(message);
  expect(await messageOf(writeConfig(path, '', files))).toContain('could not be written');
});

it('is not tried where nothing can be made', async () => {
  expect(await messageOf(checkIsWritable('/proc/new/gate.yml', files))).toBe(
    '"/proc/new/gate.yml" could not be written (ENOENT): choose another file with --output.',
  );
});
