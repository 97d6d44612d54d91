import { canonical, type Facts, keyOf, SELECTORS } from './selectors.ts';
import { isPartOf, type Trait } from './trait.ts';

/** One rule of a policy, as far as its text tells whom it is about. */
export interface Condition extends Facts {
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
  return {
    selector,
    key: told === undefined ? canonical(rule) : keyOf(selector, told.value),
    known: told !== undefined,
    ...told?.facts,
  };
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
  /** Those that whoever has a part of the trait meets, such as an address of the network. */
  readonly ranges: readonly Trait[];
  readonly hasEveryone: boolean;
}

export function collectConditions(all: readonly Condition[]): Conditions {
  return {
    all,
    keys: new Set(all.map(({ key }) => key)),
    ranges: all.flatMap(({ trait }) => (trait?.kind === 'network' || trait?.kind === 'risk' ? [trait] : [])),
    hasEveryone: all.some(isEveryone),
  };
}

/** Whether whoever meets `narrow` surely meets one of `wide`. */
export function isImplied(narrow: Condition, wide: Conditions): boolean {
  const { key, trait, implied = [] } = narrow;
  return (
    wide.hasEveryone ||
    wide.keys.has(key) ||
    implied.some((other) => wide.keys.has(other)) ||
    (trait !== undefined && wide.ranges.some((range) => isPartOf(trait, range)))
  );
}
