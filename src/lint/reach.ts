import { type Network } from './network.ts';
import { type Trait } from './trait.ts';

/** Whether somebody who has one of some traits may have this one, too. */
export type Reach = (trait: Trait) => boolean;

type OfKind<Kind extends Trait['kind']> = Extract<Trait, { kind: Kind }>;

/** What thousands of traits reach, each of them looked up in no time. */
export function createReach(traits: readonly Trait[]): Reach {
  const kinds = new Set(traits.map(({ kind }) => kind));
  const [kind] = kinds;
  // Whoever has a trait of another kind may have any of this one.
  if (kind === undefined || kinds.size > 1) return () => true;
  switch (kind) {
    case 'address': {
      const has = reachAddresses(traits.filter((trait) => trait.kind === 'address'));
      return (trait) => trait.kind !== 'address' || has(trait);
    }
    case 'country': {
      const codes = new Set(traits.map((trait) => (trait.kind === 'country' ? trait.code : '')));
      return (trait) => trait.kind !== 'country' || codes.has(trait.code);
    }
    case 'provider': {
      const ids = new Set(traits.map((trait) => (trait.kind === 'provider' ? trait.alike : '')));
      return (trait) => trait.kind !== 'provider' || ids.has(trait.alike);
    }
    case 'risk': {
      const scores = new Set(traits.flatMap((trait) => (trait.kind === 'risk' ? trait.scores : [])));
      return (trait) => trait.kind !== 'risk' || trait.scores.some((score) => scores.has(score));
    }
    case 'network': {
      const has = reachNetworks(traits.flatMap((trait) => (trait.kind === 'network' ? [trait.network] : [])));
      return (trait) => trait.kind !== 'network' || has(trait.network);
    }
  }
}

function reachAddresses(addresses: readonly OfKind<'address'>[]): (address: OfKind<'address'>) => boolean {
  const emails = new Set(addresses.map(({ email }) => email));
  const domains = new Set(addresses.map(({ domain }) => domain));
  const whole = new Set(addresses.flatMap(({ domain, email }) => (email === undefined ? [domain] : [])));
  return ({ domain, email }) =>
    email === undefined ? domains.has(domain) : whole.has(domain) || emails.has(email);
}

function reachNetworks(networks: readonly Network[]): (network: Network) => boolean {
  const apart: { first: bigint; last: bigint }[] = [];
  for (const { first, last } of networks.toSorted((one, other) => (one.first < other.first ? -1 : 1))) {
    const before = apart.at(-1);
    if (before === undefined || before.last < first) apart.push({ first, last });
    else if (before.last < last) before.last = last;
  }
  return ({ first, last }) => {
    // The place of the first block that does not end before the network.
    let [low, high] = [0, apart.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((apart[middle]?.last ?? first) < first) low = middle + 1;
      else high = middle;
    }
    const next = apart[low];
    return next !== undefined && next.first <= last;
  };
}
