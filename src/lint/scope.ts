import { type Policy } from '../policies/entry.ts';
import {
  collectConditions,
  type Condition,
  type Conditions,
  isEveryone,
  isImplied,
  readCondition,
} from './condition.ts';
import { commonTrait, type Trait, type TraitKind } from './trait.ts';

/** Whom a policy is about, as far as that is sure: any of `include`, all of `require`, none of `exclude`. */
export interface Scope {
  readonly include: Conditions;
  readonly require: Conditions;
  readonly exclude: Conditions;
  /** The rules of `include` that somebody may meet who meets `require` and not `exclude`. */
  readonly alternatives: readonly Condition[];
  /** What `require` leaves of each trait. */
  readonly left: Traits;
  /** Why the policy is about nobody. */
  readonly nobody: Nobody | undefined;
}

export type Nobody =
  /** Whoever meets the rules of `require` before this one cannot meet it. */
  | { readonly kind: 'contradiction'; readonly trait: TraitKind; readonly required: Condition }
  /** Whoever meets this rule of `require` meets one of `exclude`. */
  | { readonly kind: 'excluded'; readonly required: Condition }
  /** Each rule of `include` contradicts `require`, or is excluded. */
  | { readonly kind: 'included' };

/** Reads the rules of a policy. What is no list has none. */
export function readScope(policy: Policy): Scope {
  const read = (rules: unknown): Conditions => readRules(rules, policy['decision']);
  const require = read(policy['require']);
  const exclude = read(policy['exclude']);
  const include = read(policy['include']);
  const { left, contradicting } = narrow(new Map(), require.all);
  const rules = { include, require, exclude, left };
  if (contradicting?.trait) {
    const { kind: trait } = contradicting.trait;
    return { ...rules, alternatives: [], nobody: { kind: 'contradiction', trait, required: contradicting } };
  }
  const required = require.all.find((condition) => isImplied(condition, exclude));
  if (required) return { ...rules, alternatives: [], nobody: { kind: 'excluded', required } };
  const alternatives = include.all.filter(
    (condition) => !isContradicted(condition, left) && !isImplied(condition, exclude),
  );
  return { ...rules, alternatives, nobody: alternatives.length > 0 ? undefined : { kind: 'included' } };
}

function readRules(rules: unknown, decision: unknown): Conditions {
  const conditions = (Array.isArray(rules) ? rules : []).map(readCondition);
  if (decision !== 'non_identity') return collectConditions(conditions);
  // Service tokens are no users, so that "everyone" need not be about them.
  return collectConditions(
    conditions.map((condition) =>
      isEveryone(condition) ? { ...condition, key: 'everyone else', known: false } : condition,
    ),
  );
}

export type Traits = ReadonlyMap<TraitKind, Trait>;

/** What is left of each trait to whoever meets all conditions, up to the first that contradicts those before it. */
function narrow(
  traits: Traits,
  conditions: readonly Condition[],
): { readonly left: Traits; readonly contradicting: Condition | undefined } {
  const left = new Map(traits);
  const contradicting = conditions.find(({ trait }) => {
    if (trait === undefined) return false;
    const common = commonTrait(left.get(trait.kind) ?? trait, trait);
    if (common) left.set(trait.kind, common);
    return common === undefined;
  });
  return { left, contradicting };
}

/** Whether nobody meets a condition to whom no more than this is left. */
export function isContradicted({ trait }: Condition, left: Traits): boolean {
  const before = trait && left.get(trait.kind);
  return trait !== undefined && before !== undefined && commonTrait(before, trait) === undefined;
}
