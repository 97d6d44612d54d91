import { mkdir, mkdtemp, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createDispatcher, type Dispatcher } from './access/dispatcher.ts';

/** Everything impure, in one object, so that a test can stand in for all of it. */
export interface World {
  readonly clock: Clock;
  readonly files: Files;
  /** Where HTTP goes. */
  readonly dispatcher: Dispatcher;
  readonly log: Log;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Aborted when the run is to end early (SIGINT, SIGTERM). */
  readonly interrupted: AbortSignal;
}

export interface Clock {
  /** The time of day: for dates and reports, never for durations. */
  now(): Date;
  /** Milliseconds since an arbitrary moment; never goes back, whatever happens to the time of day. */
  elapsedMs(): number;
  /** Resolves after `ms`, or rejects as soon as `signal` is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export interface Files {
  /** The text of a file; errors as of `node:fs`, and one with the code `EFBIG` past `maxBytes`. */
  readText(path: string, maxBytes: number): Promise<string>;
  /** Writes a file, making its folder where that is missing. */
  writeText(path: string, text: string): Promise<void>;
  /** A new folder of its own for the files of this run. */
  makeTemporaryFolder(): Promise<string>;
  /** The path with symbolic links resolved; errors as of `node:fs`. */
  realPath(path: string): Promise<string>;
}

export interface Log {
  debug(line: string): void;
  info(line: string): void;
  /** What goes on right now; a terminal shows only the latest. */
  progress(line: string): void;
}

/** The real world; `temporaryRoot` is where temporary folders go. */
export function createWorld(log: Log, interrupted: AbortSignal, temporaryRoot: string): World {
  return {
    clock,
    files: createFiles(temporaryRoot),
    dispatcher: createDispatcher(),
    log,
    random: Math.random,
    interrupted,
  };
}

export const clock: Clock = {
  now: () => new Date(),
  elapsedMs: () => performance.now(),
  sleep: (ms, signal) => delay(ms, undefined, { signal }),
};

function createFiles(temporaryRoot: string): Files {
  return {
    async readText(path, maxBytes) {
      const found = await stat(path);
      // A pipe or a device has no size, and need not end.
      if (!found.isFile() && !found.isDirectory()) throw withCode('EINVAL');
      if (found.size > maxBytes) throw withCode('EFBIG');
      return readFile(path, 'utf8');
    },
    async writeText(path, text) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    },
    makeTemporaryFolder: () => mkdtemp(join(temporaryRoot, 'access-policy-gate-')),
    realPath: (path) => realpath(path),
  };
}

function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}
