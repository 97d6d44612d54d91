import { oneLine } from '../untrusted.ts';

/**
 * Makes names that differ: the second of a name ends in `(2)`. Of several cases of one name GitLab takes the first, so
 * that one that passes would hide one that fails: https://docs.gitlab.com/ci/testing/unit_test_reports/
 */
export function createUniqueNames(): (name: string) => string {
  const used = new Set<string>();
  const counts = new Map<string, number>();
  return (name) => {
    const shown = oneLine(name).trim() || 'without a name';
    let count = counts.get(shown) ?? 0;
    let unique: string;
    do {
      count += 1;
      unique = count === 1 ? shown : `${shown} (${String(count)})`;
    } while (used.has(unique));
    counts.set(shown, count);
    used.add(unique);
    return unique;
  };
}
