import { commonNetwork, type Network } from './network.ts';

/**
 * Something of which whoever makes a request has exactly one, as far as a rule tells it. Groups, claims, methods and
 * device posture are none of these: somebody may have several of each.
 */
export type Trait =
  /** The e-mail address, or its domain only; in lower case. */
  | { readonly kind: 'address'; readonly domain: string; readonly email?: string }
  | { readonly kind: 'country'; readonly code: string }
  /** What somebody logged in with: the id of the identity provider, and what is the same for ids that may be one. */
  | { readonly kind: 'provider'; readonly id: string; readonly alike: string }
  | { readonly kind: 'risk'; readonly scores: readonly RiskScore[] }
  | { readonly kind: 'network'; readonly network: Network };

export type RiskScore = 'low' | 'medium' | 'high' | 'unscored';

export type TraitKind = Trait['kind'];

/**
 * What both traits leave, undefined when nobody can have both. Where it is not sure that two are different, as with
 * ids that may be one, they are the same.
 */
export function commonTrait(one: Trait, other: Trait): Trait | undefined {
  switch (one.kind) {
    case 'address':
      return other.kind === 'address' ? commonAddress(one, other) : one;
    case 'country':
      return other.kind !== 'country' || one.code === other.code ? one : undefined;
    case 'provider':
      return other.kind !== 'provider' || one.alike === other.alike ? one : undefined;
    case 'risk': {
      if (other.kind !== 'risk') return one;
      const scores = one.scores.filter((score) => other.scores.includes(score));
      return scores.length > 0 ? { kind: 'risk', scores } : undefined;
    }
    case 'network': {
      if (other.kind !== 'network') return one;
      const network = commonNetwork(one.network, other.network);
      return network && { kind: 'network', network };
    }
  }
}

type Address = Extract<Trait, { kind: 'address' }>;

function commonAddress(one: Address, other: Address): Trait | undefined {
  if (one.domain !== other.domain) return undefined;
  if (one.email === undefined || other.email === undefined) return one.email === undefined ? other : one;
  return one.email === other.email ? one : undefined;
}

/** Ids are the same where they may be: in another case, or without hyphens. */
export function alikeId(id: string): string {
  return id.toLowerCase().replaceAll('-', '');
}
