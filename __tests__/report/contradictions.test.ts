import { describe, expect, it } from '@jest/globals';
import { exitCodeOf } from '../../src/report/conclusion.ts';
import { renderJson } from '../../src/report/json.ts';
import { mergeReports } from '../../src/report/merge.ts';
import { type Report, type TestReport } from '../../src/report/report.ts';
import { HOSTILE } from '../support/hostile.ts';
import { denyEffects } from '../support/inert.ts';
import { readBack } from '../support/readBack.ts';
import { aCheckReport, aFinding, aPlanReport, aReport, aTestReport } from '../support/report.ts';

const STRICT = { reportOnly: false, onInconclusive: 'fail' } as const;

/** A test of a job without secrets. */
function aSkippedTest(overrides: Partial<TestReport> = {}): TestReport {
  return aTestReport({
    name: 'Wiki',
    verdict: 'skipped',
    policyTestId: undefined,
    status: undefined,
    counts: {},
    findings: [],
    ...overrides,
  });
}

const SKIPPED_CHECK = aCheckReport({ verdict: 'skipped', findings: [] });

/** What comes of a report that is written to a file and merged alone. */
function mergedAlone(report: Report): Report {
  return mergeReports([{ path: '1/report.json', report: readBack(renderJson(report)) }], []);
}

describe('a report that contradicts itself', () => {
  it.each<[string, Partial<Report>, string]>([
    [
      'passed with everything skipped',
      { verdict: 'passed', tests: [aSkippedTest()] },
      'it passed what was tested, and "Wiki" was skipped',
    ],
    [
      'passed with a skipped test beside others',
      { tests: [aTestReport(), aSkippedTest()] },
      'it passed what was tested, and "Wiki" was skipped',
    ],
    [
      'passed with a skipped check beside a test',
      { applicationChecks: [SKIPPED_CHECK] },
      'it passed what was tested, and "Alice reaches the wiki" was skipped',
    ],
    [
      'failed with a test that passed and one that was skipped',
      {
        tests: [
          aTestReport(),
          aTestReport({ findings: [aFinding({ outcome: 'violated' })] }),
          aSkippedTest(),
        ],
      },
      'it passed what was tested, and "Wiki" was skipped',
    ],
    [
      'passed with nothing but a plan',
      {
        verdict: 'passed',
        tests: [],
        plan: aPlanReport(),
        shard: { index: 1, count: 1 },
        scope: { fingerprint: 'a', items: 0 },
      },
      'it passed, and nothing of it did',
    ],
    ['tested on no account', { account: undefined }, '"Grafana" was tested, and on no account'],
    [
      'failed on no account',
      {
        account: undefined,
        tests: [aTestReport({ findings: [aFinding({ outcome: 'violated' })] })],
      },
      '"Grafana" was tested, and on no account',
    ],
    [
      'checked an application on no account',
      {
        account: undefined,
        tests: [],
        applicationChecks: [aCheckReport({ findings: [aFinding({ outcome: 'violated' })] })],
      },
      '"Alice reaches the wiki" was tested, and on no account',
    ],
    [
      'passed by the plan alone on no account',
      {
        account: undefined,
        tests: [aTestReport({ policyTestId: undefined, findings: [aFinding({ kind: 'change' })] })],
      },
      '"Grafana" was tested, and on no account',
    ],
    [
      'tested and tells why not',
      { untested: 'there are no secrets' },
      '"Grafana" was tested, and it tells why nothing was',
    ],
    [
      'passed without a policy test',
      { tests: [aTestReport({ policyTestId: undefined })] },
      '"Grafana" passed, and no policy test was started',
    ],
  ])('is not proven: %s', (_, overrides, what) => {
    const report = aReport(overrides);
    const merged = mergedAlone(report);
    expect(merged.missing).toEqual([
      `The report "1/report.json" contradicts itself: ${what}. Run its job again, and take the report as it was written.`,
    ]);
    expect(merged.verdict).toBe(report.verdict === 'failed' ? 'failed' : 'inconclusive');
    expect(exitCodeOf(merged, { ...STRICT, reportOnly: true })).toBe(3);
  });

  it('is told of in words that do nothing, whatever its tests are called', () => {
    for (const name of HOSTILE) {
      const { missing } = mergedAlone(aReport({ tests: [aTestReport(), aSkippedTest({ name })] }));
      expect(missing).toHaveLength(1);
      for (const sentence of missing) denyEffects('a sentence', sentence);
    }
  });
});

describe('a report does not contradict itself', () => {
  it.each<[string, Partial<Report>]>([
    [
      'that was only validated',
      { account: undefined, tests: [aSkippedTest()], applicationChecks: [SKIPPED_CHECK] },
    ],
    [
      'without secrets that fails by its text',
      {
        account: undefined,
        untested: 'there are no secrets',
        tests: [
          aSkippedTest(),
          aSkippedTest({
            verdict: 'failed',
            findings: [aFinding({ kind: 'policy', outcome: 'violated' })],
          }),
        ],
      },
    ],
    [
      'of a plan that changes nothing',
      {
        tests: [
          aTestReport({ policyTestId: undefined, counts: {}, findings: [aFinding({ kind: 'change' })] }),
        ],
      },
    ],
    [
      'that could not start a test',
      {
        tests: [
          aTestReport({
            policyTestId: undefined,
            counts: {},
            findings: [aFinding({ kind: 'guard', outcome: 'inconclusive' })],
          }),
        ],
      },
    ],
  ])('%s', (_, overrides) => {
    expect(mergedAlone(aReport(overrides)).missing).toEqual([]);
  });
});
