import { describe, expect, it } from '@jest/globals';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type AssertionChange } from '../../src/config/comparison.ts';
import {
  describeConfigChange,
  renderConfigChange,
  renderConfigSentence,
} from '../../src/report/configChange.ts';
import { withoutCommands } from '../../src/report/command.ts';
import { type ConfigChange, type Report } from '../../src/report/report.ts';
import { renderText } from '../../src/report/terminal.ts';
import { HOSTILE } from '../support/hostile.ts';
import { denyCommands, denyEffects, seenOf } from '../support/inert.ts';
import { expectNoReferences, tableOf } from '../support/markdown.ts';
import { aReport } from '../support/report.ts';

function aChange(overrides: Partial<AssertionChange> = {}): AssertionChange {
  return {
    direction: 'loosened',
    test: 'Grafana',
    rule: 'percent_blocked',
    before: 'at most 10 %',
    after: 'at most 20 %',
    ...overrides,
  };
}

const GONE = aChange({ direction: 'gone', rule: 'CEO', before: 'approved', after: undefined });
const NEW = aChange({
  direction: 'new',
  test: 'Wiki',
  rule: 'the whole test',
  before: undefined,
  after: '3 assertions',
});
const OFF = aChange({
  direction: 'tightened',
  test: undefined,
  rule: 'bypass_everyone_added',
  before: 'only warns',
  after: 'fails the run',
});

function compared(
  changes: readonly AssertionChange[],
  applied: ConfigChange['applied'] = 'workspace',
): Report {
  return aReport({ configChange: { kind: 'compared', base: 'main', applied, changes } });
}

function unknown(reason: string, applied: ConfigChange['applied'] = 'workspace'): Report {
  return aReport({ configChange: { kind: 'unknown', base: 'main', applied, reason } });
}

/** The rows of the table in these blocks. */
function rowsOf(blocks: readonly string[]): string[][] {
  return tableOf(`${shown(blocks)}\n\n`, 'Change');
}

/** Text as a reader sees it. */
function shown(blocks: readonly string[]): string {
  return blocks.join('\n\n').replaceAll('&#95;', '_').replaceAll('`', '');
}

describe('the sentence on what a pull request does to the config', () => {
  it('tells how much of what, the worst first, and that it counts', () => {
    expect(
      shown(renderConfigSentence(compared([GONE, aChange(), aChange({ rule: 'users_lost' }), OFF, NEW]))),
    ).toBe(
      "⚠️ **This pull request changes the gate's own config .github/access-policy-gate.yml: 1 gone, 2 loosened, 1 tightened, 1 new.** The run is judged by the changed config: to have it judged by that of main, set config-ref: base.",
    );
  });

  it('tells that it does not count where the config is that of the base', () => {
    expect(shown(renderConfigSentence(compared([NEW], 'base')))).toBe(
      "➕ **This pull request changes the gate's own config .github/access-policy-gate.yml: 1 new.** The run is judged by the config of main, so that these changes did not count.",
    );
  });

  it('tells why nothing could be compared, and what the run is judged by', () => {
    expect(shown(renderConfigSentence(unknown('the token may not read it.')))).toBe(
      "⚠️ **Whether this pull request changes the gate's own config .github/access-policy-gate.yml could not be found out: the token may not read it.** The run is judged by the config of the pull request: to have it judged by that of main, set config-ref: base.",
    );
    expect(shown(renderConfigSentence(unknown('it has mistakes', 'base')))).toMatch(
      /out: it has mistakes\.\*\* The run is judged by the config of main\.$/,
    );
  });

  it.each([
    ['there is no pull request', aReport()],
    ['it changes nothing', compared([])],
  ])('is missing where %s, and so is everything else', (_, report) => {
    expect([renderConfigSentence(report), renderConfigChange(report), describeConfigChange(report)]).toEqual([
      [],
      [],
      [],
    ]);
  });
});

describe('the table of what a pull request does to the config', () => {
  it('stands below the sentence, with what was and what is', () => {
    const report = compared([GONE, aChange(), OFF, NEW]);
    const [sentence, table = '', ...others] = renderConfigChange(report);
    expect([sentence, others]).toEqual([renderConfigSentence(report)[0], []]);
    expect(rowsOf([table])).toEqual([
      ['⚠️ gone', 'Grafana', 'CEO', 'approved', '–'],
      ['⚠️ loosened', 'Grafana', 'percent_blocked', 'at most 10 %', 'at most 20 %'],
      ['🔒 tightened', '', 'bypass_everyone_added', 'only warns', 'fails the run'],
      ['➕ new', 'Wiki', 'the whole test', '–', '3 assertions'],
    ]);
  });

  it('has one row for the same change of several tests, of which a few are named', () => {
    const names = Array.from({ length: 7 }, (_, index) => `T${String(index + 1)}`);
    const changes = names.flatMap((test) => [
      aChange({ test }),
      aChange({ test, direction: 'changed', rule: 'policies' }),
    ]);
    const rows = rowsOf(renderConfigChange(compared(changes)));
    expect(rows.map(([change, tests, rule]) => [change, tests, rule])).toEqual([
      ['⚠️ loosened', 'T1, T2, T3, T4, T5, and 2 more', 'percent_blocked'],
      ['✏️ changed', 'T1, T2, T3, T4, T5, and 2 more', 'policies'],
    ]);
    expect(shown(renderConfigSentence(compared(changes)))).toContain(': 7 loosened, 7 changed.');
  });

  it('has rows of their own for changes that differ in anything', () => {
    const changes = [
      aChange(),
      aChange({ direction: 'tightened' }),
      aChange({ rule: 'users_lost' }),
      aChange({ before: 'at most 9 %' }),
      aChange({ before: undefined }),
      aChange({ after: 'at most 9 %' }),
    ];
    expect(rowsOf(renderConfigChange(compared(changes)))).toHaveLength(changes.length);
  });

  it('has fifty rows at most, and counts the others', () => {
    const changes = (count: number) =>
      Array.from({ length: count }, (_, index) => aChange({ rule: `rule ${String(index)}` }));
    expect(renderConfigChange(compared(changes(50)))).toHaveLength(2);
    const [, table = '', more] = renderConfigChange(compared(changes(1251)));
    expect(rowsOf([table])).toHaveLength(50);
    expect(more).toBe('…and 1,201 more.');
    expect(describeConfigChange(compared(changes(1251)))).toHaveLength(52);
    expect(describeConfigChange(compared(changes(1251))).at(-1)).toBe('   …and 1,201 more');
  });
});

describe('the lines for a terminal', () => {
  it('tell the same, directly below the headline', () => {
    const report = compared([GONE, aChange(), OFF, NEW], 'base');
    const lines = [
      "⚠️ This pull request changes the gate's own config .github/access-policy-gate.yml: 1 gone, 1 loosened, 1 tightened, 1 new. The run is judged by the config of main, so that these changes did not count.",
      '   gone: Grafana: CEO: approved → –',
      '   loosened: Grafana: percent_blocked: at most 10 % → at most 20 %',
      '   tightened: bypass_everyone_added: only warns → fails the run',
      '   new: Wiki: the whole test: – → 3 assertions',
    ];
    expect(describeConfigChange(report)).toEqual(lines);
    expect(renderText(report).split('\n').slice(1, 6)).toEqual(lines);
  });
});

/** The report with `text` wherever somebody else has a say. */
function hostileReports(text: string): Report[] {
  const change = { test: text, rule: text, before: text, after: text };
  return [
    aReport({
      config: text,
      configChange: {
        kind: 'compared',
        base: text,
        applied: 'base',
        changes: [
          aChange(change),
          aChange({ ...change, direction: 'new', before: undefined, test: `${text}2` }),
        ],
      },
    }),
    aReport({
      config: text,
      configChange: { kind: 'unknown', base: text, applied: 'workspace', reason: text },
    }),
  ];
}

const TAG = /<[a-z/!?][^>]*>/gi;
const COMMENT = /<!--[^]*?-->/g;

function htmlOf(report: Report): string {
  return micromark(renderConfigChange(report).join('\n\n'), {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

/** The tags but those of code, which a text that needs no escaping gets from backticks. */
function tagsOf(report: Report): string[] {
  return htmlOf(report).replace(COMMENT, '').match(TAG) ?? [];
}

const HARMLESS_TAGS = hostileReports('harmless').map(tagsOf);

describe('what others wrote', () => {
  it.each(HOSTILE.map((text) => [text]))('is nothing but text, and all of it is shown, of %j', (text) => {
    const reports = hostileReports(text);
    expect(reports.map(tagsOf)).toEqual(HARMLESS_TAGS);
    for (const report of reports) {
      const html = htmlOf(report);
      const bare = html.replace(COMMENT, '').replace(TAG, '');
      const decoded = bare
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&');
      expect(decoded).toContain(seenOf(text).replace(/\.$/, ''));
      const outside = html.replace(/<code>[^]*?<\/code>/g, '<code></code>').replace(COMMENT, '<>');
      expectNoReferences(outside.split(/<[^>]*>/).map((part) => part.replaceAll('&amp;', '&')));
      denyEffects('the block', renderConfigChange(report).join('\n\n'));
      denyCommands('the log', withoutCommands(renderText(report)));
      expect(renderConfigChange(report).join('\n\n').split('\n').length).toBe(
        renderConfigChange(hostileReports('harmless')[reports.indexOf(report)] ?? report)
          .join('\n\n')
          .split('\n').length,
      );
    }
  });
});
