import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { format } from 'prettier';
import { BARS } from '../../bench/bars.ts';
import { DOCUMENTS } from '../../bench/documents.ts';
import { renderBars, renderPerformance } from '../../bench/performance.ts';
import { renderTable } from '../../bench/table.ts';
import { ROOT } from '../support/built.ts';
import { expectGolden } from '../support/golden.ts';
import { tableOf } from '../support/markdown.ts';
import { RESULTS, ROWS } from './rows.ts';

/** Stand for those that are computed, and held to the document by committed.test.ts. */
const TABLES = { scaleOfUsers: '| users |', scaleOfAccounts: '| runners |', waiting: '| progress |' };
const README = '# A\n\n## Try it\n\nSo.\n\n## Speed\n\nOld.\n\n## Inputs\n\nNone.\n';

describe('what is told of results', () => {
  it.each(DOCUMENTS)('fills the template of $path', ({ path, template, render }) => {
    const text = render(readFileSync(`${ROOT}${template}`, 'utf8'), RESULTS, TABLES, README);
    expect(text).not.toMatch(/\{\{|NaN|undefined|Infinity/);
    expectGolden(`bench/golden/${path.replace(/.*\//, '')}`, text);
  });

  it('exchanges one section of the README and no other', () => {
    const { render } = DOCUMENTS.find(({ path }) => path === 'README.md') ?? {};
    expect(render?.('## Speed\n\n{{onePercentRequests}} requests.\n', RESULTS, TABLES, README)).toBe(
      README.replace('Old.', '40 requests.'),
    );
    expect(() => render?.('## Size\n', RESULTS, TABLES, README)).toThrow('no section "## Size"');
  });

  it('is refused where a template asks for what there is not', () => {
    expect(() => renderPerformance('{{sped}}', RESULTS, TABLES)).toThrow('sped');
  });
});

describe('the table of bars', () => {
  it('has the bar, the figure and whether it is held', () => {
    const [first, second] = tableOf(`${renderBars(BARS, ROWS)}\n`, 'what');
    expect(first?.slice(1)).toEqual(['at least 5.0 times', '5.0 times', 'held']);
    expect(second?.slice(1)).toEqual(['at least 100.0 times', '100.0 times', 'held']);
  });

  it('says of a bar that it is missed, and why', () => {
    const [bar] = BARS;
    const missed = bar === undefined ? [] : [{ ...bar, limit: 6 }];
    const bars = [...missed, ...missed.map((each) => ({ ...each, missedBecause: 'the network is slow' }))];
    expect(tableOf(`${renderBars(bars, ROWS)}\n`, 'what').map((cells) => cells.at(-1))).toEqual([
      'missed',
      'missed: the network is slow',
    ]);
  });
});

it('pads tables as Prettier does', async () => {
  const table = renderTable(
    ['left', 'right'],
    ['a', 'figure'],
    [
      ['one of – them', '1'],
      ['b', '1,000,000'],
    ],
  );
  expect(await format(table, { parser: 'markdown' })).toBe(`${table}\n`);
});
