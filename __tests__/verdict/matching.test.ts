import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Expectation, USER_STATUSES } from '../../src/verdict/assertion.ts';
import { parseGlob } from '../../src/verdict/glob.ts';
import { createMatching } from '../../src/verdict/matching.ts';
import { countConcerned } from '../../src/verdict/people.ts';
import { foldCase, namesOf, type User } from '../../src/verdict/user.ts';
import { anExpectation } from '../support/assertions.ts';
import { namingOf } from '../support/judged.ts';

const NAMES = ['a@x', 'A@x', 'b@x', 'ab@y', 'é@y', 'id', 'ID', 'c'];
const PATTERNS = ['*', '*@x', 'a*', '*B*', '?@x', '{a,b}@x', '[!a]*', 'a@X', 'nobody*'];

const status = fc.constantFrom(...USER_STATUSES);
const user = fc.record(
  { id: fc.constantFrom(...NAMES), email: fc.constantFrom(...NAMES) },
  { requiredKeys: [] },
);
const subject: fc.Arbitrary<Expectation['subject']> = fc.oneof(
  fc.record({
    kind: fc.constant('user' as const),
    user: fc.constantFrom(...NAMES),
    ifMissing: fc.constant('fail' as const),
  }),
  fc.record({
    kind: fc.constant('users' as const),
    patterns: fc.array(fc.constantFrom(...PATTERNS), { minLength: 1, maxLength: 4 }),
    atLeast: fc.constant(1),
  }),
);
const expectation = fc.record({ subject, status }).map((parts) => anExpectation(parts));

/** What one expectation finds among users, each looked at on its own. */
function findPlainly(
  { subject: about, status: expected }: Expectation,
  users: readonly (readonly [User, string])[],
) {
  const matches = (pattern: string, { email }: User): boolean => {
    const parsed = parseGlob(pattern);
    if (parsed.kind === 'problem' || email === undefined) return false;
    return parsed.tests.some((test) => test.matches(Array.from(foldCase(email))));
  };
  const isAbout = (each: User): boolean =>
    about.kind === 'user'
      ? namesOf(each).includes(foldCase(about.user))
      : about.patterns.some((pattern) => matches(pattern, each));
  const matched = users.filter(([each]) => isAbout(each));
  const patterns = about.kind === 'users' ? about.patterns : [];
  return {
    matched: matched.length,
    deviating: matched.filter(([, actual]) => actual !== expected).length,
    unmatchedPatterns: new Set(patterns.filter((pattern) => !users.some(([each]) => matches(pattern, each)))),
  };
}

describe('many expectations', () => {
  it('find whom each of them finds on its own, and the globs that match nobody', () => {
    fc.assert(
      fc.property(fc.array(expectation, { maxLength: 8 }), fc.array(fc.tuple(user, status)), (all, users) => {
        const matching = createMatching(all, namingOf());
        for (const [each, actual] of users) {
          matching.see(each, actual, each.email === undefined ? undefined : foldCase(each.email));
        }
        const found = matching.matches().map(({ matched, deviating, unmatchedPatterns }) => ({
          matched,
          deviating: countConcerned(deviating),
          unmatchedPatterns,
        }));
        expect(found).toEqual(all.map((each) => findPlainly(each, users)));
      }),
      { numRuns: 500 },
    );
  });
});
