import { type Policy } from '../policies/entry.ts';
import { type Condition, isImplied, readCondition } from './policyCondition.ts';
import { commonTrait, type Trait, type TraitKind } from './policyTrait.ts';

/** Whom a policy is about: any of `include`, all of `require`, none of `exclude`. */
interface Rules {
  readonly include: readonly Condition[];
  readonly require: readonly Condition[];
  readonly exclude: readonly Condition[];
}

/** The rules of a policy, and what they come to as far as that is sure. */
export interface Scope extends Rules {
  /** The rules of `include` that somebody may meet who meets `require` and not `exclude`. */
  readonly alternatives: readonly Condition[];
  /** Why the policy is about nobody. */
  readonly nobody: Nobody | undefined;
}

export type Nobody =
  /** Whoever meets the rules of `require` before this one cannot meet it. */
  | { readonly kind: 'contradiction'; readonly trait: TraitKind; readonly required: Condition }
  /** Whoever meets `require` meets this rule of `exclude`. */
  | { readonly kind: 'excluded'; readonly excluded: Condition }
  /** Each rule of `include` contradicts `require`, or is excluded. */
  | { readonly kind: 'included' };

/** Reads the rules of a policy. What is no list has none. */
export function readScope({ decision, include, require, exclude }: Policy): Scope {
  const read = (rules: unknown): Condition[] =>
    (Array.isArray(rules) ? rules : []).map((rule) => {
      const condition = readCondition(rule);
      // Service tokens are no users, so that "everyone" need not be about them.
      const isDoubtful = decision === 'non_identity' && condition.selector === 'everyone';
      return isDoubtful ? { ...condition, known: false } : condition;
    });
  const rules: Rules = { include: read(include), require: read(require), exclude: read(exclude) };
  const { left, contradicting } = narrow(new Map(), rules.require);
  if (contradicting?.trait) {
    const { kind: trait } = contradicting.trait;
    return { ...rules, alternatives: [], nobody: { kind: 'contradiction', trait, required: contradicting } };
  }
  const excluded = rules.exclude.find((exclusion) =>
    rules.require.some((required) => isImplied(required, exclusion)),
  );
  if (excluded) return { ...rules, alternatives: [], nobody: { kind: 'excluded', excluded } };
  const alternatives = rules.include.filter(
    (condition) =>
      narrow(left, [condition]).contradicting === undefined &&
      !rules.exclude.some((exclusion) => isImplied(condition, exclusion)),
  );
  return { ...rules, alternatives, nobody: alternatives.length > 0 ? undefined : { kind: 'included' } };
}

/** Whether everybody whom `later` is about is surely one of those whom `earlier` is about. */
export function isWithin(later: Scope, earlier: Scope): boolean {
  const exceptions = earlier.exclude.filter(
    (exception) => !later.exclude.some((excluded) => isImplied(exception, excluded)),
  );
  return later.alternatives.every((alternative) => {
    const met = [alternative, ...later.require];
    const isMet = (condition: Condition): boolean => met.some((one) => isImplied(one, condition));
    const { left } = narrow(new Map(), met);
    return (
      earlier.include.some(isMet) &&
      earlier.require.every(isMet) &&
      exceptions.every((exception) => narrow(left, [exception]).contradicting !== undefined)
    );
  });
}

type Traits = ReadonlyMap<TraitKind, Trait>;

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
