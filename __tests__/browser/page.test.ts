import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser } from 'puppeteer-core';
import { renderSummary } from '../../src/report/summary.ts';
import { ROOT } from '../support/built.ts';
import { outlineOf, parseHtml, refusedIn } from '../support/githubHtml.ts';
import {
  drawDiagrams,
  type GithubPage,
  openBrowser,
  openSummary,
  type Scheme,
} from '../support/githubPage.ts';
import { FAMILIES, HOSTILE } from '../support/hostile.ts';
import { reportFullOf, smallReportOf } from '../support/hostileReport.ts';
import { aBaseline, aReport, aTestReport, someChanges } from '../support/report.ts';
import { contrastsOf, diagramsOf, htmlOf, overflowOf, unfold } from './inspection.ts';

/** Of text of this size, by https://www.w3.org/TR/WCAG22/#contrast-minimum */
const LEAST_CONTRAST = 4.5;

const SCHEMES: readonly Scheme[] = ['light', 'dark'];

/** Of every kind of text. */
const SOME = Object.values(FAMILIES).flatMap((texts) => texts.slice(0, 2));

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** What is found of a summary with its diagrams drawn and everything unfolded. */
function inspect(markdown: string, scheme: Scheme) {
  return inPage(markdown, scheme, async (opened) => {
    const html = await htmlOf(opened.page);
    await drawDiagrams(opened);
    await unfold(opened.page);
    const overflow = await overflowOf(opened.page);
    const contrasts = await contrastsOf(opened.page);
    return { ...(await diagramsOf(opened.page)), overflow, contrasts, html, effects: opened.effects };
  });
}

/** What is found of one without diagrams, which is quicker. */
function inspectText(markdown: string) {
  return inPage(markdown, 'light', async ({ page, effects }) => {
    await unfold(page);
    return { html: await htmlOf(page), overflow: await overflowOf(page), effects };
  });
}

async function inPage<T>(
  markdown: string,
  scheme: Scheme,
  look: (opened: GithubPage) => Promise<T>,
): Promise<T> {
  const opened = await openSummary(browser, markdown, scheme);
  try {
    return await look(opened);
  } finally {
    await opened.page.close();
  }
}

const golden = `${ROOT}__tests__/report/golden/`;

/** Every summary that the tests keep, one after the other; a comment is made of the same, and has a link. */
const GOLDEN = readdirSync(golden, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .sort()
  .map((name) => readFileSync(golden + name, 'utf8'))
  .filter((text) => !text.startsWith('<!-- access-policy-gate: '))
  .join('\n\n');

const MANY = renderSummary(
  aReport({
    tests: Array.from({ length: 30 }, (_, index) =>
      aTestReport({
        name: `Test ${index}`,
        ...(index % 3 === 0 ? { baseline: aBaseline(), changes: someChanges() } : {}),
      }),
    ),
  }),
);

describe.each(SCHEMES)('a job summary in a browser, %s', (scheme) => {
  it.each([
    ['of each kind', GOLDEN],
    ['of 30 tests', MANY],
  ])('is drawn, legible, and no wider than its column: %s', async (_, markdown) => {
    const { drawn, failed, overflow, contrasts, html, effects } = await inspect(markdown, scheme);
    expect(failed).toEqual([]);
    expect(drawn).toBe(markdown.match(/^```mermaid$/gm)?.length);
    expect(overflow).toEqual([]);
    expect(contrasts.filter(({ contrast }) => contrast < LEAST_CONTRAST)).toEqual([]);
    expect(contrasts.length).toBeGreaterThanOrEqual(3 * drawn);
    expect(refusedIn(parseHtml(html))).toEqual([]);
    expect(effects).toEqual([]);
  });

  it('is drawn and no wider than the page where it is full of what others wrote', async () => {
    const markdown = renderSummary(reportFullOf(SOME.join(' ')));
    const { drawn, failed, overflow, effects } = await inspect(markdown, scheme);
    expect(failed).toEqual([]);
    expect(drawn).toBe(markdown.match(/^```mermaid$/gm)?.length);
    expect(withoutTables(overflow)).toEqual([]);
    expect(effects).toEqual([]);
  });
});

/** A long word may make a table so wide that it must be scrolled, but never the page. */
function withoutTables(overflow: readonly string[]): string[] {
  return overflow.filter((found) => !found.startsWith('the table of '));
}

describe('what others wrote', () => {
  it.each([
    ['in every place', reportFullOf, SOME],
    ['in each kind of place', smallReportOf, HOSTILE],
  ])('is nothing but text in a browser, and does nothing: %s', async (_, reportOf, texts) => {
    const render = (text: string) => renderSummary(reportOf(text));
    const markdown = texts.map(render).join('\n\n');
    const harmless = await inspectText(texts.map(() => render('harmless')).join('\n\n'));
    const { html, overflow, effects } = await inspectText(markdown);
    const nodes = parseHtml(html);
    expect(refusedIn(nodes)).toEqual([]);
    expect(outlineOf(nodes)).toBe(outlineOf(parseHtml(harmless.html)));
    expect(withoutTables(overflow)).toEqual([]);
    expect(effects).toEqual([]);
  });
});

describe('what would be found in a job summary', () => {
  const WORDS = 'many long words '.repeat(3);

  it('is a diagram that cannot be drawn, and one with words that can hardly be read', async () => {
    const broken = '```mermaid\nflowchart LR\n  a -->\n```';
    const faint =
      '```mermaid\nflowchart LR\n  a[faint]:::x --> b[clear]\n  classDef x fill:#aaa,color:#999\n```';
    const { drawn, failed, contrasts } = await inspect(`${broken}\n\n${faint}`, 'light');
    expect(drawn).toBe(1);
    expect(failed).toEqual(['diagram 1: error']);
    expect(contrasts.filter(({ contrast }) => contrast < LEAST_CONTRAST)).toEqual([
      { text: 'faint', contrast: expect.closeTo(1.2, 0) },
    ]);
  });

  it('is a table that must be scrolled, and what makes the page wider', async () => {
    const cells = Array.from({ length: 20 }, () => 'cellcellcell').join(' | ');
    const table = `| ${cells} |\n|${'---|'.repeat(20)}\n`;
    expect((await inspectText(table)).overflow).toEqual([expect.stringMatching(/^the table of cell/)]);
    const box = `<div style="width: 1100px">${WORDS}</div>`;
    expect((await inspectText(box)).overflow).toEqual(['the page: 1132 of 1012 px']);
  });

  it.each([
    ['an image', '![x](y)', 'img', 'request: https://github.example/y'],
    ['a picture of another host', '<b><img src=//evil.example></b>', 'img', 'request: https://evil.example/'],
    ['a script', '<b><img src=data:, onerror=alert(1)></b>', 'img[onerror]', 'dialog: 1'],
    [
      'an error of a script',
      '<b><img src=data:, onerror=nowhere></b>',
      'img[onerror]',
      'error: ReferenceError: nowhere is not defined',
    ],
  ])('is %s', async (_, markdown, refused, effect) => {
    const { html, effects } = await inspectText(markdown);
    expect(refusedIn(parseHtml(html))).toContain(refused);
    expect(effects).toEqual([expect.stringContaining(effect)]);
  });
});
