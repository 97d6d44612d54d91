import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '../../src/access/advice.ts';
import { type Limits } from '../../src/access/api.ts';
import { type AccessClient } from '../../src/access/client.ts';
import { ApiError, NetworkError, TestError, WireError } from '../../src/errors.ts';
import {
  aClient,
  anErrorWithCode,
  aReply,
  everythingOf,
  rejectionOf,
  success,
  TEST_ID,
  TOKEN,
} from '../support/access.ts';
import { ACCOUNT_ID } from '../support/directory.ts';
import { virtualClock } from '../support/world.ts';

type Operation = (client: AccessClient, limits: Limits) => Promise<unknown>;

const START: Operation = (client, limits) => client.startTest(['saved-1'], limits);
const READ: Operation = (client, limits) => client.readTest(TEST_ID, limits);
const PAGE: Operation = (client, limits) => client.readUsersPage(TEST_ID, { page: 2, perPage: 1000 }, limits);

const CHECK: Operation = (client, limits) => client.readApplicationState({ appId: 'wiki' }, limits);

const STARTED = success({ id: TEST_ID, status: 'success' });
const COMPLETE = success({ status: 'complete' });
const TESTS = `/client/v4/accounts/${ACCOUNT_ID}/access/policy-tests`;

function refusal(status: number, code: number, message = 'no', headers: Record<string, string> = {}) {
  return aReply(status, { success: false, errors: [{ code, message }] }, headers);
}

async function failureOf(operation: Operation, ...args: Parameters<typeof aClient>) {
  const test = aClient(...args);
  const error = await rejectionOf(operation(test.client, test.limits));
  return { ...test, error, message: (error as Error).message };
}

describe('an operation', () => {
  it('starts a test with the policies in their order; its id', async () => {
    const { client, limits, requests } = aClient([STARTED]);
    const policies = ['saved-1', { name: 'Staff', decision: 'allow', include: [{ everyone: {} }] }];

    expect(await client.startTest(policies, limits)).toBe(TEST_ID);
    expect(
      requests.map(({ method, path, body }) => [method, path, JSON.parse(body ?? '') as unknown]),
    ).toEqual([['POST', TESTS, { policies }]]);
  });

  it('reads the status of a test', async () => {
    const { client, limits, requests } = aClient([success({ status: 'processing', users_blocked: 3 })]);

    expect(await client.readTest(TEST_ID, limits)).toMatchObject({
      status: 'processing',
      counts: { usersBlocked: 3 },
    });
    expect(requests.map(({ method, path }) => [method, path])).toEqual([['GET', `${TESTS}/${TEST_ID}`]]);
  });

  it.each([
    ['the account', {}, `/client/v4/accounts/${ACCOUNT_ID}`],
    ['a zone', { zoneId: 'f0'.repeat(16) }, `/client/v4/zones/${'f0'.repeat(16)}`],
  ])('reads what is said of an application of %s', async (_, scope, path) => {
    const { client, limits, requests } = aClient([
      success({ app_state: { status: 'Success' }, user_identity: { email: 'alice@example.com' } }),
    ]);

    expect(await client.readApplicationState({ appId: 'wiki/../x', ...scope }, limits)).toEqual({
      appId: undefined,
      user: { id: undefined, email: 'alice@example.com' },
      status: 'Success',
      policies: undefined,
    });
    expect(requests.map(({ method, path: asked }) => [method, asked])).toEqual([
      ['GET', `${path}/access/apps/wiki%2F..%2Fx/user_policy_checks`],
    ]);
  });

  it.each<[string, Operation, string]>([
    ['starting a test', START, 'Access: Policy Test Write'],
    ['reading a test', READ, 'Access: Policy Test Read'],
    ['reading a page', PAGE, 'Access: Policy Test Read'],
    ['checking an application', CHECK, 'Access: Apps and Policies Read'],
  ])('%s names the permission that the token lacks', async (_, operation, permission) => {
    const { message } = await failureOf(operation, [refusal(403, 10000, 'Authentication error')]);

    expect(message).toContain(`The API token lacks the permission "${permission}"`);
  });

  it('reads a page of users', async () => {
    const { client, limits, requests } = aClient([success([{ id: 'u1', status: 'approved' }])]);

    expect(await client.readUsersPage(TEST_ID, { page: 2, perPage: 500 }, limits)).toEqual([
      { id: 'u1', status: 'approved' },
    ]);
    expect(requests.map(({ method, path }) => [method, path])).toEqual([
      ['GET', `${TESTS}/${TEST_ID}/users?page=2&per_page=500`],
    ]);
  });

  it('keeps an id within its part of the path', async () => {
    const { client, limits, requests } = aClient([COMPLETE]);

    await client.readTest('a/../b?c#d', limits);

    expect(requests[0]?.path).toBe(`${TESTS}/a%2F..%2Fb%3Fc%23d`);
  });
});

describe('an answer that is no success', () => {
  it.each<[string, Operation, ReturnType<typeof aReply>, string]>([
    [
      'a refused token',
      START,
      refusal(403, 9109, 'Invalid access token'),
      'Starting the policy test failed (HTTP 403; 9109: Invalid access token). The API token is unknown, expired or revoked: put a valid one into the secret behind api-token.',
    ],
    [
      'a token without the permission',
      START,
      refusal(403, 10000, 'Authentication error'),
      'Starting the policy test failed (HTTP 403; 10000: Authentication error). The API token lacks the permission "Access: Policy Test Write", or its scope does not include this account or zone: add both to the token.',
    ],
    [
      'an unknown account',
      START,
      aReply(400, {
        success: false,
        errors: [
          { code: 7003, message: 'Could not route' },
          { code: 7000, message: 'No route for that URI' },
        ],
        messages: [],
        result: null,
      }),
      'Starting the policy test failed (HTTP 400; 7003: Could not route; 7000: No route for that URI). Cloudflare does not know this account or zone: check account-id (Cloudflare dashboard, Account home, Copy account ID), and zone_id where the config has one.',
    ],
    [
      'a policy that is not accepted, with its place and documentation',
      START,
      aReply(400, {
        success: false,
        errors: [
          {
            code: 12130,
            message: 'invalid policy',
            documentation_url: 'https://developers.cloudflare.com/x',
            source: { pointer: '/policies/0/include' },
          },
        ],
      }),
      'Starting the policy test failed (HTTP 400; 12130: invalid policy at /policies/0/include (https://developers.cloudflare.com/x)). Cloudflare does not accept the request as it is written: correct the policy or id that it names.',
    ],
    [
      'a test that is gone',
      READ,
      aReply(404, '<html>404</html>'),
      'Reading the status of policy test f1a2b3c4 failed (HTTP 404). It does not exist, or no longer: check the id, and that it belongs to this account.',
    ],
    [
      'an error with another shape',
      PAGE,
      aReply(400, { error: 'nope' }),
      'Reading page 2 of the users of policy test f1a2b3c4 failed (HTTP 400). Cloudflare does not accept the request as it is written: correct the policy or id that it names.',
    ],
    [
      'HTTP 200 with the code of a missing permission',
      READ,
      refusal(200, 10000, 'Authentication error'),
      'Reading the status of policy test f1a2b3c4 failed (HTTP 200; 10000: Authentication error). The API token lacks the permission "Access: Policy Test Read", or its scope does not include this account or zone: add both to the token.',
    ],
    [
      'HTTP 200 without success',
      PAGE,
      aReply(200, {
        success: false,
        errors: [{ code: 12131, message: 'still busy' }],
        messages: [],
        result: [],
      }),
      'Reading page 2 of the users of policy test f1a2b3c4 failed (HTTP 200; 12131: still busy). Run it again; if it stays so, ask Cloudflare.',
    ],
    [
      'HTTP 200 without success and without errors',
      PAGE,
      aReply(200, { success: false, errors: [], messages: [], result: [] }),
      'Reading page 2 of the users of policy test f1a2b3c4 failed (HTTP 200). Run it again; if it stays so, ask Cloudflare.',
    ],
    [
      'HTTP 200 with success and errors',
      READ,
      success({ status: 'complete' }, { errors: [{ code: 5, message: 'partial' }] }),
      'Reading the status of policy test f1a2b3c4 failed (HTTP 200; 5: partial). Run it again; if it stays so, ask Cloudflare.',
    ],
  ])('%s is told with what to do, and not asked for again', async (_, operation, reply, expected) => {
    const { error, message, requests } = await failureOf(operation, [reply]);

    expect(error).toBeInstanceOf(ApiError);
    expect(message).toBe(expected);
    expect((error as ApiError).status).toBe(reply.status);
    expect(requests).toHaveLength(1);
  });

  it('shows the first of many errors', async () => {
    const errors = Array.from({ length: 7 }, (_, index) => ({ code: index, message: 'no' }));
    const { message } = await failureOf(READ, [aReply(400, { success: false, errors })]);

    expect(message).toContain('(HTTP 400; 0: no; 1: no; 2: no; 3: no; 4: no; and 2 more)');
  });

  it('does not show a token that is echoed', async () => {
    const { message } = await failureOf(READ, [refusal(403, 9109, `Invalid access token ${TOKEN}`)]);

    expect(message).toContain('9109: Invalid access token [secret]');
  });
});

describe('an answer of another shape', () => {
  const ELSEWHERE = "Something else may answer in Cloudflare's place: check api-base-url and proxies.";

  it.each<[string, Operation, ReturnType<typeof aReply>, string]>([
    ['a page of HTML', PAGE, aReply(200, '<html>Sign in</html>'), 'is not JSON: it looks like HTML'],
    ['nothing', PAGE, aReply(200, ''), 'is not JSON: it is empty'],
    [
      'no envelope',
      PAGE,
      aReply(200, []),
      'has not the documented shape: Invalid input: expected object, received array',
    ],
    [
      'no success',
      PAGE,
      aReply(200, { result: [] }),
      'has not the documented shape: success: Invalid input: expected boolean, received undefined',
    ],
    [
      'no result',
      PAGE,
      aReply(200, { success: true }),
      'has not the documented shape: Invalid input: expected array, received undefined',
    ],
    [
      'a null page of users',
      PAGE,
      success(null),
      'has not the documented shape: Invalid input: expected array, received null',
    ],
    [
      'a row with a status that is none',
      PAGE,
      success([{ id: 'u1', status: 'maybe' }]),
      'has not the documented shape: 0.status: Invalid option: expected one of "approved"|"blocked"|"error"',
    ],
    [
      'a count in quotes',
      READ,
      success({ status: 'complete', total_users: '7' }),
      'has not the documented shape: total_users: Invalid input: expected number, received string',
    ],
    [
      'a test without an id',
      START,
      success({ status: 'success' }),
      'has not the documented shape: id: Invalid input: expected string, received undefined',
    ],
    [
      'a redirect',
      START,
      aReply(302, '', { location: 'https://sso.example.com' }),
      'sends it elsewhere (HTTP 302), which is not followed',
    ],
    [
      'an answer that was not asked for',
      READ,
      aReply(304, ''),
      'sends it elsewhere (HTTP 304), which is not followed',
    ],
  ])('%s is an error, and not asked for again', async (_, operation, reply, expected) => {
    const { error, message, requests, client } = await failureOf(operation, [reply]);

    expect(error).toBeInstanceOf(WireError);
    expect(message).toMatch(/^[A-Z][a-z]+ing .*? failed: the answer of api\.cloudflare\.com /);
    expect(message.split('api.cloudflare.com ')[1]).toBe(`${expected}. ${ELSEWHERE}`);
    expect(requests).toHaveLength(1);
    expect(client.usage()).toMatchObject({ requests: 1, retries: 0 });
  });
});

describe("Cloudflare's messages", () => {
  it('go to the log, each once', async () => {
    const one = { code: 1, message: 'The API changes in May' };
    const two = { code: 2, message: 'Ask alice@example.com', source: { pointer: '/policies' } };
    const { client, limits, world } = aClient([
      success({ id: TEST_ID }, { messages: [one] }),
      success({ status: 'processing' }, { messages: [one, two, two] }),
      success({ status: 'complete' }, { messages: [two, one] }),
    ]);

    await client.startTest([], limits);
    await client.readTest(TEST_ID, limits);
    await client.readTest(TEST_ID, limits);

    expect(world.lines).toEqual([
      'info: Cloudflare says: 1: The API changes in May',
      'info: Cloudflare says: 2: Ask [address] at /policies',
    ]);
  });
});

describe('a GET', () => {
  it.each([408, 425, 500, 502, 503, 504, 522])(
    'is repeated on HTTP %i, with growing delays',
    async (status) => {
      const { client, limits, world, requests } = aClient([
        ...Array.from({ length: 5 }, () => aReply(status, '')),
        COMPLETE,
      ]);

      expect(await client.readTest(TEST_ID, limits)).toMatchObject({ status: 'complete' });
      expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
        Array.from({ length: 6 }, () => `GET ${TESTS}/${TEST_ID}`),
      );
      expect(world.clock.sleeps).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
      expect(client.usage()).toMatchObject({ requests: 6, retries: 5, waitedMs: 15_500 });
    },
  );

  it('is repeated when the connection is lost', async () => {
    const { client, limits, world } = aClient(
      [anErrorWithCode('ECONNRESET', 'read ECONNRESET'), anErrorWithCode('ENOTFOUND'), COMPLETE],
      { random: 0.5 },
    );

    expect(await client.readTest(TEST_ID, limits)).toMatchObject({ status: 'complete' });
    expect(world.clock.sleeps).toEqual([750, 1_500]);
    expect(world.lines).toEqual([
      'debug: Reading the status of policy test f1a2b3c4: api.cloudflare.com broke off (ECONNRESET: read ECONNRESET); next try in 1 s.',
      'debug: Reading the status of policy test f1a2b3c4: api.cloudflare.com could not be reached (ENOTFOUND); next try in 2 s.',
    ]);
  });

  it('fails with the last answer after five more tries', async () => {
    const { error, message, requests } = await failureOf(READ, [
      ...Array.from({ length: 5 }, () => aReply(502, '')),
      refusal(503, 1105, 'Temporarily unavailable'),
    ]);

    expect(error).toBeInstanceOf(ApiError);
    expect(message).toBe(
      'Reading the status of policy test f1a2b3c4 failed (HTTP 503; 1105: Temporarily unavailable). Run it again; if it stays so, ask Cloudflare.',
    );
    expect(requests).toHaveLength(6);
  });

  it('fails with the last trouble after five more tries', async () => {
    const { error, message, requests } = await failureOf(READ, [anErrorWithCode('ECONNREFUSED')]);

    expect(error).toBeInstanceOf(NetworkError);
    expect(message).toBe(
      'Reading the status of policy test f1a2b3c4 failed: api.cloudflare.com could not be reached (ECONNREFUSED). Run it again; if it stays so, check the network, its proxy and api-base-url.',
    );
    expect(requests).toHaveLength(6);
  });

  it.each([
    ['seconds', '120'],
    ['a date', 'Sat, 21 Nov 2026 12:02:00 GMT'],
  ])('waits as long as Retry-After asks for, in %s', async (_, retryAfter) => {
    const { client, limits, world } = aClient([
      refusal(429, 10429, 'no', { 'retry-after': retryAfter }),
      COMPLETE,
    ]);

    await client.readTest(TEST_ID, limits);

    expect(world.clock.sleeps).toEqual([120_000]);
    expect(world.lines).toEqual([
      'info: Reading the status of policy test f1a2b3c4: api.cloudflare.com answered HTTP 429; next try in 120 s.',
    ]);
    expect(client.usage()).toEqual({
      requests: 2,
      retries: 1,
      waitedMs: 120_000,
      rateLimitRemaining: undefined,
    });
  });

  it('waits a rate limit out until the deadline, with ever longer delays however short the asked ones', async () => {
    const { error, message, world, requests } = await failureOf(READ, [
      refusal(429, 10429, 'Rate limit exceeded', { 'retry-after': '0' }),
    ]);

    expect(error).toBeInstanceOf(ApiError);
    expect(message).toContain(
      '(HTTP 429; 10429: Rate limit exceeded). The limit of 1,200 requests in 5 minutes',
    );
    expect(world.clock.sleeps.slice(0, 8)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(requests.length).toBeLessThan(40);
    expect(world.clock.elapsedMs()).toBeGreaterThan(14 * 60_000);
    expect(world.clock.elapsedMs()).toBeLessThan(15 * 60_000);
  });

  it('has all its tries still when a rate limit is over', async () => {
    const limited = Array.from({ length: 7 }, () => aReply(429, ''));
    const lost = Array.from({ length: 5 }, () => anErrorWithCode('ECONNRESET'));
    const { client, limits, world } = aClient([...limited, ...lost, COMPLETE]);

    expect(await client.readTest(TEST_ID, limits)).toMatchObject({ status: 'complete' });
    expect(world.clock.sleeps.slice(7)).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
  });

  it.each([400, 401, 403, 404, 405, 409, 410, 422])('is not repeated on HTTP %i', async (status) => {
    const { requests, world } = await failureOf(READ, [aReply(status, '', { 'retry-after': '1' })]);

    expect(requests).toHaveLength(1);
    expect(world.clock.sleeps).toEqual([]);
  });

  it('is not repeated when the certificate is not trusted', async () => {
    const { message, requests } = await failureOf(READ, [anErrorWithCode('SELF_SIGNED_CERT_IN_CHAIN')]);

    expect(message).toBe(
      'Reading the status of policy test f1a2b3c4 failed: api.cloudflare.com has a certificate that is not trusted here (SELF_SIGNED_CERT_IN_CHAIN); check api-base-url, and behind an inspecting proxy give its root in NODE_EXTRA_CA_CERTS.',
    );
    expect(requests).toHaveLength(1);
  });
});

describe('a POST', () => {
  it.each<[string, ReturnType<typeof aReply> | Error, number]>([
    ['HTTP 429', aReply(429, ''), 500],
    ['HTTP 429 with Retry-After', aReply(429, '', { 'retry-after': '3' }), 3_000],
    ['HTTP 503 with Retry-After', aReply(503, '', { 'retry-after': '3' }), 3_000],
    ['a connection that was refused', anErrorWithCode('ECONNREFUSED'), 500],
    ['a name that was not found', anErrorWithCode('ENOTFOUND'), 500],
    ['a connection that took too long', anErrorWithCode('UND_ERR_CONNECT_TIMEOUT'), 500],
  ])('is repeated on %s, when it cannot have been received', async (_, trouble, delayMs) => {
    const { client, limits, world, requests } = aClient([trouble, STARTED]);

    expect(await client.startTest(['saved-1'], limits)).toBe(TEST_ID);
    expect(world.clock.sleeps).toEqual([delayMs]);
    expect(requests.map(({ method, body }) => [method, body])).toEqual(
      Array.from({ length: 2 }, () => ['POST', '{"policies":["saved-1"]}']),
    );
  });

  it.each([408, 425, 500, 502, 503, 504])('is not repeated on HTTP %i', async (status) => {
    const { error, requests } = await failureOf(START, [aReply(status, '')]);

    expect(error).toBeInstanceOf(ApiError);
    expect(requests).toHaveLength(1);
  });

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT'])(
    'is not repeated on %s, because a test may have been started',
    async (code) => {
      const { error, message, requests } = await failureOf(START, [anErrorWithCode(code)]);

      expect(error).toBeInstanceOf(NetworkError);
      expect(message).toBe(
        `Starting the policy test failed: api.cloudflare.com broke off (${code}: as thrown). The policy test may have been started, so it is not repeated: run the gate again.`,
      );
      expect(requests).toHaveLength(1);
    },
  );

  it('cannot have started a test when the certificate is not trusted', async () => {
    const { message, requests } = await failureOf(START, [anErrorWithCode('DEPTH_ZERO_SELF_SIGNED_CERT')]);

    expect(message).toBe(
      'Starting the policy test failed: api.cloudflare.com has a certificate that is not trusted here (DEPTH_ZERO_SELF_SIGNED_CERT); check api-base-url, and behind an inspecting proxy give its root in NODE_EXTRA_CA_CERTS.',
    );
    expect(requests).toHaveLength(1);
  });

  it.each([
    ['a page of HTML', aReply(200, '<html>')],
    ['a 200 without success', aReply(200, { success: false, errors: [] })],
  ])('is not repeated on %s', async (_, reply) => {
    expect((await failureOf(START, [reply])).requests).toHaveLength(1);
  });
});

describe('the deadline', () => {
  it.each([
    ['seconds', '60'],
    ['a date', 'Sat, 21 Nov 2026 12:01:00 GMT'],
    ['far away', '86400'],
  ])('ends a request at once when Retry-After does not come before it: %s', async (_, retryAfter) => {
    const { error, requests, world } = await failureOf(
      READ,
      [refusal(503, 1105, 'Maintenance', { 'retry-after': retryAfter })],
      { timeoutMs: 60_000 },
    );

    expect((error as ApiError).status).toBe(503);
    expect(requests).toHaveLength(1);
    expect(world.clock.sleeps).toEqual([]);
    expect(world.clock.elapsedMs()).toBe(0);
  });

  it('ends the tries when the next one would come after it', async () => {
    const { error, world } = await failureOf(READ, [aReply(502, '')], { timeoutMs: 3_000 });

    expect((error as ApiError).status).toBe(502);
    expect(world.clock.sleeps).toEqual([500, 1_000]);
  });

  it.each<[string, Operation, string]>([
    ['a start', START, 'Starting the policy test'],
    ['a status', READ, 'Reading the status of policy test f1a2b3c4'],
    ['a page', PAGE, 'Reading page 2 of the users of policy test f1a2b3c4'],
  ])('that is over lets nothing be sent: %s', async (_, operation, what) => {
    const { error, message, requests } = await failureOf(operation, [COMPLETE], { timeoutMs: 0 });

    expect(error).toBeInstanceOf(TestError);
    expect(message).toBe(`${what}: the time for this test is over. Raise timeout-minutes.`);
    expect(requests).toHaveLength(0);
  });

  it('may come with a successful answer, which counts', async () => {
    const clock = virtualClock();
    const { client, limits } = aClient(
      () => {
        clock.advance(60_000);
        return COMPLETE;
      },
      { clock, timeoutMs: 60_000 },
    );

    expect(await client.readTest(TEST_ID, limits)).toMatchObject({ status: 'complete' });
  });
});

describe('an interruption', () => {
  const reason = new Error('interrupted by SIGINT');

  it('before a request keeps it back', async () => {
    const { error, requests } = await failureOf(START, [STARTED], { signal: AbortSignal.abort(reason) });

    expect([error, requests]).toEqual([reason, []]);
  });

  it('ends the wait before another try', async () => {
    const interrupted = new AbortController();
    const clock = virtualClock();
    const { client, limits, requests } = aClient(
      [refusal(429, 1, 'no', { 'retry-after': '300' }), COMPLETE],
      {
        signal: interrupted.signal,
        clock: {
          ...clock,
          sleep(_ms, signal) {
            return new Promise((_wake, fail) => {
              signal.addEventListener('abort', () => {
                fail(signal.reason as Error);
              });
              interrupted.abort(reason);
            });
          },
        },
      },
    );

    expect(await rejectionOf(client.readTest(TEST_ID, limits))).toBe(reason);
    expect(requests).toHaveLength(1);
  });
});

describe('the usage', () => {
  it('is nothing before the first request', () => {
    expect(aClient([]).client.usage()).toEqual({
      requests: 0,
      retries: 0,
      waitedMs: 0,
      rateLimitRemaining: undefined,
    });
  });

  it('tells the requests that are left by the latest answer that said so', async () => {
    const { client, limits } = aClient([
      aReply(500, '', { ratelimit: '"default";r=50;t=30' }),
      aReply(200, COMPLETE.body, { ratelimit: '"default";r=49;t=30' }),
      COMPLETE,
    ]);

    await client.readTest(TEST_ID, limits);
    await client.readTest(TEST_ID, limits);

    expect(client.usage()).toEqual({ requests: 3, retries: 1, waitedMs: 500, rateLimitRemaining: 49 });
  });
});

describe('the token', () => {
  it.each<[string, ReturnType<typeof aReply> | Error]>([
    ['a refusal', refusal(403, 9109, 'Invalid access token')],
    ['a rate limit', refusal(429, 10429)],
    ['an outage', aReply(502, '<html>')],
    ['a redirect', aReply(302, '')],
    ['HTML', aReply(200, '<html>')],
    ['another shape', success({ status: 5 })],
    ['a refused connection', anErrorWithCode('ECONNREFUSED')],
    ['a lost connection', anErrorWithCode('ECONNRESET')],
    ['an untrusted certificate', anErrorWithCode('CERT_HAS_EXPIRED')],
  ])('is in no error and no line of the log: %s', async (_, trouble) => {
    for (const operation of [START, READ, PAGE]) {
      const { error, world, requests } = await failureOf(operation, [trouble]);

      expect(requests[0]?.headers['authorization']).toBe(`Bearer ${TOKEN}`);
      expect(everythingOf(error)).not.toContain(TOKEN);
      expect(world.lines.join('\n')).not.toContain(TOKEN);
    }
  });
});

describe('a refusal', () => {
  const apiError = (status: number) => new ApiError('no', status);

  it.each<[string, unknown, boolean, boolean]>([
    ['HTTP 400', apiError(400), true, true],
    ['HTTP 401', apiError(401), true, true],
    ['HTTP 403', apiError(403), true, true],
    ['HTTP 404', apiError(404), true, false],
    ['HTTP 429', apiError(429), false, false],
    ['HTTP 500', apiError(500), false, false],
    ['HTTP 200 without success', apiError(200), false, false],
    ['HTTP 200 with the code of a missing permission', new ApiError('no', 200, [10000]), true, true],
    ['no answer', new NetworkError('no', { sent: true, passing: true, cause: undefined }), false, false],
    ['an answer of another shape', new WireError('no'), false, false],
    ['the deadline', new TestError('no'), false, false],
    ['a bug', new TypeError('no'), false, false],
  ])('is told from other trouble: %s', (_, error, atStart, later) => {
    expect([isRefusal(error, { atStart: true }), isRefusal(error, { atStart: false })]).toEqual([
      atStart,
      later,
    ]);
  });
});
