import { dirname } from 'node:path';
import { InputError } from './errors.ts';
import { type Inputs } from './inputs.ts';
import { MAX_SNAPSHOT_BYTES, type Snapshot } from './snapshot.ts';
import { createHasher } from './snapshotHasher.ts';
import { parseSnapshot } from './snapshotSchema.ts';
import { renderSnapshot } from './snapshotText.ts';
import { quote } from './untrusted.ts';
import { type World } from './world.ts';

/**
 * Makes sure, before anything is asked of Cloudflare, that a snapshot can be written to `path`. The salt of the one
 * that it takes the place of, so that whoever fares as before has the same line in both; undefined where there is
 * none.
 *
 * @throws InputError when the file is something else or of another account, or its folder cannot be written to
 */
export async function prepareSnapshot(
  path: string,
  { connection }: Pick<Inputs, 'connection'>,
  { files }: Pick<World, 'files'>,
): Promise<string | undefined> {
  await files.makeFolder(dirname(path)).catch((cause: unknown) => {
    throw unwritable(cause);
  });
  const wrong = (why: string): InputError =>
    new InputError([{ message: `${quote(path)} ${why}: choose another file with --output, or remove it.` }]);
  let text: string;
  try {
    text = await files.readText(await files.realPath(path), MAX_SNAPSHOT_BYTES);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return undefined;
    throw wrong(`cannot be read (${code})`);
  }
  const { snapshot } = parseSnapshot(path, text);
  if (snapshot === undefined) throw wrong('is there already and no snapshot');
  if (createHasher(connection?.accountId ?? '', snapshot.salt).account !== snapshot.account) {
    throw wrong('is a snapshot of another account');
  }
  return snapshot.salt;
}

/** @throws InputError when it cannot be written */
export async function writeSnapshot(
  path: string,
  snapshot: Snapshot,
  { files }: Pick<World, 'files'>,
): Promise<void> {
  try {
    await files.writeText(path, renderSnapshot(snapshot));
  } catch (cause) {
    throw unwritable(cause);
  }
}

function unwritable(cause: unknown): InputError {
  const message = `The snapshot could not be written (${codeOf(cause)}): choose another file with --output.`;
  return new InputError([{ message }]);
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
