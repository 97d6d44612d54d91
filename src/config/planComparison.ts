import { type TestConfig } from './config.ts';
import { type Pair } from './pairing.ts';
import { EVERY_CHANGE } from './schema.ts';

type Both = Extract<Pair<TestConfig>, { kind: 'both' }>;

/**
 * The pairs of tests, and those with `*`, which stands for each address of the plan that no test of its side names: what
 * only one side names is tested by `*` on the other, and is neither new nor gone.
 */
export function pairWithEvery(
  pairs: readonly Pair<TestConfig>[],
  before: readonly TestConfig[],
  after: readonly TestConfig[],
): Pair<TestConfig>[] {
  const [earlier, later] = [everyIn(before), everyIn(after)];
  const takenOut = (is: TestConfig) =>
    earlier(is).map((was): Both => ({ kind: 'both', before: was, after: is }));
  const putBack = (was: TestConfig) =>
    later(was).map((is): Both => ({ kind: 'both', before: was, after: is }));
  return pairs.flatMap((pair): readonly Pair<TestConfig>[] => {
    switch (pair.kind) {
      case 'both': {
        const others = [...takenOut(pair.after), ...putBack(pair.before)];
        return [
          pair,
          ...others.filter(({ before: was, after: is }) => was !== pair.before || is !== pair.after),
        ];
      }
      case 'gone': {
        const found = putBack(pair.before);
        return found.length > 0 ? found : [pair];
      }
      case 'new': {
        const found = takenOut(pair.after);
        return found.length > 0 ? found : [pair];
      }
    }
  });
}

/** Whether a test is about every change of the plan that no other test names. */
export function isEvery({ tested }: TestConfig): boolean {
  return tested.kind === 'plan' && tested.address === EVERY_CHANGE;
}

/** Finds the tests of one side by which it tests the address that a test of the other side names. */
function everyIn(tests: readonly TestConfig[]): (test: TestConfig) => readonly TestConfig[] {
  const every = tests.filter(isEvery);
  const named = new Set(tests.flatMap(({ tested }) => (tested.kind === 'plan' ? [tested.address] : [])));
  return ({ tested }) => (tested.kind === 'plan' && !named.has(tested.address) ? every : []);
}
