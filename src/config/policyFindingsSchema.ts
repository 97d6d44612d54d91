import { z } from 'zod';
import { POLICY_RULES, type PolicyRule } from '../verdict/assertion.ts';

const POLICY_RULE_DESCRIPTIONS: Record<PolicyRule, string> = {
  everyone_allowed: 'A policy lets everyone in.',
  any_login_allowed: 'A policy lets in whoever can log in, which with a one-time PIN is everyone.',
  require_impossible: 'A policy asks for what nobody can meet, so that it is about nobody.',
  deny_alone: 'All policies are deny policies, so that everybody is blocked.',
  bypass_by_identity: 'A bypass policy asks who somebody is, which a bypass never knows.',
  allow_by_service_token: 'An allow policy is about service tokens only, which Service Auth is for.',
  policy_duplicated: 'A policy says the same as one before it.',
  policy_shadowed: 'A policy never decides, because one before it matches everybody whom it is about.',
};

/** How much findings on the policies' text matter. */
export const policyFindingsSchema = z
  .strictObject(
    Object.fromEntries(
      POLICY_RULES.map((rule) => [
        rule,
        z
          .enum(['error', 'warning', 'off'])
          .optional()
          .meta({ description: POLICY_RULE_DESCRIPTIONS[rule], default: 'warning' }),
      ]),
    ),
  )
  .meta({
    id: 'policy_findings',
    description:
      "What can be told from the policies' text alone: whether it fails the run, only warns, or is not looked for (off).",
  });
