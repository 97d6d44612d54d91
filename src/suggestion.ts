import { distance } from 'fastest-levenshtein';
import { quote } from './untrusted.ts';

/** The candidate that looks most like `word`, in any case of letters; `undefined` when none is near enough. */
export function findNearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  return candidates
    .map((candidate) => ({ candidate, edits: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.edits - b.edits)
    .at(0)?.candidate;
}

/** The end of a sentence about a `word` that is none of the candidates: `; did you mean "…"?`, or a full stop. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const nearest = findNearest(word, candidates);
  return nearest === undefined ? '.' : `; did you mean ${quote(nearest)}?`;
}
