import { describe, expect, test } from '@jest/globals';
import { type Directory } from '../../src/emulator/directory.ts';
import { type Permission, PERMISSIONS } from '../../src/emulator/directorySchema.ts';
import { type Operation } from '../../src/emulator/routes.ts';
import { ACCOUNT_ID, API_TOKEN, someSettings } from '../support/directory.ts';
import { anEmulator, codesOf, type TestAnswer, TESTS } from '../support/emulator.ts';

const ZONE_ID = 'a'.repeat(32);
const ELSEWHERE = 'f'.repeat(32);
const PAIR = { 'x-auth-email': 'admin@example.com', 'x-auth-key': 'k3y' };
const CHECK = 'access/apps/app-1/user_policy_checks';
const POLICIES = 'access/apps/app-1/policies';

/** A request of each operation that is answered with a 200, or a 404 for a test, once it may be made. */
const REQUESTS: Record<
  Operation | 'applicationCheck of a zone' | 'applicationPolicies of a zone' | 'applications of a zone',
  { method?: string; path: string }
> = {
  start: { method: 'POST', path: TESTS },
  status: { path: `${TESTS}/1` },
  users: { path: `${TESTS}/1/users` },
  applicationCheck: { path: `/client/v4/accounts/${ACCOUNT_ID}/${CHECK}` },
  'applicationCheck of a zone': { path: `/client/v4/zones/${ZONE_ID}/${CHECK}` },
  applicationPolicies: { path: `/client/v4/accounts/${ACCOUNT_ID}/${POLICIES}` },
  'applicationPolicies of a zone': { path: `/client/v4/zones/${ZONE_ID}/${POLICIES}` },
  applications: { path: `/client/v4/accounts/${ACCOUNT_ID}/access/apps` },
  'applications of a zone': { path: `/client/v4/zones/${ZONE_ID}/access/apps` },
};

const DIRECTORY: Partial<Directory> = {
  apiKey: { email: PAIR['x-auth-email'], key: PAIR['x-auth-key'] },
  zoneIds: new Set([ZONE_ID]),
  applications: new Map([
    [
      'app-1',
      {
        id: 'app-1',
        name: 'App',
        domain: 'app.example.com',
        zoneId: ZONE_ID,
        policies: [],
        checkedUser: undefined,
      },
    ],
  ]),
};

function ask(
  request: { method?: string; path: string; headers?: Record<string, string> },
  directory: Partial<Directory> = {},
): TestAnswer {
  return anEmulator({ ...DIRECTORY, ...directory }).send({
    body: JSON.stringify({ policies: [{ name: 'All', decision: 'allow', include: [{ everyone: {} }] }] }),
    ...request,
  });
}

function aToken(permissions: readonly Permission[], accountId = ACCOUNT_ID): Partial<Directory> {
  return { apiTokens: [{ token: API_TOKEN, permissions, accountId }] };
}

describe('credentials are refused', () => {
  const bearer = (authorization: string) => ({ authorization });
  const rows: [string, Record<string, string>, number, number[]][] = [
    ['that are none', {}, 400, [9106]],
    ['that are half of the older pair', { 'x-auth-key': 'k3y' }, 400, [9106]],
    ['that are an empty token', bearer('Bearer'), 400, [6003]],
    ['that are a token in quotes', bearer(`Bearer "${API_TOKEN}"`), 400, [6003]],
    ['that are a token with a line break', bearer(`Bearer ${API_TOKEN}\n`), 400, [6003]],
    ['that are of another scheme', bearer('Basic YTpi'), 400, [6003]],
    ['that are an unknown token', bearer('Bearer revoked'), 403, [9109]],
    ['that are an unknown key', { ...PAIR, 'x-auth-key': 'x' }, 403, [9103]],
    ['that are the key of somebody else', { ...PAIR, 'x-auth-email': 'x@example.com' }, 403, [9103]],
    ['that are an unknown token beside a known key', { ...PAIR, ...bearer('Bearer x') }, 403, [9109]],
  ];

  test.each(rows)('%s', (_what, headers, status, codes) => {
    const answer = ask({ ...REQUESTS.applicationCheck, headers });

    expect(answer.status).toBe(status);
    expect(codesOf(answer)).toEqual(codes);
    expect(answer.body).toMatchObject({ success: false, messages: [], result: null });
  });

  test('with the chain of errors when they are malformed', () => {
    const { body } = ask({ ...REQUESTS.status, headers: bearer('Bearer') });

    expect(body['errors']).toEqual([
      {
        code: 6003,
        message: 'Invalid request headers',
        error_chain: [{ code: 6111, message: 'Invalid format for Authorization header' }],
      },
    ]);
  });

  test('before anything is said about the path', () => {
    expect(codesOf(ask({ path: '/client/v4/nowhere', headers: {} }))).toEqual([9106]);
  });
});

describe('of the permissions', () => {
  const operations = Object.keys(REQUESTS) as (keyof typeof REQUESTS)[];
  const APPLICATIONS = operations.filter((name) => name.startsWith('application'));
  const allowed: Record<Permission, readonly string[]> = {
    'Access: Policy Test Write': ['start', 'status', 'users'],
    'Access: Policy Test Read': ['status', 'users'],
    'Access: Apps and Policies Write': APPLICATIONS,
    'Access: Apps and Policies Read': APPLICATIONS,
  };

  test.each(PERMISSIONS)('%s allows what it says, and nothing else', (permission) => {
    const able = operations.filter((name) => ask(REQUESTS[name], aToken([permission])).status !== 403);

    expect(able).toEqual(allowed[permission]);
  });

  test.each(operations)('all but one that %s needs do not allow it', (name) => {
    const others = PERMISSIONS.filter((permission) => !allowed[permission].includes(name));

    expect(ask(REQUESTS[name], aToken(others))).toMatchObject({
      status: 403,
      body: { success: false, errors: [{ code: 10000, message: 'Authentication error' }] },
    });
  });

  test.each(operations)('none is asked of the older pair of credentials, which may do %s', (name) => {
    const { status } = ask({ ...REQUESTS[name], headers: PAIR });

    expect(status).toBe(name === 'status' || name === 'users' ? 404 : 200);
  });
});

describe('the words of the gateway, without messages and result, refuse', () => {
  const rows: [string, TestAnswer][] = [
    ['a token without the permission', ask(REQUESTS.start, aToken([]))],
    ["another account's token", ask(REQUESTS.status, aToken(PERMISSIONS, ELSEWHERE))],
    ["another account's token for a zone", ask(REQUESTS.users, aToken(PERMISSIONS, ELSEWHERE))],
    ['another account', ask({ path: REQUESTS.status.path.replace(ACCOUNT_ID, ELSEWHERE) })],
    [
      "another account with that account's token",
      ask({ path: REQUESTS.status.path.replace(ACCOUNT_ID, ELSEWHERE) }, aToken(PERMISSIONS, ELSEWHERE)),
    ],
    ['another zone', ask({ path: REQUESTS['applicationCheck of a zone'].path.replace(ZONE_ID, ELSEWHERE) })],
    ['an account by the id of its zone', ask({ path: `/client/v4/accounts/${ZONE_ID}/${CHECK}` })],
    ['a zone by the id of its account', ask({ path: `/client/v4/zones/${ACCOUNT_ID}/${CHECK}` })],
    [
      'another account for the older pair',
      ask({ path: `/client/v4/accounts/${ELSEWHERE}/${CHECK}`, headers: PAIR }),
    ],
  ];

  test.each(rows)('%s', (_what, { status, body }) => {
    expect([status, body]).toEqual([
      403,
      { success: false, errors: [{ code: 10000, message: 'Authentication error' }] },
    ]);
  });
});

test('permissions are refused before Zero Trust is told to be missing', () => {
  const settings = someSettings({ zero_trust: false });

  expect(codesOf(ask(REQUESTS.status, { ...aToken([]), settings }))).toEqual([10000]);
  expect(codesOf(ask(REQUESTS.status, { settings }))).toEqual([9999]);
});
