import { describe, expect, it } from '@jest/globals';
import { formatCount } from '../../src/format.ts';
import { type CommentFrame, renderComment } from '../../src/report/comment.ts';
import { type Page, renderPage } from '../../src/report/page.ts';
import { type Report, type TestReport } from '../../src/report/report.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { type Finding } from '../../src/verdict/finding.ts';
import { type People } from '../../src/verdict/people.ts';
import { expectGolden } from '../support/golden.ts';
import { tableOf } from '../support/markdown.ts';
import {
  aBaseline,
  aCheckReport,
  aFinding,
  aPlanReport,
  aReport,
  aTestReport,
  someChanges,
} from '../support/report.ts';

const RUN = 'https://github.com/octo/access/actions/runs/7';
const FRAME: CommentFrame = { marker: '<!-- access-policy-gate: gate.yml -->', runUrl: RUN };

interface Medium {
  readonly name: string;
  readonly render: (report: Report) => string;
  readonly lengthOf: (text: string) => number;
  readonly max: number;
  /** Where the rest is. */
  readonly rest: string;
}

const SUMMARY: Medium = {
  name: 'summary',
  render: renderSummary,
  lengthOf: (text) => Buffer.byteLength(text),
  max: 921_600,
  rest: 'report.json has the rest',
};
const COMMENT: Medium = {
  name: 'comment',
  render: (report) => renderComment(report, FRAME),
  lengthOf: (text) => text.length,
  max: 60_000,
  rest: `the [job summary](${RUN}) has room for more, and report.json has the rest`,
};

function people(total: number, text = ''): People {
  const listed = Array.from({ length: Math.min(total, 1_000) }, (_, index) => ({
    label: `p-${String(index).padStart(8, '0')}${text}`,
  }));
  return { listed, total, domains: [{ domain: `example.com${text}`, users: total }] };
}

/** Expectations that do not hold, about this many people each; `text` is in all that somebody else may have written. */
function violations(count: number, concerned: number, text = ''): Finding[] {
  const status = 'blocked' as const;
  return Array.from({ length: count }, (_, index) =>
    aFinding({
      kind: 'expectation',
      rule: `expectation ${index}${text}`,
      message: `Expectation ${index} does not hold${text}.`,
      expected: `approved${text}`,
      actual: `blocked${text}`,
      outcome: 'violated',
      concerned: concerned === 0 ? [] : [{ status, people: people(concerned, text) }],
    }),
  );
}

function tests(count: number, findings: readonly Finding[], text = ''): TestReport[] {
  return Array.from({ length: count }, (_, index) => aTestReport({ name: `Test ${index}${text}`, findings }));
}

const onlyShown = (what: string, { name, rest }: Medium): string =>
  `\n\nOnly ${what} are shown, because GitHub takes no ${name} that is longer: ${rest}.\n\n`;

/** Three tests, one of them with 900 violations about 100 people each. */
const OF_PEOPLE = aReport({
  tests: [
    aTestReport({
      name: 'Grafana',
      findings: [aFinding(), ...violations(900, 100)],
      baseline: aBaseline(),
      changes: someChanges(),
    }),
    aTestReport({ name: 'Wiki' }),
  ],
  applicationChecks: [aCheckReport()],
  plan: aPlanReport(),
  warnings: [{ message: 'Something is not meant.' }],
});

/** As the one above, but small enough for a comment. */
const OF_FEWER_PEOPLE = aReport({
  ...OF_PEOPLE,
  tests: OF_PEOPLE.tests.map((test) => ({ ...test, findings: test.findings.slice(0, 101) })),
});

describe.each<[string, Medium, Report]>([
  ['job summary', SUMMARY, OF_PEOPLE],
  ['comment', COMMENT, OF_FEWER_PEOPLE],
])('a %s with too many people in it', (_, medium, report) => {
  const text = medium.render(report);
  const asked = report.tests[0]?.findings.length ?? 0;

  it('is left with findings and changes, and says what is left out', () => {
    expect(medium.lengthOf(text)).toBeLessThanOrEqual(medium.max);
    expect(text).toContain(onlyShown('findings and changes', medium));
    expect(tableOf(text, ' | Test')).toHaveLength(2);
    expect(text.match(/^\| ❌ \| expectation \d+ \|/gm)).toHaveLength(asked - 1);
    expect(text).toContain('### Changes in access');
    expect(text).toContain('⚠️ Something is not meant.');
  });

  it('counts people by domain, and names nobody', () => {
    expect(text).toContain('**Who is blocked among expectation 7** — 100, all of `example.com`');
    expect(text).toContain('**Who loses access to Grafana** — 2, all of `example.com`.');
    expect(text).not.toMatch(/p-\d/);
  });

  it('has no pictures, nothing that holds and no policy tests', () => {
    expect(text).not.toMatch(/mermaid|<details>|✅ \| `|f1a8b3c9/);
    expect(text).toContain('<sub>Application checks tell of');
  });
});

const WORSE_LAST = aReport({
  tests: [
    aTestReport({ name: 'Held' }),
    aTestReport({ name: 'Not proven', findings: [aFinding({ kind: 'guard', outcome: 'inconclusive' })] }),
    aTestReport({
      name: 'Warned',
      findings: [aFinding({ outcome: 'violated', severity: 'warning' }), aFinding({ outcome: 'waived' })],
    }),
    aTestReport({
      name: 'Bad',
      findings: [...violations(5, 0), ...[1, 2].map(() => aFinding({ outcome: 'waived' }))],
      baseline: aBaseline(),
    }),
    aTestReport({
      name: 'Worst',
      findings: [...violations(20_000, 0), aFinding({ outcome: 'waived' })],
      counts: { totalUsers: 500 },
      changes: someChanges(),
    }),
  ],
  applicationChecks: [aCheckReport()],
  plan: aPlanReport(),
  warnings: [{ message: 'Something is not meant.' }, { message: 'Neither is this.' }],
});

describe.each([SUMMARY, COMMENT])('a $name with too many findings in it', (medium) => {
  const text = medium.render(WORSE_LAST);

  it('is left with counts, the worst first, and says what is left out', () => {
    expect(medium.lengthOf(text)).toBeLessThanOrEqual(medium.max);
    expect(text).toContain(onlyShown('counts', medium));
    expect(tableOf(text, ' | Test')).toEqual([
      ['❌', 'Worst', '500', '–', '–', '–', '2', '1', '❌ 20,000 ⚠️ 1'],
      ['❌', 'Bad', '500', '500 (100 %)', '0', '0', '–', '–', '❌ 5 ⚠️ 2'],
      ['⚠️', 'Not proven', '500', '500 (100 %)', '0', '0', '–', '–', '⚠️ 1'],
      ['✅', 'Warned', '500', '500 (100 %)', '0', '0', '–', '–', '⚠️ 2'],
      ['✅', 'Held', '500', '500 (100 %)', '0', '0', '–', '–', '0'],
      ['✅', 'Alice reaches the wiki', '–', '–', '–', '–', '–', '–', '0'],
      ['⏭️', 'Terraform plan', '–', '–', '–', '–', '–', '–', '0'],
    ]);
  });

  it('counts warnings, too', () => {
    expect(text).toContain('\n\n⚠️ 2 warnings about the config and the inputs.\n\n');
  });
});

describe('a comment on too many tests', () => {
  const text = COMMENT.render(
    aReport({
      tests: [...tests(5_000, [aFinding()]), aTestReport({ name: 'Bad', findings: violations(1, 0) })],
    }),
  );

  it('has the worst of them, and says how many more there are', () => {
    const [first, ...others] = tableOf(text, ' | Test');
    expect(first).toEqual(['❌', 'Bad', '500', '500 (100 %)', '0', '0', '❌ 1']);
    expect(others.length).toBeGreaterThan(1_000);
    expect(text).not.toContain('warning');
    expect(text).toContain(`\n\n…and ${formatCount(5_000 - others.length)} more, none of them worse.\n\n`);
  });

  it('leaves no room that another would have had', () => {
    expect(60_000 - text.length).toBeLessThan('| ✅ | Test 1000 | 500 | 500 (100 %) | 0 | 0 | 0 |\n'.length);
  });
});

const SMALL = aReport({
  tests: [
    ...tests(4, [aFinding()]),
    aTestReport({ name: 'Bad', findings: violations(2, 3), baseline: aBaseline(), changes: someChanges() }),
  ],
  applicationChecks: [aCheckReport()],
  missing: ['The report of part 2/5 is missing.', '漢'.repeat(50)],
  configChange: { base: 'main', applied: 'base', kind: 'unknown', reason: 'nobody may read it' },
  warnings: [{ message: 'Something is not meant.' }],
});

function pageOf(maxLength: number, lengthOf = (text: string) => text.length): Page {
  return {
    name: 'page',
    maxLength,
    lengthOf,
    details: ['everything', 'findings'],
    rest: 'nothing has the rest',
    above: ['above'],
    below: ['below'],
  };
}

describe('a page', () => {
  it.each<[string, (text: string) => number]>([
    ['characters', (text) => text.length],
    ['bytes', (text) => Buffer.byteLength(text)],
  ])('has as much as there is room for, in %s', (_, lengthOf) => {
    const everything = renderPage(SMALL, pageOf(Infinity, lengthOf));
    const least = renderPage(SMALL, pageOf(0, lengthOf));
    const kinds = new Set<string>();
    for (let room = lengthOf(everything); room >= lengthOf(least); room -= 23) {
      const text = renderPage(SMALL, pageOf(room, lengthOf));
      expect(lengthOf(text)).toBeLessThanOrEqual(room);
      kinds.add(/^Only .* are shown/m.exec(text)?.[0] ?? 'everything');
    }
    expect([...kinds]).toEqual([
      'everything',
      'Only findings and changes are shown',
      'Only counts are shown',
    ]);
    expect(renderPage(SMALL, pageOf(lengthOf(everything) - 1, lengthOf))).toContain('Only findings');
    expect(least).toContain('\n\n…and 6 more, none of them worse.\n\n');
  });

  it.each<[string, Page]>([
    ['findings', { ...pageOf(Infinity), details: ['findings'] }],
    ['counts', { ...pageOf(Infinity), details: [] }],
  ])('with room for %s reads so', (name, page) => {
    expectGolden(`report/golden/page/${name}.md`, renderPage(SMALL, page));
  });
});

it('tells what failed and who is concerned before it shows numbers, and these before what holds', () => {
  const text = renderSummary(
    aReport({
      tests: [
        aTestReport({ name: 'Fine' }),
        aTestReport({ name: 'Bad', findings: [aFinding(), ...violations(1, 3)] }),
      ],
      applicationChecks: [aCheckReport({ findings: violations(1, 0) })],
    }),
  );
  const places = [
    '### Bad',
    '**Who is blocked among expectation 0**',
    '### Alice reaches the wiki',
    '### Outcomes\n\n**Outcome of Bad**',
    '**Outcome of Fine**',
    '2 assertions hold<',
  ].map((part) => text.indexOf(part));
  expect(places[0]).toBeGreaterThan(0);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(renderSummary(aReport({ tests: [aTestReport({ counts: {} })] }))).not.toContain('### Outcomes');
});

const HOSTILE = `@#$:|<&${'@'.repeat(190)}`;
const WIDE = '漢'.repeat(200);
const SENTENCES = Array.from({ length: 5_000 }, (_, index) => `Part ${index} is missing: ${HOSTILE}.`);

describe.each([SUMMARY, COMMENT])('a $name', (medium) => {
  it.each<[string, Report]>([
    ['of 200 tests with 50 findings each', aReport({ tests: tests(200, violations(50, 30)) })],
    ['of 5,000 tests', aReport({ tests: tests(5_000, violations(1, 30)) })],
    ['of a test with 20,000 findings', aReport({ tests: tests(1, violations(20_000, 30)) })],
    ['of names that must be escaped', aReport({ tests: tests(500, violations(10, 30, HOSTILE), HOSTILE) })],
    ['of several bytes a character', aReport({ tests: tests(100, violations(10, 0, WIDE), WIDE) })],
    ['of a test about endless things', aReport({ tests: tests(1, violations(1, 3, HOSTILE.repeat(100))) })],
    [
      'of parts of which many are missing',
      aReport({ tests: tests(500, violations(10, 30)), missing: SENTENCES }),
    ],
    [
      'of many warnings',
      aReport({
        warnings: Array.from({ length: 5_000 }, () => ({ message: HOSTILE })),
        tests: tests(1, violations(1, 1)),
      }),
    ],
  ])('%s is never too long, and has its verdict and its fine print', (_, report) => {
    const text = medium.render(report);

    expect(medium.lengthOf(text)).toBeLessThanOrEqual(medium.max);
    expect(text).toMatch(
      /^(<!-- access-policy-gate: gate\.yml -->\n\n)?## ❌ Access policy gate failed: Test 0/,
    );
    expect(text).toMatch(/\n\nOnly (counts|findings and changes) are shown, because/);
    expect(text).toMatch(/<br>People are shown as labels or pseudonyms\.(<br>\[Job.*\))?<\/sub>\n$/);
  });

  it('that is short has everything, and says nothing of it', () => {
    expect(medium.render(aReport())).not.toContain('Only');
  });
});
