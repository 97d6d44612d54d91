import { z } from 'zod';
import { appId } from './applicationCheckSchema.ts';
import { MAX_ITEMS, path, text } from './assertionSchema.ts';

const SOURCES = ['id', 'file', 'policy', 'terraform', 'application'] as const;

/** One item of `policies` or `baseline`. */
export const policyEntrySchema = z
  .strictObject({
    id: z
      .string()
      .min(1)
      .optional()
      .meta({
        description: 'The id of a saved reusable policy, which is tested as it is now.',
        examples: ['699d98642c564d2e855e9661899b7252'],
      }),
    file: path.optional().meta({
      description:
        'A JSON or YAML file with one policy or a list of them, as the API takes them. The path is relative to the workspace and may not leave it.',
      examples: ['policies/grafana.json'],
    }),
    policy: z.unknown().optional().describe('A policy as the API takes it, written here.'),
    terraform: text.optional().meta({
      description:
        'Address of a policy or an application in the plan of the input terraform-plan: in policies its planned value, in baseline its prior one.',
      examples: ['cloudflare_zero_trust_access_policy.allow'],
    }),
    application: appId.optional().meta({
      description: 'The id of a saved application, whose policies are read as they are now.',
      examples: ['f174e90a-fafe-4643-bbbc-4a0ed4fc8415'],
      patternErrorMessage: 'Must be 1 to 36 digits, letters and hyphens.',
    }),
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
    title: 'policy entry',
    description: `Where tested policies come from; exactly one of ${SOURCES.join(', ')}.`,
    minProperties: 1,
    maxProperties: 1,
  });

/** A list of policies. */
export const policyEntries = z.array(policyEntrySchema).min(1).max(MAX_ITEMS);

/** What the policies of a test replace. */
export const baselineSchema = z
  .union(
    [
      policyEntries,
      z
        .strictObject({
          snapshot: path.meta({
            description:
              'A file that the command snapshot or an earlier run wrote. The path is relative to the workspace and may not leave it.',
            examples: ['access-policy-snapshot.json'],
          }),
        })
        .meta({ title: '{ snapshot: PATH }' }),
    ],
    { error: 'must be a list of policies, or { snapshot: PATH }' },
  )
  .meta({
    id: 'baseline',
    description:
      'What the policies replace, to tell who loses and who gains access: a list of policies, or a snapshot.',
  });
