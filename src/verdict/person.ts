import { createHmac } from 'node:crypto';
import { oneLine, plain } from '../untrusted.ts';
import { addressNameOf, foldCase, idNameOf, type User } from './user.ts';

/** Whether reports tell who people are. */
export type Identities = 'redacted' | 'full';

/** A user as a report may show them. Redacted, there is a label and nothing else, which is no address and no name. */
export interface Person {
  /** What the config calls them, else a pseudonym; in full, else the address, else the id. */
  readonly label: string;
  readonly identity?: {
    readonly id: string | undefined;
    readonly email: string | undefined;
    readonly name: string | undefined;
  };
}

/** Wildcards alone, or with a domain behind them; a brace before the @ may hold whole addresses. */
const TELLS_NOBODY = /^[*?.+_-]+(?:@[^@\s]+)?$/;

/** Names users, and tells who they are only where that is asked for. */
export interface Naming {
  /** The label that the config gives this user. */
  labelOf(user: User): string | undefined;
  person(user: User): Person;
  /** What `person` takes, of a user who is named later: a name may have any length. */
  kept(user: User): User;
  /**
   * Somebody who is known by an address or id alone, or a glob: redacted, its pseudonym, but for a glob that tells no
   * more than a domain (`*@example.com`).
   */
  nameOf(addressIdOrGlob: string): string;
}

/** The longest address that mail can be sent to has 254 characters; a name may be somewhat longer. */
const MAX_LENGTH = 320;

/**
 * Labels of the config where there is one, else pseudonyms: `p-` and 8 hexadecimal digits of a keyed hash of the
 * address (of the id where there is none), the same in every run for one account, so that a person can be
 * followed. Whoever knows the account id and guesses an address can confirm the guess.
 *
 * @param labels by address or user id, in the one case of `foldCase`
 */
export function createNaming(
  accountId: string,
  labels: ReadonlyMap<string, string>,
  identities: Identities = 'redacted',
): Naming {
  const pseudonym = (identity: string): string =>
    `p-${createHmac('sha256', accountId.toLowerCase()).update(identity).digest('hex').slice(0, 8)}`;
  const labelled = (name: string | undefined): string | undefined =>
    name === undefined ? undefined : labels.get(name);
  const labelOf = (user: User): string | undefined => {
    if (labels.size === 0) return undefined;
    const label = labelled(addressNameOf(user)) ?? labelled(idNameOf(user));
    return label === undefined ? undefined : plain(label);
  };

  if (identities === 'full') {
    return {
      labelOf,
      person(user) {
        const [id, email, name] = [shown(user.id), shown(user.email), shown(user.name)];
        return { label: labelOf(user) ?? email ?? id ?? '', identity: { id, email, name } };
      },
      kept: ({ id, email, name }) => ({ id, email, name: shown(name) }),
      nameOf: (addressIdOrGlob) => shown(addressIdOrGlob) ?? '',
    };
  }
  return {
    labelOf,
    person: (user) => ({
      label: labelOf(user) ?? pseudonym(foldCase(user.email ?? user.id ?? '')),
    }),
    kept: ({ id, email }) => ({ id, email }),
    nameOf(addressIdOrGlob) {
      return TELLS_NOBODY.test(addressIdOrGlob)
        ? plain(addressIdOrGlob)
        : pseudonym(foldCase(addressIdOrGlob));
    },
  };
}

/** On one line, and not endless; undefined where there is nothing to see. */
function shown(text: string | undefined): string | undefined {
  const line = oneLine(text ?? '').trim();
  return line === '' ? undefined : Array.from(line).slice(0, MAX_LENGTH).join('');
}
