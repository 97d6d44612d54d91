import { describe, expect, it } from '@jest/globals';
import { headline, heldTitle, untoldMissing } from '../../src/report/headline.ts';
import { renderText } from '../../src/report/terminal.ts';
import { type Report, type TestReport } from '../../src/report/report.ts';
import { type Changes } from '../../src/verdict/changes.ts';
import {
  aBaseline,
  aFinding,
  aPlanReport,
  aReport,
  aTestReport,
  someChanges,
  somePeople,
} from '../support/report.ts';

const violated = aFinding({ outcome: 'violated', message: 'Something.' });
const warning = aFinding({ outcome: 'violated', severity: 'warning', message: 'A warning.' });
const unproven = aFinding({ kind: 'guard', outcome: 'inconclusive', message: 'Not proven.' });
const waived = aFinding({ outcome: 'waived' });
const worse = aFinding({
  outcome: 'violated',
  message: 'Two people.',
  concerned: [{ status: 'blocked', people: somePeople() }],
});

describe('the headline', () => {
  it.each<[string, TestReport[], string]>([
    ['says how much holds', [aTestReport()], 'passed: 1 assertion holds in 1 test'],
    [
      'adds up what holds in several tests',
      [aTestReport({ findings: [aFinding(), aFinding()] }), aTestReport()],
      'passed: 3 assertions hold in 2 tests',
    ],
    [
      'does not keep back what only warns or is waived',
      [aTestReport({ findings: [aFinding(), warning, waived] })],
      'passed: 1 assertion holds in 1 test, 2 warnings or waived findings',
    ],
    [
      'names the test',
      [aTestReport(), aTestReport({ name: 'Wiki', findings: [violated] })],
      'failed: Wiki: Something',
    ],
    [
      'says the violation about most people, and how many more there are',
      [aTestReport({ findings: [violated, violated] }), aTestReport({ name: 'Wiki', findings: [worse] })],
      'failed: Wiki: Two people (and 2 more findings)',
    ],
    [
      'says a violation rather than a warning',
      [aTestReport({ findings: [{ ...warning, concerned: worse.concerned }, violated] })],
      'failed: Grafana: Something',
    ],
    [
      'says what could not be proven',
      [aTestReport({ findings: [unproven, aFinding()] }), aTestReport({ findings: [warning] })],
      'could not be proven: Grafana: Not proven',
    ],
    ['claims nothing of a run without tests', [], 'could not be proven: nothing was tested'],
    [
      'says that nothing was tested',
      [aTestReport({ verdict: 'skipped', findings: [] })],
      'skipped: the config and its policies are valid; nothing was tested',
    ],
  ])('%s', (_, tests, text) => {
    expect(headline(aReport({ tests }))).toBe(`Access policy gate ${text}`);
  });
});

const compared = (moves?: Changes['moves']) =>
  aTestReport({ baseline: aBaseline(), changes: someChanges(moves === undefined ? {} : { moves }) });

const two = somePeople();
const one = somePeople({ total: 1 });

describe('the headline of a run with baselines', () => {
  it.each<[string, TestReport[], string]>([
    [
      'says that nobody moves',
      [compared([]), aTestReport()],
      'nobody loses or gains access; 2 assertions hold in 2 tests',
    ],
    [
      'says that nobody moves of those compared',
      [aTestReport({ baseline: aBaseline(), changes: someChanges({ moves: [], onlyAfter: 1 }) })],
      'of those compared, nobody loses or gains access; 1 assertion holds in 1 test',
    ],
    [
      'says how many gain access',
      [compared([{ before: 'blocked', after: 'approved', people: two }])],
      'nobody loses access, 2 gain it; 1 assertion holds in 1 test',
    ],
    [
      'says how many lose access, though that is allowed',
      [compared([{ before: 'approved', after: 'blocked', people: one }])],
      '1 loses access, nobody gains it; 1 assertion holds in 1 test',
    ],
    [
      'does not count one person twice, who may be in several tests',
      [compared(), compared()],
      'up to 4 lose access, up to 2 gain it; 2 assertions hold in 2 tests',
    ],
    [
      'says nothing of access unless every baseline could be compared with',
      [compared([]), aTestReport({ baseline: aBaseline() })],
      '2 assertions hold in 2 tests',
    ],
  ])('%s', (_, tests, text) => {
    expect(headline(aReport({ tests }))).toBe(`Access policy gate passed: ${text}`);
  });
});

describe('the headline of a run with a plan', () => {
  it('tells of an untested plan what it changes', () => {
    const tests = [aTestReport({ verdict: 'skipped', findings: [] })];
    expect(headline(aReport({ tests, plan: aPlanReport() }))).toBe(
      'Access policy gate skipped: the config, its policies and the plan are valid; the plan changes 1 resource of Access; nothing was tested',
    );
  });

  it('counts what holds in tests alone', () => {
    const plan = aPlanReport({ findings: [aFinding({ kind: 'policy' })] });
    expect(headline(aReport({ plan }))).toBe('Access policy gate passed: 1 assertion holds in 1 test');
  });

  it('says the worst of the plan', () => {
    const plan = aPlanReport({
      findings: [aFinding({ kind: 'policy', outcome: 'violated', message: 'Lost.' })],
    });
    expect(headline(aReport({ plan }))).toBe('Access policy gate failed: Terraform plan: Lost');
  });
});

describe('the headline of a part of a run', () => {
  const shard = { index: 2, count: 5 };

  it.each<[string, Partial<Report>, string]>([
    ['passes', {}, 'passed: 1 assertion holds in 1 test'],
    ['fails', { tests: [aTestReport({ findings: [violated] })] }, 'failed: Grafana: Something'],
    [
      'has nothing to test',
      { tests: [], verdict: 'skipped', untested: 'nothing of the config falls into part 2/5' },
      'skipped: nothing was tested, because nothing of the config falls into part 2/5',
    ],
  ])('says so when it %s', (_, overrides, text) => {
    expect(headline(aReport({ shard, ...overrides }))).toBe(`Access policy gate (part 2/5) ${text}`);
  });
});

describe('the headline of a run of several parts', () => {
  const missing = ['The report of part 2/5 is missing.', 'The report of part 3/5 is missing.'];
  const [first = '', second = ''] = missing;

  it.each<[string, Partial<Report>, string, string[]]>([
    [
      'says first what is missing',
      { verdict: 'inconclusive', missing: [first] },
      'could not be proven: The report of part 2/5 is missing',
      [],
    ],
    [
      'counts what else is not proven, and leaves the rest of what is missing to be told',
      { tests: [aTestReport({ findings: [unproven] })], missing },
      'could not be proven: The report of part 2/5 is missing (and 2 more findings)',
      [second],
    ],
    [
      'says a violation rather than what is missing, which is left to be told',
      { tests: [aTestReport({ findings: [violated] })], missing },
      'failed: Grafana: Something',
      missing,
    ],
  ])('%s', (_, overrides, text, untold) => {
    const report = aReport(overrides);
    expect(headline(report)).toBe(`Access policy gate ${text}`);
    expect(untoldMissing(report)).toEqual(untold);
    expect(renderText(report).split('\n').slice(1, 3)).toEqual(
      expect.arrayContaining(untold.map((sentence) => `⚠️ ${sentence}`)),
    );
  });
});

describe('what holds', () => {
  it('is counted', () => {
    expect(heldTitle([aTestReport({ findings: [aFinding(), violated] })])).toBe('1 assertion holds');
    expect(heldTitle([aTestReport({ findings: [aFinding(), aFinding()] })])).toBe('2 assertions hold');
  });

  it('is not said to hold when the populations are apart', () => {
    const apart = aFinding({ kind: 'change', outcome: 'inconclusive' });
    expect(heldTitle([aTestReport({ findings: [apart, aFinding()] })])).toBe(
      '1 assertion would hold if the numbers were proven',
    );
  });

  it('is not said to hold when the numbers are not proven', () => {
    const test = aTestReport({ findings: [unproven, aFinding(), aFinding()] });
    expect(heldTitle([test])).toBe('2 assertions would hold if the numbers were proven');
  });
});
