import { afterEach, describe, expect, test } from '@jest/globals';
import Cloudflare, { APIError } from 'cloudflare';
import { parseDirectory } from '../../src/emulator/directory.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { serveEmulator } from '../../src/emulator/server.ts';
import { rejectionOf } from '../support/access.ts';

const ACCOUNT = { account_id: '023e105f4ecef8ad9ca31a8372d0c353' };
const ZONE = { zone_id: 'a'.repeat(32) };
const WIKI = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';
const ALLOW_ONE = {
  name: 'One',
  decision: 'allow' as const,
  include: [{ email: { email: 'user7@example.com' } }],
};
const DENY_ALL = { name: 'Rest', decision: 'deny' as const, include: [{ everyone: {} }] };
const BACK_OFFICE = 'a1b2c3d4-fafe-4643-bbbc-4a0ed4fc8415';
const SAVED = 'ea85612a-29c8-46c2-bacb-669d65136971';

/** Sixty people, a wiki in a zone, whose check is about the eighth of them, and an application of many policies. */
function aDirectoryFile(settings: object): string {
  return JSON.stringify({
    version: 1,
    account_id: ACCOUNT.account_id,
    settings,
    api_tokens: [
      { token: 'emulator-token' },
      { token: 'reader', permissions: ['Access: Policy Test Read'] },
      { token: 'neighbour', account_id: 'f'.repeat(32) },
    ],
    api_email: 'admin@example.com',
    api_key: 'k3y',
    zones: [{ id: ZONE.zone_id, name: 'example.com' }],
    identity_providers: [{ id: 'otp', type: 'onetimepin', name: 'PIN' }],
    policies: [{ id: SAVED, ...DENY_ALL }],
    applications: [
      {
        id: BACK_OFFICE,
        name: 'Back office',
        domain: 'office.example.com',
        policies: [
          ...Array.from({ length: 59 }, (_, index) => ({ ...ALLOW_ONE, name: `Own ${String(index)}` })),
          SAVED,
        ],
      },
      {
        id: WIKI,
        name: 'Wiki',
        domain: 'wiki.example.com',
        zone_id: ZONE.zone_id,
        policies: [ALLOW_ONE, DENY_ALL],
        checked_user: 'user7@example.com',
      },
    ],
    users: Array.from({ length: 60 }, (_, index) => ({
      email: `user${String(index)}@example.com`,
      name: `User ${String(index)}`,
      identity_provider: 'otp',
      country: 'US',
      last_login: '2026-05-01',
    })),
  });
}

const closings: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closings.splice(0).map((close) => close()));
});

/** An emulator over HTTP, its clock, a line for each request, and clients of it. */
async function serve(settings: object = {}) {
  const clock = { nowMs: 0 };
  const log: string[] = [];
  const emulator = createEmulator(parseDirectory('directory.yml', aDirectoryFile(settings)), {
    now: () => clock.nowMs,
  });
  const server = await serveEmulator(
    {
      handle: (request) => {
        const response = emulator.handle(request);
        // A client that waits in real time finds the limit's window over.
        if (response.status === 429) clock.nowMs += Number(response.headers['retry-after']) * 1_000;
        const [path = '', query = ''] = request.path.split('?');
        log.push(
          `${String(response.status)} ${request.method} ${path.split('/').at(-1) ?? ''} ${query}`.trim(),
        );
        return response;
      },
    },
    0,
  );
  closings.push(() => server.close());
  const client = (
    options: { apiToken?: string | null; apiEmail?: string; apiKey?: string; maxRetries?: number } = {},
  ) =>
    new Cloudflare({ baseURL: server.baseUrl, apiToken: 'emulator-token', ...options }).zeroTrust.access
      .applications;
  return { clock, log, client };
}

/** What a promise is rejected with. */
async function refusalOf(promise: Promise<unknown>): Promise<APIError> {
  const error = await rejectionOf(promise);
  if (error instanceof APIError) return error;
  throw error;
}

describe("Cloudflare's own SDK", () => {
  test('starts a policy test, polls it until it is complete, and lists everybody', async () => {
    const { client, clock } = await serve({ test_seconds: 10 });
    const { policyTests } = client();

    const { id = '', status } = await policyTests.create({ ...ACCOUNT, policies: [ALLOW_ONE, DENY_ALL] });
    clock.nowMs = 5_000;
    const early = await policyTests.get(id, ACCOUNT);
    clock.nowMs = 10_000;
    const late = await policyTests.get(id, ACCOUNT);
    const approved: unknown[] = [];
    const listed = new Set<unknown>();
    for await (const user of policyTests.users.list(id, ACCOUNT)) {
      listed.add(user.email);
      if (user.status === 'approved') approved.push(user.email);
    }

    expect(status).toBe('success');
    expect(early).toMatchObject({ status: 'processing', users_blocked: 29, percent_users_processed: 50 });
    expect(late).toMatchObject({ status: 'complete', total_users: 60, users_approved: 1, users_blocked: 59 });
    expect(listed.size).toBe(60);
    expect(approved).toEqual(['user7@example.com']);
  });

  const pages: [string, object, object, string[]][] = [
    // It asks on until a page is empty, whatever `result_info` says.
    ['without result_info', {}, {}, ['', 'page=2', 'page=3', 'page=4']],
    ['with result_info', { result_info: true }, {}, ['', 'page=2', 'page=3', 'page=4']],
    [
      'of a size of its own',
      {},
      { per_page: 30 },
      ['per_page=30', 'per_page=30&page=2', 'per_page=30&page=3'],
    ],
    [
      'of a size that the server caps',
      { max_per_page: 40 },
      { per_page: 60 },
      ['per_page=60', 'per_page=60&page=2', 'per_page=60&page=3'],
    ],
  ];

  test.each(pages)('reads all pages %s, and one more', async (_what, settings, query, queries) => {
    const { client, log } = await serve(settings);
    const { policyTests } = client();
    const { id = '' } = await policyTests.create({ ...ACCOUNT, policies: [ALLOW_ONE] });
    const listed = new Set<unknown>();
    for await (const { email } of policyTests.users.list(id, { ...ACCOUNT, ...query })) listed.add(email);

    expect(listed.size).toBe(60);
    expect(log.slice(1)).toEqual(queries.map((asked) => `200 GET users ${asked}`.trim()));
  });

  test('hands on the result_info that it is given', async () => {
    const { client } = await serve({ result_info: true });
    const { policyTests } = client();
    const { id = '' } = await policyTests.create({ ...ACCOUNT, policies: [ALLOW_ONE] });
    const page = await policyTests.users.list(id, { ...ACCOUNT, page: 2, status: 'fail' });

    expect(page.result_info).toEqual({ page: 2, per_page: 25, count: 25, total_count: 59, total_pages: 3 });
  });

  test.each([
    ['account', ACCOUNT],
    ['zone', ZONE],
  ])('checks an application by its %s', async (_scope, scope) => {
    const { client } = await serve();

    expect(await client().userPolicyChecks.list(WIKI, scope)).toMatchObject({
      app_state: {
        app_uid: WIKI,
        hostname: 'wiki.example.com',
        policies: [
          { precedence: 1, status: 'Success', include: [{ _type: 'email', email: 'user7@example.com' }] },
          { precedence: 2, status: 'Success' },
        ],
        status: 'Success',
      },
      user_identity: { email: 'user7@example.com', geo: { country: 'US' }, iat: 1_777_593_600 },
    });
  });

  test.each([
    ['account', ACCOUNT],
    ['zone', ZONE],
  ])('lists the policies of an application by its %s', async (_scope, scope) => {
    const { client } = await serve();
    const { result } = await client().policies.list(WIKI, scope);

    expect(result).toMatchObject([
      { name: 'One', decision: 'allow', include: ALLOW_ONE.include, require: [], exclude: [], precedence: 1 },
      { name: 'Rest', decision: 'deny', include: [{ everyone: {} }], precedence: 2, reusable: false },
    ]);
  });

  test('lists the applications of the account and of a zone', async () => {
    const { client } = await serve();
    const all = await client().list(ACCOUNT);
    const ofZone = await client().list(ZONE);

    expect(all.result).toMatchObject([
      { id: BACK_OFFICE, name: 'Back office', domain: 'office.example.com', type: 'self_hosted' },
      { id: WIKI, name: 'Wiki', domain: 'wiki.example.com', type: 'self_hosted' },
    ]);
    expect(ofZone.result.map(({ id }) => id)).toEqual([WIKI]);
  });

  test.each([
    ['without result_info', {}],
    ['with result_info', { result_info: true }],
  ])('reads all pages of applications %s, and one more', async (_what, settings) => {
    const { client, log } = await serve(settings);
    const listed: unknown[] = [];
    for await (const { name } of client().list({ ...ACCOUNT, per_page: 1 })) listed.push(name);

    expect(listed).toEqual(['Back office', 'Wiki']);
    expect(log).toEqual([
      '200 GET apps per_page=1',
      '200 GET apps per_page=1&page=2',
      '200 GET apps per_page=1&page=3',
    ]);
  });

  test.each<[string, object, object, number]>([
    ['of 25', {}, {}, 4],
    ['of 25, with result_info', { result_info: true }, {}, 4],
    ['of a size of its own', {}, { per_page: 10 }, 7],
    ['of a size that the server caps', { max_per_page: 20 }, { per_page: 50 }, 4],
  ])(
    "reads all pages of an application's policies %s, and one more",
    async (_what, settings, query, requests) => {
      const { client, log } = await serve(settings);
      const listed: unknown[] = [];
      for await (const policy of client().policies.list(BACK_OFFICE, { ...ACCOUNT, ...query })) {
        listed.push([policy.name, 'precedence' in policy && policy.precedence]);
      }

      expect(listed).toEqual([
        ...Array.from({ length: 59 }, (_, index) => [`Own ${String(index)}`, index + 1]),
        ['Rest', 60],
      ]);
      expect(log).toHaveLength(requests);
    },
  );

  test("tells an application's saved policy by its own id", async () => {
    const { client } = await serve();
    const { result } = await client().policies.list(BACK_OFFICE, { ...ACCOUNT, page: 60, per_page: 1 });

    expect(result).toMatchObject([{ id: SAVED, reusable: true, created_at: '2026-01-01T00:00:00Z' }]);
  });

  test('takes the older pair of credentials', async () => {
    const { client } = await serve();
    const { policyTests } = client({ apiToken: null, apiEmail: 'admin@example.com', apiKey: 'k3y' });

    expect(await policyTests.create({ ...ACCOUNT, policies: [DENY_ALL] })).toMatchObject({
      status: 'success',
    });
  });
});

describe('the SDK sees the reason of a refusal:', () => {
  type Client = Awaited<ReturnType<typeof serve>>['client'];
  const start =
    (apiToken: string, policies: (string | typeof ALLOW_ONE)[] = [ALLOW_ONE]) =>
    (client: Client) =>
      client({ apiToken }).policyTests.create({ ...ACCOUNT, policies });
  const rows: [string, (client: Client) => Promise<unknown>, number, object][] = [
    ['an unknown token', start('revoked'), 403, { code: 9109 }],
    ['a token without the permission', start('reader'), 403, { code: 10000 }],
    ["another account's token", start('neighbour'), 403, { code: 10000 }],
    [
      'a policy that is not saved',
      start('emulator-token', [ALLOW_ONE, 'gone']),
      400,
      { code: 12130, source: { pointer: '/policies/1' } },
    ],
    [
      'an account id that is none',
      (client) => client().policyTests.get('0', { account_id: 'x' }),
      400,
      { code: 7003 },
    ],
    ['an unknown test', (client) => client().policyTests.get('0', ACCOUNT), 404, { code: 12130 }],
    [
      "an unknown test's users",
      async (client) => client().policyTests.users.list('0', ACCOUNT),
      404,
      { code: 12130 },
    ],
    ['an unknown application', (client) => client().userPolicyChecks.list('x', ZONE), 404, { code: 12130 }],
    [
      "an unknown application's policies",
      async (client) => client().policies.list('x', ACCOUNT),
      404,
      { code: 12130 },
    ],
    [
      "an application's policies, without the permission",
      async (client) => client({ apiToken: 'reader' }).policies.list(WIKI, ACCOUNT),
      403,
      { code: 10000 },
    ],
    [
      'the applications, without the permission',
      async (client) => client({ apiToken: 'reader' }).list(ACCOUNT),
      403,
      { code: 10000 },
    ],
    [
      'a zone of somebody else',
      (client) => client().userPolicyChecks.list(WIKI, { zone_id: 'b'.repeat(32) }),
      403,
      { code: 10000 },
    ],
  ];

  test.each(rows)('%s', async (_what, ask, status, error) => {
    const { client, log } = await serve();
    const refusal = await refusalOf(ask(client));

    expect(refusal.status).toBe(status);
    expect(refusal.errors[0]).toMatchObject(error);
    expect(log).toHaveLength(1);
  });
});

describe('the SDK, past the rate limit,', () => {
  test('waits as long as Retry-After says, and asks again', async () => {
    const { client, log } = await serve({ rate_limit_requests: 1, rate_limit_seconds: 1 });
    const { policyTests } = client();
    const { id = '' } = await policyTests.create({ ...ACCOUNT, policies: [ALLOW_ONE] });
    const asked = performance.now();
    const { status } = await policyTests.get(id, ACCOUNT);

    expect(status).toBe('complete');
    expect(performance.now() - asked).toBeGreaterThan(950);
    expect(log.slice(1)).toEqual([`429 GET ${id}`, `200 GET ${id}`]);
  });

  test('gives up when it may not ask again', async () => {
    const { client, log } = await serve({ rate_limit_requests: 1 });
    const { policyTests } = client({ maxRetries: 0 });
    await policyTests.create({ ...ACCOUNT, policies: [ALLOW_ONE] });
    const refusal = await refusalOf(policyTests.get('0', ACCOUNT));

    expect(refusal).toBeInstanceOf(Cloudflare.RateLimitError);
    expect(refusal.headers?.get('retry-after')).toBe('300');
    expect(log).toHaveLength(2);
  });
});
