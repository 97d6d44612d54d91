import { describe, expect, it } from '@jest/globals';
import { renderJson } from '../../src/report/json.ts';
import { reportSchema } from '../../src/report/reportSchema.ts';
import { aFinding, aReport, aTestReport, someChanges, somePeople } from '../support/report.ts';

function jsonOf(report: Parameters<typeof renderJson>[0]): ReturnType<typeof reportSchema.parse> {
  return reportSchema.parse(JSON.parse(renderJson(report)));
}

describe('report.json', () => {
  it('has people once, however many findings and changes are about them', () => {
    const [blocked, copy] = [somePeople(), somePeople()];
    const { moves } = someChanges();
    const violated = (people: typeof blocked) =>
      aFinding({ outcome: 'violated', concerned: [{ status: 'blocked', people }] });
    const { tests, people } = jsonOf(
      aReport({
        tests: [
          aTestReport({
            findings: [violated(blocked), violated(copy), violated(blocked)],
            changes: someChanges({ moves: moves.map((move) => ({ ...move, people: blocked })) }),
          }),
        ],
      }),
    );
    expect(tests[0]?.changes?.moves.map((move) => move.people)).toEqual([0, 0]);
    expect(tests[0]?.findings.map(({ concerned }) => concerned)).toEqual([
      [{ status: 'blocked', people: 0 }],
      [{ status: 'blocked', people: 1 }],
      [{ status: 'blocked', people: 0 }],
    ]);
    expect(people).toHaveLength(2);
    expect(people[1]).toEqual({
      users: [{ label: 'p-00000001' }, { label: 'p-00000002' }],
      users_total: 2,
      domains: [{ domain: 'example.com', users: 2 }],
    });
  });

  it('tells of what holds that it does, and of nobody', () => {
    const { tests, people } = jsonOf(
      aReport({
        tests: [
          aTestReport({
            findings: [aFinding({ concerned: [{ status: 'approved', people: somePeople() }] })],
          }),
        ],
      }),
    );
    expect(tests[0]?.findings).toEqual([]);
    expect(tests[0]?.held.map(({ rule, actual }) => `${rule} ${actual}`)).toEqual(['percent_blocked 0 %']);
    expect(people).toEqual([]);
  });

  it('tells what a pull request does to the config, or why that is not known', () => {
    const about = { base: 'main', applied: 'base' } as const;
    const gone = {
      direction: 'gone',
      test: undefined,
      rule: 'Grafana',
      before: '3 assertions',
      after: undefined,
    } as const;
    expect(
      jsonOf(aReport({ configChange: { ...about, kind: 'compared', changes: [gone] } })).config_change,
    ).toEqual({ ...about, kind: 'compared', changes: [{ ...gone, test: null, after: null }] });
    expect(
      jsonOf(aReport({ configChange: { ...about, kind: 'unknown', reason: 'nobody knows' } })).config_change,
    ).toEqual({ ...about, kind: 'unknown', reason: 'nobody knows' });
  });
});
