import { describe, expect, test } from '@jest/globals';
import { type User } from '../../src/emulator/directory.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { type EmulatorRequest } from '../../src/emulator/exchange.ts';
import { ACCOUNT_ID, aDirectory, aUser, someSettings } from '../support/directory.ts';

const TESTS = `/client/v4/accounts/${ACCOUNT_ID}/access/policy-tests`;
const BEARER = { authorization: 'Bearer emulator-token' };
const ALLOW_ALICES = {
  name: 'Allow',
  decision: 'allow',
  include: [{ email_domain: { domain: 'example.com' } }],
};

/** Half of them at example.com, and the last of unknown country. */
const USERS: User[] = Array.from({ length: 40 }, (_, index) =>
  aUser({
    id: `user-${String(index)}`,
    email: `user${String(index)}@${index < 20 ? 'example.com' : 'elsewhere.example'}`,
    country: index === 39 ? undefined : 'US',
  }),
);

/** An emulator with a clock of its own, and the answers' bodies as data. */
function setUp(users: readonly User[] = USERS) {
  const clock = { nowMs: 0 };
  const emulator = createEmulator(
    aDirectory({
      users,
      settings: someSettings({ test_seconds: 4 }),
      apiKey: { email: 'admin@example.com', key: 'k3y' },
      policies: new Map([
        [
          'saved',
          { name: 'Saved', decision: 'allow', include: [{ everyone: {} }], require: [], exclude: [] },
        ],
      ]),
    }),
    { now: () => clock.nowMs },
  );
  const send = (request: Partial<EmulatorRequest>) => {
    const answer = emulator.handle({
      method: 'GET',
      path: TESTS,
      headers: BEARER,
      body: undefined,
      ...request,
    });
    return { ...answer, body: JSON.parse(answer.body) as Record<string, unknown> };
  };
  const post = (body: unknown) => send({ method: 'POST', body: JSON.stringify(body) });
  const start = (...policies: unknown[]): string => {
    const { result } = post({ policies }).body as { result: { id: string } };
    return result.id;
  };
  const page = (id: string, query = '') =>
    send({ path: `${TESTS}/${id}/users${query}` }).body as { result: { email: string; status: string }[] };
  return { clock, send, post, start, page };
}

describe('a policy test', () => {
  test('starts with an id of 64 hexadecimal digits, the same in every emulator', () => {
    const started = setUp().post({ policies: [ALLOW_ALICES] });

    expect(started.status).toBe(200);
    expect(started.body).toEqual({
      success: true,
      errors: [],
      messages: [],
      result: { id: setUp().start(ALLOW_ALICES), status: 'success' },
    });
    expect(setUp().start(ALLOW_ALICES)).toMatch(/^[0-9a-f]{64}$/);
  });

  test('has another id when it is the next', () => {
    const { start } = setUp();

    expect(start(ALLOW_ALICES)).not.toBe(start(ALLOW_ALICES));
  });

  test('counts those it has got to while it is processing', () => {
    const { clock, send, start } = setUp();
    const id = start(ALLOW_ALICES);
    clock.nowMs = 2_900;

    expect(send({ path: `${TESTS}/${id}` }).body.result).toEqual({
      id,
      status: 'processing',
      total_users: 40,
      users_approved: 20,
      users_blocked: 9,
      users_errored: 0,
      percent_approved: 69,
      percent_blocked: 31,
      percent_errored: 0,
      percent_users_processed: 73,
    });
  });

  test('is complete once its time has passed', () => {
    const { clock, send, start } = setUp();
    const id = start({ ...ALLOW_ALICES, include: [{ geo: { country_code: 'US' } }] });
    clock.nowMs = 4_000;

    expect(send({ path: `${TESTS}/${id}` }).body.result).toMatchObject({
      status: 'complete',
      users_approved: 39,
      users_errored: 1,
      percent_approved: 98,
      percent_errored: 3,
      percent_users_processed: 100,
    });
  });

  test('knows only those who have logged in', () => {
    const { clock, page, start } = setUp([
      aUser(),
      aUser({ id: 'new', email: 'new@example.com', lastLogin: undefined }),
    ]);
    const id = start(ALLOW_ALICES);
    clock.nowMs = 4_000;

    expect(page(id).result.map(({ email }) => email)).toEqual(['alice@example.com']);
  });

  test('of a population of nobody is complete and counts nobody', () => {
    const { clock, send, start } = setUp([]);
    const id = start(ALLOW_ALICES);
    clock.nowMs = 4_000;

    expect(send({ path: `${TESTS}/${id}` }).body.result).toMatchObject({
      status: 'complete',
      total_users: 0,
    });
  });

  test('takes the order of its policies as their precedence', () => {
    const { clock, send, start } = setUp();
    const denyAll = { name: 'Deny', decision: 'deny', include: [{ everyone: {} }] };
    const [denyFirst, allowFirst] = [start(denyAll, 'saved'), start('saved', denyAll)];
    clock.nowMs = 4_000;

    expect(send({ path: `${TESTS}/${denyFirst}` }).body.result).toMatchObject({ users_blocked: 40 });
    expect(send({ path: `${TESTS}/${allowFirst}` }).body.result).toMatchObject({ users_approved: 40 });
  });
});

describe('the list of users', () => {
  test('has 25 rows a page unless asked otherwise', () => {
    const { clock, page, start } = setUp();
    const id = start(ALLOW_ALICES);
    clock.nowMs = 4_000;

    expect(page(id).result).toHaveLength(25);
    expect(page(id, '?page=2').result).toHaveLength(15);
    expect(page(id, '?page=3').result).toEqual([]);
    expect(page(id, '?per_page=1000').result).toHaveLength(40);
    expect(page(id, '?page=39&per_page=1').result).toEqual([
      { id: 'user-38', email: 'user38@elsewhere.example', name: 'Alice Archer', status: 'blocked' },
    ]);
  });

  test('has those the test has got to while it is processing', () => {
    const { clock, page, start } = setUp();
    const id = start(ALLOW_ALICES);
    clock.nowMs = 1_000;

    expect(page(id, '?per_page=1000').result).toHaveLength(10);
  });

  test.each([
    ['success', 'approved', 20],
    ['fail', 'blocked', 19],
    ['error', 'error', 1],
  ])('filtered by %s has only the status %s', (filter, status, count) => {
    const { clock, page, start } = setUp();
    const everybodyKnown = { name: 'Deny', decision: 'deny', include: [{ geo: { country_code: 'DE' } }] };
    const id = start(everybodyKnown, ALLOW_ALICES);
    clock.nowMs = 4_000;

    const { result } = page(id, `?status=${filter}&per_page=1000`);

    expect(new Set(result.map((row) => row.status))).toEqual(new Set([status]));
    expect(result).toHaveLength(count);
  });

  test.each(['?page=0', '?page=x', '?per_page=0', '?per_page=1001', '?status=approved'])(
    'refuses %s',
    (query) => {
      const { send, start } = setUp();

      const refused = send({ path: `${TESTS}/${start(ALLOW_ALICES)}/users${query}` });

      expect(refused).toMatchObject({ status: 400, body: { success: false, errors: [{ code: 12130 }] } });
    },
  );
});

describe('a start request is refused', () => {
  const rows: [string, unknown, string][] = [
    ['without policies', {}, '/policies'],
    ['with no list of policies', { policies: ALLOW_ALICES }, '/policies'],
    ['with an empty list', { policies: [] }, '/policies'],
    ['with a policy that is none', { policies: [7] }, '/policies/0'],
    ['with an id that is not saved', { policies: ['saved', 'gone'] }, '/policies/1'],
    ['without a name', { policies: [{ ...ALLOW_ALICES, name: undefined }] }, '/policies/0/name'],
    [
      'with an unknown decision',
      { policies: [{ ...ALLOW_ALICES, decision: 'maybe' }] },
      '/policies/0/decision',
    ],
    ['without include', { policies: [{ ...ALLOW_ALICES, include: undefined }] }, '/policies/0/include'],
    ['with an empty include', { policies: [{ ...ALLOW_ALICES, include: [] }] }, '/policies/0/include'],
    [
      'with two selectors in a rule',
      { policies: ['saved', { ...ALLOW_ALICES, require: [{ everyone: {}, ip: {} }] }] },
      '/policies/1/require/0',
    ],
  ];

  test.each(rows)('%s', (_what, body, pointer) => {
    expect(setUp().post(body)).toMatchObject({
      status: 400,
      body: {
        success: false,
        errors: [
          {
            code: 12130,
            message: expect.stringMatching(/^access\.api\.error\.invalid_request: /),
            source: { pointer },
          },
        ],
        messages: [],
        result: null,
      },
    });
  });

  test('with everything that is wrong at once', () => {
    const refused = setUp().post({ policies: ['gone', { name: '', decision: 'maybe' }] });

    expect(refused.body.errors).toHaveLength(4);
  });

  test.each([undefined, '{'])('when its body is no JSON: %p', (body) => {
    expect(setUp().send({ method: 'POST', body })).toMatchObject({
      status: 400,
      body: { errors: [{ code: 12130 }] },
    });
  });
});

describe('a request', () => {
  const PAIR = { 'x-auth-email': 'admin@example.com', 'x-auth-key': 'k3y' };
  const account = (id: string) => `/client/v4/accounts/${id}/access/policy-tests/1`;

  test('may carry the older pair of credentials', () => {
    expect(setUp().send({ headers: PAIR, path: `${TESTS}/0` }).status).toBe(404);
  });

  const rows: [string, Partial<EmulatorRequest>, number, number[]][] = [
    ['without authorization', { headers: {} }, 400, [9106]],
    ['with half of the older pair', { headers: { 'x-auth-key': 'k3y' } }, 400, [9106]],
    ['with an empty token', { headers: { authorization: 'Bearer' } }, 400, [6003]],
    ['with a token in quotes', { headers: { authorization: 'Bearer "emulator-token"' } }, 400, [6003]],
    ['with an unknown token', { path: `${TESTS}/1`, headers: { authorization: 'Bearer x' } }, 403, [9109]],
    ['with an unknown key', { path: `${TESTS}/1`, headers: { ...PAIR, 'x-auth-key': 'x' } }, 403, [9103]],
    ['for another account', { path: account('f'.repeat(32)) }, 403, [10000]],
    ['for an account id that is none', { path: account('example') }, 400, [7003, 7000]],
    ['for an unknown test', { path: `${TESTS}/${'0'.repeat(64)}` }, 404, [12130]],
    ['for an unknown route', { path: '/client/v4/zones' }, 404, [7000]],
    ['outside the base path', { path: '/accounts' }, 404, [7000]],
    ['with a method that the route lacks', { method: 'DELETE', path: `${TESTS}/1` }, 404, [7000]],
    ['that lists all tests', { path: TESTS }, 404, [7000]],
  ];

  test.each(rows)('%s is refused', (_what, request, status, codes) => {
    const { body, ...answer } = setUp().send(request);

    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/json');
    expect((body.errors as { code: number }[]).map(({ code }) => code)).toEqual(codes);
  });

  test('for another account is refused in the words of the gateway', () => {
    expect(setUp().send({ path: account('f'.repeat(32)) }).body).toEqual({
      success: false,
      errors: [{ code: 10000, message: 'Authentication error' }],
    });
  });

  test('with a malformed header is refused with the chain of errors', () => {
    expect(setUp().send({ headers: { authorization: 'Bearer' } }).body.errors).toEqual([
      expect.objectContaining({
        code: 6003,
        error_chain: [{ code: 6111, message: 'Invalid format for Authorization header' }],
      }),
    ]);
  });
});

describe('the rate limit', () => {
  test('is told in every answer', () => {
    const { clock, send } = setUp();
    send({});
    clock.nowMs = 1_500;

    expect(send({ headers: {} }).headers).toMatchObject({
      ratelimit: '"default";r=1198;t=299',
      'ratelimit-policy': '"default";q=1200;w=300',
    });
  });

  test('refuses everything for five minutes once 1200 requests are made, and nothing thereafter', () => {
    const { clock, send } = setUp();
    for (let made = 0; made < 1200; made += 1) send({});
    clock.nowMs = 100_000;
    const first = send({});
    clock.nowMs = 399_999;
    const last = send({});
    clock.nowMs = 400_000;
    const after = send({ path: `${TESTS}/1` });

    expect(first).toMatchObject({ status: 429, headers: { 'retry-after': '300' } });
    expect(last).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    expect(after.status).toBe(404);
    expect(after.headers).not.toHaveProperty('retry-after');
  });
});
