import { MAX_PER_PAGE } from '../limits.ts';
import { USER_STATUSES, type UserStatus } from './assertion.ts';
import { type Counts, usersWith } from './counts.ts';
import { type Rest } from './changes.ts';
import { type Match } from './matching.ts';

/** What of a completed policy test's users must be known, beside what its expectations ask for. */
export interface Need {
  /** Everybody, or whoever has one of these statuses. */
  readonly known: 'everybody' | readonly UserStatus[];
  /** Of these, it is enough to name some. */
  readonly named: readonly UserStatus[];
}

/** What is known of a completed policy test's users so far. */
export interface Known {
  readonly counts: Counts;
  /** Statuses of which everybody is listed. */
  readonly listed: ReadonlySet<UserStatus>;
  /** Statuses of which somebody is listed. */
  readonly begun: ReadonlySet<UserStatus>;
  /** Whom the expectations found among those who are listed. */
  readonly matches: readonly Pick<Match, 'expectation' | 'matched' | 'unmatchedPatterns'>[];
}

/** Whom to list next. */
export interface NextListing {
  /** Those of one status; undefined for everybody. */
  readonly status: UserStatus | undefined;
  /** So many pages are enough; undefined where only the end, or `isOpen`, says when it is enough. */
  readonly pages: number | undefined;
}

/** Who is only to be named is listed to the end where that takes no more pages, else some of them are. */
const MAX_NAMING_PAGES = 10;

/**
 * Whom to list next of a completed policy test, so that few pages are asked for; undefined when nothing is open any
 * more. What is open follows from what is judged: counts alone need nobody; an expectation needs whoever could break
 * it, and those with the outcome it wants only where it matters that somebody is there at all. The smallest group
 * comes first, because it may settle the rest; whom one page holds, are listed together.
 *
 * @param filters whether the API gives only those of a status who is asked for them
 */
export function planListing(need: Need, known: Known, filters: boolean): NextListing | undefined {
  const { counts, listed, begun } = known;
  const open = openStatuses(need, known);
  const named = need.named.filter((status) => !listed.has(status) && !begun.has(status));
  const wanted = open.length > 0 ? open : named;
  if (wanted.length === 0) return undefined;

  const [cheapest, ...others] = [...wanted].sort(
    (a, b) => (usersWith(a, counts) ?? Infinity) - (usersWith(b, counts) ?? Infinity),
  );
  if (
    open.length === 0 &&
    filters &&
    pagesOf(cheapest, counts) > MAX_NAMING_PAGES &&
    counts.totalUsers !== undefined
  ) {
    return { status: cheapest, pages: 1 };
  }
  // The largest group may turn out to be needless.
  const hoped = [cheapest, ...others.slice(0, -1)].reduce((sum, status) => sum + pagesOf(status, counts), 0);
  const isCheap = begun.size === 0 && pagesOf(undefined, counts) <= hoped;
  const isEverybody = !filters || isCheap || (need.known === 'everybody' && open.length > 0);
  return { status: isEverybody ? undefined : cheapest, pages: undefined };
}

/** The statuses of which more must be known. */
export function openStatuses(need: Need, { listed, matches }: Omit<Known, 'counts' | 'begun'>): UserStatus[] {
  const unlisted = USER_STATUSES.filter((status) => !listed.has(status));
  if (unlisted.length === 0) return [];
  const { known } = need;
  const open = new Set(matches.flatMap((match) => openFor(match, unlisted)));
  return unlisted.filter((status) => known === 'everybody' || known.includes(status) || open.has(status));
}

/** For which of the statuses it matters who has them. */
function openFor(
  { expectation: { subject, status: expected }, matched, unmatchedPatterns }: Known['matches'][number],
  unlisted: readonly UserStatus[],
): readonly UserStatus[] {
  if (subject.kind === 'users') {
    const isEnough = subject.atLeast === 0 || (matched >= subject.atLeast && unmatchedPatterns.length === 0);
    return unlisted.filter((status) => status !== expected || !isEnough);
  }
  if (matched > 0) return [];
  const { ifMissing } = subject;
  const consequences = [
    ifMissing === 'ignore' ? 'held' : ifMissing,
    ...unlisted.map((status) => (status === expected ? 'held' : 'fail')),
  ];
  return new Set(consequences).size > 1 ? unlisted : [];
}

/**
 * Who need be listed on neither side of a comparison, so that the fewest pages are asked for: the largest group, where
 * both sides have as many users, who are taken to be the same. Undefined where everybody has to be, or fits on a page.
 *
 * @param before undefined where nobody had access before
 */
export function planRest(after: Counts, before: Counts | undefined): Rest | undefined {
  const { totalUsers: population } = after;
  if (population === undefined || pagesOf(undefined, after) === 1) return undefined;
  if (before === undefined) return { status: 'blocked', population };
  if (before.totalUsers !== population) return undefined;
  const users = (status: UserStatus): number =>
    (usersWith(status, before) ?? 0) + (usersWith(status, after) ?? 0);
  const status = USER_STATUSES.reduce((one, other) => (users(other) > users(one) ? other : one));
  return { status, population };
}

/** Who must be listed where the rest need not be. */
export function knownWith(rest: Rest | undefined): Need['known'] {
  return rest === undefined ? 'everybody' : USER_STATUSES.filter((status) => status !== rest.status);
}

/** How many pages list those of a status, or everybody: where the last is full, one more shows that it is the last. */
export function pagesOf(status: UserStatus | undefined, counts: Counts): number {
  const users = status === undefined ? counts.totalUsers : usersWith(status, counts);
  return users === undefined ? Infinity : Math.floor(users / MAX_PER_PAGE) + 1;
}
