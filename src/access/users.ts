import { setMaxListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { TestError } from '../errors.ts';
import { formatCount } from '../format.ts';
import { MAX_PER_PAGE } from '../limits.ts';
import { type UserStatus } from '../verdict/assertion.ts';
import { type User } from '../verdict/user.ts';
import { type Limits } from './api.ts';
import { type AccessClient } from './client.ts';

/** Users of a test whose outcomes are kept to be compared, each in some 100 bytes; known accounts have far fewer. */
export const MAX_USERS = 2_000_000;

/** Characters of all their ids and addresses, each of which may take two bytes: a hundred for each user. */
export const MAX_CHARACTERS = 200_000_000;

/** Pages under way at once: enough to keep the pace up to a latency of 100 ms, few enough to fit into memory. */
export const AT_ONCE = 16;

/** Which users are listed. */
export interface Listing {
  /** Those of one status, or everybody. */
  readonly status?: UserStatus | undefined;
  /** Whether they are wanted to the end, so that no page waits for the first; else that one may be enough. */
  readonly isWhole?: boolean;
  /** How many they are by the test's counts; undefined where these do not say, so that an empty page only ends the list. */
  readonly total: number | undefined;
  /** What other listings of the test came to, to which this one adds. */
  readonly extent?: Extent;
}

/** How much was listed of a policy test. */
export interface Extent {
  users: number;
  /** Of their ids and addresses. */
  characters: number;
}

export function newExtent(): Extent {
  return { users: 0, characters: 0 };
}

/** Says so in the log where so many pages of users take more requests than may be sent now. */
export function announcePages(
  client: Pick<AccessClient, 'announcePages'>,
  pages: number,
  limits: Limits,
): void {
  if (Number.isFinite(pages)) client.announcePages(Math.min(pages, MAX_USERS), AT_ONCE, limits);
}

/**
 * The users of a policy test, page by page in the order of the pages, several pages in flight, never more than
 * that in memory. The first page tells how many rows the server gives at most; an empty page ends the list. Where
 * the last page is as full as a page can be, one more shows whether users follow that the status does not count. A
 * user may come twice, when the order changes between requests; whoever reads this counts once.
 *
 * @throws as `AccessClient.readUsersPage`, and TestError when they are more than can be judged
 */
export async function* listUsers(
  client: Pick<AccessClient, 'readUsersPage' | 'announcePages'>,
  id: string,
  { status, isWhole = false, total, extent = newExtent() }: Listing,
  limits: Limits,
): AsyncGenerator<readonly User[]> {
  const counted = (users: readonly User[]): readonly User[] => {
    extent.users += users.length;
    if (extent.users > MAX_USERS) {
      throw new TestError(
        `Policy test ${id} lists more than ${formatCount(MAX_USERS)} users, which is more than can be judged: nothing is proven. Test with an account that has fewer.`,
      );
    }
    for (const { id: own = '', email = '' } of users) extent.characters += own.length + email.length;
    if (extent.characters > MAX_CHARACTERS) {
      throw new TestError(
        `The ids and addresses that policy test ${id} lists have more than ${formatCount(MAX_CHARACTERS)} characters, which is more than can be judged: nothing is proven. Test with an account that has fewer users.`,
      );
    }
    return users;
  };
  const read = (span: Span): AsyncGenerator<readonly User[]> => readAhead(client, id, status, span, limits);

  let perPage = MAX_PER_PAGE;
  const hoped = isWhole && total !== undefined ? pagesOf(total, perPage) : 1;
  let next = 1;
  for await (const users of read({ first: next, last: hoped, perPage })) {
    next += 1;
    if (users.length === 0) return;
    yield counted(users);
    if (next === 2 && users.length < perPage) {
      if (users.length >= (total ?? Infinity)) return;
      // A first page that is short although there are more users shows the server's own maximum.
      perPage = users.length;
      break;
    }
  }
  const last = pagesOf(total ?? Infinity, perPage);
  if (perPage < MAX_PER_PAGE) announcePages(client, last - 1, limits);
  for await (const users of read({ first: next, last, perPage })) {
    if (users.length === 0) return;
    yield counted(users);
  }
}

/** Which pages are read, and of how many rows. */
interface Span {
  readonly first: number;
  readonly last: number;
  readonly perPage: number;
}

/** Pages in their order, several under way; those that are when the reader turns away are given up. */
async function* readAhead(
  client: Pick<AccessClient, 'readUsersPage'>,
  id: string,
  status: UserStatus | undefined,
  { first, last, perPage }: Span,
  limits: Limits,
): AsyncGenerator<readonly User[]> {
  const done = new AbortController();
  const signal = AbortSignal.any([limits.signal, done.signal]);
  // Each page that is under way listens.
  setMaxListeners(2 * AT_ONCE, signal);
  const underWay: Promise<readonly User[]>[] = [];
  try {
    for (let next = first; next <= last || underWay.length > 0;) {
      for (; next <= last && underWay.length < AT_ONCE; next += 1) {
        const page = client.readUsersPage(id, { page: next, perPage, status }, { ...limits, signal });
        // Its failure is met when its turn comes, and of no matter when an earlier page ends the list.
        page.catch(() => undefined);
        underWay.push(page);
      }
      const users = (await underWay.shift()) ?? [];
      // Connections that are free again are used from the next turn on: where pages came together, and are judged in one
      // go, those behind them would be asked for only after the last.
      await setImmediate();
      yield users;
    }
  } finally {
    done.abort();
  }
}

/** As many as the users fill, and one that is not full. */
function pagesOf(users: number, perPage: number): number {
  return Math.floor(users / perPage) + 1;
}
