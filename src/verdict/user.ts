import { type UserStatus } from './assertion.ts';

/** One row of a policy test's users; every field is optional in the API. */
export interface User {
  readonly id?: string | undefined;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly status?: UserStatus | undefined;
}

/** The one case in which addresses and ids are compared. The Kelvin sign stays: a k is another letter. */
export function foldCase(text: string): string {
  return text.replace(/[^\u212A]+/g, (letters) => letters.toLowerCase());
}

/** How a user may be meant in the config, in one case of letters: an address by the address, anything else by the id. */
export function namesOf({ email, id }: Pick<User, 'email' | 'id'>): readonly string[] {
  return [
    ...(email === undefined ? [] : [foldCase(email)]),
    ...(id === undefined || id.includes('@') ? [] : [foldCase(id)]),
  ];
}

/** What makes two rows the same user: the id, else the address in lower case. */
export function identityOf(user: User): string | undefined {
  return user.id ?? (user.email === undefined ? undefined : foldCase(user.email));
}

/**
 * The domain of a user's address in lower case; undefined where there is no address, or where something else than
 * a domain ends it, which may be a name.
 */
export function domainOf({ email }: User): string | undefined {
  return email === undefined ? undefined : /@([\p{L}\p{M}\p{N}._-]{1,253})$/u.exec(email.toLowerCase())?.[1];
}
