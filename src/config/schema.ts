import { z } from 'zod';
import { applicationCheckSchema, appId } from './applicationCheckSchema.ts';
import { assertionKeys, MAX_ITEMS, path, text } from './assertionSchema.ts';
import { defaultFindingsSchema } from './policyFindingsSchema.ts';

const SOURCES = ['id', 'file', 'policy', 'terraform', 'application'] as const;

/** What stands for every application and reusable policy that a plan changes. */
export const EVERY_CHANGE = '*';

/** By default so many further policy tests explain who loses or gains access; so many at most. */
export const EXPLAIN = { default: 3, max: 10 };

const EXPLAIN_RANGE = { error: `must be a whole number from 0 to ${String(EXPLAIN.max)}` };

const address = text.describe(
  'Address of a policy or an application in the plan of the input terraform-plan.',
);

/** One item of `policies` or `baseline`. */
export const policyEntrySchema = z
  .strictObject({
    id: z.string().min(1).optional().describe('The id of a saved reusable policy.'),
    file: path
      .optional()
      .describe(
        'A JSON or YAML file of the workspace with one policy or a list of them, as the API takes them.',
      ),
    policy: z
      .unknown()
      .optional()
      .meta({
        description: 'A policy as the API takes it.',
        type: 'object',
        required: ['name', 'decision', 'include'],
      }),
    terraform: address
      .optional()
      .describe(
        'Address of a policy or an application in the plan of the input terraform-plan: in policies its planned value, in baseline its prior one.',
      ),
    application: appId
      .optional()
      .describe('The id of a saved application, whose policies are read as they are now.'),
  })
  .superRefine((entry, context) => {
    if (SOURCES.filter((source) => entry[source] !== undefined).length === 1) return;
    context.addIssue({
      code: 'custom',
      message: 'must have exactly one of "id", "file", "policy", "terraform" and "application"',
    });
  })
  .meta({
    id: 'policy_entry',
    description: 'Where tested policies come from.',
    oneOf: SOURCES.map((source) => ({ required: [source] })),
  });

/** The name of a test. */
export const nameSchema = text.describe(
  'What reports call the test; no two tests or checks have the same. By default the address of from_plan.',
);

/** What the policies of a test replace. */
const policyEntries = z.array(policyEntrySchema).min(1).max(MAX_ITEMS);

export const baselineSchema = z
  .union(
    [
      policyEntries,
      z.strictObject({
        snapshot: path.describe('A file that the command snapshot or an earlier run wrote.'),
      }),
    ],
    { error: 'must be a list of policies, or { snapshot: PATH }' },
  )
  .meta({
    id: 'baseline',
    description: 'What the policies replace, to tell who loses and who gains access.',
  });

/** One item of `from_plan`. */
export const fromPlanSchema = text.describe(
  'Address of a policy or an application of the plan: its planned policies are tested, its prior ones are the baseline. "*" makes a test of each one that the plan changes.',
);

/** How many further policy tests may explain who loses or gains access. */
export const explainSchema = z.int(EXPLAIN_RANGE).min(0, EXPLAIN_RANGE).max(EXPLAIN.max, EXPLAIN_RANGE);

const explain = explainSchema.optional().meta({
  description:
    'How many further policy tests may be started to tell which policy makes people lose or gain access; 0: none is explained.',
  default: EXPLAIN.default,
});

const test = z
  .strictObject({
    name: nameSchema.optional(),
    policies: policyEntries
      .optional()
      .describe("The policies that are tested together, in the application's order."),
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
    oneOf: [{ required: ['name', 'policies'] }, { required: ['from_plan'] }],
    not: { required: ['from_plan', 'baseline'] },
  });

/** The config file of this version. */
export const configSchema = z
  .strictObject({
    version: z
      .literal(1, {
        error: ({ input }) =>
          input === undefined ? 'is missing: begin with version: 1' : 'must be the number 1',
      })
      .describe('The version of this format.'),
    defaults: z
      .strictObject({ explain, ...assertionKeys, policy_findings: defaultFindingsSchema.optional() })
      .optional()
      .describe('Merged into every test; what a test says about the same metric or users goes before.'),
    tests: z.array(test).min(1).max(MAX_ITEMS).optional().describe('The policy tests.'),
    application_checks: z
      .array(applicationCheckSchema)
      .min(1)
      .max(MAX_ITEMS)
      .optional()
      .describe('Checks of saved applications.'),
  })
  .superRefine(({ tests, application_checks: checks }, context) => {
    if (tests !== undefined || checks !== undefined) return;
    context.addIssue({ code: 'custom', message: 'tests nothing: give it "tests" or "application_checks"' });
  })
  .meta({
    title: 'Access Policy Gate',
    description: 'What to test, and what must hold.',
    anyOf: [{ required: ['tests'] }, { required: ['application_checks'] }],
  });
