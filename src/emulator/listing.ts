import { type Outcome } from './evaluation.ts';
import { countOutcome, type PolicyTest, type Progress, type TestedUser } from './policyTest.ts';

/** Rows in an order, of which pages are cut; nothing is copied before. */
export interface Listing<Row> {
  readonly size: number;
  /** `index` is from 0 to below `size`. */
  readonly at: (index: number) => Row | undefined;
}

/** Nobody. */
export const EMPTY_LISTING: Listing<never> = { size: 0, at: () => undefined };

/** Those whom the test has got to, or those of them with the given outcome. */
export function listUsers(
  test: PolicyTest,
  { processed }: Progress,
  outcome: Outcome | undefined,
): Listing<TestedUser> {
  if (outcome === undefined) return { size: processed, at: (index) => userAt(test, index) };
  const found = test.outcomes.places[outcome];
  return {
    size: countOutcome(test, outcome, processed),
    at: (index) => userAt(test, found[index]),
  };
}

function userAt({ population, outcomes }: PolicyTest, index = -1): TestedUser | undefined {
  const user = population.at(index);
  const status = outcomes.at(index);
  return user && status && { id: user.id, email: user.email, name: user.name, status };
}

/** The same rows in an order that depends on `seed` alone, a whole number. */
export function shuffled<Row>({ size, at }: Listing<Row>, seed: number): Listing<Row> {
  if (size === 0) return EMPTY_LISTING;
  // Steps of about the golden ratio scatter neighbours; a step without a divisor of `size` visits everybody once.
  let step = Math.floor(size * 0.618) + seed;
  while (commonDivisor(step, size) > 1) step += 1;
  return { size, at: (index) => at((index * step + seed) % size) };
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}
