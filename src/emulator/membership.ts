import { type Rule, type RuleSet } from './policy.ts';
import { type Truth } from './truth.ts';

/**
 * Makes the function that tells whether one user is in the Access group with an id; `isMatch` tells whether a group's
 * own rules match the user, and may ask that function about other groups. Each group is decided once, however many
 * others refer to it.
 *
 * Nothing is known of any group at first, and each that becomes clear can make clear those that refer to it, until
 * nothing changes any more: what is unknown then, for want of a group or because groups need each other, cannot be
 * decided. This is the least fixed point in the order in which Kleene's logic gains information.
 */
export function createMembership(
  groups: ReadonlyMap<string, RuleSet>,
  isMatch: (group: RuleSet) => Truth,
): (id: string) => Truth {
  const known = new Map<string, Truth>();

  const settle = (wanted: string): void => {
    const ids = inOrderOfNeed(wanted, (id) =>
      referencesOf(groups.get(id)).filter((other) => !known.has(other)),
    );
    const referrers = new Map<string, string[]>(ids.map((id) => [id, []]));
    for (const id of ids) {
      known.set(id, undefined);
      for (const other of referencesOf(groups.get(id))) referrers.get(other)?.push(id);
    }
    const waiting = new Set(ids);
    for (const id of waiting) {
      // Whoever is added again is visited again.
      waiting.delete(id);
      const group = groups.get(id);
      const truth = group && isMatch(group);
      if (truth === undefined) continue;
      known.set(id, truth);
      for (const referrer of referrers.get(id) ?? []) {
        if (known.get(referrer) === undefined) waiting.add(referrer);
      }
    }
  };

  return (id) => {
    if (!known.has(id)) settle(id);
    return known.get(id);
  };
}

/**
 * `first` and all that it needs, directly or not: each below what it needs itself, unless they need each other. No
 * recursion, because a chain of groups may be longer than the stack is deep.
 */
function inOrderOfNeed(first: string, needsOf: (id: string) => readonly string[]): string[] {
  const ordered = new Set<string>();
  const seen = new Set<string>();
  const open = [first];
  for (let id = open.at(-1); id !== undefined; id = open.at(-1)) {
    const needs = seen.has(id) ? [] : needsOf(id);
    seen.add(id);
    if (needs.length === 0) {
      ordered.add(id);
      open.pop();
    }
    for (const need of needs) open.push(need);
  }
  return [...ordered];
}

/** The ids of the groups that a group's rules refer to. */
function referencesOf(group: RuleSet | undefined): string[] {
  if (group === undefined) return [];
  return [...group.include, ...group.require, ...group.exclude].flatMap(groupOf);
}

function groupOf({ group }: Rule): string[] {
  return typeof group?.['id'] === 'string' ? [group['id']] : [];
}
