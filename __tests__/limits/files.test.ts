import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, realpath, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readInWorkspace } from '../../src/workspace.ts';
import { createWorld, type Files, type World } from '../../src/world.ts';

const SECRET = 'name: secret\n';
const LIMIT = 1000;

let root: string;
let world: World;
let files: Files;

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'files-test-')));
  const log = { debug: () => undefined, info: () => undefined, progress: () => undefined };
  world = createWorld(log, new AbortController().signal, root);
  files = world.files;
  await mkdir(join(root, 'workspace', 'policies'), { recursive: true });
  await mkdir(join(root, 'outside'));
  await writeFile(join(root, 'outside', 'a.yml'), SECRET);
  await writeFile(join(root, 'workspace', 'policies', 'a.yml'), 'name: a\n');
  const linkTo = (target: string, name: string) => symlink(target, join(root, 'workspace', name));
  await linkTo('policies/a.yml', 'link.yml');
  await linkTo('link.yml', 'chain.yml');
  await linkTo('chain-out-2.yml', 'chain-out.yml');
  await linkTo('../outside/a.yml', 'chain-out-2.yml');
  await linkTo('../outside', 'folder');
  await linkTo('loop.yml', 'loop.yml');
  await linkTo('/etc/passwd', 'passwd.yml');
  await linkTo('/dev/zero', 'zero.yml');
  await linkTo('/proc/self/environ', 'environ.yml');
  await linkTo('gone.yml', 'dangling.yml');
  execFileSync('mkfifo', [join(root, 'workspace', 'pipe.yml')]);
  await linkTo('pipe.yml', 'link-to-pipe.yml');
});

afterAll(async () => {
  await rm(root, { recursive: true });
});

const read = (path: string, from = files) => readInWorkspace(join(root, 'workspace'), path, from, LIMIT);

const OUT_BY_LINK = 'is a symbolic link that leads out of the workspace: put the file itself there.';
const ABSENT = 'does not exist: correct its path.';
const NO_FILE = 'is a pipe or a device: give a file.';
const OUT = 'leads out of the workspace: move it inside.';

describe('a path of the workspace', () => {
  it.each(['policies/a.yml', './policies//a.yml', 'policies/../policies/a.yml', 'link.yml', 'chain.yml'])(
    '%s is read',
    async (path) => {
      expect(await read(path)).toMatchObject({ kind: 'text', text: 'name: a\n' });
    },
  );

  it.each([
    ['chain-out.yml', OUT_BY_LINK],
    ['folder/a.yml', OUT_BY_LINK],
    ['folder/../outside/a.yml', ABSENT],
    ['policies/../folder/a.yml', OUT_BY_LINK],
    ['passwd.yml', OUT_BY_LINK],
    ['zero.yml', OUT_BY_LINK],
    ['environ.yml', OUT_BY_LINK],
    ['loop.yml', 'is a symbolic link that leads back to itself.'],
    ['dangling.yml', ABSENT],
    ['pipe.yml', NO_FILE],
    ['link-to-pipe.yml', NO_FILE],
    ['policies', 'is a folder: name a file in it.'],
    ['policies/', 'is a folder: name a file in it.'],
    ['.', 'is a folder: name a file in it.'],
    ['../outside/a.yml', OUT],
    ['policies/../../outside/a.yml', OUT],
    ['/etc/passwd', 'has an absolute path: give it relative to the workspace.'],
    ['/dev/stdin', 'has an absolute path: give it relative to the workspace.'],
    ['~/a.yml', ABSENT],
    ['$HOME/a.yml', ABSENT],
    ['C:\\Windows\\a.yml', ABSENT],
    ['..\\outside\\a.yml', ABSENT],
    ['policies/A.YML', ABSENT],
    ['file:///etc/passwd', ABSENT],
    ['policies/a.yml/b', ABSENT],
    ['policies/a.yml\0', 'has a NUL character in its path: remove it.'],
    ['x'.repeat(300), 'has a name that is too long: shorten it.'],
    ['x/'.repeat(50_000), 'has a path of more than 4,096 characters: shorten it.'],
  ])('%j is refused', async (path, reason) => {
    const found = await read(path);
    expect(found).toMatchObject({ kind: 'problem', message: expect.stringContaining(reason) });
  });
});

describe('what is read is what was looked up', () => {
  /** The real files, with something done between the look and the reading. */
  const meanwhile = (change: () => Promise<void>): Files => ({
    ...files,
    readText: async (path, maxBytes) => {
      await change();
      return files.readText(path, maxBytes);
    },
  });

  it('though the file becomes a link', async () => {
    const path = join(root, 'workspace', 'swapped.yml');
    await writeFile(path, 'name: a\n');
    const swap = async () => {
      await rm(path);
      await symlink('../outside/a.yml', path);
    };
    expect(await read('swapped.yml', meanwhile(swap))).toMatchObject({
      kind: 'problem',
      message: expect.stringContaining('was exchanged or written to while it was read'),
    });
  });

  it('though a folder above it becomes a link', async () => {
    const folder = join(root, 'workspace', 'swapped');
    await mkdir(folder);
    await writeFile(join(folder, 'a.yml'), 'name: a\n');
    const swap = async () => {
      await rename(folder, `${folder}-away`);
      await symlink('../outside', folder);
    };
    expect(await read('swapped/a.yml', meanwhile(swap))).toMatchObject({
      kind: 'problem',
      message: expect.stringContaining('was exchanged or written to while it was read'),
    });
  });
});

describe('a file', () => {
  const write = async (name: string, bytes: string | Buffer) => {
    await writeFile(join(root, 'workspace', name), bytes);
    return read(name);
  };

  it('of as many bytes as it may have is read', async () => {
    expect(await write('full.yml', 'é'.repeat(LIMIT / 2))).toMatchObject({ kind: 'text' });
  });

  it('of one byte more is refused', async () => {
    expect(await write('long.yml', 'x'.repeat(LIMIT + 1))).toMatchObject({
      message: 'The file "long.yml" is larger than 1 MiB, the most that is read.',
    });
  });

  it('of a terabyte without content is refused at once', async () => {
    const path = join(root, 'workspace', 'sparse.yml');
    await writeFile(path, '');
    await truncate(path, 2 ** 40);
    expect(await read('sparse.yml')).toMatchObject({ kind: 'problem' });
  });

  it.each([
    ['a broken sequence of bytes', Buffer.from([0x61, 0xc3, 0x28])],
    ['an overlong form', Buffer.from([0xc0, 0xaf])],
    ['half of a surrogate pair', Buffer.from([0xed, 0xa0, 0x80])],
    ['Latin-1', Buffer.from('name: Müller', 'latin1')],
    ['UTF-16 with a byte order mark', Buffer.from('\ufeffname: a', 'utf16le')],
  ])('with %s is refused, because what it says would be another policy', async (_, bytes) => {
    expect(await write('encoded.yml', bytes)).toMatchObject({
      message: expect.stringContaining('is not written in UTF-8'),
    });
  });

  it('that another name also has is read', async () => {
    await link(join(root, 'workspace', 'policies', 'a.yml'), join(root, 'workspace', 'hard.yml'));
    expect(await read('hard.yml')).toMatchObject({ kind: 'text' });
  });

  it('of the system, which has content but no size, is refused', async () => {
    await expect(files.readText('/proc/version', LIMIT)).rejects.toMatchObject({ code: 'ESTALE' });
  });
});
