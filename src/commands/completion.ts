import { type InputDefinition, INPUTS } from '../inputDefinitions.ts';
import { renderBashCompletion } from './bashCompletion.ts';
import { renderFishCompletion } from './fishCompletion.ts';
import { renderPowerShellCompletion } from './powerShellCompletion.ts';
import { renderZshCompletion } from './zshCompletion.ts';

/** A command as commander describes it, so far as it is completed. */
export interface DescribedCommand {
  name(): string;
  description(): string;
  readonly commands: readonly DescribedCommand[];
  readonly options: readonly {
    readonly flags: string;
    readonly long?: string | undefined;
    readonly description: string;
    readonly required: boolean;
    readonly optional: boolean;
  }[];
  readonly registeredArguments: readonly {
    name(): string;
    readonly argChoices?: readonly string[] | undefined;
  }[];
}

/** What is offered where a value is wanted: words, paths, or nothing, because nobody can guess it. */
export type Value =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'file' | 'folder' | 'text' };

export interface CompletedFlag {
  /** With its hyphens. */
  readonly name: string;
  readonly description: string;
  /** Undefined where the flag takes none. */
  readonly value: Value | undefined;
  /** Whether the flag may stand without its value. */
  readonly isValueOptional: boolean;
}

export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly CompletedFlag[];
  /** What stands beside the flags, if anything does. */
  readonly argument: Value | undefined;
}

/** Everything that a script completes; all of it is text of this program. */
export interface CompletedProgram {
  readonly name: string;
  readonly commands: readonly CompletedCommand[];
  /** What stands in place of a command. */
  readonly flags: readonly CompletedFlag[];
}

/** A shell for which there is a script. */
export type Shell = 'bash' | 'zsh' | 'fish' | 'powershell';

const RENDERERS: Readonly<Record<Shell, (program: CompletedProgram) => string>> = {
  bash: renderBashCompletion,
  zsh: renderZshCompletion,
  fish: renderFishCompletion,
  powershell: renderPowerShellCompletion,
};

/**
 * The script by which a shell completes the command line. All that is offered stands in the script: while somebody
 * completes, this program is not started, and nothing of what they have written is evaluated.
 */
export function renderCompletion(shell: Shell, program: DescribedCommand): string {
  return RENDERERS[shell]({
    name: program.name(),
    commands: program.commands.map(completedCommand),
    flags: completedFlags(program),
  });
}

function completedCommand(command: DescribedCommand): CompletedCommand {
  const [argument] = command.registeredArguments;
  return {
    name: command.name(),
    description: shorten(command.description()),
    flags: completedFlags(command),
    argument: argument && valueNamed(argument.name(), argument.argChoices),
  };
}

function completedFlags(command: DescribedCommand): CompletedFlag[] {
  const flags = command.options.flatMap(({ flags: written, long, description, required, optional }) => {
    if (long === undefined) return [];
    const placeholder = written.slice(written.search(/[<[]/) + 1, -1);
    const value = required || optional ? valueOf(long, placeholder) : undefined;
    return [{ name: long, description: shorten(description), value, isValueOptional: optional }];
  });
  const help = { name: '--help', description: 'show how it is used', value: undefined };
  return [...flags, { ...help, isValueOptional: false }];
}

/** By the input of that name where there is one, else by the placeholder that stands for the value. */
function valueOf(long: string, placeholder: string): Value {
  const inputs: readonly InputDefinition[] = INPUTS;
  const input = inputs.find(({ name }) => `--${name}` === long);
  if (input === undefined) return valueNamed(placeholder);
  if (input.words !== undefined) return { kind: 'words', words: input.words };
  return { kind: input.path ?? 'text' };
}

/** A placeholder for a file says so, or has the ending of one. */
function valueNamed(placeholder: string, words?: readonly string[]): Value {
  if (words !== undefined) return { kind: 'words', words };
  return { kind: /^files?$|\.\w+$/.test(placeholder.replace('...', '')) ? 'file' : 'text' };
}

/** Some shells show each description beside its flag, on one line. */
const MAX_DESCRIPTION = 72;

function shorten(description: string): string {
  if (description.length <= MAX_DESCRIPTION) return description;
  const start = description.slice(0, MAX_DESCRIPTION);
  return `${start.slice(0, start.lastIndexOf(' '))} …`;
}
