import { resolve } from 'node:path';
import { type Inputs } from './inputs.ts';
import { MAX_REPORT_BYTES } from './limits.ts';
import { mergeReports } from './report/merge.ts';
import { type ParsedReport, parseReport } from './report/parse.ts';
import { type Report } from './report/report.ts';
import { quote } from './untrusted.ts';
import { reasonOf } from './workspace.ts';
import { type World } from './world.ts';

type Wanted = Pick<Inputs, 'reports' | 'workspace' | 'config' | 'identities' | 'warnings'>;

/** Reads the reports of several jobs and makes one of them. What cannot be read or told is missing, and never proven. */
export async function runMerge(
  { reports, workspace, config, identities, warnings }: Wanted,
  { files, clock }: Pick<World, 'files' | 'clock'>,
): Promise<Report> {
  const startedAt = clock.now();
  const read = await Promise.all(
    reports.map(async (path) => mayTell(await readReport(path, workspace, files), identities)),
  );
  const parts = read.flatMap((each) => (each.kind === 'report' ? [each] : []));
  const missing = read.flatMap((each) => (each.kind === 'problem' ? [each.message] : []));
  const report = mergeReports(parts, missing);
  return {
    ...report,
    ...(parts.length === 0 && { config, startedAt, finishedAt: clock.now() }),
    warnings: [...warnings, ...report.warnings],
  };
}

async function readReport(path: string, workspace: string, files: World['files']): Promise<ParsedReport> {
  try {
    const text = await files.readText(await files.realPath(resolve(workspace, path)), MAX_REPORT_BYTES);
    return parseReport(text, path);
  } catch (error) {
    const message = `The report ${quote(path)} ${reasonOf(error, MAX_REPORT_BYTES)}. If the path is right, its job ended without one: see its log.`;
    return { kind: 'problem', message };
  }
}

/** Who somebody is cannot be taken out again of a report that tells it. */
function mayTell(read: ParsedReport, identities: Inputs['identities']): ParsedReport {
  if (read.kind === 'problem' || read.report.identities === 'redacted' || identities === 'full') return read;
  const message = `The report ${quote(read.path)} tells who people are, and this run must not: have its job run with identities: redacted.`;
  return { kind: 'problem', message };
}
