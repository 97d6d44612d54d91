import { inspect } from 'node:util';
import { type Limits } from '../../src/access/api.ts';
import { type AccessClient, createAccessClient } from '../../src/access/client.ts';
import { CLOUDFLARE_BASE_URL, type Connection } from '../../src/access/connection.ts';
import { createDeadline } from '../../src/access/deadline.ts';
import { type EmulatorRequest, type Handler } from '../../src/emulator/exchange.ts';
import { ACCOUNT_ID } from './directory.ts';
import { emulatorDispatcher } from './mockAgent.ts';
import { aWorld, type TestWorld, virtualClock } from './world.ts';

export const TOKEN = 'cf-secret-0123456789abcdefghijklmnopqrstuv';
export const TEST_ID = 'f1a2b3c4';

type Reply = ReturnType<Handler>;

export function aConnection(overrides: Partial<Connection> = {}): Connection {
  return {
    baseUrl: CLOUDFLARE_BASE_URL,
    accountId: ACCOUNT_ID,
    credentials: { kind: 'token', token: TOKEN },
    rateLimitReserve: 10,
    ...overrides,
  };
}

/** An answer with the given body, serialized unless it is text already. */
export function aReply(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** A 200 with `result` in a whole envelope. */
export function success(result: unknown, more: Record<string, unknown> = {}): Reply {
  return aReply(200, { success: true, errors: [], messages: [], result, ...more });
}

/** An error as Node's sockets and undici throw it. */
export function anErrorWithCode(code: string, message = 'as thrown'): Error {
  return Object.assign(new Error(message), { code });
}

export interface TestClient {
  readonly client: AccessClient;
  readonly world: TestWorld;
  readonly limits: Limits;
  readonly requests: readonly EmulatorRequest[];
}

/**
 * A client whose requests are answered by `handle`; what it throws is what the connection fails with. The last entry
 * of a list answers all further requests.
 */
export function aClient(
  handle: Handler | readonly (Reply | Error)[],
  {
    timeoutMs = 15 * 60_000,
    random = 0,
    signal = new AbortController().signal,
    connection = aConnection(),
    clock = virtualClock(),
  } = {},
): TestClient {
  const requests: EmulatorRequest[] = [];
  const dispatcher = emulatorDispatcher((request) => {
    requests.push(request);
    if (typeof handle === 'function') return handle(request);
    const reply = handle[Math.min(requests.length, handle.length) - 1];
    if (reply === undefined) throw new Error('no reply is left');
    if ('status' in reply) return reply;
    throw reply;
  });
  const world = aWorld(dispatcher, { random: () => random, clock });
  return {
    client: createAccessClient(connection, world),
    world,
    limits: { deadline: createDeadline(world.clock, timeoutMs), signal },
    requests,
  };
}

/** What a promise is rejected with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It was not rejected.');
}

/** Everything that can be read off a value: messages, stacks, causes, hidden fields. */
export function everythingOf(value: unknown): string {
  return inspect(value, { depth: 12, showHidden: true, maxStringLength: null });
}
