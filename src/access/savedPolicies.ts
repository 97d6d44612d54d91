import { type Policy } from '../policies/entry.ts';
import { type SavedPolicy } from './applicationWire.ts';

/** The policies from the first to the last that is asked; those without a precedence keep their place after. */
export function inPrecedence(policies: readonly SavedPolicy[]): readonly Policy[] {
  const placed = policies.filter(({ precedence }) => precedence !== undefined);
  const others = policies.filter(({ precedence }) => precedence === undefined);
  placed.sort((one, other) => (one.precedence ?? 0) - (other.precedence ?? 0));
  return [...placed, ...others].map(({ policy }) => policy);
}

/** What tells a policy from the others of its application: two may be the same but for their place. */
export function keyOfPolicy({ id, precedence, policy }: SavedPolicy): string {
  return id ?? JSON.stringify([precedence, policy]);
}
