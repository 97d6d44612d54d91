export const id = 262;
export const ids = [262];
export const modules = {

/***/ 8262:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  renderCompletion: () => (/* binding */ renderCompletion)
});

// EXTERNAL MODULE: ./src/inputDefinitions.ts
var inputDefinitions = __webpack_require__(9685);
;// CONCATENATED MODULE: ./src/commands/bashCompletion.ts
function renderBashCompletion({ name, commands, flags }) {
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
function renderValues({ name, flags }) {
    return flags.flatMap(({ name: flag, value, isValueOptional }) => {
        if (value === undefined)
            return [];
        const others = isValueOptional ? flags.map((other) => other.name) : [];
        return [`    '${name} ${flag}') ${renderValue(value, others)} ;;`];
    });
}
function renderFlags({ name, flags, argument }) {
    const words = flags.map((flag) => flag.name);
    if (argument === undefined)
        return `        ${name}) words='${words.join(' ')}' ;;`;
    return `        ${name})
          if [[ $current == -* ]]; then words='${words.join(' ')}'; else ${renderValue(argument, [])}; fi
          ;;`;
}
function renderValue(value, others) {
    const words = value.kind === 'words' ? value.words : [];
    const paths = value.kind === 'file' || value.kind === 'folder' ? ` paths=${value.kind}` : '';
    return `words='${[...words, ...others].join(' ')}'${paths}`;
}

;// CONCATENATED MODULE: ./src/commands/fishCompletion.ts
function renderFishCompletion({ name, commands, flags }) {
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
function renderCommand(complete, { name, flags, argument }) {
    const within = `${complete} -n ${quote(`__fish_seen_subcommand_from ${name}`)}`;
    return [
        ...flags.map((flag) => `${within} ${renderFlag(flag)}`),
        ...(argument === undefined ? [] : [[within, ...fishCompletion_renderValue(argument)].join(' ')]),
    ];
}
function renderFlag({ name, description, value, isValueOptional }) {
    const words = [
        `-l ${name.slice(2)}`,
        ...(value === undefined || isValueOptional ? [] : [value.kind === 'file' ? '-r' : '-x']),
        ...(value === undefined ? [] : fishCompletion_renderValue(value)),
        `-d ${quote(description)}`,
    ];
    return words.join(' ');
}
function fishCompletion_renderValue(value) {
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
function quote(text) {
    return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}

;// CONCATENATED MODULE: ./src/commands/powerShellCompletion.ts
function renderPowerShellCompletion({ name, commands, flags }) {
    const first = [...commands, ...flags].map((entry) => entry.name);
    return `# Completes ${name} in PowerShell; written by ${name} completion powershell.
Register-ArgumentCompleter -Native -CommandName ${name} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($wordToComplete -ne '') { $words = @($words | Select-Object -SkipLast 1) }
  $command = $words | Where-Object { ${list(commands.map((command) => command.name))} -ccontains $_ } | Select-Object -First 1
  $flag = $words | Select-Object -Last 1
  $offered = switch -CaseSensitive ("$command $flag") {
${commands.flatMap(powerShellCompletion_renderValues).join('\n')}
    default {
      switch -CaseSensitive ("$command") {
        '' { ${list(first)} }
${commands.map(powerShellCompletion_renderFlags).join('\n')}
      }
    }
  }
  $offered | Where-Object { $_ -and $_.StartsWith($wordToComplete) } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}
function powerShellCompletion_renderValues({ name, flags }) {
    return flags.flatMap(({ name: flag, value, isValueOptional }) => {
        if (value === undefined)
            return [];
        const words = value.kind === 'words' ? value.words : [];
        const others = isValueOptional ? flags.map((other) => other.name) : [];
        return [`    '${name} ${flag}' { ${list([...words, ...others])} }`];
    });
}
function powerShellCompletion_renderFlags({ name, flags, argument }) {
    const names = flags.map((flag) => flag.name);
    if (argument?.kind === 'file' || argument?.kind === 'folder') {
        return `        '${name}' { if ($wordToComplete.StartsWith('-')) { ${list(names)} } }`;
    }
    const words = argument?.kind === 'words' ? argument.words : [];
    return `        '${name}' { ${list([...words, ...names])} }`;
}
function list(words) {
    return `@(${words.map((word) => `'${word.replaceAll("'", "''")}'`).join(', ')})`;
}

;// CONCATENATED MODULE: ./src/commands/zshCompletion.ts
function renderZshCompletion({ name, commands, flags }) {
    return `#compdef ${name}
# Completes ${name} in zsh; written by ${name} completion zsh.
_${name}() {
  local context state state_descr line
  typeset -A opt_args
  _arguments -C \\
${flags.map((flag) => `    ${zshCompletion_quote(`(- *)${zshCompletion_renderFlag(flag)}`)} \\`).join('\n')}
    '1: :->command' \\
    '*:: :->argument'
  case $state in
    command)
      local -a commands
      commands=(
${commands.map(({ name: command, description }) => `        ${zshCompletion_quote(`${command}:${description}`)}`).join('\n')}
      )
      _describe command commands
      ;;
    argument)
      case $line[1] in
${commands.map(zshCompletion_renderCommand).join('\n')}
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
function zshCompletion_renderCommand({ name, flags, argument }) {
    const specifications = [
        ...flags.map(zshCompletion_renderFlag),
        ...(argument === undefined ? [] : [`*:${name}:${zshCompletion_renderValue(argument)}`]),
    ];
    return `        ${name})
          _arguments \\
${specifications.map((specification) => `            ${zshCompletion_quote(specification)}`).join(' \\\n')}
          ;;`;
}
function zshCompletion_renderFlag({ name, description, value, isValueOptional }) {
    const described = `[${description.replaceAll(/[[\]\\]/g, '\\$&')}]`;
    if (value === undefined)
        return `${name}${described}`;
    return `${name}=${described}${isValueOptional ? '::' : ':'}${name.slice(2)}:${zshCompletion_renderValue(value)}`;
}
function zshCompletion_renderValue(value) {
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
function zshCompletion_quote(text) {
    return `'${text.replaceAll("'", "'\\''")}'`;
}

;// CONCATENATED MODULE: ./src/commands/completion.ts





const RENDERERS = {
    bash: renderBashCompletion,
    zsh: renderZshCompletion,
    fish: renderFishCompletion,
    powershell: renderPowerShellCompletion,
};
function renderCompletion(shell, program) {
    return RENDERERS[shell]({
        name: program.name(),
        commands: program.commands.map(completedCommand),
        flags: completedFlags(program),
    });
}
function completedCommand(command) {
    const [argument] = command.registeredArguments;
    return {
        name: command.name(),
        description: shorten(command.description()),
        flags: completedFlags(command),
        argument: argument && valueNamed(argument.name(), argument.argChoices),
    };
}
function completedFlags(command) {
    const flags = command.options.flatMap(({ flags: written, long, description, required, optional }) => {
        if (long === undefined)
            return [];
        const placeholder = written.slice(written.search(/[<[]/) + 1, -1);
        const value = required || optional ? completion_valueOf(long, placeholder) : undefined;
        return [{ name: long, description: shorten(description), value, isValueOptional: optional }];
    });
    const help = { name: '--help', description: 'show how it is used', value: undefined };
    return [...flags, { ...help, isValueOptional: false }];
}
function completion_valueOf(long, placeholder) {
    const inputs = inputDefinitions/* INPUTS */.m;
    const input = inputs.find(({ name }) => `--${name}` === long);
    if (input === undefined)
        return valueNamed(placeholder);
    if (input.words !== undefined)
        return { kind: 'words', words: input.words };
    return { kind: input.path ?? 'text' };
}
function valueNamed(placeholder, words) {
    if (words !== undefined)
        return { kind: 'words', words };
    return { kind: /^files?$|\.\w+$/.test(placeholder.replace('...', '')) ? 'file' : 'text' };
}
const MAX_DESCRIPTION = 72;
function shorten(description) {
    if (description.length <= MAX_DESCRIPTION)
        return description;
    const start = description.slice(0, MAX_DESCRIPTION);
    return `${start.slice(0, start.lastIndexOf(' '))} …`;
}


/***/ })

};
