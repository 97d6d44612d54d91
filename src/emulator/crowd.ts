import { createDerivedIds } from './derivedId.ts';
import { type Crowd, type User } from './directory.ts';

/** What distinguishes a user of a crowd from the others. */
export type Member = Pick<User, 'id' | 'email' | 'name'>;

/** One of the users of a list of crowds. */
export interface MemberPlace {
  /** The crowd's index in the list. */
  readonly crowd: number;
  /** From 1. */
  readonly number: number;
}

type Addressed = Pick<Crowd, 'name' | 'domain' | 'count'>;

/**
 * Makes the function that makes the `number`th user of a crowd, from 1: `guest-1@example.com`, "guest 1", of the crowd
 * `guest`.
 */
export function createMembers(crowd: Pick<Crowd, 'name' | 'domain'>): (number: number) => Member {
  const { name, domain } = crowd;
  const idOf = createDerivedIds(`crowd ${addressesOf(crowd)}`);
  return (number) => ({
    id: idOf(number),
    email: `${name}-${number}@${domain}`,
    name: `${name} ${number}`,
  });
}

/** What the addresses of a crowd are made of; crowds of which this is the same have the same addresses. */
export function addressesOf({ name, domain }: Pick<Crowd, 'name' | 'domain'>): string {
  return `${name}@${domain}`.toLowerCase();
}

const NUMBERED = /^(.*)-([1-9]\d{0,7})@(.*)$/s;

/** Makes the function that tells who of the crowds has an address, in any case. */
export function createMemberSearch(crowds: readonly Addressed[]): (email: string) => MemberPlace | undefined {
  const indexes = new Map(crowds.map((crowd, index) => [addressesOf(crowd), index]));
  return (email) => {
    const [, name = '', digits = '', domain = ''] = NUMBERED.exec(email) ?? [];
    const crowd = indexes.get(addressesOf({ name, domain }));
    const number = Number(digits);
    return crowd === undefined || number > (crowds[crowd]?.count ?? 0) ? undefined : { crowd, number };
  };
}
