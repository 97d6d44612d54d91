import { basename, join, resolve } from 'node:path';
import { InputError } from './errors.ts';
import { markerOf } from './github/comment.ts';
import { type Inputs } from './inputs.ts';
import { renderComment } from './report/comment.ts';
import { renderJson } from './report/json.ts';
import { renderJunit } from './report/junit.ts';
import { type Report } from './report/report.ts';
import { renderSummary } from './report/summary.ts';
import { clearReportFolder, locateReportFolder } from './reportFolder.ts';
import { renderSnapshot } from './snapshotText.ts';
import { quote } from './untrusted.ts';
import { type Files, type World } from './world.ts';

/** Where the files of a report are. */
export interface ReportFiles {
  readonly json: string;
  readonly summary: string;
  /** For whoever posts the report elsewhere, as in an issue. */
  readonly comment: string;
  /** For what shows test results. */
  readonly junit: string;
  /** Written only when there is an outcome to be recorded. */
  readonly snapshot: string;
  /** The folder that the paths of a report are relative to. */
  readonly workspace: string;
}

/**
 * Makes the folder of the report files, without those of an earlier run, before anything else can fail and before
 * anything is asked of Cloudflare.
 *
 * @throws InputError when it cannot be made or written to, leads out of the workspace, or has files in it that are
 * not the gate's
 */
export async function prepareReportFiles(
  { reportDir, workspace }: Inputs,
  { files }: Pick<World, 'files'>,
): Promise<ReportFiles> {
  try {
    const folder =
      reportDir === undefined
        ? await files.makeTemporaryFolder()
        : await locateReportFolder(reportDir, workspace, files);
    await files.makeFolder(folder);
    if (reportDir !== undefined) await clearReportFolder(folder, files);
    return {
      json: join(folder, 'report.json'),
      summary: join(folder, 'summary.md'),
      comment: join(folder, 'comment.md'),
      junit: join(folder, 'junit.xml'),
      snapshot: join(folder, 'snapshot.json'),
      workspace,
    };
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw unwritable('The report', cause);
  }
}

/**
 * Writes the report's files, each whatever becomes of the others.
 *
 * @param runUrl the page of the run, where there is one
 * @throws InputError that names those which could not be written; the snapshot is not, where a test was compared with
 * the file that it would take the place of: the next run would find nothing changed
 */
export async function writeReportFiles(
  report: Report,
  paths: ReportFiles,
  runUrl: Inputs['runUrl'],
  { files }: Pick<World, 'files'>,
): Promise<void> {
  const isBaseline = report.snapshot !== undefined && (await isComparedWith(report, paths, files));
  const texts = [
    { path: paths.json, text: renderJson(report) },
    { path: paths.summary, text: renderSummary(report) },
    { path: paths.comment, text: renderComment(report, { marker: markerOf(report.config), runUrl }) },
    { path: paths.junit, text: renderJunit(report) },
    ...(report.snapshot && !isBaseline
      ? [{ path: paths.snapshot, text: renderSnapshot(report.snapshot) }]
      : []),
  ];
  const written = await Promise.allSettled(texts.map(({ path, text }) => files.writeText(path, text)));
  const lost = texts.flatMap(({ path }, index) => {
    const result = written[index];
    return result?.status === 'rejected' ? [{ name: basename(path), cause: result.reason as unknown }] : [];
  });
  const [first] = lost;
  const lines = [
    ...(first ? [unwritable(lost.map(({ name }) => name).join(' and '), first.cause).message] : []),
    ...(isBaseline ? [overBaseline(paths.snapshot)] : []),
  ];
  if (lines.length > 0) throw new InputError([{ message: lines.join(' ') }]);
}

/** Whether a test has the file where the snapshot goes as its baseline, by whatever path. */
async function isComparedWith(
  { tests }: Report,
  { snapshot, workspace }: ReportFiles,
  files: Files,
): Promise<boolean> {
  const baselines = tests.flatMap(({ baseline }) =>
    baseline?.kind === 'snapshot' ? [resolve(workspace, baseline.file)] : [],
  );
  // What is not there, or cannot be looked up, is told by its own path.
  const real = (path: string): Promise<string> => files.realPath(path).catch(() => path);
  const [place, ...others] = await Promise.all([snapshot, ...baselines].map(real));
  return others.some((other) => other === place);
}

function overBaseline(path: string): string {
  return `The snapshot was not written, because ${quote(path)} is the baseline of a test, and the next run would find nothing changed: set report-dir to another folder.`;
}

function unwritable(what: string, cause: unknown): InputError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  const next =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? 'make room on its disk, or set report-dir to a folder on another'
      : 'set report-dir to a folder that can be written to';
  return new InputError([{ message: `${what} could not be written (${code}): ${next}.` }]);
}
