import { type CompletedCommand, type CompletedProgram, type Value } from './completion.ts';

/**
 * The script for bash 3.2, which macOS has, and later: an array of the words, in which `=` may stand by itself.
 *
 * @see https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html
 */
export function renderBashCompletion({ name, commands, flags }: CompletedProgram): string {
  const call = `_${name.replaceAll('-', '_')}`;
  const names = commands.map((command) => command.name);
  const first = [...names, ...flags.map((flag) => flag.name)];
  return `# Completes ${name} in bash; written by ${name} completion bash.
${call}() {
  local IFS=$' \\t\\n' command= words= paths= prefix= word
  local current=\${COMP_WORDS[COMP_CWORD]} flag=\${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  if [[ $current == '=' ]]; then
    current=
  elif [[ $flag == '=' ]]; then
    flag=\${COMP_WORDS[COMP_CWORD - 2]}
  elif [[ $current == --*=* ]]; then
    flag=\${current%%=*} prefix=\${current%%=*}= current=\${current#*=}
  fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
    case $word in
      ${names.join(' | ')})
        command=$word
        break
        ;;
    esac
  done
  case "$command $flag" in
${commands.flatMap(renderValues).join('\n')}
    *)
      case $command in
        '') if ((COMP_CWORD == 1)); then words='${first.join(' ')}'; fi ;;
${commands.map(renderFlags).join('\n')}
      esac
      ;;
  esac
  # What matches nothing is left to bash, which completes paths.
  if [[ $paths != file ]]; then compopt +o default 2> /dev/null; fi
  if [[ $paths == folder ]]; then compopt -o dirnames 2> /dev/null; fi
  COMPREPLY=($(compgen -P "$prefix" -W "$words" -- "$current"))
}
complete -o default -F ${call} ${name}
`;
}

/** What is offered after a flag, where only a value may stand. */
function renderValues({ name, flags }: CompletedCommand): string[] {
  return flags.flatMap(({ name: flag, value, isValueOptional }) => {
    if (value === undefined) return [];
    const others = isValueOptional ? flags.map((other) => other.name) : [];
    return [`    '${name} ${flag}') ${renderValue(value, others)} ;;`];
  });
}

function renderFlags({ name, flags, argument }: CompletedCommand): string {
  const words = flags.map((flag) => flag.name);
  if (argument === undefined) return `        ${name}) words='${words.join(' ')}' ;;`;
  return `        ${name})
          if [[ $current == -* ]]; then words='${words.join(' ')}'; else ${renderValue(argument, [])}; fi
          ;;`;
}

function renderValue(value: Value, others: readonly string[]): string {
  const words = value.kind === 'words' ? value.words : [];
  const paths = value.kind === 'file' || value.kind === 'folder' ? ` paths=${value.kind}` : '';
  return `words='${[...words, ...others].join(' ')}'${paths}`;
}
