import { describe, expect, it } from '@jest/globals';
import { findMissing } from '../../src/report/completeness.ts';
import { mergeReports } from '../../src/report/merge.ts';
import { type ReportPart } from '../../src/report/parts.ts';
import { type Report } from '../../src/report/report.ts';
import { aFinding, aReport, aTestReport } from '../support/report.ts';

const FORK = 'secrets are not given to pull requests from forks';
const ADVICE = 'give it the token and the mode of the others.';

function partsOf(...reports: readonly Report[]): ReportPart[] {
  return reports.map((report, index) => ({ path: `${String(index + 1)}/report.json`, report }));
}

/** A shard of `config`, in which two tests fall into two parts. */
function aShardOf(config: string, index: number, overrides: Partial<Report> = {}): Report {
  return aReport({ config, shard: { index, count: 2 }, ...overrides });
}

/** A report without a token, of a test whose policies' text alone has this against it. */
function anUntestedReport(text: readonly ('violated' | 'held')[], overrides: Partial<Report> = {}): Report {
  const findings = text.map((outcome) => aFinding({ kind: 'policy', outcome }));
  const verdict = text.includes('violated') ? 'failed' : 'skipped';
  const test = aTestReport({ verdict, findings, policyTestId: undefined, status: undefined, counts: {} });
  return aReport({ untested: FORK, account: undefined, tests: [test], ...overrides });
}

describe('a shard of one config', () => {
  it('does not stand in for that of another on the same account', () => {
    const missing = findMissing(partsOf(aShardOf('a.yml', 1), aShardOf('b.yml', 2)));
    expect(missing.map((sentence) => sentence.replace(/:.*/, ''))).toEqual([
      'Part 2/2 of a.yml is missing',
      'Part 1/2 of b.yml is missing',
    ]);
  });

  it('does not stand in for that of another where no account is known', () => {
    const reports = [aShardOf('a.yml', 1), aShardOf('b.yml', 2)];
    const missing = findMissing(partsOf(...reports.map((report) => ({ ...report, account: undefined }))));
    expect(missing).toHaveLength(2);
  });

  it('stands in for a missing one of its own whose job asked nobody, and knew no account', () => {
    const parts = partsOf(aShardOf('a.yml', 1), aShardOf('a.yml', 2, { account: undefined }));
    expect(findMissing(parts)).toEqual([]);
  });
});

describe('a job that tested nothing', () => {
  it('is told of beside one that did, also when its text alone fails', () => {
    const parts = partsOf(
      anUntestedReport(['violated'], { shard: { index: 1, count: 2 } }),
      aReport({ shard: { index: 2, count: 2 } }),
    );
    expect(findMissing(parts)).toEqual([
      `The job of "1/report.json" tested nothing, because ${FORK}: ${ADVICE}`,
    ]);
    expect(mergeReports(parts, [])).toMatchObject({ verdict: 'failed', untested: undefined });
  });

  it('that fails by its text alone is none that tested what the others did not', () => {
    const parts = partsOf(
      anUntestedReport(['violated'], { shard: { index: 1, count: 2 } }),
      anUntestedReport([], { shard: { index: 2, count: 2 } }),
    );
    expect(findMissing(parts)).toEqual([]);
    expect(mergeReports(parts, [])).toMatchObject({ verdict: 'failed', untested: FORK });
  });

  it('and had no test is told of where it was to have the whole config', () => {
    const whole = anUntestedReport([], { config: 'a.yml', verdict: 'skipped', tests: [] });
    const missing = findMissing(partsOf(whole, aReport({ config: 'b.yml' })));
    expect(missing).toEqual([`The job of "1/report.json" tested nothing, because ${FORK}: ${ADVICE}`]);
  });

  it('is not the reason of all others that tested, whether it comes first or last', () => {
    const untested = anUntestedReport([], { shard: { index: 1, count: 2 } });
    const tested = aReport({ shard: { index: 2, count: 2 } });
    expect(mergeReports(partsOf(untested, tested), []).untested).toBeUndefined();
    expect(mergeReports(partsOf(tested, untested), []).untested).toBeUndefined();
  });

  it('has the reason of the first that had something to test', () => {
    const empty = aReport({
      verdict: 'skipped',
      untested: 'nothing of the config falls into part 1/2',
      account: undefined,
      shard: { index: 1, count: 2 },
      tests: [],
      scope: { fingerprint: 'of gate.yml', items: 1 },
    });
    const untested = anUntestedReport([], {
      shard: { index: 2, count: 2 },
      scope: { fingerprint: 'of gate.yml', items: 1 },
    });
    expect(mergeReports(partsOf(empty, untested), [])).toMatchObject({
      verdict: 'skipped',
      untested: FORK,
      missing: [],
    });
  });
});
