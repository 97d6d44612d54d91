import { MAX_PER_PAGE } from '../limits.ts';
import { USER_STATUSES, type UserStatus } from './assertion.ts';
import { type Counts, usersWith } from './counts.ts';
import { type Rest } from './changes.ts';
import { type Found } from './matching.ts';

/** Of whom the outcomes must be known, beside whom expectations ask for: everybody, or whoever has one of these statuses. */
export type Need = 'everybody' | readonly UserStatus[];

/** What is known of a completed policy test's users so far. */
export interface Known {
  readonly counts: Counts;
  /** Statuses of which everybody is listed. */
  readonly listed: ReadonlySet<UserStatus>;
  /** Statuses that were listed, to the end or not. */
  readonly begun: ReadonlySet<UserStatus>;
  /** Whom the expectations found among those who are listed. */
  readonly found: readonly Found[];
}

/** Whom to list next: everybody, or those of one status. */
export type NextListing = 'everybody' | UserStatus;

/** Of a group with no more pages than this, it is worth to know all. */
export const FEW_PAGES = 10;

/**
 * Whom to list next of a completed policy test, so that few pages are asked for; undefined when nothing is open any
 * more. What is open follows from what is judged: counts alone need nobody; an expectation needs whoever could break
 * it, and those with the outcome it wants only where it matters that somebody is there at all. The smallest group
 * comes first, because it may settle the rest; who are wanted to the end anyway, or fit on one page, are listed together.
 *
 * @param filters whether the API gives all of a status, and only them, to whoever asks for them
 */
export function planListing(need: Need, known: Known, filters: boolean): NextListing | undefined {
  const { counts, begun } = known;
  const open = inOrderOfSize(openStatuses(need, known), counts);
  const [cheapest] = open;
  if (cheapest === undefined) return undefined;
  // The largest of several groups may turn out to be needless; of two sides that are compared, it is.
  const isNeedless = need.length > 0 || !open.every((status) => isWantedWhole(status, need, known));
  const hoped = open.length > 1 && isNeedless ? open.slice(0, -1) : open;
  const isCheap =
    begun.size === 0 &&
    pagesOf(undefined, counts) <= hoped.reduce((sum, status) => sum + pagesOf(status, counts), 0);
  return need === 'everybody' || isCheap || !filters ? 'everybody' : cheapest;
}

/** As many pages as it takes at most, where the expectations find nobody early. */
export function planPages(need: Need, known: Known): number {
  const listed = new Set(known.listed);
  const begun = new Set(known.begun);
  let pages = 0;
  for (;;) {
    const next = planListing(need, { ...known, listed, begun }, true);
    if (next === undefined) return pages;
    pages += pagesOf(next === 'everybody' ? undefined : next, known.counts);
    for (const status of next === 'everybody' ? USER_STATUSES : [next]) {
      listed.add(status);
      begun.add(status);
    }
  }
}

/** Of whom some are to be listed next, to name them: all of few, and a page of many; `pages` where not to the end. */
export function planNaming(
  named: readonly UserStatus[],
  { counts, listed, begun }: Omit<Known, 'found'>,
): { readonly listing: NextListing; readonly pages: number | undefined } | undefined {
  const [status] = inOrderOfSize(
    named.filter((each) => !listed.has(each) && !begun.has(each)),
    counts,
  );
  if (status === undefined) return undefined;
  const pages = pagesOf(status, counts);
  return begun.size === 0 && pagesOf(undefined, counts) === 1
    ? { listing: 'everybody', pages: undefined }
    : { listing: status, pages: pages > FEW_PAGES ? 1 : undefined };
}

function inOrderOfSize(statuses: readonly UserStatus[], counts: Counts): UserStatus[] {
  const users = (status: UserStatus): number => usersWith(status, counts) ?? Number.MAX_SAFE_INTEGER;
  return [...statuses].sort((one, other) => users(one) - users(other));
}

/** The statuses of which more must be known. */
function openStatuses(need: Need, known: Omit<Known, 'begun'>): UserStatus[] {
  return USER_STATUSES.filter((status) => isOpen(status, need, known));
}

/** Whether more must be known of a status: told after each page, so that it ends at the first reason. */
export function isOpen(
  status: UserStatus,
  need: Need,
  { counts, listed, found }: Omit<Known, 'begun'>,
): boolean {
  if (listed.has(status)) return false;
  if (need === 'everybody' || need.includes(status)) return true;
  const unlisted = USER_STATUSES.filter((each) => !listed.has(each));
  return found.some((each) => openFor(each, unlisted, counts).includes(status));
}

/** Whether whoever is listed next is wanted to the end, whomever the expectations find on the way. */
export function isWantedWhole(next: NextListing, need: Need, { found }: Pick<Known, 'found'>): boolean {
  if (next === 'everybody' || need === 'everybody' || need.includes(next)) return true;
  return found.some(({ expectation: { subject, status } }) => subject.kind === 'users' && status !== next);
}

/** For which of the statuses it matters who has them. */
function openFor(
  { expectation: { subject, status: expected }, matched, unmatchedPatterns }: Found,
  unlisted: readonly UserStatus[],
  counts: Counts,
): readonly UserStatus[] {
  const others = unlisted.filter((status) => status !== expected);
  if (subject.kind === 'users') {
    const isEnough = subject.atLeast === 0 || (matched >= subject.atLeast && unmatchedPatterns.size === 0);
    return isEnough ? others : unlisted;
  }
  // Somebody may be there a second time, with the same address under another id.
  if (matched > 0) return others.filter((status) => pagesOf(status, counts) <= FEW_PAGES);
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
export function knownWith(rest: Rest | undefined): Need {
  return rest === undefined ? 'everybody' : USER_STATUSES.filter((status) => status !== rest.status);
}

/** How many pages list those of a status, or everybody: where the last is full, one more shows that it is the last. */
export function pagesOf(status: UserStatus | undefined, counts: Counts): number {
  const users = status === undefined ? counts.totalUsers : usersWith(status, counts);
  return users === undefined ? Infinity : Math.floor(users / MAX_PER_PAGE) + 1;
}
