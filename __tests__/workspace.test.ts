import { expect, test } from '@jest/globals';
import { resolveInWorkspace } from '../src/workspace.ts';
import { memoryFiles } from './support/files.ts';

const files = memoryFiles(
  { '/workspace/policies/a.json': '{}', '/workspace/..a.json': '{}', '/secrets/b.json': '{}' },
  {
    '/workspace/link.json': '/workspace/policies/a.json',
    '/workspace/leak.json': '/secrets/b.json',
    '/workspace/leaks': '/secrets',
    '/home/workspace': '/workspace',
  },
);

test.each([
  ['policies/a.json', '/workspace/policies/a.json', 'policies/a.json'],
  ['./policies/../policies/a.json', '/workspace/policies/a.json', 'policies/a.json'],
  ['..a.json', '/workspace/..a.json', '..a.json'],
  ['link.json', '/workspace/policies/a.json', 'link.json'],
])('finds %s', async (path, absolute, shown) => {
  expect(await resolveInWorkspace('/workspace', path, files)).toEqual({ kind: 'inside', absolute, shown });
});

test('finds a file of a workspace that is a symbolic link itself', async () => {
  expect(await resolveInWorkspace('/home/workspace', 'policies/a.json', files)).toMatchObject({
    kind: 'inside',
    absolute: '/workspace/policies/a.json',
  });
});

test.each([
  ['../secrets/b.json', 'leads out of the workspace: move it inside'],
  ['policies/../../secrets/b.json', 'leads out of the workspace: move it inside'],
  ['..', 'leads out of the workspace: move it inside'],
  ['/workspace/policies/a.json', 'has an absolute path: give it relative to the workspace'],
  ['leak.json', 'is a symbolic link that leads out of the workspace: put the file itself there'],
  ['leaks/b.json', 'is a symbolic link that leads out of the workspace: put the file itself there'],
  ['leaks/none.json', 'does not exist: correct its path'],
])('refuses %s', async (path, reason) => {
  const message = `The file "${path}" ${reason}.`;
  expect(await resolveInWorkspace('/workspace', path, files)).toEqual({ kind: 'problem', message });
});

test('says why the system refuses a file', async () => {
  const refusing = (code: string) => ({
    ...files,
    realPath: () => Promise.reject(Object.assign(new Error(code), { code })),
  });
  const reasons = await Promise.all(
    ['EACCES', 'ELOOP', 'EIO'].map((code) => resolveInWorkspace('/workspace', 'a', refusing(code))),
  );
  expect(reasons).toEqual([
    { kind: 'problem', message: 'The file "a" may not be read: check its permissions.' },
    { kind: 'problem', message: 'The file "a" is a symbolic link that leads back to itself.' },
    { kind: 'problem', message: 'The file "a" cannot be read (EIO).' },
  ]);
});

test('lets a bug through as it is', async () => {
  const broken = { ...files, realPath: () => Promise.reject(new TypeError('a bug')) };
  await expect(resolveInWorkspace('/workspace', 'a', broken)).rejects.toThrow('a bug');
});
