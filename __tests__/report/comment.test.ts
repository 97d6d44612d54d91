import { describe, expect, it } from '@jest/globals';
import { renderComment } from '../../src/report/comment.ts';
import { type Report } from '../../src/report/report.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { expectGolden } from '../support/golden.ts';
import {
  aBaseline,
  aCheckReport,
  aFinding,
  aPlanReport,
  aReport,
  aTestReport,
  someChanges,
  somePeople,
} from '../support/report.ts';

const FRAME = {
  marker: '<!-- access-policy-gate: gate.yml -->',
  runUrl: 'https://github.com/octo/access/actions/runs/7',
};

const LOST = aTestReport({
  name: 'Grafana',
  baseline: aBaseline(),
  changes: someChanges(),
  findings: [
    aFinding({
      kind: 'change',
      rule: 'users_lost',
      outcome: 'violated',
      message: '2 of 500 users (0.4 %) would lose access; at most 0 expected.',
      expected: 'at most 0',
      actual: '2',
    }),
    aFinding(),
  ],
});

const BLOCKED = aTestReport({
  name: 'Wiki',
  findings: [
    aFinding({
      rule: 'users_blocked',
      outcome: 'violated',
      severity: 'warning',
      expected: 'at most 0',
      actual: '2',
      concerned: [{ status: 'blocked', people: somePeople() }],
    }),
  ],
});

const CHANGED_CONFIG: Report['configChange'] = {
  base: 'main',
  applied: 'workspace',
  kind: 'compared',
  changes: [
    {
      direction: 'loosened',
      test: 'Grafana',
      rule: 'users_lost',
      before: 'at most 0',
      after: 'at most 5',
    },
  ],
};

const EVERYTHING = aReport({
  tests: [LOST, BLOCKED],
  applicationChecks: [aCheckReport()],
  plan: aPlanReport(),
  configChange: CHANGED_CONFIG,
  missing: ['The report of part 2/5 is missing: see its job.'],
  warnings: [{ message: 'Something is not meant.' }],
});

function blocksOf(markdown: string): string[] {
  return markdown.trim().split('\n\n');
}

describe('a comment', () => {
  it('reads so', () => {
    expectGolden('report/golden/comment.md', renderComment(EVERYTHING, FRAME));
  });

  it('begins with its marker, by which it is found again', () => {
    expect(renderComment(aReport(), FRAME)).toMatch(/^<!-- access-policy-gate: gate\.yml -->\n\n## ✅ /);
  });

  it('has what the job summary has, in its order, and nothing else but its marker and the link', () => {
    const summary = blocksOf(renderSummary(EVERYTHING));
    const [marker, ...blocks] = blocksOf(renderComment(EVERYTHING, FRAME));
    const foot = blocks.pop();
    let next = 0;
    const places = blocks.map((block) => {
      const place = summary.indexOf(block, next);
      next = place + 1;
      return place;
    });

    expect(marker).toBe(FRAME.marker);
    expect(places).not.toContain(-1);
    expect(foot).toMatch(
      /<br>\[Job summary of this run\]\(https:\/\/github\.com\/octo\/access\/actions\/runs\/7\)<\/sub>$/,
    );
  });

  it('leaves out what holds, and which policy tests the figures come from', () => {
    const comment = renderComment(EVERYTHING, FRAME);
    expect(renderSummary(EVERYTHING)).toMatch(/assertions hold<.*Grafana: policy test `f1a8b3c9`/s);
    expect(comment).not.toMatch(/assertions? holds?|policy test `/);
  });

  it('has no link where no run is known', () => {
    const comment = renderComment(aReport(), { ...FRAME, runUrl: undefined });
    expect(comment).not.toContain('](');
    expect(comment).toMatch(/People are shown as labels or pseudonyms\.<\/sub>\n$/);
  });

  it('that is too long says where the rest is, though no run is known', () => {
    const report = aReport({ tests: Array.from({ length: 2_000 }, () => BLOCKED) });
    expect(renderComment(report, { ...FRAME, runUrl: undefined })).toContain(
      'Only counts are shown, because GitHub takes no comment that is longer: report.json has the rest.',
    );
  });
});

describe.each<[string, (report: Report) => string]>([
  ['a comment', (report) => renderComment(report, FRAME)],
  ['the job summary', renderSummary],
])('%s', (_, render) => {
  const order = (report: Report): (string | undefined)[] =>
    blocksOf(render(report))
      .filter((block) => !block.startsWith('<!--'))
      .slice(0, 4)
      .map((block) => block.slice(0, 30));

  it('tells what a pull request does to the config, and what is missing, before anything else', () => {
    expect(order(EVERYTHING)).toEqual([
      '## ❌ Access policy gate failed',
      expect.stringMatching(/^⚠️ \*\*This pull request/),
      expect.stringMatching(/^\| .* What/),
      '⚠️ The report of part 2/5 is m',
    ]);
  });

  it('says once what the headline tells of what is missing', () => {
    const [first, second] = ['The report of part 2/5 is missing.', 'That of part 3/5 is, too.'];
    const report = aReport({ verdict: 'inconclusive', missing: [first, second] });
    expect(render(report)).toContain('could not be proven: The report of part 2/5 is missing (and 1 more');
    expect(render(report).match(/part 2\/5/g)).toHaveLength(1);
    expect(render(report)).toContain(`\n\n⚠️ ${second}\n\n`);
  });

  it('has no heading longer than anybody reads', () => {
    const report = aReport({ verdict: 'inconclusive', missing: ['x'.repeat(1_000)] });
    expect(render(report)).toMatch(/^## ⚠️ Access policy gate could not be proven: x{400,460}…$/m);
  });

  it('says 20 sentences of what is missing, and how many more there are', () => {
    const missing = Array.from({ length: 25 }, (__, index) => `Part ${index} is missing.`);
    const text = render(aReport({ tests: [LOST], missing }));
    expect(text.match(/^⚠️ Part \d+ is missing\.$/gm)).toHaveLength(20);
    expect(text).toContain('⚠️ …and 5 more of the kind.');
  });
});
