import { derivedId } from './derivedId.ts';

/** The user's own id, or one that depends on nothing but the address. */
export function userId({ id, email }: { id?: string | undefined; email: string }): string {
  return id ?? derivedId(email.toLowerCase());
}
