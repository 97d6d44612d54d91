import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Course, type Fleet, playFleet } from '../../bench/fleet.ts';
import { delayMs, newBudget, withAnswer, withRequest } from '../../src/access/budget.ts';
import { virtualClock } from '../support/world.ts';

function aFleet(overrides: Partial<Fleet> = {}): Fleet {
  return {
    runners: [{ token: 'a', accounts: [{ testMs: 5_000, pages: 100 }] }],
    quota: 1_200,
    windowMs: 300_000,
    travelMs: () => 25,
    reservePercent: 10,
    timeoutMs: 24 * 3_600_000,
    ...overrides,
  };
}

/** Milliseconds from what is drawn again and again. */
function travelOf(times: readonly number[]): () => number {
  let next = 0;
  return () => times[next++ % times.length] ?? 0;
}

/** The most requests of a runner in any one second. */
function mostInASecond({ served }: Course): number {
  const sent = served.map(({ sentMs }) => sentMs).sort((a, b) => a - b);
  return Math.max(
    ...sent.map((startMs, index) => {
      const end = sent.findIndex((ms, other) => other > index && ms > startMs + 1_000);
      return (end < 0 ? sent.length : end) - index;
    }),
  );
}

const travelTimes = (most: number) =>
  fc.array(fc.integer({ min: 0, max: most }), { minLength: 1, maxLength: 20 });

describe('the budget', () => {
  const told = (remaining: number, resetMs: number) => [
    { name: 'default', remaining, resetMs, quota: 1_200, windowMs: 300_000 },
  ];

  it('forgets a window that was said to last long as soon as a later request is told otherwise', () => {
    const first = withAnswer(withRequest(newBudget(10), 0), 0, 50, told(0, 3_600_000));
    expect(delayMs(first, 50)).toBe(3_601_000);

    const second = withAnswer(withRequest(first, 100), 100, 150, told(1_000, 300_000));

    expect(delayMs(second, 150)).toBe(0);
  });

  it('keeps to the new window when an answer about the old one comes late', () => {
    const sent = withRequest(withRequest(newBudget(10), 0), 10);
    const first = withAnswer(sent, 10, 4_000, told(1_199, 300_000));

    const second = withAnswer(first, 0, 4_100, told(0, 1_000));

    expect(delayMs(first, 4_100)).toBe(0);
    expect(delayMs(second, 4_100)).toBe(0);
  });

  it('takes answers for those of one window although one of them rounds its seconds up', () => {
    const sent = withRequest(withRequest(newBudget(10), 7_900), 8_000);
    const first = withAnswer(sent, 8_000, 8_100, told(0, 1_000));

    const second = withAnswer(first, 7_900, 8_200, told(500, 3_000));

    expect(delayMs(second, 8_200)).toBe(8_100 + 1_000 + 1_000 - 8_200);
  });

  it('keeps to the earliest end of a window that answers leave open', () => {
    const first = withAnswer(withRequest(newBudget(10), 0), 0, 50, told(1_000, 10_000));
    const sent = withRequest(first, 1_000);

    const late = withAnswer(sent, 1_000, 4_000, told(0, 9_000));

    expect(delayMs(late, 4_000)).toBe(50 + 10_000 + 1_000 - 4_000);
  });

  it('forgets such a window also where another answer told of it since that request was sent', () => {
    const sent = withRequest(withRequest(withRequest(newBudget(10), 0), 100), 200);
    const first = withAnswer(sent, 0, 50, told(0, 3_600_000));
    const second = withAnswer(first, 100, 4_000, told(0, 3_596_000));
    expect(delayMs(second, 4_000)).toBeGreaterThan(3_000_000);

    const third = withAnswer(second, 200, 4_100, told(1_000, 300_000));

    expect(delayMs(third, 4_100)).toBe(0);
  });
});

describe('pages of users', () => {
  it('are asked for at most 176 times in any one second, however fast the answers are', async () => {
    await fc.assert(
      fc.asyncProperty(travelTimes(100), async (times) => {
        const runners = [{ token: 'a', accounts: [{ testMs: 1_000, pages: 600 }] }];
        const course = await playFleet(aFleet({ runners, travelMs: travelOf(times) }), virtualClock());
        expect(mostInASecond(course)).toBeLessThanOrEqual(176);
      }),
      { numRuns: 20 },
    );
  });

  it('leave the reserve alone, whatever the limit and however late and disordered the answers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          quota: fc.integer({ min: 20, max: 300 }),
          windowMs: fc.integer({ min: 10_000, max: 300_000 }),
          reservePercent: fc.integer({ min: 0, max: 90 }),
          pages: fc.integer({ min: 1, max: 300 }),
          testMs: fc.integer({ min: 0, max: 20_000 }),
          times: travelTimes(3_000),
        }),
        async ({ quota, windowMs, reservePercent, pages, testMs, times }) => {
          const runners = [{ token: 'a', accounts: [{ testMs, pages }] }];
          const course = await playFleet(
            aFleet({ runners, quota, windowMs, reservePercent, travelMs: travelOf(times) }),
            virtualClock(),
          );
          const reserve = Math.ceil((quota * reservePercent) / 100);
          const taken = course.served.filter(({ kind }) => kind === 'page');
          expect(taken).toHaveLength(pages);
          expect(course.served.filter(({ isRefused }) => isRefused)).toEqual([]);
          expect(Math.min(...taken.map(({ remaining }) => remaining))).toBeGreaterThanOrEqual(
            Math.min(reserve, quota - 1),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of two gates with one token leave enough for a third party, whom nobody blocks', async () => {
    const gate = { token: 'shared', accounts: [{ testMs: 20_000, pages: 1_500 }] };
    const minutely = { testMs: 60_000, pages: 0 };
    const runners = [
      gate,
      gate,
      { token: 'shared', accounts: new Array<typeof minutely>(15).fill(minutely) },
    ];

    const { served, durationMs } = await playFleet(aFleet({ runners }), virtualClock());

    expect(served.filter(({ isRefused }) => isRefused)).toEqual([]);
    // Two windows hold fewer than 3,000 pages, and the third does not have to end.
    expect(durationMs).toBeGreaterThan(600_000);
    expect(served.filter(({ kind }) => kind === 'page').at(-1)?.sentMs).toBeLessThan(700_000);
  });
});
