import { relative, resolve } from 'node:path';
import { checkIsNew, checkIsWritable, writeConfig } from '../configFile.ts';
import { findCredentials } from '../connectionInputs.ts';
import { InputError } from '../errors.ts';
import { draftFromAccount, draftFromPlan } from '../firstDraft.ts';
import { type Flags } from '../flags.ts';
import { type Inputs } from '../inputs.ts';
import { createRawInputs } from '../rawInputs.ts';
import { EXIT } from '../report/conclusion.ts';
import { contains } from '../workspace.ts';
import { type World } from '../world.ts';
import { inWorld } from './commandWorld.ts';
import { print, say } from './output.ts';

/** In place of a path: standard output. */
const STANDARD_OUTPUT = '-';

/**
 * Writes a first config, of the applications that are saved in the account or of a Terraform plan, and over no file; the
 * exit code. Where anything goes wrong but that of some applications nothing is proven, it writes none.
 *
 * @param output the path, or `-`
 */
export async function runInit(
  flags: Flags,
  emulatorFile: string | undefined,
  output: string,
): Promise<number> {
  const hasPlan = (flags['terraform-plan'] ?? '').trim() !== '';
  if (hasPlan && emulatorFile !== undefined) {
    const message =
      '--terraform-plan asks nobody, and --emulator stands in for Cloudflare: leave out one of them.';
    throw new InputError([{ message }]);
  }
  try {
    const mode = hasPlan ? 'validate' : 'gate';
    return await inWorld({ ...flags, mode }, emulatorFile, (inputs, world, log) =>
      init(inputs, output, world, log),
    );
  } catch (error) {
    const asksCloudflare = !hasPlan && emulatorFile === undefined;
    const hasCredentials = findCredentials(createRawInputs(flags, process.env)) !== undefined;
    if (!(error instanceof InputError) || !asksCloudflare || hasCredentials) throw error;
    const message =
      'init asks for applications, too: the token needs Access: Apps and Policies Read beside it. To try it without an account, run: access-policy-gate init --emulator examples/directory.yml';
    throw new InputError([...error.problems, { message }]);
  }
}

async function init(inputs: Inputs, output: string, world: World, log: { end(): void }): Promise<number> {
  const path = output === STANDARD_OUTPUT ? undefined : resolve(output);
  const tell = path === undefined ? say : print;
  if (inputs.untested !== undefined) {
    tell(`No config was written: ${inputs.untested}.`);
    return EXIT.unproven;
  }
  const { connection, terraformPlan = '' } = inputs;
  const prepare = async (): Promise<void> => {
    if (path !== undefined) await checkIsWritable(path, world.files);
  };
  if (path !== undefined) await checkIsNew(path, world.files);
  const { text, leftOut, said } =
    connection === undefined
      ? await draftFromPlan(terraformPlan, inputs, world)
      : await draftFromAccount(connection, inputs, world, prepare);
  log.end();
  for (const line of said) tell(line);
  if (text === undefined) {
    tell('No config was written.');
    return EXIT.unproven;
  }
  if (path === undefined) print(text.trimEnd());
  else {
    await writeConfig(path, text, world.files);
    tell(renderWritten(inputs, path));
  }
  return leftOut === 0 ? EXIT.passed : EXIT.unproven;
}

/** Where the config is, and how it is tried where it lies in the workspace and its path can be typed as it is. */
function renderWritten({ workspace }: Inputs, path: string): string {
  const config = relative(workspace, path);
  if (!contains(workspace, path) || !/^[\w./-]+$/.test(config)) return `Config: ${path}`;
  return `Config: ${config}\nTry it, with the flags that you gave here: access-policy-gate check --config ${config}`;
}
