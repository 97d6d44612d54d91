import { z } from 'zod';
import { judged, peopleIndex, STATUS, total, user, users, VERDICT } from './findingSchema.ts';
import { MAX_LISTED } from '../verdict/people.ts';

const count = (what: string) => z.int().min(0).nullable().describe(`${what}; null when it is not known.`);
const percent = (what: string) =>
  z.number().min(0).max(100).nullable().describe(`${what}, 0 to 100; null when it is not known.`);

const counts = z.strictObject({
  total_users: count('Users in the test'),
  users_approved: count('Approved users'),
  users_blocked: count('Blocked users'),
  users_errored: count('Users who could not be decided'),
  percent_approved: percent('Approved users of the processed ones'),
  percent_blocked: percent('Blocked users of the processed ones'),
  percent_errored: percent('Users who could not be decided, of the processed ones'),
  percent_users_processed: percent('Processed users of all'),
});

const listed = z
  .strictObject({
    pages: total.describe('Pages of users that were read.'),
    of: z.int().min(0).nullable().describe('All pages that there are; null when it is not known.'),
  })
  .nullable()
  .describe(
    'How much of the users was listed, because it took them to judge the test; null when no policy test was completed.',
  );

const baseline = z.strictObject({
  kind: z
    .enum(['test', 'snapshot', 'nothing'])
    .describe('A policy test, the snapshot of an earlier run, or nothing, so that nobody had access before.'),
  policy_test_id: z
    .string()
    .nullable()
    .describe('The id at Cloudflare; null when no policy test was started.'),
  status: z.string().nullable().describe('The last status that the API told; null when it told none.'),
  counts: counts.describe('What the status counted; null each when it was no policy test.'),
  listed,
  snapshot_file: z
    .string()
    .nullable()
    .describe('Path of the snapshot in the workspace; null when it was none.'),
});

const cause = z.strictObject({
  edits: z
    .array(
      z.strictObject({
        policy: z.string().describe('The name of the policy, or its id when it has none.'),
        kind: z.enum(['added', 'removed', 'changed', 'moved']).describe('What was done to it.'),
        differences: z.array(z.string()).describe('What makes it another policy, in words.'),
      }),
    )
    .describe('One of these edits made the difference; where there is one, it is that.'),
  users_lost: total.describe('How many lose access by it.'),
  users_gained: total.describe('How many gain access by it.'),
  lost: users.describe('Who loses access by it, cut at 1,000.'),
  gained: users.describe('Who gains access by it, cut at 1,000.'),
});

const movedUsers = z
  .array(
    user.extend({
      before: STATUS.describe('The outcome of the baseline.'),
      after: STATUS.describe('The outcome of the test.'),
    }),
  )
  .max(MAX_LISTED);

const changes = z.strictObject({
  users_gained: total.describe('How many are approved and were not before.'),
  users_lost: total.describe('How many were approved before and are not any more.'),
  gained: movedUsers.describe('Who gains access, cut at 1,000.'),
  lost: movedUsers.describe('Who loses access, cut at 1,000.'),
  compared: total.describe('How many users are in the baseline and in the test; only they are compared.'),
  only_before: total.describe('How many users are in the baseline alone.'),
  only_after: total.describe('How many users are in the test alone.'),
  moves: z
    .array(
      z.strictObject({
        before: STATUS.describe('The outcome of the baseline.'),
        after: STATUS.describe('The outcome of the test.'),
        people: peopleIndex,
      }),
    )
    .describe('Everybody whose outcome changes, by both outcomes.'),
  unchanged: z
    .strictObject({
      approved: total.describe('How many are approved as before.'),
      blocked: total.describe('How many are blocked as before.'),
      error: total.describe('How many are in error as before.'),
    })
    .describe('Everybody whose outcome stays what it was.'),
  explanation: z
    .strictObject({
      causes: z.array(cause).describe('What made the difference, each for some of the people.'),
      gap: z.string().nullable().describe('Why something could not be explained; null when there is no gap.'),
      policy_test_ids: z.array(z.string()).describe('The further policy tests that it took.'),
    })
    .nullable()
    .describe('Why people lose or gain access; null when nobody does, or it was not to be explained.'),
});

export const test = z.strictObject({
  name: z.string().describe('The name of the config.'),
  verdict: VERDICT.describe('The verdict on this test.'),
  policies: total.describe('How many policies were tested together.'),
  assertions: total.describe('How many assertions were made of the outcome.'),
  policy_test_id: z
    .string()
    .nullable()
    .describe('The id at Cloudflare; null when no policy test was started.'),
  given: z.boolean().describe('Whether it was given by policy-test-id instead of being started.'),
  status: z.string().nullable().describe('The last status that the API told; null when it told none.'),
  counts: counts.describe('What the status counted.'),
  listed,
  baseline: baseline
    .nullable()
    .describe('What the outcome was compared with; null when there is none, or nothing is known of it.'),
  changes: changes
    .nullable()
    .describe('What the policies change; null when there is no baseline, or no complete one.'),
  ...judged,
});
