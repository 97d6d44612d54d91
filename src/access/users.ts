import { pMapIterable } from 'p-map';
import { type User } from '../verdict/user.ts';
import { type Limits } from './api.ts';
import { type AccessClient } from './client.ts';
import { MAX_PER_PAGE } from './wire.ts';

/** Pages under way at once: enough to hide the latency, few enough to leave the rate limit to others. */
const CONCURRENCY = 4;

/**
 * The users of a policy test, page by page in the order of the pages, several pages in flight, never more than
 * that in memory. The first page tells how many rows the server gives at most; an empty page ends the list. A
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
  if (first.length === 0 || first.length >= totalUsers) return;

  // A first page that is short although there are more users shows the server's own maximum.
  const perPage = first.length;
  const done = new AbortController();
  const signal = AbortSignal.any([limits.signal, done.signal]);
  const pages = pMapIterable(
    pagesFromSecond(Math.ceil(totalUsers / perPage)),
    (page) => client.readUsersPage(id, page, perPage, { ...limits, signal }),
    { concurrency: CONCURRENCY },
  );
  try {
    for await (const users of pages) {
      if (users.length === 0) return;
      yield users;
    }
  } finally {
    done.abort();
  }
}

// Lazily, because the total is the server's word and may be absurd.
function* pagesFromSecond(last: number): Generator<number> {
  for (let page = 2; page <= last; page += 1) yield page;
}
