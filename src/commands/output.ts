import { withoutCommands } from '../report/command.ts';

// Commands of a runner are left out: the command line may run in one of its steps.

/** Writes to standard output. */
export function print(text: string): void {
  process.stdout.write(`${withoutCommands(text)}\n`);
}

/** Writes to standard error. */
export function say(text: string): void {
  process.stderr.write(`${withoutCommands(text)}\n`);
}

export function warn(message: string | undefined): void {
  if (message !== undefined) say(`warning: ${message}`);
}
