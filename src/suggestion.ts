import { distance } from 'fastest-levenshtein';
import { quote } from './untrusted.ts';

/**
 * `; did you mean "…"?` with the candidate that looks most like `word`, in any case of letters; empty when none
 * is near enough.
 */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const wanted = word.toLowerCase();
  const [nearest] = candidates
    .map((candidate) => ({ candidate, edits: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.edits - b.edits);
  return nearest ? `; did you mean ${quote(nearest.candidate)}?` : '';
}
