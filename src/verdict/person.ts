import { createHmac } from 'node:crypto';
import { plain } from '../untrusted.ts';
import { identityOf, type User } from './user.ts';

/** A user as a report may show them: a label, never an address or a name. */
export interface Person {
  readonly label: string;
}

/** Names users without telling who they are. */
export interface Naming {
  person(user: User): Person;
  /**
   * The pseudonym of somebody who is known by an address or id alone, or of a glob that would tell a name; a
   * glob that tells no more than a domain (`*@example.com`) stays as it is.
   */
  nameOf(addressIdOrGlob: string): string;
}

/**
 * Labels of the config where there is one, else pseudonyms: `p-` and 8 hexadecimal digits of a keyed hash of the
 * address (of the id where there is none), the same in every run for one account, so that a person can be
 * followed. Whoever knows the account id and guesses an address can confirm the guess.
 *
 * @param labels by address in lower case or by user id
 */
export function createNaming(accountId: string, labels: ReadonlyMap<string, string>): Naming {
  const pseudonym = (identity: string): string =>
    `p-${createHmac('sha256', accountId.toLowerCase()).update(identity).digest('hex').slice(0, 8)}`;
  const labelOf = (key: string | undefined): string | undefined =>
    key === undefined ? undefined : labels.get(key);

  return {
    person(user) {
      const address = user.email?.toLowerCase();
      const label = labelOf(address) ?? labelOf(user.id);
      return { label: label === undefined ? pseudonym(address ?? identityOf(user) ?? '') : plain(label) };
    },
    nameOf(addressIdOrGlob) {
      const localPart = addressIdOrGlob.slice(0, Math.max(0, addressIdOrGlob.lastIndexOf('@')));
      const tellsNobody = localPart !== '' && !/[\p{L}\p{N}]/u.test(localPart);
      return tellsNobody ? plain(addressIdOrGlob) : pseudonym(addressIdOrGlob.toLowerCase());
    },
  };
}
