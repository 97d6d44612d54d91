#!/usr/bin/env node
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { runCheck } from './commands/check.ts';
import { type Shell } from './commands/completion.ts';
import { runEmulator } from './commands/emulate.ts';
import { print, say } from './commands/output.ts';
import { formatOf, REPORT_FORMATS } from './commands/reportFormat.ts';
import { runSnapshot } from './commands/snapshot.ts';
import { ConfigError, GateError, InputError, renderProblem } from './errors.ts';
import { type Flags, flagsFor, flagsOf, INIT_INPUTS, MERGE_INPUTS, SNAPSHOT_INPUTS } from './flags.ts';
import { type InputName, INPUTS } from './inputDefinitions.ts';
import { EXIT } from './report/conclusion.ts';
import { outliveReaders } from './standardStreams.ts';
import { VERSION } from './version.ts';
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

  const init = program
    .command('init')
    .description(
      'write a first config: of the saved applications, with thresholds near what holds today, or of a Terraform plan',
    )
    .option(
      '--output <file>',
      'where to write it, over nothing; - is standard output',
      '.github/access-policy-gate.yml',
    )
    .option(...EMULATOR)
    .addHelpText('after', EXIT_CODES)
    .action(async (options: Record<string, unknown>) => {
      const { emulator, output } = options as { emulator?: string; output: string };
      const { runInit } = await import('./commands/init.ts');
      done(await runInit(flagsOf(options), emulator, output));
    });
  addFlags(init, INIT_INPUTS);

  const check = program
    .command('check')
    .description('test the policies of a config and judge the outcome')
    .option(...EMULATOR)
    .addHelpText('after', EXIT_CODES)
    .action(async (options: Record<string, unknown>) => {
      const emulator = options['emulator'] as string | undefined;
      done(await runCheck(flagsOf(options), emulator, formatOf(options)));
    });
  addFlags(
    check,
    INPUTS.map(({ name }) => name),
  );
  addFormats(check);

  const validate = program
    .command('validate')
    .description(
      'check the config, its policy files and the Terraform plan, without a token and without a call',
    )
    .addHelpText('after', EXIT_CODES)
    .action(async (options: Record<string, unknown>) => {
      done(await runCheck({ ...flagsOf(options), mode: 'validate' }, undefined, formatOf(options)));
    });
  addFlags(validate, ['config', 'terraform-plan']);
  addFormats(validate);

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
      done(await runCheck(flags, undefined, formatOf(options)));
    });
  addFlags(merge, MERGE_INPUTS);
  addFormats(merge);

  program
    .command('emulate')
    .description('serve an emulator of the policy tester on this machine, until interrupted')
    .argument('<directory.yml>', 'the users, groups and saved policies of the emulated account')
    .option('--port <n>', 'port on 127.0.0.1; 0 is any free one', parsePort, 0)
    .action(async (file: string, { port }: { port: number }) => {
      await runEmulator(file, port);
    });

  program
    .command('completion')
    .description('print the script by which a shell completes this command line')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .action(async (shell: Shell) => {
      const { renderCompletion } = await import('./commands/completion.ts');
      print(renderCompletion(shell, program).trimEnd());
    });
  return program;
}

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] satisfies Shell[];

const EMULATOR = [
  '--emulator <directory.yml>',
  'test on the embedded emulator with this directory of users',
] as const;

const EXIT_CODES = `
Exit codes: 0 passed or skipped, 1 failed, 2 bad input or config, 3 not proven or trouble with the API, 70 a bug.`;

function addFlags(command: Command, names: readonly InputName[]): void {
  for (const { flag, description } of flagsFor(names)) command.option(flag, description);
}

/** What is printed in place of the readable report: one of them at most. */
function addFormats(command: Command): void {
  const names = Object.keys(REPORT_FORMATS);
  for (const [name, description] of Object.entries(REPORT_FORMATS)) {
    const others = names.filter((other) => other !== name);
    command.addOption(new Option(`--${name}`, description).conflicts(others));
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

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is 0 to 65535.');
  return port;
}

boundYoungGeneration();
outliveReaders(EXIT.badInput);
const exitCode = await run(process.argv);
process.exitCode = exitCode === EXIT.passed ? process.exitCode : exitCode;
