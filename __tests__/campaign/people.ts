import fc from 'fast-check';
import { type User } from '../../src/emulator/directory.ts';
import { arbitraryUser } from '../support/arbitraries.ts';
import { HOSTILE } from '../support/hostile.ts';

/** Whoever tells this tells of somebody: it is in every address, name and id but for those of the first three. */
export const TELLTALE = /zq\d+k/i;

/** Whom the rules of random policies name. */
export const NAMED = ['alice@example.com', 'Bob@Example.com', 'carl@contractor.example'];

const USUAL: readonly ((tag: string) => string)[] = [
  (tag) => `${tag}@example.com`,
  (tag) => `${tag.toUpperCase()}@Contractor.Example`,
  (tag) => `${tag}+x@example.com`,
  (tag) => `${tag}@eu.example.com`,
];

const ODD: readonly ((tag: string) => string)[] = [
  ...USUAL,
  (tag) => `"${tag} <b>"@example.com`,
  (tag) => `${tag}/../x@contractor.example`,
  (tag) => `${tag}\n::error::x@contractor.example`,
  (tag) => `${tag}\u2028@contractor.example`,
  (tag) => `${tag}@münchen.example`,
  (tag) => `${tag}@[192.0.2.1]`,
  (tag) => `${tag}|x@example.com`,
  (tag) => `.${tag}@contractor.example`,
  (tag) => `${tag}\u212a@example.com`,
  (tag) => tag,
  // Several people have it, in different cases of letters.
  (tag) => (tag.includes('1') ? 'zq0k.Shared@example.com' : 'ZQ0K.shared@example.com'),
];

/** Without an address, nobody knows whether an expectation is about somebody. */
const NAMELESS = [...USUAL, () => ''];

const ADDRESSES = { usual: USUAL, odd: ODD, nameless: NAMELESS };

/** People as random numbers: a few kinds of identity, and for each of the many who is of which kind. */
export interface Crowd {
  readonly kinds: readonly User[];
  readonly size: number;
  readonly addresses: keyof typeof ADDRESSES;
  /** For each user in turn, again and again: the kind, the form of address and name, and whether they logged in. */
  readonly draws: readonly number[];
}

export const arbitraryCrowd: fc.Arbitrary<Crowd> = fc.record({
  kinds: fc.array(arbitraryUser, { minLength: 1, maxLength: 5 }),
  size: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 60, arbitrary: fc.integer({ min: 1, max: 9 }) },
    { weight: 20, arbitrary: fc.integer({ min: 10, max: 60 }) },
    { weight: 2, arbitrary: fc.integer({ min: 100, max: 300 }) },
  ),
  addresses: fc.oneof(
    { weight: 12, arbitrary: fc.constant('usual' as const) },
    { weight: 4, arbitrary: fc.constant('odd' as const) },
    { weight: 1, arbitrary: fc.constant('nameless' as const) },
  ),
  draws: fc.array(fc.nat(9_999), { minLength: 1, maxLength: 13 }),
});

/** The users of a directory; whoever has not logged in is not in the population. */
export function peopleOf({ kinds, size, addresses, draws }: Crowd): readonly User[] {
  return Array.from({ length: size }, (_, place): User => {
    const draw = (draws[place % draws.length] ?? 0) + 7 * Math.floor(place / draws.length);
    const tag = `zq${String(place)}k`;
    const pick = <Value>(values: readonly Value[], turn: number): Value | undefined =>
      values[Math.floor(draw / turn) % values.length];
    const { lastLogin, ...kind } = pick(kinds, 1) as User;
    const address = (draw % 3 > 0 && NAMED[place]) || pick(ADDRESSES[addresses], 3)?.(tag);
    return {
      ...kind,
      id: `${tag}-0000-8000`,
      email: address ?? '',
      name: `${tag} ${addresses === 'odd' ? (pick(HOSTILE, 5) ?? '') : 'Surname'}`,
      ...(draw % 11 > 0 && lastLogin !== undefined && { lastLogin }),
    };
  });
}
