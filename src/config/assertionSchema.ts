import { z } from 'zod';

/*
 * What assertions are made of, as they are written in the config. The messages here are predicates ("must be …"):
 * `shape.ts` puts the key in front. What concerns several places of the file is for `consistency.ts`. What editors show
 * stands beside: descriptions, examples, and messages (`errorMessage`) where their own would be hard to understand.
 */

/** Characters of a name, a label, a pattern or an address. */
export const MAX_TEXT = 200;

/** How many items a list of the config may have. */
export const MAX_ITEMS = 1000;

/** How many patterns a test may have, with those of the defaults: each is tried with each user's address. */
export const MAX_PATTERNS = 1000;

/** Text for people. */
export const text = z
  .string()
  .regex(/\S/, 'must not be blank')
  .max(MAX_TEXT)
  .meta({ patternErrorMessage: 'Must not be blank.' });

/** A path in the workspace. */
export const path = z.string().min(1);

/** Text without blanks. */
export const word = z
  .string()
  .regex(/^\S+$/, 'must not be blank or hold blanks')
  .max(MAX_TEXT)
  .meta({ patternErrorMessage: 'Must not be blank or hold blanks.' });

const waiver = z
  .strictObject({
    until: z.iso.date('must be a date that exists, as in 2026-12-31').meta({
      description:
        'The last day on which the waiver holds, YYYY-MM-DD in UTC. From 14 days before, a warning tells of its end.',
      examples: ['2026-12-31'],
      patternErrorMessage: 'Must be a date, as in 2026-12-31.',
    }),
    owner: text.meta({ description: 'Who answers for it; reports say so.', examples: ['it-team'] }),
    reason: text.meta({
      description: 'Why this is accepted for now; reports say so.',
      examples: ['joins in January'],
    }),
  })
  .meta({
    id: 'waiver',
    description:
      'Accepts a violation for now: it is shown, does not fail, and fails again after the last day.',
  });

/** What thresholds and expectations have in common. */
export const finding = {
  severity: z
    .enum(['error', 'warning'])
    .default('error')
    .meta({
      description: 'Whether a violation fails the run or only warns.',
      enumDescriptions: ['A violation fails the run.', 'A violation is told and fails nothing.'],
    }),
  waiver: waiver.optional(),
};

/** How users are counted. */
export const COUNT = { error: 'must be a number of users: whole, and 0 or more' };

/**
 * Of a mapping in the JSON Schema: it has the first key or the second. Not `anyOf`, of which editors would show both
 * branches wherever they tell of the mapping.
 */
export function oneOfKeys(first: string, second: string, errorMessage: string): object {
  return { if: withKey(first), else: { ...withKey(second), errorMessage } };
}

/** A mapping that has the key, said so that strict validators know the key where it is asked for. */
export function withKey(key: string): object {
  return { properties: { [key]: true }, required: [key] };
}
