import { withoutCommands } from '../report/command.ts';

// Commands of a runner are left out: the command line may run in one of its steps.

/** Writes to standard output. */
export function print(text: string): void {
  write(`${withoutCommands(text)}\n`);
}

/** Writes to standard output what has no commands and no control sequences, but for those of our own. */
export function write(text: string): void {
  process.stdout.write(text);
}

/** Writes to standard error. */
export function say(text: string): void {
  process.stderr.write(`${withoutCommands(text)}\n`);
}

export function warn(message: string | undefined): void {
  if (message !== undefined) say(`warning: ${message}`);
}
