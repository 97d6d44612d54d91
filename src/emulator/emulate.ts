import { type Directory, parseDirectory } from './directory.ts';
import { createEmulator } from './emulator.ts';
import { serveEmulator } from './server.ts';

/** An emulator that is being served, and whom it knows. */
export interface Emulation {
  readonly baseUrl: string;
  readonly directory: Directory;
  readonly close: () => Promise<void>;
}

/**
 * Serves an emulator of the directory file `text` on this machine, in real time; port 0 takes any free one.
 *
 * @throws ConfigError when the directory has problems; the error of `node:net` when the port is taken
 */
export async function emulate(file: string, text: string, port: number): Promise<Emulation> {
  const directory = parseDirectory(file, text);
  const { latencyMs } = directory.settings;
  const server = await serveEmulator(createEmulator(directory, { now: Date.now }), port, latencyMs);
  return { baseUrl: server.baseUrl, directory, close: () => server.close() };
}
