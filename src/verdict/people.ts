import { type Naming, type Person } from './person.ts';
import { domainOf, type User } from './user.ts';

/** People of one kind: some of them, how many they are, and where they belong. */
export interface People {
  /** At most `MAX_LISTED`. */
  readonly listed: readonly Person[];
  readonly total: number;
  /** Users by domain, most first; at most `MAX_DOMAINS`. */
  readonly domains: readonly { readonly domain: string; readonly users: number }[];
}

export const NOBODY: People = { listed: [], total: 0, domains: [] };

const MAX_LISTED = 1_000;
const MAX_DOMAINS = 10;

/** Several kinds together; nobody may be of two. */
export function joinPeople(kinds: readonly People[]): People {
  const domains = new Map<string, number>();
  for (const { domain, users } of kinds.flatMap((kind) => kind.domains)) {
    domains.set(domain, (domains.get(domain) ?? 0) + users);
  }
  return {
    listed: kinds.flatMap(({ listed }) => listed).slice(0, MAX_LISTED),
    total: kinds.reduce((sum, { total }) => sum + total, 0),
    domains: largest(domains),
  };
}

/** Gathers people of one kind as they come, in bounded space. */
export interface Gathering {
  add(user: User): void;
  people(): People;
}

export function gatherPeople(naming: Naming): Gathering {
  const listed: Person[] = [];
  const domains = new Map<string, number>();
  let total = 0;
  return {
    add(user) {
      total += 1;
      if (listed.length < MAX_LISTED) listed.push(naming.person(user));
      const domain = domainOf(user) ?? 'no address';
      domains.set(domain, (domains.get(domain) ?? 0) + 1);
    },
    people: () => ({
      listed,
      total,
      domains: largest(domains),
    }),
  };
}

function largest(domains: ReadonlyMap<string, number>): People['domains'] {
  return [...domains]
    .map(([domain, users]) => ({ domain, users }))
    .sort((a, b) => b.users - a.users || (a.domain < b.domain ? -1 : 1))
    .slice(0, MAX_DOMAINS);
}
