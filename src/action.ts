import { tmpdir } from 'node:os';
import * as core from '@actions/core';
import { secretOf } from './access/connection.ts';
import { parseCommentInputs } from './commentInputs.ts';
import { ConfigError, GateError, InputError } from './errors.ts';
import { runGate } from './gate.ts';
import { readOrigin } from './github/event.ts';
import { INPUTS } from './inputDefinitions.ts';
import { type Inputs, parseInputs } from './inputs.ts';
import { createLineLog } from './log.ts';
import { type Annotation, annotateProblems, renderAnnotations } from './report/annotations.ts';
import { withoutCommands } from './report/command.ts';
import { exitCodeOf } from './report/conclusion.ts';
import { headline } from './report/headline.ts';
import { renderOutputs } from './report/outputs.ts';
import { type Report } from './report/report.ts';
import { renderSummary } from './report/summary.ts';
import { renderText } from './report/terminal.ts';
import { commentOnError, commentOnReport } from './pullRequestComment.ts';
import { createRawInputs } from './rawInputs.ts';
import { prepareReportFiles, writeReportFiles } from './reportFiles.ts';
import { oneLine } from './untrusted.ts';
import { type Verdict } from './verdict/finding.ts';
import { clock, createWorld, type Log } from './world.ts';

/**
 * The gate on a runner: inputs come from the environment; log, annotations, outputs and job summary go back to it.
 * Fails the step once, at the end, after every report is written.
 */
export async function runAction(interrupted: AbortSignal): Promise<void> {
  let commentOn: ((error: unknown) => Promise<void>) | undefined;
  try {
    const raw = Object.fromEntries(
      INPUTS.map(({ name }) => [name, core.getInput(name, { trimWhitespace: false })]),
    );
    const world = createWorld(createActionLog(), interrupted, process.env['RUNNER_TEMP'] ?? tmpdir());
    const origin = await readOrigin(process.env, world.files);
    const commenting = parseCommentInputs(createRawInputs(raw, process.env), process.env, origin, []);
    if (commenting.github !== undefined) core.setSecret(commenting.github.token);
    commentOn = async (error) => {
      warn(await commentOnError(error, commenting, world));
    };
    const workspace = process.env['GITHUB_WORKSPACE'] ?? process.cwd();
    const inputs = parseInputs(raw, process.env, workspace, origin);
    maskSecret(inputs);

    const files = await prepareReportFiles(inputs, world);
    const report = await runGate(inputs, world);
    core.info(withoutCommands(renderText(report)));
    const failed = exitCodeOf(report, inputs) > 0;
    // Of several jobs, each has annotated what it found.
    if (inputs.mode !== 'merge') renderAnnotations(report, { lenient: !failed }).forEach(annotate);
    const lost = await writeAll(
      () => {
        setOutputs(renderOutputs(report, files));
      },
      () => writeReportFiles(report, files, inputs.runUrl, world),
      () => writeJobSummary(report),
      async () => {
        warn(await commentOnReport(report, inputs, world));
      },
    );

    if (failed) failStep(headline(report));
    else if (report.verdict !== 'passed' && report.verdict !== 'skipped')
      core.warning(oneLine(headline(report)));
    lost.forEach(fail);
  } catch (error) {
    const lost = await writeAll(
      () => {
        setOutputs({ verdict: 'inconclusive' satisfies Verdict });
      },
      () => commentOn?.(error),
    );
    [error, ...lost].forEach(fail);
  }
}

/** Why something could not be written; the rest is, all the same. */
async function writeAll(...writes: readonly (() => Promise<void> | void)[]): Promise<unknown[]> {
  const results = await Promise.allSettled(
    writes.map(async (write) => {
      await write();
    }),
  );
  return results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
}

function setOutputs(outputs: Readonly<Record<string, string>>): void {
  try {
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
  } catch (cause) {
    throw unwritable('outputs of the step', cause);
  }
}

async function writeJobSummary(report: Report): Promise<void> {
  if (!process.env['GITHUB_STEP_SUMMARY']) return;
  try {
    await core.summary.addRaw(renderSummary(report)).write();
  } catch (cause) {
    throw unwritable('job summary', cause);
  }
}

function unwritable(what: string, cause: unknown): InputError {
  const message = `The ${what} could not be written (${String(cause)}): the log has the report.`;
  return new InputError([{ message }]);
}

function createActionLog(): Log {
  const write = (line: string): void => {
    core.info(withoutCommands(line));
  };
  return {
    ...createLineLog(write, clock),
    debug(line) {
      core.debug(line);
    },
  };
}

/** The secrets only: masking addresses would make the runner drop every output that contains one. */
function maskSecret({ connection }: Inputs): void {
  if (connection !== undefined) core.setSecret(secretOf(connection.credentials));
}

function warn(message: string | undefined): void {
  if (message !== undefined) core.warning(oneLine(message));
}

function annotate({ level, message, location }: Annotation): void {
  const properties = location && {
    file: location.file,
    startLine: location.line,
    startColumn: location.column,
  };
  if (level === 'error') core.error(message, properties);
  else core.warning(message, properties);
}

function failStep(message: string): void {
  core.setFailed(oneLine(message));
}

function fail(error: unknown): void {
  if (error instanceof ConfigError || error instanceof InputError) {
    const [first, ...others] = error.problems;
    if (first && !first.location && others.length === 0) {
      failStep(first.message);
      return;
    }
    annotateProblems(error.problems).forEach(annotate);
    core.info(withoutCommands(error.message));
    failStep(
      `Nothing was tested: ${error.problems.length === 1 ? '1 problem has' : `${String(error.problems.length)} problems have`} to be mended first.`,
    );
  } else if (error instanceof GateError) {
    failStep(error.message);
  } else {
    core.info(withoutCommands(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    failStep('This is a bug of Access Policy Gate: report it with the lines above. Nothing was proven.');
  }
}
