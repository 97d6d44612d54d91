import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { parseCommentInputs } from './commentInputs.ts';
import { ConfigError, GateError, InputError, renderProblem } from './errors.ts';
import { runGate } from './gate.ts';
import { readOrigin } from './github/event.ts';
import { type Flags, flagsFor, flagsOf, MERGE_INPUTS, SNAPSHOT_INPUTS } from './flags.ts';
import { type InputName, INPUTS } from './inputDefinitions.ts';
import { type Inputs, parseInputs } from './inputs.ts';
import { interruption } from './interruption.ts';
import { startEmulator } from './localEmulator.ts';
import { createLineLog, createTerminalLog } from './log.ts';
import { withoutCommands } from './report/command.ts';
import { EXIT, exitCodeOf } from './report/conclusion.ts';
import { renderRecorded } from './report/recorded.ts';
import { renderText } from './report/terminal.ts';
import { commentOnError, commentOnReport } from './pullRequestComment.ts';
import { createRawInputs } from './rawInputs.ts';
import { prepareReportFiles, writeReportFiles } from './reportFiles.ts';
import { prepareSnapshot, writeSnapshot } from './snapshotFile.ts';
import { outliveReaders } from './standardStreams.ts';
import { VERSION } from './version.ts';
import { clock, createFiles, createWorld, type World } from './world.ts';
import { boundYoungGeneration } from './youngGeneration.ts';

/** Runs one command; its exit code. */
async function run(argv: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.passed;
  try {
    await createProgram((code) => {
      exitCode = code;
    }).parseAsync(argv);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.passed : EXIT.badInput;
    return explain(error);
  }
}

function createProgram(done: (exitCode: number) => void): Command {
  const program = new Command('access-policy-gate')
    .description(
      'Stops changes of Cloudflare Access policies that would lock people out or let people in by mistake.',
    )
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('Run it with --help to see how it is used.');

  const check = program
    .command('check')
    .description('test the policies of a config and judge the outcome')
    .option(...EMULATOR)
    .addHelpText('after', EXIT_CODES)
    .action(async (options: Record<string, unknown>) => {
      done(await runCheck(flagsOf(options), options['emulator'] as string | undefined));
    });
  addFlags(
    check,
    INPUTS.map(({ name }) => name),
  );

  const validate = program
    .command('validate')
    .description(
      'check the config, its policy files and the Terraform plan, without a token and without a call',
    )
    .addHelpText('after', EXIT_CODES)
    .action(async (options: Record<string, unknown>) => {
      done(await runCheck({ ...flagsOf(options), mode: 'validate' }, undefined));
    });
  addFlags(validate, ['config', 'terraform-plan']);

  const snapshot = program
    .command('snapshot')
    .description('record how the policies of a config treat everybody, as a baseline for later')
    .option('--output <file>', 'where to write it', 'access-policy-snapshot.json')
    .option(...EMULATOR)
    .addHelpText('after', EXIT_CODES)
    .action(async (options: Record<string, unknown>) => {
      const { emulator, output } = options as { emulator?: string; output: string };
      done(await runSnapshot(flagsOf(options), emulator, output));
    });
  addFlags(snapshot, SNAPSHOT_INPUTS);

  const merge = program
    .command('merge')
    .description('make one report of those of several jobs: one summary, one verdict, one comment')
    .argument('<files...>', 'their report.json files; one that is missing is not proven')
    .addHelpText('after', EXIT_CODES)
    .action(async (reports: readonly string[], options: Record<string, unknown>) => {
      const flags: Flags = { ...flagsOf(options), mode: 'merge', reports: reports.join('\n') };
      done(await runCheck(flags, undefined));
    });
  addFlags(merge, MERGE_INPUTS);

  program
    .command('emulate')
    .description('serve an emulator of the policy tester on this machine, until interrupted')
    .argument('<directory.yml>', 'the users, groups and saved policies of the emulated account')
    .option('--port <n>', 'port on 127.0.0.1; 0 is any free one', parsePort, 0)
    .action(async (file: string, { port }: { port: number }) => {
      await runEmulator(file, port);
    });
  return program;
}

const EMULATOR = [
  '--emulator <directory.yml>',
  'test on the embedded emulator with this directory of users',
] as const;

const EXIT_CODES = `
Exit codes: 0 passed or skipped, 1 failed, 2 bad input or config, 3 not proven or trouble with the API, 70 a bug.`;

function addFlags(command: Command, names: readonly InputName[]): void {
  for (const { flag, description } of flagsFor(names)) command.option(flag, description);
}

async function runCheck(flags: Flags, emulatorFile: string | undefined): Promise<number> {
  return inWorld(flags, emulatorFile, async (inputs, world, log) => {
    // Where nothing is tested, there is a report only where one was asked for.
    const isWritten =
      inputs.connection !== undefined || inputs.mode === 'merge' || inputs.reportDir !== undefined;
    const files = isWritten ? await prepareReportFiles(inputs, world) : undefined;
    const report = await runGate(inputs, world);
    log.end();
    print(renderText(report));
    if (files !== undefined) {
      await writeReportFiles(report, files, inputs.runUrl, world);
      const snapshot = report.snapshot ? `\nSnapshot: ${files.snapshot}` : '';
      print(`Report: ${files.json}\nSummary: ${files.summary}${snapshot}`);
    }
    warn(await commentOnReport(report, inputs, world));
    return exitCodeOf(report, inputs);
  });
}

async function runSnapshot(flags: Flags, emulatorFile: string | undefined, output: string): Promise<number> {
  return inWorld(flags, emulatorFile, async (inputs, world, log) => {
    if (inputs.untested !== undefined) {
      print(`No snapshot was written: ${inputs.untested}.`);
      return EXIT.passed;
    }
    const path = resolve(output);
    const salt = await prepareSnapshot(path, inputs, world);
    const report = await runGate({ ...inputs, mode: 'snapshot', salt }, world);
    log.end();
    print(renderRecorded(report));
    const recorded = Object.keys(report.snapshot?.tests ?? {}).length;
    if (report.snapshot === undefined || recorded < report.tests.length) {
      print('No snapshot was written, because not all outcomes are proven.');
      return EXIT.unproven;
    }
    await writeSnapshot(path, report.snapshot, world);
    print(`Snapshot: ${path}`);
    return EXIT.passed;
  });
}

/** Runs what needs inputs and a world, on the emulator if one is wanted. */
async function inWorld(
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
  const log = process.stderr.isTTY
    ? createTerminalLog(
        (text) => process.stderr.write(text),
        () => process.stderr.columns,
      )
    : { ...createLineLog(say, clock), end: () => undefined };
  try {
    const world = createWorld({ ...log, debug: () => undefined }, interruption(), tmpdir());
    const origin = await readOrigin(process.env, world.files);
    const raw = { ...emulator?.flags, ...flags };
    try {
      return await run(parseInputs(raw, process.env, process.cwd(), origin), world, log);
    } catch (error) {
      const commenting = parseCommentInputs(createRawInputs(raw, process.env), process.env, origin, []);
      warn(await commentOnError(error, commenting, world));
      throw error;
    }
  } finally {
    log.end();
    await emulator?.close();
  }
}

async function runEmulator(file: string, port: number): Promise<void> {
  const interrupted = interruption();
  const emulator = await startEmulator(file, port, createFiles(tmpdir()));
  process.stdout.write(`${emulator.flags['api-base-url'] ?? ''}\n`);
  await new Promise((resolve) => {
    interrupted.addEventListener('abort', resolve, { once: true });
  });
  await emulator.close();
}

/** Says what is wrong on standard error; the exit code that goes with it. */
function explain(error: unknown): number {
  if (error instanceof ConfigError || error instanceof InputError) {
    for (const problem of error.problems) say(`error: ${renderProblem(problem)}`);
    return EXIT.badInput;
  }
  if (error instanceof GateError) {
    say(`error: ${error.message}`);
    return EXIT.unproven;
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  say('This is a bug of access-policy-gate: report it with the lines above. Nothing was proven.');
  return EXIT.bug;
}

function warn(message: string | undefined): void {
  if (message !== undefined) say(`warning: ${message}`);
}

function print(text: string): void {
  process.stdout.write(`${withoutCommands(text)}\n`);
}

/** Commands are left out here as well: the command line may run in a step of a runner. */
function say(text: string): void {
  process.stderr.write(`${withoutCommands(text)}\n`);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is 0 to 65535.');
  return port;
}

boundYoungGeneration();
outliveReaders(EXIT.badInput);
const exitCode = await run(process.argv);
process.exitCode = exitCode === EXIT.passed ? process.exitCode : exitCode;
