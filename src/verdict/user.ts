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

/** The domain of a user's address in lower case; undefined where there is no address. */
export function domainOf({ email }: User): string | undefined {
  const at = email?.lastIndexOf('@') ?? -1;
  return at < 0 ? undefined : email?.slice(at + 1).toLowerCase();
}
