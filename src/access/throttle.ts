import { TestError } from '../errors.ts';
import { formatCount, formatDuration } from '../format.ts';
import { type World } from '../world.ts';
import { type Limits } from './api.ts';
import { forecastMs } from './forecast.ts';
import {
  delayMs,
  holding,
  leftForPages,
  newBudget,
  reserveOf,
  type Window,
  withAnswer,
  withRequest,
} from './budget.ts';
import { type RateLimit } from './rateLimit.ts';

/** Keeps the requests of one token to its rate limit, and to what is left to others of it. */
export interface Throttle {
  /** A request that is not held back is sent. */
  take(): Sent;
  /**
   * Waits until a page may be asked for, which then is sent.
   *
   * @throws TestError when that is not before the deadline; the signal's reason
   */
  takePage(what: string, limits: Limits): Promise<Sent>;
  /** How long a page would have to wait. */
  delayMs(): number;
  /** Requests left, as the latest answer said; undefined when none did. */
  remaining(): number | undefined;
  /** Says so, and how long it takes, where so many pages are more than may be asked for now. */
  announce(pages: number, atOnce: number, limits: Limits): void;
}

/** A request that was sent: to be told once of its answer, or that there is none. */
export interface Sent {
  answered(limits: readonly RateLimit[]): void;
}

/** Shorter waits are not worth a line in the log. */
const NOTABLE_MS = 5_000;

const REMEDY = 'raise timeout-minutes, lower rate-limit-reserve, or give the gate a token of its own';

/** @param reservePercent of the rate limit, left to others */
export function createThrottle(
  reservePercent: number,
  { clock, log }: Pick<World, 'clock' | 'log'>,
): Throttle {
  let budget = newBudget(reservePercent);
  let latencyMs = 0;
  let remaining: number | undefined;
  let toldUntilMs = -Infinity;

  const send = (): Sent => {
    const sentMs = clock.elapsedMs();
    budget = withRequest(budget, sentMs);
    return {
      answered(limits) {
        const nowMs = clock.elapsedMs();
        latencyMs = nowMs - sentMs;
        if (limits.length > 0) remaining = Math.min(...limits.map((limit) => limit.remaining));
        budget = withAnswer(budget, sentMs, nowMs, limits);
      },
    };
  };

  /** `350 of 1,200 requests are left, and rate-limit-reserve keeps 120 for others` */
  const leftOf = (window: Window, nowMs: number): string => {
    const left = nowMs < window.endsMs ? Math.max(0, window.left) : window.quota;
    const reserve = reserveOf(window, reservePercent);
    return `${formatCount(left)} of ${formatCount(window.quota)} requests are left, and rate-limit-reserve keeps ${formatCount(reserve)} for others`;
  };

  /** What is said of pages that wait for a window to end; once for each. */
  const tellHold = (what: string, waitMs: number, limits: Limits): void => {
    const nowMs = clock.elapsedMs();
    const leftMs = limits.deadline.remainingMs();
    const window = holding(budget, nowMs);
    if (window === undefined) return;
    const reason = (): string =>
      `${leftOf(window, nowMs)}; the rate limit begins anew in ${formatDuration(waitMs)}`;
    if (waitMs >= leftMs) {
      throw new TestError(
        `${what}: ${reason()}, and this test has ${formatDuration(Math.max(0, leftMs))} left: ${REMEDY}.`,
      );
    }
    if (waitMs < NOTABLE_MS || nowMs + waitMs < toldUntilMs + NOTABLE_MS) return;
    toldUntilMs = nowMs + waitMs;
    log.info(`${what} waits: ${reason()}.`);
  };

  return {
    take: send,
    delayMs: () => delayMs(budget, clock.elapsedMs()),
    remaining: () => remaining,
    async takePage(what, limits) {
      for (;;) {
        const waitMs = delayMs(budget, clock.elapsedMs());
        // In one go: whoever else waits finds the request counted.
        if (waitMs <= 0) return send();
        tellHold(what, waitMs, limits);
        await clock.sleep(waitMs, limits.signal);
      }
    },
    announce(pages, atOnce, { deadline }) {
      const nowMs = clock.elapsedMs();
      const scarce = budget.windows.find((window) => pages > leftForPages(window, budget, nowMs));
      if (scarce === undefined) return;
      const takesMs = forecastMs(budget, nowMs, pages, { latencyMs, atOnce });
      const leftMs = deadline.remainingMs();
      const isLate =
        takesMs < leftMs ? '' : ` This test has ${formatDuration(Math.max(0, leftMs))} left: ${REMEDY}.`;
      log.info(
        `Listing ${pages === 1 ? '1 page' : `${formatCount(pages)} pages`} takes more requests than may be sent now: ${leftOf(scarce, nowMs)}. It takes about ${formatDuration(takesMs)}.${isLate}`,
      );
    },
  };
}
