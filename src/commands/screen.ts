import picocolors from 'picocolors';
import { type Screen } from '../report/line.ts';

/** What is asked of a stream of this process. */
interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** With fewer columns, text over many short lines is no easier to read. */
const MIN_COLUMNS = 40;

/**
 * Whether somebody watches what is written to a stream as it changes: a terminal, but none that can only add text, and
 * none of a runner, which keeps every state of it.
 */
export function isWatched({ isTTY }: Stream, { TERM, CI }: Environment): boolean {
  return isTTY === true && TERM !== 'dumb' && ['', 'false', undefined].includes(CI);
}

/**
 * How a report is shown on a stream. Colours are for terminals, unless NO_COLOR (https://no-color.org) says no, or
 * FORCE_COLOR (https://force-color.org) says so of other streams, too; what is no terminal gets its lines whole.
 */
export function screenOf(stream: Stream, environment: Environment): Screen {
  const { green, red, yellow, dim } = picocolors.createColors(hasColors(stream, environment));
  const paints = { good: green, bad: red, doubtful: yellow, accepted: dim };
  return {
    paint: (text, tone) => paints[tone](text),
    // Of a terminal that was given no size, Node says 0.
    columns: stream.isTTY === true ? Math.max(MIN_COLUMNS, stream.columns || Infinity) : Infinity,
  };
}

/** An empty variable says nothing. */
function hasColors({ isTTY }: Stream, { NO_COLOR, FORCE_COLOR, TERM }: Environment): boolean {
  if (NO_COLOR) return false;
  // As chalk and Node take it, https://nodejs.org/api/cli.html#force_color1-2-3
  if (FORCE_COLOR) return !['0', 'false'].includes(FORCE_COLOR);
  return isTTY === true && TERM !== 'dumb';
}
