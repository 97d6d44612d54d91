import { type Directory } from './directory.ts';
import { evaluate, type Outcome } from './evaluation.ts';
import { type Policy } from './policy.ts';
import { type PlacedCrowd, type Population } from './population.ts';

/** How everybody of a population fares; a few bytes a user. */
export interface Outcomes {
  /** Of who stands at an index of the list. */
  readonly at: (index: number) => Outcome | undefined;
  /** The indexes in the list of those with an outcome, in their order: counts and filtered pages come from these. */
  readonly places: Readonly<Record<Outcome, Uint32Array>>;
}

const CODES = ['approved', 'blocked', 'error'] as const satisfies readonly Outcome[];

/**
 * Decides about everybody. Users of a crowd differ in nothing but their address: whoever no rule can tell from the
 * others fares as they do, so that a crowd is decided once, and by themselves only those whom a rule or list names.
 */
export function decideOutcomes(
  policies: readonly Policy[],
  population: Population,
  directory: Directory,
): Outcomes {
  const bySlot = new Uint8Array(population.size);
  population.users.forEach((user, slot) => {
    bySlot[slot] = CODES.indexOf(evaluate(policies, user, directory));
  });
  const named = namedSlots(policies, population, directory);
  for (const placed of population.crowds) {
    const { crowd, from, at } = placed;
    const decide = (slot: number): number =>
      CODES.indexOf(evaluate(policies, { ...crowd, ...at(slot) }, directory));
    const unnamed = firstUnnamed(placed, named);
    if (unnamed !== undefined) bySlot.fill(decide(unnamed), from, from + crowd.count);
    for (const slot of named) {
      if (slot >= from && slot < from + crowd.count) bySlot[slot] = decide(slot);
    }
  }
  return inOrderOfList(bySlot, population);
}

/** The slots of those users of crowds whom the policies, or the directory's groups and lists, name by their address. */
function namedSlots(
  policies: readonly Policy[],
  population: Population,
  { accessGroups, emailLists }: Directory,
): ReadonlySet<number> {
  const rules = [...policies, ...accessGroups.values()].flatMap(({ include, require, exclude }) => [
    ...include,
    ...require,
    ...exclude,
  ]);
  const addresses = [
    ...rules.map((rule) => rule['email']?.['email']),
    ...[...emailLists.values()].flatMap((emails) => [...emails]),
  ];
  return new Set(
    addresses.flatMap((address) =>
      typeof address === 'string' ? (population.findMember(address) ?? []) : [],
    ),
  );
}

function firstUnnamed({ crowd, from }: PlacedCrowd, named: ReadonlySet<number>): number | undefined {
  let slot = from;
  while (named.has(slot)) slot += 1;
  return slot < from + crowd.count ? slot : undefined;
}

function inOrderOfList(bySlot: Uint8Array, { size, slots }: Population): Outcomes {
  const codes = new Uint8Array(size);
  for (let index = 0; index < size; index += 1) codes[index] = bySlot[slots.at(index) ?? 0] ?? 0;
  return {
    at: (index) => CODES[codes[index] ?? CODES.length],
    places: {
      approved: placesOf('approved', codes),
      blocked: placesOf('blocked', codes),
      error: placesOf('error', codes),
    },
  };
}

function placesOf(outcome: Outcome, codes: Uint8Array): Uint32Array {
  const wanted = CODES.indexOf(outcome);
  const places = new Uint32Array(codes.length);
  let found = 0;
  codes.forEach((code, index) => {
    if (code !== wanted) return;
    places[found] = index;
    found += 1;
  });
  return places.slice(0, found);
}
