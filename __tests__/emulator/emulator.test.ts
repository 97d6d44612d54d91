import { describe, expect, test } from '@jest/globals';
import { type User } from '../../src/emulator/directory.ts';
import { type EmulatorRequest } from '../../src/emulator/exchange.ts';
import { type Policy } from '../../src/emulator/policy.ts';
import { aUser, someSettings } from '../support/directory.ts';
import { anEmulator, codesOf, type TestEmulator, TESTS } from '../support/emulator.ts';

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

const SAVED: Policy = {
  name: 'Saved',
  decision: 'allow',
  include: [{ everyone: {} }],
  require: [],
  exclude: [],
};

/** Its tests take four seconds. */
function setUp(users: readonly User[] = USERS): TestEmulator {
  return anEmulator({
    users,
    settings: someSettings({ test_seconds: 4 }),
    policies: new Map([['saved', SAVED]]),
  });
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
    const { clock, get, start } = setUp();
    const id = start(ALLOW_ALICES);
    clock.nowMs = 2_900;

    expect(get(id).body.result).toEqual({
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
    const { clock, get, start } = setUp();
    const id = start({ ...ALLOW_ALICES, include: [{ geo: { country_code: 'US' } }] });
    clock.nowMs = 4_000;

    expect(get(id).body.result).toMatchObject({
      status: 'complete',
      users_approved: 39,
      users_errored: 1,
      percent_approved: 98,
      percent_errored: 3,
      percent_users_processed: 100,
    });
  });

  test('knows only those who have logged in', () => {
    const { clock, users, start } = setUp([
      aUser(),
      aUser({ id: 'new', email: 'new@example.com', lastLogin: undefined }),
    ]);
    const id = start(ALLOW_ALICES);
    clock.nowMs = 4_000;

    expect(users(id).map(({ email }) => email)).toEqual(['alice@example.com']);
  });

  test('of a population of nobody is complete and counts nobody', () => {
    const { clock, get, start } = setUp([]);
    const id = start(ALLOW_ALICES);
    clock.nowMs = 4_000;

    expect(get(id).body.result).toMatchObject({
      status: 'complete',
      total_users: 0,
      percent_approved: 0,
      percent_users_processed: 100,
    });
  });

  test('takes the order of its policies as their precedence', () => {
    const { clock, get, start } = setUp();
    const denyAll = { name: 'Deny', decision: 'deny', include: [{ everyone: {} }] };
    const [denyFirst, allowFirst] = [start(denyAll, 'saved'), start('saved', denyAll)];
    clock.nowMs = 4_000;

    expect(get(denyFirst).body.result).toMatchObject({ users_blocked: 40 });
    expect(get(allowFirst).body.result).toMatchObject({ users_approved: 40 });
  });
});

describe('the list of users', () => {
  test('has 25 rows a page unless asked otherwise', () => {
    const { clock, users, start } = setUp();
    const id = start(ALLOW_ALICES);
    clock.nowMs = 4_000;

    expect(users(id)).toHaveLength(25);
    expect(users(id, '?page=2')).toHaveLength(15);
    expect(users(id, '?page=3')).toEqual([]);
    expect(users(id, '?per_page=1000')).toHaveLength(40);
    expect(users(id, '?page=39&per_page=1')).toEqual([
      { id: 'user-38', email: 'user38@elsewhere.example', name: 'Alice Archer', status: 'blocked' },
    ]);
  });

  test('has those the test has got to while it is processing', () => {
    const { clock, users, start } = setUp();
    const id = start(ALLOW_ALICES);
    clock.nowMs = 1_000;

    expect(users(id, '?per_page=1000')).toHaveLength(10);
  });

  test.each([
    ['success', 'approved', 20],
    ['fail', 'blocked', 19],
    ['error', 'error', 1],
  ])('filtered by %s has only the status %s', (filter, status, count) => {
    const { clock, users, start } = setUp();
    const everybodyKnown = { name: 'Deny', decision: 'deny', include: [{ geo: { country_code: 'DE' } }] };
    const id = start(everybodyKnown, ALLOW_ALICES);
    clock.nowMs = 4_000;

    const result = users(id, `?status=${filter}&per_page=1000`);

    expect(new Set(result.map((row) => row.status))).toEqual(new Set([status]));
    expect(result).toHaveLength(count);
  });

  test.each(['?page=0', '?page=x', '?per_page=0', '?per_page=1001', '?status=approved'])(
    'refuses %s',
    (query) => {
      const { get, start } = setUp();

      const refused = get(start(ALLOW_ALICES), `/users${query}`);

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

describe('a request that goes nowhere', () => {
  const ACCOUNT = TESTS.replace('/policy-tests', '');
  const APPS = `${ACCOUNT}/apps`;
  const rows: [string, Partial<EmulatorRequest>, number, number[]][] = [
    ['for an unknown test', { path: `${TESTS}/${'0'.repeat(64)}` }, 404, [12130]],
    ['for an unknown application', { path: `${APPS}/0/user_policy_checks` }, 404, [12130]],
    ['for an unknown path', { path: '/client/v4/zones' }, 404, [7000]],
    ['for a path that only begins as one', { path: `${TESTS}/1/users/2` }, 404, [7000]],
    ['for more than a check', { path: `${APPS}/1/user_policy_checks/2` }, 404, [7000]],
    ['outside the base path', { path: '/accounts' }, 404, [7000]],
    ['that deletes a test', { method: 'DELETE', path: `${TESTS}/1` }, 404, [7000]],
    ['that posts to a test', { method: 'POST', path: `${TESTS}/1` }, 404, [7000]],
    ['that posts users', { method: 'POST', path: `${TESTS}/1/users` }, 404, [7000]],
    ['that posts a check', { method: 'POST', path: `${APPS}/1/user_policy_checks` }, 404, [7000]],
    ['that lists all tests', { path: TESTS }, 404, [7000]],
    ['for tests of a zone', { path: TESTS.replace('accounts', 'zones') }, 404, [7000]],
    [
      'for an account id that is none',
      { path: '/client/v4/accounts/example/access/policy-tests/1' },
      400,
      [7003, 7000],
    ],
    [
      'for a zone id that is none',
      { path: '/client/v4/zones/example/access/apps/1/user_policy_checks' },
      400,
      [7003, 7000],
    ],
  ];

  test.each(rows)('%s is refused in the whole envelope', (_what, request, status, codes) => {
    const answer = setUp().send(request);

    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(codesOf(answer)).toEqual(codes);
    expect(answer.body).toMatchObject({ success: false, messages: [], result: null });
  });
});
