import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NODE, ROOT, runProgram } from '../support/built.ts';

/** What npm tells of a package that it packed. */
interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

const folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-package-'));
/** The folder of somebody who installs the package: empty, but for what the tests write. */
const place = join(folder, 'place');
const installed = join(place, 'node_modules/access-policy-gate');
const DIRECTORY = 'node_modules/access-policy-gate/examples/directory.yml';

/** An npm that has nothing in its cache, and finds nobody at the registry. */
const environment = {
  PATH: `${dirname(NODE)}${delimiter}${process.env['PATH'] ?? ''}`,
  HOME: folder,
  npm_config_cache: join(folder, 'cache'),
  npm_config_registry: 'http://127.0.0.1:9/',
  npm_config_update_notifier: 'false',
};

let packed: Packed;

beforeAll(() => {
  const npm = (cwd: string, ...args: readonly string[]): string =>
    execFileSync('npm', args, { cwd, env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  [packed] = JSON.parse(npm(ROOT, 'pack', '--json', '--pack-destination', folder)) as [Packed];
  mkdirSync(place);
  npm(
    place,
    'install',
    '--prefix',
    '.',
    '--offline',
    '--no-audit',
    '--no-fund',
    join(folder, packed.filename),
  );
  writeFileSync(
    join(place, 'gate.yml'),
    'version: 1\ntests:\n  - name: Grafana\n    policies: [{ policy: { name: Engineers, decision: allow, include: [{ email_domain: { domain: example.com } }] } }]\n    thresholds: { users_approved: { min: 1 } }\n',
  );
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the command that was installed, in the folder into which it was. */
const run = (...args: readonly string[]): ReturnType<typeof runProgram> =>
  runProgram(join(place, 'node_modules/.bin/access-policy-gate'), args, { cwd: place, environment });

describe('the package', () => {
  it('has the command line, its schemas, a directory for the emulator, and nothing else', () => {
    const bundle = readdirSync(`${ROOT}dist/cli`).map((name) => `dist/cli/${name}`);
    expect(packed.files.map(({ path }) => path).sort()).toEqual(
      [
        ...['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', 'examples/directory.yml'],
        ...['schema/config.schema.json', 'schema/report.schema.json'],
        ...bundle,
      ].sort(),
    );
  });

  it('has at most 1 MB, and 5 MB when it is installed', () => {
    expect(packed.size).toBeLessThanOrEqual(1_000_000);
    expect(packed.unpackedSize).toBeLessThanOrEqual(5_000_000);
  });

  it('has a command that can be run by itself', () => {
    expect(packed.files.find(({ path }) => path === 'dist/cli/index.js')?.mode).toBe(0o755);
    const [first] = readFileSync(join(installed, 'dist/cli/index.js'), 'utf8').split('\n');
    expect(first).toBe('#!/usr/bin/env node');
    // As it is committed, for whoever runs it from a clone.
    expect(statSync(`${ROOT}dist/cli/index.js`).mode & 0o111).toBe(0o111);
  });

  it('brings no other package with it', () => {
    expect(readdirSync(join(place, 'node_modules')).sort()).toEqual([
      '.bin',
      '.package-lock.json',
      'access-policy-gate',
    ]);
    const { dependencies, scripts = {} } = JSON.parse(
      readFileSync(join(installed, 'package.json'), 'utf8'),
    ) as {
      dependencies?: object;
      scripts?: Record<string, string>;
    };
    expect(dependencies).toBeUndefined();
    const atInstallation = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
    expect(atInstallation.filter((name) => name in scripts)).toEqual([]);
  });
});

describe('the installed command', () => {
  it('tells its version', async () => {
    const { version } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { version: string };
    expect(await run('--version')).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('checks on the emulator', async () => {
    const { exitCode, stdout } = await run('check', '--emulator', DIRECTORY, '--config', 'gate.yml');
    expect(stdout).toMatch(/^✅ Access policy gate passed: /);
    expect(exitCode).toBe(0);
  });

  it('validates', async () => {
    const { exitCode, stdout } = await run('validate', '--config', 'gate.yml');
    expect(stdout).toMatch(/^⏭️ Access policy gate skipped: the config and its policies are valid/);
    expect(exitCode).toBe(0);

    const missing = await run('validate');
    expect(missing.stderr).toMatch(/^error: .*access-policy-gate\.yml/);
    expect(missing.exitCode).toBe(2);
  });

  it('writes a first config that holds', async () => {
    const config = '.github/access-policy-gate.yml';
    const written = await run('init', '--emulator', DIRECTORY);
    expect(written.stdout).toContain(config);
    expect(written.exitCode).toBe(0);

    const { exitCode, stdout } = await run('check', '--emulator', DIRECTORY, '--config', config);
    expect(stdout).toMatch(/^✅ Access policy gate passed: /);
    expect(exitCode).toBe(0);
  }, 60_000);

  it('serves the emulator', async () => {
    const child = spawn(join(place, 'node_modules/.bin/access-policy-gate'), ['emulate', DIRECTORY], {
      cwd: place,
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = new Promise((resolve) => child.once('close', resolve));
    const line = await new Promise((resolve) => createInterface(child.stdout).once('line', resolve));
    expect(line).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/client\/v4$/);
    child.kill('SIGINT');
    expect(await closed).toBe(0);
  });

  it('is found by npx', async () => {
    const args = ['--no-install', 'access-policy-gate', 'validate', '--config', 'gate.yml'];
    const { exitCode, stdout } = await runProgram('npx', args, { cwd: place, environment });
    expect(stdout).toMatch(/^⏭️ /);
    expect(exitCode).toBe(0);
  });
});
