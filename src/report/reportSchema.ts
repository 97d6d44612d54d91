import { z } from 'zod';
import { MAX_SHARDS } from '../shard.ts';
import { judged, location, people, VERDICT } from './findingSchema.ts';
import { test } from './testSchema.ts';

const applicationCheck = z.strictObject({
  name: z.string().describe('The name of the config.'),
  verdict: VERDICT.describe('The verdict on this check.'),
  app_id: z.string().describe('The id of the saved application.'),
  ...judged,
});

const terraformPlan = z.strictObject({
  name: z.string().describe('What it is called.'),
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
  ...judged,
});

const warning = z.strictObject({
  message: z.string().describe('What is probably not meant, or not followed.'),
  location: location.nullable().describe('Where; null when it is about no place.'),
});

const shard = z.strictObject({
  index: z.int().min(1).max(MAX_SHARDS).describe('Which part, from 1.'),
  count: z.int().min(1).max(MAX_SHARDS).describe('Of how many.'),
});

const compared = {
  base: z.string().describe('The branch into which the pull request is to be merged.'),
  applied: z.enum(['workspace', 'base']).describe('Whose config the run is judged by.'),
};

const configChange = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('compared').describe('The config was compared with that of the base.'),
    ...compared,
    changes: z
      .array(
        z.strictObject({
          direction: z
            .enum(['loosened', 'tightened', 'new', 'gone', 'changed'])
            .describe('Whether less is asked, more, what was not asked before, or what is not any more.'),
          test: z.string().nullable().describe('The test or check; null for the config as a whole.'),
          rule: z.string().describe('What was asked.'),
          before: z.string().nullable().describe('In words; null where there was nothing.'),
          after: z.string().nullable().describe('In words; null where there is nothing.'),
        }),
      )
      .describe('What is asked otherwise.'),
  }),
  z.strictObject({
    kind: z.literal('unknown').describe('They could not be compared.'),
    ...compared,
    reason: z.string().describe('Why not.'),
  }),
]);

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
    config: z.string().describe('Path of the config.'),
    account: z
      .string()
      .nullable()
      .describe("The beginning of the account's id; null when nobody was asked, or several accounts were."),
    shard: shard.nullable().describe('Which part of the config was tested; null when all of it was.'),
    scope: z
      .strictObject({
        fingerprint: z
          .string()
          .describe(
            'The same for all jobs of a run that are judged by the same config and find the same to test.',
          ),
        items: z.int().min(0).describe('How many tests and checks there are.'),
      })
      .nullable()
      .describe(
        'All that the config asks for, of which a shard tests a part; null where reports of several accounts or configs were merged.',
      ),
    identities: z.enum(['redacted', 'full']).describe('Whether it is told who people are.'),
    untested: z
      .string()
      .nullable()
      .describe('Why nothing was tested, the end of a sentence; null when something was to be.'),
    stopped: z
      .enum(['refused', 'interrupted'])
      .nullable()
      .describe('What was wrong with the run as a whole; null when nothing was.'),
    missing: z.array(z.string()).describe('What is not known of a run of several parts, a sentence each.'),
    warnings: z
      .array(warning)
      .describe('What of the config is probably not meant, and of the inputs not followed.'),
    config_change: configChange
      .nullable()
      .describe('What a pull request does to the config; null when the run is about none.'),
    people: z.array(people).describe('Everybody whom findings and changes are about.'),
  })
  .meta({ title: 'Report of Access Policy Gate' });

/** A report for programs. */
export type ReportJson = z.infer<typeof reportSchema>;
