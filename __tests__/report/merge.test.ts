import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exitCodeOf } from '../../src/report/conclusion.ts';
import { renderJson } from '../../src/report/json.ts';
import { mergeReports } from '../../src/report/merge.ts';
import { type ReportPart } from '../../src/report/parts.ts';
import { judgedOf, type Report } from '../../src/report/report.ts';
import { itemsOf } from '../../src/shard.ts';
import { type Finding, worstVerdict } from '../../src/verdict/finding.ts';
import { FAMILIES } from '../support/hostile.ts';
import { reportFullOf } from '../support/hostileReport.ts';
import { denyEffects } from '../support/inert.ts';
import { denyLoss, readBack, toldOf } from '../support/readBack.ts';
import { aCheckReport, aFinding, aPlanChange, aPlanReport, aReport, aTestReport } from '../support/report.ts';

const STRICT = { reportOnly: false, onInconclusive: 'fail' } as const;
const FORK = 'secrets are not given to pull requests from forks';
const OTHER = 'f037e56e';

function partsOf(...reports: readonly Report[]): ReportPart[] {
  return reports.map((report, index) => ({ path: `${String(index + 1)}/report.json`, report }));
}

/** The scope of a config with so many tests and checks. */
function scopeOf(items: number): Pick<Report, 'scope'> {
  return { scope: { fingerprint: 'of gate.yml', items } };
}

function merge(...reports: readonly Report[]): Report {
  return mergeReports(partsOf(...reports), []);
}

/** A shard of the run whose tests have these names. */
function aShard(
  index: number,
  count: number,
  names: readonly string[],
  overrides: Partial<Report> = {},
): Report {
  return aReport({
    shard: { index, count },
    tests: names.map((name, line) =>
      aTestReport({ name, location: { file: 'gate.yml', line: line + 1, column: 5 } }),
    ),
    ...overrides,
  });
}

/** A shard into which nothing falls. */
function anEmptyShard(index: number, count: number, { scope }: Pick<Report, 'scope'> = scopeOf(1)): Report {
  const untested = `nothing of the config falls into part ${String(index)}/${String(count)}`;
  return aShard(index, count, [], { verdict: 'skipped', untested, scope });
}

function untested(overrides: Partial<Report> = {}): Report {
  const test = aTestReport({
    verdict: 'skipped',
    policyTestId: undefined,
    status: undefined,
    counts: {},
    findings: [],
  });
  return aReport({ untested: FORK, account: undefined, tests: [test], ...overrides });
}

describe('the reports of one account', () => {
  it('are one with all tests and checks, in the order of the config', () => {
    const at = (line: number, column = 5) => ({ location: { file: 'gate.yml', line, column } });
    const merged = merge(
      aReport({
        shard: { index: 1, count: 2 },
        tests: [aTestReport({ name: 'b', ...at(2) }), aTestReport({ name: 'd', ...at(3, 9) })],
        applicationChecks: [aCheckReport({ name: 'y', ...at(12) })],
      }),
      aReport({
        shard: { index: 2, count: 2 },
        tests: [aTestReport({ name: 'a', ...at(1) }), aTestReport({ name: 'c', ...at(3) })],
        applicationChecks: [aCheckReport({ name: 'x', ...at(11) })],
      }),
    );
    expect(merged.tests.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
    expect(merged.applicationChecks.map(({ name }) => name)).toEqual(['x', 'y']);
    expect(merged).toMatchObject({ verdict: 'passed', account: '023e105f', shard: undefined, missing: [] });
  });

  it('took as long as from the first to the last, and all their requests', () => {
    const usage = { requests: 9, retries: 2, waitedMs: 1_500, rateLimitRemaining: 1_142 };
    const merged = merge(
      aShard(1, 3, ['a'], { usage, startedAt: new Date(3_000), finishedAt: new Date(9_000) }),
      aShard(2, 3, ['b'], { usage, startedAt: new Date(2_000), finishedAt: new Date(5_000) }),
      aShard(3, 3, ['c'], {
        usage: { ...usage, rateLimitRemaining: 7 },
        startedAt: new Date(4_000),
        finishedAt: new Date(6_000),
      }),
    );
    expect(merged.usage).toEqual({ requests: 27, retries: 6, waitedMs: 4_500, rateLimitRemaining: 7 });
    expect([merged.startedAt, merged.finishedAt]).toEqual([new Date(2_000), new Date(9_000)]);
  });

  it('know no rest of the rate limit when none was told', () => {
    const usage = { requests: 1, retries: 0, waitedMs: 0, rateLimitRemaining: undefined };
    expect(merge(aReport({ usage })).usage).toEqual(usage);
  });

  it('warn of the same once', () => {
    const warning = { message: '0.1 means 0.1 %.', location: { file: 'gate.yml', line: 3, column: 1 } };
    const other = { message: '0.1 means 0.1 %.' };
    const merged = merge(
      aShard(1, 2, ['a'], { warnings: [warning, other] }),
      aShard(2, 2, ['b'], { warnings: [{ ...warning }] }),
    );
    expect(merged.warnings).toEqual([warning, other]);
  });

  it('have the plan of the one that has it', () => {
    const plan = aPlanReport({ findings: [aFinding({ kind: 'policy', outcome: 'violated' })] });
    const merged = merge(aShard(1, 2, [], { plan, ...scopeOf(1) }), aShard(2, 2, ['a'], scopeOf(1)));
    expect(merged).toMatchObject({ plan, verdict: 'failed', missing: [] });
  });

  it('were stopped when one of them was, and tell people in full when one does', () => {
    const merged = merge(
      aShard(1, 2, ['a']),
      aShard(2, 2, ['b'], { stopped: 'interrupted', identities: 'full' }),
    );
    expect(merged).toMatchObject({ stopped: 'interrupted', identities: 'full' });
    expect(exitCodeOf(merged, { reportOnly: true, onInconclusive: 'warn' })).toBe(3);
  });

  it('pass though nothing falls into some of the shards', () => {
    const merged = merge(anEmptyShard(1, 3), aShard(2, 3, ['a'], scopeOf(1)), anEmptyShard(3, 3));
    expect(merged).toMatchObject({ verdict: 'passed', untested: undefined, missing: [] });
    expect(exitCodeOf(merged, STRICT)).toBe(0);
  });

  it('prove nothing when nothing falls into any of them', () => {
    const merged = merge(anEmptyShard(1, 2), anEmptyShard(2, 2));
    expect([merged.verdict, merged.untested]).toEqual(['inconclusive', undefined]);
    expect(exitCodeOf(merged, STRICT)).toBe(3);
  });

  it.each(['failed', 'inconclusive'] as const)(
    'are %s by a shard that says so without any test',
    (verdict) => {
      expect(merge({ ...anEmptyShard(1, 2), verdict }, aShard(2, 2, ['a'])).verdict).toBe(verdict);
    },
  );

  it('tell of the config what the one knows that could compare it', () => {
    const about = { base: 'main', applied: 'base' } as const;
    const unknown = { ...about, kind: 'unknown', reason: 'GitHub did not answer' } as const;
    const gone = {
      direction: 'gone',
      test: 'Wiki',
      rule: 'users_lost',
      before: 'at most 0',
      after: undefined,
    } as const;
    const compared = { ...about, kind: 'compared', changes: [gone] } as const;
    const none = { ...compared, changes: [] };
    const changeOf = (...changes: readonly Report['configChange'][]) =>
      merge(
        ...changes.map((configChange, index) => aShard(index + 1, changes.length, ['a'], { configChange })),
      ).configChange;
    expect(changeOf(undefined, unknown, none, compared, none)).toEqual(compared);
    expect(changeOf(none, unknown)).toEqual(none);
    expect(changeOf(unknown, undefined)).toEqual(unknown);
    expect(changeOf(undefined)).toBeUndefined();
  });
});

describe('the reports of several accounts', () => {
  it('have tests and checks that are told apart by the account, and one plan', () => {
    const one = aReport({ applicationChecks: [aCheckReport()], plan: aPlanReport() });
    const merged = merge(one, { ...one, account: OTHER });
    expect(judgedOf(merged).map(({ name }) => name)).toEqual([
      'Grafana (account 023e105f)',
      'Grafana (account f037e56e)',
      'Alice reaches the wiki (account 023e105f)',
      'Alice reaches the wiki (account f037e56e)',
      'Terraform plan',
    ]);
    expect(merged).toMatchObject({ account: undefined, verdict: 'passed', plan: aPlanReport(), missing: [] });
  });

  it('keep the shards of each account together', () => {
    const merged = merge(
      aShard(1, 2, ['a']),
      aShard(1, 2, ['a'], { account: OTHER }),
      aShard(2, 2, ['b']),
      aShard(2, 2, ['b'], { account: OTHER }),
    );
    expect(merged.tests.map(({ name }) => name)).toEqual([
      'a (account 023e105f)',
      'b (account 023e105f)',
      'a (account f037e56e)',
      'b (account f037e56e)',
    ]);
    expect(merged.missing).toEqual([]);
  });

  it('keep what is found of different plans', () => {
    const finding = aFinding({ kind: 'policy', outcome: 'violated', severity: 'warning' });
    const grave = aFinding({ kind: 'policy', outcome: 'violated' });
    const merged = merge(
      aReport({ plan: aPlanReport({ findings: [finding] }) }),
      aReport({
        account: OTHER,
        plan: aPlanReport({
          findings: [finding, grave],
          changes: [aPlanChange(), aPlanChange({ address: 'x' })],
        }),
      }),
    );
    expect(merged.plan).toMatchObject({
      verdict: 'failed',
      findings: [finding, grave],
      changes: [aPlanChange(), aPlanChange({ address: 'x' })],
    });
    expect(merged.verdict).toBe('failed');
  });

  it('have tests that are told apart by the config, too, where there are several', () => {
    const merged = merge(aReport({ config: 'one.yml' }), aReport({ config: 'two.yml', account: OTHER }));
    expect(merged.tests.map(({ name }) => name)).toEqual([
      'Grafana (account 023e105f, one.yml)',
      'Grafana (account f037e56e, two.yml)',
    ]);
    expect(merged).toMatchObject({ config: 'one.yml', configChange: undefined, missing: [] });
  });
});

describe('reports of jobs without secrets', () => {
  it('are skipped together, for the reason of the first', () => {
    const merged = merge(untested(), untested({ untested: 'another reason' }));
    expect(merged).toMatchObject({ verdict: 'skipped', untested: FORK, missing: [] });
    expect(exitCodeOf(merged, STRICT)).toBe(0);
    expect(merged.tests).toHaveLength(1);
  });

  it('are skipped, whatever the accounts were of which the shards are', () => {
    const shard = (index: number) => untested({ shard: { index, count: 2 } });
    expect(merge(shard(1), shard(2), shard(1), shard(2))).toMatchObject({ verdict: 'skipped', missing: [] });
    expect(merge(shard(1), shard(1)).missing).toEqual([
      'Part 2/2 is missing: see why its job wrote no report, and run it again.',
    ]);
  });

  it('are not proven beside others that have them', () => {
    const merged = merge(untested({ shard: { index: 2, count: 2 } }), aShard(1, 2, ['a']));
    expect(merged).toMatchObject({
      verdict: 'inconclusive',
      untested: undefined,
      missing: [
        `The job of "1/report.json" tested nothing, because ${FORK}: give it the token and the mode of the others.`,
      ],
    });
    expect(exitCodeOf(merged, STRICT)).toBe(3);
  });

  it('are not proven when one of them is missing', () => {
    const merged = mergeReports(partsOf(untested()), ['The report "2/report.json" does not exist.']);
    expect(merged).toMatchObject({
      verdict: 'inconclusive',
      missing: ['The report "2/report.json" does not exist.'],
    });
    expect(exitCodeOf(merged, STRICT)).toBe(3);
  });

  it('fail by what the text alone tells', () => {
    const violated = aTestReport({ findings: [aFinding({ kind: 'policy', outcome: 'violated' })] });
    expect(merge(untested(), untested({ tests: [violated] })).verdict).toBe('failed');
  });
});

describe('reports that are not all of a run', () => {
  it.each<[string, readonly Report[], readonly string[]]>([
    [
      'without a shard',
      [aShard(1, 3, ['a']), aShard(3, 3, ['c'])],
      ['Part 2/3 of account 023e105f is missing: see why its job wrote no report, and run it again.'],
    ],
    [
      'without many shards',
      [aShard(2, 9, ['a'])],
      [
        'Parts 1/9, 3/9, 4/9, 5/9, 6/9, and 3 more of account 023e105f are missing: see why their jobs wrote no report, and run them again.',
      ],
    ],
    [
      'with a shard twice',
      [aShard(1, 2, ['a']), aShard(2, 2, ['b']), aShard(1, 2, ['a'])],
      [
        '"1/report.json" and "3/report.json" are each part 1/2 of account 023e105f, so that it is not known which one holds: give each job a part of its own.',
      ],
    ],
    [
      'with a whole twice',
      [aReport(), aReport()],
      [
        '"1/report.json" and "2/report.json" are each the whole of account 023e105f, so that it is not known which one holds: give each job a part of its own.',
      ],
    ],
    [
      'of different numbers of shards',
      [aShard(1, 2, ['a']), aShard(2, 3, ['b']), aShard(3, 3, ['b'])],
      [
        'The reports of account 023e105f do not fit together: "1/report.json" is part 1/2, "2/report.json" is part 2/3, "3/report.json" is part 3/3. Give all jobs the same number of shards.',
      ],
    ],
    [
      'of a whole and a shard',
      [aReport(), aShard(1, 1, ['b'])],
      [
        'The reports of account 023e105f do not fit together: "1/report.json" is the whole, "2/report.json" is part 1/1. Give all jobs the same number of shards.',
      ],
    ],
    [
      'of one account without a shard',
      [aShard(1, 2, ['a']), aShard(2, 2, ['b']), aShard(1, 2, ['a'], { account: OTHER })],
      ['Part 2/2 of account f037e56e is missing: see why its job wrote no report, and run it again.'],
    ],
    [
      'of two configs without a shard each',
      [aShard(1, 2, ['a'], { config: 'one.yml' }), aShard(2, 2, ['b'], { config: 'two.yml' })],
      [
        'Part 2/2 of one.yml is missing: see why its job wrote no report, and run it again.',
        'Part 1/2 of two.yml is missing: see why its job wrote no report, and run it again.',
      ],
    ],
    ['that were not whole before', [aReport({ missing: ['It is not known.'] })], ['It is not known.']],
    [
      'of which one was only validated',
      [aShard(1, 2, ['a']), untested({ untested: undefined, shard: { index: 2, count: 2 } })],
      ['The job of "2/report.json" tested nothing: give it the token and the mode of the others.'],
    ],
  ])('%s are not proven, and say what to do', (_, reports, missing) => {
    const merged = merge(...reports);
    expect(merged.missing).toEqual(missing);
    expect(merged.verdict).toBe('inconclusive');
    expect(exitCodeOf(merged, STRICT)).toBe(3);
    expect(exitCodeOf(merged, { ...STRICT, onInconclusive: 'warn' })).toBe(0);
    denyLoss(merged, renderJson(merged));
  });

  it('fail all the same when one of them does', () => {
    const failed = aTestReport({ findings: [aFinding({ outcome: 'violated' })] });
    const merged = merge(aShard(1, 2, [], { tests: [failed] }));
    expect([merged.verdict, merged.missing.length]).toEqual(['failed', 1]);
    expect(exitCodeOf(merged, STRICT)).toBe(1);
    expect(exitCodeOf(merged, { ...STRICT, reportOnly: true })).toBe(3);
  });

  it('can be none at all', () => {
    const merged = mergeReports([], ['The report "1/report.json" does not exist.']);
    expect(merged).toMatchObject({ verdict: 'inconclusive', tests: [], account: undefined });
    expect(exitCodeOf(merged, STRICT)).toBe(3);
    denyLoss(merged, renderJson(merged));
    expect(mergeReports([], []).verdict).toBe('inconclusive');
  });

  it.each(Object.values(FAMILIES).flatMap((texts) => texts.slice(0, 2).map((text) => [text])))(
    'say so in words that do nothing, whatever says %j',
    (text) => {
      const read = readBack(
        renderJson({ ...reportFullOf(text), account: text, config: text, shard: { index: 1, count: 3 } }),
      );
      const merged = mergeReports(
        [
          { path: text, report: read },
          { path: `${text}x`, report: read },
          { path: 'x', report: aReport() },
        ],
        [],
      );
      for (const sentence of merged.missing) denyEffects('a sentence', sentence);
      denyEffects('the summary', toldOf(merged)['summary'] ?? '');
      expect(merged.missing.length).toBeGreaterThan(0);
    },
  );
});

const OUTCOMES = ['held', 'held', 'held', 'violated', 'inconclusive', 'waived'] as const;

const arbitraryFinding: fc.Arbitrary<Finding> = fc
  .record({
    outcome: fc.constantFrom(...OUTCOMES),
    severity: fc.constantFrom('error', 'error', 'warning'),
    kind: fc.constantFrom('threshold', 'expectation', 'policy', 'guard'),
  })
  .map((finding) => aFinding(finding));

/** A whole run of up to ten tests, of each account. */
const arbitraryRuns: fc.Arbitrary<Report[]> = fc
  .tuple(
    fc.array(fc.array(arbitraryFinding, { maxLength: 3 }), { minLength: 1, maxLength: 10 }),
    fc.subarray(['023e105f', OTHER], { minLength: 1 }),
  )
  .map(([tests, accounts]) =>
    accounts.map((account) =>
      aReport({
        account,
        tests: tests.map((findings, line) =>
          aTestReport({
            name: `t${String(line)}`,
            findings,
            location: { file: 'gate.yml', line: line + 1, column: 1 },
          }),
        ),
      }),
    ),
  );

/** A run as `count` jobs would make it. */
function sharded(run: Report, count: number): Report[] {
  return Array.from({ length: count }, (_, place) => {
    const shard = { index: place + 1, count };
    const tests = itemsOf(run.tests, ({ name }) => name, shard);
    return tests.length === 0
      ? { ...anEmptyShard(shard.index, count, run), account: run.account }
      : { ...run, shard, tests, verdict: worstVerdict(tests.map(({ verdict }) => verdict)) };
  });
}

describe('whatever a run comes to', () => {
  const arbitraryParts = fc
    .record({ runs: arbitraryRuns, count: fc.integer({ min: 1, max: 6 }), seed: fc.infiniteStream(fc.nat()) })
    .map(({ runs, count, seed }) => {
      const parts = runs.flatMap((run) => sharded(run, count));
      const keyed = parts.map((part) => ({ part, key: Number(seed.next().value) }));
      return { runs, parts: keyed.sort((a, b) => a.key - b.key).map(({ part }) => part) };
    });

  it('its parts in any order are the whole, with the same verdict and exit code', () => {
    fc.assert(
      fc.property(arbitraryParts, ({ runs, parts }) => {
        const merged = merge(...parts);
        expect(merged.missing).toEqual([]);
        expect(merged.verdict).toBe(worstVerdict(runs.map(({ verdict }) => verdict)));
        expect(exitCodeOf(merged, STRICT)).toBe(exitCodeOf(merge(...runs), STRICT));
        const sorted = (tests: Report['tests']) => [...tests].sort((a, b) => (a.name < b.name ? -1 : 1));
        // Within an account they have their order again.
        expect(sorted(merged.tests)).toEqual(sorted(merge(...runs).tests));
        if (runs.length === 1) expect(merged.tests).toEqual(runs[0]?.tests);
      }),
    );
  });

  it('is never green without one of its parts', () => {
    fc.assert(
      fc.property(arbitraryParts, fc.nat(), ({ parts }, place) => {
        const left = parts.filter((_, index) => index !== place % parts.length);
        // Of an account none of whose jobs wrote anything, only the caller knows.
        const gone = parts[place % parts.length];
        const isAlone = !left.some(({ account }) => account === gone?.account);
        const merged = mergeReports(partsOf(...left), isAlone ? ['The report "x" does not exist.'] : []);
        expect(['failed', 'inconclusive']).toContain(merged.verdict);
        expect(exitCodeOf(merged, STRICT)).not.toBe(0);
        expect(merged.missing.length).toBeGreaterThan(0);
      }),
    );
  });

  it('its report alone is what it is', () => {
    fc.assert(
      fc.property(arbitraryRuns, ([run = aReport()]) => {
        expect(merge(run)).toEqual(run);
      }),
    );
    const full = { ...reportFullOf('harmless'), configChange: undefined };
    expect(merge(full)).toEqual(full);
  });
});

describe('parts that are not of the same whole', () => {
  const other = { fingerprint: 'of another text', items: 2 };

  it.each<[string, Report[]]>([
    ['of another text of the config', [aShard(1, 2, ['a']), aShard(2, 2, ['b'], { scope: other })]],
    ['of a whole that is not known', [aShard(1, 2, ['a']), aShard(2, 2, ['b'], { scope: undefined })]],
    [
      'of another text on another account',
      [aShard(1, 1, ['a']), aShard(1, 1, ['a'], { account: OTHER, scope: { ...other, items: 1 } })],
    ],
  ])('are not proven: %s', (_, reports) => {
    const { verdict, missing } = merge(...reports);
    expect(verdict).toBe('inconclusive');
    expect(missing).toEqual([
      expect.stringMatching(
        /^The reports are not parts of the same whole \("1\/report\.json", "2\/report\.json"\).*Run all jobs again\.$/,
      ),
    ]);
  });

  it('may be of two configs', () => {
    const { verdict } = merge(
      aShard(1, 1, ['a']),
      aShard(1, 1, ['a'], { config: 'b.yml', scope: { ...other, items: 1 } }),
    );
    expect(verdict).toBe('passed');
  });

  it.each([
    ['fewer', ['a'], '2 of 3'],
    ['more', ['a', 'x', 'y'], '4 of 3'],
  ])('are not proven when they have %s tests than there are', (_, names, found) => {
    const { verdict, missing } = merge(aShard(1, 2, names, scopeOf(3)), aShard(2, 2, ['b'], scopeOf(3)));
    expect(verdict).toBe('inconclusive');
    expect(missing).toEqual([expect.stringContaining(`have ${found} tests and checks`)]);
  });
});
