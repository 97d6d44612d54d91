import { describe, expect, it } from '@jest/globals';
import { type EmulatorRequest, type Handler } from '../../src/emulator/exchange.ts';
import { ApiError, TestError, WireError } from '../../src/errors.ts';
import { aClient, aReply, success } from '../support/access.ts';
import { ACCOUNT_ID } from '../support/directory.ts';

const APP_ID = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';
const ELSEWHERE = "Something else may answer in Cloudflare's place: check api-base-url and proxies.";

function aPolicy(name: string, more: object = {}): object {
  return { id: `id-${name}`, name, decision: 'allow', include: [{ everyone: {} }], ...more };
}

/** So many policies, each with its place. */
function policies(count: number): object[] {
  return Array.from({ length: count }, (_, index) => aPolicy(String(index + 1), { precedence: index + 1 }));
}

function numberOf({ path }: EmulatorRequest, name: string): number {
  return Number(new URL(path, 'https://api.cloudflare.com').searchParams.get(name));
}

/** Serves pages of `rows`, no more of them than `cap`; `info` is what is said of a page. */
function pagesOf(
  rows: readonly object[],
  cap = 1_000,
  info: (total: number) => unknown = () => undefined,
): Handler {
  return (request) => {
    const perPage = Math.min(cap, numberOf(request, 'per_page'));
    const from = (numberOf(request, 'page') - 1) * perPage;
    return success(rows.slice(from, from + perPage), { result_info: info(rows.length) });
  };
}

const announced = (total: number): object => ({ total_count: total });

/** The names of the policies that are read, or the error, and the pages that were asked for. */
async function read(handle: Parameters<typeof aClient>[0], options: Parameters<typeof aClient>[1] = {}) {
  const { client, limits, requests, world } = aClient(handle, options);
  const outcome = await client
    .readApplicationPolicies(APP_ID, limits)
    .then((found) => ({ names: found.map(({ name }) => name), found, error: undefined }))
    .catch((error: unknown) => ({ names: undefined, found: undefined, error: error as Error }));
  return { ...outcome, world, requests, pages: requests.map((request) => numberOf(request, 'page')) };
}

function namesTo(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index + 1));
}

describe("an application's policies", () => {
  it('are asked for by its id, which keeps within its part of the path', async () => {
    const { client, limits, requests } = aClient([success([])]);

    expect(await client.readApplicationPolicies('wiki/../x', limits)).toEqual([]);
    expect(requests.map(({ method, path, body }) => [method, path, body])).toEqual([
      [
        'GET',
        `/client/v4/accounts/${ACCOUNT_ID}/access/apps/wiki%2F..%2Fx/policies?page=1&per_page=50`,
        undefined,
      ],
    ]);
  });

  it('are handed on as a policy test takes them', async () => {
    const staff = {
      name: 'Staff',
      decision: 'allow',
      include: [{ moon_phase: { full: true } }],
      tidal_lock: 3,
    };
    const wire = {
      ...staff,
      id: 'p1',
      reusable: true,
      precedence: 1,
      updated_at: '2026-01-01T00:00:00Z',
      require: null,
    };

    expect((await read(pagesOf([wire]))).found).toEqual([staff]);
  });

  it.each<[string, object[], string[]]>([
    [
      'by their precedence, whatever the order of the answer',
      [aPolicy('c', { precedence: 30 }), aPolicy('a', { precedence: 0 }), aPolicy('b', { precedence: 4 })],
      ['a', 'b', 'c'],
    ],
    [
      'as they came, where it is the same',
      [aPolicy('b', { precedence: 1 }), aPolicy('a', { precedence: 1 })],
      ['b', 'a'],
    ],
    ['as they came, where there is none', [aPolicy('c'), aPolicy('a'), aPolicy('b')], ['c', 'a', 'b']],
    [
      'those without one last, as they came',
      [
        aPolicy('z'),
        aPolicy('b', { precedence: 2 }),
        aPolicy('y', { precedence: null }),
        aPolicy('a', { precedence: 1 }),
      ],
      ['a', 'b', 'z', 'y'],
    ],
  ])('come in an order: %s', async (_, rows, names) => {
    expect((await read(pagesOf(rows))).names).toEqual(names);
  });

  it('come in their order over all pages', async () => {
    expect((await read(pagesOf(policies(120).toReversed()))).names).toEqual(namesTo(120));
  });
});

describe('the pages', () => {
  it.each<[string, Handler, number, number[]]>([
    ['the announced total, on one page', pagesOf(policies(3), 1_000, announced), 3, [1]],
    ['the announced total, of none', pagesOf([], 1_000, announced), 0, [1]],
    ['the announced total, on the last of several', pagesOf(policies(101), 1_000, announced), 101, [1, 2, 3]],
    ['the announced total, where pages are smaller', pagesOf(policies(7), 3, announced), 7, [1, 2, 3]],
    ['an empty page', pagesOf(policies(3)), 3, [1, 2]],
    ['an empty first page', pagesOf([]), 0, [1]],
    ['an empty page, after full ones', pagesOf(policies(100)), 100, [1, 2, 3]],
    ['an empty page, where pages are smaller', pagesOf(policies(7), 3), 7, [1, 2, 3, 4]],
    ['nothing new, where the page asked for is ignored', () => success(policies(3)), 3, [1, 2]],
    [
      'nothing new, where the policies have no ids either',
      () => success(policies(3).map((policy) => ({ ...policy, id: undefined }))),
      3,
      [1, 2],
    ],
    [
      'an empty page, where less is announced',
      pagesOf(policies(60), 1_000, () => announced(4)),
      60,
      [1, 2, 3],
    ],
    [
      'an empty page, where what is announced is none',
      pagesOf(policies(2), 1_000, () => announced(-1)),
      2,
      [1, 2],
    ],
    [
      'an empty page, where only pages are told',
      pagesOf(policies(2), 1_000, () => ({ page: 1, per_page: 50 })),
      2,
      [1, 2],
    ],
  ])('end with %s', async (_, handle, count, pages) => {
    expect(await read(handle)).toMatchObject({ names: namesTo(count), pages, error: undefined });
  });

  it('may overlap: what comes twice counts once, as it was said last', async () => {
    const [one, two, three] = [
      aPolicy('1', { precedence: 1 }),
      aPolicy('2', { precedence: 2 }),
      aPolicy('3', { precedence: 3 }),
    ];
    const renamed = aPolicy('2', { name: 'two', precedence: 2 });
    const { names, pages } = await read([success([one, two]), success([renamed, three]), success([])]);

    expect([names, pages]).toEqual([
      ['1', 'two', '3'],
      [1, 2, 3],
    ]);
  });

  it('may have policies without ids that are the same but for their place', async () => {
    const [staff, rest] = [
      aPolicy('Staff', { id: undefined }),
      aPolicy('Rest', { id: undefined, decision: 'deny' }),
    ];
    const rows = [staff, rest, staff].map((policy, index) => ({ ...policy, precedence: index + 1 }));

    expect((await read(pagesOf(rows))).names).toEqual(['Staff', 'Rest', 'Staff']);
  });

  it.each<[string, Handler, string, number]>([
    [
      'ends before what is announced',
      pagesOf(policies(3), 1_000, () => announced(4)),
      'announces 4 policies, but its pages have 3',
      2,
    ],
    [
      'announces policies and has none',
      pagesOf([], 1_000, () => announced(1)),
      'announces 1 policies, but its pages have 0',
      1,
    ],
    [
      'ignores the page asked for, and announces more',
      () => success(policies(50), { result_info: announced(60) }),
      'announces 60 policies, but its pages have 50',
      2,
    ],
    [
      'never ends',
      (request) => success([aPolicy(String(numberOf(request, 'page')))]),
      'has no end: page 100 still brings policies',
      100,
    ],
    [
      'has half a policy on its second page',
      (request) =>
        success([
          numberOf(request, 'page') === 1 ? aPolicy('1') : { id: 'p2', name: 'Two', decision: 'allow' },
        ]),
      'has not the documented shape: 0.include: Invalid input: expected array, received undefined',
      2,
    ],
  ])('are not believed of a server that %s', async (_, handle, reason, count) => {
    const { error, requests } = await read(handle);

    expect(error).toBeInstanceOf(WireError);
    expect(error?.message).toBe(
      `Reading the policies of application ${APP_ID} failed: the answer of api.cloudflare.com ${reason}. ${ELSEWHERE}`,
    );
    expect(requests).toHaveLength(count);
  });

  it('may have as many as are read, and then end', async () => {
    const { names, requests } = await read(pagesOf(policies(100), 1, announced));

    expect([names?.length, requests.length]).toEqual([100, 100]);
  });

  it('are all waited for together: a page that comes too late ends with the time of the test', async () => {
    const handle: Handler = (request) =>
      numberOf(request, 'page') === 1 ? success(policies(50)) : aReply(503, '', { 'retry-after': '3600' });

    expect((await read(handle)).error).toBeInstanceOf(ApiError);
    expect((await read(pagesOf(policies(3)), { timeoutMs: 0 })).error).toBeInstanceOf(TestError);
  });

  it('are each asked for again after a passing trouble', async () => {
    let calls = 0;
    const serve = pagesOf(policies(60));
    const { names, pages, world } = await read((request) => {
      calls += 1;
      return calls === 2 ? aReply(502, '') : serve(request);
    });

    expect([names, pages, world.clock.sleeps]).toEqual([namesTo(60), [1, 2, 2, 3], [500]]);
  });
});

it.each<[string, number, number, string]>([
  [
    'does not exist',
    404,
    12130,
    'It does not exist, or no longer: check the id, and that it belongs to this account.',
  ],
  [
    'may not be read',
    403,
    10000,
    'The API token lacks the permission "Access: Apps and Policies Read", or its scope does not include this account or zone: add both to the token.',
  ],
])('says what to do where the application %s', async (_, status, code, advice) => {
  const { error } = await read([aReply(status, { success: false, errors: [{ code, message: 'no' }] })]);

  expect(error).toBeInstanceOf(ApiError);
  expect(error?.message).toBe(
    `Reading the policies of application ${APP_ID} failed (HTTP ${String(status)}; ${String(code)}: no). ${advice}`,
  );
});
