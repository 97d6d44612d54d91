import { z } from 'zod';
import { isPercentage, METRICS, USER_STATUSES, type Metric } from '../verdict/assertion.ts';
import { parseGlob } from '../verdict/glob.ts';
import { policyFindingsSchema } from './policyFindingsSchema.ts';

/*
 * What a test asserts, as it is written in the config. The messages here are predicates ("must be …"):
 * `shape.ts` puts the key in front. What concerns several places of the file is for `consistency.ts`.
 */

/** Characters of a name, a label, a pattern or an address. */
export const MAX_TEXT = 200;

/** How many items a list of the config may have. */
export const MAX_ITEMS = 1000;

/** How many patterns a test may have, with those of the defaults: each is tried with each user's address. */
export const MAX_PATTERNS = 1000;

/** Characters that make a pattern of what was meant as one user. */
const GLOB = /[*?[\]{}]/;

/** Text for people. */
export const text = z.string().regex(/\S/, 'must not be blank').max(MAX_TEXT);
/** A path in the workspace. */
export const path = z.string().min(1);

/** Text without blanks. */
const word = z.string().regex(/^\S+$/, 'must not be blank or hold blanks').max(MAX_TEXT);

const waiver = z
  .strictObject({
    until: z.iso
      .date('must be a date that exists, as in 2026-12-31')
      .describe('The last day on which the waiver holds, YYYY-MM-DD in UTC.'),
    owner: text.describe('Who answers for it.'),
    reason: text.describe('Why this is accepted for now.'),
  })
  .meta({ id: 'waiver', description: 'Accepts a finding for now: it is shown, and fails again afterwards.' });

/** What thresholds and expectations have in common. */
const finding = {
  severity: z
    .enum(['error', 'warning'])
    .default('error')
    .describe('Whether a violation fails the run or only warns.'),
  waiver: waiver.optional(),
};

const ONE_BOUND_AT_LEAST = [{ required: ['min'] }, { required: ['max'] }];

const PERCENT = { error: 'must be a percentage from 0 to 100' };
const COUNT = { error: 'must be a number of users: whole, and 0 or more' };

const percentageThreshold = threshold(z.number(PERCENT).min(0, PERCENT).max(100, PERCENT)).meta({
  id: 'percentage_threshold',
  description: 'Inclusive bounds in percent, from 0 to 100; at least one of them.',
  anyOf: ONE_BOUND_AT_LEAST,
});

const countThreshold = threshold(z.int(COUNT).min(0, COUNT)).meta({
  id: 'count_threshold',
  description: 'Inclusive bounds as a number of users; at least one of them.',
  anyOf: ONE_BOUND_AT_LEAST,
});

function threshold(bound: z.ZodNumber) {
  return z
    .strictObject(
      {
        min: bound.optional().describe('The least that is accepted.'),
        max: bound.optional().describe('The most that is accepted.'),
        ...finding,
      },
      {
        error: ({ code, input }) =>
          code === 'invalid_type' && typeof input === 'number'
            ? `is a bare number: write { max: ${String(input)} } or { min: ${String(input)} }`
            : undefined,
      },
    )
    .superRefine(({ min, max }, context) => {
      if (min === undefined && max === undefined) {
        context.addIssue({ code: 'custom', message: 'has no bound: give it "min" or "max"' });
      } else if (min !== undefined && max !== undefined && min > max) {
        const message = `is more than "max": nothing lies between ${String(min)} and ${String(max)}`;
        context.addIssue({ code: 'custom', path: ['min'], message });
      }
    });
}

const METRIC_DESCRIPTIONS: Record<Metric, string> = {
  total_users: 'How many users were tested.',
  users_approved: 'How many users the policies let in.',
  users_blocked: 'How many users the policies keep out.',
  users_errored: 'How many users could not be decided.',
  percent_approved: 'The percentage of the processed users who are let in, exact from the counts.',
  percent_blocked: 'The percentage of the processed users who are kept out, exact from the counts.',
  percent_errored: 'The percentage of the processed users who could not be decided, exact from the counts.',
  percent_users_processed: 'The percentage of all users that was processed.',
  users_lost: 'How many users the baseline lets in and the policies do not.',
  users_gained: 'How many users the policies let in and the baseline does not.',
  percent_lost: 'The percentage of the users of both tests who lose access.',
  percent_gained: 'The percentage of the users of both tests who gain access.',
};

/** The bounds of `metric`. */
export function thresholdSchema(metric: Metric): typeof percentageThreshold {
  return isPercentage(metric) ? percentageThreshold : countThreshold;
}

const thresholds = z
  .strictObject(
    Object.fromEntries(
      METRICS.map((metric) => [
        metric,
        thresholdSchema(metric).optional().describe(METRIC_DESCRIPTIONS[metric]),
      ]),
    ),
  )
  .meta({ id: 'thresholds', description: 'Bounds for the numbers of a policy test, by metric.' });

/** A user by address or id; `noPattern` is said of what would be a pattern. */
export function oneUser(noPattern: string): z.ZodString {
  return word.refine((user) => !GLOB.test(user), noPattern);
}

/** A glob on the address. */
const pattern = word.superRefine((glob, context) => {
  const parsed = parseGlob(glob);
  if (parsed.kind === 'problem') context.addIssue({ code: 'custom', message: parsed.message });
});

/** One item of `expectations`. */
export const expectationSchema = z
  .strictObject({
    user: oneUser('stands for one user: write a pattern as "users"')
      .optional()
      .describe('One user: an e-mail address (any case) or a user id.'),
    users: z
      .union([pattern, z.array(pattern).min(1).max(MAX_ITEMS)], {
        error: 'must be a pattern or a list of patterns',
      })
      .optional()
      .describe(
        'Everybody whose e-mail address matches a glob, as in "*@example.com", or one of a list of globs.',
      ),
    status: z.enum(USER_STATUSES).describe('How the policies must treat them.'),
    at_least: z
      .int(COUNT)
      .min(0, COUNT)
      .optional()
      .meta({ description: 'How many users must match.', default: 1 }),
    if_missing: z.enum(['fail', 'warn', 'ignore']).optional().meta({
      description: 'What it means that the user was not tested, because of never having logged in.',
      default: 'fail',
    }),
    label: text.optional().describe('Shown instead of the address.'),
    ...finding,
  })
  .superRefine(({ user, users, at_least, if_missing }, context) => {
    if (user === undefined && users === undefined) {
      context.addIssue({ code: 'custom', message: 'says nothing of whom: give it "user" or "users"' });
    } else if (user !== undefined && users !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['users'],
        message: 'does not go with "user": give one of them',
      });
    } else if (user !== undefined && at_least !== undefined) {
      context.addIssue({ code: 'custom', path: ['at_least'], message: 'goes with "users", not with "user"' });
    } else if (users !== undefined && if_missing !== undefined) {
      const message = 'goes with "user"; for "users" there is "at_least"';
      context.addIssue({ code: 'custom', path: ['if_missing'], message });
    }
  })
  .meta({
    id: 'expectation',
    description: 'The outcome that somebody must have.',
    oneOf: [{ required: ['user'] }, { required: ['users'] }],
    dependentRequired: { at_least: ['users'], if_missing: ['user'] },
  });

/** What must hold, in `defaults` and in each test. */
export const assertionKeys = {
  thresholds: thresholds.optional(),
  expectations: z
    .array(expectationSchema)
    .max(MAX_ITEMS)
    .optional()
    .describe('What must become of certain users.'),
  policy_findings: policyFindingsSchema.optional(),
};
