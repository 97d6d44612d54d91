import { z } from 'zod';
import { MAX_ITEMS, oneOfKeys, text } from './assertionSchema.ts';
import { oneUser } from './expectationSchema.ts';

const PRECEDENCE = { error: 'must be a whole number, and 0 or more' };

/** An id of an account or zone. */
const identifier = z.string().regex(/^[0-9a-fA-F]{32}$/, 'must be 32 hexadecimal characters');

/** An application's id is a UUID, or an older identifier. */
export const appId = z.string().regex(/^[0-9A-Za-z-]{1,36}$/, 'must be 1 to 36 digits, letters and hyphens');

/** One item of `application_checks`. */
export const applicationCheckSchema = z
  .strictObject({
    name: text.meta({
      description: 'What reports call the check; no two tests or checks have the same.',
      examples: ['Alice reaches the wiki'],
    }),
    app_id: appId.meta({
      description: 'The id of the saved application, as Cloudflare has it: proposed policies are not asked.',
      examples: ['f174e90a-fafe-4643-bbbc-4a0ed4fc8415'],
      patternErrorMessage: 'Must be 1 to 36 digits, letters and hyphens.',
    }),
    zone_id: identifier.optional().meta({
      description:
        "A zone of the application, 32 hexadecimal characters: its endpoint is asked instead of the account's.",
      examples: ['023e105f4ecef8ad9ca31a8372d0c353'],
      patternErrorMessage: 'Must be 32 hexadecimal characters.',
    }),
    expect: z
      .strictObject({
        user: oneUser('stands for one user, whom the answer must be about').meta({
          description:
            'Whom the answer must be about: an e-mail address (any case) or a user id. Cloudflare picks the user; an answer about anybody else is inconclusive.',
          examples: ['alice@example.com'],
        }),
        status: text.optional().meta({
          description: 'The status that the application must have. Cloudflare documents only Success.',
          examples: ['Success'],
        }),
        policies: z
          .array(
            z.strictObject({
              precedence: z
                .int(PRECEDENCE)
                .min(0, PRECEDENCE)
                .meta({
                  description: 'Which policy, by its precedence in the application.',
                  examples: [1],
                }),
              status: text.meta({
                description: 'The status that the policy must have. Cloudflare documents only Success.',
                examples: ['Success'],
              }),
            }),
          )
          .min(1)
          .max(MAX_ITEMS)
          .optional()
          .describe("What must become of some of the application's policies."),
      })
      .superRefine(({ status, policies }, context) => {
        if (status !== undefined || policies !== undefined) return;
        const message = 'asserts nothing: give it "status" or "policies"';
        context.addIssue({ code: 'custom', message });
      })
      .meta({
        description: 'What must hold of the answer: give "status", "policies" or both.',
        ...oneOfKeys('status', 'policies', 'Asserts nothing: give it "status" or "policies".'),
      }),
  })
  .meta({
    id: 'application_check',
    title: 'application check',
    description: 'What Cloudflare says of one user and a saved application; proposed policies are not asked.',
  });
