import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';

/**
 * What a step says to the runner, as it is documented:
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands. By hand, because the toolkit's
 * package loads an HTTP client and what starts processes, of which the gate needs neither.
 */
type Command = 'add-mask' | 'debug' | 'warning' | 'error';

/** Where an annotation points to. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly col: number;
}

/** An input as the workflow has it; empty where it does not. */
export function readInput(name: string): string {
  return process.env[`INPUT_${name.toUpperCase()}`] ?? '';
}

export function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function issueCommand(command: Command, message: string, place?: Place): void {
  const properties = Object.entries<string | number>({ ...place }).map(
    ([key, value]) => `${key}=${escapeProperty(value)}`,
  );
  const head = [command, ...(properties.length > 0 ? [properties.join()] : [])].join(' ');
  writeLine(`::${head}::${escapeData(message)}`);
}

/**
 * Adds to the outputs of the step; nowhere else than on a runner.
 *
 * @throws as of `node:fs` when their file cannot be written
 */
export async function writeOutputs(outputs: Readonly<Record<string, string>>): Promise<void> {
  const file = process.env['GITHUB_OUTPUT'];
  if (!file) return;
  // Nobody guesses the delimiter, so that no value can end before its end and begin another output.
  const delimiter = `end-${randomUUID()}`;
  const lines = Object.entries(outputs).map(
    ([name, value]) => `${name}<<${delimiter}\n${value}\n${delimiter}\n`,
  );
  await appendFile(file, lines.join(''));
}

/**
 * Adds to the job summary; nowhere else than on a runner.
 *
 * @throws as of `node:fs` when its file cannot be written
 */
export async function writeSummary(markdown: string): Promise<void> {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file) await appendFile(file, markdown);
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(value: string | number): string {
  return escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
