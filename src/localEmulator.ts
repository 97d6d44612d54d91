import { GateError, InputError } from './errors.ts';
import { type InputName } from './inputDefinitions.ts';
import { MAX_DIRECTORY_BYTES } from './limits.ts';
import { quote } from './untrusted.ts';
import { reasonOf } from './workspace.ts';
import { type Files } from './world.ts';

/** An emulator of this process. */
export interface LocalEmulator {
  /** The flags with which a gate reaches it. */
  readonly flags: Partial<Record<InputName, string>>;
  close(): Promise<void>;
}

/**
 * Starts the embedded emulator on a port of this machine; 0 is any free one.
 *
 * @throws InputError when it cannot listen, or the directory file cannot be read; ConfigError when that is wrong
 */
export async function startEmulator(file: string, port: number, files: Files): Promise<LocalEmulator> {
  const { emulate } = await import('./emulator/emulate.ts');
  const text = await readDirectory(file, files);
  try {
    const { baseUrl, directory, close } = await emulate(file, text, port);
    const flags = {
      'api-base-url': baseUrl,
      'api-token': directory.apiTokens[0]?.token ?? '',
      'account-id': directory.accountId,
    };
    return { flags, close };
  } catch (error) {
    if (error instanceof GateError) throw error;
    const message = `The emulator could not listen on port ${String(port)} (${codeOf(error)}): choose another with --port.`;
    throw new InputError([{ message }]);
  }
}

async function readDirectory(file: string, files: Files): Promise<string> {
  try {
    return await files.readText(await files.realPath(file), MAX_DIRECTORY_BYTES);
  } catch (error) {
    const message = `The directory ${quote(file)} ${reasonOf(error, MAX_DIRECTORY_BYTES)}.`;
    throw new InputError([{ message }]);
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
