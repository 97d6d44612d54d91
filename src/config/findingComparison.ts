import { plain } from '../untrusted.ts';
import {
  type Expectation,
  PLAN_RULES,
  PLAN_SEVERITIES,
  type PlanRule,
  POLICY_RULES,
  type PolicyRule,
  type PolicySeverities,
  type Severity,
  type Threshold,
  type Waiver,
} from '../verdict/assertion.ts';
import { type Difference } from './comparison.ts';

/** What becomes of a violation, the strictest first. */
const CONSEQUENCES: readonly (readonly [Severity | 'off', string])[] = [
  ['error', 'fails the run'],
  ['warning', 'only warns'],
  ['off', 'is not looked for'],
];

/** What becomes of the severity and the waiver of one assertion. */
export function compareConsequences(
  rule: string,
  before: Threshold | Expectation,
  after: Threshold | Expectation,
): Difference[] {
  return [
    ...compareSeverity(rule, before.severity, after.severity),
    ...compareWaiver(rule, before.waiver, after.waiver),
  ];
}

/** How much findings on the text of a test's policies matter. */
export function comparePolicySeverities(before: PolicySeverities, after: PolicySeverities): Difference[] {
  return compareSeverities(POLICY_RULES, before, after, () => 'warning');
}

/** How much findings on the text of the plan matter. */
export function comparePlanSeverities(before: PolicySeverities, after: PolicySeverities): Difference[] {
  return compareSeverities(PLAN_RULES, before, after, (rule) => PLAN_SEVERITIES[rule]);
}

function compareSeverities<Rule extends PolicyRule | PlanRule>(
  rules: readonly Rule[],
  before: PolicySeverities,
  after: PolicySeverities,
  defaultOf: (rule: Rule) => Severity,
): Difference[] {
  return rules.flatMap((rule) =>
    compareSeverity(rule, before[rule] ?? defaultOf(rule), after[rule] ?? defaultOf(rule)),
  );
}

function compareSeverity(rule: string, before: Severity | 'off', after: Severity | 'off'): Difference[] {
  const [was, is] = [before, after].map((severity) => CONSEQUENCES.findIndex(([name]) => name === severity));
  if (was === undefined || is === undefined || was === is) return [];
  return [
    {
      direction: is > was ? 'loosened' : 'tightened',
      rule,
      before: CONSEQUENCES[was]?.[1],
      after: CONSEQUENCES[is]?.[1],
    },
  ];
}

function compareWaiver(rule: string, before: Waiver | undefined, after: Waiver | undefined): Difference[] {
  const words = { rule, before: describeWaiver(before), after: describeWaiver(after) };
  // Dates of this form are in the order of their texts; without a waiver nothing is accepted on any day.
  const [was, is] = [before?.until ?? '', after?.until ?? ''];
  if (was !== is) return [{ direction: is > was ? 'loosened' : 'tightened', ...words }];
  return before?.owner === after?.owner && before?.reason === after?.reason
    ? []
    : [{ direction: 'changed', ...words }];
}

function describeWaiver(waiver: Waiver | undefined): string | undefined {
  return waiver && `waived until ${waiver.until} by ${plain(waiver.owner)}: ${plain(waiver.reason)}`;
}
