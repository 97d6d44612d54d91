import cliProgress, { type MultiBar } from 'cli-progress';
import { withoutCommands } from './report/command.ts';
import { labelOf, renderStep } from './stepLine.ts';
import { type Step } from './steps.ts';
import { type Clock, type Log } from './world.ts';

/** A terminal that somebody watches. */
export type Terminal = NodeJS.WritableStream & { readonly columns?: number };

/** How wide a terminal is that does not say. */
const USUAL_COLUMNS = 80;

/** How often the bars are drawn, a second. */
const FRAMES = 5;

/** The latest of one policy test, and when it was told. */
interface Shown {
  step: Step;
  toldMs: number;
}

/**
 * A log for a terminal: a bar for each policy test that is under way, above which other lines scroll away. Nothing of
 * the bars is left once it ended, nor are any drawn then.
 */
export function createTerminalLog(
  terminal: Terminal,
  clock: Pick<Clock, 'elapsedMs'>,
): Omit<Log, 'debug'> & { readonly end: () => void } {
  const shown = new Map<string, Shown>();
  let bars: MultiBar | undefined;
  let isOver = false;

  const format = (_: unknown, __: unknown, { step, toldMs }: Shown): string => {
    const labels = [...shown.values()].map((each) => labelOf(each.step));
    return renderStep(step, clock.elapsedMs() - toldMs, terminal.columns || USUAL_COLUMNS, labels);
  };

  const draw = (): void => {
    if (isOver || shown.size === 0) return;
    bars = new cliProgress.MultiBar({
      format,
      stream: terminal,
      fps: FRAMES,
      clearOnComplete: true,
      // Lines that are too long are cut; a terminal that was told not to wrap would stay so if the process were killed.
      linewrap: true,
      // Signals are the command's, which ends the log.
      gracefulExit: false,
    });
    for (const each of shown.values()) bars.create(1, 0, each);
    bars.update();
  };

  const clear = (): void => {
    bars?.stop();
    bars = undefined;
  };

  return {
    info(line) {
      clear();
      terminal.write(`${withoutCommands(line)}\n`);
      draw();
    },
    progress: () => undefined,
    step(step) {
      if (step === undefined) {
        shown.clear();
        clear();
        return;
      }
      const known = shown.get(step.name);
      const toldMs = clock.elapsedMs();
      if (known !== undefined) {
        Object.assign(known, { step, toldMs });
        return;
      }
      shown.set(step.name, { step, toldMs });
      clear();
      draw();
    },
    end() {
      isOver = true;
      clear();
    },
  };
}
