import { describe, expect, test } from '@jest/globals';
import { type z } from 'zod';
import { SETTINGS } from '../../src/emulator/settings.ts';
import { aUser, someSettings } from '../support/directory.ts';
import { anEmulator, codesOf, type TestAnswer, type TestEmulator, TESTS } from '../support/emulator.ts';

type Written = z.input<typeof SETTINGS>;

const ALLOW_EVEN = {
  name: 'Even',
  decision: 'allow',
  include: [{ email_domain: { domain: 'even.example' } }],
};
const BEFORE_THE_END = 3_999;
const AT_THE_END = 4_000;
/** Long after whatever a setting says in seconds. */
const IN_THE_END = 1e12;

/** Twenty users, of whom every other is let in by `ALLOW_EVEN`; tests of them take four seconds. */
function setUp(settings: Written): TestEmulator {
  return anEmulator({
    users: Array.from({ length: 20 }, (_, index) =>
      aUser({
        id: `user-${String(index)}`,
        email: `u${String(index)}@${index % 2 === 0 ? 'even' : 'odd'}.example`,
      }),
    ),
    settings: someSettings({ test_seconds: 4, ...settings }),
  });
}

/** The status of a test `ms` after its start, in short. */
function progressAt(ms: number) {
  return (emulator: TestEmulator): string => {
    const id = emulator.start(ALLOW_EVEN);
    emulator.clock.nowMs = ms;
    const result = emulator.get(id).body['result'] as Record<string, unknown>;
    return `${String(result['status'])}, ${String(result['percent_users_processed'])} %`;
  };
}

/** The answer about a test, or what stands below it, `ms` after its start. */
function answerAt(ms: number, below = '') {
  return (emulator: TestEmulator): TestAnswer => {
    const id = emulator.start(ALLOW_EVEN);
    emulator.clock.nowMs = ms;
    return emulator.get(id, below);
  };
}

/** How many users two listings have, and whether they are in the same order. */
function twoListingsAt(ms: number, query = '') {
  return (emulator: TestEmulator): unknown => {
    const id = emulator.start(ALLOW_EVEN);
    emulator.clock.nowMs = ms;
    const [one = [], other = []] = [0, 1].map(() => emulator.users(id, query).map(({ email }) => email));
    expect(new Set(one)).toEqual(new Set(other));
    return { different: new Set(one).size, sameOrder: one.join() === other.join() };
  };
}

const rowsAt =
  (ms: number, query = '') =>
  (emulator: TestEmulator): unknown => {
    const { status, body } = answerAt(ms, `/users${query}`)(emulator);
    return status === 200 ? (body['result'] as unknown[]).length : [status, body['errors']];
  };
const statusAt = (ms: number) => (emulator: TestEmulator) => answerAt(ms)(emulator).status;

/** The status and codes of the refusal of a second test, started `ms` after the first. */
function secondAt(ms: number) {
  return (emulator: TestEmulator): unknown => {
    emulator.start(ALLOW_EVEN);
    emulator.clock.nowMs = ms;
    const answer = emulator.post({ policies: [ALLOW_EVEN] });
    return [answer.status, codesOf(answer), 'retry-after' in answer.headers];
  };
}

/** What becomes of a test of two policies of which one is not saved. */
function unknownPolicy(...policies: unknown[]) {
  return (emulator: TestEmulator): unknown => {
    const { status, body } = emulator.post({ policies });
    if (status !== 200) return [status, body['errors']];
    emulator.clock.nowMs = AT_THE_END;
    const { result } = emulator.get((body['result'] as { id: string }).id).body;
    return result;
  };
}

/** The names of fields of a status and of a user. */
function fields(emulator: TestEmulator): unknown {
  const id = emulator.start(ALLOW_EVEN);
  emulator.clock.nowMs = AT_THE_END;
  const [row = {}] = emulator.users(id);
  return [Object.keys(emulator.get(id).body['result'] as object), Object.keys(row)];
}

function resultInfo(query: string) {
  return (emulator: TestEmulator): unknown =>
    answerAt(AT_THE_END, `/users${query}`)(emulator).body['result_info'];
}

/** The statuses of so many answers, and the last one's headers about the limit. */
function ask(times: number) {
  return ({ send }: TestEmulator): unknown => {
    const answers = Array.from({ length: times }, () => send({ path: `${TESTS}/1` }));
    const headers = answers.at(-1)?.headers;
    return [
      answers.map(({ status }) => status).join(' '),
      headers?.['ratelimit-policy'],
      headers?.['retry-after'],
    ];
  };
}

function refusal(headers: Record<string, string> | undefined, path = `${TESTS}/1`) {
  return ({ send }: TestEmulator): unknown => {
    const answer = send({ path, ...(headers && { headers }) });
    return [answer.status, codesOf(answer)];
  };
}

const STATUS_FIELDS = [
  'id',
  'status',
  'total_users',
  'users_approved',
  'users_blocked',
  'users_errored',
  'percent_approved',
  'percent_blocked',
  'percent_errored',
  'percent_users_processed',
];
const GONE = { headers: { authorization: 'Bearer revoked' } };
const OTHER_ACCOUNT = TESTS.replace(/accounts\/\w+/, `accounts/${'f'.repeat(32)}`).concat('/1');
const NOT_COMPLETE = [
  {
    code: 12130,
    message: 'access.api.error.invalid_request: the policy test is not complete',
  },
];

/** What one sees of an emulator whose directory file has these settings. */
type Row = readonly [Written, (emulator: TestEmulator) => unknown, unknown];

const TABLE: Partial<Record<keyof Written, readonly Row[]>> = {
  test_seconds: [
    [{ test_seconds: 0 }, progressAt(0), 'complete, 100 %'],
    [{ test_seconds: 4 }, progressAt(0), 'processing, 0 %'],
    [{ test_seconds: 4 }, progressAt(2_000), 'processing, 50 %'],
    [{ test_seconds: 4 }, progressAt(BEFORE_THE_END), 'processing, 95 %'],
    [{ test_seconds: 4 }, progressAt(AT_THE_END), 'complete, 100 %'],
    [{ test_seconds: 0.5 }, progressAt(500), 'complete, 100 %'],
  ],
  test_ends: [
    [{}, progressAt(AT_THE_END), 'complete, 100 %'],
    [{ test_ends: 'blocked' }, progressAt(2_000), 'processing, 25 %'],
    [{ test_ends: 'blocked' }, progressAt(BEFORE_THE_END), 'processing, 45 %'],
    [{ test_ends: 'blocked' }, progressAt(AT_THE_END), 'blocked, 50 %'],
    [{ test_ends: 'exceeded time' }, progressAt(AT_THE_END), 'exceeded time, 50 %'],
    [{ test_ends: 'exceeded time' }, progressAt(IN_THE_END), 'exceeded time, 50 %'],
    [{ test_ends: 'exceeded time' }, rowsAt(AT_THE_END), 10],
    [{ test_ends: 'exceeded time' }, rowsAt(AT_THE_END, '?status=fail'), 5],
  ],
  test_ends_at_percent: [
    [{ test_ends_at_percent: 10 }, progressAt(AT_THE_END), 'complete, 100 %'],
    [{ test_ends: 'blocked', test_ends_at_percent: 0 }, progressAt(AT_THE_END), 'blocked, 0 %'],
    [{ test_ends: 'blocked', test_ends_at_percent: 33.4 }, progressAt(AT_THE_END), 'blocked, 30 %'],
    [{ test_ends: 'blocked', test_ends_at_percent: 100 }, progressAt(AT_THE_END), 'blocked, 100 %'],
    [{ test_ends: 'blocked', test_ends_at_percent: 15 }, rowsAt(AT_THE_END), 3],
  ],
  test_kept_seconds: [
    [{}, statusAt(IN_THE_END), 200],
    [{ test_kept_seconds: 60 }, statusAt(AT_THE_END + 59_999), 200],
    [{ test_kept_seconds: 60 }, statusAt(AT_THE_END + 60_000), 404],
    [{ test_kept_seconds: 60 }, rowsAt(AT_THE_END + 59_999), 20],
    [{ test_kept_seconds: 0 }, statusAt(BEFORE_THE_END), 200],
    [{ test_kept_seconds: 0 }, statusAt(AT_THE_END), 404],
  ],
  unknown_test_status: [
    [{}, refusal(undefined), [404, [12130]]],
    [{ unknown_test_status: 400 }, refusal(undefined), [400, [12130]]],
    [{ unknown_test_status: 400 }, refusal(undefined, `${TESTS}/1/users`), [400, [12130]]],
    [{ unknown_test_status: 400, test_kept_seconds: 0 }, statusAt(AT_THE_END), 400],
  ],
  second_test: [
    [{}, secondAt(0), [200, [], false]],
    [{ second_test: 400 }, secondAt(0), [400, [12130], false]],
    [{ second_test: 403 }, secondAt(BEFORE_THE_END), [403, [12130], false]],
    [{ second_test: 409 }, secondAt(BEFORE_THE_END), [409, [12130], false]],
    [{ second_test: 429 }, secondAt(BEFORE_THE_END), [429, [12130], false]],
    [{ second_test: 429 }, secondAt(AT_THE_END), [200, [], false]],
    [{ second_test: 409, test_ends: 'blocked' }, secondAt(AT_THE_END), [200, [], false]],
  ],
  unknown_policy: [
    [
      {},
      unknownPolicy(ALLOW_EVEN, 'gone'),
      [
        400,
        [
          {
            code: 12130,
            message: 'access.api.error.invalid_request: no reusable policy has this id',
            source: { pointer: '/policies/1' },
          },
        ],
      ],
    ],
    [
      { unknown_policy: 'error' },
      unknownPolicy(ALLOW_EVEN, 'gone'),
      expect.objectContaining({ users_approved: 10, users_blocked: 0, users_errored: 10 }),
    ],
    [
      { unknown_policy: 'error' },
      unknownPolicy('gone', ALLOW_EVEN),
      expect.objectContaining({ users_approved: 0, users_blocked: 0, users_errored: 20 }),
    ],
    [
      { unknown_policy: 'error' },
      unknownPolicy('gone', { ...ALLOW_EVEN, include: [] }),
      [400, [expect.objectContaining({ source: { pointer: '/policies/1/include' } })]],
    ],
  ],
  users_before_end: [
    [{}, rowsAt(BEFORE_THE_END), 19],
    [{ users_before_end: 'empty' }, rowsAt(BEFORE_THE_END), 0],
    [{ users_before_end: 'empty' }, rowsAt(AT_THE_END), 20],
    [{ users_before_end: 'empty', test_ends: 'blocked' }, rowsAt(AT_THE_END), 0],
    [{ users_before_end: 'refused' }, rowsAt(BEFORE_THE_END), [400, NOT_COMPLETE]],
    [{ users_before_end: 'refused' }, rowsAt(AT_THE_END), 20],
    [{ users_before_end: 'refused', test_ends: 'exceeded time' }, rowsAt(AT_THE_END), [400, NOT_COMPLETE]],
    [{ users_before_end: 'refused' }, progressAt(2_000), 'processing, 50 %'],
  ],
  order_before_end: [
    [{}, twoListingsAt(BEFORE_THE_END), { different: 19, sameOrder: true }],
    [{ order_before_end: 'shuffled' }, twoListingsAt(BEFORE_THE_END), { different: 19, sameOrder: false }],
    [{ order_before_end: 'shuffled' }, twoListingsAt(2_000), { different: 10, sameOrder: false }],
    [
      { order_before_end: 'shuffled' },
      twoListingsAt(1_000, '?status=fail'),
      { different: 2, sameOrder: false },
    ],
    [{ order_before_end: 'shuffled' }, twoListingsAt(200), { different: 1, sameOrder: true }],
    [{ order_before_end: 'shuffled' }, twoListingsAt(0), { different: 0, sameOrder: true }],
    [{ order_before_end: 'shuffled' }, twoListingsAt(AT_THE_END), { different: 20, sameOrder: true }],
    [
      { order_before_end: 'shuffled', test_ends: 'blocked' },
      twoListingsAt(AT_THE_END),
      { different: 10, sameOrder: false },
    ],
  ],
  max_per_page: [
    [{}, rowsAt(AT_THE_END, '?per_page=1000'), 20],
    [{ max_per_page: 7 }, rowsAt(AT_THE_END, '?per_page=1000'), 7],
    [{ max_per_page: 7 }, rowsAt(AT_THE_END), 7],
    [{ max_per_page: 7 }, rowsAt(AT_THE_END, '?per_page=5'), 5],
    [{ max_per_page: 7 }, rowsAt(AT_THE_END, '?per_page=1000&page=3'), 6],
    [
      { max_per_page: 7 },
      rowsAt(AT_THE_END, '?per_page=1001'),
      [400, [expect.objectContaining({ code: 12130 })]],
    ],
  ],
  result_info: [
    [{}, resultInfo(''), undefined],
    [
      { result_info: true },
      resultInfo(''),
      { page: 1, per_page: 25, count: 20, total_count: 20, total_pages: 1 },
    ],
    [
      { result_info: true },
      resultInfo('?per_page=3&page=4&status=success'),
      { page: 4, per_page: 3, count: 1, total_count: 10, total_pages: 4 },
    ],
    [
      { result_info: true, max_per_page: 7 },
      resultInfo('?per_page=1000&page=9'),
      { page: 9, per_page: 7, count: 0, total_count: 20, total_pages: 3 },
    ],
  ],
  omitted_fields: [
    [{}, fields, [STATUS_FIELDS, ['id', 'email', 'name', 'status']]],
    ...STATUS_FIELDS.filter((name) => name !== 'status').map((name): Row => [
      SETTINGS.parse({ omitted_fields: [name] }),
      fields,
      [STATUS_FIELDS.filter((other) => other !== name), expect.arrayContaining(['email', 'name', 'status'])],
    ]),
    [{ omitted_fields: ['id', 'email', 'name'] }, fields, [expect.not.arrayContaining(['id']), ['status']]],
  ],
  rate_limit_requests: [
    [{}, ask(2), ['404 404', '"default";q=1200;w=300', undefined]],
    [{ rate_limit_requests: 1 }, ask(2), ['404 429', '"default";q=1;w=300', '300']],
  ],
  rate_limit_seconds: [
    [{ rate_limit_requests: 3 }, ask(4), ['404 404 404 429', '"default";q=3;w=300', '300']],
    [
      { rate_limit_requests: 3, rate_limit_seconds: 60 },
      ask(4),
      ['404 404 404 429', '"default";q=3;w=60', '60'],
    ],
  ],
  forbidden_status: [
    [{}, refusal(GONE.headers), [403, [9109]]],
    [{ forbidden_status: 401 }, refusal(GONE.headers), [401, [9109]]],
    [{}, refusal(undefined, OTHER_ACCOUNT), [403, [10000]]],
    [{ forbidden_status: 401 }, refusal(undefined, OTHER_ACCOUNT), [401, [10000]]],
    [
      { forbidden_status: 401 },
      refusal({ 'x-auth-email': 'a@example.com', 'x-auth-key': 'x' }),
      [401, [9103]],
    ],
    [{ forbidden_status: 401 }, refusal({}), [400, [9106]]],
  ],
  no_credentials_status: [
    [{}, refusal({}), [400, [9106]]],
    [{ no_credentials_status: 401 }, refusal({}), [401, [9106]]],
    [{ no_credentials_status: 401 }, refusal({ authorization: 'Bearer' }), [400, [6003]]],
    [{ no_credentials_status: 401 }, refusal(GONE.headers), [403, [9109]]],
  ],
  zero_trust: [
    [{}, statusAt(0), 200],
    [{ zero_trust: false }, refusal(undefined), [403, [9999]]],
    [{ zero_trust: false }, ({ post }) => codesOf(post({ policies: [ALLOW_EVEN] })), [9999]],
    [{ zero_trust: false }, refusal(GONE.headers), [403, [9109]]],
  ],
};

/** Those about whom policies match, which the tests of rules play. */
const OF_EVALUATION = ['policy_order', 'bypass', 'non_identity', 'undecidable_selectors'];

/** That of the server, whose test plays it. */
const OF_SERVER = ['latency_ms'];

const rows = Object.entries(TABLE).flatMap(([setting, cases]) =>
  cases.map(([written, look, seen], index) => ({ setting, written, look, seen, number: index + 1 })),
);

describe('the setting', () => {
  test.each(rows)('$setting plays as in row $number: $written', ({ written, look, seen }) => {
    expect(look(setUp(written))).toEqual(seen);
  });

  test('is one of those that a directory file may have, each of them', () => {
    const played = [...Object.keys(TABLE), ...OF_EVALUATION, ...OF_SERVER];

    expect(played.sort()).toEqual(Object.keys(SETTINGS.shape).sort());
  });
});

describe('users in another order for each request', () => {
  const shuffledAt = (ms: number, query: string) => {
    const emulator = setUp({ order_before_end: 'shuffled' });
    const id = emulator.start(ALLOW_EVEN);
    emulator.clock.nowMs = ms;
    return [1, 2, 3, 4].map((page) => emulator.users(id, `?page=${String(page)}&${query}`).map((u) => u.id));
  };

  test('are the same in every emulator', () => {
    expect(shuffledAt(BEFORE_THE_END, 'per_page=5')).toEqual(shuffledAt(BEFORE_THE_END, 'per_page=5'));
  });

  test('come twice or not at all to whoever reads several pages', () => {
    const read = shuffledAt(BEFORE_THE_END, 'per_page=5').flat();

    expect(read).toHaveLength(19);
    expect(new Set(read).size).toBeLessThan(19);
  });

  test('keep to their filter', () => {
    const emulator = setUp({ order_before_end: 'shuffled' });
    const id = emulator.start(ALLOW_EVEN);
    emulator.clock.nowMs = BEFORE_THE_END;

    expect(emulator.users(id, '?status=fail').map(({ status }) => status)).toEqual(
      Array.from({ length: 9 }, () => 'blocked'),
    );
  });
});

describe('a test that is kept no longer', () => {
  test('leaves its id to nobody', () => {
    const emulator = setUp({ test_kept_seconds: 0 });
    const id = emulator.start(ALLOW_EVEN);
    emulator.clock.nowMs = AT_THE_END;
    expect(emulator.get(id).status).toBe(404);

    expect(emulator.start(ALLOW_EVEN)).not.toBe(id);
    expect(emulator.get(id).status).toBe(404);
  });
});
