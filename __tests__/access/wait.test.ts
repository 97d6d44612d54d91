import { describe, expect, it } from '@jest/globals';
import {
  estimateRemainingMs,
  type Observation,
  pollDelayMs,
  type Progress,
  waitForTest,
} from '../../src/access/wait.ts';
import { ApiError, TestError } from '../../src/errors.ts';
import { type Handler } from '../../src/emulator/exchange.ts';
import { aClient, aReply, rejectionOf, success, TEST_ID } from '../support/access.ts';
import { virtualClock } from '../support/world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** `[elapsed ms, percent]` each. */
function observations(...pairs: [number, number?][]): Observation[] {
  return pairs.map(([elapsedMs, percent]) => ({ elapsedMs, percent }));
}

/** Waits for a test whose status is `statusAt` of the elapsed milliseconds; a request takes `latencyMs`. */
function waitFor(
  statusAt: (elapsedMs: number) => Record<string, unknown>,
  { timeoutMs = 120 * MINUTE, latencyMs = 0, signal = new AbortController().signal } = {},
) {
  const clock = virtualClock();
  const polls: number[] = [];
  const handle: Handler = () => {
    polls.push(clock.elapsedMs());
    clock.advance(latencyMs);
    return success(statusAt(clock.elapsedMs()));
  };
  const { client, limits } = aClient(handle, { clock, timeoutMs, signal });
  const told: Progress[] = [];
  const result = waitForTest(client, TEST_ID, limits, clock, (progress) => told.push(progress));
  return { result, told, polls, clock };
}

const processing = (percent?: number) => ({ status: 'processing', percent_users_processed: percent });

describe('the estimate of the rest', () => {
  it.each<[string, Observation[], number | undefined]>([
    ['nothing was seen', [], undefined],
    ['it was seen once', observations([10_000, 50]), undefined],
    ['it does not say how far it is', observations([0, 0], [10_000]), undefined],
    ['it did not say how far it was', observations([0], [10_000, 50]), undefined],
    ['it stands still', observations([0, 10], [10_000, 10]), undefined],
    ['it goes back', observations([0, 50], [10_000, 10]), undefined],
    ['it is half done', observations([0, 0], [10_000, 50]), 10_000],
    ['it is done but for the status', observations([0, 0], [10_000, 100]), 0],
    ['it began with a burst', observations([0, 0], [5_000, 80], [10_000, 90]), 5_000],
    ['it has been stalling since', observations([0, 0], [5_000, 80], [10_000, 80]), undefined],
    ['it starts late', observations([0, 0], [8_000, 0], [10_000, 20]), 40_000],
  ])('when %s', (_, seen, expected) => {
    expect(estimateRemainingMs(seen)).toBe(expected);
  });
});

describe('the delay before a poll', () => {
  it.each<[string, Observation[], number]>([
    ['the floor at first', observations([0, 0]), 500],
    ['the floor where nothing was seen', [], 500],
    ['half of the rest', observations([0, 0], [20_000, 60]), 6_667],
    ['half of the elapsed time where the rest is long', observations([0, 0], [8_000, 1]), 4_000],
    ['the cap where both are long', observations([0, 0], [600_000, 1]), 60_000],
    ['the floor near the end', observations([0, 0], [10_000, 99]), 500],
    [
      'a fiftieth of the elapsed time near the end of a long test',
      observations([0, 0], [600_000, 100]),
      12_000,
    ],
    ['a tenth of the elapsed time where there is no estimate', observations([0], [100_000]), 10_000],
    ['the cap where there is no estimate for long', observations([0], [3_600_000]), 60_000],
  ])('is %s', (_, seen, expected) => {
    expect(Math.round(pollDelayMs(seen))).toBe(expected);
  });
});

describe('waiting', () => {
  it.each(['complete', 'blocked', 'exceeded time'])(
    'ends at "%s", whatever comes with it',
    async (status) => {
      const { result, told, polls } = waitFor(() => ({ status, total_users: 5, users_blocked: 2 }));

      expect(await result).toMatchObject({ status, counts: { totalUsers: 5, usersBlocked: 2 } });
      expect([told, polls]).toEqual([[], [0]]);
    },
  );

  it.each(['processing', 'queued', 'Complete', 'exceeded_time', 'completed'])(
    'goes on while the status is "%s"',
    async (status) => {
      const { result, polls } = waitFor((elapsedMs) => ({
        status: elapsedMs < 10 * SECOND ? status : 'complete',
      }));

      expect((await result).status).toBe('complete');
      expect(polls.length).toBeGreaterThan(2);
    },
  );

  it('goes on after 100 % until the status says so', async () => {
    const { result } = waitFor((elapsedMs) => (elapsedMs < 5_000 ? processing(100) : { status: 'complete' }));

    expect((await result).status).toBe('complete');
  });

  it('asks again after ever longer delays where no progress is told', async () => {
    const { result, polls } = waitFor((elapsedMs) =>
      elapsedMs < 9 * SECOND ? processing() : { status: 'complete' },
    );

    await result;
    expect(polls.slice(0, 12)).toEqual([
      0, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 3_500, 4_000, 4_500, 5_000, 5_500,
    ]);
    expect(polls.slice(12, 15).map(Math.round)).toEqual([6_050, 6_655, 7_321]);
  });

  it('tells of each poll that found the test under way', async () => {
    const { result, told } = waitFor((elapsedMs) => {
      if (elapsedMs < 500) return { status: 'queued' };
      if (elapsedMs < 1_000) return { status: 'processing', percent_users_processed: 40, total_users: 10 };
      return { status: 'complete', percent_users_processed: 100 };
    });

    await result;
    expect(told.map(({ status, percent, elapsedMs }) => [status, percent, elapsedMs])).toEqual([
      ['queued', undefined, 0],
      ['processing', 40, 500],
    ]);
    expect(told[1]).toMatchObject({ counts: { totalUsers: 10 } });
  });

  it('ends with what the API refuses', async () => {
    const { client, limits, world } = aClient([
      success(processing(10)),
      aReply(404, { success: false, errors: [] }),
    ]);

    const error = await rejectionOf(waitForTest(client, TEST_ID, limits, world.clock, () => undefined));

    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).status).toBe(404);
  });

  it('outlives an outage between two polls', async () => {
    const { client, limits, world } = aClient([
      success(processing(10)),
      aReply(502, ''),
      success({ status: 'complete' }),
    ]);

    const { status } = await waitForTest(client, TEST_ID, limits, world.clock, () => undefined);

    expect(status).toBe('complete');
    expect(world.clock.sleeps).toEqual([500, 500]);
  });

  it('ends as soon as it is interrupted', async () => {
    const interrupted = new AbortController();
    const reason = new Error('interrupted by SIGINT');
    const { result, polls } = waitFor(
      (elapsedMs) => {
        if (elapsedMs >= 5 * SECOND) interrupted.abort(reason);
        return processing(1);
      },
      { signal: interrupted.signal },
    );

    expect(await rejectionOf(result)).toBe(reason);
    expect(polls.at(-1)).toBeLessThan(6 * SECOND);
  });
});

describe('the deadline of waiting', () => {
  const ADVICE =
    'Raise timeout-minutes; without a baseline, it can also be judged later with policy-test-id.';

  it.each<[string, Record<string, unknown>, string]>([
    ['its progress', processing(43), 'was still "processing" at 43 % when its time was over.'],
    ['its status alone', processing(), 'was still "processing" when its time was over.'],
    [
      'a status that is not known, made harmless',
      { status: 'queued\n::error::' },
      'was still "queued ::error::" when its time was over.',
    ],
  ])('is told with the id and %s', async (_, status, words) => {
    const { result } = waitFor(() => status, { timeoutMs: MINUTE });

    const error = await rejectionOf(result);

    expect(error).toBeInstanceOf(TestError);
    expect((error as Error).message).toBe(`Policy test f1a2b3c4 ${words} ${ADVICE}`);
  });

  it.each([1.5 * SECOND, 10 * SECOND, MINUTE, 15 * MINUTE, 60 * MINUTE])(
    'has a last poll a second before it: %i ms',
    async (timeoutMs) => {
      const { result, polls, clock } = waitFor(() => processing(), { timeoutMs });

      await rejectionOf(result);

      expect(polls.at(-1)).toBeCloseTo(timeoutMs - SECOND, 5);
      expect(clock.elapsedMs()).toBeLessThanOrEqual(timeoutMs);
    },
  );

  it('lets a test be read once however short it is', async () => {
    const { result, polls } = waitFor(() => processing(), { timeoutMs: 300 });

    expect(await rejectionOf(result)).toBeInstanceOf(TestError);
    expect(polls).toEqual([0]);
  });

  it('is not passed by slow answers', async () => {
    const { result, clock } = waitFor(() => processing(5), { timeoutMs: MINUTE, latencyMs: 20 * SECOND });

    expect(await rejectionOf(result)).toBeInstanceOf(TestError);
    expect(clock.elapsedMs()).toBeLessThanOrEqual(MINUTE + 20 * SECOND);
  });
});

describe('over every kind of progress', () => {
  /** Share of the work that is done at a share of the time, both from 0 to 1. */
  const PACES: Record<string, (time: number) => number | undefined> = {
    steady: (time) => time,
    'stalling in the middle': (time) => (time < 0.2 ? 2 * time : time < 0.8 ? 0.4 : 0.4 + 3 * (time - 0.8)),
    'stalling at the end': (time) => Math.min(0.99, 4 * time),
    'in bursts': (time) => Math.floor(time * 4) / 4,
    'ever faster': (time) => time ** 4,
    'ever slower': (time) => 1 - (1 - time) ** 4,
    'silent at first': (time) => (time < 0.5 ? 0 : 2 * (time - 0.5)),
    'untold at first': (time) => (time < 0.5 ? undefined : 2 * (time - 0.5)),
    'never told': () => undefined,
    'going back now and then': (time) => Math.max(0, time - (Math.floor(time * 20) % 3) * 0.05),
  };
  const DURATIONS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600].map((s) => s * SECOND);

  it.each(Object.keys(PACES))('%s: few polls, and the end is seen soon', async (pace) => {
    for (const durationMs of DURATIONS) {
      const { result, polls, clock } = waitFor((elapsedMs) => {
        const done = PACES[pace]?.(elapsedMs / durationMs);
        return elapsedMs >= durationMs
          ? { status: 'complete', percent_users_processed: 100 }
          : processing(done === undefined ? undefined : Math.floor(done * 100));
      });

      expect((await result).status).toBe('complete');

      const overshootMs = clock.elapsedMs() - durationMs;
      expect(overshootMs).toBeLessThanOrEqual(Math.min(MINUTE, Math.max(500, durationMs / 2)));
      expect(polls.length).toBeLessThanOrEqual(durationMs <= MINUTE ? 50 : 115);
    }
  });
});
