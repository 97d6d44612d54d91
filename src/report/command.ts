/**
 * A text for the log of a runner in which no line is a workflow command: neither `::name::` at its beginning nor
 * `##[name]` anywhere
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands).
 */
export function withoutCommands(text: string): string {
  return text
    .split(/\r\n|[\r\n]/)
    .map((line) => line.replace(/^(\s*):(?=:)/, '$1: ').replace(/##(?=\[)/g, '# #'))
    .join('\n');
}
