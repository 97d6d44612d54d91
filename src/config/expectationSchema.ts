import { z } from 'zod';
import { USER_STATUSES } from '../verdict/assertion.ts';
import { parseGlob } from '../verdict/glob.ts';
import { COUNT, finding, MAX_ITEMS, oneOfKeys, text, word } from './assertionSchema.ts';

/** Characters that make a pattern of what was meant as one user. */
const GLOB = /[*?[\]{}]/;

/** A user by address or id; `noPattern` is said of what would be a pattern. */
export function oneUser(noPattern: string): z.ZodString {
  return word.refine((user) => !GLOB.test(user), noPattern);
}

/** A glob on the address. */
const pattern = word.superRefine((glob, context) => {
  const parsed = parseGlob(glob);
  if (parsed.kind === 'problem') context.addIssue({ code: 'custom', message: parsed.message });
});

/** One item of `expectations`. */
export const expectationSchema = z
  .strictObject({
    user: oneUser('stands for one user: write a pattern as "users"')
      .optional()
      .meta({
        description: 'One user: an e-mail address (any case) or a user id.',
        examples: ['alice@example.com'],
      }),
    users: z
      .union(
        [
          pattern.meta({ title: 'glob' }),
          z.array(pattern).min(1).max(MAX_ITEMS).meta({ title: 'list of globs' }),
        ],
        {
          error: 'must be a pattern or a list of patterns',
        },
      )
      .optional()
      .meta({
        description:
          'Everybody whose e-mail address matches a glob, as in "*@example.com", or one of a list of globs.',
        examples: ['*@contractor.example', ['*@contractor.example', '*@partner.example']],
      }),
    status: z.enum(USER_STATUSES).meta({
      description: 'How the policies must treat them.',
      enumDescriptions: [
        'The policies let them in.',
        'The policies keep them out.',
        'It cannot be decided for them.',
      ],
    }),
    at_least: z.int(COUNT).min(0, COUNT).optional().meta({
      description: 'How many users must match, and somebody for each glob; 0 allows that nobody does.',
      default: 1,
    }),
    if_missing: z
      .enum(['fail', 'warn', 'ignore'])
      .optional()
      .meta({
        description: 'What it means that the user was not tested, because of never having logged in.',
        default: 'fail',
        enumDescriptions: ['It is a violation.', 'It is told and fails nothing.', 'It is not told.'],
      }),
    label: text.optional().meta({
      description: 'Shown in reports instead of the address or the glob.',
      examples: ['break-glass account'],
    }),
    ...finding,
  })
  .superRefine(({ user, users, at_least, if_missing }, context) => {
    if (user === undefined && users === undefined) {
      context.addIssue({ code: 'custom', message: 'says nothing of whom: give it "user" or "users"' });
    } else if (user !== undefined && users !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['users'],
        message: 'does not go with "user": give one of them',
      });
    } else if (user !== undefined && at_least !== undefined) {
      context.addIssue({ code: 'custom', path: ['at_least'], message: 'goes with "users", not with "user"' });
    } else if (users !== undefined && if_missing !== undefined) {
      const message = 'goes with "user"; for "users" there is "at_least"';
      context.addIssue({ code: 'custom', path: ['if_missing'], message });
    }
  })
  .meta({
    id: 'expectation',
    description: 'The outcome that somebody must have.',
    ...oneOfKeys('user', 'users', 'Says nothing of whom: give it "user" or "users".'),
    dependencies: {
      user: {
        properties: { users: false, at_least: false },
        errorMessage: '"users" and "at_least" do not go with "user".',
      },
      users: {
        properties: { if_missing: false },
        errorMessage: '"if_missing" goes with "user"; for "users" there is "at_least".',
      },
    },
  });
