import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { announcePages, listUsers } from '../../src/access/users.ts';
import { createAccessClient } from '../../src/access/client.ts';
import { createDeadline } from '../../src/access/deadline.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { TestError } from '../../src/errors.ts';
import { aClient, aConnection, aReply, rejectionOf, success, TEST_ID } from '../support/access.ts';
import { ACCOUNT_ID, aDirectory, API_TOKEN, aUser, someSettings } from '../support/directory.ts';
import { emulatorDispatcher } from '../support/mockAgent.ts';
import { aWorld, virtualClock } from '../support/world.ts';

const POLICY = '"default";q=1200;w=300';
const STATUS = { id: TEST_ID, status: 'processing' };

/** A 200 that tells where the rate limit stands. */
function told(result: unknown, ratelimit: string, policy = POLICY) {
  return aReply(200, success(result).body, { ratelimit, 'ratelimit-policy': policy });
}

/** A client to which each answer tells the same; pages have two users. */
function aLimitedClient(ratelimit: string, options: Parameters<typeof aClient>[1] = {}, policy = POLICY) {
  return aClient(
    ({ path }) => told(path.includes('/users') ? [{ id: 'u1' }, { id: 'u2' }] : STATUS, ratelimit, policy),
    options,
  );
}

const isOfPage = ({ path }: { readonly path: string }) => path.includes('/users');

describe('before pages that the rate limit has no room for', () => {
  it.each<[string, number, string[]]>([
    [
      '"default";r=350;t=60',
      1_000_000,
      [
        'Listing 1,001 pages takes more requests than may be sent now: 350 of 1,200 requests are left, and rate-limit-reserve keeps 120 for others. It takes about 1 min 6 s.',
      ],
    ],
    [
      '"default";r=350;t=60',
      2_000_000,
      [
        'Listing 2,001 pages takes more requests than may be sent now: 350 of 1,200 requests are left, and rate-limit-reserve keeps 120 for others. It takes about 6 min 5 s.',
      ],
    ],
    [
      '"default";r=350;t=300',
      1_000_000,
      [
        'Listing 1,001 pages takes more requests than may be sent now: 350 of 1,200 requests are left, and rate-limit-reserve keeps 120 for others. It takes about 5 min 6 s. This test has 2 min 0 s left: raise timeout-minutes, lower rate-limit-reserve, or give the gate a token of its own.',
      ],
    ],
    ['"default";r=350;t=60', 229_000, []],
    ['"default";r=1199;t=300', 1_000_000, []],
  ])('with %j and %d users, the log says how long they take', async (ratelimit, total, lines) => {
    const timeoutMs = ratelimit.endsWith('300') ? 120_000 : 15 * 60_000;
    const { client, limits, world } = aLimitedClient(ratelimit, { timeoutMs });
    await client.readTest(TEST_ID, limits);

    announcePages(client, total / 1_000 + 1, limits);

    expect(world.lines).toEqual(lines.map((line) => `info: ${line}`));
  });

  it('the log says it once where the pages are as large as expected', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => ({ id: `u${String(index)}` }));
    const { client, limits, world } = aClient(() => told(rows, '"default";r=350;t=60'));

    announcePages(client, 2_001, limits);
    const pages = listUsers(client, TEST_ID, { total: 2_000_000 }, limits);
    await pages.next();
    await pages.next();
    await pages.return(undefined);

    expect(world.lines.map((line) => line.slice(0, 25))).toEqual(['info: Listing 2,001 pages']);
  });

  it('the log says it anew where the server gives smaller pages than expected', async () => {
    const { client, limits, world } = aLimitedClient('"default";r=350;t=60');
    await client.readTest(TEST_ID, limits);

    const pages = listUsers(client, TEST_ID, { total: 2_400 }, limits);
    await pages.next();
    await pages.next();
    await pages.return(undefined);

    expect(world.lines.map((line) => line.slice(0, 25))).toEqual(['info: Listing 1,200 pages']);
  });
});

describe('where the rate limit comes to the reserve', () => {
  it.each([
    ['"default";r=122;t=30', 2],
    ['"default";r=121;t=30', 1],
    ['"default";r=120;t=30', 0],
    ['"default";r=0;t=30', 0],
    // Two limits: the one that has the least counts.
    ['"default";r=900;t=30, "burst";r=12;t=7', 2],
  ])('with %j, %d pages are asked for, and the others when it begins anew', async (ratelimit, pages) => {
    const { client, limits, world, requests } = aLimitedClient(
      ratelimit,
      {},
      '"default";q=1200;w=300, "burst";q=100;w=60',
    );
    await client.readTest(TEST_ID, limits);
    const asked: number[] = [];
    const reads = [1, 2, 3].map(async (page) => {
      await client.readUsersPage(TEST_ID, { page, perPage: 1_000 }, limits);
      asked.push(world.clock.elapsedMs());
    });
    await Promise.all(reads.slice(0, pages));
    expect(requests.filter(isOfPage)).toHaveLength(pages);

    await Promise.all(reads);

    const waitMs = ratelimit.includes('burst') ? 8_000 : 31_000;
    expect(asked.map((ms) => ms >= waitMs)).toEqual([0, 1, 2].map((index) => index >= pages));
  });

  it('the log says once why pages wait, and how long', async () => {
    const { client, limits, world } = aClient((request) =>
      isOfPage(request) ? told([], '"default";r=1000;t=300') : told(STATUS, '"default";r=100;t=240'),
    );
    await client.readTest(TEST_ID, limits);

    await Promise.all([7, 8].map((page) => client.readUsersPage(TEST_ID, { page, perPage: 1_000 }, limits)));

    expect(world.lines).toEqual([
      'info: Reading page 7 of the users of policy test f1a2b3c4 waits: 100 of 1,200 requests are left, and rate-limit-reserve keeps 120 for others; the rate limit begins anew in 4 min 1 s.',
    ]);
  });

  it('starts and polls are not held back', async () => {
    const { client, limits, world, requests } = aLimitedClient('"default";r=0;t=240');
    for (let polls = 0; polls < 100; polls += 1) await client.readTest(TEST_ID, limits);

    expect(requests).toHaveLength(100);
    expect(world.clock.sleeps).toEqual([]);
  });

  it('a page that would have to wait past the deadline is an error that says what to do', async () => {
    const { client, limits, world } = aLimitedClient('"default";r=100;t=240', { timeoutMs: 60_000 });
    await client.readTest(TEST_ID, limits);

    const error = await rejectionOf(client.readUsersPage(TEST_ID, { page: 7, perPage: 1_000 }, limits));

    expect(error).toBeInstanceOf(TestError);
    expect((error as Error).message).toBe(
      'Reading page 7 of the users of policy test f1a2b3c4: 100 of 1,200 requests are left, and rate-limit-reserve keeps 120 for others; the rate limit begins anew in 4 min 1 s, and this test has 1 min 0 s left: raise timeout-minutes, lower rate-limit-reserve, or give the gate a token of its own.',
    );
    expect(world.clock.sleeps).toEqual([]);
  });

  it('a page that is refused is not repeated before, nor where that is past the deadline', async () => {
    const refused = aReply(429, '', { ratelimit: '"default";r=0;t=240', 'ratelimit-policy': POLICY });
    const page = { page: 1, perPage: 1_000 };

    const patient = aClient([refused, success([])]);
    await patient.client.readUsersPage(TEST_ID, page, patient.limits);
    expect(patient.world.clock.sleeps).toEqual([241_000]);

    const hasty = aClient([refused, success([])], { timeoutMs: 60_000 });
    const error = await rejectionOf(hasty.client.readUsersPage(TEST_ID, page, hasty.limits));
    expect((error as Error).message).toContain('failed (HTTP 429)');
    expect(hasty.requests).toHaveLength(1);
  });

  it('whoever stops reading lets no page begin when the wait is over', async () => {
    const { client, limits, requests } = aLimitedClient('"default";r=125;t=30');
    await client.readTest(TEST_ID, limits);

    for await (const users of listUsers(client, TEST_ID, { total: 40 }, limits)) {
      if (users.length > 0 && requests.filter(isOfPage).length > 1) break;
    }
    const askedThen = requests.length;
    for (let turns = 0; turns < 50; turns += 1) await turn();

    expect(requests).toHaveLength(askedThen);
  });
});

it.each([
  ['"default";r=900;t=30, "burst";r=12;t=7', 12],
  ['"default";r=11;t=30, "burst";r=90;t=7', 11],
  ['', undefined],
])('tells how many requests %j leaves, by the limit that leaves the fewest', async (ratelimit, expected) => {
  const { client, limits } = aLimitedClient(ratelimit, {}, '"default";q=1200;w=300, "burst";q=100;w=60');
  await client.readTest(TEST_ID, limits);
  expect(client.usage().rateLimitRemaining).toBe(expected);
});

describe('headers that make no sense', () => {
  const number = fc.constantFrom('0', '1', '-1', '5', '300', '31536000', '999999999999', 'x', '');
  const item = fc
    .tuple(fc.constantFrom('"default"', '"burst"', ''), number, number)
    .map(([name, one, other]) => [name, one, other] as const);
  const limit = item.map(([name, r, t]) => `${name};r=${r};t=${t}`);
  const policy = item.map(([name, q, w]) => `${name};q=${q};w=${w}`);
  const list = (items: fc.Arbitrary<string>) =>
    fc.array(items, { maxLength: 3 }).map((parts) => parts.join(','));

  it('neither keep pages for ever nor let an error go without saying what to do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(list(limit), list(policy)), { minLength: 1 }), async (answers) => {
        let next = 0;
        const clock = virtualClock();
        const { client, limits } = aClient(
          () => {
            const [ratelimit = '', policies = ''] = answers[next++ % answers.length] ?? [];
            return told([{ id: 'u1' }], ratelimit, policies);
          },
          { clock },
        );
        let listed = 0;
        const list = async () => {
          for await (const users of listUsers(client, TEST_ID, { total: 40 }, limits)) {
            listed += users.length;
            if (listed === 40) return;
          }
        };
        const error = await list().then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (error === undefined) expect(listed).toBe(40);
        else expect((error as Error).message).toMatch(/[Rr]aise timeout-minutes/);
        expect(clock.elapsedMs()).toBeLessThanOrEqual(15 * 60_000);
      }),
      { numRuns: 40 },
    );
  });
});

describe('two clients with one token, and a third party', () => {
  it('are never refused by the emulator', async () => {
    const clock = virtualClock();
    const users = Array.from({ length: 150 }, (_, index) =>
      aUser({ id: `u${String(index)}`, email: `u${String(index)}@example.com` }),
    );
    const settings = someSettings({ max_per_page: 1, rate_limit_requests: 100, rate_limit_seconds: 60 });
    const emulator = createEmulator(aDirectory({ users, settings }), { now: () => clock.elapsedMs() });
    const statuses: number[] = [];
    const world = aWorld(
      emulatorDispatcher((request) => {
        const answer = emulator.handle(request);
        statuses.push(answer.status);
        return answer;
      }),
      { clock },
    );
    const connection = aConnection({
      accountId: ACCOUNT_ID,
      credentials: { kind: 'token', token: API_TOKEN },
      rateLimitReserve: 30,
    });
    const { signal } = new AbortController();
    const limits = { deadline: createDeadline(clock, 3_600_000), signal };
    const policies = [{ name: 'All', decision: 'allow', include: [{ everyone: {} }] }];
    const list = async () => {
      const client = createAccessClient(connection, world);
      const id = await client.startTest(policies, limits);
      await client.readTest(id, limits);
      let listed = 0;
      for await (const page of listUsers(client, id, { total: users.length }, limits)) listed += page.length;
      return listed;
    };
    const others = createAccessClient(connection, world);
    const id = await others.startTest(policies, limits);
    let isOver = false;
    const thirdParty = async () => {
      while (!isOver) {
        await others.readTest(id, limits);
        await clock.sleep(10_000, signal);
      }
    };

    const asking = thirdParty();
    const listed = await Promise.all([list(), list()]);
    isOver = true;
    await asking;

    expect(listed).toEqual([150, 150]);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    // 70 of 100 requests in each minute are theirs.
    expect(clock.elapsedMs()).toBeGreaterThan(4 * 60_000);
  });
});
