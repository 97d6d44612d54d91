import { describe, expect, it } from '@jest/globals';
import { describeConfigChange, renderConfigChange } from '../../src/report/configChange.ts';
import { type Report } from '../../src/report/report.ts';
import { aReport } from '../support/report.ts';

/** A pull request that loosens so many thresholds. */
function loosening(count: number): Report {
  const changes = Array.from({ length: count }, (_, index) => ({
    direction: 'loosened' as const,
    test: 'Grafana',
    rule: `rule ${String(index + 1)}`,
    before: 'at most 1',
    after: 'at most 2',
  }));
  return aReport({ configChange: { kind: 'compared', base: 'main', applied: 'workspace', changes } });
}

describe('many changes of a config', () => {
  it('are counted from the fifty-first, in a terminal as on GitHub', () => {
    expect(describeConfigChange(loosening(51)).slice(-2)).toEqual([
      '   loosened: Grafana: rule 50: at most 1 → at most 2',
      '   …and 1 more',
    ]);
    expect(renderConfigChange(loosening(1_251)).at(-1)).toBe('…and 1,201 more.');
    expect(describeConfigChange(loosening(1_251)).at(-1)).toBe('   …and 1,201 more');
  });

  it('are all there up to fifty, and none is counted', () => {
    const lines = describeConfigChange(loosening(50));
    expect(lines.at(-1)).toBe('   loosened: Grafana: rule 50: at most 1 → at most 2');
    expect(lines.join()).not.toContain('…');
    expect(renderConfigChange(loosening(50)).join()).not.toContain('…');
  });
});
