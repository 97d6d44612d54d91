import { ApiError, GateError, NetworkError, TestError, WireError } from '../errors.ts';
import { type TestedPolicy } from '../policies/entry.ts';
import { type User } from '../verdict/user.ts';
import { type World } from '../world.ts';
import { adviceFor, renderApiMessage } from './advice.ts';
import { type Connection, secretOf } from './connection.ts';
import { type Deadline } from './deadline.ts';
import { type Answer, type ApiRequest, exchange } from './exchange.ts';
import { isRateLimit, parseRetryAfterMs, retryDelayMs, type Trouble } from './retry.ts';
import {
  type ApiMessage,
  decodeEnvelope,
  decodeStarted,
  decodeTestStatus,
  decodeUsersPage,
  type Envelope,
  type TestStatus,
} from './wire.ts';

/** What bounds a call: the policy test's deadline, and a signal that ends it early. */
export interface Limits {
  readonly deadline: Deadline;
  readonly signal: AbortSignal;
}

/** What the API was asked for so far. */
export interface ApiUsage {
  /** Requests sent, repeated ones included. */
  readonly requests: number;
  readonly retries: number;
  /** Time spent waiting before repeated requests. */
  readonly waitedMs: number;
  /** Requests left in the current window, as the latest answer said; undefined when none did. */
  readonly rateLimitRemaining: number | undefined;
}

/**
 * The policy tester's operations, https://developers.cloudflare.com/api/resources/zero_trust/subresources/access/.
 * Each throws an `ApiError` (Cloudflare said no), `NetworkError` (no answer), `WireError` (an answer of another
 * shape) or `TestError` (the deadline), after the tries that are safe; or the signal's reason.
 */
export interface AccessClient {
  /** Starts a policy test; its id. */
  startTest(policies: readonly TestedPolicy[], limits: Limits): Promise<string>;
  readTest(id: string, limits: Limits): Promise<TestStatus>;
  /** One page of a test's users, `page` from 1, `perPage` at most 1000; empty past the end. */
  readUsersPage(id: string, page: number, perPage: number, limits: Limits): Promise<readonly User[]>;
  usage(): ApiUsage;
}

/** No single request may take longer than this, whatever time the test has left. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Shorter waits before a retry are not worth a line in the log. */
const NOTABLE_WAIT_MS = 5_000;

/** As many errors of an answer are shown, and as many different messages of all answers. */
const MAX_ERRORS = 5;
const MAX_MESSAGES = 20;

/** One call of the API: the request, how its result is decoded, and what to call it in a message. */
interface Call<T> {
  readonly what: string;
  readonly request: ApiRequest;
  readonly decodeResult: (result: unknown) => T;
}

export function createAccessClient(
  connection: Connection,
  { clock, dispatcher, log, random }: Pick<World, 'clock' | 'dispatcher' | 'log' | 'random'>,
): AccessClient {
  const host = new URL(connection.baseUrl).host;
  const secret = secretOf(connection.credentials);
  const told = new Set<string>();
  let requests = 0;
  let retries = 0;
  let waitedMs = 0;
  let rateLimitRemaining: number | undefined;

  /** An answer's message as text; whoever echoes the secret does not get it into a log. */
  const tell = (message: ApiMessage): string => renderApiMessage(message).replaceAll(secret, '[secret]');

  const apiError = (what: string, status: number, errors: readonly ApiMessage[]): ApiError => {
    const more = errors.length > MAX_ERRORS ? [`and ${String(errors.length - MAX_ERRORS)} more`] : [];
    const said = [`HTTP ${String(status)}`, ...errors.slice(0, MAX_ERRORS).map(tell), ...more].join('; ');
    return new ApiError(`${what} failed (${said}). ${adviceFor(status, errors)}`, status);
  };

  /** An answer's envelope when it is a success, and nothing else is. */
  const decodeAnswer = ({ status, body }: Answer, what: string): Envelope => {
    if (status >= 400) throw apiError(what, status, errorsIn(body));
    if (status < 200 || status >= 300) {
      throw new WireError(`sends it elsewhere (HTTP ${String(status)}), which is not followed`);
    }
    const envelope = decodeEnvelope(body);
    if (!envelope.success || envelope.errors.length > 0) throw apiError(what, status, envelope.errors);
    return envelope;
  };

  /** Sends a request until it is answered, or no other try is safe or useful. */
  async function send(what: string, request: ApiRequest, { deadline, signal }: Limits): Promise<Answer> {
    // Counted apart: a rate limit that was waited out says nothing about a connection that is lost after it.
    const tries = { limited: 0, failed: 0 };
    for (;;) {
      const remainingMs = deadline.remainingMs();
      if (remainingMs <= 0) throw outOfTime(what);
      let failure: Answer | NetworkError;
      try {
        requests += 1;
        const timeoutMs = Math.min(REQUEST_TIMEOUT_MS, remainingMs);
        const answer = await exchange(dispatcher, connection, request, { timeoutMs, signal });
        rateLimitRemaining = answer.rateLimitRemaining ?? rateLimitRemaining;
        if (answer.status < 400) return answer;
        failure = answer;
      } catch (error) {
        if (!(error instanceof NetworkError)) throw error;
        failure = error;
      }
      const trouble = troubleOf(failure, clock.now());
      const kind = isRateLimit(trouble) ? 'limited' : 'failed';
      const delayMs = retryDelayMs(request.method, trouble, tries[kind], random());
      if (delayMs === undefined || delayMs >= deadline.remainingMs()) {
        if (!(failure instanceof NetworkError)) return failure;
        // A request that the deadline cut short says nothing about the network.
        throw deadline.remainingMs() <= 0 ? outOfTime(what) : failure;
      }
      const reason =
        failure instanceof NetworkError ? failure.message : `answered HTTP ${String(failure.status)}`;
      const line = `${what}: ${host} ${reason}; next try in ${String(Math.ceil(delayMs / 1000))} s.`;
      if (delayMs >= NOTABLE_WAIT_MS) log.info(line);
      else log.debug(line);
      tries[kind] += 1;
      retries += 1;
      waitedMs += delayMs;
      await clock.sleep(delayMs, signal);
    }
  }

  async function call<T>({ what, request, decodeResult }: Call<T>, limits: Limits): Promise<T> {
    try {
      const answer = await send(what, request, limits);
      const envelope = decodeAnswer(answer, what);
      for (const text of envelope.messages.map(tell)) {
        if (!told.has(text) && told.size < MAX_MESSAGES) log.info(`Cloudflare says: ${text}`);
        told.add(text);
      }
      return decodeResult(envelope.result);
    } catch (error) {
      if (error instanceof NetworkError) throw explainNetwork(error, what, host, request.method);
      if (error instanceof WireError) throw explainWire(error, what, host);
      throw error;
    }
  }

  return {
    startTest: (policies, limits) =>
      call(
        {
          what: 'Starting the policy test',
          request: { method: 'POST', path: '/access/policy-tests', body: { policies } },
          decodeResult: decodeStarted,
        },
        limits,
      ),
    readTest: (id, limits) =>
      call(
        {
          what: `Reading the status of policy test ${id}`,
          request: { method: 'GET', path: testPath(id) },
          decodeResult: decodeTestStatus,
        },
        limits,
      ),
    readUsersPage: (id, page, perPage, limits) =>
      call(
        {
          what: `Reading page ${String(page)} of the users of policy test ${id}`,
          request: { method: 'GET', path: `${testPath(id)}/users`, query: { page, per_page: perPage } },
          decodeResult: decodeUsersPage,
        },
        limits,
      ),
    usage: () => ({ requests, retries, waitedMs, rateLimitRemaining }),
  };
}

/**
 * Whether an error means that the set-up is wrong, so that nothing can be proven until somebody mends it: a
 * request that Cloudflare does not accept, credentials it does not accept. A 404 is one at the start only.
 */
export function isRefusal(error: unknown, { atStart }: { atStart: boolean }): boolean {
  if (!(error instanceof ApiError)) return false;
  return [400, 401, 403].includes(error.status) || (atStart && error.status === 404);
}

function testPath(id: string): string {
  return `/access/policy-tests/${encodeURIComponent(id)}`;
}

function troubleOf(failure: Answer | NetworkError, now: Date): Trouble {
  return failure instanceof NetworkError
    ? { kind: 'network', sent: failure.sent, passing: failure.passing }
    : {
        kind: 'answer',
        status: failure.status,
        retryAfterMs: parseRetryAfterMs(failure.retryAfter, now),
      };
}

/** The errors that an error's body lists; none when it is not an envelope, as from a gateway in between. */
function errorsIn(body: string): readonly ApiMessage[] {
  try {
    return decodeEnvelope(body).errors;
  } catch (error) {
    if (error instanceof GateError) return [];
    throw error;
  }
}

function outOfTime(what: string): TestError {
  return new TestError(`${what}: the time for this test is over. Raise timeout-minutes.`);
}

function explainNetwork(error: NetworkError, what: string, host: string, method: string): NetworkError {
  return new NetworkError(`${what} failed: ${host} ${error.message}.${nextStep(error, method)}`, {
    sent: error.sent,
    passing: error.passing,
    cause: error.cause,
  });
}

function nextStep({ sent, passing }: NetworkError, method: string): string {
  if (!passing) return '';
  return method === 'POST' && sent
    ? ' The policy test may have been started, so it is not repeated: run the gate again.'
    : ' Run it again; if it stays so, check the network, its proxy and api-base-url.';
}

function explainWire(error: WireError, what: string, host: string): WireError {
  return new WireError(
    `${what} failed: the answer of ${host} ${error.message}. Something else may answer in Cloudflare's place: check api-base-url and proxies.`,
    error.cause,
  );
}
