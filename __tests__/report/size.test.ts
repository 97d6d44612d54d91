import { describe, expect, it } from '@jest/globals';
import { renderJson } from '../../src/report/json.ts';
import { reportSchema } from '../../src/report/reportSchema.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderText } from '../../src/report/terminal.ts';
import { type People } from '../../src/verdict/people.ts';
import { aThreshold } from '../support/assertions.ts';
import { rows } from '../support/judged.ts';
import { tableOf } from '../support/markdown.ts';
import {
  aBaseline,
  aFinding,
  aJudgedReport,
  aPlanChange,
  aPlanReport,
  aReport,
  aTestReport,
  someChanges,
} from '../support/report.ts';

const MIB = 1_048_576;

function manyPeople(total: number): People {
  const listed = Array.from({ length: Math.min(total, 1_000) }, (_, index) => ({ label: `p-${index}` }));
  return { listed, total, domains: [{ domain: 'example.com', users: total }] };
}

describe('many people', () => {
  const report = aReport({
    tests: [
      aJudgedReport({
        name: 'Grafana',
        users: rows(5_000, 'blocked'),
        thresholds: [aThreshold({ metric: 'users_blocked', max: 0 })],
      }),
    ],
  });

  it('are named up to 100 in the job summary, which says how many more there are', () => {
    const summary = renderSummary(report);
    expect(summary).toContain('<summary>Show 100 of 5,000</summary>');
    expect(summary.match(/p-[0-9a-f]{8}/g)).toHaveLength(100);
    expect(summary).toContain('…and 4,900 more; report.json has up to 1,000.');
  });

  it('are named up to 10 in a terminal, which says how many more there are', () => {
    const text = renderText(report);
    expect(text.match(/p-[0-9a-f]{8}/g)).toHaveLength(10);
    expect(text).toContain(' and 4,990 more');
  });

  it('are named up to 1,000 in report.json, which says how many they are', () => {
    const [finding] = reportSchema.parse(JSON.parse(renderJson(report))).tests[0]?.findings ?? [];
    expect(finding?.users).toHaveLength(1_000);
    expect(finding?.users_total).toBe(5_000);
  });

  it('of several outcomes are named up to 1,000 together in report.json', () => {
    const concerned = (['blocked', 'error'] as const).map((status) => ({ status, people: manyPeople(800) }));
    const findings = [aFinding({ outcome: 'violated', concerned })];
    const json = renderJson(aReport({ tests: [aTestReport({ findings })] }));
    const [finding] = reportSchema.parse(JSON.parse(json)).tests[0]?.findings ?? [];
    expect(finding?.users).toHaveLength(1_000);
    expect(finding?.users_total).toBe(1_600);
  });

  it('are named once, though several thresholds are about them', () => {
    const summary = renderSummary(
      aReport({
        tests: [
          aJudgedReport({
            name: 'Grafana',
            users: rows(3, 'blocked'),
            thresholds: [aThreshold({ metric: 'users_blocked', max: 0 }), aThreshold({ max: 0 })],
          }),
        ],
      }),
    );
    expect(summary.match(/Who is blocked/g)).toHaveLength(1);
  });
});

/** Tests by which this many people each lose access. */
function losing(tests: number, people: number) {
  const aTest = (_: unknown, index: number) =>
    aTestReport({
      name: `Test ${index}`,
      baseline: aBaseline(),
      changes: someChanges({
        moves: [{ before: 'approved', after: 'blocked', people: manyPeople(people + index) }],
      }),
    });
  return aReport({ tests: Array.from({ length: tests }, aTest) });
}

describe('many changes', () => {
  const summary = renderSummary(losing(2_000, 5_000));

  it('have a row for the 100 tests that take access from most people', () => {
    const rows = tableOf(summary, 'Test');
    expect(rows).toHaveLength(100);
    expect(rows[0]).toEqual(['Test 1999', '**6,999**', '0', '7,496', 'baseline']);
    expect(summary).toContain('…and 1,900 more tests.');
  });

  it('are told at length of 20 of them, 100 people each', () => {
    expect(summary.match(/^\*\*Who loses access/gm)).toHaveLength(20);
    expect(summary.match(/^```mermaid$/gm)).toHaveLength(20);
    expect(summary.match(/<summary>Show 100 of /g)).toHaveLength(20);
    expect(summary).toContain('…and 1,980 more tests with changes.');
  });

  it('leave the job summary short enough, with its fine print', () => {
    expect(Buffer.byteLength(summary)).toBeLessThan(MIB);
    expect(summary).toMatch(/People are shown as labels or pseudonyms\.<\/sub>\n$/);
  });

  it('have all their tests in a terminal', () => {
    expect(renderText(losing(30, 5)).match(/Who loses access/g)).toHaveLength(30);
  });

  it('name up to 1,000 of each side in report.json, which says how many they are', () => {
    const [test] = reportSchema.parse(JSON.parse(renderJson(losing(1, 5_000)))).tests;
    expect(test?.changes?.lost).toHaveLength(1_000);
    expect(test?.changes?.users_lost).toBe(5_000);
  });

  it('name up to 1,000 of each side, too, whose outcomes are several', () => {
    const moves = (['blocked', 'error'] as const).map((after) => ({
      before: 'approved' as const,
      after,
      people: manyPeople(800),
    }));
    const report = aReport({
      tests: [aTestReport({ baseline: aBaseline(), changes: someChanges({ moves }) })],
    });
    const [test] = reportSchema.parse(JSON.parse(renderJson(report))).tests;
    expect(test?.changes?.lost).toHaveLength(1_000);
    expect(test?.changes?.users_lost).toBe(1_600);
  });
});

describe('a plan that changes much', () => {
  const changes = Array.from({ length: 2_000 }, (_, index) =>
    aPlanChange({ address: `cloudflare_zero_trust_access_policy.p${index}` }),
  );
  const report = aReport({ plan: aPlanReport({ changes }) });

  it('has 100 rows in the job summary, which says how many more there are', () => {
    expect(tableOf(renderSummary(report), 'Address')).toHaveLength(100);
    expect(renderSummary(report)).toContain('…and 1,900 more; report.json has them all.');
  });

  it('is listed whole in a terminal and in report.json', () => {
    expect(renderText(report).match(/^ {3}update /gm)).toHaveLength(2_000);
    const json = reportSchema.parse(JSON.parse(renderJson(report)));
    expect(json.terraform_plan?.changes).toHaveLength(2_000);
  });
});
