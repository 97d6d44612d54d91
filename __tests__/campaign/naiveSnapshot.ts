import { createHmac } from 'node:crypto';
import { type UserStatus } from '../../src/verdict/assertion.ts';
import { distinct } from './oracle.ts';
import { keyOf, type Told } from './told.ts';

export type Statuses = ReadonlyMap<string, UserStatus>;

/** The outcome of each user by what makes them the same one. */
export function statusesOf({ users }: Told): Map<string, UserStatus> {
  return new Map(distinct(users).map((user) => [keyOf(user) ?? '', user.status ?? 'error']));
}

/** A snapshot as its description has it, for one account: the data of the file. */
export function naiveSnapshot(
  account: string,
  salt: string,
  tests: Readonly<Record<string, Statuses>>,
): unknown {
  const key = createHmac('sha256', account).update(salt).digest();
  const hash = (text: string): string => createHmac('sha256', key).update(text).digest('hex').slice(0, 16);
  const hashes = (users: Statuses, wanted: UserStatus): string[] =>
    [...users]
      .filter(([, status]) => status === wanted)
      .map(([user]) => hash(user))
      .sort();
  return {
    schema_version: 1,
    account: hash('account'),
    salt,
    tests: Object.fromEntries(
      Object.entries(tests).map(([name, users]) => [
        name,
        {
          approved: hashes(users, 'approved'),
          blocked: hashes(users, 'blocked'),
          error: hashes(users, 'error'),
        },
      ]),
    ),
  };
}
