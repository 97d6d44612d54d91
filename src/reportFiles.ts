import { basename, join, resolve } from 'node:path';
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
    throw unwritable('The report', cause);
  }
}

/**
 * Writes the report's files, each whatever becomes of the others.
 *
 * @throws InputError that names those which could not be written
 */
export async function writeReportFiles(
  report: Report,
  { json, summary, snapshot }: ReportFiles,
  { files }: Pick<World, 'files'>,
): Promise<void> {
  const texts = [
    { path: json, text: renderJson(report) },
    { path: summary, text: renderSummary(report) },
    ...(report.snapshot ? [{ path: snapshot, text: renderSnapshot(report.snapshot) }] : []),
  ];
  const written = await Promise.allSettled(texts.map(({ path, text }) => files.writeText(path, text)));
  const lost = texts.flatMap(({ path }, index) => {
    const result = written[index];
    return result?.status === 'rejected' ? [{ name: basename(path), cause: result.reason as unknown }] : [];
  });
  const [first] = lost;
  if (first) throw unwritable(lost.map(({ name }) => name).join(' and '), first.cause);
}

function unwritable(what: string, cause: unknown): InputError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  const next =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? 'make room on its disk, or set report-dir to a folder on another'
      : 'set report-dir to a folder that can be written to';
  return new InputError([{ message: `${what} could not be written (${code}): ${next}.` }]);
}
