import { oneLine } from '../untrusted.ts';
import { type UserStatus } from './assertion.ts';
import { type Naming, type Person } from './person.ts';
import { createTexts, type Texts } from './texts.ts';
import { domainOf, type User } from './user.ts';

/** People of one kind: some of them, those with a label first, how many they are, and where they belong. */
export interface People {
  /** At most `MAX_LISTED`. */
  readonly listed: readonly Person[];
  readonly total: number;
  /** Users by domain, most first; at most `MAX_DOMAINS`. */
  readonly domains: readonly { readonly domain: string; readonly users: number }[];
}

/** People with the outcome for which a finding names them. */
export interface Concerned {
  readonly status: UserStatus;
  readonly people: People;
}

/** As many people are named in a report. */
export const MAX_LISTED = 1_000;
const MAX_DOMAINS = 10;

/** Gathers people of one kind as they come, in bounded space. */
export interface Gathering {
  add(user: User): void;
  count(): number;
  people(): People;
}

export function gatherPeople(naming: Naming): Gathering {
  // Named when it is asked who they are: pseudonyms cost more than all else that is done with somebody.
  const labelled: User[] = [];
  const others: User[] = [];
  // Not a map: there may be as many domains as people.
  const domains = createTexts();
  const users: number[] = [];
  let total = 0;
  return {
    add(user) {
      total += 1;
      const list = naming.labelOf(user) === undefined ? others : labelled;
      if (list.length < MAX_LISTED) list.push(naming.kept(user));
      // Letters of a domain may be invisible.
      const domain = oneLine(domainOf(user) ?? '') || 'no domain';
      const number = domains.numberOf(domain) ?? domains.add(domain);
      users[number] = (users[number] ?? 0) + 1;
    },
    count: () => total,
    people: () => ({
      listed: [...labelled, ...others].slice(0, MAX_LISTED).map((user) => naming.person(user)),
      total,
      domains: mostUsed(domains, users),
    }),
  };
}

/** One after the other, so that no more than those that are told are ever beside one another. */
function mostUsed(domains: Texts, users: readonly number[]): People['domains'] {
  const most: { readonly domain: string; readonly users: number }[] = [];
  for (const [number, count] of users.entries()) {
    const last = most.at(MAX_DOMAINS - 1);
    const domain = domains.textOf(number);
    if (last && (count < last.users || (count === last.users && domain > last.domain))) continue;
    most.push({ domain, users: count });
    most.sort((a, b) => b.users - a.users || (a.domain < b.domain ? -1 : 1));
    most.splice(MAX_DOMAINS);
  }
  return most;
}

/** Gathers people by their status; of those whom nobody has, there is none in the result. */
export function gatherByStatus(naming: Naming): {
  add(user: User, status: UserStatus): void;
  concerned(): Concerned[];
} {
  const gatherings = new Map<UserStatus, Gathering>();
  return {
    add(user, status) {
      const gathering = gatherings.get(status) ?? gatherPeople(naming);
      gatherings.set(status, gathering);
      gathering.add(user);
    },
    concerned: () => [...gatherings].map(([status, gathering]) => ({ status, people: gathering.people() })),
  };
}

export function countConcerned(concerned: readonly Concerned[]): number {
  return concerned.reduce((sum, { people }) => sum + people.total, 0);
}
