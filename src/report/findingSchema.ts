import { z } from 'zod';
import { USER_STATUSES } from '../verdict/assertion.ts';
import { MAX_LISTED } from '../verdict/people.ts';

export const VERDICT = z.enum(['passed', 'failed', 'inconclusive', 'skipped']);

const full = (what: string) =>
  z
    .string()
    .nullable()
    .optional()
    .describe(`${what}, with identities: full; null when Cloudflare does not tell it.`);

export const user = z.strictObject({
  label: z
    .string()
    .describe(
      'The label of the config, else a pseudonym; with identities: full, else the address, else the id.',
    ),
  id: full('The id at Cloudflare'),
  email: full('The e-mail address'),
  name: full('The name'),
});

export const STATUS = z.enum(USER_STATUSES);

export const users = z.array(user).max(MAX_LISTED);
export const total = z.int().min(0);

/** People as findings and changes refer to them; the same place is the same people. */
export const people = z.strictObject({
  users: users.describe('Who they are, cut at 1,000.'),
  users_total: total.describe('How many they are.'),
  domains: z
    .array(
      z.strictObject({
        domain: z.string().describe('The domain of their addresses.'),
        users: total.describe('How many of them have an address there.'),
      }),
    )
    .describe('Where they belong, most first; at most 10.'),
});

export const peopleIndex = z.int().min(0).describe('Their place in the list of people, from 0.');

export const location = z.strictObject({
  file: z.string().describe('Path in the workspace.'),
  line: z.int().min(1).describe('From 1.'),
  column: z.int().min(1).describe('From 1.'),
});

const asserted = {
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
  message: z.string().describe('The finding in a sentence or two.'),
  expected: z.string().describe('What was asked.'),
  actual: z.string().describe('What was found.'),
  location: location
    .nullable()
    .describe('Where the config asks for it, or the policy stands; null for most guards.'),
};

const waiver = z.strictObject({
  until: z.iso.date().describe('The last day on which it holds, in UTC.'),
  owner: z.string().describe('Who answers for it.'),
  reason: z.string().describe('Why it is accepted.'),
  ends_soon: z.boolean().describe('Whether it ends in the next 14 days.'),
});

export const held = z.strictObject(asserted);

export const finding = z.strictObject({
  ...asserted,
  outcome: z.enum(['violated', 'inconclusive', 'waived']).describe('What came of it.'),
  waiver: waiver.nullable().describe('What accepts a waived finding; null where nothing does.'),
  users: users.describe('Who is concerned, cut at 1,000.'),
  users_total: total.describe('How many are concerned.'),
  concerned: z
    .array(
      z.strictObject({
        status: STATUS.describe('Their outcome.'),
        people: peopleIndex,
      }),
    )
    .describe('Who is concerned, by outcome.'),
});

/** What tests, checks and the plan have in common. */
export const judged = {
  location: location.describe('Where it stands in the config; of the plan, its file.'),
  findings: z.array(finding).describe('What does not hold, the worst first; what holds is left out.'),
  held: z.array(held).describe('What holds.'),
};
