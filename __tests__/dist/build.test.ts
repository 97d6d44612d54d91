import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACTION, CLI, ROOT } from '../support/built.ts';
import { licensedIn } from '../support/licences.ts';

const folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-dist-'));
const rebuilt = join(folder, 'dist');

beforeAll(() => {
  const env = { ...process.env, DIST: rebuilt, STATS: folder };
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, env, stdio: 'pipe' });
}, 300_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The files below a folder, by their path in it. */
function filesBelow(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** What webpack says of a module; one that was made of several has those. */
interface Module {
  readonly nameForCondition?: string | null;
  readonly modules?: readonly Module[];
}

/** The packages whose modules are in a bundle, as webpack says. */
function packagesOf(bundle: string): string[] {
  const { modules } = JSON.parse(readFileSync(join(folder, `${bundle}.json`), 'utf8')) as {
    modules: readonly Module[];
  };
  const files = modules.flatMap((module) => [module, ...(module.modules ?? [])]);
  const names = files.flatMap(({ nameForCondition }) => {
    const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(nameForCondition ?? '') ?? [];
    return name ?? [];
  });
  return [...new Set(names)].sort();
}

describe('dist/', () => {
  it('is what src/ builds', () => {
    const [committed, built] = [filesBelow(join(ROOT, 'dist')), filesBelow(rebuilt)];
    expect([...committed.keys()]).toEqual([...built.keys()]);
    const stale = [...built].filter(([name, text]) => committed.get(name) !== text).map(([name]) => name);
    // `npm run build` mends it.
    expect(stale).toEqual([]);
  });

  it.each([
    { bundle: 'action', licences: 'licenses.txt' },
    { bundle: 'cli', licences: 'cli/licenses.txt' },
  ])(
    'has a permissive licence, with its holder, for each package in the bundle $bundle',
    ({ bundle, licences }) => {
      expect(packagesOf(bundle)).toContain('undici');
      expect(licensedIn(readFileSync(join(rebuilt, licences), 'utf8'))).toEqual(packagesOf(bundle));
    },
  );

  it('has an action that a reviewer can read: at most 2.5 MB, not minified', () => {
    const text = readFileSync(ACTION, 'utf8');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2_500_000);
    expect(text.split('\n').length).toBeGreaterThan(50_000);
  });

  it('has a command line of which each start loads at most 1.3 MB', () => {
    expect(statSync(CLI).size).toBeLessThanOrEqual(1_300_000);
  });

  it('has an action that loads the reader of plans only when there is one', () => {
    expect(readFileSync(ACTION, 'utf8')).not.toMatch(/src\/policies\/plan\w+\.ts|src\/lint\/plan\.ts/);
  });

  it('has an action without the emulator and the command line', () => {
    const text = readFileSync(ACTION, 'utf8');
    expect(text).toContain('src/gate.ts');
    expect(text).not.toMatch(/src\/emulator\/|src\/cli\.ts|node_modules\/commander/);
  });
});
