import {
  type CompletedCommand,
  type CompletedFlag,
  type CompletedProgram,
  type Value,
} from './completion.ts';

/**
 * The script for zsh, to be sourced after `compinit` or to be a file of `fpath`.
 *
 * @see https://zsh.sourceforge.io/Doc/Release/Completion-System.html
 */
export function renderZshCompletion({ name, commands, flags }: CompletedProgram): string {
  return `#compdef ${name}
# Completes ${name} in zsh; written by ${name} completion zsh.
_${name}() {
  local context state state_descr line
  typeset -A opt_args
  _arguments -C \\
${flags.map((flag) => `    ${quote(`(- *)${renderFlag(flag)}`)} \\`).join('\n')}
    '1: :->command' \\
    '*:: :->argument'
  case $state in
    command)
      local -a commands
      commands=(
${commands.map(({ name: command, description }) => `        ${quote(`${command}:${description}`)}`).join('\n')}
      )
      _describe command commands
      ;;
    argument)
      case $line[1] in
${commands.map(renderCommand).join('\n')}
      esac
      ;;
  esac
}
if [[ $funcstack[1] == _${name} ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

function renderCommand({ name, flags, argument }: CompletedCommand): string {
  const specifications = [
    ...flags.map(renderFlag),
    ...(argument === undefined ? [] : [`*:${name}:${renderValue(argument)}`]),
  ];
  return `        ${name})
          _arguments \\
${specifications.map((specification) => `            ${quote(specification)}`).join(' \\\n')}
          ;;`;
}

/** A flag in the words of `_arguments`; its value may follow after a blank or after `=`. */
function renderFlag({ name, description, value, isValueOptional }: CompletedFlag): string {
  const described = `[${description.replaceAll(/[[\]\\]/g, '\\$&')}]`;
  if (value === undefined) return `${name}${described}`;
  return `${name}=${described}${isValueOptional ? '::' : ':'}${name.slice(2)}:${renderValue(value)}`;
}

function renderValue(value: Value): string {
  switch (value.kind) {
    case 'words':
      return `(${value.words.join(' ')})`;
    case 'file':
      return '_files';
    case 'folder':
      return '_files -/';
    case 'text':
      return ' ';
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
