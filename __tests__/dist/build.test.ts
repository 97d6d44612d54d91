import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ACTION, ROOT } from '../support/built.ts';

/** The files below a folder, by their path in it. */
function filesBelow(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    names.filter((name) => statSync(join(folder, name)).isFile()).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

describe('dist/', () => {
  it('is what src/ builds', () => {
    const rebuilt = mkdtempSync(join(tmpdir(), 'access-policy-gate-dist-'));
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, env: { ...process.env, DIST: rebuilt }, stdio: 'pipe' });
    const [committed, built] = [filesBelow(join(ROOT, 'dist')), filesBelow(rebuilt)];
    expect([...committed.keys()]).toEqual([...built.keys()]);
    const stale = [...built].filter(([name, text]) => committed.get(name) !== text).map(([name]) => name);
    // `npm run build` mends it.
    expect(stale).toEqual([]);
  }, 120_000);

  it('has an action that a reviewer can read: at most 2.5 MB, not minified', () => {
    const text = readFileSync(ACTION, 'utf8');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2_500_000);
    expect(text.split('\n').length).toBeGreaterThan(50_000);
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
