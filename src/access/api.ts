import { ApiError, GateError, NetworkError, WireError } from '../errors.ts';
import { type World } from '../world.ts';
import { adviceFor, renderApiMessage } from './advice.ts';
import { type Concealed, createConcealment, plainCause } from './concealment.ts';
import { type Connection, secretOf } from './connection.ts';
import { type Deadline } from './deadline.ts';
import { type Dispatcher } from './dispatcher.ts';
import { type Answer, type ApiRequest, exchange } from './exchange.ts';
import { explainNetwork, explainWire, outOfTime } from './explanation.ts';
import { type RateLimit } from './rateLimit.ts';
import { isRateLimit, retryDelayMs, troubleOf } from './retry.ts';
import { createThrottle } from './throttle.ts';
import { type ApiMessage, decodeEnvelope, type Envelope } from './wire.ts';

/** What the API is asked with. */
export interface AccessWorld extends Pick<World, 'clock' | 'log' | 'random'> {
  /** Where HTTP goes. */
  readonly dispatcher: Dispatcher;
}

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

/** No single request may take longer than this, whatever time the test has left. */
const REQUEST_TIMEOUT_MS = 30_000;

/** With less time than this left, another try could not be answered. */
const LEAST_MS = 100;

/** Shorter waits before a retry are not worth a line in the log. */
const NOTABLE_WAIT_MS = 5_000;

/** As many errors of an answer are shown, and as many different messages of all answers. */
const MAX_ERRORS = 5;
const MAX_MESSAGES = 20;

/** One call of the API. */
export interface Call<T> {
  /** What to call it in a message. */
  readonly what: string;
  /** The permission of the token that it takes, by Cloudflare's name. */
  readonly permission: string;
  readonly request: ApiRequest;
  /** Whether it is one of the many that wait where what the rate limit leaves is kept for others. */
  readonly isPage?: boolean;
  /** `totalCount` is of all pages, where it is said. @throws WireError when the shape is not the documented one */
  readonly decodeResult: (result: unknown, totalCount: number | undefined) => T;
}

/** Calls Cloudflare's API, and counts what it sends. */
export interface Api {
  /**
   * The decoded result.
   *
   * @throws ApiError (Cloudflare said no), NetworkError (no answer), WireError (an answer of another shape) or
   *   TestError (the deadline), after the tries that are safe; or the signal's reason
   */
  call<T>(call: Call<T>, limits: Limits): Promise<T>;
  /**
   * Says in the log where so many pages, `atOnce` under way, are more requests than the rate limit leaves now, and how
   * long they take.
   */
  announcePages(pages: number, atOnce: number, limits: Limits): void;
  /** Words of an answer as they may be shown, whoever repeats in them what was sent. */
  conceal(words: string): string;
  usage(): ApiUsage;
}

/** The sensitive values of a plan: they are anybody's words, so that they stay where somebody's address has them. */
const SENSITIVE: Concealed = { shortest: 3, shown: '(sensitive)' };

/** @param sensitive what is sent and must not be shown, the longest first */
export function createApi(
  connection: Connection,
  { clock, dispatcher, log, random }: AccessWorld,
  sensitive: readonly string[] = [],
): Api {
  const host = new URL(connection.baseUrl).host;
  const { credentials } = connection;
  /** Whoever echoes the secret does not get it into a log or a report. */
  const conceal = createConcealment([secretOf(credentials)]);
  /** The address of the older pair is somebody's among the users, too, and stays where they are listed. */
  const concealLogin = createConcealment([
    secretOf(credentials),
    ...(credentials.kind === 'key' ? [credentials.email] : []),
  ]);
  const concealSensitive = createConcealment(sensitive, SENSITIVE);
  const concealAll = (text: string): string => concealSensitive(concealLogin(text));
  const throttle = createThrottle(connection.rateLimitReserve, { clock, log });
  const told = new Set<string>();
  let requests = 0;
  let retries = 0;
  let waitedMs = 0;

  const apiError = (
    { what, permission }: Pick<Call<unknown>, 'what' | 'permission'>,
    status: number,
    errors: readonly ApiMessage[],
  ): ApiError => {
    const more = errors.length > MAX_ERRORS ? [`and ${String(errors.length - MAX_ERRORS)} more`] : [];
    const said = [
      `HTTP ${String(status)}`,
      ...errors.slice(0, MAX_ERRORS).map((error) => renderApiMessage(error, concealAll)),
      ...more,
    ].join('; ');
    const codes = errors.map(({ code }) => code);
    return new ApiError(`${what} failed (${said}). ${adviceFor(status, errors, permission)}`, status, codes);
  };

  /** An answer's envelope when it is a success, and nothing else is. */
  const decodeAnswer = (
    { status, body }: Answer,
    call: Pick<Call<unknown>, 'what' | 'permission'>,
  ): Envelope => {
    if (status >= 400) throw apiError(call, status, errorsIn(body));
    if (status < 200 || status >= 300) {
      throw new WireError(`sends it elsewhere (HTTP ${String(status)}), which is not followed`);
    }
    const envelope = decodeEnvelope(body);
    if (!envelope.success || envelope.errors.length > 0) throw apiError(call, status, envelope.errors);
    return envelope;
  };

  /** Sends a request until it is answered, or no other try is safe or useful. */
  async function send(
    { what, request, isPage = false }: Pick<Call<unknown>, 'what' | 'request' | 'isPage'>,
    limits: Limits,
  ): Promise<Answer> {
    const { deadline, signal } = limits;
    // Counted apart: a rate limit that was waited out says nothing about a connection that is lost after it.
    const tries = { limited: 0, failed: 0 };
    for (;;) {
      if (deadline.remainingMs() <= 0) throw outOfTime(what, request.method, false);
      const sent = isPage ? await throttle.takePage(what, limits) : throttle.take();
      let rateLimits: readonly RateLimit[] = [];
      let failure: Answer | NetworkError;
      try {
        requests += 1;
        const timeoutMs = Math.min(REQUEST_TIMEOUT_MS, deadline.remainingMs());
        const { body, ...head } = await exchange(dispatcher, connection, request, { timeoutMs, signal });
        ({ rateLimits } = head);
        const answer = { ...head, body: conceal(body) };
        if (answer.status < 400) return answer;
        failure = answer;
      } catch (error) {
        if (!(error instanceof NetworkError)) throw error;
        failure = new NetworkError(concealAll(error.message), {
          sent: error.sent,
          passing: error.passing,
          cause: plainCause(error.cause, concealAll),
        });
      } finally {
        sent.answered(rateLimits);
      }
      const trouble = troubleOf(failure, clock.now());
      const kind = isRateLimit(trouble) ? 'limited' : 'failed';
      const askedMs = retryDelayMs(request.method, trouble, tries[kind], random());
      const delayMs = Math.max(askedMs ?? Infinity, isPage ? throttle.delayMs() : 0);
      if (delayMs >= deadline.remainingMs() - LEAST_MS) {
        if (!(failure instanceof NetworkError)) return failure;
        // A request that the deadline cut short says nothing about the network.
        throw deadline.remainingMs() <= 0 ? outOfTime(what, request.method, failure.sent) : failure;
      }
      const reason =
        failure instanceof NetworkError ? failure.message : `answered HTTP ${String(failure.status)}`;
      const line = `${what}: ${host} ${reason}; next try in ${String(Math.ceil(delayMs / 1000))} s.`;
      if (delayMs >= NOTABLE_WAIT_MS) log.info(line);
      else log.debug(line);
      await clock.sleep(delayMs, signal);
      tries[kind] += 1;
      retries += 1;
      waitedMs += delayMs;
    }
  }

  async function call<T>(call: Call<T>, limits: Limits): Promise<T> {
    const { what, permission, request, decodeResult } = call;
    try {
      const answer = await send(call, limits);
      const envelope = decodeAnswer(answer, { what, permission });
      for (const text of envelope.messages.map((message) => renderApiMessage(message, concealAll))) {
        if (told.has(text) || told.size >= MAX_MESSAGES) continue;
        log.info(`Cloudflare says: ${text}`);
        told.add(text);
      }
      return decodeResult(envelope.result, envelope.totalCount);
    } catch (error) {
      if (error instanceof NetworkError) throw explainNetwork(error, what, host, request.method);
      if (error instanceof WireError) throw explainWire(error, what, host);
      throw error;
    }
  }

  return {
    call,
    announcePages: (pages, atOnce, limits) => {
      throttle.announce(pages, atOnce, limits);
    },
    conceal: concealAll,
    usage: () => ({ requests, retries, waitedMs, rateLimitRemaining: throttle.remaining() }),
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
