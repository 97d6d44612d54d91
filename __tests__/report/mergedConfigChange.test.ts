import { describe, expect, it } from '@jest/globals';
import { type AssertionChange } from '../../src/config/comparison.ts';
import { describeConfigChange } from '../../src/report/configChange.ts';
import { mergeReports } from '../../src/report/merge.ts';
import { type ConfigChange, type Report } from '../../src/report/report.ts';
import { aReport } from '../support/report.ts';

function aChange(direction: AssertionChange['direction'], test: string | undefined): AssertionChange {
  return { direction, test, rule: 'users_lost', before: 'at most 0', after: 'at most 9' };
}

function compared(...changes: readonly AssertionChange[]): ConfigChange {
  return { kind: 'compared', base: 'main', applied: 'base', changes };
}

const UNKNOWN: ConfigChange = {
  kind: 'unknown',
  base: 'main',
  applied: 'base',
  reason: 'GitHub did not answer.',
};

/** A report for each change of a config, one after the other: `a.yml`, `b.yml`, … */
function mergeOf(...configChanges: readonly (ConfigChange | undefined)[]): Report {
  const parts = configChanges.map((configChange, index) => {
    const config = `${'abc'.charAt(index)}.yml`;
    return { path: `${config}.json`, report: aReport({ config, configChange }) };
  });
  return mergeReports(parts, []);
}

describe('what becomes of several configs', () => {
  it('is told the worst first, and each change by the name of its config', () => {
    const merged = mergeOf(
      compared(aChange('loosened', 'Wiki'), aChange('new', 'Grafana')),
      compared(aChange('gone', 'Wiki'), aChange('changed', undefined)),
    );
    expect(describeConfigChange(merged)).toEqual([
      "⚠️ This pull request changes the gate's own config: 1 gone, 1 loosened, 1 changed, 1 new. The run is judged by the config of main, so that these changes did not count.",
      '   gone: Wiki (b.yml): users_lost: at most 0 → at most 9',
      '   loosened: Wiki (a.yml): users_lost: at most 0 → at most 9',
      '   changed: b.yml: users_lost: at most 0 → at most 9',
      '   new: Grafana (a.yml): users_lost: at most 0 → at most 9',
    ]);
  });

  it('is not known where one does not change and another could not be compared', () => {
    const sentence =
      "⚠️ Whether this pull request changes the gate's own config could not be found out: b.yml: GitHub did not answer. The run is judged by the config of main.";
    expect(describeConfigChange(mergeOf(compared(), UNKNOWN))).toEqual([sentence]);
    expect(describeConfigChange(mergeOf(undefined, UNKNOWN))).toEqual([sentence]);
    expect(describeConfigChange(mergeOf(UNKNOWN, UNKNOWN, compared()))[0]).toContain(
      'out: a.yml: GitHub did not answer; b.yml: GitHub did not answer. The run',
    );
  });

  it('is told of one that could not be compared beside the changes of another', () => {
    expect(describeConfigChange(mergeOf(compared(aChange('new', 'Wiki')), UNKNOWN)).slice(1)).toEqual([
      '   changed: b.yml: the whole config: – → not known: GitHub did not answer',
      '   new: Wiki (a.yml): users_lost: at most 0 → at most 9',
    ]);
  });

  it('counted where any of them did', () => {
    const workspace = { ...compared(aChange('gone', 'Wiki')), applied: 'workspace' } as const;
    expect(mergeOf(compared(), workspace).configChange?.applied).toBe('workspace');
    expect(mergeOf(workspace, UNKNOWN).configChange?.applied).toBe('workspace');
    expect(mergeOf(compared(), compared()).configChange).toEqual(compared());
  });
});
