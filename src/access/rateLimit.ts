/** What an answer tells of one limit of requests. */
export interface RateLimit {
  readonly name: string;
  /** Requests left in the window that is under way. */
  readonly remaining: number;
  /** Until the window ends; 0 where that is not told. */
  readonly resetMs: number;
  /** Requests in a whole window, and how long it is; undefined where no policy tells. */
  readonly quota: number | undefined;
  readonly windowMs: number | undefined;
}

/** Cloudflare has two limits; a server that tells of many more is not followed in all of them. */
const MAX_LIMITS = 8;

/** No window is longer; a server that says so is asked again after an hour. */
const MAX_WINDOW_S = 3_600;

/**
 * The limits that the headers `Ratelimit` (`"default";r=50;t=30`: r left, t seconds to the end of the window) and
 * `Ratelimit-Policy` (`"burst";q=100;w=60`: q requests in w seconds) tell; both may be missing, hold lists, and give
 * the same limit different names: then the places in the lists count. An item that makes no sense tells nothing.
 * https://developers.cloudflare.com/fundamentals/api/reference/limits/
 */
export function parseRateLimits(limits: string | undefined, policies: string | undefined): RateLimit[] {
  const known = itemsOf(policies);
  return itemsOf(limits).flatMap((item, index) => {
    const name = nameOf(item);
    const policy = known.find((candidate) => nameOf(candidate) === name) ?? known[index] ?? '';
    const remaining = numberIn(item, /;\s*r=(\d{1,9})(?!\d)/);
    if (remaining === undefined) return [];
    const resetS = Math.min(MAX_WINDOW_S, numberIn(item, /;\s*t=(\d+)/) ?? 0);
    const quota = numberIn(policy, /;\s*q=(\d{1,9})(?!\d)/);
    const windowS = numberIn(policy, /;\s*w=(\d+)/);
    return [
      {
        name,
        remaining,
        resetMs: resetS * 1_000,
        quota: quota === 0 ? undefined : quota,
        windowMs: windowS === undefined ? undefined : Math.min(MAX_WINDOW_S, Math.max(1, windowS)) * 1_000,
      },
    ];
  });
}

function itemsOf(header = ''): string[] {
  return header.split(',', MAX_LIMITS);
}

function nameOf(item: string): string {
  return item.split(';', 1)[0]?.trim() ?? '';
}

function numberIn(item: string, parameter: RegExp): number | undefined {
  const digits = parameter.exec(item)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
