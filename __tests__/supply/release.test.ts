import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { notesOf, prepare, problemsOf } from '../../.ci/releasable.js';
import { ROOT } from '../support/built.ts';

const manifest = (version: string): string => `${JSON.stringify({ name: 'gate', version }, undefined, 2)}\n`;
const lock = (version: string, own = version): string =>
  `${JSON.stringify({ name: 'gate', version, packages: { '': { name: 'gate', version: own } } }, undefined, 2)}\n`;
const source = (version: string): string => `/** The version. */\nexport const VERSION = '${version}';\n`;
const CHANGELOG =
  '# Changelog\n\n## Unreleased\n\n## 1.1.0 - 2026-12-01\n\n### Added\n\n- Something.\n\n## 1.0.0 - 2026-11-22\n\n- All.\n';

/** What 1.1.0 could be released from. */
const STATE = {
  manifest: manifest('1.1.0'),
  lock: lock('1.1.0'),
  source: source('1.1.0'),
  changelog: CHANGELOG,
  tags: ['v1', 'v1.0.0', 'nightly'],
};

describe('a release', () => {
  it('of a version on which everything agrees can be made', () => {
    expect(problemsOf('1.1.0', STATE)).toEqual([]);
  });

  it.each(['', '1.1', 'v1.1.0', '1.1.0-rc.1', '01.1.0', '1.1.0\n', '1.1.0; rm -rf /', '$(id)'])(
    'of %j is refused: it is no version',
    (version) => {
      expect(problemsOf(version, STATE)).toEqual([`${JSON.stringify(version)} is no version such as 1.2.3.`]);
    },
  );

  it.each([
    ['package.json', { manifest: manifest('1.0.0') }, /^package\.json says 1\.0\.0: run npm run release/],
    ['package-lock.json', { lock: lock('1.0.0', '1.1.0') }, /^package-lock\.json says 1\.0\.0/],
    [
      'the root of the lockfile',
      { lock: lock('1.1.0', '1.0.0') },
      /^package-lock\.json, of the package itself/,
    ],
    ['src/version.ts', { source: source('1.0.0') }, /^src\/version\.ts says 1\.0\.0/],
    ['a src/version.ts without one', { source: '' }, /^src\/version\.ts says undefined/],
  ])('is refused where %s has another version', (_, change, problem) => {
    expect(problemsOf('1.1.0', { ...STATE, ...change })).toEqual([expect.stringMatching(problem)]);
  });

  it.each([
    [
      'has no section for it',
      CHANGELOG.replace('## 1.1.0', '## 1.2.0'),
      ['has no section "## 1.1.0 - DATE"'],
    ],
    ['has one without a date', CHANGELOG.replace('1.1.0 - 2026-12-01', '1.1.0'), ['has the title "1.1.0"']],
    ['has one without entries', CHANGELOG.replace('- Something.\n', ''), ['lists nothing under 1.1.0']],
    ['has entries above it', CHANGELOG.replace('Unreleased\n', 'Unreleased\n\n- Late.\n'), ['as unreleased']],
    [
      'has another section above it',
      CHANGELOG.replace('## 1.1.0', '## 1.1.1 - 2026-12-02\n\n## 1.1.0'),
      ['must be next'],
    ],
    ['has nothing unreleased above it', CHANGELOG.replace('## Unreleased\n', ''), ['must begin with']],
  ])('is refused where the changelog %s', (_, changelog, problems) => {
    expect(changelog).not.toBe(CHANGELOG);
    expect(problemsOf('1.1.0', { ...STATE, changelog })).toEqual(
      problems.map((problem) => expect.stringContaining(problem)),
    );
  });

  it.each([
    ['the same', 'v1.1.0', /^v1\.1\.0 is released: a release never changes/],
    ['a newer one', 'v1.1.1', /^v1\.1\.1 is released, which is newer than 1\.1\.0/],
    ['a newer one by number and not by letter', 'v1.10.0', /^v1\.10\.0 is released/],
    ['one of the next major version', 'v2.0.0', /^v2\.0\.0 is released/],
  ])('is refused after %s', (_, tag, problem) => {
    expect(problemsOf('1.1.0', { ...STATE, tags: [...STATE.tags, tag] })).toEqual([
      expect.stringMatching(problem),
    ]);
  });

  it('names everything that speaks against it at once', () => {
    const tags = ['v1.1.0'];
    const state = {
      manifest: manifest('1.0.0'),
      lock: lock('1.0.0'),
      source: source('1.0.0'),
      changelog: '',
      tags,
    };
    expect(problemsOf('1.1.0', state)).toHaveLength(6);
  });

  it('has the notes of its own section', () => {
    expect(notesOf('1.1.0', CHANGELOG)).toBe('### Added\n\n- Something.\n');
    expect(notesOf('1.0.0', CHANGELOG)).toBe('- All.\n');
  });

  it('can be made of what was prepared for it', () => {
    const files = {
      manifest: manifest('1.1.0'),
      lock: lock('1.1.0'),
      source: source('1.1.0'),
      changelog: CHANGELOG.replace('Unreleased\n', 'Unreleased\n\n- New.\n'),
    };
    const prepared = prepare('1.2.0', '2027-01-02', files);
    expect(problemsOf('1.2.0', { ...prepared, tags: ['v1.1.0'] })).toEqual([]);
    expect(notesOf('1.2.0', prepared.changelog)).toBe('- New.\n');
    expect(prepared.manifest).toBe(manifest('1.2.0'));
  });
});

describe('this project', () => {
  const read = (name: string): string => readFileSync(`${ROOT}${name}`, 'utf8');

  it('can be released once its version is prepared', () => {
    const files = {
      manifest: read('package.json'),
      lock: read('package-lock.json'),
      source: read('src/version.ts'),
      changelog: read('CHANGELOG.md'),
    };
    const prepared = prepare('99.0.0', '2026-12-31', files);
    expect(problemsOf('99.0.0', { ...prepared, tags: [] })).toEqual([]);
    // Nothing but the version changes, so that the format of the files stays theirs.
    const { version } = JSON.parse(files.manifest) as { version: string };
    expect(prepared.manifest.replace('"version": "99.0.0"', `"version": "${version}"`)).toBe(files.manifest);
    expect(prepared.lock.replaceAll('"version": "99.0.0"', `"version": "${version}"`)).toBe(files.lock);
  });
});

describe('npm run release', () => {
  let folder: string;
  let work: string;
  let remote: string;

  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
      cwd: work,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(work, name)), { recursive: true });
    writeFileSync(join(work, name), text);
  };
  /** A commit of main with the version 1.1.0, or with other files. */
  const commit = (files: Readonly<Record<string, string>>): string => {
    for (const [name, text] of Object.entries(files)) write(name, text);
    git('add', '.');
    git('commit', '--quiet', '--message', 'Change');
    git('push', '--quiet', 'origin', 'HEAD:refs/heads/main');
    return git('rev-parse', 'HEAD');
  };
  const tagsOfRemote = (): Record<string, string> =>
    Object.fromEntries(
      git('ls-remote', '--tags', 'origin')
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split('\t').reverse() as [string, string]),
    );
  const run = (...args: readonly string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [join(work, '.ci/release.js'), ...args], { cwd: work, encoding: 'utf8' });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-release-'));
    work = join(folder, 'work');
    remote = join(folder, 'remote.git');
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
    execFileSync('git', ['init', '--quiet', '--initial-branch=main', work]);
    git('remote', 'add', 'origin', remote);
    for (const name of ['release.js', 'releasable.js']) cpSync(`${ROOT}.ci/${name}`, join(work, '.ci', name));
    commit({
      'package.json': STATE.manifest.replace('{\n', '{\n  "type": "module",\n'),
      'package-lock.json': STATE.lock,
      'src/version.ts': STATE.source,
      'CHANGELOG.md': CHANGELOG,
      '.github/workflows/release.yml': 'name: Release\n',
    });
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('check passes on the newest commit of main, and refuses the same version a second time', () => {
    expect(run('check', '1.1.0')).toMatchObject({ status: 0, stdout: '1.1.0 can be released.\n' });
    git('push', '--quiet', 'origin', 'HEAD:refs/tags/v1.1.0');
    expect(run('check', '1.1.0')).toMatchObject({
      status: 1,
      stderr: 'v1.1.0 is released: a release never changes, take the next version.\n',
    });
  });

  it('check sees a tag that is an object of its own', () => {
    git('tag', '--annotate', '--message', 'Release', 'v1.1.0');
    git('push', '--quiet', 'origin', 'v1.1.0');
    expect(run('check', '1.1.0').stderr).toMatch(/^v1\.1\.0 is released/);
  });

  it('check goes on where main has moved, but for a change of the workflows', () => {
    const released = git('rev-parse', 'HEAD');
    commit({ 'README.md': 'More.\n' });
    git('checkout', '--quiet', released);
    expect(run('check', '1.1.0').status).toBe(0);

    git('checkout', '--quiet', 'main');
    commit({ '.github/workflows/release.yml': 'name: Another\n' });
    git('checkout', '--quiet', released);
    expect(run('check', '1.1.0')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^The workflows of main have changed since this commit/) as unknown,
    });
  });

  it('notes prints the section', () => {
    expect(run('notes', '1.1.0').stdout).toBe('### Added\n\n- Something.\n');
    expect(run('notes', '9.9.9')).toMatchObject({ status: 1, stdout: '' });
  });

  it('prepare writes the version where it stands', () => {
    expect(run('prepare', '1.2.0').status).toBe(0);
    expect(git('diff', '--name-only').split('\n')).toEqual([
      'CHANGELOG.md',
      'package-lock.json',
      'package.json',
      'src/version.ts',
    ]);
    expect(readFileSync(join(work, 'CHANGELOG.md'), 'utf8')).toMatch(/^## 1\.2\.0 - \d{4}-\d\d-\d\d$/m);
  });

  it('move makes the tag of the major version, and moves it to the next one, plain', () => {
    const first = git('rev-parse', 'HEAD');
    git('push', '--quiet', 'origin', 'HEAD:refs/tags/v1.1.0');
    expect(run('move', '1.1.0')).toMatchObject({ status: 0, stdout: `v1 is at ${first}, as v1.1.0 is.\n` });
    expect(tagsOfRemote()).toEqual({ 'refs/tags/v1': first, 'refs/tags/v1.1.0': first });

    const second = commit({ 'README.md': 'More.\n' });
    git('push', '--quiet', 'origin', 'HEAD:refs/tags/v1.1.1');
    expect(run('move', '1.1.1').status).toBe(0);
    expect(tagsOfRemote()).toEqual({
      'refs/tags/v1': second,
      'refs/tags/v1.1.0': first,
      'refs/tags/v1.1.1': second,
    });
    expect(git('--git-dir', remote, 'cat-file', '-t', 'v1')).toBe('commit');
  });

  it('move does not move the tag back, nor to what is not released', () => {
    git(
      'push',
      '--quiet',
      'origin',
      'HEAD:refs/tags/v1.1.0',
      'HEAD:refs/tags/v1.2.0',
      'HEAD:refs/tags/v2.0.0',
    );
    expect(run('move', '1.1.0')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^v1 stays/) as unknown,
    });
    expect(run('move', '1.3.0')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^v1\.3\.0 is not at/) as unknown,
    });
    commit({ 'README.md': 'More.\n' });
    expect(run('move', '1.2.0')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^v1\.2\.0 is not at/) as unknown,
    });
    expect(Object.keys(tagsOfRemote())).toEqual(['refs/tags/v1.1.0', 'refs/tags/v1.2.0', 'refs/tags/v2.0.0']);

    expect(run('move', '2.0.0').status).toBe(1);
  });

  it.each([[[]], [['publish', '1.1.0']], [['constructor', '1.1.0']]])('says what there is on %j', (args) => {
    expect(run(...args)).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^Say one of prepare, /) as unknown,
    });
  });
});
