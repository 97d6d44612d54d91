/** Cloudflare's limit: 1200 requests in five minutes, then nothing for five minutes. */
const MAX_REQUESTS = 1200;
const WINDOW_MS = 300_000;

/** Where the limit stands after a request. */
export interface Allowance {
  readonly isExceeded: boolean;
  /** Requests left in the window. */
  readonly remaining: number;
  /** Whole seconds until all requests are allowed again. */
  readonly resetSeconds: number;
}

/** Counts requests; `now` is in milliseconds. */
export function createRateLimit(now: () => number): { take(): Allowance } {
  let endsMs = -Infinity;
  let taken = 0;
  return {
    take() {
      if (now() >= endsMs) {
        endsMs = now() + WINDOW_MS;
        taken = 0;
      }
      taken += 1;
      // The first request too many starts the five minutes in which everything is refused.
      if (taken === MAX_REQUESTS + 1) endsMs = now() + WINDOW_MS;
      return {
        isExceeded: taken > MAX_REQUESTS,
        remaining: Math.max(0, MAX_REQUESTS - taken),
        resetSeconds: Math.ceil((endsMs - now()) / 1000),
      };
    },
  };
}

/** The headers that tell a client about the limit; `retry-after` only once it is exceeded. */
export function renderAllowance({ isExceeded, remaining, resetSeconds }: Allowance): Record<string, string> {
  return {
    ratelimit: `"default";r=${remaining};t=${resetSeconds}`,
    'ratelimit-policy': `"default";q=${MAX_REQUESTS};w=${WINDOW_MS / 1000}`,
    ...(isExceeded ? { 'retry-after': String(resetSeconds) } : {}),
  };
}
