import { type CompletedCommand, type CompletedProgram } from './completion.ts';

/**
 * The script for PowerShell 5 and later, which completes paths by itself where a script offers nothing.
 *
 * @see https://learn.microsoft.com/powershell/module/microsoft.powershell.core/register-argumentcompleter
 */
export function renderPowerShellCompletion({ name, commands, flags }: CompletedProgram): string {
  const first = [...commands, ...flags].map((entry) => entry.name);
  return `# Completes ${name} in PowerShell; written by ${name} completion powershell.
Register-ArgumentCompleter -Native -CommandName ${name} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($wordToComplete -ne '') { $words = @($words | Select-Object -SkipLast 1) }
  $command = $words | Where-Object { ${list(commands.map((command) => command.name))} -ccontains $_ } | Select-Object -First 1
  $flag = $words | Select-Object -Last 1
  $offered = switch -CaseSensitive ("$command $flag") {
${commands.flatMap(renderValues).join('\n')}
    default {
      switch -CaseSensitive ("$command") {
        '' { ${list(first)} }
${commands.map(renderFlags).join('\n')}
      }
    }
  }
  $offered | Where-Object { $_ -and $_.StartsWith($wordToComplete) } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}

function renderValues({ name, flags }: CompletedCommand): string[] {
  return flags.flatMap(({ name: flag, value, isValueOptional }) => {
    if (value === undefined) return [];
    const words = value.kind === 'words' ? value.words : [];
    const others = isValueOptional ? flags.map((other) => other.name) : [];
    return [`    '${name} ${flag}' { ${list([...words, ...others])} }`];
  });
}

/** Where a path may stand, flags are offered to whoever begins with a hyphen. */
function renderFlags({ name, flags, argument }: CompletedCommand): string {
  const names = flags.map((flag) => flag.name);
  if (argument?.kind === 'file' || argument?.kind === 'folder') {
    return `        '${name}' { if ($wordToComplete.StartsWith('-')) { ${list(names)} } }`;
  }
  const words = argument?.kind === 'words' ? argument.words : [];
  return `        '${name}' { ${list([...words, ...names])} }`;
}

function list(words: readonly string[]): string {
  return `@(${words.map((word) => `'${word.replaceAll("'", "''")}'`).join(', ')})`;
}
