import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program and what it is started with; of this process's environment it gets the path only. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Where it runs; here, if it does not matter. */
  readonly folder?: string;
}

/** A program that ran to its end. */
export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** From before it was started until it was gone. */
  readonly ms: number;
}

/** The processes of a measurement. */
export interface Children {
  /** Runs a program to its end. @throws Error when it ends otherwise than with exit code 0 */
  run(program: Program): Promise<Ended>;
  /** Starts a program that serves; the first line that it prints. @throws Error when it ends before it */
  serve(program: Program): Promise<{ readonly line: string; readonly stop: () => Promise<void> }>;
  /** Ends all that still run. */
  stopAll(): void;
}

/** Bounds what is kept of an error's output. */
const SHOWN_CHARACTERS = 2_000;

export function createChildren(): Children {
  const running = new Set<ChildProcess>();

  function start({ command, args, environment = {}, folder = '.' }: Program) {
    const child = spawn(command, args, {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    const closed = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    }).finally(() => running.delete(child));
    return { child, output, closed };
  }

  return {
    async run(program) {
      const startedMs = performance.now();
      const { child, output, closed } = start(program);
      // When the process is gone, and not when this one has come to read the last of its output.
      let endedMs = NaN;
      child.once('exit', () => (endedMs = performance.now()));
      const exitCode = await closed;
      if (exitCode !== 0) throw endedBadly(program, exitCode, output);
      return { ...output, ms: endedMs - startedMs };
    },

    async serve(program) {
      const { child, output, closed } = start(program);
      const lines = createInterface(child.stdout);
      const line = await Promise.race([
        new Promise<string>((resolve) => lines.once('line', resolve)),
        closed.then((exitCode) => {
          throw endedBadly(program, exitCode, output);
        }),
      ]);
      return {
        line,
        async stop() {
          child.kill();
          await closed;
        },
      };
    },

    stopAll() {
      for (const child of running) child.kill();
    },
  };
}

function endedBadly(
  { command, args }: Program,
  exitCode: number | null,
  { stdout, stderr }: { stdout: string; stderr: string },
): Error {
  const how = exitCode === null ? 'was ended' : `ended with ${String(exitCode)}`;
  const said = `${stdout}\n${stderr}`.trim().slice(-SHOWN_CHARACTERS);
  return new Error(`${[command, ...args].join(' ')} ${how}:\n${said}`);
}
