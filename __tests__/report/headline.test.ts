import { describe, expect, it } from '@jest/globals';
import { headline, heldTitle } from '../../src/report/headline.ts';
import { type TestReport } from '../../src/report/report.ts';
import { aFinding, aReport, aTestReport, somePeople } from '../support/report.ts';

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

describe('what holds', () => {
  it('is counted', () => {
    expect(heldTitle([aTestReport({ findings: [aFinding(), violated] })])).toBe('1 assertion holds');
    expect(heldTitle([aTestReport({ findings: [aFinding(), aFinding()] })])).toBe('2 assertions hold');
  });

  it('is not said to hold when the numbers are not proven', () => {
    const test = aTestReport({ findings: [unproven, aFinding(), aFinding()] });
    expect(heldTitle([test])).toBe('2 assertions would hold if the numbers were proven');
  });
});
