import { type UserStatus } from '../../src/verdict/assertion.ts';
import { createRoster, type Roster } from '../../src/verdict/roster.ts';

/** Everybody of `statuses`, who are there by identity, without an address. */
export function rosterOf(statuses: Iterable<readonly [identity: string, status: UserStatus]>): Roster {
  const roster = createRoster();
  for (const [identity, status] of statuses) roster.add(identity, status, undefined);
  return roster;
}
