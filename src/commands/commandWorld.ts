import { tmpdir } from 'node:os';
import { parseCommentInputs } from '../commentInputs.ts';
import { InputError } from '../errors.ts';
import { type Flags } from '../flags.ts';
import { readOrigin } from '../github/event.ts';
import { type Inputs, parseInputs } from '../inputs.ts';
import { interruption } from '../interruption.ts';
import { startEmulator } from '../localEmulator.ts';
import { createLineLog } from '../log.ts';
import { commentOnError } from '../pullRequestComment.ts';
import { createRawInputs } from '../rawInputs.ts';
import { clock, createFiles, createWorld, type Log, type World } from '../world.ts';
import { say, warn } from './output.ts';
import { isWatched } from './screen.ts';

/** Runs what needs inputs and a world, on the emulator if one is wanted. */
export async function inWorld(
  flags: Flags,
  emulatorFile: string | undefined,
  run: (inputs: Inputs, world: World, log: { end(): void }) => Promise<number>,
): Promise<number> {
  if (emulatorFile !== undefined && flags['api-base-url'] !== undefined) {
    const message = '--emulator and --api-base-url say two addresses of the API: leave out one of them.';
    throw new InputError([{ message }]);
  }
  const emulator =
    emulatorFile === undefined ? undefined : await startEmulator(emulatorFile, 0, createFiles(tmpdir()));
  const interrupted = interruption();
  const log = await createLog();
  // At once, because another signal ends the process without more ado.
  interrupted.addEventListener('abort', log.end, { once: true });
  try {
    const world = createWorld({ ...log, debug: () => undefined }, interrupted, tmpdir());
    const origin = await readOrigin(process.env, world.files);
    const raw = { ...emulator?.flags, ...flags };
    try {
      return await run(parseInputs(raw, process.env, process.cwd(), origin), world, log);
    } catch (error) {
      log.end();
      const commenting = parseCommentInputs(createRawInputs(raw, process.env), process.env, origin, []);
      warn(await commentOnError(error, commenting, world));
      throw error;
    }
  } finally {
    log.end();
    await emulator?.close();
  }
}

/** What draws bars is a part of its own, which is loaded only where somebody watches. */
async function createLog(): Promise<Omit<Log, 'debug'> & { readonly end: () => void }> {
  if (!isWatched(process.stderr, process.env)) return { ...createLineLog(say, clock), end: () => undefined };
  const { createTerminalLog } = await import('../terminalLog.ts');
  return createTerminalLog(process.stderr, clock);
}
