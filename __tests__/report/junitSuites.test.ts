import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exitCodeOf } from '../../src/report/conclusion.ts';
import { type JunitCase, suitesOf } from '../../src/report/junitSuites.ts';
import { countViolations, judgedOf, type Report } from '../../src/report/report.ts';
import { type Finding, type Verdict, verdictOf, worstVerdict } from '../../src/verdict/finding.ts';
import { unproven } from '../../src/verdict/guards.ts';
import { applyWaiver } from '../../src/verdict/waiver.ts';
import { aWaiver } from '../support/assertions.ts';
import { TODAY } from '../support/judged.ts';
import { aCheckReport, aFinding, aPlanReport, aReport, aTestReport, somePeople } from '../support/report.ts';

const STRICT = { reportOnly: false, onInconclusive: 'fail' } as const;
const VIOLATED = aFinding({
  outcome: 'violated',
  message: '29 of 500 users (5.8 %) blocked; at most 5 % expected.',
  expected: 'at most 5 %',
  actual: '5.8 %',
});

function casesOf(report: Report): JunitCase[] {
  return suitesOf(report).flatMap(({ cases }) => cases);
}

/** The only case of a test with this finding only. */
function caseOf(finding: Finding, overrides: Partial<Report> = {}): JunitCase {
  const [only, ...others] = casesOf(aReport({ tests: [aTestReport({ findings: [finding] })], ...overrides }));
  expect(others).toEqual([]);
  if (only === undefined) throw new Error('There is no case.');
  return only;
}

function isRed({ result: { kind } }: JunitCase): boolean {
  return kind === 'failure' || kind === 'error';
}

describe('a case', () => {
  it('is known by what is asked, which stays the same from run to run', () => {
    expect(caseOf(VIOLATED).name).toBe('percent_blocked: at most 5 %');
    expect(caseOf({ ...VIOLATED, outcome: 'held', actual: '0 %', message: 'x' }).name).toBe(
      caseOf(VIOLATED).name,
    );
  });

  it('fails with its place, what was expected, what was found and who is concerned', () => {
    const people = somePeople();
    expect(caseOf({ ...VIOLATED, concerned: [{ status: 'blocked', people }] })).toEqual({
      name: 'percent_blocked: at most 5 %',
      file: '.github/access-policy-gate.yml',
      line: 7,
      result: {
        kind: 'failure',
        type: 'threshold',
        message: '29 of 500 users (5.8 %) blocked; at most 5 % expected.',
        details: [
          '29 of 500 users (5.8 %) blocked; at most 5 % expected.',
          '  at .github/access-policy-gate.yml:7:7',
          'Expected: at most 5 %',
          'Found: 5.8 %',
          'Who is blocked: 2, all of example.com: p-00000001, p-00000002',
        ].join('\n'),
      },
    });
  });

  it('names up to 100 people, and says how many more there are', () => {
    const listed = Array.from({ length: 1_000 }, (_, index) => ({ label: `p-${String(index)}` }));
    const people = somePeople({ listed, total: 5_000 });
    const { result } = caseOf({ ...VIOLATED, concerned: [{ status: 'blocked', people }] });
    expect(result).toHaveProperty('details', expect.stringMatching(/ p-98, p-99 and 4,900 more$/));
  });

  it('tells who somebody is where that is asked for', () => {
    const known = { id: '1', email: 'alice@example.com', name: 'Alice' };
    const people = somePeople({ listed: [{ label: 'owner', identity: known }], total: 2 });
    const { result } = caseOf({ ...VIOLATED, concerned: [{ status: 'blocked', people }] });
    expect(result).toHaveProperty('details', expect.stringContaining(': owner (alice@example.com)'));
  });

  it('is at the place of its test where it has none of its own', () => {
    const { file, result } = caseOf(unproven('proven', 'a result', 'none', 'Cloudflare did not answer.'));
    expect(file).toBe('.github/access-policy-gate.yml');
    expect(result).toHaveProperty('kind', 'error');
    expect(result).toHaveProperty('details', expect.stringContaining('gate.yml:4:11\n'));
  });

  it('passes with a warning, because red is to mean red', () => {
    expect(caseOf({ ...VIOLATED, severity: 'warning' }).result).toEqual({
      kind: 'passed',
      output: expect.stringMatching(/^Warning: 29 of 500 users .*\n {2}at .*:7:7\nExpected: /) as unknown,
    });
    expect(caseOf(aFinding()).result).toEqual({ kind: 'passed', output: undefined });
  });

  it('is skipped while it is waived, and says until when and by whom', () => {
    expect(caseOf(applyWaiver(VIOLATED, aWaiver(), TODAY)).result).toEqual({
      kind: 'skipped',
      message: `${VIOLATED.message} Waived until 2026-12-31 by it-team: joins in January.`,
    });
  });

  it('is an error where it could not be proven, also if it would only warn', () => {
    const finding = aFinding({ outcome: 'inconclusive', severity: 'warning', message: 'Not known.' });
    expect(caseOf(finding).result).toMatchObject({ kind: 'error', type: 'threshold', message: 'Not known.' });
  });
});

describe('what holds of numbers that are not proven', () => {
  const unfinished = unproven('percent_users_processed', '100 %', '75 %', 'Only 75 % were processed.');
  const resultsOf = (findings: Finding[]) =>
    casesOf(aReport({ tests: [aTestReport({ findings })] })).map(({ result }) => result);

  it('is skipped, because green means proven', () => {
    const [error, held, ...others] = resultsOf([unfinished, aFinding()]);
    expect(error).toHaveProperty('kind', 'error');
    expect(held).toEqual({ kind: 'skipped', message: 'It would hold if the numbers were proven.' });
    expect(others).toEqual([]);
  });

  it('is skipped with its warning, but for what the text of a policy tells', () => {
    const warning = aFinding({ outcome: 'violated', severity: 'warning', message: 'Too many.' });
    expect(resultsOf([unfinished, warning, { ...warning, kind: 'policy' }])).toMatchObject([
      { kind: 'error' },
      { kind: 'skipped', message: expect.stringMatching(/^Warning: Too many\.\n/) as unknown },
      { kind: 'passed', output: expect.stringMatching(/^Warning: Too many\.\n/) as unknown },
    ]);
  });

  it('passes where only another threshold is not known', () => {
    const unknown = aFinding({ outcome: 'inconclusive', rule: 'users_lost' });
    expect(resultsOf([unknown, aFinding()]).map(({ kind }) => kind)).toEqual(['error', 'passed']);
  });
});

describe('names', () => {
  it('are there once, the worst first, because readers take one of several for all of them', () => {
    const findings = [aFinding(), { ...VIOLATED, expected: 'at most 10 %' }, aFinding()];
    const report = aReport({
      tests: [aTestReport({ name: 'Wiki (2)' }), aTestReport({ name: 'Wiki', findings })],
      applicationChecks: [aCheckReport({ name: 'Wiki' })],
    });
    const suites = suitesOf(report);
    expect(suites.map(({ name }) => name)).toEqual(['Wiki (2)', 'Wiki', 'Wiki (3)']);
    expect(suites[1]?.cases.map((each) => [each.name, isRed(each)])).toEqual([
      ['percent_blocked: at most 10 %', true],
      ['percent_blocked: at most 10 % (2)', false],
      ['percent_blocked: at most 10 % (3)', false],
    ]);
  });

  it('are found soon, however many are the same', () => {
    const findings = Array.from({ length: 20_000 }, () => aFinding());
    const names = casesOf(aReport({ tests: [aTestReport({ findings })] })).map(({ name }) => name);
    expect(new Set(names).size).toBe(20_000);
  });

  it('are never empty', () => {
    expect(suitesOf(aReport({ tests: [aTestReport({ name: '\u200b' })] }))[0]?.name).toBe('without a name');
  });
});

describe('what was not tested', () => {
  const skipped = aTestReport({ verdict: 'skipped', findings: [], policyTestId: undefined, counts: {} });

  it.each([
    [undefined, 'Not tested: only checked.'],
    ['the pull request is from a fork', 'Not tested, because the pull request is from a fork.'],
  ])('is skipped (%s)', (untested, message) => {
    const report = aReport({
      tests: [skipped],
      applicationChecks: [aCheckReport({ verdict: 'skipped', findings: [] })],
      untested,
    });
    const result = { kind: 'skipped', message };
    expect(casesOf(report)).toMatchObject([
      { name: 'tested', result },
      { name: 'tested', result },
    ]);
  });

  it('is skipped with what its text tells beside it', () => {
    const open = aFinding({
      kind: 'policy',
      rule: 'everyone_allowed',
      severity: 'warning',
      outcome: 'violated',
    });
    const cases = casesOf(aReport({ tests: [{ ...skipped, findings: [open] }] }));
    expect(cases.map(({ result: { kind } }) => kind)).toEqual(['passed', 'skipped']);
  });

  it('is no error of a run without secrets, by design, and only there', () => {
    const findings = [unproven('testable', 'known values', 'unknown', 'Known after it is applied.')];
    const kindsOf = (verdict: Verdict, untested: string | undefined) =>
      suitesOf(aReport({ tests: [{ ...skipped, verdict, findings }], untested })).map(({ name, cases }) => [
        name,
        cases.map(({ result: { kind } }) => kind),
      ]);
    expect(kindsOf('skipped', 'there is no token')).toEqual([['Grafana', ['skipped', 'skipped']]]);
    expect(kindsOf('skipped', undefined)).toEqual([['Grafana', ['error', 'skipped']]]);
    expect(kindsOf('inconclusive', 'there is no token')).toEqual([['Grafana', ['error']]]);
  });

  it('has a case for the run where there is none else', () => {
    const report = aReport({ tests: [], verdict: 'skipped', untested: 'nothing falls into part 2/5' });
    expect(suitesOf(report)).toEqual([
      {
        name: 'Access policy gate',
        cases: [
          {
            name: 'verdict',
            file: undefined,
            result: {
              kind: 'skipped',
              message: 'Access policy gate skipped: nothing was tested, because nothing falls into part 2/5',
            },
          },
        ],
      },
    ]);
  });
});

describe('the run as a whole', () => {
  it('has an error for each thing that is missing of it, before everything else', () => {
    const missing = ['Part 1/3 is missing.', 'Part 2/3 is missing.'];
    const [suite, ...others] = suitesOf(aReport({ missing, verdict: 'inconclusive' }));
    expect(suite?.name).toBe('Access policy gate');
    expect(
      suite?.cases.map(({ name, result }) => [name, result.kind, 'message' in result && result.message]),
    ).toEqual([
      ['complete', 'error', missing[0]],
      ['complete (2)', 'error', missing[1]],
    ]);
    expect(others).toHaveLength(1);
  });

  it.each<[what: string, report: Report]>([
    ['a verdict that nothing explains', aReport({ verdict: 'failed' })],
    ['an interruption', aReport({ stopped: 'interrupted' })],
    ['no test at all', aReport({ tests: [] })],
  ])('has an error with its headline for %s', (_, report) => {
    const [suite] = suitesOf(report);
    expect(suite?.name).toBe('Access policy gate');
    expect(suite?.cases).toMatchObject([{ name: 'verdict', result: { kind: 'error', type: 'verdict' } }]);
  });

  it.each(['failed', 'inconclusive'] as const)(
    'has an error where a test is %s without a reason',
    (verdict) => {
      const [suite] = suitesOf(aReport({ tests: [aTestReport({ verdict })] }));
      expect(suite?.cases.map(({ name, result }) => [name, result.kind])).toEqual([
        ['percent_blocked: at most 10 %', 'passed'],
        ['verdict', 'error'],
      ]);
    },
  );

  it('has the plan as a suite, where its text tells anything', () => {
    const destroyed = aFinding({ kind: 'policy', rule: 'policy_destroyed_in_use', outcome: 'violated' });
    const withPlan = (findings: Finding[]) => suitesOf(aReport({ plan: aPlanReport({ findings }) }));
    expect(withPlan([]).map(({ name }) => name)).toEqual(['Grafana']);
    expect(withPlan([destroyed]).map(({ name }) => name)).toEqual(['Grafana', 'Terraform plan']);
  });
});

const arbitraryFinding: fc.Arbitrary<Finding> = fc
  .record({
    rule: fc.constantFrom('percent_blocked', 'users_lost'),
    outcome: fc.constantFrom('held', 'held', 'held', 'violated', 'inconclusive', 'waived'),
    severity: fc.constantFrom('error', 'error', 'warning'),
    kind: fc.constantFrom('threshold', 'expectation', 'policy', 'guard', 'change'),
  })
  .map((finding) => aFinding(finding));

/** Findings and, of a run without a connection, the verdict that the gate gives them then. */
const arbitraryJudged = fc.record({
  name: fc.constantFrom('Grafana', 'Wiki', 'Wiki (2)', 'Access policy gate'),
  findings: fc.array(arbitraryFinding, { maxLength: 4 }),
});

const arbitraryReport: fc.Arbitrary<Report> = fc
  .record({
    tests: fc.array(arbitraryJudged, { maxLength: 4 }),
    checks: fc.array(arbitraryJudged, { maxLength: 2 }),
    plan: fc.option(fc.array(arbitraryFinding, { maxLength: 3 }), { nil: undefined }),
    isConnected: fc.boolean(),
    untested: fc.constantFrom(undefined, 'there is no token'),
    stopped: fc.constantFrom(undefined, undefined, undefined, 'refused', 'interrupted'),
    missing: fc.subarray(['Part 1/3 is missing.', 'Part 2/3 is missing.']),
  })
  .map(({ tests, checks, plan, isConnected, untested, stopped, missing }) => {
    const verdict = (findings: readonly Finding[]): Verdict => {
      const told = verdictOf(findings);
      if (isConnected || told === 'failed') return told;
      const isTold = findings.some(({ outcome }) => outcome === 'inconclusive');
      return untested === undefined && isTold ? told : 'skipped';
    };
    const judged = {
      tests: tests.map((test) => aTestReport({ ...test, verdict: verdict(test.findings) })),
      applicationChecks: checks.map((check) => aCheckReport({ ...check, verdict: verdict(check.findings) })),
      // A plan's text tells something, or it does not.
      plan:
        plan &&
        aPlanReport({ findings: plan.map((each) => ({ ...each, kind: 'policy', outcome: 'violated' })) }),
    };
    return aReport({
      ...judged,
      verdict: worstVerdict([
        ...judgedOf(judged).map((each) => each.verdict),
        ...(missing.length > 0 ? (['inconclusive'] as const) : []),
      ]),
      untested: isConnected ? undefined : untested,
      stopped,
      missing,
    });
  });

const arbitraryVerdict = fc.constantFrom<Verdict[]>('passed', 'failed', 'inconclusive', 'skipped');

describe('whatever a run comes to', () => {
  it('there is a failure or an error if and only if the run would fail without leniency', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        expect(casesOf(report).some(isRed)).toBe(exitCodeOf(report, STRICT) > 0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('there is a failure for each violation, and a case for each finding', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const cases = casesOf(report);
        const findings = judgedOf(report).flatMap((judged) => judged.findings);
        expect(cases.filter(({ result }) => result.kind === 'failure')).toHaveLength(countViolations(report));
        expect(cases.length).toBeGreaterThanOrEqual(Math.max(1, findings.length));
      }),
    );
  });

  it('a passed verdict of a whole run has neither, and any other but skipped has one', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const isRedAnywhere = casesOf(report).some(isRed);
        if (report.verdict === 'failed' || report.verdict === 'inconclusive')
          expect(isRedAnywhere).toBe(true);
        else if (report.verdict === 'passed' && report.stopped === undefined)
          expect(isRedAnywhere).toBe(false);
      }),
    );
  });

  it('there is one where the verdicts are worse than the findings, as somebody may have written them', () => {
    fc.assert(
      fc.property(arbitraryReport, arbitraryVerdict, arbitraryVerdict, (report, ofRun, ofTests) => {
        const tests = report.tests.map((test) => ({ ...test, verdict: ofTests }));
        const forged = { ...report, verdict: ofRun, tests };
        const isBad = [ofRun, ...tests.map(({ verdict }) => verdict)].some((verdict) =>
          ['failed', 'inconclusive'].includes(verdict),
        );
        if (isBad || exitCodeOf(forged, STRICT) > 0) expect(casesOf(forged).some(isRed)).toBe(true);
      }),
    );
  });
});
