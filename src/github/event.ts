import { type Files } from '../world.ts';
import { LOCAL, type Origin, parseOrigin } from './origin.ts';

/** GitHub sends no longer payload: https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
const MAX_EVENT_BYTES = 25 * 1024 * 1024;

/** Reads what started the run from the file at `GITHUB_EVENT_PATH`; off a runner, nothing of GitHub did. */
export async function readOrigin(
  environment: Readonly<Record<string, string | undefined>>,
  files: Files,
): Promise<Origin> {
  const path = environment['GITHUB_EVENT_PATH'];
  if (!path && environment['GITHUB_ACTIONS'] !== 'true') return LOCAL;
  return parseOrigin(environment['GITHUB_EVENT_NAME'] ?? '', await readPayload(path ?? '', files));
}

/** Undefined where it cannot be read; then nothing is known, which is the strictest of all. */
async function readPayload(path: string, files: Files): Promise<string | undefined> {
  try {
    return await files.readText(await files.realPath(path), MAX_EVENT_BYTES);
  } catch {
    return undefined;
  }
}
