import { type UserStatus } from './assertion.ts';

/** One row of a policy test's users; every field is optional in the API. */
export interface User {
  readonly id?: string | undefined;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly status?: UserStatus | undefined;
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** What may have another form than its own. */
const FOLDS = /[A-Z\u0080-\uffff]/;

/**
 * The one form in which addresses and ids are compared: in one case of letters, which a sigma at the end of a word does
 * not change, and composed. The Kelvin sign stays: a k is another letter.
 */
export function foldCase(text: string): string {
  // Nearly all addresses and ids are ASCII, which is composed and has no letter of those kinds.
  if (!FOLDS.test(text)) return text;
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return text.replace(/[^\u212A]+/g, (letters) =>
    letters.normalize('NFC').toLowerCase().replaceAll('ς', 'σ'),
  );
}

/** What nearly all addresses are. */
const PLAIN_ADDRESS = /^[!#-;=?A-~]+@[\w-]+(?:\.[\w-]+)*$/;

/** What is seen, and is no part of an address with a name around it. */
const LOCAL_PART =
  /^(?:[^\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}<>"@]+|"[^\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}"]+")$/u;

const DOMAIN = /^(?:[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*|\[[\da-f:.]+\])$/iu;

/** Characters that are letters of a domain to nobody who compares them. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;

/** Whether a text is an e-mail address that can be compared with others: nothing unseen in it, and nothing around it. */
export function isAddress(text: string): boolean {
  if (PLAIN_ADDRESS.test(text)) return true;
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1);
  return at > 0 && LOCAL_PART.test(text.slice(0, at)) && DOMAIN.test(domain) && !UNSEEN.test(domain);
}

/** How a user may be meant in the config, in one case of letters: an address by the address, anything else by the id. */
export function namesOf(user: Pick<User, 'email' | 'id'>): readonly string[] {
  return [addressNameOf(user), idNameOf(user)].filter((name) => name !== undefined);
}

/** The name of `namesOf` that is the address. */
export function addressNameOf({ email }: Pick<User, 'email'>): string | undefined {
  return email === undefined ? undefined : foldCase(email);
}

/** The name of `namesOf` that is no address. */
export function idNameOf({ id }: Pick<User, 'id'>): string | undefined {
  return id === undefined || id.includes('@') ? undefined : foldCase(id);
}

/** What makes two rows the same user: the id, else the address in lower case. */
export function identityOf(user: User): string | undefined {
  return user.id ?? addressNameOf(user);
}

/** What nearly all domains are. */
const PLAIN_DOMAIN = /^[a-z\d_.-]{1,253}$/;

/**
 * The domain of a user's address in lower case; undefined where there is no address, or where something else than
 * a domain ends it, which may be a name.
 */
export function domainOf({ email }: User): string | undefined {
  if (email === undefined) return undefined;
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  if (at !== -1 && PLAIN_DOMAIN.test(domain)) return domain;
  return /@([\p{L}\p{M}\p{N}._-]{1,253})$/u.exec(email.toLowerCase())?.[1];
}
