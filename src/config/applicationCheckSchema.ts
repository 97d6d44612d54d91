import { z } from 'zod';
import { MAX_ITEMS, oneUser, text } from './assertionSchema.ts';

const PRECEDENCE = { error: 'must be a whole number, and 0 or more' };

/** An id of an account or zone. */
const identifier = z.string().regex(/^[0-9a-fA-F]{32}$/, 'must be 32 hexadecimal characters');

/** An application's id is a UUID, or an older identifier. */
export const appId = z.string().regex(/^[0-9A-Za-z-]{1,36}$/, 'must be 1 to 36 digits, letters and hyphens');

/** One item of `application_checks`. */
export const applicationCheckSchema = z
  .strictObject({
    name: text.describe('What reports call the check; no two tests or checks have the same.'),
    app_id: appId.describe('The id of the saved application.'),
    zone_id: identifier
      .optional()
      .describe("A zone of the application: its endpoint is asked instead of the account's."),
    expect: z
      .strictObject({
        user: oneUser('stands for one user, whom the answer must be about').describe(
          'Whom the answer must be about: an e-mail address (any case) or a user id.',
        ),
        status: text.optional().describe('The status that the application must have, as in Success.'),
        policies: z
          .array(
            z.strictObject({
              precedence: z.int(PRECEDENCE).min(0, PRECEDENCE).describe('Which policy, by its precedence.'),
              status: text.describe('The status that it must have, as in Success.'),
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
      .meta({ anyOf: [{ required: ['status'] }, { required: ['policies'] }] })
      .describe('What must hold of the answer.'),
  })
  .meta({
    id: 'application_check',
    description: 'What Cloudflare says of one user and a saved application; proposed policies are not asked.',
  });
