import { describe, expect, it } from '@jest/globals';
import { exitCodeOf, type Leniency } from '../../src/report/conclusion.ts';
import { type Report } from '../../src/report/report.ts';
import { aCheckReport, aFinding, aReport, aTestReport } from '../support/report.ts';

const VIOLATED = aTestReport({ findings: [aFinding({ outcome: 'violated' })] });
const UNPROVEN = aTestReport({ findings: [aFinding({ outcome: 'inconclusive' })] });
const WARNING = aTestReport({ findings: [aFinding({ outcome: 'violated', severity: 'warning' })] });
const BOTH = aTestReport({
  findings: [aFinding({ outcome: 'violated' }), aFinding({ outcome: 'inconclusive' })],
});
const SKIPPED = aTestReport({ verdict: 'skipped', findings: [] });

const RUNS: Record<string, Report> = {
  passed: aReport(),
  'passed with a warning': aReport({ tests: [WARNING] }),
  failed: aReport({ tests: [VIOLATED] }),
  'not proven': aReport({ tests: [UNPROVEN] }),
  'failed in one test, not proven in another': aReport({ tests: [VIOLATED, UNPROVEN] }),
  'failed and not proven in one test': aReport({ tests: [BOTH] }),
  'failed in a test, not proven in a check': aReport({
    tests: [VIOLATED],
    applicationChecks: [aCheckReport({ findings: [aFinding({ outcome: 'inconclusive' })] })],
  }),
  refused: aReport({ tests: [UNPROVEN], stopped: 'refused' }),
  interrupted: aReport({ tests: [UNPROVEN], stopped: 'interrupted' }),
  'failed, then interrupted': aReport({ tests: [VIOLATED, UNPROVEN], stopped: 'interrupted' }),
  skipped: aReport({ tests: [SKIPPED] }),
  'without any test': aReport({ tests: [] }),
  'without any finding': aReport({ tests: [aTestReport({ findings: [] })] }),
  'passed, but for what is missing': aReport({ missing: ['Part 2/3 is missing.'] }),
  'failed, and something is missing': aReport({ tests: [VIOLATED], missing: ['Part 2/3 is missing.'] }),
  'skipped, and something is missing': aReport({
    tests: [SKIPPED],
    untested: 'there is no token',
    missing: ['Part 2/3 is missing.'],
  }),
  'skipped without a token': aReport({ tests: [SKIPPED], untested: 'there is no token' }),
  'failed by its text without a token': aReport({ tests: [VIOLATED], untested: 'there is no token' }),
  'not proven, though nothing was to be tested': aReport({
    tests: [UNPROVEN],
    untested: 'there is no token',
  }),
};

const STRICT: Leniency = { reportOnly: false, onInconclusive: 'fail' };
const REPORT_ONLY: Leniency = { reportOnly: true, onInconclusive: 'fail' };
const WARN: Leniency = { reportOnly: false, onInconclusive: 'warn' };
const LENIENT: Leniency = { reportOnly: true, onInconclusive: 'warn' };

describe('the exit code of a run', () => {
  it.each<[string, number, number, number, number]>([
    // as it is, report-only, on-inconclusive: warn, both
    ['passed', 0, 0, 0, 0],
    ['passed with a warning', 0, 0, 0, 0],
    ['failed', 1, 0, 1, 0],
    ['not proven', 3, 3, 0, 0],
    ['failed in one test, not proven in another', 1, 3, 1, 0],
    ['failed and not proven in one test', 1, 3, 1, 0],
    ['failed in a test, not proven in a check', 1, 3, 1, 0],
    ['refused', 3, 3, 3, 3],
    ['interrupted', 3, 3, 3, 3],
    ['failed, then interrupted', 1, 3, 1, 3],
    ['skipped', 0, 0, 0, 0],
    ['without any test', 3, 3, 0, 0],
    ['without any finding', 3, 3, 0, 0],
    ['passed, but for what is missing', 3, 3, 0, 0],
    ['failed, and something is missing', 1, 3, 1, 0],
    ['skipped, and something is missing', 3, 3, 0, 0],
    ['skipped without a token', 0, 0, 0, 0],
    ['failed by its text without a token', 1, 0, 1, 0],
    ['not proven, though nothing was to be tested', 3, 3, 0, 0],
  ])('%s: %d, report-only %d, on-inconclusive warn %d, both %d', (name, ...codes) => {
    const report = RUNS[name];
    if (report === undefined) throw new Error(`No such run: ${name}`);
    expect([STRICT, REPORT_ONLY, WARN, LENIENT].map((leniency) => exitCodeOf(report, leniency))).toEqual(
      codes,
    );
  });

  it('is in the table for every run above', () => {
    expect(Object.keys(RUNS)).toHaveLength(19);
  });
});
