import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What was built, in dist/ or where DIST says. */
const DIST = resolve(ROOT, process.env['DIST'] ?? 'dist');
export const ACTION = join(DIST, 'index.js');
export const CLI = join(DIST, 'cli', 'index.js');

/** The Node that runs what was built: another than that of the tests where RUNNER_NODE names one. */
export const NODE = process.env['RUNNER_NODE'] ?? process.execPath;

/** What a program said, and how it ended. */
export interface Ended {
  readonly exitCode: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

interface Surroundings {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the built command line to its end, with nothing of this process's environment but the path. */
export function runCli(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  return runProgram(NODE, [CLI, ...args], surroundings);
}

/** Runs a program to its end, with nothing of this process's environment but the path. */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd = ROOT, environment = {} }: Surroundings = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], ...environment };
    execFile(program, args, { cwd, env }, (error, stdout, stderr) => {
      resolve({ exitCode: error?.code ?? 0, stdout, stderr });
    });
  });
}
