import { type Clock, type Log } from './world.ts';

/** A line about progress at most this often, where lines stay. */
const PROGRESS_EVERY_MS = 10_000;

/** A log whose lines stay, as in a runner or a file: progress is told now and then. */
export function createLineLog(
  write: (line: string) => void,
  clock: Pick<Clock, 'elapsedMs'>,
): Omit<Log, 'debug'> {
  let toldMs = clock.elapsedMs();
  let told = '';
  return {
    info: write,
    progress(line, state) {
      const nowMs = clock.elapsedMs();
      if (state === told || nowMs - toldMs < PROGRESS_EVERY_MS) return;
      toldMs = nowMs;
      told = state;
      write(line);
    },
  };
}
