import { describe, expect, it } from '@jest/globals';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { markerOf } from '../../src/github/comment.ts';
import { annotateProblems, renderAnnotations } from '../../src/report/annotations.ts';
import { withoutCommands } from '../../src/report/command.ts';
import { renderComment } from '../../src/report/comment.ts';
import { headline } from '../../src/report/headline.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderOutputs } from '../../src/report/outputs.ts';
import { type Page, renderPage } from '../../src/report/page.ts';
import { renderRecorded } from '../../src/report/recorded.ts';
import { reportSchema } from '../../src/report/reportSchema.ts';
import { type Report } from '../../src/report/report.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderText } from '../../src/report/terminal.ts';
import { FAMILIES, HOSTILE } from '../support/hostile.ts';
import { reportFullOf, smallReportOf } from '../support/hostileReport.ts';
import { denyCommands, denyEffects, denyUnseen, seenOf } from '../support/inert.ts';
import { expectNoReferences } from '../support/markdown.ts';

/** Markdown as GitHub reads it, but without its list of allowed HTML. */
function htmlOf(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

const COMMENT = /<!--[^]*?-->/g;
const TAG = /<[a-z/!?][^>]*>/gi;

/** The tags in their order, with their attributes. */
function tagsOf(html: string): string[] {
  return html.replace(COMMENT, '').match(TAG) ?? [];
}

/** The texts between tags and comments, as a reader sees them; those of code left out. */
function textsOf(html: string): string[] {
  return html
    .replace(/<code[^>]*>[^]*?<\/code>/g, '<code></code>')
    .replace(COMMENT, '<>')
    .split(/<[^>]*>/)
    .map(decode);
}

function decode(html: string): string {
  const names: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
  return html.replace(/&(?:amp|lt|gt|quot);/g, (reference) => names[reference] ?? '');
}

const HARMLESS = reportFullOf('harmless');
const SMALL = smallReportOf('harmless');
const HARMLESS_TAGS = tagsOf(htmlOf(renderSummary(HARMLESS)));
const SMALL_TAGS = tagsOf(htmlOf(renderSummary(SMALL)));

const CASES = HOSTILE.map((text) => [text]);

describe('the harmless report that others are compared with', () => {
  it('has every element that the report makes, and no link, image or emphasis but its own', () => {
    const names = HARMLESS_TAGS.map((tag) => tag.replace(/^<\/?|[ >].*$/g, ''));
    expect([...new Set(names)].sort()).toEqual(
      ['br', 'code', 'details', 'em', 'h2', 'h3', 'hr', 'p', 'strong', 'sub', 'summary']
        .concat('li', 'pre', 'ul', 'table', 'tbody', 'td', 'th', 'thead', 'tr')
        .sort(),
    );
  });
});

/** Throws unless the Markdown has these tags and no others, and shows the whole text, which is nothing but text. */
function expectText(text: string, markdown: string, tags: readonly string[]): void {
  const html = htmlOf(markdown);
  expect(tagsOf(html)).toEqual(tags);
  expect(decode(html.replace(COMMENT, '').replace(TAG, ''))).toContain(seenOf(text));
  expectNoReferences(textsOf(html));
  denyEffects('the Markdown', markdown);
}

/** Of every kind of text, because reading a long summary takes long: those of __tests__/browser/ see all of them. */
const SOME = Object.values(FAMILIES).flatMap((texts) => texts.slice(0, 2).map((text) => [text]));

describe('the job summary', () => {
  it.each(CASES)('with %j in it has the elements of a harmless one, and the whole text', (text) => {
    expectText(text, renderSummary(smallReportOf(text)), SMALL_TAGS);
  });

  it.each(SOME)('full of %j has the elements of a harmless one, and the whole text', (text) => {
    expectText(text, renderSummary(reportFullOf(text)), HARMLESS_TAGS);
  });

  it('has no others either when hostile texts follow one another', () => {
    for (const [index, first] of HOSTILE.entries()) {
      const second = HOSTILE[(index * 7 + 3) % HOSTILE.length] ?? '';
      const separator = index % 2 === 0 ? '' : ' ';
      expect(tagsOf(htmlOf(renderSummary(smallReportOf(`${first}${separator}${second}`))))).toEqual(
        SMALL_TAGS,
      );
    }
  });

  it.each(CASES)('draws the pictures of a harmless one, without %j', (text) => {
    const picturesOf = (report: Report) => renderSummary(report).match(/^```mermaid\n[^]*?\n```$/gm);
    const pictures = picturesOf(HARMLESS);
    expect(picturesOf(reportFullOf(text))).toEqual(pictures);
    expect(pictures).toHaveLength(2);
    expect(pictures?.join('')).not.toContain('harmless');
  });
});

const PAGE: Page = {
  name: 'page',
  maxLength: 1_000_000,
  lengthOf: (text) => text.length,
  details: [],
  rest: 'nothing has the rest',
  above: [],
  below: [],
};

describe.each<[string, Page['details']]>([
  ['people', ['people']],
  ['findings', ['findings']],
  ['counts', []],
])('a page with room for %s', (_, details) => {
  const render = (report: Report): string =>
    renderPage({ ...report, missing: report.tests.map(({ name }) => name) }, { ...PAGE, details });
  const tags = tagsOf(htmlOf(render(HARMLESS)));

  it.each(SOME)('full of %j has the elements of a harmless one, and the whole text', (text) => {
    expectText(text, render(reportFullOf(text)), tags);
  });
});

describe('a comment', () => {
  it('has the link to its run, and no other', () => {
    const runUrl = 'https://github.com/octo/access/actions/runs/7';
    const html = htmlOf(renderComment(HARMLESS, { marker: markerOf('gate.yml'), runUrl }));
    expect(tagsOf(html).filter((tag) => tag.startsWith('<a'))).toEqual([`<a href="${runUrl}">`]);
  });
});

describe('the log', () => {
  it.each(CASES)('has no command for a runner or a terminal, and as many lines as ever, of %j', (text) => {
    const report = reportFullOf(text);
    const shown = renderText(report);
    denyEffects('the report', shown);
    denyEffects('the list of what was recorded', renderRecorded(report));
    denyCommands('the log', withoutCommands(shown));
    denyCommands('the log', withoutCommands(renderRecorded(report)));
    denyCommands('a text of its own', withoutCommands(text));
    expect(shown.split('\n')).toHaveLength(renderText(HARMLESS).split('\n').length);
  });
});

describe('an annotation', () => {
  it.each(CASES)('is one line that moves no cursor, of %j', (text) => {
    const report = reportFullOf(text);
    const location = { file: text, line: 1, column: 1 };
    const annotations = [
      ...renderAnnotations(report, { lenient: false }),
      ...annotateProblems([{ message: text, location }, { message: text }]),
    ];
    expect(annotations.length).toBeGreaterThan(2);
    for (const { message } of annotations) {
      denyEffects('an annotation', message);
      expect(message).not.toContain('\n');
    }
    expect(headline(report)).toContain(text);
  });
});

describe('the outputs of the action', () => {
  it.each(CASES)('are figures, words of ours, ids and paths, whatever says %j', (text) => {
    const files = {
      json: '/t/report.json',
      junit: '/t/junit.xml',
      summary: '/t/summary.md',
      snapshot: '/t/snapshot.json',
    };
    const { 'policy-test-ids': ids, ...others } = renderOutputs(reportFullOf(text), files);
    expect(Object.values(others).join('')).not.toContain(text.trim() || 'nothing to see');
    expect(ids).toBe(`f1a8b3c9,${text}`);
  });
});

describe('report.json', () => {
  it.each(CASES)('is ASCII where it could act, keeps its shape, and has %j as data', (text) => {
    const json = renderJson(reportFullOf(text));
    const report = reportSchema.parse(JSON.parse(json));
    denyUnseen('report.json', json);
    // No program that makes a table of it finds another text than the one that was meant: a formula stays itself.
    expect(report.tests[0]?.name).toBe(text);
    expect(report.tests[1]?.findings[0]?.users[0]?.label).toBe(text);
  });
});
