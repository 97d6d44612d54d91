import { createSnapshotUsers, type Snapshot, type SnapshotUsers } from './snapshot.ts';
import { createHasher } from './snapshotHasher.ts';
import { type Roster } from './verdict/roster.ts';

/** Gathers the outcomes of a run's tests for a snapshot. */
export interface Recorder {
  /** `roster` are the users of the test of this name. */
  readonly record: (test: string, roster: Roster) => void;
  /** Undefined when nothing was recorded. */
  snapshot(): Snapshot | undefined;
}

/** @param salt that of the snapshot which this one is compared with, so that what stays is the same in both */
export function createRecorder(accountId: string, salt: string | undefined, random: () => number): Recorder {
  const ownSalt = salt ?? createSalt(random);
  const hasher = createHasher(accountId, ownSalt);
  const tests = new Map<string, SnapshotUsers>();
  return {
    record(test, roster) {
      tests.set(test, createSnapshotUsers(roster, hasher));
    },
    snapshot: () =>
      tests.size === 0
        ? undefined
        : { salt: ownSalt, account: hasher.account, tests: Object.fromEntries(tests) },
  };
}

/** A salt is no secret: it need only be another one each time. */
function createSalt(random: () => number): string {
  return Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
}
