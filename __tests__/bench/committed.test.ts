import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { BARS, isHeld } from '../../bench/bars.ts';
import { DOCUMENTS } from '../../bench/documents.ts';
import { type Results, ROW_NAMES, SERIES } from '../../bench/results.ts';
import { renderTables } from '../../bench/tables.ts';
import { ROOT } from '../support/built.ts';

/** As `npm run bench` wrote them. */
const results = JSON.parse(readFileSync(`${ROOT}bench/results.json`, 'utf8')) as Results;
/** Seconds of simulation, which a busy machine makes a minute of. */
const tables = renderTables();
const bars = BARS.map((bar) => ({ bar, what: bar.what }));

describe('the results of the bench', () => {
  it('have every series, of at least five runs', () => {
    const shape = Object.entries(results.rows).map(([row, series]) => [row, Object.keys(series)]);
    expect(shape).toEqual(ROW_NAMES.map((name) => [name, SERIES[name]]));
    for (const series of Object.values(results.rows)) {
      for (const samples of Object.values(series)) expect(samples.length).toBeGreaterThanOrEqual(5);
    }
  });

  it.each(bars)('hold the bar, or it says why not: $what', ({ bar }) => {
    expect(isHeld(bar, bar.measure(results.rows))).toBe(bar.missedBecause === undefined);
  });

  it.each(DOCUMENTS)(
    'are what $path tells',
    async ({ path, template, render }) => {
      const [text, before] = [template, path].map((name) => readFileSync(`${ROOT}${name}`, 'utf8'));
      expect(render(text ?? '', results, await tables, before ?? '')).toBe(before);
    },
    120_000,
  );
});
