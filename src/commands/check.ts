import { type Flags } from '../flags.ts';
import { runGate } from '../gate.ts';
import { commentOnReport } from '../pullRequestComment.ts';
import { exitCodeOf } from '../report/conclusion.ts';
import { renderText } from '../report/terminal.ts';
import { prepareReportFiles, writeReportFiles } from '../reportFiles.ts';
import { inWorld } from './commandWorld.ts';
import { print, say, warn, write } from './output.ts';
import { renderAs, type ReportFormat } from './reportFormat.ts';
import { screenOf } from './screen.ts';

/**
 * Runs a gate, or what the flag `mode` says instead, on the emulator if one is wanted; the exit code.
 *
 * @param format the only thing that is written to standard output, if one is wanted
 */
export async function runCheck(
  flags: Flags,
  emulatorFile: string | undefined,
  format: ReportFormat | undefined,
): Promise<number> {
  return inWorld(flags, emulatorFile, async (inputs, world, log) => {
    // Where nothing is tested, there is a report only where one was asked for.
    const isWritten =
      inputs.connection !== undefined || inputs.mode === 'merge' || inputs.reportDir !== undefined;
    const files = isWritten ? await prepareReportFiles(inputs, world) : undefined;
    const report = await runGate(inputs, world);
    log.end();
    const screen = screenOf(process.stdout, process.env);
    write(format === undefined ? `${renderText(report, screen)}\n` : renderAs(format, report));
    if (files !== undefined) {
      await writeReportFiles(report, files, inputs.runUrl, world);
      const snapshot = report.snapshot ? `\nSnapshot: ${files.snapshot}` : '';
      (format === undefined ? print : say)(
        `Report: ${files.json}\nSummary: ${files.summary}\nJUnit: ${files.junit}${snapshot}`,
      );
    }
    warn(await commentOnReport(report, inputs, world));
    return exitCodeOf(report, inputs);
  });
}
