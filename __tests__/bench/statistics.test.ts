import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differences, highest, median, pairedRatio } from '../../bench/statistics.ts';

const samples = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 });

describe('the median', () => {
  it.each([
    [[7], 7],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('of %j is %d', (of, expected) => {
    expect(median(of)).toBe(expected);
  });

  it('has as many samples on either side', () => {
    fc.assert(
      fc.property(samples, (of) => {
        const middle = median(of);
        const below = of.filter((sample) => sample < middle).length;
        const above = of.filter((sample) => sample > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(of.length / 2);
      }),
    );
  });

  it('leaves the samples as they are', () => {
    const of = [3, 1, 2];
    median(of);
    expect(of).toEqual([3, 1, 2]);
  });
});

describe('a ratio of pairs', () => {
  it('is the median of the ratios, and not the ratio of the medians', () => {
    expect(pairedRatio([10, 20, 90], [1, 10, 10])).toBe(9);
  });

  it('does not change when the machine is slower in one pair', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 2, max: 9 }), (base, factor) => {
        const slower = base.map((ms, index) => ms * (index + 1));
        const other = slower.map((ms) => ms * factor);
        expect(pairedRatio(other, slower)).toBeCloseTo(factor, 9);
      }),
    );
  });
});

it('takes differences pair by pair', () => {
  expect(differences([5, 9], [2, 10])).toEqual([3, -1]);
});

it('takes the highest', () => {
  expect(highest([3, 9, 4])).toBe(9);
});

describe('samples that say nothing are refused', () => {
  it.each([
    ['a median of none', () => median([])],
    ['the highest of none', () => highest([])],
    ['ratios without pairs', () => pairedRatio([1, 2], [1])],
    ['differences without pairs', () => differences([1], [1, 2])],
  ])('%s', (_, take) => {
    expect(take).toThrow(/samples/i);
  });
});
