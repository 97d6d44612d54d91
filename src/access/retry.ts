import { NetworkError } from '../errors.ts';
import { type Answer } from './exchange.ts';

/** Why a try failed: an answer that asks for another, or none at all. */
export type Trouble =
  | { readonly kind: 'answer'; readonly status: number; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'network'; readonly sent: boolean; readonly passing: boolean };

/** The first delay; each further one may be twice as long. */
const BASE_MS = 1_000;
const CAP_MS = 60_000;
/** Tries beyond the first; a rate limit is waited out however long it lasts, until the test's deadline. */
const MAX_RETRIES = 5;

/**
 * How long to wait before a request is sent again, in milliseconds; undefined when it must not or should not be.
 * A GET is repeated on 408, 425, 429, 5xx and lost connections; a POST, which would start a second test, only
 * when it cannot have been received: 429, 503 with Retry-After, no connection.
 *
 * A `Retry-After` is the least delay, so that a server that asks for none is not run over.
 *
 * @param retries how often it has been repeated already for the like of this trouble: a rate limit, or another
 * @param random a number in [0, 1): delays are jittered between half and whole
 */
export function retryDelayMs(
  method: 'GET' | 'POST',
  trouble: Trouble,
  retries: number,
  random: number,
): number | undefined {
  if (!mayRepeat(method, trouble)) return undefined;
  if (!isRateLimit(trouble) && retries >= MAX_RETRIES) return undefined;
  const asked = trouble.kind === 'answer' ? (trouble.retryAfterMs ?? 0) : 0;
  return Math.max(asked, Math.min(CAP_MS, BASE_MS * 2 ** retries) * (0.5 + random / 2));
}

/** Why a try failed, by what came of it at `now`. */
export function troubleOf(failure: Answer | NetworkError, now: Date): Trouble {
  return failure instanceof NetworkError
    ? { kind: 'network', sent: failure.sent, passing: failure.passing }
    : {
        kind: 'answer',
        status: failure.status,
        retryAfterMs: parseRetryAfterMs(failure.retryAfter, now),
      };
}

export function isRateLimit(trouble: Trouble): boolean {
  return trouble.kind === 'answer' && trouble.status === 429;
}

function mayRepeat(method: 'GET' | 'POST', trouble: Trouble): boolean {
  if (trouble.kind === 'network') return trouble.passing && (method === 'GET' || !trouble.sent);
  const { status, retryAfterMs } = trouble;
  if (method === 'POST') return status === 429 || (status === 503 && retryAfterMs !== undefined);
  return [408, 425, 429].includes(status) || status >= 500;
}

/**
 * A `Retry-After` header as milliseconds from now: whole seconds or an HTTP date (RFC 9110, 10.2.3); undefined
 * when it is missing or neither.
 */
export function parseRetryAfterMs(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
