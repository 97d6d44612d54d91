import { describe, expect, it } from '@jest/globals';
import { newBudget } from '../../src/access/budget.ts';
import { forecastMs } from '../../src/access/forecast.ts';

describe('the forecast', () => {
  const takesMs = (pages: number) => forecastMs(newBudget(0), 0, pages, { latencyMs: 200, atOnce: 6 });

  it('is that most pages wait for a rate limit to begin anew', () => {
    // 4 whole windows of 1,200 requests, and 200 more in the fifth.
    expect(takesMs(5_000)).toBeGreaterThan(4 * 300_000);
    expect(takesMs(5_000)).toBeLessThan(4 * 300_000 + 20_000);
  });

  it('is in proportion where there are too many pages to play through', () => {
    expect(takesMs(15_000)).toBe(3 * takesMs(5_000));
    expect(takesMs(5_500)).toBeCloseTo(1.1 * takesMs(5_000), 3);
  });
});
