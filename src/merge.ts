import { resolve } from 'node:path';
import { type Inputs } from './inputs.ts';
import { MAX_REPORT_BYTES } from './limits.ts';
import { mergeReports } from './report/merge.ts';
import { type ParsedReport, parseReport } from './report/parse.ts';
import { type Report } from './report/report.ts';
import { quote } from './untrusted.ts';
import { reasonOf } from './workspace.ts';
import { type World } from './world.ts';

/** Reads the reports of several jobs and makes one of them. What cannot be read is missing, and never proven. */
export async function runMerge(
  { reports, workspace, config }: Pick<Inputs, 'reports' | 'workspace' | 'config'>,
  { files }: Pick<World, 'files'>,
): Promise<Report> {
  const read = await Promise.all(reports.map((path) => readReport(path, workspace, files)));
  const parts = read.flatMap((each) => (each.kind === 'report' ? [each] : []));
  const missing = read.flatMap((each) => (each.kind === 'problem' ? [each.message] : []));
  const report = mergeReports(parts, missing);
  return parts.length > 0 ? report : { ...report, config };
}

async function readReport(path: string, workspace: string, files: World['files']): Promise<ParsedReport> {
  try {
    const text = await files.readText(await files.realPath(resolve(workspace, path)), MAX_REPORT_BYTES);
    return parseReport(text, path);
  } catch (error) {
    const message = `The report ${quote(path)} ${reasonOf(error, MAX_REPORT_BYTES)}. Its job ended without one: see its log.`;
    return { kind: 'problem', message };
  }
}
