import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderOutcomes } from '../../src/report/outcomePicture.ts';
import { type TestReport } from '../../src/report/report.ts';
import { type Counts } from '../../src/verdict/counts.ts';
import { HOSTILE } from '../support/hostile.ts';
import { tableOf } from '../support/markdown.ts';
import { aBaseline, aFinding, aTestReport, someChanges } from '../support/report.ts';

function counted(counts: Counts, overrides: Partial<TestReport> = {}): TestReport {
  return aTestReport({ counts, ...overrides });
}

const SOME = { totalUsers: 1_493, usersApproved: 1_218, usersBlocked: 275, usersErrored: 0 };

/** The lengths of the bars, a series each. */
function barsOf(markdown: string): number[][] {
  return [...markdown.matchAll(/^ {2}bar \[(.*)\]$/gm)].map(([, series = '']) =>
    series.split(', ').map(Number),
  );
}

/** The bars' sum at each place. */
function lengthsOf(markdown: string): number[] {
  const [first = [], ...others] = barsOf(markdown);
  return first.map((length, index) => others.reduce((sum, series) => sum + (series[index] ?? 0), length));
}

describe('the picture of an outcome', () => {
  const markdown = renderOutcomes([counted(SOME)]).join('\n\n');

  it('has a bar of its own colour for each outcome, the longest possible being everybody', () => {
    expect(markdown).toContain(
      '  x-axis ["1,218 approved", "275 blocked", "0 in error"]\n  y-axis 0 --> 1493\n',
    );
    expect(barsOf(markdown)).toEqual([
      [1_218, 0, 0],
      [0, 275, 0],
      [0, 0, 0],
    ]);
    expect(markdown).toContain('"plotColorPalette":"#0969da, #cf222e, #9a6700"');
  });

  it('stands below the name of the test, with its table', () => {
    expect(markdown).toMatch(
      /^\*\*Outcome of Grafana\*\*\n\n```mermaid\n[^]*\n```\n\n<details>[^]*<\/details>$/,
    );
    expect(tableOf(markdown, 'Outcome')).toEqual([
      ['approved', '1,218'],
      ['blocked', '275'],
      ['in error', '0'],
    ]);
  });

  it('has its words read by those who do not see it', () => {
    expect(markdown).toContain('\n  accTitle: Outcome of a test\n  accDescr: The table that follows ');
  });

  it('fixes no theme and no background, so that its words have the colours of the page', () => {
    expect(markdown).toContain('"backgroundColor":"transparent"');
    expect(markdown).not.toMatch(/"theme"|textcolor|labelcolor|axislinecolor/i);
  });

  it('shows whom the test did not come to', () => {
    const partial = renderOutcomes([counted({ ...SOME, totalUsers: 1_800 })]).join('\n\n');
    expect(lengthsOf(partial)).toEqual([1_218, 275, 0, 307]);
    expect(tableOf(partial, 'Outcome')).toContainEqual(['not processed', '307']);
    expect(partial).toContain('y-axis 0 --> 1800');
  });

  it('shows a single user of a million', () => {
    const single = { totalUsers: 1_000_000, usersApproved: 999_999, usersBlocked: 1, usersErrored: 0 };
    const rare = renderOutcomes([counted(single)]).join('\n\n');
    expect(rare).toContain('"1 blocked"');
    expect(lengthsOf(rare)).toEqual([999_999, 5_000, 0]);
  });

  it('is drawn of the processed users alone where it is not known how many there are', () => {
    const { totalUsers, ...others } = SOME;
    expect(renderOutcomes([counted(others)])).toEqual(renderOutcomes([counted({ ...others, totalUsers })]));
  });

  it('has a bar for whoever is there and none for nobody, none of them longer than everybody', () => {
    const users = fc.oneof(fc.constant(0), fc.constant(1), fc.nat(100_000_000));
    fc.assert(
      fc.property(users, users, users, users, (usersApproved, usersBlocked, usersErrored, left) => {
        const processed = usersApproved + usersBlocked + usersErrored;
        fc.pre(processed > 0);
        const total = processed + left;
        const picture = renderOutcomes([
          counted({ totalUsers: total, usersApproved, usersBlocked, usersErrored }),
        ]).join('\n\n');
        const counts = [usersApproved, usersBlocked, usersErrored, ...(left > 0 ? [left] : [])];
        const lengths = lengthsOf(picture);
        expect(lengths.map((length) => length > 0)).toEqual(counts.map((count) => count > 0));
        expect(Math.max(...lengths)).toBeLessThanOrEqual(total);
        expect(picture).toContain(`y-axis 0 --> ${total}\n`);
      }),
    );
  });

  it('has words and figures of ours only, whatever the test is called', () => {
    for (const name of HOSTILE) {
      const [title = '', ...picture] = renderOutcomes([counted(SOME, { name })]);
      expect(picture).toEqual(renderOutcomes([counted(SOME)]).slice(1));
      expect(title).toMatch(/^\*\*Outcome of [^\n]+\*\*$/);
    }
  });
});

describe('no picture is drawn', () => {
  it.each<[string, TestReport]>([
    ['of a test of which nothing is known', counted({})],
    ['of a test of which one outcome is not known', counted({ ...SOME, usersErrored: undefined })],
    [
      'of a test that came to nobody',
      counted({ totalUsers: 9, usersApproved: 0, usersBlocked: 0, usersErrored: 0 }),
    ],
    [
      'of a test whose changes have one of before and after',
      counted(SOME, { baseline: aBaseline(), changes: someChanges() }),
    ],
  ])('%s', (_, test) => {
    expect(renderOutcomes([test])).toEqual([]);
  });
});

describe('pictures of many tests', () => {
  const unchanged = counted(SOME, {
    name: 'Same',
    baseline: aBaseline(),
    changes: someChanges({ moves: [] }),
  });
  const failed = counted(SOME, { name: 'Bad', findings: [aFinding({ outcome: 'violated' })] });
  const doubtful = counted(SOME, { name: 'Doubt', findings: [aFinding({ outcome: 'inconclusive' })] });
  const namesIn = (blocks: readonly string[]) =>
    blocks.flatMap((block) => /^\*\*Outcome of (.*)\*\*$/.exec(block)?.slice(1) ?? []);
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => counted(SOME, { name: `Test ${index}` }));

  it('show the worst first, and those among them where nobody moves', () => {
    expect(namesIn(renderOutcomes([...many(2), unchanged, doubtful, failed]))).toEqual([
      'Bad',
      'Doubt',
      'Test 0',
      'Test 1',
      'Same',
    ]);
  });

  it('are ten, and it is said how many more there are', () => {
    const blocks = renderOutcomes([...many(30), failed]);
    expect(namesIn(blocks)).toHaveLength(10);
    expect(namesIn(blocks)[0]).toBe('Bad');
    expect(blocks.at(-1)).toBe('…and 21 more tests without a picture.');
    expect(renderOutcomes(many(11)).at(-1)).toBe('…and 1 more test without a picture.');
    expect(renderOutcomes(many(10)).join('')).not.toContain('without a picture');
  });
});
