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
  if (await isThere(path, path, files)) throw occupied(path);
}

/**
 * Makes sure that a new file can be written to `path`, before it is worked out what to write. Leaves nothing behind.
 *
 * @throws InputError when it cannot
 */
export async function checkIsWritable(
  path: string,
  files: Pick<Files, 'realPath' | 'createText' | 'removeFile'>,
): Promise<void> {
  // The first part of the path that is to be made, be it a folder later.
  let first = path;
  while (!(await isThere(dirname(first), path, files))) first = dirname(first);
  await writing(path, async () => {
    await files.createText(first, '');
    await files.removeFile(first);
  });
}

/** Writes a config, over nothing, into a folder that is made where it is missing. @throws InputError */
export async function writeConfig(
  path: string,
  text: string,
  files: Pick<Files, 'makeFolder' | 'createText'>,
): Promise<void> {
  await files.makeFolder(dirname(path)).catch((error: unknown) => {
    throw unwritable(path, codeOf(error));
  });
  await writing(path, () => files.createText(path, text));
}

/** @param wanted the path that it is about in the end */
async function isThere(path: string, wanted: string, files: Pick<Files, 'realPath'>): Promise<boolean> {
  try {
    await files.realPath(path);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return false;
    throw unwritable(wanted, code);
  }
}

async function writing(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const code = codeOf(error);
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
