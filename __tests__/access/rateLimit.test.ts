import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseRateLimits } from '../../src/access/rateLimit.ts';

describe('the headers of a rate limit', () => {
  it.each([
    ['"default";r=50;t=30', 50],
    ['"default";r=0;t=30', 0],
    ['"default"; t=30; r=7', 7],
    ['"default";r=7', 7],
    ['"default";r=1200,', 1_200],
  ])('%j leave %d requests', (limits, remaining) => {
    expect(parseRateLimits(limits, undefined)).toMatchObject([{ remaining }]);
  });

  it.each([
    [undefined],
    [''],
    ['"default";t=30'],
    ['"default";r=;t=30'],
    ['"default";r=-1'],
    ['"default";r=9999999999'],
    ['r=50'],
    ['1199, 300'],
  ])('%j tell nothing', (limits) => {
    expect(parseRateLimits(limits, '"default";q=1200;w=300')).toEqual([]);
  });

  it.each([
    ['"default";r=50;t=30', 30_000],
    ['"default";r=50;t=0', 0],
    ['"default";r=50', 0],
    ['"default";r=50;t=-30', 0],
    ['"default";r=50;t=31536000', 3_600_000],
    [`"default";r=50;t=${'9'.repeat(400)}`, 3_600_000],
  ])('%j end a window in %d ms, which is an hour at most', (limits, resetMs) => {
    expect(parseRateLimits(limits, undefined)).toMatchObject([{ resetMs }]);
  });

  it.each<[string, string | undefined, number | undefined, number | undefined]>([
    ['"default";r=9;t=3', '"default";q=100;w=60', 100, 60_000],
    ['"default";r=9;t=3', '"default";w=60;q=100', 100, 60_000],
    // As in Cloudflare's own example: the names are different.
    ['"default";r=9;t=3', '"burst";q=100;w=60', 100, 60_000],
    ['"b";r=9;t=3', '"a";q=5;w=6, "b";q=100;w=60', 100, 60_000],
    ['"default";r=9;t=3', undefined, undefined, undefined],
    ['"default";r=9;t=3', '"default";q=0;w=0', undefined, 1_000],
    ['"default";r=9;t=3', '"default";q=-5;w=-6', undefined, undefined],
    ['"default";r=9;t=3', '"default";q=100;w=31536000', 100, 3_600_000],
  ])('%j with the policy %j are of %j requests in %j ms', (limits, policies, quota, windowMs) => {
    expect(parseRateLimits(limits, policies)).toMatchObject([{ quota, windowMs }]);
  });

  it('tell each limit of a list apart', () => {
    expect(
      parseRateLimits('"default";r=50;t=30, "burst";r=3;t=1', '"burst";q=10;w=2, "default";q=1200;w=300'),
    ).toEqual([
      { name: '"default"', remaining: 50, resetMs: 30_000, quota: 1_200, windowMs: 300_000 },
      { name: '"burst"', remaining: 3, resetMs: 1_000, quota: 10, windowMs: 2_000 },
    ]);
  });

  it('tell of eight limits at most', () => {
    expect(parseRateLimits('"a";r=1;t=1,'.repeat(1_000), undefined)).toHaveLength(8);
  });

  it('are read whatever they hold, and never as more than an hour or less than nothing', () => {
    const part = fc.constantFrom('"a"', ';', 'r=', 't=', 'q=', 'w=', '-', '5', '999999999', ',', ' ', '"');
    const header = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(header, header, (limits, policies) => {
        for (const { remaining, resetMs, quota, windowMs } of parseRateLimits(limits, policies)) {
          expect(remaining).toBeGreaterThanOrEqual(0);
          expect(resetMs).toBeGreaterThanOrEqual(0);
          expect(resetMs).toBeLessThanOrEqual(3_600_000);
          expect(quota ?? 1).toBeGreaterThanOrEqual(1);
          expect(windowMs ?? 1_000).toBeGreaterThanOrEqual(1_000);
        }
      }),
    );
  });
});
