import { widthOf } from '../screenWidth.ts';
import { oneLine } from '../untrusted.ts';
import { withoutCommands } from './command.ts';

/** What a sign says of what is beside it. */
export type Tone = 'good' | 'bad' | 'doubtful' | 'accepted';

/** A line that a sign begins. */
export interface SignedLine {
  /** Blanks before the sign. */
  readonly indent?: string;
  readonly sign: string;
  readonly tone: Tone;
  /** How much of the text is in the colour of the sign, in characters; none of it by default. */
  readonly lead?: number;
  readonly text: string;
}

export type Line = string | SignedLine;

/** What shows the lines of a report. */
export interface Screen {
  /** Puts the colour of a tone on a text. */
  readonly paint: (text: string, tone: Tone) => string;
  /** What does not fit into so many goes on below. */
  readonly columns: number;
}

/** A log, a file, or a pipe. */
export const PLAIN_SCREEN: Screen = { paint: (text) => text, columns: Infinity };

/** How much farther than the line itself its rest is indented. */
const HANG = 2;

/**
 * Lines as text for a screen. What others wrote in them is no command of a runner and no control sequence of a terminal:
 * colours are put on afterwards, and none is ever left on at the end of a line.
 */
export function renderLines(lines: readonly Line[], screen: Screen): string {
  return lines.map((line) => renderLine(line, screen)).join('\n');
}

function renderLine(line: Line, { paint, columns }: Screen): string {
  if (typeof line === 'string') {
    const indent = line.length - line.trimStart().length;
    return wrap(withoutCommands(oneLine(line)), indent + HANG, columns).join('\n');
  }
  const { indent = '', sign, tone, lead = 0, text } = line;
  const begin = `${indent}${sign} `;
  const [first = '', ...rest] = wrap(withoutCommands(oneLine(begin + text)), widthOf(begin), columns);
  const marked = lead > 0 ? first.slice(indent.length, begin.length + lead) : sign;
  return [indent + paint(marked, tone) + first.slice(indent.length + marked.length), ...rest].join('\n');
}

/** A text over lines of so many columns, all but the first indented; a word that is longer stays whole. */
function wrap(text: string, indent: number, columns: number): string[] {
  if (columns === Infinity || widthOf(text) <= columns) return [text];
  // Where there is hardly room, none is given to blanks.
  const blanks = ' '.repeat(Math.min(indent, Math.floor(columns / 4)));
  // A number stays with its percent sign.
  const [first = '', ...words] = text.split(/(?<=\S) +(?!%)/);
  const lines: string[] = [];
  let line = first;
  for (const word of words) {
    if (widthOf(line) + 1 + widthOf(word) <= columns) line += ` ${word}`;
    else {
      lines.push(line);
      line = blanks + word;
    }
  }
  // A word may be a command where it begins a line.
  return [...lines, line].map(withoutCommands);
}
