import { execFile, spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { CLI, NODE, ROOT } from '../support/built.ts';
import { aTerminal } from '../support/screen.ts';

const CHECK = ['check', '--emulator', 'examples/directory.yml', '--config', 'examples/safe.yml'];
const COLUMNS = 70;

/** Of util-linux, which gives a process a terminal. */
const HAS_SCRIPT = spawnSync('script', ['--version']).status === 0;

/** What a terminal was sent while the command line ran, to its end or until a signal. */
function runInTerminal(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ exitCode: number | string; sent: string }> {
  return new Promise((resolve) => {
    const words = [NODE, CLI, ...args].map((word) => `'${word}'`).join(' ');
    const command = `stty cols ${String(COLUMNS)} rows 30; exec ${words}`;
    const env = { PATH: process.env['PATH'], TERM: 'xterm-256color', ...environment };
    execFile('script', ['-qefc', command, '/dev/null'], { cwd: ROOT, env }, (error, sent) => {
      resolve({ exitCode: error?.code ?? 0, sent });
    });
  });
}

/** What stands on the terminal in the end. */
function shownOf(sent: string): string[] {
  const terminal = aTerminal(COLUMNS);
  terminal.write(sent.replaceAll(/\p{Cc}\[\d*m/gu, ''));
  return terminal.lines();
}

if (HAS_SCRIPT) {
  describe('check in a terminal', () => {
    it('draws bars while it waits, and leaves nothing of them behind', async () => {
      const { exitCode, sent } = await runInTerminal(CHECK);
      expect(exitCode).toBe(0);
      expect(sent).toMatch(/\[1\/2\] Grafana {2}.*█+░+.* \d+ % {2}processing, \d s/);
      const shown = shownOf(sent);
      expect(shown[0]).toMatch(/^Grafana: policy test [0-9a-f]{64} was started\.$/);
      expect(shown.join('\n')).not.toMatch(/[█░]/);
      expect(shown.filter((line) => line.includes('processing'))).toEqual([]);
    });

    it('shows signs in colour, and no line that is wider than the terminal but for ids', async () => {
      const { sent } = await runInTerminal(CHECK);
      expect(sent).toContain('\u001b[32m✅ Access policy gate passed\u001b[39m: ');
      const report = sent.slice(sent.indexOf('✅')).split('\nReport: ')[0] ?? '';
      const lines = report.replaceAll(/\p{Cc}\[\d*m/gu, '').split('\r\n');
      expect(lines.length).toBeGreaterThan(5);
      expect(lines.filter((line) => line.length > COLUMNS && !/[0-9a-f]{64}/.test(line))).toEqual([]);
    });

    it('shows no colours where NO_COLOR says so', async () => {
      const { sent } = await runInTerminal(CHECK, { NO_COLOR: '1' });
      expect(sent).toContain('✅ Access policy gate passed: ');
      expect(sent).not.toMatch(/\p{Cc}\[\d*m/u);
    });

    it.each([
      ['that can only add text', { TERM: 'dumb' }],
      ['of a runner', { CI: 'true' }],
    ])('writes plain lines to one %s', async (_, environment) => {
      const { exitCode, sent } = await runInTerminal([...CHECK, '--json'], environment);
      expect(exitCode).toBe(0);
      expect(sent).not.toContain('\u001b');
      expect(sent).not.toMatch(/[█░]/);
    });
  });
}
