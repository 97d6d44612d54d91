import { resolve } from 'node:path';
import { type Flags } from '../flags.ts';
import { runGate } from '../gate.ts';
import { EXIT } from '../report/conclusion.ts';
import { renderRecorded } from '../report/recorded.ts';
import { prepareSnapshot, writeSnapshot } from '../snapshotFile.ts';
import { inWorld } from './commandWorld.ts';
import { print, write } from './output.ts';
import { screenOf } from './screen.ts';

/** Records how the policies of a config treat everybody, on the emulator if one is wanted; the exit code. */
export async function runSnapshot(
  flags: Flags,
  emulatorFile: string | undefined,
  output: string,
): Promise<number> {
  return inWorld(flags, emulatorFile, async (inputs, world, log) => {
    if (inputs.untested !== undefined) {
      print(`No snapshot was written: ${inputs.untested}.`);
      return EXIT.passed;
    }
    const path = resolve(output);
    const salt = await prepareSnapshot(path, inputs, world);
    const report = await runGate({ ...inputs, mode: 'snapshot', salt }, world);
    log.end();
    write(`${renderRecorded(report, screenOf(process.stdout, process.env))}\n`);
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
