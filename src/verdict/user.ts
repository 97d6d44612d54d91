import { type UserStatus } from './assertion.ts';

/** One row of a policy test's users; every field is optional in the API. */
export interface User {
  readonly id?: string | undefined;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly status?: UserStatus | undefined;
}

/** What makes two rows the same user: the id, else the address in lower case. */
export function identityOf(user: User): string | undefined {
  return user.id ?? user.email?.toLowerCase();
}

/**
 * The domain of a user's address in lower case; undefined where there is no address, or where something else than
 * a domain ends it, which may be a name.
 */
export function domainOf({ email }: User): string | undefined {
  return email === undefined ? undefined : /@([\p{L}\p{M}\p{N}._-]{1,253})$/u.exec(email.toLowerCase())?.[1];
}
