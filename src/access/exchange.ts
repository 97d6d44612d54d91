import { isUtf8 } from 'node:buffer';
import { type Dispatcher } from 'undici';
import { NetworkError, WireError } from '../errors.ts';
import { plain } from '../untrusted.ts';
import { VERSION } from '../version.ts';
import { authorizationOf, type Connection } from './connection.ts';
import { parseRateLimits, type RateLimit } from './rateLimit.ts';

/** One request, its path relative to the base address of the API. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
}

/** What came back, not yet believed. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** The `Retry-After` header as it was sent. */
  readonly retryAfter: string | undefined;
  /** What the headers `Ratelimit` and `Ratelimit-Policy` tell. */
  readonly rateLimits: readonly RateLimit[];
}

/** A page of 1000 users has some 200 kB; far more than that is not an answer. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Errors that occur before a connection stands: nothing can have been received. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const UNTRUSTED_CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_/;

/** How undici says that a proxy made no tunnel; the error has no code of its own. */
const REFUSED_BY_PROXY = /^Proxy response \((\d+)\)/;

/**
 * One HTTP exchange: no retry, no redirect, nothing decoded.
 *
 * @param timeoutMs until the whole answer is read
 * @param signal aborts at once; its reason is thrown
 * @throws NetworkError when no whole answer came; WireError when the body has more than 16 MiB, or is no text
 */
export async function exchange(
  dispatcher: Dispatcher,
  connection: Connection,
  { method, path, query = {}, body }: ApiRequest,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
): Promise<Answer> {
  const url = new URL(`${connection.baseUrl}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));

  const stop = new AbortController();
  const abort = (): void => {
    stop.abort(signal.reason);
  };
  const timeout = setTimeout(() => {
    stop.abort(Object.assign(new Error('timeout'), { code: 'TIMEOUT' }));
  }, timeoutMs);
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    const response = await dispatcher.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method,
      signal: stop.signal,
      headers: {
        ...authorizationOf(connection.credentials),
        accept: 'application/json',
        'user-agent': `access-policy-gate/${VERSION}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const bytes = await readBody(response.body);
    // Read with replacements, somebody's address would be another. An error's words decide nothing.
    if (response.statusCode < 400 && !isUtf8(bytes)) throw new WireError('is not UTF-8 text');
    return {
      status: response.statusCode,
      retryAfter: header(response.headers['retry-after']),
      rateLimits: parseRateLimits(
        header(response.headers.ratelimit),
        header(response.headers['ratelimit-policy']),
      ),
      body: bytes.toString('utf8'),
    };
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof WireError ? error : networkError(error, timeoutMs);
  } finally {
    clearTimeout(timeout);
    signal.removeEventListener('abort', abort);
  }
}

async function readBody(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const read: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new WireError('has more than 16 MiB');
    read.push(chunk);
  }
  return Buffer.concat(read);
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function networkError(cause: unknown, timeoutMs: number): NetworkError {
  const code = plain(textOf(cause, 'code') ?? '');
  if (code === 'TIMEOUT') {
    return new NetworkError(`gave no whole answer within ${String(Math.ceil(timeoutMs / 1000))} s`, {
      sent: true,
      passing: true,
      cause,
    });
  }
  if (UNTRUSTED_CERTIFICATE.test(code)) {
    return new NetworkError(
      `has a certificate that is not trusted here (${code}); check api-base-url, and behind an inspecting proxy give its root in NODE_EXTRA_CA_CERTS`,
      { sent: false, passing: false, cause },
    );
  }
  // Not by instanceof: an error may come from another realm.
  const reason = plain(textOf(cause, 'message') ?? String(cause)) || 'no reason given';
  const proxyStatus = REFUSED_BY_PROXY.exec(reason)?.[1];
  if (proxyStatus !== undefined) {
    const message = `could not be reached (the proxy answered HTTP ${proxyStatus})`;
    return new NetworkError(message, { sent: false, passing: true, cause });
  }
  if (NOT_SENT.has(code)) {
    return new NetworkError(`could not be reached (${code})`, { sent: false, passing: true, cause });
  }
  const detail = code === '' ? reason : `${code}: ${reason}`;
  return new NetworkError(`broke off (${detail})`, { sent: true, passing: true, cause });
}

function textOf(error: unknown, key: 'code' | 'message'): string | undefined {
  const value: unknown =
    typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}
