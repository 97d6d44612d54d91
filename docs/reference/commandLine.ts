import { page } from './markdown.ts';

/** What a command says of itself with `--help`; without arguments, the program. */
export type ReadHelp = (...command: string[]) => string;

/** The page on the command line, in its own words. */
export function renderCommandLine(readHelp: ReadHelp): string {
  const overview = readHelp();
  const commands = commandsIn(overview);
  const sections = commands.map((command) => `## ${command}\n\n${block(readHelp(command))}`);
  return page(
    'Command line',
    'What each command says with `--help`. In a clone of this repository the program is `node dist/cli/index.js`. [In a terminal](../how-to/terminal.md) shows it at work, and [exit codes](exit-codes.md) what it ends with.',
    block(overview),
    ...sections,
  );
}

/** The names in the list of commands; the program's own help is none. */
function commandsIn(help: string): string[] {
  const [, list = ''] = help.split(/^Commands:\n/m);
  return [...list.matchAll(/^ {2}([\w-]+)/gm)].map(([, name = '']) => name).filter((name) => name !== 'help');
}

function block(text: string): string {
  return `\`\`\`console\n${text.trimEnd()}\n\`\`\``;
}
