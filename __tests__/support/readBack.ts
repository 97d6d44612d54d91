import { renderAnnotations } from '../../src/report/annotations.ts';
import { renderComment } from '../../src/report/comment.ts';
import { exitCodeOf } from '../../src/report/conclusion.ts';
import { headline } from '../../src/report/headline.ts';
import { renderJunit } from '../../src/report/junit.ts';
import { renderOutputs } from '../../src/report/outputs.ts';
import { parseReport } from '../../src/report/parse.ts';
import { type Report } from '../../src/report/report.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderText } from '../../src/report/terminal.ts';

const FILES = {
  json: 'report.json',
  junit: 'junit.xml',
  summary: 'summary.md',
  snapshot: 'snapshot.json',
};

/** What every reader of a report is told, by medium. */
export function toldOf(report: Report): Readonly<Record<string, string>> {
  const codes = [true, false].flatMap((reportOnly) =>
    (['fail', 'warn'] as const).map((onInconclusive) => exitCodeOf(report, { reportOnly, onInconclusive })),
  );
  return {
    headline: headline(report),
    summary: renderSummary(report),
    comment: renderComment(report, { marker: '<!-- marker -->', runUrl: undefined }),
    text: renderText(report),
    junit: renderJunit(report),
    annotations: JSON.stringify([true, false].map((lenient) => renderAnnotations(report, { lenient }))),
    outputs: JSON.stringify(renderOutputs(report, FILES)),
    codes: codes.join(),
  };
}

/** The report that a report.json tells of. Throws when it cannot be read. */
export function readBack(json: string): Report {
  const parsed = parseReport(json, 'report.json');
  if (parsed.kind === 'problem') throw new Error(parsed.message);
  return parsed.report;
}

/** Throws unless whoever reads `json` tells what `report` does; the snapshot is a file of its own. */
export function denyLoss(report: Report, json: string): void {
  const told = toldOf({ ...readBack(json), snapshot: report.snapshot });
  for (const [medium, text] of Object.entries(toldOf(report))) {
    if (told[medium] !== text) {
      throw new Error(`report.json has another ${medium}:\n${String(told[medium])}\ninstead of:\n${text}`);
    }
  }
}
