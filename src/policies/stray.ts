import { type Path } from '../document.ts';
import { type Problem } from '../errors.ts';
import { MAX_PROBLEMS } from '../limits.ts';
import { isMapping, type Locate } from './entry.ts';

/**
 * What of `value` would reach the API as something else, because JSON has no such value or JavaScript's numbers do
 * not hold it: YAML's `.inf` and `.nan`, what its tags make, and whole numbers that are rounded.
 */
export function checkStrayValues(value: unknown, locate: Locate): readonly Problem[] {
  const problems: Problem[] = [];
  // What aliases repeat is looked at once.
  const seen = new Set<unknown>();
  const visit = (item: unknown, path: Path): void => {
    if (problems.length === MAX_PROBLEMS || seen.has(item)) return;
    if (Array.isArray(item) || isMapping(item)) {
      seen.add(item);
      for (const [key, inner] of Object.entries(item)) visit(inner, [...path, key]);
    } else {
      const message = mistakeOf(item);
      if (message !== undefined) problems.push({ message, location: locate(path) });
    }
  };
  visit(value, []);
  return problems;
}

function mistakeOf(value: unknown): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value !== 'number') {
    return 'This YAML tag makes what JSON does not have, and policies are sent as JSON: leave it out.';
  }
  if (!Number.isFinite(value)) {
    return 'This number is infinite or none, which JSON does not have, and policies are sent as JSON.';
  }
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return undefined;
  return `This whole number could be rounded on its way: it must be within ±${String(Number.MAX_SAFE_INTEGER)}.`;
}
