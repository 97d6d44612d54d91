import { type ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Agent } from 'undici';
import { type Limits } from '../../src/access/api.ts';
import { type AccessClient, createAccessClient } from '../../src/access/client.ts';
import { createDeadline } from '../../src/access/deadline.ts';
import { listUsers } from '../../src/access/users.ts';
import { ApiError, TestError } from '../../src/errors.ts';
import { type User } from '../../src/verdict/user.ts';
import { aClient, aConnection, aReply, rejectionOf, success, TEST_ID } from '../support/access.ts';
import { serveHttp, untilTheTestEnds } from '../support/servers.ts';
import { aWorld, virtualClock } from '../support/world.ts';

interface Page {
  readonly page: number;
  readonly perPage: number;
}

function aLimit(signal = new AbortController().signal): Limits {
  return { deadline: createDeadline(virtualClock(), 60_000), signal };
}

/** A client whose pages come as `read` says; the pages that were asked for are kept. */
function aReader(read: (page: Page, signal: AbortSignal) => Promise<readonly User[]>) {
  const asked: Page[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const client: Pick<AccessClient, 'readUsersPage' | 'announcePages'> = {
    announcePages: () => undefined,
    async readUsersPage(_id, { page, perPage }, { signal }) {
      asked.push({ page, perPage });
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      try {
        return await read({ page, perPage }, signal);
      } finally {
        inFlight -= 1;
      }
    },
  };
  return { client, asked, inFlight: () => inFlight, mostInFlight: () => mostInFlight };
}

/** A population of `total` users on a server that gives at most `cap` on a page. */
function populationOf(total: number, cap = 1_000) {
  return ({ page, perPage }: Page): User[] => {
    const size = Math.min(perPage, cap);
    const start = (page - 1) * size;
    return Array.from({ length: Math.max(0, Math.min(size, total - start)) }, (_, index) => ({
      id: `u${String(start + index)}`,
    }));
  };
}

async function collect(pages: AsyncIterable<readonly User[]>): Promise<(string | undefined)[]> {
  const ids: (string | undefined)[] = [];
  for await (const users of pages) ids.push(...users.map(({ id }) => id));
  return ids;
}

const idsUpTo = (total: number) => Array.from({ length: total }, (_, index) => `u${String(index)}`);
const pagesUpTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe('the pages of users', () => {
  it.each([
    // [users, asked pages]
    [0, 1],
    [1, 1],
    [999, 1],
    [1_000, 2],
    [1_001, 2],
    [2_000, 3],
    [12_345, 13],
  ])(
    'of %i users are %i, each asked for once, a thousand rows each, and one after a full one',
    async (total, pages) => {
      const population = populationOf(total);
      const { client, asked } = aReader((page) => Promise.resolve(population(page)));

      expect(await collect(listUsers(client, TEST_ID, { total }, aLimit()))).toEqual(idsUpTo(total));
      expect(asked).toEqual(pagesUpTo(pages).map((page) => ({ page, perPage: 1_000 })));
    },
  );

  it.each([
    [25, 110],
    [100, 1_000],
    [500, 1_001],
    [1, 3],
  ])('are smaller where the server gives %i rows at most', async (cap, total) => {
    const population = populationOf(total, cap);
    const { client, asked } = aReader((page) => Promise.resolve(population(page)));

    expect(await collect(listUsers(client, TEST_ID, { total }, aLimit()))).toEqual(idsUpTo(total));
    expect(asked[0]).toEqual({ page: 1, perPage: 1_000 });
    expect(asked.slice(1)).toEqual(
      pagesUpTo(Math.floor(total / cap) + 1)
        .slice(1)
        .map((page) => ({ page, perPage: cap })),
    );
  });

  it('that are wanted to the end wait for no first page', async () => {
    const population = populationOf(3_500);
    const { client, asked, inFlight } = aReader(async (page) => {
      await turn();
      return population(page);
    });
    const pages = listUsers(client, TEST_ID, { total: 3_500, isWhole: true }, aLimit());
    const first = pages.next();

    expect(inFlight()).toBe(4);
    expect((await first).value).toHaveLength(1_000);
    expect(await collect(pages)).toEqual(idsUpTo(3_500).slice(1_000));
    expect(asked).toEqual([1, 2, 3, 4].map((page) => ({ page, perPage: 1_000 })));
  });

  it('that are wanted to the end wait for the first page where nobody knows how many they are', async () => {
    const population = populationOf(1_500);
    const { client, inFlight } = aReader(async (page) => {
      await turn();
      return population(page);
    });
    const pages = listUsers(client, TEST_ID, { total: undefined, isWhole: true }, aLimit());
    const first = pages.next();

    expect(inFlight()).toBe(1);
    await first;
    expect(await collect(pages)).toEqual(idsUpTo(1_500).slice(1_000));
  });

  it('that are wanted to the end are asked for again where the server gives fewer rows', async () => {
    const population = populationOf(2_500, 500);
    const { client, asked, inFlight } = aReader((page) => Promise.resolve(population(page)));

    const pages = listUsers(client, TEST_ID, { total: 2_500, isWhole: true }, aLimit());
    expect(await collect(pages)).toEqual(idsUpTo(2_500));
    expect(asked).toEqual([
      ...[1, 2, 3].map((page) => ({ page, perPage: 1_000 })),
      ...[2, 3, 4, 5, 6].map((page) => ({ page, perPage: 500 })),
    ]);
    expect(inFlight()).toBe(0);
  });

  it.each([1_000, 2_000])(
    'after %i users, which are all that there should be, come to light',
    async (total) => {
      const population = populationOf(total + 1);
      const { client } = aReader((page) => Promise.resolve(population(page)));

      expect(await collect(listUsers(client, TEST_ID, { total }, aLimit()))).toEqual(idsUpTo(total + 1));
    },
  );

  it('come in their order, whichever is answered first', async () => {
    const population = populationOf(8_000);
    const answers: (() => void)[] = [];
    const { client } = aReader(async (page) => {
      if (page.page === 1) return population(page);
      await new Promise<void>((resolve) => {
        // The latest is answered first, as soon as nobody else asks.
        answers.push(resolve);
        setImmediate(() => answers.pop()?.());
      });
      return population(page);
    });

    expect(await collect(listUsers(client, TEST_ID, { total: 8_000 }, aLimit()))).toEqual(idsUpTo(8_000));
  });

  it('are read sixteen at once and never more', async () => {
    const population = populationOf(40_000);
    const { client, mostInFlight, asked } = aReader(async (page) => {
      await turn();
      return population(page);
    });

    await collect(listUsers(client, TEST_ID, { total: 40_000 }, aLimit()));

    expect(mostInFlight()).toBe(16);
    expect(asked).toHaveLength(41);
  });

  it('are read no further ahead than sixteen pages when nobody takes them', async () => {
    const population = populationOf(100_000);
    const { client, asked } = aReader((page) => Promise.resolve(population(page)));
    const pages = listUsers(client, TEST_ID, { total: 100_000 }, aLimit());

    await pages.next();
    expect(asked).toHaveLength(1);
    await pages.next();
    for (let turns = 0; turns < 20; turns += 1) await turn();
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.length).toBeLessThanOrEqual(18);
    await pages.return(undefined);
  });

  it('end with the first one where it is empty, whatever the total says', async () => {
    const { client, asked } = aReader(() => Promise.resolve([]));

    expect(await collect(listUsers(client, TEST_ID, { total: 5 }, aLimit()))).toEqual([]);
    expect(asked).toEqual([{ page: 1, perPage: 1_000 }]);
  });

  it('end with an empty one, whatever the total says', async () => {
    const population = populationOf(3_000);
    const { client, asked } = aReader((page) => Promise.resolve(population(page)));

    const ids = await collect(listUsers(client, TEST_ID, { total: Number.MAX_SAFE_INTEGER }, aLimit()));

    expect(ids).toEqual(idsUpTo(3_000));
    expect(asked.length).toBeLessThanOrEqual(20);
  });

  it.each([
    [7, 1_000],
    [2_500, 1_000],
    [2_500, 400],
  ])('of %i users, %i on each at most, end with an empty one where no total is told', async (total, cap) => {
    const population = populationOf(total, cap);
    const { client } = aReader((page) => Promise.resolve(population(page)));

    expect(await collect(listUsers(client, TEST_ID, { total: undefined }, aLimit()))).toEqual(idsUpTo(total));
  });

  it('end at the deadline where the total is absurd and no page is ever empty', async () => {
    const clock = virtualClock();
    const { client, limits, requests } = aClient(
      () => {
        clock.advance(1_000);
        return success([{ id: 'u1', status: 'approved' }]);
      },
      { clock, timeoutMs: 60_000 },
    );
    let pages = 0;

    const error = await rejectionOf(
      (async () => {
        for await (const users of listUsers(client, TEST_ID, { total: Number.MAX_SAFE_INTEGER }, limits)) {
          pages += users.length;
        }
      })(),
    );

    expect(error).toBeInstanceOf(TestError);
    expect((error as Error).message).toBe(
      'Reading page 61 of the users of policy test f1a2b3c4: the time for this test is over. Raise timeout-minutes.',
    );
    expect([pages, requests.length]).toEqual([60, 60]);
  });
});

describe('a page that fails', () => {
  it('ends the list after the pages before it, and the requests behind it', async () => {
    const population = populationOf(20_000);
    const failure = new ApiError('no', 403);
    const aborted: number[] = [];
    const { client, asked } = aReader((page, signal) => {
      if (page.page < 3) return Promise.resolve(population(page));
      if (page.page === 3) return Promise.reject(failure);
      return new Promise((_, fail) => {
        signal.addEventListener('abort', () => {
          aborted.push(page.page);
          fail(signal.reason as Error);
        });
      });
    });
    const seen: number[] = [];

    const error = await rejectionOf(
      (async () => {
        for await (const users of listUsers(client, TEST_ID, { total: 20_000 }, aLimit()))
          seen.push(users.length);
      })(),
    );

    expect(error).toBe(failure);
    expect(seen).toEqual([1_000, 1_000]);
    expect(aborted).toEqual(asked.map(({ page }) => page).filter((page) => page > 3));
  });

  it('is asked for again on its own', async () => {
    const population = populationOf(4_000);
    const tries = new Map<string, number>();
    const { client, limits, requests } = aClient(({ path }) => {
      const query = new URLSearchParams(path.split('?')[1]);
      const page = query.get('page') ?? '';
      tries.set(page, (tries.get(page) ?? 0) + 1);
      return page === '3' && tries.get(page) === 1
        ? aReply(502, '')
        : success(population({ page: Number(page), perPage: Number(query.get('per_page')) }));
    });

    expect(await collect(listUsers(client, TEST_ID, { total: 4_000 }, limits))).toEqual(idsUpTo(4_000));
    expect(requests).toHaveLength(6);
    expect(Object.fromEntries(tries)).toEqual({ 1: 1, 2: 1, 3: 2, 4: 1, 5: 1 });
  });
});

describe('whoever stops reading', () => {
  it('ends the requests in flight, and lets no other begin', async () => {
    const population = populationOf(20_000);
    const aborted: number[] = [];
    const { client, asked, inFlight } = aReader((page, signal) => {
      if (page.page <= 2) return Promise.resolve(population(page));
      return new Promise((_, fail) => {
        signal.addEventListener('abort', () => {
          aborted.push(page.page);
          fail(signal.reason as Error);
        });
      });
    });

    let pages = 0;
    for await (const users of listUsers(client, TEST_ID, { total: 20_000 }, aLimit())) {
      expect(users).toHaveLength(1_000);
      pages += 1;
      if (pages === 2) break;
    }
    const askedThen = asked.length;
    for (let turns = 0; turns < 20; turns += 1) await turn();

    expect(aborted.length).toBeGreaterThan(1);
    expect(aborted).toEqual(asked.map(({ page }) => page).filter((page) => page > 2));
    expect([asked.length, inFlight()]).toEqual([askedThen, 0]);
  });

  it('before the second page leaves the rest unasked', async () => {
    const population = populationOf(20_000);
    const { client, asked } = aReader((page) => Promise.resolve(population(page)));

    for await (const users of listUsers(client, TEST_ID, { total: 20_000 }, aLimit())) {
      expect(users).toHaveLength(1_000);
      break;
    }

    expect(asked).toHaveLength(1);
  });
});

describe('on the wire', () => {
  const PAGE = success(populationOf(1_000)({ page: 1, perPage: 1_000 })).body;

  function aWireClient(port: number) {
    const world = aWorld(untilTheTestEnds(new Agent()));
    return createAccessClient(aConnection({ baseUrl: `http://127.0.0.1:${String(port)}` }), world);
  }

  it('sixteen requests are held at once by a server that waits for them', async () => {
    const held: ServerResponse[] = [];
    let most = 0;
    const port = await serveHttp((request, response) => {
      if (/[?&]page=1&/.test(request.url ?? '')) {
        response.end(PAGE);
        return;
      }
      held.push(response);
      most = Math.max(most, held.length);
      // Pages 2 to 33 are two times sixteen: a client with less in flight would wait here for ever.
      if (held.length === 16) for (const waiting of held.splice(0)) waiting.end(PAGE);
    });

    let users = 0;
    for await (const page of listUsers(aWireClient(port), TEST_ID, { total: 32_999 }, aLimit()))
      users += page.length;

    expect([users, most]).toEqual([33_000, 16]);
  });

  it('the connections of abandoned requests are closed', async () => {
    const closed: Promise<void>[] = [];
    const port = await serveHttp((request, response) => {
      if (/[?&]page=[12]&/.test(request.url ?? '')) response.end(PAGE);
      else closed.push(new Promise((resolve) => response.once('close', resolve)));
    });

    let pages = 0;
    for await (const page of listUsers(aWireClient(port), TEST_ID, { total: 9_000 }, aLimit())) {
      pages += page.length / 1_000;
      if (pages < 2) continue;
      while (closed.length < 3) await turn();
      break;
    }

    await Promise.all(closed);
    expect(closed.length).toBeLessThanOrEqual(4);
  });

  it('an interruption ends the list and its requests', async () => {
    const interrupted = new AbortController();
    const reason = new Error('interrupted by SIGTERM');
    const closed: Promise<void>[] = [];
    const port = await serveHttp((request, response) => {
      if (/[?&]page=1&/.test(request.url ?? '')) {
        response.end(PAGE);
        return;
      }
      closed.push(new Promise((resolve) => response.once('close', resolve)));
      if (closed.length === 4) interrupted.abort(reason);
    });

    const error = await rejectionOf(
      collect(listUsers(aWireClient(port), TEST_ID, { total: 9_000 }, aLimit(interrupted.signal))),
    );

    expect(error).toBe(reason);
    await Promise.all(closed);
  });
});
