import { setMaxListeners } from 'node:events';
import { type Limits } from '../src/access/api.ts';
import { createDeadline } from '../src/access/deadline.ts';
import { parseRateLimits } from '../src/access/rateLimit.ts';
import { createThrottle, type Throttle } from '../src/access/throttle.ts';
import { AT_ONCE } from '../src/access/users.ts';
import { waitForTest } from '../src/access/wait.ts';
import { createRateLimit, renderAllowance } from '../src/emulator/rateLimit.ts';
import { TestError } from '../src/errors.ts';
import { type Clock, type Log } from '../src/world.ts';

/** Runners that test accounts one after the other, all at the same time, on a clock of their own. */
export interface Fleet {
  /** One for each runner. */
  readonly runners: readonly Runner[];
  readonly quota: number;
  readonly windowMs: number;
  /** How long a request or an answer is under way, in milliseconds. */
  readonly travelMs: () => number;
  readonly reservePercent: number;
  readonly timeoutMs: number;
}

/** A job of a matrix. */
export interface Runner {
  readonly token: string;
  readonly accounts: readonly Work[];
}

/** What one account takes: a policy test of so long, and so many pages of users. */
export interface Work {
  readonly testMs: number;
  readonly pages: number;
}

/** A request as the server saw it. */
export interface Served {
  readonly runner: number;
  readonly kind: 'page' | 'other';
  readonly sentMs: number;
  readonly isRefused: boolean;
  /** What was left of the token's quota after it. */
  readonly remaining: number;
}

/** What came of it. */
export interface Course {
  readonly durationMs: number;
  readonly served: readonly Served[];
  /** Why accounts were not done by their deadlines, a message for each. */
  readonly failures: readonly string[];
}

const SILENT: Log = { debug: () => undefined, info: () => undefined, progress: () => undefined };

/**
 * Plays a fleet through with the gate's own waiting and its own keeping to the rate limit, against a server that counts
 * as the emulator does. A request that is refused is repeated when the server says.
 */
export async function playFleet(fleet: Fleet, clock: Clock): Promise<Course> {
  const startMs = clock.elapsedMs();
  const { signal } = new AbortController();
  // Each request that is under way listens to it.
  setMaxListeners(0, signal);
  const limit = createRateLimit(
    { rateLimitRequests: fleet.quota, rateLimitSeconds: fleet.windowMs / 1_000 },
    () => clock.elapsedMs(),
  );
  const served: Served[] = [];
  const failures: string[] = [];

  /** There, and back again. */
  const ask = async (
    throttle: Throttle,
    kind: Served['kind'],
    runner: number,
    limits: Limits,
  ): Promise<void> => {
    if (limits.deadline.remainingMs() <= 0) throw new TestError('out of time');
    const sent = kind === 'page' ? await throttle.takePage('A page', limits) : throttle.take();
    const sentMs = clock.elapsedMs();
    await clock.sleep(fleet.travelMs(), signal);
    const allowance = limit.take(fleet.runners[runner]?.token ?? '');
    const { remaining, isExceeded } = allowance;
    served.push({ runner, kind, sentMs, isRefused: isExceeded, remaining });
    await clock.sleep(fleet.travelMs(), signal);
    const headers = renderAllowance(allowance);
    sent.answered(parseRateLimits(headers['ratelimit'], headers['ratelimit-policy']));
    if (!isExceeded) return;
    const waitMs = allowance.resetSeconds * 1_000;
    if (waitMs >= limits.deadline.remainingMs()) throw new TestError('refused past the deadline');
    await clock.sleep(waitMs, signal);
    await ask(throttle, kind, runner, limits);
  };

  const testAccount = async (throttle: Throttle, runner: number, { testMs, pages }: Work): Promise<void> => {
    const limits = { deadline: createDeadline(clock, fleet.timeoutMs), signal };
    await ask(throttle, 'other', runner, limits);
    const beganMs = clock.elapsedMs();
    const readTest = async (): Promise<{ status: string; counts: { percentUsersProcessed: number } }> => {
      await ask(throttle, 'other', runner, limits);
      const percent = Math.min(100, Math.floor(((clock.elapsedMs() - beganMs) * 100) / testMs));
      return {
        status: percent === 100 ? 'complete' : 'processing',
        counts: { percentUsersProcessed: percent },
      };
    };
    await waitForTest({ readTest }, 'a', limits, clock, () => undefined);
    let next = 0;
    const takePages = async (): Promise<void> => {
      for (; next < pages;) {
        next += 1;
        await ask(throttle, 'page', runner, limits);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, takePages));
  };

  await Promise.all(
    fleet.runners.map(async ({ accounts }, runner) => {
      const throttle = createThrottle(fleet.reservePercent, { clock, log: SILENT });
      for (const work of accounts) {
        try {
          await testAccount(throttle, runner, work);
        } catch (error) {
          if (!(error instanceof TestError)) throw error;
          failures.push(error.message);
        }
      }
    }),
  );
  return { durationMs: clock.elapsedMs() - startMs, served, failures };
}
