import { withoutCommands } from '../report/command.ts';
import { renderJson } from '../report/json.ts';
import { renderJunit } from '../report/junit.ts';
import { type Report } from '../report/report.ts';
import { renderSummary } from '../report/summary.ts';

/** What a command prints of a report in place of the readable text; each is a flag of that name. */
export type ReportFormat = 'json' | 'junit' | 'summary';

/** How the help tells of each. */
export const REPORT_FORMATS: Readonly<Record<ReportFormat, string>> = {
  json: 'print the report for programs, as report.json has it, and nothing else on standard output',
  junit: 'print the report as JUnit XML, and nothing else on standard output',
  summary: 'print the summary as Markdown, and nothing else on standard output',
};

/** The one that the options of a command ask for, as commander gives them; undefined where they ask for none. */
export function formatOf(options: Readonly<Record<string, unknown>>): ReportFormat | undefined {
  return (Object.keys(REPORT_FORMATS) as ReportFormat[]).find((name) => options[name] === true);
}

/** A report in one of the formats, with a line feed at its end and without a command of a runner. */
export function renderAs(format: ReportFormat, report: Report): string {
  switch (format) {
    case 'json':
      // The same data: a number sign of JSON is within a string.
      return endLine(renderJson(report).replaceAll('##[', '#\\u0023['));
    case 'junit':
      return endLine(withoutCommands(renderJunit(report)));
    case 'summary':
      return endLine(withoutCommands(renderSummary(report)));
  }
}

function endLine(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
