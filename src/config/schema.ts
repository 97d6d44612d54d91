import { z } from 'zod';
import { applicationCheckSchema } from './applicationCheckSchema.ts';
import { MAX_ITEMS, oneOfKeys, text, withKey } from './assertionSchema.ts';
import { expectationSchema } from './expectationSchema.ts';
import { baselineSchema, policyEntries } from './policyEntrySchema.ts';
import { defaultFindingsSchema, policyFindingsSchema } from './policyFindingsSchema.ts';
import { thresholdsSchema } from './thresholdSchema.ts';

/** What stands for every application and reusable policy that a plan changes. */
export const EVERY_CHANGE = '*';

/** By default so many further policy tests explain who loses or gains access; so many at most. */
export const EXPLAIN = { default: 3, max: 10 };

const EXPLAIN_RANGE = { error: `must be a whole number from 0 to ${String(EXPLAIN.max)}` };

/** The name of a test. */
export const nameSchema = text.meta({
  description:
    'What reports and snapshots call the test; no two tests or checks have the same. By default the address of from_plan.',
  examples: ['Grafana'],
});

/** One item of `from_plan`. */
export const fromPlanSchema = text.meta({
  description:
    'Address of a policy or an application in the plan of the input terraform-plan: its planned policies are tested, its prior ones are the baseline. "*" makes a test of each one that the plan changes.',
  examples: ['cloudflare_zero_trust_access_application.wiki', EVERY_CHANGE],
});

/** How many further policy tests may explain who loses or gains access. */
export const explainSchema = z.int(EXPLAIN_RANGE).min(0, EXPLAIN_RANGE).max(EXPLAIN.max, EXPLAIN_RANGE);

const explain = explainSchema.optional().meta({
  description:
    'How many further policy tests may be started to tell which policy makes people lose or gain access; 0: none is explained.',
  default: EXPLAIN.default,
});

/** What must hold, in `defaults` and in each test. */
const assertionKeys = {
  thresholds: thresholdsSchema.optional(),
  expectations: z
    .array(expectationSchema)
    .max(MAX_ITEMS)
    .optional()
    .describe('What must become of certain users.'),
  policy_findings: policyFindingsSchema.optional(),
};

const test = z
  .strictObject({
    name: nameSchema.optional(),
    policies: policyEntries
      .optional()
      .describe(
        "The policies that are tested together, in the application's order: one that comes before decides first.",
      ),
    from_plan: fromPlanSchema.optional(),
    baseline: baselineSchema.optional(),
    explain,
    ...assertionKeys,
  })
  .superRefine(({ name, policies, from_plan: fromPlan, baseline }, context) => {
    const problem = (message: string, path: string[] = []): void => {
      context.addIssue({ code: 'custom', path, message });
    };
    if (fromPlan === undefined) {
      if (policies === undefined) problem('tests nothing: give it "policies" or "from_plan"');
      else if (name === undefined) problem('has no "name"');
      return;
    }
    if (policies !== undefined) problem('does not go with "from_plan": give one of them', ['policies']);
    if (baseline !== undefined) {
      problem('does not go with "from_plan", where the prior policies are the baseline', ['baseline']);
    }
  })
  .meta({
    id: 'test',
    description: 'One policy test, and what must hold of its result.',
    ...oneOfKeys('policies', 'from_plan', 'Tests nothing: give it "policies" or "from_plan".'),
    dependencies: {
      policies: { ...withKey('name'), errorMessage: 'A test with "policies" needs a "name".' },
      from_plan: {
        properties: { policies: false, baseline: false },
        errorMessage: '"policies" and "baseline" do not go with "from_plan", which has both from the plan.',
      },
    },
  });

/** The config file of this version. */
export const configSchema = z
  .strictObject({
    version: z
      .literal(1, {
        error: ({ input }) =>
          input === undefined ? 'is missing: begin with version: 1' : 'must be the number 1',
      })
      .describe('The version of this format: 1.'),
    defaults: z
      .strictObject({ explain, ...assertionKeys, policy_findings: defaultFindingsSchema.optional() })
      .optional()
      .describe('Merged into every test; what a test says about the same metric or users goes before.'),
    tests: z
      .array(test)
      .min(1)
      .max(MAX_ITEMS)
      .optional()
      .describe('The policy tests: each has Cloudflare test policies against every user who ever logged in.'),
    application_checks: z
      .array(applicationCheckSchema)
      .min(1)
      .max(MAX_ITEMS)
      .optional()
      .describe(
        'Checks of saved applications as they are, by one user whom Cloudflare picks; proposed policies are not asked.',
      ),
  })
  .superRefine(({ tests, application_checks: checks }, context) => {
    if (tests !== undefined || checks !== undefined) return;
    context.addIssue({ code: 'custom', message: 'tests nothing: give it "tests" or "application_checks"' });
  })
  .meta({
    title: 'Access Policy Gate',
    description: 'What to test, and what must hold.',
    ...oneOfKeys('tests', 'application_checks', 'Tests nothing: give it "tests" or "application_checks".'),
  });
