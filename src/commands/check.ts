import { type Flags } from '../flags.ts';
import { runGate } from '../gate.ts';
import { commentOnReport } from '../pullRequestComment.ts';
import { exitCodeOf } from '../report/conclusion.ts';
import { renderText } from '../report/terminal.ts';
import { prepareReportFiles, writeReportFiles } from '../reportFiles.ts';
import { inWorld } from './commandWorld.ts';
import { print, warn } from './output.ts';

/** Runs a gate, or what the flag `mode` says instead, on the emulator if one is wanted; the exit code. */
export async function runCheck(flags: Flags, emulatorFile: string | undefined): Promise<number> {
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
