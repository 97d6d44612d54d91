import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../support/built.ts';

type Versions = Readonly<Record<string, string>>;

/** An entry of the lockfile, by the folder that it is installed into. */
interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
const REGISTRY = 'https://registry.npmjs.org/';

const read = (name: string): string => readFileSync(`${ROOT}${name}`, 'utf8');

const manifest = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies' | 'overrides',
  Versions
>;
const declared: Versions = { ...manifest.devDependencies, ...manifest.dependencies };
const lock = JSON.parse(read('package-lock.json')) as {
  lockfileVersion: number;
  packages: Record<string, Locked & Partial<typeof manifest>>;
};
const locked = Object.entries(lock.packages).filter(([folder]) => folder !== '');

const foldersOf = (entries: typeof locked): string[] => entries.map(([folder]) => folder);

describe('package.json', () => {
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
      dependencies: manifest.dependencies,
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
    expect(foldersOf(scripts.filter(([, { dev }]) => dev !== true))).toEqual([]);
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
