import { z } from 'zod';
import { applicationCheckSchema } from './applicationCheckSchema.ts';
import { assertionKeys, MAX_ITEMS, text } from './assertionSchema.ts';

const SOURCES = ['id', 'file', 'policy'] as const;

/** One item of `policies`. */
export const policyEntrySchema = z
  .strictObject({
    id: z.string().min(1).optional().describe('The id of a saved reusable policy.'),
    file: z
      .string()
      .min(1)
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
  })
  .superRefine((entry, context) => {
    if (SOURCES.filter((source) => entry[source] !== undefined).length === 1) return;
    context.addIssue({ code: 'custom', message: 'must have exactly one of "id", "file" and "policy"' });
  })
  .meta({
    id: 'policy_entry',
    description: 'Where tested policies come from.',
    oneOf: SOURCES.map((source) => ({ required: [source] })),
  });

/** The name of a test. */
export const nameSchema = text.describe('What reports call the test; no two tests or checks have the same.');

const test = z
  .strictObject({
    name: nameSchema,
    policies: z
      .array(policyEntrySchema)
      .min(1)
      .max(MAX_ITEMS)
      .describe("The policies that are tested together, in the application's order."),
    ...assertionKeys,
  })
  .meta({ id: 'test', description: 'One policy test, and what must hold of its result.' });

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
      .strictObject(assertionKeys)
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
