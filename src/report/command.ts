import { oneLine } from '../untrusted.ts';

// The runner passes over blanks before a command. The colons count as one word where only what is invisible, as the
// soft hyphen, stands between them; that is gone here already.
const COMMAND = /^(\s*):(?=:)/;
const OLD_COMMAND = /(?<!#)#{2,}(?=\[)/g;

/**
 * A text for a log in which no line is a command: for a runner neither `::name::` at its beginning nor `##[name]`
 * anywhere (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands), and for a terminal no
 * control sequence.
 */
export function withoutCommands(text: string): string {
  return text
    .split(/\r\n|[\r\n]/)
    .map((line) =>
      oneLine(line)
        .replace(COMMAND, '$1: ')
        .replace(OLD_COMMAND, (run) => Array.from(run).join(' ')),
    )
    .join('\n');
}
