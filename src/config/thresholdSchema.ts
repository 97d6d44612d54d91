import { z } from 'zod';
import { isPercentage, METRICS, type Metric } from '../verdict/assertion.ts';
import { COUNT, finding, oneOfKeys } from './assertionSchema.ts';

const ONE_BOUND_AT_LEAST = oneOfKeys('min', 'max', 'Has no bound: give it "min", "max" or both.');

/** What an editor expects where a bare number stands. */
const BOUNDS = 'bounds, as in { max: 10 }';

const PERCENT = { error: 'must be a percentage from 0 to 100' };

// Without a description: editors would show that instead of what a metric measures.
const percentageThreshold = threshold(z.number(PERCENT).min(0, PERCENT).max(100, PERCENT), 'in percent').meta(
  {
    id: 'percentage_threshold',
    title: BOUNDS,
    ...ONE_BOUND_AT_LEAST,
  },
);

const countThreshold = threshold(z.int(COUNT).min(0, COUNT), 'as a number of users').meta({
  id: 'count_threshold',
  title: BOUNDS,
  ...ONE_BOUND_AT_LEAST,
});

function threshold(bound: z.ZodNumber, unit: string) {
  return z
    .strictObject(
      {
        min: bound.optional().describe(`The least that is accepted, ${unit}.`),
        max: bound.optional().describe(`The most that is accepted, ${unit}.`),
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
  percent_approved:
    'The percentage of the processed users who are let in, from 0 to 100, exact from the counts.',
  percent_blocked:
    'The percentage of the processed users who are kept out, from 0 to 100, exact from the counts.',
  percent_errored:
    'The percentage of the processed users who could not be decided, from 0 to 100, exact from the counts.',
  percent_users_processed: 'The percentage of all users that was processed, from 0 to 100.',
  users_lost: 'How many users the baseline lets in and the policies do not; needs a baseline.',
  users_gained: 'How many users the policies let in and the baseline does not; needs a baseline.',
  percent_lost: 'The percentage of the users of both tests who lose access, from 0 to 100; needs a baseline.',
  percent_gained:
    'The percentage of the users of both tests who gain access, from 0 to 100; needs a baseline.',
};

/** The bounds of `metric`. */
export function thresholdSchema(metric: Metric): typeof percentageThreshold {
  return isPercentage(metric) ? percentageThreshold : countThreshold;
}

/** The bounds of a test, by metric. */
export const thresholdsSchema = z
  .strictObject(
    Object.fromEntries(
      METRICS.map((metric) => [
        metric,
        thresholdSchema(metric).optional().describe(METRIC_DESCRIPTIONS[metric]),
      ]),
    ),
  )
  .meta({
    id: 'thresholds',
    description:
      'Bounds for the numbers of a policy test, by metric: "min", "max" or both, inclusive. What lies outside is a violation.',
  });
