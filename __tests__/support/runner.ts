/*
 * What a runner of GitHub Actions makes of what a step leaves behind, after the runner's own source
 * (https://github.com/actions/runner: ActionCommand.cs, FileCommandManager.cs). It takes more for a command than the
 * runner does: any name, and also where invisible characters, which .NET may pass over, are in between.
 */

/** Blanks as .NET trims them. */
const BLANKS = /^[\s\u0085]*/;

const INVISIBLE = /[\p{C}\p{Default_Ignorable_Code_Point}]+/gu;

/** The lines of a log that are commands. */
export function commandsIn(log: string): string[] {
  return log.split(/\r\n|[\r\n]/).filter((line) => [line, line.replace(INVISIBLE, '')].some(isCommand));
}

function isCommand(line: string): boolean {
  const trimmed = line.replace(BLANKS, '');
  const isNew = trimmed.startsWith('::') && trimmed.indexOf('::', 2) >= 0;
  const old = line.indexOf('##[');
  return isNew || (old >= 0 && line.includes(']', old));
}

/** The pairs of a file of `GITHUB_OUTPUT`; throws where the runner fails the step. */
export function parseOutputFile(text: string): [name: string, value: string][] {
  const lines = text.split('\n');
  const pairs: [string, string][] = [];
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    if (line === '') continue;
    const [equals, heredoc] = [line.indexOf('='), line.indexOf('<<')];
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      pairs.push([line.slice(0, equals), line.slice(equals + 1)]);
      continue;
    }
    if (heredoc < 0) throw new Error(`Invalid format '${line}'`);
    const end = lines.indexOf(line.slice(heredoc + 2));
    if (end < 0) throw new Error('Matching delimiter not found');
    pairs.push([
      line.slice(0, heredoc),
      lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n'),
    ]);
  }
  return pairs;
}
