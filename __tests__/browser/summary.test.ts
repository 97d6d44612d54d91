import { describe, expect, it } from '@jest/globals';
import { renderSummary } from '../../src/report/summary.ts';
import { type Report } from '../../src/report/report.ts';
import { githubHtml, kindsOf, linkableTextsOf, outlineOf, refusedIn, textOf } from '../support/githubHtml.ts';
import { HOSTILE } from '../support/hostile.ts';
import { reportFullOf, smallReportOf } from '../support/hostileReport.ts';
import { seenOf } from '../support/inert.ts';
import { expectNoReferences } from '../support/markdown.ts';

const HARMLESS = githubHtml(renderSummary(reportFullOf('harmless')));
const SMALL = githubHtml(renderSummary(smallReportOf('harmless')));

const CASES = HOSTILE.map((text) => [text]);

describe('the harmless job summary that others are compared with', () => {
  it('has the elements of a report, and passes the sanitiser as a whole', () => {
    const names = [...kindsOf(HARMLESS)].map((kind) => kind.replace(/^<|[ >].*$/g, ''));
    expect([...new Set(names)].sort()).toEqual(
      ['br', 'code', 'details', 'em', 'h2', 'h3', 'hr', 'li', 'p', 'pre', 'strong', 'sub', 'summary']
        .concat('table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul')
        .sort(),
    );
    expect(refusedIn(HARMLESS)).toEqual([]);
  });

  it.each([
    ['a link', '[x](https://evil.example)', 'a'],
    ['an address', 'https://evil.example', 'a'],
    ['an image', '![x](y)', 'img'],
    ['an image in HTML', '<b><img src=x></b>', 'img'],
    ['an attribute', '<b onclick=x>y</b>', 'b[onclick]'],
    ['a picture of SVG', '<svg><b></b></svg>', 'svg'],
    ['a footnote', 'x[^1]\n\n[^1]: y', 'section'],
    ['a task', '- [x] y', 'input'],
  ])('would not pass with %s in it', (_, markdown, refused) => {
    expect(refusedIn(githubHtml(markdown))).toContain(refused);
  });
});

/** Fails unless GitHub shows of `report` what it shows of a harmless one, and the whole text. */
function expectText(text: string, report: Report, harmless: typeof HARMLESS): void {
  const nodes = githubHtml(renderSummary(report));
  expect(outlineOf(nodes)).toBe(outlineOf(harmless));
  expect(refusedIn(nodes)).toEqual([]);
  expect(textOf(nodes)).toContain(seenOf(text));
  expectNoReferences(linkableTextsOf(nodes));
}

describe('the job summary, read by the parser of GitHub', () => {
  it.each(CASES)('full of %j has the elements of a harmless one, and the whole text', (text) => {
    expectText(text, reportFullOf(text), HARMLESS);
  });

  it('has no others when hostile texts follow one another', () => {
    for (const [index, first] of HOSTILE.entries()) {
      const second = HOSTILE[(index * 11 + 5) % HOSTILE.length] ?? '';
      for (const separator of ['', ' ', ': ']) {
        const text = `${first}${separator}${second}`;
        expectText(text, smallReportOf(text), SMALL);
      }
    }
  });
});
