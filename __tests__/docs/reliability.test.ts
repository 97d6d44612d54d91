import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { ECHOES } from '../scenarios/faults/echoes.ts';
import { MATRIX } from '../scenarios/faults/matrix.ts';
import { ROOT } from '../support/built.ts';
import { HOSTILE } from '../support/hostile.ts';

const LOGINS = 3;

/** The rows of the table of what was tried, each as its cells. */
const rows = readFileSync(`${ROOT}docs/reliability.md`, 'utf8')
  .split('\n')
  .filter((line) => /^\| .*`npm run /.test(line))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );

const scripts = Object.keys(
  (JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { scripts: object }).scripts,
);
const tests = readdirSync(`${ROOT}__tests__`, { recursive: true, encoding: 'utf8' });

/** How many tests `npm run jest -- PATTERNS` has; none of them is run. */
async function countTests(patterns: readonly string[]): Promise<number> {
  const jest = ['--experimental-vm-modules', `${ROOT}node_modules/jest/bin/jest.js`, '--json'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...jest, '--testNamePattern', 'a name that none has', ...patterns],
    { cwd: ROOT },
  );
  return (JSON.parse(stdout) as { numTotalTests: number }).numTotalTests;
}

describe('what is said to have been tried', () => {
  it.each([
    ['faults of answers', Object.values(MATRIX).flat().length],
    ['places where the token', ECHOES.length * LOGINS],
    ['hostile texts', HOSTILE.length],
    ['the same texts in every renderer', HOSTILE.length],
  ])('is as much as the tests have: %s', (what, count) => {
    const found = rows.filter(([name]) => name?.startsWith(what));
    expect(found.map(([, tried]) => tried)).toEqual([count.toLocaleString('en-US')]);
  });

  it('is as much as the tests have: events that start a run', async () => {
    const [, tried, ...others] = rows.find(([name]) => name === 'events that start a run') ?? [];
    const [, patterns = ''] = /^`npm run jest -- (.+)`$/.exec(others.at(-1) ?? '') ?? [];
    expect(await countTests(patterns.split(' '))).toBe(Number(tried));
  }, 120_000);

  it('can be tried again by commands that there are', () => {
    const commands = rows.flatMap((cells) => [
      ...(cells.at(-1) ?? '').matchAll(/`npm run ([\w:]+)(?: -- ([^`]+))?`/g),
    ]);
    expect(commands.length).toBeGreaterThanOrEqual(rows.length);
    for (const [, script = '', patterns = ''] of commands) {
      expect(scripts).toContain(script);
      for (const pattern of patterns.split(' ').filter(Boolean)) {
        expect(tests.filter((file) => `__tests__/${file}`.includes(pattern))).not.toEqual([]);
      }
    }
  });
});
