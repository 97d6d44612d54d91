import { InputError } from './errors.ts';
import { type Inputs } from './inputs.ts';
import { type Snapshot } from './snapshot.ts';
import { createHasher } from './snapshotHasher.ts';
import { parseSnapshot } from './snapshotSchema.ts';
import { renderSnapshot } from './snapshotText.ts';
import { quote } from './untrusted.ts';
import { type World } from './world.ts';

/** Of 5,000,000 users; more is no snapshot. */
export const MAX_SNAPSHOT_BYTES = 128 * 1024 * 1024;

/**
 * The salt of the snapshot that is about to be written anew, so that whoever fares as before has the same line in
 * it; undefined where there is none yet.
 *
 * @throws InputError when the file is something else, or of another account
 */
export async function readSalt(
  path: string,
  { connection }: Pick<Inputs, 'connection'>,
  { files }: Pick<World, 'files'>,
): Promise<string | undefined> {
  const wrong = (why: string): InputError =>
    new InputError([{ message: `${quote(path)} ${why}: choose another file with --output, or remove it.` }]);
  let text: string;
  try {
    text = await files.readText(path, MAX_SNAPSHOT_BYTES);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw wrong(`cannot be read (${code ?? String(error)})`);
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
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const message = `The snapshot could not be written (${code}): choose another file with --output.`;
    throw new InputError([{ message }]);
  }
}
