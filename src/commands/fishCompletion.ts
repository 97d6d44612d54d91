import {
  type CompletedCommand,
  type CompletedFlag,
  type CompletedProgram,
  type Value,
} from './completion.ts';

/**
 * The script for fish 3 and later.
 *
 * @see https://fishshell.com/docs/current/cmds/complete.html
 */
export function renderFishCompletion({ name, commands, flags }: CompletedProgram): string {
  const complete = `complete -c ${name}`;
  const first = '-n __fish_use_subcommand';
  const lines = [
    `${complete} -f`,
    ...flags.map((flag) => `${complete} ${first} ${renderFlag(flag)}`),
    ...commands.map((command) => `${complete} ${first} -a ${command.name} -d ${quote(command.description)}`),
    ...commands.flatMap((command) => renderCommand(complete, command)),
  ];
  return `# Completes ${name} in fish; written by ${name} completion fish.
${lines.join('\n')}
`;
}

function renderCommand(complete: string, { name, flags, argument }: CompletedCommand): string[] {
  const within = `${complete} -n ${quote(`__fish_seen_subcommand_from ${name}`)}`;
  return [
    ...flags.map((flag) => `${within} ${renderFlag(flag)}`),
    ...(argument === undefined ? [] : [[within, ...renderValue(argument)].join(' ')]),
  ];
}

function renderFlag({ name, description, value, isValueOptional }: CompletedFlag): string {
  const words = [
    `-l ${name.slice(2)}`,
    ...(value === undefined || isValueOptional ? [] : [value.kind === 'file' ? '-r' : '-x']),
    ...(value === undefined ? [] : renderValue(value)),
    `-d ${quote(description)}`,
  ];
  return words.join(' ');
}

function renderValue(value: Value): string[] {
  switch (value.kind) {
    case 'words':
      return [`-a ${quote(value.words.join(' '))}`];
    case 'file':
      return ['-F'];
    case 'folder':
      return [`-a ${quote('(__fish_complete_directories)')}`];
    case 'text':
      return [];
  }
}

function quote(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}
