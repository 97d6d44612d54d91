import { createHmac } from 'node:crypto';
import { plain } from '../untrusted.ts';
import { foldCase, namesOf, type User } from './user.ts';

/** A user as a report may show them: a label, never an address or a name. */
export interface Person {
  readonly label: string;
}

/** Wildcards alone, or with a domain behind them; a brace before the @ may hold whole addresses. */
const TELLS_NOBODY = /^[*?.+_-]+(?:@[^@\s]+)?$/;

/** Names users without telling who they are. */
export interface Naming {
  /** The label that the config gives this user. */
  labelOf(user: User): string | undefined;
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
 * @param labels by address or user id, in the one case of `foldCase`
 */
export function createNaming(accountId: string, labels: ReadonlyMap<string, string>): Naming {
  const pseudonym = (identity: string): string =>
    `p-${createHmac('sha256', accountId.toLowerCase()).update(identity).digest('hex').slice(0, 8)}`;
  const labelOf = ({ email, id }: User): string | undefined => {
    const label = namesOf({ email, id })
      .map((name) => labels.get(name))
      .find((found) => found !== undefined);
    return label === undefined ? undefined : plain(label);
  };

  return {
    labelOf,
    person: (user) => ({
      label: labelOf(user) ?? pseudonym(foldCase(user.email ?? user.id ?? '')),
    }),
    nameOf(addressIdOrGlob) {
      return TELLS_NOBODY.test(addressIdOrGlob)
        ? plain(addressIdOrGlob)
        : pseudonym(foldCase(addressIdOrGlob));
    },
  };
}
