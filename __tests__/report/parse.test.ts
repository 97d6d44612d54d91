import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderJson } from '../../src/report/json.ts';
import { parseReport } from '../../src/report/parse.ts';
import { type Report } from '../../src/report/report.ts';
import { type ReportJson, reportSchema } from '../../src/report/reportSchema.ts';
import { type Verdict } from '../../src/verdict/finding.ts';
import { oneLine } from '../../src/untrusted.ts';
import { FAMILIES } from '../support/hostile.ts';
import { reportFullOf } from '../support/hostileReport.ts';
import { denyLoss, readBack, toldOf } from '../support/readBack.ts';
import {
  aBaseline,
  aCheckReport,
  aFinding,
  anEdit,
  aPlanReport,
  aReport,
  aTestReport,
  someChanges,
  somePeople,
} from '../support/report.ts';

/** Everything that a report can have, but for the snapshot. */
const FULL = aReport({
  ...reportFullOf('something'),
  tests: reportFullOf('something').tests.map((test) => ({
    ...test,
    given: true,
    policies: 3,
    assertions: 4,
  })),
  verdict: 'failed',
  identities: 'full',
  shard: { index: 2, count: 5 },
  stopped: 'refused',
  untested: 'there is no token',
  missing: ['Part 1/5 is missing.'],
  configChange: {
    kind: 'compared',
    base: 'main',
    applied: 'workspace',
    changes: [
      { direction: 'loosened', test: 'Grafana', rule: 'users_lost', before: 'at most 0', after: 'at most 9' },
      { direction: 'new', test: undefined, rule: 'Wiki', before: undefined, after: '2 assertions' },
    ],
  },
});

/** The report.json of `report`, as somebody changed it. */
function changed(report: Report, change: (json: ReportJson) => unknown): string {
  const json = reportSchema.parse(JSON.parse(renderJson(report)));
  return JSON.stringify({ ...json, ...(change(json) as object) });
}

function problemOf(text: string): string {
  const parsed = parseReport(text, 'a/report.json');
  return parsed.kind === 'problem' ? parsed.message : 'no problem';
}

describe('a report that is read back', () => {
  it('is what it was, with all that a report can have', () => {
    const { tests, ...rest } = FULL;
    const read = readBack(renderJson(FULL));
    expect({ ...read, tests: [] }).toEqual({ ...rest, tests: [] });
    const known = (report: Report) =>
      report.tests.map(({ findings, explanation, baseline, ...test }) => ({
        ...test,
        baseline: baseline?.kind,
        findings: findings.length,
        causes: explanation?.causes.length,
      }));
    expect(known(read)).toEqual(known({ ...FULL, tests }));
    expect(renderJson(read)).toBe(renderJson(FULL));
    denyLoss(FULL, renderJson(FULL));
  });

  it('has findings the worst first, and what holds behind them', () => {
    const [one, two] = [
      aFinding({ rule: 'one', outcome: 'waived' }),
      aFinding({ rule: 'two', outcome: 'violated' }),
    ];
    const report = aReport({ tests: [aTestReport({ findings: [aFinding(), one, two] })] });
    expect(readBack(renderJson(report)).tests[0]?.findings).toEqual([two, one, aFinding()]);
  });

  it('names people once who were one group, and equal groups apart', () => {
    const [moved, equal] = [somePeople(), somePeople()];
    const lost = aFinding({
      rule: 'users_lost',
      outcome: 'violated',
      concerned: [{ status: 'blocked', people: moved }],
    });
    const blocked = aFinding({
      rule: 'users_blocked',
      outcome: 'violated',
      concerned: [{ status: 'blocked', people: equal }],
    });
    const report = aReport({
      tests: [
        aTestReport({
          baseline: aBaseline(),
          changes: someChanges({ moves: [{ before: 'approved', after: 'blocked', people: moved }] }),
          explanation: {
            causes: [{ edits: [anEdit()], lost: moved, gained: undefined }],
            gap: undefined,
            policyTestIds: [],
          },
          findings: [lost, blocked],
        }),
      ],
    });
    const [test] = readBack(renderJson(report)).tests;
    const [first, second] = test?.findings ?? [];
    expect(first?.concerned[0]?.people).toBe(test?.changes?.moves[0]?.people);
    expect(second?.concerned[0]?.people).not.toBe(first?.concerned[0]?.people);
    denyLoss(report, renderJson(report));
  });

  it.each(['skipped', 'passed', 'failed', 'inconclusive'] as const)(
    'of a run that %s tells the same',
    (verdict) => {
      const outcomes = {
        passed: 'held',
        failed: 'violated',
        inconclusive: 'inconclusive',
        skipped: 'held',
      } as const;
      const started = verdict !== 'skipped';
      const report = aReport({
        untested: started ? undefined : 'the pull request is from a fork',
        tests: [
          aTestReport({
            verdict,
            findings: started ? [aFinding({ outcome: outcomes[verdict] })] : [],
            ...(!started && { policyTestId: undefined, status: undefined, counts: {} }),
          }),
        ],
        applicationChecks: [
          aCheckReport({ verdict, findings: started ? [aFinding({ outcome: outcomes[verdict] })] : [] }),
        ],
        plan: aPlanReport(),
      });
      expect(readBack(renderJson(report)).verdict).toBe(verdict);
      denyLoss(report, renderJson(report));
    },
  );

  it('of a shard into which nothing falls is skipped still', () => {
    const report = aReport({
      tests: [],
      verdict: 'skipped',
      shard: { index: 5, count: 5 },
      untested: 'nothing of the config falls into part 5/5',
    });
    expect(readBack(renderJson(report)).verdict).toBe('skipped');
    denyLoss(report, renderJson(report));
  });

  it.each([
    { kind: 'nothing' } as const,
    { kind: 'snapshot', file: 'access.json' } as const,
    aBaseline({ policyTestId: undefined, status: undefined, counts: {} }),
  ])('has its baseline: %j', (baseline) => {
    const report = aReport({ tests: [aTestReport({ baseline, changes: someChanges() })] });
    expect(readBack(renderJson(report)).tests[0]?.baseline).toEqual(baseline);
    denyLoss(report, renderJson(report));
  });

  const some = Object.values(FAMILIES).flatMap((texts) => texts.slice(0, 3).map((text) => [text]));
  it.each(some)('tells the same though everything says %j', (text) => {
    const report = { ...reportFullOf(oneLine(text)), identities: 'full' as const };
    denyLoss(report, renderJson(report));
  });
});

describe('a report that tells a better verdict than its findings', () => {
  const violated = aFinding({ outcome: 'violated' });
  const unproven = aFinding({ outcome: 'inconclusive' });
  const better: readonly Verdict[] = ['passed', 'skipped'];

  it.each(better)('fails, although it says that everything %s', (verdict) => {
    const report = aReport({ tests: [aTestReport({ findings: [violated], verdict })], verdict });
    const { tests, verdict: read } = readBack(renderJson(report));
    expect([tests[0]?.verdict, read]).toEqual(['failed', 'failed']);
  });

  it.each(better)('fails for a check or a plan that is said to be %s', (verdict) => {
    for (const overrides of [
      { applicationChecks: [aCheckReport({ findings: [violated], verdict })] },
      { plan: aPlanReport({ findings: [violated], verdict }) },
    ]) {
      expect(readBack(renderJson(aReport({ ...overrides, verdict }))).verdict).toBe('failed');
    }
  });

  it('fails by what the text of policies tells, although nothing was started', () => {
    const test = aTestReport({ findings: [violated], verdict: 'skipped', policyTestId: undefined });
    const report = aReport({ tests: [test], verdict: 'skipped', untested: 'there is no token' });
    expect(readBack(renderJson(report)).verdict).toBe('failed');
  });

  it('proves nothing when something is not proven, or nothing was asked', () => {
    for (const report of [
      aReport({ tests: [aTestReport({ findings: [unproven], verdict: 'passed' })], verdict: 'passed' }),
      aReport({ tests: [aTestReport({ findings: [unproven], verdict: 'skipped' })], verdict: 'skipped' }),
      aReport({ tests: [aTestReport({ findings: [], verdict: 'passed' })], verdict: 'passed' }),
      aReport({ tests: [], applicationChecks: [aCheckReport({ findings: [], verdict: 'passed' })] }),
      aReport({ tests: [], verdict: 'passed' }),
      aReport({ tests: [], verdict: 'skipped' }),
      aReport({ verdict: 'passed', missing: ['Part 2/3 is missing.'] }),
    ]) {
      expect(readBack(renderJson(report)).verdict).toBe('inconclusive');
    }
  });

  it('does not pass a plan, of which nothing is tested', () => {
    const report = aReport({ tests: [], plan: aPlanReport({ verdict: 'passed' }), verdict: 'skipped' });
    expect(readBack(renderJson(report)).verdict).toBe('skipped');
  });

  it('keeps a verdict that is worse', () => {
    const report = aReport({
      tests: [aTestReport({ verdict: 'failed' }), aTestReport({ verdict: 'inconclusive' })],
      applicationChecks: [aCheckReport({ verdict: 'inconclusive' })],
      plan: aPlanReport({ verdict: 'inconclusive' }),
    });
    const { tests, applicationChecks, plan, verdict } = readBack(renderJson(report));
    expect([...tests, ...applicationChecks, ...(plan ? [plan] : [])].map((judged) => judged.verdict)).toEqual(
      ['failed', 'inconclusive', 'inconclusive', 'inconclusive'],
    );
    expect(verdict).toBe('failed');
    expect(readBack(renderJson(aReport({ verdict: 'failed' }))).verdict).toBe('failed');
  });
});

describe('what somebody wrote into a report', () => {
  it('is on one line and tells no address, unless people are told in full', () => {
    const text = 'alice@example.com\n::error::\u202ex';
    const written = { ...reportFullOf(text), identities: 'redacted' as const };
    const redacted = Object.values(toldOf(readBack(renderJson(written)))).join('\n');
    expect(redacted).not.toMatch(/alice/);
    expect(JSON.stringify(readBack(renderJson(written)))).not.toMatch(/alice|\\n|\u202e|evil-id/);
    expect(readBack(renderJson({ ...written, identities: 'full' })).tests[0]?.name).toBe(
      'alice@example.com ::error::x',
    );
  });

  it('says of redacted people their label alone, and counts no fewer than it lists', () => {
    const people = somePeople({
      listed: [
        { label: 'p-1', identity: { id: 'evil-id', email: 'a@b.example', name: 'Alice' } },
        { label: 'p-2' },
      ],
      total: 1,
    });
    const concerned = [{ status: 'blocked' as const, people }];
    const report = aReport({
      tests: [aTestReport({ findings: [aFinding({ outcome: 'violated', concerned })] })],
    });
    const read = readBack(renderJson(report)).tests[0]?.findings[0]?.concerned[0]?.people;
    expect(read).toEqual({ ...people, listed: [{ label: 'p-1' }, { label: 'p-2' }], total: 2 });
    expect(
      readBack(renderJson({ ...report, identities: 'full' })).tests[0]?.findings[0]?.concerned[0]?.people,
    ).toEqual({
      ...people,
      total: 2,
    });
  });

  it.each<[string, string, string]>([
    ['nothing', '', 'is no JSON, or not all of it: have its job write it again.'],
    ['half a report', renderJson(aReport()).slice(0, 200), 'is no JSON'],
    ['lists in lists', '['.repeat(100_000), 'is no JSON'],
    ['lists in lists, as JSON', `${'['.repeat(101)}${']'.repeat(101)}`, 'is no JSON'],
    ['another JSON', '{"tests":[]}', 'is no report: give the path of the report.json that a job wrote.'],
    ['a list', '[]', 'is no report'],
    ['null', 'null', 'is no report'],
    ['a text', '"schema_version"', 'is no report'],
    ['another schema', changed(FULL, () => ({ schema_version: 2 })), '(schema_version must be 1, not 2)'],
    [
      'a key of a later version',
      changed(FULL, () => ({ colour: 'green' })),
      'was written by another version of the gate, or changed since: have every job use the same version.',
    ],
    ['a version without people', changed(FULL, () => ({ people: undefined })), '(people is missing)'],
    ['fewer people', changed(FULL, () => ({ people: [] })), '(people are not all there)'],
    [
      'fewer people who are moved',
      changed(aReport({ tests: [aTestReport({ changes: someChanges() })] }), ({ people }) => ({
        people: people.slice(1),
      })),
      '(people are not all there)',
    ],
    ['no date', changed(FULL, () => ({ started_at: 'yesterday' })), '(started_at is not valid)'],
    ['a day that is none', changed(FULL, () => ({ finished_at: '2026-02-30T00:00:00Z' })), '(finished_at'],
    [
      'an endless number',
      changed(FULL, () => ({})).replace('"total_users":500', '"total_users":1e999'),
      '(tests.0.counts.total_users must be a number, not Infinity)',
    ],
    [
      'an inherited key',
      changed(FULL, () => ({})).replace('{', '{"__proto__":{"verdict":"passed"},'),
      'another version of the gate, or changed since',
    ],
  ])('is refused with what to do: %s', (_, text, words) => {
    expect(problemOf(text)).toContain(words);
    expect(problemOf(text)).toMatch(/^The report "a\/report\.json" .*: (?:have|give) [^\n]*\.$/);
  });

  it('names its file without acting', () => {
    expect(parseReport('', 'x\n::error:: alice@example.com')).toEqual({
      kind: 'problem',
      message:
        'The report "x ::error:: [address]" is no JSON, or not all of it: have its job write it again.',
    });
  });

  it('never throws, whatever is changed in a report', () => {
    const paths: (readonly (string | number)[])[] = [];
    const visit = (value: unknown, path: readonly (string | number)[]): void => {
      paths.push(path);
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key]);
    };
    const whole: unknown = JSON.parse(renderJson(FULL));
    visit(whole, []);
    const put = (value: unknown, [key, ...path]: readonly (string | number)[], inner: unknown): unknown => {
      if (key === undefined) return inner;
      const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
        string | number,
        unknown
      >;
      copy[key] = put(copy[key], path, inner);
      return copy;
    };
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const parsed = parseReport(JSON.stringify(put(whole, path, value)), 'x');
        if (parsed.kind === 'report') expect(Object.keys(toldOf(parsed.report))).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
