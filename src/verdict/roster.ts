import { type UserStatus } from './assertion.ts';

/** Everybody seen so far, by identity as of `identityOf`, with their outcome and address; iterates in that order. */
export interface Roster extends Iterable<readonly [identity: string, status: UserStatus]> {
  readonly size: number;
  statusOf(identity: string): UserStatus | undefined;
  /** Undefined for whoever is not there, or was added without one. */
  addressOf(identity: string): string | undefined;
  /** Somebody who is not there yet. */
  add(identity: string, status: UserStatus, address: string | undefined): void;
}

/** An empty roster. */
export function createRoster(): Roster {
  const users = new Map<string, { readonly status: UserStatus; readonly address: string | undefined }>();
  return {
    get size() {
      return users.size;
    },
    statusOf: (identity) => users.get(identity)?.status,
    addressOf: (identity) => users.get(identity)?.address,
    add(identity, status, address) {
      users.set(identity, { status, address });
    },
    *[Symbol.iterator]() {
      for (const [identity, { status }] of users) yield [identity, status] as const;
    },
  };
}
