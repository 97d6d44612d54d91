import { createHasher, type Hasher } from './snapshotHasher.ts';
import { didYouMean } from './suggestion.ts';
import { quote } from './untrusted.ts';
import { USER_STATUSES, type UserStatus } from './verdict/assertion.ts';
import { type Before } from './verdict/changes.ts';

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

/** How a test's users fared when a snapshot was taken, or why the snapshot cannot tell. */
export type SnapshotBefore =
  | { readonly kind: 'before'; readonly before: Before }
  | { readonly kind: 'problem'; readonly message: string };

/** Of some 4,000,000 users; what is longer is no snapshot. */
export const MAX_SNAPSHOT_BYTES = 128 * 1024 * 1024;

/** What to do about a snapshot that is of no use; the end of a sentence. */
export const TAKE_ANEW = 'take it anew with "access-policy-gate snapshot"';

/** As many tests are named to somebody who asked for another one. */
const MAX_NAMED = 5;

/** The users of a finished policy test, by their identity as of `identityOf`, for a snapshot. */
export function createSnapshotUsers(
  statuses: Iterable<readonly [identity: string, status: UserStatus]>,
  hasher: Hasher,
): SnapshotUsers {
  const users: Record<UserStatus, string[]> = { approved: [], blocked: [], error: [] };
  for (const [identity, status] of statuses) {
    const hash = hasher.hashOf({ id: identity });
    if (hash !== undefined) users[status].push(hash);
  }
  for (const status of USER_STATUSES) users[status].sort();
  return users;
}

/** The users of the test `testName` as what was before. Never throws. */
export function beforeOfSnapshot(snapshot: Snapshot, testName: string, accountId: string): SnapshotBefore {
  const hasher = createHasher(accountId, snapshot.salt);
  if (hasher.account !== snapshot.account) {
    return problem(`The snapshot belongs to another account: ${TAKE_ANEW}, or correct the account id.`);
  }
  const users = Object.hasOwn(snapshot.tests, testName) ? snapshot.tests[testName] : undefined;
  if (users === undefined) return problem(noTestMessage(testName, Object.keys(snapshot.tests)));

  const statuses = new Map(USER_STATUSES.flatMap((status) => users[status].map((hash) => [hash, status])));
  return {
    kind: 'before',
    before: {
      statusOf(user) {
        const hash = hasher.hashOf(user);
        return hash === undefined ? undefined : statuses.get(hash);
      },
      users: statuses.size,
    },
  };
}

function noTestMessage(testName: string, names: readonly string[]): string {
  if (names.length === 0) return `The snapshot has no test: ${TAKE_ANEW}.`;
  const named = names.slice(0, MAX_NAMED).map(quote).join(', ');
  const others = names.length - MAX_NAMED;
  const more = others > 0 ? ` and ${String(others)} more` : '';
  return `The snapshot has no test ${quote(testName)}${didYouMean(testName, names)} It has ${named}${more}. If the test is new, ${TAKE_ANEW}.`;
}

function problem(message: string): SnapshotBefore {
  return { kind: 'problem', message };
}
