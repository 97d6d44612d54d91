import { beforeAll, describe, expect, it } from '@jest/globals';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { type EmulatorRequest, type Handler } from '../../src/emulator/exchange.ts';
import { type Contract, createWatch, readContract } from './contract.ts';
import {
  ACCOUNT,
  APPLICATIONS,
  CHECK,
  POLICIES,
  POLICY,
  START,
  STATUS,
  USERS,
  ZONE_APPLICATIONS,
  ZONE_CHECK,
  ZONE_POLICIES,
} from './exchanges.ts';

type Answer = ReturnType<Handler>;
type Change = (answer: Answer) => Answer;

let contract: Contract;
beforeAll(async () => {
  contract = await readContract();
});

/** What is found when the emulator's answer to a request, after a test was started, is changed. */
function found(request: EmulatorRequest, change: Change): readonly string[] {
  const { handle } = createEmulator(ACCOUNT, { now: () => 0 });
  handle(START);
  const watch = createWatch(contract);
  watch.checked((asked) => change(handle(asked)))(request);
  return watch.violations.map(({ side, message }) => `${side}: ${message}`);
}

/** Sets the value at a path (`result.0.email`) of an answer's body; undefined takes it away. */
function setting(path: string, value: unknown): Change {
  return (answer) => {
    const body: unknown = JSON.parse(answer.body);
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const target = keys.reduce(
      (inner, key) => inner[key] as Record<string, unknown>,
      body as Record<string, unknown>,
    );
    target[last] = value;
    return { ...answer, body: JSON.stringify(body) };
  };
}

function header(name: string, value: string): Change {
  return (answer) => ({ ...answer, headers: { ...answer.headers, [name]: value } });
}

function without(name: string): Change {
  return (answer) => ({
    ...answer,
    headers: Object.fromEntries(Object.entries(answer.headers).filter(([other]) => other !== name)),
  });
}

function instead(overrides: Partial<Answer>): Change {
  return (answer) => ({ ...answer, ...overrides });
}

/** A refusal whose envelope is as given. */
function refused(status: number, envelope: object): Change {
  return instead({ status, body: JSON.stringify({ success: false, ...envelope }) });
}

describe('an answer that breaks the contract is found:', () => {
  it.each<[string, EmulatorRequest, Change, string]>([
    // Fields
    ['a test without an id', START, setting('result.id', undefined), "required property 'id'"],
    ['an id that is too long', START, setting('result.id', 'f'.repeat(65)), '/result/id'],
    ['another word for started', START, setting('result.status', 'started'), '/result/status'],
    ['a misspelt count', STATUS, setting('result.user_blocked', 4), 'user_blocked'],
    ['a count as text', STATUS, setting('result.total_users', '10'), '/result/total_users'],
    ['a count with a fraction', STATUS, setting('result.users_errored', 0.5), '/result/users_errored'],
    ['a count below zero', STATUS, setting('result.users_blocked', -1), '/result/users_blocked'],
    ['a count that is null', STATUS, setting('result.users_approved', null), '/result/users_approved'],
    ['more than 100 percent', STATUS, setting('result.percent_blocked', 101), '/result/percent_blocked'],
    ['an exact percentage', STATUS, setting('result.percent_blocked', 33.3), '/result/percent_blocked'],
    ['an unknown status', STATUS, setting('result.status', 'done'), '/result/status'],
    ['exceeded time with a _', STATUS, setting('result.status', 'exceeded_time'), '/result/status'],
    ["the filter's word in a row", USERS, setting('result.0.status', 'success'), '/result/0/status'],
    ['a row with too long an id', USERS, setting('result.0.id', 'f'.repeat(37)), '/result/0/id'],
    ['a row with an unknown field', USERS, setting('result.1.uuid', 'x'), '/result/1'],
    ['an address that is none', USERS, setting('result.1.email', 'alice'), '/result/1/email'],
    ['rows in an object', USERS, setting('result', { users: [] }), '/result'],
    ['a misspelt result_info', USERS, setting('result_info', { total: 3 }), '/result_info'],
    ['more rows than a page has', USERS, setting('result', Array(1001).fill({})), '/result'],
    ['a user who is null', CHECK, setting('result.user_identity', null), '/result/user_identity'],
    ['a misspelt address', CHECK, setting('result.user_identity.mail', 'a@b.c'), '/result/user_identity'],
    [
      'a checked policy without a status',
      CHECK,
      setting('result.app_state.policies.0.status', undefined),
      'status',
    ],
    [
      'a rule without its type',
      ZONE_CHECK,
      setting('result.app_state.policies.0.include.0', { email: 'a@b.c' }),
      '_type',
    ],
    [
      'a precedence as text',
      ZONE_CHECK,
      setting('result.app_state.policies.0.precedence', '1'),
      'precedence',
    ],
    ['a saved policy without a decision', POLICIES, setting('result.0.decision', undefined), "'decision'"],
    [
      'a saved policy that denies in other words',
      POLICIES,
      setting('result.0.decision', 'block'),
      '/result/0/decision',
    ],
    ['a saved policy without include', ZONE_POLICIES, setting('result.1.include', undefined), "'include'"],
    [
      'a rule of a saved policy with its type',
      POLICIES,
      setting('result.0.include.0', { _type: 'geo', country_code: 'DE' }),
      '/result/0/include/0',
    ],
    ['a place as text', POLICIES, setting('result.1.precedence', '2'), '/result/1/precedence'],
    [
      'a day that is none',
      ZONE_POLICIES,
      setting('result.0.created_at', 'yesterday'),
      '/result/0/created_at',
    ],
    ['a misspelt count of policies', POLICIES, setting('result_info', { total: 3 }), '/result_info'],
    ['more policies than were asked for', POLICIES, setting('result', Array(51).fill(POLICY)), '/result'],
    ['an application without an id', APPLICATIONS, setting('result.0.id', undefined), "'id'"],
    [
      'an application of no type that there is',
      APPLICATIONS,
      setting('result.0.type', 'web'),
      '/result/0/type',
    ],
    ['an application whose name is none', ZONE_APPLICATIONS, setting('result.0.name', 7), '/result/0/name'],
    [
      'more applications than were asked for',
      APPLICATIONS,
      setting('result', Array(51).fill({ id: 'x', type: 'saas' })),
      '/result',
    ],
    // The envelope
    ['no messages', STATUS, setting('messages', undefined), "'messages'"],
    ['no errors', STATUS, setting('errors', undefined), "'errors'"],
    ['no result', STATUS, setting('result', undefined), "'result'"],
    ['a success with errors', STATUS, setting('errors', [{ code: 1000, message: 'x' }]), '/errors'],
    ['a failure with 200', STATUS, setting('success', false), '/success'],
    ['success as text', STATUS, setting('success', 'true'), '/success'],
    ['result_info of a status', STATUS, setting('result_info', {}), 'result_info'],
    ['a message without a code', STATUS, setting('messages', [{ message: 'x' }]), '/messages/0'],
    ['a failure without errors', STATUS, refused(400, { errors: [] }), '/errors'],
    ['a success with 400', STATUS, instead({ status: 400 }), '/success'],
    [
      'half of the envelope',
      STATUS,
      refused(403, { errors: [{ code: 9109, message: 'x' }], result: null }),
      "'messages'",
    ],
    ['a code that is none', STATUS, refused(400, { errors: [{ code: 12, message: 'x' }] }), '/errors/0/code'],
    ['an error without words', STATUS, refused(400, { errors: [{ code: 1000 }] }), '/errors/0'],
    [
      'a pointer in the wrong place',
      START,
      refused(400, { errors: [{ code: 1000, message: 'x', pointer: '/policies' }] }),
      'pointer',
    ],
    // HTTP
    ['a status that nobody documented', STATUS, instead({ status: 418 }), 'HTTP 418 is not documented'],
    ['a created test', START, instead({ status: 201 }), 'HTTP 201 is not documented'],
    ['a conflict outside of the start', STATUS, instead({ status: 409 }), 'HTTP 409 is not documented'],
    ['a page of HTML', STATUS, instead({ body: '<html>' }), 'the answer is not JSON'],
    ['nothing', STATUS, instead({ body: '' }), 'the answer is not JSON'],
    ['JSON under another name', STATUS, header('content-type', 'text/plain'), 'not said to be JSON'],
    ['no Ratelimit', STATUS, without('ratelimit'), 'Ratelimit is missing'],
    ['no Ratelimit-Policy', USERS, without('ratelimit-policy'), 'Ratelimit-Policy is missing'],
    ['a Ratelimit of another form', STATUS, header('ratelimit', '1199, 300'), '/headers/ratelimit'],
    ['Retry-After with 200', STATUS, header('retry-after', '3'), 'retry-after'],
    [
      '429 without Retry-After',
      STATUS,
      refused(429, { errors: [{ code: 10429, message: 'x' }] }),
      'Retry-After is missing',
    ],
  ])('%s', (_, request, change, expected) => {
    expect(found(request, (answer) => answer)).toEqual([]);
    const violations = found(request, change);
    expect(violations.join('\n')).toContain(expected);
    expect(violations.filter((violation) => !violation.startsWith('answer: '))).toEqual([]);
  });

  it('a Retry-After that is no number of seconds', () => {
    const refusal = { errors: [{ code: 10429, message: 'x' }] };
    const limited =
      (retryAfter: string): Change =>
      (answer) =>
        header('retry-after', retryAfter)(refused(429, refusal)(answer));
    expect(found(STATUS, limited('300'))).toEqual([]);
    expect(found(STATUS, limited('soon')).join('\n')).toContain('/headers/retry-after');
  });
});
