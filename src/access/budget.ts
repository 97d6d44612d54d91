import { type RateLimit } from './rateLimit.ts';

/*
 * The rate limit as a budget, and a value: what was asked for and what the answers told say when the next page may be
 * asked for. A token may send 1200 requests in 5 minutes, together with all else that uses it, and an address 200 a
 * second: https://developers.cloudflare.com/fundamentals/api/reference/limits/
 */

/** Requests and answers so far. */
export interface Budget {
  /** Percent of each quota that pages leave to others, 0 to 90. */
  readonly reservePercent: number;
  /** Requests that are not answered yet. */
  readonly underWay: number;
  /** Until when the steady pace is used up; it may be ahead of now by what goes at once. */
  readonly paidMs: number;
  /** One for each limit; one of our own counting before an answer tells. */
  readonly windows: readonly Window[];
}

/** A limit of requests in a window of time. */
export interface Window {
  readonly name: string;
  readonly quota: number;
  readonly lengthMs: number;
  /** Requests left, those under way taken off. */
  readonly left: number;
  /** It ends between these two moments. */
  readonly endsAfterMs: number;
  readonly endsMs: number;
  /** When an answer first told of it; undefined where it follows, by our own counting, one that has ended. */
  readonly toldMs: number | undefined;
}

/** A steady pace and what may go at once: at most 176 requests in any one second, below the 200 of an address. */
const INTERVAL_MS = 1_000 / 160;
const BURST = 16;

/** What a token may ask for where no answer tells. */
const DOCUMENTED = { quota: 1_200, lengthMs: 300_000 };

/** The window before the first request, which begins another. */
const UNTOLD: Window = {
  ...DOCUMENTED,
  name: '',
  left: 0,
  endsAfterMs: -Infinity,
  endsMs: -Infinity,
  toldMs: undefined,
};

/** Nothing was asked for yet. */
export function newBudget(reservePercent: number): Budget {
  return { reservePercent, underWay: 0, paidMs: 0, windows: [UNTOLD] };
}

/** Requests of a quota that are left to others; at least one of a window is ours, so that the pages end some day. */
export function reserveOf({ quota }: Pick<Window, 'quota'>, reservePercent: number): number {
  return Math.min(quota - 1, Math.ceil((quota * reservePercent) / 100));
}

/** Requests that pages may still take of a window. */
export function leftForPages(window: Window, { reservePercent }: Budget, nowMs: number): number {
  const left = nowMs < window.endsMs ? window.left : window.quota;
  return Math.max(0, left - reserveOf(window, reservePercent));
}

/** The window that holds pages back the longest; undefined where none does. */
export function holding(budget: Budget, nowMs: number): Window | undefined {
  return budget.windows
    .filter((window) => leftForPages(window, budget, nowMs) === 0)
    .reduce<Window | undefined>(
      (longest, window) => (longest && longest.endsMs >= window.endsMs ? longest : window),
      undefined,
    );
}

/** How long until a page may be asked for; 0 when at once. */
export function delayMs(budget: Budget, nowMs: number): number {
  const spaced = budget.paidMs - (BURST - 1) * INTERVAL_MS - nowMs;
  const held = (holding(budget, nowMs)?.endsMs ?? nowMs) - nowMs;
  return Math.max(0, spaced, held);
}

/** A request is sent, be it for a page or not. */
export function withRequest(budget: Budget, nowMs: number): Budget {
  return {
    ...budget,
    underWay: budget.underWay + 1,
    paidMs: Math.max(budget.paidMs, nowMs) + INTERVAL_MS,
    windows: budget.windows.map((window) =>
      nowMs < window.endsMs
        ? { ...window, left: window.left - 1 }
        : {
            ...window,
            // What is under way when a window begins may count in it.
            left: window.quota - budget.underWay - 1,
            endsAfterMs: nowMs,
            endsMs: nowMs + window.lengthMs,
            toldMs: undefined,
          },
    ),
  };
}

/**
 * The request that was sent at `sentMs` is answered, or will never be: then, as where no header tells, `limits` is
 * empty.
 */
export function withAnswer(
  budget: Budget,
  sentMs: number,
  nowMs: number,
  limits: readonly RateLimit[],
): Budget {
  const underWay = budget.underWay - 1;
  const windows = limits.map(({ name, remaining, resetMs, quota, windowMs }): Window => {
    const told = {
      name,
      quota: quota ?? DOCUMENTED.quota,
      lengthMs: windowMs ?? DOCUMENTED.lengthMs,
      left: remaining - underWay,
      // Seconds are whole, rounded up or down, and were counted somewhere between request and answer.
      endsAfterMs: sentMs + resetMs - 1_000,
      endsMs: nowMs + resetMs + 1_000,
      toldMs: nowMs,
    };
    const before = budget.windows.find((window) => window.name === name);
    return before?.toldMs === undefined ? told : laterOf(before, told, sentMs < before.toldMs);
  });
  return { ...budget, underWay, windows: windows.length > 0 ? windows : budget.windows };
}

/** Answers overtake one another: of those about the same window, the one that leaves the least is the latest. */
function laterOf(before: Window, told: Window, isOvertaken: boolean): Window {
  if (told.endsMs < before.endsAfterMs) return isOvertaken ? before : told;
  if (told.endsAfterMs > before.endsMs) return told;
  return {
    ...told,
    left: Math.min(before.left, told.left),
    endsAfterMs: Math.max(before.endsAfterMs, told.endsAfterMs),
    endsMs: Math.min(before.endsMs, told.endsMs),
    toldMs: before.toldMs,
  };
}
