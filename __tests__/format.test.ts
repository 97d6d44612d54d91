import { describe, expect, it } from '@jest/globals';
import { formatCount, formatDuration, formatPercent, formatUsers } from '../src/format.ts';

describe('a count', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_200, '1,200'],
    [1_234_567, '1,234,567'],
  ])('%d reads %s', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  it.each([
    [0, '0 users'],
    [1, '1 user'],
    [2, '2 users'],
    [1_200, '1,200 users'],
  ])('of %d users reads %s', (count, text) => {
    expect(formatUsers(count)).toBe(text);
  });
});

describe('a percentage', () => {
  it.each([
    [0, '0 %'],
    [100, '100 %'],
    [94.2, '94.2 %'],
    [5.75, '5.8 %'],
    [33.333333, '33.3 %'],
    [50, '50 %'],
  ])('%d has one decimal at most: %s', (percent, text) => {
    expect(formatPercent(percent)).toBe(text);
  });

  it.each([
    [0.04, '0.04 %'],
    [0.001, '0.001 %'],
    [99.96, '99.96 %'],
    [99.9999, '99.9999 %'],
    [100 / 3_000_000, '0.00003 %'],
    [100 - 100 / 3_000_000, '99.99997 %'],
    [100 / 999_999_999, '0.0000001 %'],
  ])('%d is not rounded to 0 or 100: %s', (percent, text) => {
    expect(formatPercent(percent)).toBe(text);
  });

  it.each([
    [10.04, [10], '10.04 %'],
    [9.96, [10], '9.96 %'],
    [10, [10], '10 %'],
    [10.4, [10], '10.4 %'],
    [5.0001, [1, 5], '5.0001 %'],
    [0.25, [0.25], '0.25 %'],
    [99.95, [99.95], '99.95 %'],
    [2.26, [2.27], '2.26 %'],
  ])('%d beside the bounds %j is on the side it belongs to: %s', (percent, bounds, text) => {
    expect(formatPercent(percent, bounds)).toBe(text);
  });
});

describe('a duration', () => {
  it.each([
    [0, '0 s'],
    [499, '0 s'],
    [12_000, '12 s'],
    [59_499, '59 s'],
    [59_500, '1 min 0 s'],
    [200_000, '3 min 20 s'],
    [3_599_999, '1 h 0 min'],
    [3_900_000, '1 h 5 min'],
    [36_000_000, '10 h 0 min'],
  ])('of %d ms reads %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
