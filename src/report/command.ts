// The runner passes over blanks, U+0085 among them, and may not see what is invisible.
const COMMAND = /^([\s\p{C}]*):(?=\p{C}*:)/u;
const OLD_COMMAND = /#(\p{C}*)#(?=\p{C}*\[)/gu;

/**
 * A text for the log of a runner in which no line is a workflow command: neither `::name::` at its beginning nor
 * `##[name]` anywhere
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands).
 */
export function withoutCommands(text: string): string {
  return text
    .split(/\r\n|[\r\n]/)
    .map((line) => line.replace(COMMAND, '$1: ').replace(OLD_COMMAND, '#$1 #'))
    .join('\n');
}
