import { type Settings } from './settings.ts';

/** Where the limit stands after a request. */
export interface Allowance {
  readonly isExceeded: boolean;
  /** Requests that a whole window has, and its length. */
  readonly limit: number;
  readonly windowSeconds: number;
  /** Requests left in the window. */
  readonly remaining: number;
  /** Whole seconds until all requests are allowed again. */
  readonly resetSeconds: number;
}

/** What a caller has asked for in the window that ends at `endsMs`. */
interface Window {
  endsMs: number;
  taken: number;
}

/**
 * Counts requests of each caller apart, as Cloudflare does for a token or user: so many in a window, and past them
 * none for as long. `now` is in milliseconds.
 */
export function createRateLimit(
  {
    rateLimitRequests: limit,
    rateLimitSeconds: windowSeconds,
  }: Pick<Settings, 'rateLimitRequests' | 'rateLimitSeconds'>,
  now: () => number,
): { take(key: string): Allowance } {
  const windows = new Map<string, Window>();
  const newEnd = (): number => now() + windowSeconds * 1000;
  return {
    take(key) {
      const last = windows.get(key);
      const window = last && now() < last.endsMs ? last : { endsMs: newEnd(), taken: 0 };
      windows.set(key, window);
      window.taken += 1;
      // The first request too many starts the time in which everything is refused.
      if (window.taken === limit + 1) window.endsMs = newEnd();
      return {
        isExceeded: window.taken > limit,
        limit,
        windowSeconds,
        remaining: Math.max(0, limit - window.taken),
        resetSeconds: Math.ceil((window.endsMs - now()) / 1000),
      };
    },
  };
}

/** The headers that tell a client about the limit; `retry-after` only once it is exceeded. */
export function renderAllowance(allowance: Allowance): Record<string, string> {
  const { isExceeded, limit, windowSeconds, remaining, resetSeconds } = allowance;
  return {
    ratelimit: `"default";r=${remaining};t=${resetSeconds}`,
    'ratelimit-policy': `"default";q=${limit};w=${Math.ceil(windowSeconds)}`,
    ...(isExceeded ? { 'retry-after': String(resetSeconds) } : {}),
  };
}
