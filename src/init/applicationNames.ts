import { type SavedApplication } from '../access/applicationWire.ts';
import { plain } from '../untrusted.ts';
import { type NamedApplication } from './surveyed.ts';

/** Characters of a name, so that a number fits behind it and a test has it whole. */
const MAX_NAME = 80;

/**
 * A name for the test of each application, no two of which are the same: the application's, which is anybody's text, on
 * one line and without addresses; where that says nothing, where the application is, or its id.
 */
export function nameApplications(applications: readonly SavedApplication[]): readonly NamedApplication[] {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return applications.map(({ id, name = '', domain = '' }) => {
    const own = plain(name, MAX_NAME) || plain(domain, MAX_NAME) || `Application ${id}`;
    let count = counts.get(own) ?? 1;
    let distinct = own;
    while (taken.has(distinct)) {
      count += 1;
      distinct = `${own} (${String(count)})`;
    }
    counts.set(own, count);
    taken.add(distinct);
    return { id, name: distinct };
  });
}
