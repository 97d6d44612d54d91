import { dirname } from 'node:path';
import { InputError } from './errors.ts';
import { quote } from './untrusted.ts';
import { type Files } from './world.ts';

/**
 * Makes sure that nothing is at `path`.
 *
 * @throws InputError when there is, or when that cannot be told
 */
export async function checkIsNew(path: string, files: Pick<Files, 'realPath'>): Promise<void> {
  try {
    await files.realPath(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return;
    throw unwritable(path, code);
  }
  throw occupied(path);
}

/** Makes the folder of a file, before what is to be written is worked out. @throws InputError */
export async function prepareFolder(path: string, files: Pick<Files, 'makeFolder'>): Promise<void> {
  await files.makeFolder(dirname(path)).catch((cause: unknown) => {
    throw unwritable(path, codeOf(cause));
  });
}

/** Writes a config into a folder that is there, and over nothing. @throws InputError */
export async function writeConfig(
  path: string,
  text: string,
  files: Pick<Files, 'createText'>,
): Promise<void> {
  try {
    await files.createText(path, text);
  } catch (cause) {
    const code = codeOf(cause);
    throw code === 'EEXIST' ? occupied(path) : unwritable(path, code);
  }
}

function occupied(path: string): InputError {
  const message = `${quote(path)} is there already, and nothing is written over it: choose another file with --output, or remove it.`;
  return new InputError([{ message }]);
}

function unwritable(path: string, code: string): InputError {
  const message = `${quote(path)} could not be written (${code}): choose another file with --output.`;
  return new InputError([{ message }]);
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
