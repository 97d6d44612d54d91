import { describe, expect, it } from '@jest/globals';
import { formatOf, renderAs, REPORT_FORMATS, type ReportFormat } from '../../src/commands/reportFormat.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderText } from '../../src/report/terminal.ts';
import { COMMANDS } from '../support/hostileCommands.ts';
import { reportFullOf } from '../support/hostileReport.ts';
import { denyCommands } from '../support/inert.ts';
import { aReport } from '../support/report.ts';

const FORMATS = Object.keys(REPORT_FORMATS) as ReportFormat[];
const HOSTILE = Object.values(COMMANDS).flat();

describe('the format of what is printed', () => {
  it.each(FORMATS)('is %s where that is asked for', (format) => {
    expect(formatOf({ emulator: 'directory.yml', [format]: true })).toBe(format);
  });

  it('is none where none is asked for', () => {
    expect(formatOf({ emulator: 'json', config: 'summary' })).toBeUndefined();
  });
});

describe('a report that is printed', () => {
  it.each(FORMATS)('as %s ends with one line feed', (format) => {
    const text = renderAs(format, aReport());
    expect(text).toMatch(/\S\n$/);
  });

  it.each(HOSTILE)('has no command of a runner, of %j', (text) => {
    const report = reportFullOf(text);
    for (const format of FORMATS) denyCommands(format, renderAs(format, report));
    denyCommands('the text', renderText(report, { paint: (shown) => shown, columns: 40 }));
  });

  it.each(HOSTILE)('as JSON has the data of report.json, with %j', (text) => {
    const report = reportFullOf(text);
    expect(JSON.parse(renderAs('json', report))).toEqual(JSON.parse(renderJson(report)));
  });
});
