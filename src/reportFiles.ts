import { join, resolve } from 'node:path';
import { InputError } from './errors.ts';
import { type Inputs } from './inputs.ts';
import { renderJson } from './report/json.ts';
import { type Report } from './report/report.ts';
import { renderSummary } from './report/summary.ts';
import { renderSnapshot } from './snapshotText.ts';
import { type World } from './world.ts';

/** Where the files of a report are. */
export interface ReportFiles {
  readonly json: string;
  readonly summary: string;
  /** Written only when there is an outcome to be recorded. */
  readonly snapshot: string;
}

/**
 * Makes the folder of the report files, before anything is asked of Cloudflare.
 *
 * @throws InputError when it cannot be made or written to
 */
export async function prepareReportFiles(
  { reportDir, workspace }: Inputs,
  { files }: Pick<World, 'files'>,
): Promise<ReportFiles> {
  try {
    const folder =
      reportDir === undefined ? await files.makeTemporaryFolder() : resolve(workspace, reportDir);
    await files.makeFolder(folder);
    return {
      json: join(folder, 'report.json'),
      summary: join(folder, 'summary.md'),
      snapshot: join(folder, 'snapshot.json'),
    };
  } catch (cause) {
    throw unwritable(cause);
  }
}

/** Writes the report's files. @throws InputError when they cannot be written after all */
export async function writeReportFiles(
  report: Report,
  { json, summary, snapshot }: ReportFiles,
  { files }: Pick<World, 'files'>,
): Promise<void> {
  try {
    await files.writeText(json, renderJson(report));
    await files.writeText(summary, renderSummary(report));
    if (report.snapshot) await files.writeText(snapshot, renderSnapshot(report.snapshot));
  } catch (cause) {
    throw unwritable(cause);
  }
}

function unwritable(cause: unknown): InputError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  const message = `The report could not be written (${code}): set report-dir to a folder that can be written to.`;
  return new InputError([{ message }]);
}
