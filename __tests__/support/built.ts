import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The root of the project, and what was built in it. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const ACTION = fileURLToPath(new URL('../../dist/index.js', import.meta.url));
export const CLI = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));

/** The Node that runs what was built: another than that of the tests where RUNNER_NODE names one. */
export const NODE = process.env['RUNNER_NODE'] ?? process.execPath;

/** Runs the built command line to its end, with nothing of this process's environment but the path. */
export function runCli(
  args: readonly string[],
  { cwd = ROOT, environment = {} }: { cwd?: string; environment?: Record<string, string> } = {},
): Promise<{ exitCode: number | string; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], ...environment };
    execFile(NODE, [CLI, ...args], { cwd, env }, (error, stdout, stderr) => {
      resolve({ exitCode: error?.code ?? 0, stdout, stderr });
    });
  });
}
