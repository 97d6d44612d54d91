import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { NODE, ROOT } from './built.ts';

/** A workflow, or the metadata of an action. */
export interface CheckedFile {
  /** Where it stands, or would stand, in the repository. */
  readonly path: string;
  readonly text: string;
}

/** What is wrong with a file. */
export interface Finding {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly checker: 'language service' | 'actionlint';
  readonly message: string;
}

/** Has GitHub's language service and actionlint check these files, each of which may refer to the others. */
export async function checkFiles(files: readonly CheckedFile[]): Promise<Finding[]> {
  const checkers = spawn(NODE, [`${ROOT}__tests__/workflows/checkers.js`], { cwd: ROOT });
  const closed = new Promise<number | null>((resolve) => {
    checkers.once('close', resolve);
  });
  checkers.stdin.end(JSON.stringify(files));
  const [said, errors, exitCode] = await Promise.all([text(checkers.stdout), text(checkers.stderr), closed]);
  if (exitCode !== 0) throw new Error(`The checkers ended with ${String(exitCode)}: ${errors}`);
  return JSON.parse(said) as Finding[];
}
