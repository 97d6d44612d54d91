import { isDeepStrictEqual } from 'node:util';
import { type Directory } from './directory.ts';
import { type Policy } from './policy.ts';
import { createPopulation } from './population.ts';
import { type PolicyTest, progressOf, startPolicyTest } from './policyTest.ts';

/** The policy tests of an emulator that are kept. */
export interface TestStore {
  start(policies: readonly Policy[]): PolicyTest;
  find(id: string): PolicyTest | undefined;
  /** Whether a test is processing. */
  isBusy(): boolean;
}

/** Makes an empty store, which forgets a test once it has ended and its time of keeping is over. */
export function createTestStore(directory: Directory, now: () => number): TestStore {
  const keptMs = (directory.settings.testKeptSeconds ?? Infinity) * 1000;
  const tests = new Map<string, PolicyTest>();
  const population = createPopulation(directory);
  let started = 0;

  const kept = (): ReadonlyMap<string, PolicyTest> => {
    for (const [id, { endsMs }] of tests) if (now() >= endsMs + keptMs) tests.delete(id);
    return tests;
  };

  return {
    start(policies) {
      started += 1;
      const earlier = [...kept().values()].find((test) => isDeepStrictEqual(test.policies, policies));
      const test = startPolicyTest(started, policies, directory, population, now(), earlier);
      tests.set(test.id, test);
      return test;
    },
    find: (id) => kept().get(id),
    isBusy: () => [...kept().values()].some((test) => progressOf(test, now()).status === 'processing'),
  };
}
