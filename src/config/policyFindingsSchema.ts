import { z } from 'zod';
import {
  PLAN_RULES,
  PLAN_SEVERITIES,
  type PlanRule,
  POLICY_RULES,
  type PolicyRule,
  type Severity,
} from '../verdict/assertion.ts';

const DESCRIPTIONS: Record<PolicyRule | PlanRule, string> = {
  everyone_allowed: 'A policy lets everyone in.',
  any_login_allowed: 'A policy lets in whoever can log in, which with a one-time PIN is everyone.',
  require_impossible: 'A policy asks for what nobody can meet, so that it is about nobody.',
  deny_alone: 'All policies are deny policies, so that everybody is blocked.',
  bypass_by_identity: 'A bypass policy asks who somebody is, which a bypass never knows.',
  allow_by_service_token: 'An allow policy is about service tokens only, which Service Auth is for.',
  policy_duplicated: 'A policy says the same as one before it.',
  policy_shadowed: 'A policy never decides, because one before it matches everybody whom it is about.',
  application_loses_policies: 'An application of the Terraform plan loses all its policies.',
  policy_destroyed_in_use: 'The Terraform plan destroys a policy that one of its applications refers to.',
  application_without_allow: 'No policy of an application of the Terraform plan lets anybody in.',
  bypass_everyone_added: 'The Terraform plan adds a bypass for everyone.',
};

const severity = (rule: PolicyRule | PlanRule, fallback: Severity) =>
  z
    .enum(['error', 'warning', 'off'])
    .optional()
    .meta({
      description: DESCRIPTIONS[rule],
      default: fallback,
      enumDescriptions: ['It fails the run.', 'It is told and fails nothing.', 'It is not looked for.'],
    });

const ofPolicies = Object.fromEntries(POLICY_RULES.map((rule) => [rule, severity(rule, 'warning')]));
const ofPlan = Object.fromEntries(PLAN_RULES.map((rule) => [rule, severity(rule, PLAN_SEVERITIES[rule])]));

/** How much findings on the policies' text matter, in a test. */
export const policyFindingsSchema = z.strictObject(ofPolicies).meta({
  id: 'policy_findings',
  description:
    "What can be told from the policies' text alone: whether it fails the run, only warns, or is not looked for (off).",
});

/** The same for all tests, and for the Terraform plan, which has no test of its own. */
export const defaultFindingsSchema = z.strictObject({ ...ofPolicies, ...ofPlan }).meta({
  id: 'default_policy_findings',
  description:
    'What can be told from the text of the policies and of the Terraform plan alone: whether it fails the run, only warns, or is not looked for (off).',
});
