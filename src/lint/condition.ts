import { type BlockSize, nameBlock } from './network.ts';
import { canonical, type Facts, keyOf, SELECTORS } from './selectors.ts';

/** One rule of a policy, as far as its text tells whom it is about. */
export interface Condition extends Omit<Facts, 'key'> {
  readonly selector: string;
  /** The same for rules that ask the same. */
  readonly key: string;
  /** Whether its value is what the API documents; nothing is told of others, and of unknown selectors. */
  readonly known: boolean;
}

/** Reads a rule, `{ email: { email: 'a@example.com' } }`; of what is none, nothing is told. */
export function readCondition(rule: unknown): Condition {
  const members = Object.entries(Object(rule) as Record<string, unknown>);
  const [selector, value] = members.length === 1 && members[0] ? members[0] : ['', undefined];
  const told = SELECTORS.get(selector)?.(value);
  if (told === undefined) return { selector, key: canonical(rule), known: false };
  const { key = keyOf(selector, told.value), ...facts } = told.facts;
  return { selector, key, known: true, ...facts };
}

/** Whether everybody meets a rule. */
export function isEveryone({ key }: Condition): boolean {
  return key === EVERYONE;
}

const EVERYONE = keyOf('everyone', {});

/** Rules of one policy; a policy may have thousands. */
export interface Conditions {
  readonly all: readonly Condition[];
  readonly keys: ReadonlySet<string>;
  /** The sizes of the networks among them. */
  readonly sizes: readonly BlockSize[];
}

export function collectConditions(all: readonly Condition[]): Conditions {
  return { all, keys: new Set(all.map(({ key }) => key)), sizes: distinctSizes(all.flatMap(sizesOf)) };
}

function sizesOf({ trait }: Condition): BlockSize[] {
  return trait?.kind === 'network' ? [trait.network] : [];
}

/** Each size once: there are 162. */
export function distinctSizes(sizes: readonly BlockSize[]): BlockSize[] {
  return [...new Map(sizes.map((size) => [size.version * 1000 + size.prefix, size])).values()];
}

/** The keys of the rules that everybody meets who meets this one: its own, and of networks those of `sizes`. */
export function keysAround({ key, trait, implied = [] }: Condition, sizes: readonly BlockSize[]): string[] {
  const blocks = trait?.kind === 'network' ? sizes.map((size) => nameBlock(trait.network, size)) : [];
  return [...new Set([EVERYONE, key, ...implied, ...blocks.filter((block) => block !== undefined)])];
}

/** Whether whoever meets `narrow` surely meets one of `wide`. */
export function isImplied(narrow: Condition, wide: Conditions): boolean {
  return wide.keys.size > 0 && keysAround(narrow, wide.sizes).some((key) => wide.keys.has(key));
}
