import { describe, expect, test } from '@jest/globals';
import { ACCOUNT_ID, someSettings } from '../support/directory.ts';
import { anEmulator, type TestAnswer, type TestEmulator, TESTS } from '../support/emulator.ts';

const PATH = `${TESTS}/1`;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const TOKENS = ['one', 'two'].map((token) => ({
  token,
  permissions: ['Access: Policy Test Read' as const],
  accountId: ACCOUNT_ID,
}));

/** Two tokens and a user, each with two requests in ten seconds. */
function setUp(): TestEmulator {
  return anEmulator({
    apiTokens: TOKENS,
    apiKey: { email: 'admin@example.com', key: 'k3y' },
    settings: someSettings({ rate_limit_requests: 2, rate_limit_seconds: 10 }),
  });
}

function statuses(count: number, ask: () => TestAnswer): number[] {
  return Array.from({ length: count }, () => ask().status);
}

describe('the rate limit', () => {
  test('is 1200 requests in five minutes, and told in every answer', () => {
    const { clock, send } = anEmulator();
    const first = send({ path: PATH });
    clock.nowMs = 1_500;
    const second = send({ path: '/nowhere' });

    expect(first.headers).toEqual({
      'content-type': 'application/json',
      ratelimit: '"default";r=1199;t=300',
      'ratelimit-policy': '"default";q=1200;w=300',
    });
    expect(second.headers).toMatchObject({ ratelimit: '"default";r=1198;t=299' });
  });

  test('refuses everything for five minutes once 1200 requests are made, and nothing thereafter', () => {
    const { clock, send } = anEmulator();
    const made = statuses(1200, () => send({ path: PATH }));
    clock.nowMs = 100_000;
    const first = send({ path: PATH });
    clock.nowMs = 399_999;
    const last = send({ path: PATH });
    clock.nowMs = 400_000;
    const after = send({ path: PATH });

    expect(new Set(made)).toEqual(new Set([404]));
    expect(first).toMatchObject({
      status: 429,
      headers: { 'retry-after': '300', ratelimit: '"default";r=0;t=300' },
      body: { success: false, errors: [{ code: 10429 }] },
    });
    expect(last).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    expect(after.status).toBe(404);
    expect(after.headers).not.toHaveProperty('retry-after');
    expect(after.headers['ratelimit']).toBe('"default";r=1199;t=300');
  });

  test('begins anew when a window has passed without too many requests', () => {
    const { clock, send } = setUp();
    const early = statuses(2, () => send({ path: PATH, headers: bearer('one') }));
    clock.nowMs = 10_000;
    const late = statuses(3, () => send({ path: PATH, headers: bearer('one') }));

    expect([early, late]).toEqual([
      [404, 404],
      [404, 404, 429],
    ]);
  });

  test('counts each token, each user and all strangers apart', () => {
    const { send } = setUp();
    const pair = { 'x-auth-email': 'admin@example.com', 'x-auth-key': 'k3y' };
    const askAs = (headers: Record<string, string>) => statuses(3, () => send({ path: PATH, headers }));

    expect(askAs(bearer('one'))).toEqual([404, 404, 429]);
    expect(askAs(bearer('two'))).toEqual([404, 404, 429]);
    expect(askAs(pair)).toEqual([404, 404, 429]);
    expect(askAs(bearer('stranger'))).toEqual([403, 403, 429]);
    expect(askAs({})).toEqual([429, 429, 429]);
  });

  test('counts what is refused as well', () => {
    const { send } = setUp();

    expect(statuses(3, () => send({ path: '/nowhere', headers: bearer('one') }))).toEqual([404, 404, 429]);
    expect(send({ path: PATH, headers: bearer('one') }).status).toBe(429);
  });

  test('tells whole seconds where the window has none', () => {
    const { send } = anEmulator({
      settings: someSettings({ rate_limit_requests: 1, rate_limit_seconds: 0.25 }),
    });
    send({ path: PATH });

    expect(send({ path: PATH }).headers).toMatchObject({
      ratelimit: '"default";r=0;t=1',
      'ratelimit-policy': '"default";q=1;w=1',
      'retry-after': '1',
    });
  });
});
