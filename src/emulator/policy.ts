import { z } from 'zod';

/** What a policy decides about those whom it matches; the API's words. */
const DECISIONS = ['allow', 'deny', 'non_identity', 'bypass'] as const;

const RULE = z
  .record(z.string(), z.looseObject({}))
  .refine((rule) => Object.keys(rule).length === 1, 'must have one key, its selector');

/** The fields of whatever decides by rules: policies and Access groups. */
export const RULE_SET_SHAPE = {
  include: z.array(RULE).min(1),
  require: z.array(RULE).default([]),
  exclude: z.array(RULE).default([]),
};

/** The fields of a policy that bear on who gets in. */
export const POLICY_SHAPE = {
  name: z.string().min(1),
  decision: z.enum(DECISIONS),
  ...RULE_SET_SHAPE,
};

/** One condition: an object whose only key is the selector, such as `{ email: { email: 'a@example.com' } }`. */
export type Rule = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Whom something is about: any of `include`, all of `require`, none of `exclude`. */
export interface RuleSet {
  readonly include: readonly Rule[];
  readonly require: readonly Rule[];
  readonly exclude: readonly Rule[];
}

/** A policy as far as the emulator looks at it. */
export interface Policy extends RuleSet {
  readonly name: string;
  readonly decision: (typeof DECISIONS)[number];
}
