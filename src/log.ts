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

/** The control sequence that empties the line the cursor is on. */
const CLEAR_LINE = '\r\u001b[2K';

/** A log for a terminal: progress is one line that changes in place, above which other lines scroll away. */
export function createTerminalLog(
  write: (text: string) => void,
  columns: () => number,
): Omit<Log, 'debug'> & { end(): void } {
  let shown = false;
  return {
    info(line) {
      write(`${CLEAR_LINE}${line}\n`);
      shown = false;
    },
    progress(line) {
      // A line that wraps could not be emptied again.
      write(
        `${CLEAR_LINE}${Array.from(line)
          .slice(0, columns() - 1)
          .join('')}`,
      );
      shown = true;
    },
    end() {
      if (shown) write(CLEAR_LINE);
      shown = false;
    },
  };
}
