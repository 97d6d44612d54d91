import { z } from 'zod';
import { USER_STATUSES } from '../verdict/assertion.ts';
import { MAX_LISTED } from '../verdict/people.ts';

const VERDICT = z.enum(['passed', 'failed', 'inconclusive', 'skipped']);

const full = (what: string) =>
  z
    .string()
    .nullable()
    .optional()
    .describe(`${what}, with identities: full; null when Cloudflare does not tell it.`);

const user = z.strictObject({
  label: z
    .string()
    .describe(
      'The label of the config, else a pseudonym; with identities: full, else the address, else the id.',
    ),
  id: full('The id at Cloudflare'),
  email: full('The e-mail address'),
  name: full('The name'),
});

const STATUS = z.enum(USER_STATUSES);

const users = z.array(user).max(MAX_LISTED);
const total = z.int().min(0);

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
  explanation: z
    .strictObject({
      causes: z.array(cause).describe('What made the difference, each for some of the people.'),
      gap: z.string().nullable().describe('Why something could not be explained; null when there is no gap.'),
      policy_test_ids: z.array(z.string()).describe('The further policy tests that it took.'),
    })
    .nullable()
    .describe('Why people lose or gain access; null when nobody does, or it was not to be explained.'),
});

const location = z.strictObject({
  file: z.string().describe('Path in the workspace.'),
  line: z.int().min(1).describe('From 1.'),
  column: z.int().min(1).describe('From 1.'),
});

const finding = z.strictObject({
  kind: z
    .enum(['guard', 'threshold', 'expectation', 'change', 'policy'])
    .describe(
      "A guard is asked of every test, a threshold or expectation by the config; policy: what the policies' text tells.",
    ),
  rule: z
    .string()
    .describe(
      'The threshold, whom or what the expectation is about, or the name of the guard or policy rule.',
    ),
  severity: z.enum(['error', 'warning']).describe('Only an error can fail the run.'),
  outcome: z.enum(['violated', 'inconclusive', 'waived']).describe('What came of it.'),
  message: z.string().describe('The finding in a sentence or two.'),
  expected: z.string().describe('What was asked.'),
  actual: z.string().describe('What was found.'),
  location: location
    .nullable()
    .describe('Where the config asks for it, or the policy stands; null for most guards.'),
  users: users.describe('Who is concerned, cut at 1,000.'),
  users_total: total.describe('How many are concerned.'),
});

const test = z.strictObject({
  name: z.string().describe('The name of the config.'),
  verdict: VERDICT.describe('The verdict on this test.'),
  policy_test_id: z
    .string()
    .nullable()
    .describe('The id at Cloudflare; null when no policy test was started.'),
  status: z.string().nullable().describe('The last status that the API told; null when it told none.'),
  counts: counts.describe('What the status counted.'),
  baseline: baseline
    .nullable()
    .describe('What the outcome was compared with; null when there is none, or nothing is known of it.'),
  changes: changes
    .nullable()
    .describe('What the policies change; null when there is no baseline, or no complete one.'),
  findings: z.array(finding).describe('What does not hold, the worst first; what holds is left out.'),
});

const applicationCheck = z.strictObject({
  name: z.string().describe('The name of the config.'),
  verdict: VERDICT.describe('The verdict on this check.'),
  app_id: z.string().describe('The id of the saved application.'),
  findings: z.array(finding).describe('What does not hold, the worst first; what holds is left out.'),
});

const terraformPlan = z.strictObject({
  file: z.string().describe('Path of the plan in the workspace.'),
  verdict: VERDICT.describe("The verdict on the plan's text: skipped when nothing of it fails."),
  changes: z
    .array(
      z.strictObject({
        address: z.string().describe('Address of the resource in the plan.'),
        kind: z.enum(['application', 'policy', 'group']).describe('What the resource is.'),
        action: z
          .enum(['create', 'update', 'replace', 'destroy', 'affected'])
          .describe('What is done to it; affected: it stays, but a policy or group that it uses changes.'),
        differences: z.array(z.string()).describe('What changes in who is let in, in words; at most 10.'),
      }),
    )
    .describe('The resources of Access that change, in the order of the plan.'),
  findings: z.array(finding).describe('What does not hold, the worst first; what holds is left out.'),
});

/** report.json, from which schema/report.schema.json is generated. */
export const reportSchema = z
  .strictObject({
    schema_version: z.literal(1).describe('Raised when something is taken away or changes its meaning.'),
    verdict: VERDICT.describe('The worst of tests, checks and plan: failed over inconclusive over passed.'),
    started_at: z.iso.datetime().describe('When the run started, in UTC.'),
    finished_at: z.iso.datetime().describe('When it ended, in UTC.'),
    tests: z.array(test).describe('In the order of the config.'),
    application_checks: z.array(applicationCheck).describe('In the order of the config.'),
    terraform_plan: terraformPlan
      .nullable()
      .describe('What the Terraform plan does to Access; null when none was given.'),
    api: z
      .strictObject({
        requests: z.int().min(0).describe('Requests sent, repeated ones included.'),
        retries: z.int().min(0).describe('Requests that were repeated.'),
        waited_ms: z.int().min(0).describe('Time spent waiting before repeated requests, in milliseconds.'),
        rate_limit_remaining: z
          .int()
          .min(0)
          .nullable()
          .describe('Requests left of the rate limit, as the last answer said; null when none did.'),
      })
      .describe('What Cloudflare was asked.'),
  })
  .meta({ title: 'Report of Access Policy Gate' });

/** A report for programs. */
export type ReportJson = z.infer<typeof reportSchema>;
