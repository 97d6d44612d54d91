import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { ConfigError, GateError, InputError, renderProblem } from './errors.ts';
import { runGate } from './gate.ts';
import { type InputDefinition, type InputName, INPUTS, parseInputs } from './inputs.ts';
import { interruption } from './interruption.ts';
import { createLineLog, createTerminalLog } from './log.ts';
import { withoutCommands } from './report/command.ts';
import { EXIT, exitCodeOf } from './report/conclusion.ts';
import { renderText } from './report/terminal.ts';
import { prepareReportFiles, writeReportFiles } from './reportFiles.ts';
import { VERSION } from './version.ts';
import { clock, createWorld } from './world.ts';

type Flags = Partial<Record<InputName, string>>;

/** The input names of flags as commander stores them. */
const OPTION_KEYS = INPUTS.map(({ name }) => ({
  name,
  key: name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
}));

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
    .option('--emulator <directory.yml>', 'test on the embedded emulator with this directory of users')
    .addHelpText('after', EXIT_CODES)
    .action(async (options: Record<string, unknown>) => {
      done(await runCheck(flagsOf(options), options['emulator'] as string | undefined));
    });
  for (const input of INPUTS) check.option(flagOf(input), descriptionOf(input));

  const config = INPUTS.find(({ name }) => name === 'config');
  const validate = program
    .command('validate')
    .description('check the config and its policy files, without a token and without a call')
    .addHelpText('after', EXIT_CODES)
    .action(async (options: Record<string, unknown>) => {
      done(await runCheck({ ...flagsOf(options), mode: 'validate' }, undefined));
    });
  if (config) validate.option(flagOf(config), descriptionOf(config));

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

const EXIT_CODES = `
Exit codes: 0 passed or skipped, 1 failed, 2 bad input or config, 3 not proven or trouble with the API, 70 a bug.`;

async function runCheck(flags: Flags, emulatorFile: string | undefined): Promise<number> {
  if (emulatorFile !== undefined && flags['api-base-url'] !== undefined) {
    const message = '--emulator and --api-base-url say two addresses of the API: leave out one of them.';
    throw new InputError([{ message }]);
  }
  const emulator = emulatorFile === undefined ? undefined : await startEmulator(emulatorFile, 0);
  const log = process.stderr.isTTY
    ? createTerminalLog(
        (text) => process.stderr.write(text),
        () => process.stderr.columns,
      )
    : { ...createLineLog(say, clock), end: () => undefined };
  try {
    const inputs = parseInputs({ ...emulator?.flags, ...flags }, process.env, process.cwd());
    const world = createWorld({ ...log, debug: () => undefined }, interruption(), tmpdir());
    const files = inputs.connection && (await prepareReportFiles(inputs, world));
    const report = await runGate(inputs, world);
    log.end();
    print(renderText(report));
    if (files !== undefined) {
      await writeReportFiles(report, files, world);
      print(`Report: ${files.json}\nSummary: ${files.summary}`);
    }
    return exitCodeOf(report, inputs);
  } finally {
    log.end();
    await emulator?.close();
  }
}

async function runEmulator(file: string, port: number): Promise<void> {
  const interrupted = interruption();
  const emulator = await startEmulator(file, port);
  process.stdout.write(`${emulator.flags['api-base-url'] ?? ''}\n`);
  await new Promise((resolve) => {
    interrupted.addEventListener('abort', resolve, { once: true });
  });
  await emulator.close();
}

/** The embedded emulator, and the flags with which a gate reaches it. */
async function startEmulator(file: string, port: number): Promise<{ flags: Flags; close(): Promise<void> }> {
  const { emulate } = await import('./emulator/emulate.ts');
  const text = await readDirectory(file);
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

async function readDirectory(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new InputError([{ message: `The directory ${file} cannot be read (${codeOf(error)}).` }]);
  }
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

function print(text: string): void {
  process.stdout.write(`${withoutCommands(text)}\n`);
}

/** Commands are left out here as well: the command line may run in a step of a runner. */
function say(text: string): void {
  process.stderr.write(`${withoutCommands(text)}\n`);
}

function flagOf({ name }: InputDefinition): string {
  return name === 'report-only' ? `--${name} [true|false]` : `--${name} <value>`;
}

function descriptionOf({ description, variable, default: fallback }: InputDefinition): string {
  const notes = [
    ...(variable === undefined ? [] : [`env ${variable}`]),
    ...(fallback === undefined ? [] : [`default ${fallback}`]),
  ];
  return notes.length === 0 ? description : `${description} (${notes.join(', ')})`;
}

/** A flag without a value means true. */
function flagsOf(options: Readonly<Record<string, unknown>>): Flags {
  return Object.fromEntries(
    OPTION_KEYS.flatMap(({ name, key }) => {
      const value = options[key];
      if (value === true) return [[name, 'true']];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is 0 to 65535.');
  return port;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

process.exitCode = await run(process.argv);
