import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '../../src/access/advice.ts';
import { type Limits } from '../../src/access/api.ts';
import { type AccessClient } from '../../src/access/client.ts';
import { waitForTest } from '../../src/access/wait.ts';
import { type ApiError, NetworkError, TestError, WireError } from '../../src/errors.ts';
import {
  aClient,
  aConnection,
  anErrorWithCode,
  everythingOf,
  aReply,
  rejectionOf,
  success,
  TEST_ID,
} from '../support/access.ts';
import { virtualClock } from '../support/world.ts';

type Operation = (client: AccessClient, limits: Limits) => Promise<unknown>;

const START: Operation = (client, limits) => client.startTest(['saved-1'], limits);
const READ: Operation = (client, limits) => client.readTest(TEST_ID, limits);
const PAGE: Operation = (client, limits) => client.readUsersPage(TEST_ID, { page: 2, perPage: 1000 }, limits);
const CHECK: Operation = (client, limits) => client.readApplicationState({ appId: 'wiki' }, limits);
const POLICIES: Operation = (client, limits) => client.readApplicationPolicies('wiki', limits);

async function failureOf(operation: Operation, ...args: Parameters<typeof aClient>) {
  const test = aClient(...args);
  const error = await rejectionOf(operation(test.client, test.limits));
  return { ...test, error, message: (error as Error).message };
}

function errors(...codes: number[]) {
  return { success: false, errors: codes.map((code) => ({ code, message: 'no' })) };
}

describe('a refusal by its code', () => {
  it.each<[string, number[], boolean]>([
    ['a token that is not valid', [9109], true],
    ['a token that is malformed', [6003], true],
    ['a permission that is missing', [10000], true],
    ['an account without Zero Trust', [9999], true],
    ['a known code behind an unknown one', [123, 9999], true],
    ['an address that is not known, which may be a test that vanished', [7000], false],
    ['a code that is not known', [123], false],
    ['no code', [], false],
  ])('whatever the HTTP status: %s', async (_, codes, refused) => {
    for (const status of [200, 404]) {
      const { error } = await failureOf(READ, [aReply(status, errors(...codes))]);

      expect((error as ApiError).codes).toEqual(codes);
      expect(isRefusal(error, { atStart: false })).toBe(refused);
    }
  });
});

describe('an answer', () => {
  it('with five errors shows them all, and no more than there are', async () => {
    const { message } = await failureOf(READ, [aReply(400, errors(1, 2, 3, 4, 5))]);

    expect(message).toContain('(HTTP 400; 1: no; 2: no; 3: no; 4: no; 5: no).');
  });

  it('that offers other addresses is not followed', async () => {
    const { error, message } = await failureOf(READ, [aReply(300, success({ status: 'complete' }).body)]);

    expect(error).toBeInstanceOf(WireError);
    expect(message).toContain('sends it elsewhere (HTTP 300), which is not followed');
  });

  it('says which application could not be read', async () => {
    expect((await failureOf(CHECK, [aReply(404, errors())])).message).toMatch(
      /^Checking application wiki failed \(HTTP 404\)\. It does not exist/,
    );
    expect((await failureOf(POLICIES, [aReply(404, errors())])).message).toMatch(
      /^Reading the policies of application wiki failed \(HTTP 404\)\. It does not exist/,
    );
  });

  it('after answer cannot fill the log with messages', async () => {
    const messages = Array.from({ length: 50 }, (_, code) => ({ code, message: 'news' }));
    const { client, limits, world } = aClient([success({ status: 'processing' }, { messages })]);

    await client.readTest(TEST_ID, limits);
    await client.readTest(TEST_ID, limits);

    expect(world.lines).toHaveLength(20);
  });
});

describe('a lost connection', () => {
  it.each<[string, Operation, unknown]>([
    ['the status', READ, { status: 'complete' }],
    ['a page of users', PAGE, []],
    ['an application', CHECK, {}],
    ["an application's policies", POLICIES, []],
  ])('does not end the reading of %s', async (_, operation, result) => {
    const { client, limits, requests } = aClient([anErrorWithCode('ECONNRESET'), success(result)]);

    await operation(client, limits);

    expect(requests).toHaveLength(2);
  });

  it.each<[string, string, { sent: boolean; passing: boolean }]>([
    ['once it stood', 'ECONNRESET', { sent: true, passing: true }],
    ['before it stood', 'ECONNREFUSED', { sent: false, passing: true }],
    ['for a certificate', 'CERT_HAS_EXPIRED', { sent: false, passing: false }],
  ])('tells what whoever asked has to know: %s', async (_, code, expected) => {
    const { error } = await failureOf(START, [anErrorWithCode(code)]);

    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ ...expected, cause: { code, message: 'as thrown' } });
  });

  it.each<[string, Operation, string, string]>([
    ['a test that may run', START, 'ECONNRESET', ' The policy test may have been started all the same.'],
    ['a test that cannot have been started', START, 'ECONNREFUSED', ''],
    ['a status', READ, 'ECONNRESET', ''],
  ])('by the deadline is told as the deadline: %s', async (_, operation, code, doubt) => {
    const clock = virtualClock();
    const { error, message } = await failureOf(
      operation,
      () => {
        clock.advance(60_000);
        throw anErrorWithCode(code);
      },
      { clock, timeoutMs: 60_000 },
    );

    expect(error).toBeInstanceOf(TestError);
    expect(message).toMatch(/: the time for this test is over\./);
    expect(message.split(' over.')[1]).toBe(`${doubt} Raise timeout-minutes.`);
  });
});

describe('the older pair', () => {
  const email = 'admin@example.com';
  const key = '0123456789abcdef0123456789abcdef01234';
  const connection = aConnection({ credentials: { kind: 'key', email, key } });
  const echo = `${key} ${Buffer.from(email).toString('hex')} ${Buffer.from(`${email}:${key}`).toString('base64')}`;

  it.each<[string, ReturnType<typeof aReply> | Error]>([
    ['an error', aReply(403, { success: false, errors: [{ code: 9103, message: echo }] })],
    ['a lost connection', anErrorWithCode('CERT_HAS_EXPIRED', echo)],
    ['a connection that breaks off', anErrorWithCode('EPIPE', echo)],
  ])('is not shown when it is echoed by %s', async (_, reply) => {
    const { error, requests } = await failureOf(START, [reply], { connection });

    expect(requests[0]?.headers).toMatchObject({ 'x-auth-email': email, 'x-auth-key': key });
    for (const form of [key, Buffer.from(email).toString('hex'), Buffer.from(key).toString('base64url')]) {
      expect(everythingOf(error)).not.toContain(form);
    }
  });

  it('leaves somebody of its address among the users, and a message none of it', async () => {
    const reply = success([{ id: key, email, status: 'approved' }], {
      messages: [{ code: 1, message: `asked by ${Buffer.from(email).toString('hex')}` }],
    });
    const { client, limits, world } = aClient([reply], { connection });

    expect(await client.readUsersPage(TEST_ID, { page: 1, perPage: 1000 }, limits)).toMatchObject([
      { id: '[secret]', email },
    ]);
    expect(world.lines).toEqual(['info: Cloudflare says: 1: asked by [secret]']);
  });
});

describe('the id of a test', () => {
  it('is of others where it was first given for other policies', async () => {
    const { client, limits } = aClient([success({ id: TEST_ID })]);
    expect(client.isOfOthers(TEST_ID, ['one'])).toBe(false);

    await client.startTest(['one'], limits);
    await client.startTest(['two'], limits);

    expect(client.isOfOthers(TEST_ID, ['one'])).toBe(false);
    expect(client.isOfOthers(TEST_ID, ['two'])).toBe(true);
    expect(client.isOfOthers('another', ['two'])).toBe(false);
  });
});

describe('the signal of a run', () => {
  it.each<[string, ReturnType<typeof aReply> | Error]>([
    ['answered', success({ status: 'complete' })],
    ['refused', aReply(403, errors(10000))],
    ['lost', anErrorWithCode('CERT_HAS_EXPIRED')],
  ])('keeps nothing of a request that was %s', async (_, reply) => {
    const { signal } = new AbortController();
    const { client, limits } = aClient([reply], { signal });

    await client.readTest(TEST_ID, limits).catch(() => undefined);

    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('the progress of a test', () => {
  it('is timed from the first poll, however long the run lasts already', async () => {
    const clock = virtualClock();
    clock.advance(3_600_000);
    const { client, limits } = aClient(
      [success({ status: 'processing' }), success({ status: 'processing' }), success({ status: 'complete' })],
      { clock },
    );
    const elapsed: number[] = [];

    await waitForTest(client, TEST_ID, limits, clock, ({ elapsedMs }) => elapsed.push(elapsedMs));

    expect(elapsed).toEqual([0, 1_000]);
    expect(clock.sleeps).toEqual([1_000, 1_000]);
  });
});
