import { createHmac } from 'node:crypto';
import { identityOf, type User } from './verdict/user.ts';

/** The shape of a salt: 16 random bytes in hexadecimal digits. */
export const SALT = /^[0-9a-f]{32}$/;

/** The shape of a keyed hash: the first 64 bits. */
export const HASH = /^[0-9a-f]{16}$/;

/** Names accounts and users without telling who they are. */
export interface Hasher {
  /** The hash of the account itself, by which a snapshot of another account is recognised. */
  readonly account: string;
  /** Undefined for a user without an id and an address. */
  hashOf(user: Pick<User, 'id' | 'email'>): string | undefined;
}

/**
 * Keyed hashes of 16 hexadecimal digits: HMAC-SHA-256 of a user's identity (the id, else the address in lower case),
 * cut to 64 bits. The key is HMAC-SHA-256 of the salt, keyed by the account id in lower case, so that files with
 * other salts, and other accounts, have nothing in common. Whoever knows the account id, has the file and guesses an
 * identity can confirm the guess. Of 100,000 users any two have the same hash in one of 3.7 billion snapshots.
 *
 * @param salt as of `SALT`; the same one again for whatever is to be compared line by line
 */
export function createHasher(accountId: string, salt: string): Hasher {
  const key = createHmac('sha256', accountId.toLowerCase()).update(salt).digest();
  const hash = (text: string): string => createHmac('sha256', key).update(text).digest('hex').slice(0, 16);
  return {
    account: hash('account'),
    hashOf(user) {
      const identity = identityOf(user);
      return identity === undefined ? undefined : hash(identity);
    },
  };
}
