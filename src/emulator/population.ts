import { createMembers, createMemberSearch, type Member } from './crowd.ts';
import { type Crowd, type Directory, type User } from './directory.ts';
import { type Listing, shuffled } from './listing.ts';

/** A crowd whose users have logged in, and the first of its slots. */
export interface PlacedCrowd {
  readonly crowd: Crowd;
  readonly from: number;
  /** Who of the crowd has a slot. */
  readonly at: (slot: number) => Member;
}

/**
 * Everybody who ever logged in. Each has a slot: first the directory's users in their order, then each crowd in its
 * order. The list of users is in another order: after the users, the crowds stand evenly mixed, so that any stretch of
 * the list has of each crowd about as large a part as the whole.
 */
export interface Population {
  readonly size: number;
  readonly users: readonly User[];
  readonly crowds: readonly PlacedCrowd[];
  /** The slots in the order of the list. */
  readonly slots: Listing<number>;
  /** Who stands at an index of the list. */
  readonly at: (index: number) => Member | undefined;
  /** The slot of a user of a crowd by the address, in any case. */
  readonly findMember: (email: string) => number | undefined;
}

export function createPopulation(directory: Pick<Directory, 'users' | 'crowds'>): Population {
  const users = directory.users.filter(hasLoggedIn);
  const crowds: PlacedCrowd[] = [];
  let size = users.length;
  for (const crowd of directory.crowds.filter(hasLoggedIn)) {
    const from = size;
    const member = createMembers(crowd);
    crowds.push({ crowd, from, at: (slot) => member(slot - from + 1) });
    size += crowd.count;
  }
  const mixed = shuffled({ size: size - users.length, at: (index) => users.length + index }, 0);
  const slotAt = (index: number): number | undefined =>
    index < users.length ? index : mixed.at(index - users.length);
  const search = createMemberSearch(crowds.map(({ crowd }) => crowd));
  return {
    size,
    users,
    crowds,
    slots: { size, at: slotAt },
    at: (index) => {
      const slot = slotAt(index) ?? size;
      const placed = crowds.findLast(({ from }) => from <= slot);
      return placed ? placed.at(slot) : users[slot];
    },
    findMember: (email) => {
      const found = search(email);
      const placed = found && crowds[found.crowd];
      return placed && placed.from + found.number - 1;
    },
  };
}

function hasLoggedIn({ lastLogin }: Pick<User, 'lastLogin'>): boolean {
  return lastLogin !== undefined;
}
