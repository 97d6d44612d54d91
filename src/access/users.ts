import { type User } from '../verdict/user.ts';
import { type Limits } from './api.ts';
import { type AccessClient } from './client.ts';
import { MAX_PER_PAGE } from './wire.ts';

/** Pages under way at once: enough to hide the latency, few enough to leave the rate limit to others. */
const CONCURRENCY = 4;

/**
 * The users of a policy test, page by page in the order of the pages, several pages in flight, never more than
 * that in memory. The first page tells how many rows the server gives at most; an empty page ends the list. Where
 * the last page is as full as a page can be, one more shows whether users follow that the status does not count. A
 * user may come twice, when the order changes between requests; whoever reads this counts once.
 *
 * @param totalUsers as the test's status says
 * @throws as `AccessClient.readUsersPage`
 */
export async function* listUsers(
  client: Pick<AccessClient, 'readUsersPage'>,
  id: string,
  totalUsers: number,
  limits: Limits,
): AsyncGenerator<readonly User[]> {
  const first = await client.readUsersPage(id, 1, MAX_PER_PAGE, limits);
  yield first;
  const isFull = first.length >= MAX_PER_PAGE;
  if (first.length === 0 || (first.length >= totalUsers && !isFull)) return;

  // A first page that is short although there are more users shows the server's own maximum.
  const perPage = first.length;
  const done = new AbortController();
  const signal = AbortSignal.any([limits.signal, done.signal]);
  const last = Math.floor(totalUsers / perPage) + 1;
  const underWay: Promise<readonly User[]>[] = [];
  let next = 2;
  try {
    while (next <= last || underWay.length > 0) {
      for (; next <= last && underWay.length < CONCURRENCY; next += 1) {
        const page = client.readUsersPage(id, next, perPage, { ...limits, signal });
        // Its failure is met when its turn comes, and of no matter when an earlier page ends the list.
        page.catch(() => undefined);
        underWay.push(page);
      }
      const users = await underWay.shift();
      if (users === undefined || users.length === 0) return;
      yield users;
    }
  } finally {
    done.abort();
  }
}
