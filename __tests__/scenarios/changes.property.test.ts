import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Directory } from '../../src/emulator/directory.ts';
import { type Policy } from '../../src/emulator/policy.ts';
import { ConfigError } from '../../src/errors.ts';
import { type TestReport } from '../../src/report/report.ts';
import { countMoved, gainedOf, lostOf, type Move } from '../../src/verdict/changes.ts';
import { createNaming } from '../../src/verdict/person.ts';
import { arbitraryDirectory, arbitraryPolicies, arbitraryUser } from '../support/arbitraries.ts';
import { ACCOUNT_ID } from '../support/directory.ts';
import { naiveOutcome, naiveRules } from '../support/naive.ts';
import { type Outcome, runScenario } from '../support/scenario.ts';

const RUNS = 150;

const arbitraryPeople = fc
  .array(arbitraryUser, { minLength: 6, maxLength: 6 })
  .map((people) => people.map((user, index) => ({ ...user, id: `user-${String(index)}` })));

/** Config, baseline and policies, each in a file of its own. */
async function compare(
  directory: Directory,
  after: readonly Policy[],
  baseline: string,
  files: Readonly<Record<string, string>>,
): Promise<Outcome> {
  return runScenario({
    config: `
version: 1
tests:
  - name: Random
    policies: [{ file: after.json }]
    baseline: ${baseline}
    explain: 10
    thresholds: { users_lost: { max: 0 } }
`,
    files: { ...files, 'after.json': JSON.stringify(after) },
    directory,
  });
}

function labelsOf(moves: readonly Move[]): string[] {
  return moves.flatMap(({ people }) => people.listed.map(({ label }) => label)).sort();
}

function changesOf({ report }: Outcome): Pick<TestReport, 'changes' | 'explanation'> {
  const [test] = report.tests;
  if (!test?.changes) throw new Error(JSON.stringify(test?.findings));
  return test;
}

test('gained and lost are those of a naive recomputation, and a snapshot gives the same as two live tests', async () => {
  const naming = createNaming(ACCOUNT_ID, new Map());
  const seen = { lost: 0, gained: 0, neither: 0, explained: 0 };
  await fc.assert(
    fc.asyncProperty(
      arbitraryPolicies,
      arbitraryPolicies,
      arbitraryPeople,
      arbitraryDirectory,
      async (before, after, users, settled) => {
        const directory: Directory = { ...settled, users };
        const live = await compare(directory, after, '[{ file: before.json }]', {
          'before.json': JSON.stringify(before),
        }).catch((error: unknown) => {
          // Malformed rules are for other tests.
          if (error instanceof ConfigError) return undefined;
          throw error;
        });
        fc.pre(live !== undefined);

        const fared = users.map((user) => {
          const decide = naiveRules(user, directory);
          const outcomeOf = (policies: readonly Policy[]) =>
            naiveOutcome(policies, decide, directory.settings);
          return { label: naming.person(user).label, before: outcomeOf(before), after: outcomeOf(after) };
        });
        const lost = fared.filter((one) => one.before === 'approved' && one.after !== 'approved');
        const gained = fared.filter((one) => one.before !== 'approved' && one.after === 'approved');
        const { changes, explanation } = changesOf(live);
        expect(labelsOf(changes ? lostOf(changes) : [])).toEqual(lost.map(({ label }) => label).sort());
        expect(labelsOf(changes ? gainedOf(changes) : [])).toEqual(gained.map(({ label }) => label).sort());

        // Whoever loses or gains access does so by one cause.
        const causes = explanation?.causes ?? [];
        const sum = (counts: readonly (number | undefined)[]): number =>
          counts.reduce<number>((total, count) => total + (count ?? 0), 0);
        expect(sum(causes.map((cause) => cause.lost?.total))).toBe(lost.length);
        expect(sum(causes.map((cause) => cause.gained?.total))).toBe(gained.length);

        const first = await runScenario({
          config:
            'version: 1\ntests:\n  - { name: Random, policies: [{ file: before.json }], expectations: [{ user: nobody@example.com, status: approved, if_missing: ignore }] }\n',
          files: { 'before.json': JSON.stringify(before) },
          directory,
        });
        const snapshot = await compare(directory, after, '{ snapshot: before.snapshot.json }', {
          'before.snapshot.json': first.files['snapshot.json'],
        });
        expect(changesOf(snapshot).changes).toEqual(changes);

        seen.lost += lost.length;
        seen.gained += gained.length;
        if (countMoved(changes?.moves ?? []) === 0) seen.neither += 1;
        if (causes.length > 1) seen.explained += 1;
      },
    ),
    { seed: 20261122, numRuns: RUNS },
  );
  expect(seen.lost).toBeGreaterThan(20);
  expect(seen.gained).toBeGreaterThan(20);
  expect(seen.neither).toBeGreaterThan(10);
  expect(seen.explained).toBeGreaterThan(0);
});
