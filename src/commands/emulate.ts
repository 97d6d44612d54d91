import { tmpdir } from 'node:os';
import { interruption } from '../interruption.ts';
import { startEmulator } from '../localEmulator.ts';
import { createFiles } from '../world.ts';

/** Serves an emulator until it is interrupted; its base address is the first line of standard output. */
export async function runEmulator(file: string, port: number): Promise<void> {
  const interrupted = interruption();
  const emulator = await startEmulator(file, port, createFiles(tmpdir()));
  process.stdout.write(`${emulator.flags['api-base-url'] ?? ''}\n`);
  await new Promise((resolve) => {
    interrupted.addEventListener('abort', resolve, { once: true });
  });
  await emulator.close();
}
