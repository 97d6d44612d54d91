import { type Dispatcher } from '../../src/access/dispatcher.ts';
import { type Clock, type Files, type World } from '../../src/world.ts';
import { memoryFiles } from './files.ts';

/** A clock that stands still but for sleepers: when nothing else happens, the next of them wakes at once. */
export interface VirtualClock extends Clock {
  /** Lets time pass without anybody sleeping. */
  advance(ms: number): void;
  /** The sleeps that were asked for, in milliseconds. */
  readonly sleeps: readonly number[];
}

export function virtualClock(start = new Date('2026-11-21T12:00:00Z')): VirtualClock {
  let nowMs = 0;
  const sleeps: number[] = [];
  const sleepers: { wakeMs: number; wake: () => void }[] = [];

  const wakeNext = (): void => {
    sleepers.sort((a, b) => a.wakeMs - b.wakeMs);
    const next = sleepers.shift();
    if (next === undefined) return;
    nowMs = Math.max(nowMs, next.wakeMs);
    next.wake();
  };

  return {
    sleeps,
    now: () => new Date(start.getTime() + nowMs),
    elapsedMs: () => nowMs,
    advance(ms) {
      nowMs += ms;
    },
    sleep(ms, signal) {
      sleeps.push(ms);
      return new Promise((resolve, fail) => {
        signal.throwIfAborted();
        const abort = (): void => {
          fail(signal.reason as Error);
        };
        // A signal may outlast thousands of sleeps.
        const wake = (): void => {
          signal.removeEventListener('abort', abort);
          resolve();
        };
        signal.addEventListener('abort', abort, { once: true });
        sleepers.push({ wakeMs: nowMs + ms, wake });
        setImmediate(wakeNext);
      });
    },
  };
}

/** A world in memory. Its log keeps the lines, its random number is always the same, and nothing interrupts it. */
export interface TestWorld extends World {
  readonly clock: VirtualClock;
  readonly lines: readonly string[];
  readonly dispatcher: Dispatcher;
}

export function aWorld(
  dispatcher: Dispatcher,
  overrides: { files?: Files; clock?: VirtualClock; interrupted?: AbortSignal; random?: () => number } = {},
): TestWorld {
  const lines: string[] = [];
  const write = (kind: string) => (line: string) => {
    lines.push(`${kind}: ${line}`);
  };
  return {
    clock: virtualClock(),
    files: memoryFiles({}),
    random: () => 0,
    interrupted: new AbortController().signal,
    ...overrides,
    dispatcher,
    connect: () => Promise.resolve(dispatcher),
    connectGitHub: () => Promise.reject(new Error('This run asks nothing of GitHub.')),
    lines,
    log: { debug: write('debug'), info: write('info'), progress: write('progress') },
  };
}
