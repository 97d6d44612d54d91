import { execFile, spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { CLI, NODE, ROOT } from '../support/built.ts';
import { aTerminal } from '../support/screen.ts';

const CHECK = ['check', '--emulator', 'examples/directory.yml', '--config', 'examples/lockout.yml'];
/** Enough for the lines of the log, and too few for some of the report. */
const COLUMNS = 100;

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
      expect(exitCode).toBe(1);
      expect(sent).toMatch(/\[1\/2\] Grafana {2}.*█+░+.* \d+ % {2}processing, \d s/);
      const shown = shownOf(sent);
      expect(shown[0]).toMatch(/^Grafana: policy test [0-9a-f]{64} was started\.$/);
      expect(shown.join('\n')).not.toMatch(/[█░]/);
      expect(shown.filter((line) => line.includes('processing'))).toEqual([]);
    });

    it('shows signs in colour, and goes on below where the report is wider than the terminal', async () => {
      const { sent } = await runInTerminal(CHECK);
      expect(sent).toContain('\u001b[31m❌ Access policy gate failed\u001b[39m: ');
      expect(sent).toContain('   \u001b[31m✗\u001b[39m the on-call engineer in Germany is blocked;');
      const [report = ''] = shownOf(sent.slice(sent.indexOf('❌')))
        .join('\n')
        .split('\nReport: ');
      expect(report).toMatch(
        /^❌ Access policy gate failed: .* at most 0\n {3}expected \(and 3 more findings\)\n/,
      );
    });

    it('shows no colours where NO_COLOR says so', async () => {
      const { sent } = await runInTerminal(CHECK, { NO_COLOR: '1' });
      expect(sent).toContain('❌ Access policy gate failed: ');
      expect(sent).not.toMatch(/\p{Cc}\[\d*m/u);
    });

    it.each([
      ['that can only add text', { TERM: 'dumb' }],
      ['of a runner', { CI: 'true' }],
    ])('writes plain lines to one %s', async (_, environment) => {
      const { exitCode, sent } = await runInTerminal([...CHECK, '--json'], environment);
      expect(exitCode).toBe(1);
      expect(sent).not.toContain('\u001b');
      expect(sent).not.toMatch(/[█░]/);
    });
  });
}
