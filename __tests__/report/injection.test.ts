import { describe, expect, it } from '@jest/globals';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { renderAnnotations } from '../../src/report/annotations.ts';
import { withoutCommands } from '../../src/report/command.ts';
import { renderJson } from '../../src/report/json.ts';
import { reportSchema } from '../../src/report/reportSchema.ts';
import { type Report } from '../../src/report/report.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderText } from '../../src/report/terminal.ts';
import { unproven } from '../../src/verdict/guards.ts';
import { HOSTILE } from '../support/hostile.ts';
import {
  aBaseline,
  aCheckReport,
  aFinding,
  anEdit,
  aPlanChange,
  aPlanReport,
  aReport,
  aTestReport,
  someChanges,
  somePeople,
} from '../support/report.ts';

/** A report with `text` in every place that the API or the config fills, one of each kind of finding. */
function reportFullOf(text: string): Report {
  const location = { file: text, line: 3, column: 5 };
  const people = somePeople({
    listed: [{ label: text }, { label: text }],
    domains: [
      { domain: text, users: 1 },
      { domain: 'example.com', users: 1 },
    ],
  });
  const filled = { rule: text, message: text, expected: text, actual: text, location };
  const one = anEdit({ policy: text, differences: [text, text] });
  const explanation = {
    causes: [
      { edits: [one], lost: { ...people }, gained: undefined },
      { edits: [one, { ...one, kind: 'removed' }] as const, lost: { ...people }, gained: { ...people } },
    ],
    gap: text,
    policyTestIds: [text],
  };
  const moves = [
    { before: 'approved', after: 'blocked', people: { ...people } },
    { before: 'approved', after: 'error', people: { ...people } },
    { before: 'blocked', after: 'approved', people: { ...people } },
  ] as const;
  const waiver = { until: '2026-12-31', owner: text, reason: text, endsSoon: true };
  return aReport({
    tests: [
      aTestReport({
        name: text,
        location,
        baseline: { kind: 'snapshot', file: text },
        changes: someChanges({ moves: moves.slice(2) }),
        explanation: { ...explanation, causes: [{ edits: [one], lost: undefined, gained: { ...people } }] },
        findings: [aFinding(filled)],
      }),
      aTestReport({
        name: text,
        location,
        policyTestId: text,
        status: text,
        baseline: aBaseline({ policyTestId: text, status: text }),
        changes: someChanges({ moves: moves.slice(0, 2), onlyBefore: 1 }),
        explanation,
        findings: [
          aFinding({ ...filled, outcome: 'violated', concerned: [{ status: 'blocked', people }] }),
          aFinding({
            ...filled,
            kind: 'expectation',
            outcome: 'violated',
            severity: 'warning',
            concerned: [{ status: 'error', people: { ...people } }],
          }),
          aFinding({ ...filled, kind: 'expectation', outcome: 'waived', waiver }),
          aFinding({ ...filled, outcome: 'inconclusive' }),
          aFinding({ ...filled, kind: 'policy', outcome: 'violated', severity: 'warning' }),
          unproven(text, text, text, text),
          aFinding({ ...filled, kind: 'expectation' }),
          aFinding(filled),
        ],
      }),
    ],
    applicationChecks: [
      aCheckReport({
        name: text,
        location,
        appId: text,
        findings: [aFinding({ ...filled, kind: 'expectation', outcome: 'violated' }), aFinding(filled)],
      }),
    ],
    plan: aPlanReport({
      name: text,
      location,
      changes: [
        aPlanChange({ address: text, differences: [text, text] }),
        aPlanChange({ address: text, action: 'affected', differences: [] }),
      ],
      findings: [aFinding({ ...filled, kind: 'policy', outcome: 'violated' })],
    }),
    warnings: [{ message: text, location }, { message: text }],
  });
}

/** The job summary full of `text` as HTML: as GitHub reads Markdown, but without its list of allowed HTML. */
function htmlOf(text: string): string {
  return micromark(renderSummary(reportFullOf(text)), {
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

const HARMLESS = tagsOf(htmlOf('harmless'));

const CASES = HOSTILE.map((text) => [text]);

describe('the harmless report that others are compared with', () => {
  it('has every element that the report makes, and no link, image or emphasis but its own', () => {
    const names = HARMLESS.map((tag) => tag.replace(/^<\/?|[ >].*$/g, ''));
    expect([...new Set(names)].sort()).toEqual(
      ['br', 'code', 'details', 'em', 'h2', 'h3', 'hr', 'p', 'strong', 'sub', 'summary']
        .concat('li', 'pre', 'ul', 'table', 'tbody', 'td', 'th', 'thead', 'tr')
        .sort(),
    );
  });
});

describe('the job summary', () => {
  describe.each(CASES)('full of %j', (text) => {
    const html = htmlOf(text);

    it('has the elements of a harmless one and no others', () => {
      expect(tagsOf(html)).toEqual(HARMLESS);
    });

    it('shows the whole text', () => {
      const seen = decode(html.replace(COMMENT, '').replace(TAG, '')).replace(/\s+/g, ' ');
      const shown = text
        .replace(/\p{Cf}+/gu, '')
        .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim();
      expect(seen).toContain(shown);
    });

    it('mentions nobody and refers to no issue', () => {
      for (const shown of textsOf(html)) expect(shown).not.toMatch(/@\w|#\d|\bgh-\d/i);
    });

    it('has no control character in it', () => {
      expect(renderSummary(reportFullOf(text))).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    });
  });

  it.each(CASES)('draws the picture of a harmless one, without %j', (text) => {
    const pictures = (of: string) => renderSummary(reportFullOf(of)).match(/^```mermaid\n[^]*?\n```$/gm);
    expect(pictures(text)).toEqual(pictures('harmless'));
    expect(pictures('harmless')).toHaveLength(2);
    for (const picture of pictures(text) ?? []) expect(picture).not.toContain('harmless');
  });

  it('has no others either when hostile texts follow one another', () => {
    for (const [index, first] of HOSTILE.entries()) {
      const second = HOSTILE[(index * 7 + 3) % HOSTILE.length] ?? '';
      const separator = index % 2 === 0 ? '' : ' ';
      expect(tagsOf(htmlOf(`${first}${separator}${second}`))).toEqual(HARMLESS);
    }
  });
});

/** What the runner takes for a command: https://github.com/actions/runner, ActionCommand.cs. */
const COMMAND = /^[\s\u0085]*::|##\[/;

describe('the log', () => {
  it.each(CASES)('has no workflow command made of %j', (text) => {
    for (const line of withoutCommands(renderText(reportFullOf(text))).split('\n')) {
      expect(line).not.toMatch(COMMAND);
    }
    for (const line of withoutCommands(text).split(/\r\n|[\r\n]/)) expect(line).not.toMatch(COMMAND);
  });

  it.each(CASES)('has as many lines, and nothing that moves a cursor, of %j', (text) => {
    const shown = renderText(reportFullOf(text));
    expect(shown.split('\n')).toHaveLength(renderText(reportFullOf('harmless')).split('\n').length);
    expect(shown).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});

describe('an annotation', () => {
  it.each(CASES)('is one line that moves no cursor, of %j', (text) => {
    const annotations = renderAnnotations(reportFullOf(text), { lenient: false });
    expect(annotations).not.toEqual([]);
    for (const { message } of annotations) expect(message).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});

describe('report.json', () => {
  it.each(CASES)('keeps its shape, and escapes control characters, with %j', (text) => {
    const json = renderJson(reportFullOf(text));
    expect(reportSchema.safeParse(JSON.parse(json)).error).toBeUndefined();
    // JSON lets pass what is above ASCII.
    expect(json).not.toMatch(/(?![\n\u007f-\u009f])\p{Cc}/u);
  });
});
