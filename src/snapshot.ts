import { type UserStatus } from './verdict/assertion.ts';

/** The outcomes of a run's tests, which tell nobody's address, name or id. */
export interface Snapshot {
  /** 32 hexadecimal digits: what the keyed hashes of one file have in common, and of no other. */
  readonly salt: string;
  /** The keyed hash of the account. */
  readonly account: string;
  /** By the name of the test: keyed hashes of its users by their outcome, sorted. */
  readonly tests: Readonly<Record<string, SnapshotUsers>>;
}

export type SnapshotUsers = Readonly<Record<UserStatus, readonly string[]>>;
