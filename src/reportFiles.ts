import { join, resolve } from 'node:path';
import { InputError } from './errors.ts';
import { type Inputs } from './inputs.ts';
import { renderJson } from './report/json.ts';
import { type Report } from './report/report.ts';
import { renderSummary } from './report/summary.ts';
import { type World } from './world.ts';

/** Where the files of a report were written. */
export interface ReportFiles {
  readonly json: string;
  readonly summary: string;
}

/** Writes the report's files. @throws InputError when the folder cannot be written to */
export async function writeReports(
  report: Report,
  { reportDir, workspace }: Inputs,
  { files }: World,
): Promise<ReportFiles> {
  try {
    const folder =
      reportDir === undefined ? await files.makeTemporaryFolder() : resolve(workspace, reportDir);
    const paths = { json: join(folder, 'report.json'), summary: join(folder, 'summary.md') };
    await files.writeText(paths.json, renderJson(report));
    await files.writeText(paths.summary, renderSummary(report));
    return paths;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new InputError([
      {
        message: `The report could not be written (${code}): set report-dir to a folder that can be written to.`,
      },
    ]);
  }
}
