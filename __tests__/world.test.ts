import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clock, createWorld, type Files, type World } from '../src/world.ts';
import { rejectionOf } from './support/access.ts';

const log = { debug: () => undefined, info: () => undefined, progress: () => undefined };
const interrupted = new AbortController().signal;

let root: string;
let world: World;
let files: Files;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'world-test-'));
  world = createWorld(log, interrupted, root);
  files = world.files;
});

afterAll(async () => {
  await rm(root, { recursive: true });
});

describe('the real world', () => {
  it('has the log and the signal that it was given', () => {
    expect(world.log).toBe(log);
    expect(world.interrupted).toBe(interrupted);
  });

  it('has a random number from 0 to 1', () => {
    const numbers = Array.from({ length: 100 }, () => world.random());

    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    expect(new Set(numbers).size).toBeGreaterThan(1);
  });
});

describe('the real clock', () => {
  it('tells the time of day', () => {
    const before = Date.now();
    const now = clock.now().getTime();

    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('counts on while it sleeps', async () => {
    const before = clock.elapsedMs();

    await clock.sleep(5, interrupted);

    // A timer may fire a millisecond early.
    expect(clock.elapsedMs() - before).toBeGreaterThanOrEqual(4);
  });

  it('wakes at once when its sleep is aborted', async () => {
    const stop = new AbortController();
    const sleep = clock.sleep(60 * 60_000, stop.signal);
    stop.abort();

    expect(await rejectionOf(sleep)).toMatchObject({ name: 'AbortError' });
  });

  it('does not sleep when that was aborted before', async () => {
    expect(await rejectionOf(clock.sleep(60 * 60_000, AbortSignal.abort()))).toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('files', () => {
  it('are read as UTF-8, up to the limit of bytes', async () => {
    const path = join(root, 'umlauts.txt');
    await writeFile(path, 'Grüße');

    expect(await files.readText(path, 7)).toBe('Grüße');
    expect(await rejectionOf(files.readText(path, 6))).toMatchObject({ code: 'EFBIG' });
  });

  it.each([
    ['missing', 'ENOENT', 'missing.txt'],
    ['a folder', 'EISDIR', '.'],
  ])('cannot be read when %s: %s', async (_, code, name) => {
    expect(await rejectionOf(files.readText(join(root, name), 1024 * 1024))).toMatchObject({ code });
  });

  it('are written into a folder that was made with those above it', async () => {
    const path = join(root, 'a', 'b', 'report.json');

    await files.makeFolder(join(root, 'a', 'b'));
    await files.writeText(path, 'first');
    await files.writeText(path, 'second');

    expect(await readFile(path, 'utf8')).toBe('second');
  });

  it('cannot be written below a file', async () => {
    const file = join(root, 'file.txt');
    await writeFile(file, '');

    expect(await rejectionOf(files.writeText(join(file, 'report.json'), ''))).toMatchObject({
      code: expect.stringMatching(/^(ENOTDIR|EEXIST)$/) as unknown,
    });
  });

  it('take the place of a symbolic link, and leave alone what it leads to', async () => {
    const folder = await mkdtemp(join(root, 'links-'));
    const [victim, link] = [join(folder, 'victim'), join(folder, 'summary.md')];
    await writeFile(victim, 'precious');
    await symlink(victim, link);

    await files.writeText(link, 'the summary');

    expect(await readFile(victim, 'utf8')).toBe('precious');
    expect(await readFile(link, 'utf8')).toBe('the summary');
    expect((await readdir(folder)).sort()).toEqual(['summary.md', 'victim']);
  });

  it('are created where nothing is, be it a link that leads nowhere', async () => {
    const folder = await mkdtemp(join(root, 'new-'));
    const [path, link] = [join(folder, 'gate.yml'), join(folder, 'link.yml')];
    await symlink(join(folder, 'nowhere'), link);

    await files.createText(path, 'first');

    expect(await rejectionOf(files.createText(path, 'second'))).toMatchObject({ code: 'EEXIST' });
    expect(await rejectionOf(files.createText(link, 'second'))).toMatchObject({ code: 'EEXIST' });
    expect(await readFile(path, 'utf8')).toBe('first');
    expect((await readdir(folder)).sort()).toEqual(['gate.yml', 'link.yml']);
  });

  it('leave nothing behind when they cannot be written', async () => {
    const folder = await mkdtemp(join(root, 'taken-'));
    await mkdir(join(folder, 'report.json'));

    expect(await rejectionOf(files.writeText(join(folder, 'report.json'), 'text'))).toMatchObject({
      code: 'EISDIR',
    });
    expect(await readdir(folder)).toEqual(['report.json']);
  });

  it('are removed themselves, and not what they lead to', async () => {
    const folder = await mkdtemp(join(root, 'removed-'));
    const [target, link] = [join(folder, 'target'), join(folder, 'link')];
    await writeFile(target, '');
    await symlink(target, link);

    await files.removeFile(link);

    expect(await readdir(folder)).toEqual(['target']);
    expect(await rejectionOf(files.removeFile(link))).toMatchObject({ code: 'ENOENT' });
  });

  it('of a run go to a new folder each time, below the given one', async () => {
    const folders = await Promise.all([files.makeTemporaryFolder(), files.makeTemporaryFolder()]);

    expect(new Set(folders).size).toBe(2);
    for (const folder of folders) {
      expect(dirname(folder)).toBe(root);
      expect(basename(folder)).toMatch(/^access-policy-gate-/);
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it('have a real path behind their links', async () => {
    const [target, link] = [join(root, 'target.yml'), join(root, 'link.yml')];
    await writeFile(target, '');
    await symlink(target, link);

    expect(await files.realPath(link)).toBe(await files.realPath(target));
    expect(await rejectionOf(files.realPath(join(root, 'missing.yml')))).toMatchObject({ code: 'ENOENT' });
  });
});
