import { describe, expect, it } from '@jest/globals';
import { type Progress, waitForTest } from '../../src/access/wait.ts';
import { ApiError, TestError } from '../../src/errors.ts';
import { type Handler } from '../../src/emulator/exchange.ts';
import { aClient, aReply, rejectionOf, success, TEST_ID } from '../support/access.ts';
import { virtualClock } from '../support/world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

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
    expect(polls).toEqual([0, 1_000, 2_000, 4_000, 6_000, 8_000, 10_000]);
  });

  it('tells of each poll that found the test under way', async () => {
    const { result, told } = waitFor((elapsedMs) => {
      if (elapsedMs < 1_000) return { status: 'queued' };
      if (elapsedMs < 1_500) return { status: 'processing', percent_users_processed: 40, total_users: 10 };
      return { status: 'complete', percent_users_processed: 100 };
    });

    await result;
    expect(told.map(({ status, percent, elapsedMs }) => [status, percent, elapsedMs])).toEqual([
      ['queued', undefined, 0],
      ['processing', 40, 1_000],
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
    expect(world.clock.sleeps).toEqual([1_000, 500]);
  });

  it('ends as soon as it is interrupted', async () => {
    const interrupted = new AbortController();
    const reason = new Error('interrupted by SIGINT');
    const { result, polls } = waitFor(
      (elapsedMs) => {
        if (elapsedMs >= 4 * SECOND) interrupted.abort(reason);
        return processing(1);
      },
      { signal: interrupted.signal },
    );

    expect(await rejectionOf(result)).toBe(reason);
    expect(polls.at(-1)).toBe(4 * SECOND);
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
