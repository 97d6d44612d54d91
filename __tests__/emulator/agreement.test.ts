import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluate } from '../../src/emulator/evaluation.ts';
import { arbitraryDirectory, arbitraryPolicies, arbitraryUser } from '../support/arbitraries.ts';
import { naiveOutcome, naiveRules } from '../support/naive.ts';
import { SELECTOR_NAMES } from '../support/selectorNames.ts';

const ACCOUNTS = 4_000;
const PEOPLE_EACH = 3;

/** Everybody is everyone, and nobody is a service token. */
const IMPOSSIBLE = ['everyone 0', 'service_token 1', 'any_valid_service_token 1', 'linked_app_token 1'];

const arbitraryPeople = fc.array(arbitraryUser, { minLength: PEOPLE_EACH, maxLength: PEOPLE_EACH });

test('the emulator agrees with a naive evaluation in 12,000 cases of every kind', () => {
  /** How often each outcome came up, and each selector to a degree: `approved`, `okta 1`, `geo 0.5`. */
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  const rarelySeen = (all: readonly string[], least: number): string[] =>
    all.filter((what) => (seen.get(what) ?? 0) < least);

  fc.assert(
    fc.property(arbitraryPolicies, arbitraryPeople, arbitraryDirectory, (policies, people, directory) => {
      for (const user of people) {
        const decide = naiveRules(user, directory);
        const expected = naiveOutcome(policies, decide, directory.settings);
        const actual = evaluate(policies, user, directory);
        // Thrown, because Jest's expectations take longer than both evaluations.
        if (actual !== expected) throw new Error(`${user.email}: ${actual} instead of ${expected}`);
        count(actual);
        for (const { include, require, exclude } of policies) {
          for (const rule of [...include, ...require, ...exclude]) {
            count(`${Object.keys(rule).join()} ${String(decide(rule))}`);
          }
        }
      }
    }),
    { seed: 20261121, numRuns: ACCOUNTS },
  );

  const answers = SELECTOR_NAMES.flatMap((name) => [`${name} 0`, `${name} 0.5`, `${name} 1`]);
  const possible = answers.filter((answer) => !IMPOSSIBLE.includes(answer));
  expect(rarelySeen(['approved', 'blocked', 'error'], 1_000)).toEqual([]);
  expect(rarelySeen(possible, 20)).toEqual([]);
  expect(IMPOSSIBLE.filter((answer) => seen.has(answer))).toEqual([]);
});
