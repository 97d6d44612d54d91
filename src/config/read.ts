import { ConfigError } from '../errors.ts';
import { readInWorkspace } from '../workspace.ts';
import { type Files } from '../world.ts';

/**
 * Reads the config file at `path`, relative to `workspace`; `shown` is its path for messages. Throws a
 * `ConfigError` that says what to do when there is no such file or it cannot be read.
 */
export async function readConfigText(
  path: string,
  workspace: string,
  files: Files,
): Promise<{ readonly text: string; readonly shown: string }> {
  const file = await readInWorkspace(workspace, path, files);
  if (file.kind === 'text') return file;
  const message = `${file.message} Set the input config to the path of the config file, relative to the workspace, and check out the repository before.`;
  throw new ConfigError([{ message }]);
}
