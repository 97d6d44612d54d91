import { describe, expect, it } from '@jest/globals';
import { PLAN_RULES, PLAN_SEVERITIES } from '../../src/verdict/assertion.ts';
import { type Finding, type Verdict, verdictOf, worstVerdict } from '../../src/verdict/finding.ts';
import { aFinding } from '../support/report.ts';

type Case = [Finding['outcome'], Finding['severity']];

const HELD: Case = ['held', 'error'];
const VIOLATED: Case = ['violated', 'error'];
const WARNING: Case = ['violated', 'warning'];
const INCONCLUSIVE: Case = ['inconclusive', 'error'];
const WAIVED: Case = ['waived', 'error'];

describe('the verdict of a test', () => {
  it.each<[string, Case[], Verdict]>([
    ['passes when everything holds', [HELD, HELD], 'passed'],
    ['passes with a waived violation', [HELD, WAIVED], 'passed'],
    ['passes with a violation that only warns', [HELD, WARNING], 'passed'],
    ['fails with one violation', [HELD, VIOLATED], 'failed'],
    ['fails with a violation beside a waived one', [WAIVED, VIOLATED], 'failed'],
    ['is inconclusive when one thing is not proven', [HELD, INCONCLUSIVE], 'inconclusive'],
    ['is inconclusive beside a waived violation', [WAIVED, INCONCLUSIVE], 'inconclusive'],
    ['is inconclusive beside a violation that only warns', [WARNING, INCONCLUSIVE], 'inconclusive'],
    ['fails rather than being inconclusive', [INCONCLUSIVE, VIOLATED], 'failed'],
    [
      'is inconclusive when an assertion that only warns is not proven',
      [HELD, ['inconclusive', 'warning']],
      'inconclusive',
    ],
    ['is inconclusive when nothing was checked', [], 'inconclusive'],
  ])('%s', (_, cases, verdict) => {
    expect(verdictOf(cases.map(([outcome, severity]) => aFinding({ outcome, severity })))).toBe(verdict);
  });
});

it('is no pass where only the text of policies was looked at', () => {
  expect(verdictOf([aFinding({ kind: 'policy', outcome: 'violated', severity: 'warning' })])).toBe(
    'inconclusive',
  );
  expect(verdictOf([aFinding({ kind: 'policy', outcome: 'violated' })])).toBe('failed');
});

describe('the verdict of a run', () => {
  it.each<[Verdict, Verdict[]]>([
    ['passed', ['passed', 'passed']],
    ['failed', ['passed', 'inconclusive', 'failed', 'skipped']],
    ['inconclusive', ['passed', 'inconclusive', 'skipped']],
    ['skipped', ['skipped', 'skipped']],
    ['inconclusive', []],
  ])('is %s of %j', (verdict, verdicts) => {
    expect(worstVerdict(verdicts)).toBe(verdict);
  });
});

describe('the findings on a plan', () => {
  it('fail the run, but for an application without an allow policy, which may be meant to have none', () => {
    expect(PLAN_RULES.filter((rule) => PLAN_SEVERITIES[rule] === 'error')).toEqual([
      'application_loses_policies',
      'policy_destroyed_in_use',
      'bypass_everyone_added',
    ]);
    expect(PLAN_SEVERITIES.application_without_allow).toBe('warning');
  });
});
