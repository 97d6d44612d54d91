import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../support/built.ts';
import { licensedIn } from '../support/licences.ts';

type Versions = Readonly<Record<string, string>>;

/** An entry of the lockfile, by the folder that it is installed into. */
interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
const REGISTRY = 'https://registry.npmjs.org/';

const read = (name: string): string => readFileSync(`${ROOT}${name}`, 'utf8');

const manifest = JSON.parse(read('package.json')) as Record<'devDependencies' | 'overrides', Versions>;
const declared = manifest.devDependencies;
const lock = JSON.parse(read('package-lock.json')) as {
  lockfileVersion: number;
  packages: Record<string, Locked & Partial<typeof manifest>>;
};
const locked = Object.entries(lock.packages).filter(([folder]) => folder !== '');

/** The packages in one of the bundles; that the files name all of them, the tests of the build hold. */
const bundled = ['dist/licenses.txt', 'dist/cli/licenses.txt'].flatMap((name) => licensedIn(read(name)));

const foldersOf = (entries: typeof locked): string[] => entries.map(([folder]) => folder);

describe('package.json', () => {
  it('has nothing installed beside this package: what it needs is in the bundles', () => {
    const kinds = ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies'];
    expect(kinds.filter((kind) => kind in manifest)).toEqual([]);
    expect(Object.keys(declared).filter((name) => bundled.includes(name))).toContain('undici');
  });

  it.each(Object.entries(declared))('asks for exactly one version of %s', (_, version) => {
    expect(version).toMatch(EXACT);
  });

  it.each(Object.entries(manifest.overrides))('overrides %s with exactly one version', (_, version) => {
    expect(version.startsWith('$') ? declared[version.slice(1)] : version).toMatch(EXACT);
  });
});

describe('.npmrc', () => {
  const settings = read('.npmrc').split('\n');

  it('has npm write exact versions', () => {
    expect(settings).toContain('save-exact=true');
  });

  it('has npm run no script of a package that it installs', () => {
    expect(settings).toContain('ignore-scripts=true');
  });
});

describe('package-lock.json', () => {
  it('is of version 3, for what package.json asks for', () => {
    expect(lock.lockfileVersion).toBe(3);
    expect(lock.packages['']).toMatchObject({
      devDependencies: manifest.devDependencies,
    });
    const others = Object.entries(declared).filter(
      ([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version,
    );
    expect(others).toEqual([]);
  });

  it('has a hash for every package', () => {
    expect(locked.length).toBeGreaterThan(100);
    expect(
      foldersOf(locked.filter(([, { integrity = '' }]) => !/^sha512-[\w+/]{86}==$/.test(integrity))),
    ).toEqual([]);
  });

  it('names no source but the public registry', () => {
    const elsewhere = locked.filter(
      ([, { resolved, link, version = '' }]) =>
        !(resolved ?? REGISTRY).startsWith(REGISTRY) || link === true || !EXACT.test(version),
    );
    expect(foldersOf(elsewhere)).toEqual([]);
  });

  it('has nothing in the bundles that would run a script when it is installed', () => {
    const scripts = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    const nameOf = (folder: string): string => folder.replace(/.*node_modules\//, '');
    expect(bundled.length).toBeGreaterThan(10);
    expect(foldersOf(scripts).filter((folder) => bundled.includes(nameOf(folder)))).toEqual([]);
    // What has one works without: its binary is a package of its own. Another one is to be looked at.
    expect(foldersOf(scripts)).toEqual([
      'node_modules/@parcel/watcher',
      'node_modules/esbuild',
      'node_modules/unrs-resolver',
    ]);
  });

  it('is accepted by npm ci, which installs every package of it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-ci-'));
    try {
      for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
        copyFileSync(`${ROOT}${name}`, join(folder, name));
      }
      const said = execFileSync('npm', ['ci', '--dry-run', '--offline', '--loglevel', 'notice'], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(said).toMatch(/added \d+ packages/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
