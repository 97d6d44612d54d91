import { beforeAll, describe, expect, it } from '@jest/globals';
import { type z } from 'zod';
import { type Directory } from '../../src/emulator/directory.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { type EmulatorRequest } from '../../src/emulator/exchange.ts';
import { SETTINGS } from '../../src/emulator/settings.ts';
import { ACCOUNT_ID, someSettings } from '../support/directory.ts';
import { type Contract, createWatch, readContract, type Violation, type Watch } from './contract.ts';
import {
  ACCOUNT,
  APPLICATIONS,
  CHECK,
  get,
  POLICIES,
  POLICY,
  post,
  STATUS,
  TEST,
  TESTS,
  USERS,
  ZONE_APPLICATIONS,
  ZONE_CHECK,
  ZONE_POLICIES,
} from './exchanges.ts';

let contract: Contract;
let usual: Played;
beforeAll(async () => {
  contract = await readContract();
  usual = play({});
});

/** Policies whose outcome each setting about the evaluation changes. */
const START = post({
  policies: [
    { name: 'Bypass', decision: 'bypass', include: [{ email: { email: 'sam@example.com' } }] },
    { name: 'Service', decision: 'non_identity', include: [{ email: { email: 'sue@example.com' } }] },
    { name: 'Not Germany', decision: 'deny', include: [{ geo: { country_code: 'DE' } }] },
    POLICY,
  ],
});

const pages = (query: string): EmulatorRequest => get(`${TEST}/users?${query}`);
const as = (headers: Record<string, string>): EmulatorRequest => ({
  ...STATUS,
  headers: { 'user-agent': 'test', ...headers },
});

/** What a client may ask for while a test is going on, and after it. */
const DURING: readonly EmulatorRequest[] = [
  STATUS,
  USERS,
  pages('page=1'),
  pages('per_page=3&page=2'),
  pages('status=fail'),
  pages('status=error&per_page=1000'),
  pages('page=999'),
  get(TEST),
  CHECK,
  ZONE_CHECK,
  POLICIES,
  ZONE_POLICIES,
  APPLICATIONS,
  ZONE_APPLICATIONS,
  get(APPLICATIONS.path.replace('page=1', 'page=9')),
  get(ZONE_APPLICATIONS.path.replace(/zones\/\w{4}/, 'zones/0000')),
  get(POLICIES.path.replace('page=1', 'page=9')),
  get(POLICIES.path.replace('per_page=50', 'per_page=1')),
  get(POLICIES.path.replace('f174', '0000')),
  get(ZONE_POLICIES.path.replace(/zones\/\w{4}/, 'zones/0000')),
  get(`${TESTS}/never`),
  get(`${TESTS}/never/users`),
  post({ policies: ['never', POLICY] }),
  get(CHECK.path.replace('f174', '0000')),
  get(ZONE_CHECK.path.replace(/zones\/\w{4}/, 'zones/0000')),
  get(TEST.replace(ACCOUNT_ID, '0'.repeat(32))),
  as({ authorization: 'Bearer unknown' }),
  as({ authorization: 'Bearer reader' }),
  { ...START, headers: { ...START.headers, authorization: 'Bearer reader' } },
  as({ 'x-auth-email': 'admin@example.com', 'x-auth-key': 'f00d' }),
  as({ 'x-auth-email': 'admin@example.com', 'x-auth-key': 'wrong' }),
];

/** What no client may ask for. */
const WRONG: readonly EmulatorRequest[] = [
  as({}),
  as({ authorization: 'Bearer "quoted token"' }),
  get(TEST.replace(ACCOUNT_ID, 'example')),
  pages('page=0'),
  get(POLICIES.path.replace('page=1', 'page=0')),
  get(POLICIES.path.replace('per_page=50', 'per_page=1001')),
  get(APPLICATIONS.path.replace('page=1', 'page=0')),
  get(APPLICATIONS.path.replace('per_page=50', 'per_page=1001')),
  pages('per_page=1001'),
  pages('status=approved'),
  post({ policies: [] }),
  post({}),
  post({ policies: [{ name: 'x', decision: 'block', include: [{}] }, 7] }),
  { ...START, body: '{' },
  { ...START, body: undefined },
];

const DIRECTORY: Directory = {
  ...ACCOUNT,
  apiKey: { email: 'admin@example.com', key: 'f00d' },
  apiTokens: [
    ...ACCOUNT.apiTokens,
    { token: 'reader', permissions: ['Access: Policy Test Read'], accountId: ACCOUNT_ID },
  ],
};

interface Played {
  /** What clients may ask for, and what they may not. */
  readonly right: Watch;
  readonly wrong: Watch;
  readonly answers: string;
}

/** Asks for everything at the start of a test, in its middle and at its end, and once more when it is long over. */
function play(written: z.input<typeof SETTINGS>): Played {
  const [right, wrong] = [createWatch(contract), createWatch(contract)];
  const clock = { nowMs: 0 };
  const settings = someSettings({ test_seconds: 10, ...written });
  const { handle } = createEmulator({ ...DIRECTORY, settings }, { now: () => clock.nowMs });
  const answers: unknown[] = [];
  const ask = (watch: Watch, requests: readonly EmulatorRequest[]): void => {
    answers.push(requests.map(watch.checked(handle)));
  };

  ask(right, [START]);
  for (const nowMs of [0, 5_000, 10_000]) {
    clock.nowMs = nowMs;
    ask(right, DURING);
    ask(wrong, WRONG);
  }
  ask(right, [START, START]);
  clock.nowMs = 1e9;
  ask(right, [STATUS]);
  return { right, wrong, answers: JSON.stringify(answers) };
}

const OMITTED = SETTINGS.shape.omitted_fields.def.innerType.element.options;

/** Every setting, otherwise than it is by default. */
const PLAYED: readonly z.input<typeof SETTINGS>[] = [
  { test_seconds: 3 },
  { test_ends: 'blocked' },
  { test_ends: 'exceeded time' },
  { test_ends: 'blocked', test_ends_at_percent: 10 },
  { test_kept_seconds: 60 },
  { unknown_test_status: 400 },
  { second_test: 400 },
  { second_test: 403 },
  { second_test: 409 },
  { second_test: 429 },
  { unknown_policy: 'error' },
  { policy_order: 'last_to_first' },
  { bypass: 'ignored' },
  { bypass: 'error' },
  { non_identity: 'approved' },
  { non_identity: 'error' },
  { undecidable_selectors: ['okta'] },
  { users_before_end: 'empty' },
  { users_before_end: 'refused' },
  { order_before_end: 'shuffled' },
  { max_per_page: 2 },
  { result_info: true },
  { omitted_fields: [...OMITTED] },
  ...OMITTED.map((field) => ({ omitted_fields: [field] })),
  { rate_limit_requests: 8 },
  { rate_limit_requests: 8, rate_limit_seconds: 0.5 },
  { forbidden_status: 401 },
  { no_credentials_status: 401 },
  { zero_trust: false },
];

const answerViolations = ({ violations }: Watch): readonly Violation[] =>
  violations.filter(({ side }) => side === 'answer');

describe('every answer of the emulator is of the documented form', () => {
  it('by default, whatever is asked for', () => {
    const { right, wrong } = usual;
    expect(right.violations).toEqual([]);
    expect(answerViolations(wrong)).toEqual([]);
    expect([...new Set([...right.exchanges, ...wrong.exchanges])].sort()).toEqual([
      'checkApplication 200',
      'checkApplication 404',
      'checkZoneApplication 200',
      'checkZoneApplication 403',
      'listApplications 200',
      'listApplications 400',
      'listPolicies 200',
      'listPolicies 400',
      'listPolicies 404',
      'listZoneApplications 200',
      'listZoneApplications 403',
      'listZonePolicies 200',
      'listZonePolicies 403',
      'readTest 200',
      'readTest 400',
      'readTest 403',
      'readTest 404',
      'readUsersPage 200',
      'readUsersPage 400',
      'readUsersPage 404',
      'startTest 200',
      'startTest 400',
      'startTest 403',
    ]);
  });

  it.each([
    ['TestStatus', STATUS, 'result'],
    ['User', USERS, 'result.0'],
    ['ApplicationState', CHECK, 'result.app_state'],
    ['CheckedPolicy', ZONE_CHECK, 'result.app_state.policies.0'],
    ['UserIdentity', ZONE_CHECK, 'result.user_identity'],
    ['SavedPolicy', POLICIES, 'result.0'],
    ['ListedApplication', APPLICATIONS, 'result.0'],
  ])('and by default has every field of %s', (schema, request, path) => {
    const { handle } = createEmulator(ACCOUNT, { now: () => 0 });
    handle(START);
    const answer: unknown = JSON.parse(handle(request).body);
    const part = path.split('.').reduce((whole, key) => (whole as Record<string, unknown>)[key], answer);
    expect(Object.keys(part as object).sort()).toEqual([...contract.fieldsOf(schema)].sort());
  });

  it.each(PLAYED.map((written) => [JSON.stringify(written), written] as const))('with %s', (_, written) => {
    const { right, wrong, answers } = play(written);
    expect(right.violations).toEqual([]);
    expect(answerViolations(wrong)).toEqual([]);
    expect(answers === usual.answers).toBe(false);
  });

  it("with each setting that there is, but the latency, which is the server's", () => {
    const settings = Object.keys(SETTINGS.shape).filter((setting) => setting !== 'latency_ms');

    expect([...new Set(PLAYED.flatMap(Object.keys))].sort()).toEqual(settings.sort());
  });

  it('to what no client may ask for, and each such request is found', () => {
    const { handle } = createEmulator(DIRECTORY, { now: () => 0 });
    const isFound = (request: EmulatorRequest): boolean =>
      contract.check(request, handle(request)).some(({ side }) => side === 'request');
    expect(WRONG.filter((request) => !isFound(request))).toEqual([]);
  });

  it.each([
    get(`${TEST}/rows`),
    get(TESTS),
    { ...STATUS, method: 'PUT' },
    { ...STATUS, path: '/client/v5' },
    get(CHECK.path.replace('user_policy_checks', 'policies/0')),
  ])('where it has nothing: $method $path', (request) => {
    const { handle } = createEmulator(DIRECTORY, { now: () => 0 });
    expect(contract.operationOf(request)).toBeUndefined();
    // A refusal there is none of the document's operations; it is held to the form of one that is.
    expect(contract.check(STATUS, handle(request))).toEqual([]);
  });
});
