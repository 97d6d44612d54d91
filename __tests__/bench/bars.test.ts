import { describe, expect, it } from '@jest/globals';
import { BARS, findUntold, isHeld, ofSdkStart } from '../../bench/bars.ts';
import { type Rows } from '../../bench/results.ts';
import { ROWS } from './rows.ts';

const named = BARS.map((bar) => ({ bar, what: bar.what }));

/** The rows with every sample of one series changed. */
function changed(row: string, series: string, change: (sample: number) => number): Rows {
  const copy = structuredClone(ROWS) as unknown as Record<string, Record<string, number[]>>;
  const samples = copy[row]?.[series];
  if (copy[row] === undefined || samples === undefined) throw new Error(`There is no ${row}.${series}.`);
  copy[row][series] = samples.map(change);
  return copy as unknown as Rows;
}

function missed(rows: Rows): string[] {
  return BARS.filter((bar) => !isHeld(bar, bar.measure(rows))).map(({ what }) => what);
}

describe('a bar', () => {
  it.each(named)('is held on it: $what', ({ bar }) => {
    expect(isHeld(bar, bar.measure(ROWS))).toBe(true);
  });

  it.each(named)('is missed behind it: $what', ({ bar: { sense, limit } }) => {
    const step = sense === 'at least' ? -0.001 : 0.001;
    expect(isHeld({ sense, limit }, limit + step)).toBe(false);
    expect(isHeld({ sense, limit }, limit)).toBe(sense !== 'less than');
  });

  it.each([
    ['paging', 'sdkMs', 0.9, [/pages of 1,000$/]],
    ['paging', 'sdkDefaultMs', 0.9, [/default of 25$/]],
    ['paging', 'gateMs', 1.1, [/pages of 1,000$/, /default of 25$/]],
    ['whole', 'gateMs', 1.01, [/^whole gate/]],
    ['onePercent', 'requests', 1.1, [/^1,000,000 users, 1 % blocked/]],
    ['everything', 'requests', 1.1, [/everything listed$/]],
    ['everything', 'peakMb', 1.1, [/peak memory$/]],
    ['everything', 'ms', 1.1, [/time over/]],
    ['compared', 'requests', 1.1, [/^two tests/]],
    ['compared', 'peakMb', 1.1, [/peak memory$/]],
    ['startUp', 'actionMs', 1.1, [/of the action/]],
    ['startUp', 'cliMs', 1.2, [/of the command line/]],
    ['judging', 'judgingCpuMs', 1.1, [/^judging/]],
  ])('is missed where it is measured: %s.%s times %d', (row, series, factor, expected) => {
    const found = missed(changed(row, series, (sample) => sample * factor));
    expect(found).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
  });

  it('tells what is to be done where it is missed without a reason, or has one and is held', () => {
    const judging = BARS.find(({ row }) => row === 'judging');
    if (judging === undefined) throw new Error('There is no bar of judging.');
    const { row, what, sense, limit, measure, render } = judging;
    const bar = { row, what, sense, limit, measure, render };
    const reasoned = { ...bar, missedBecause: 'it is slow' };
    const slow = changed('judging', 'judgingCpuMs', (ms) => 2 * ms);
    const untold = [bar, reasoned].map((each) => [findUntold([each], ROWS), findUntold([each], slow)].flat());
    expect(untold).toEqual([
      [expect.stringMatching(/^Missed: judging .*missedBecause in bench\/bars\.ts/)],
      [expect.stringMatching(/^Held: judging .*out of bench\/bars\.ts/)],
    ]);
  });

  it('of the start-up is a ratio of what two starts of one round take over Node', () => {
    const startUp = { nodeMs: [10, 100, 10], actionMs: [30, 150, 40], cliMs: [], sdkMs: [20, 200, 20] };
    expect(ofSdkStart(startUp, startUp.actionMs)).toBe(2);
  });

  it('says in which row it is measured', () => {
    for (const bar of BARS) {
      const others: Rows = { ...ROWS, [bar.row]: undefined };
      expect(() => bar.measure(others)).toThrow(TypeError);
    }
  });
});
