import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import {
  access,
  constants,
  type FileHandle,
  mkdir,
  mkdtemp,
  open,
  realpath,
  rename,
  rm,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createConcealment } from './access/concealment.ts';
import { type Dispatcher } from './access/dispatcher.ts';
import { type GitHubClient, type GitHubConnection } from './github/client.ts';
import { type Step } from './steps.ts';

/** Everything impure, in one object, so that a test can stand in for all of it. */
export interface World {
  readonly clock: Clock;
  readonly files: Files;
  /**
   * Where HTTP to Cloudflare goes.
   *
   * @throws InputError as of `createDispatcher`
   */
  readonly connect: () => Promise<Dispatcher>;
  readonly connectGitHub: (connection: GitHubConnection) => Promise<GitHubClient>;
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
  /**
   * The text of a file whose path has no symbolic links, as of `realPath`. Errors as of `node:fs`; their codes also say
   * that it has more than `maxBytes` (`EFBIG`), is not UTF-8 (`EILSEQ`), is a pipe or a device (`EINVAL`), or was
   * exchanged or written to meanwhile (`ESTALE`).
   */
  readText(path: string, maxBytes: number): Promise<string>;
  /**
   * Writes a file into a folder that is there. It takes the place of what is there, whole or not at all; a symbolic
   * link is replaced and not followed.
   */
  writeText(path: string, text: string): Promise<void>;
  /** Writes a new file into a folder that is there; `EEXIST` where there is something of that name, be it a link. */
  createText(path: string, text: string): Promise<void>;
  /** Removes a file, or a symbolic link. */
  removeFile(path: string): Promise<void>;
  /** Makes a folder, and those above it, where it is missing; an error when it cannot be written to. */
  makeFolder(path: string): Promise<void>;
  /** A new folder of its own for the files of this run. */
  makeTemporaryFolder(): Promise<string>;
  /** The path with symbolic links resolved; errors as of `node:fs`. */
  realPath(path: string): Promise<string>;
}

export interface Log {
  debug(line: string): void;
  info(line: string): void;
  /**
   * What goes on right now, where lines stay: one is told now and then, and only when `state` is another than that of
   * the last one told.
   */
  progress(line: string, state: string): void;
  /** The same, where somebody watches it change; undefined when what was told of until then is over. */
  step?(step: Step | undefined): void;
}

/** The real world; `temporaryRoot` is where temporary folders go. */
export function createWorld(log: Log, interrupted: AbortSignal, temporaryRoot: string): World {
  return {
    clock,
    files: createFiles(temporaryRoot),
    // With the HTTP client, a part of the bundle of its own, which only a run that asks something loads.
    async connect() {
      const { createDispatcher } = await import('./access/dispatcher.ts');
      return createDispatcher();
    },
    // Another one, which only a run about a pull request loads.
    async connectGitHub(connection) {
      const { connectGitHub } = await import('./github/connection.ts');
      return connectGitHub(connection, { interrupted, conceal: createConcealment([connection.token]) });
    },
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

/** The files of this machine. */
export function createFiles(temporaryRoot: string): Files {
  return {
    async readText(path, maxBytes) {
      const file = await openFile(path);
      try {
        const text = await readOpen(file, maxBytes);
        await checkPlace(file, path);
        return text;
      } finally {
        await file.close();
      }
    },
    writeText: replaceFile,
    createText: createFile,
    removeFile: (path) => unlink(path),
    async makeFolder(path) {
      await makeFolders(path);
      await access(path, constants.W_OK);
    },
    makeTemporaryFolder: () => mkdtemp(join(temporaryRoot, 'access-policy-gate-')),
    realPath: (path) => realpath(path),
  };
}

async function replaceFile(path: string, text: string): Promise<void> {
  // In the same folder, because a file is renamed only on its own disk.
  const draft = join(dirname(path), `.access-policy-gate-${randomUUID()}`);
  try {
    // Fails where there is something of that name, be it a link.
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function createFile(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}

/**
 * Makes a folder and those above it. Node's own recursion never ends where the system says of a folder that is there
 * that it is missing, as below /proc.
 */
async function makeFolders(path: string): Promise<void> {
  const make = async (): Promise<boolean> => {
    try {
      await mkdir(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      const found = await stat(path).catch(() => undefined);
      if (!found?.isDirectory()) throw error;
    }
    return true;
  };
  if (await make()) return;
  if (dirname(path) !== path) await makeFolders(dirname(path));
  if (!(await make())) throw withCode('ENOENT');
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    // Opening a pipe would wait for somebody to write to it.
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ELOOP' ? withCode('ESTALE') : error;
  }
}

async function readOpen(file: FileHandle, maxBytes: number): Promise<string> {
  const found = await file.stat();
  if (found.isDirectory()) throw withCode('EISDIR');
  // What is no file has no size, and need not end.
  if (!found.isFile()) throw withCode('EINVAL');
  if (found.size > maxBytes) throw withCode('EFBIG');
  // One more byte than there should be shows that somebody writes to it, or that it is none of a disk.
  const bytes = Buffer.allocUnsafe(found.size + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length);
    length += bytesRead;
    if (bytesRead === 0 || length > found.size) break;
  }
  if (length !== found.size) throw withCode('ESTALE');
  const content = bytes.subarray(0, length);
  // Otherwise each wrong byte would silently become a character that is not in the file.
  if (!isUtf8(content)) throw withCode('EILSEQ');
  // Decoded in one go: a long text that is joined from pieces takes its memory twice.
  return content.toString('utf8');
}

/** That the open file is the one at `path`, and that no folder of it was exchanged for a link after it was looked up. */
async function checkPlace(file: FileHandle, path: string): Promise<void> {
  const [opened, there, real] = await Promise.all([file.stat(), stat(path), realpath(path)]);
  if (real !== path || opened.ino !== there.ino || opened.dev !== there.dev) throw withCode('ESTALE');
}

function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}
