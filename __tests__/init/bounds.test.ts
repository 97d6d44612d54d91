import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countAbove, countBelow, createThresholds, percentAbove } from '../../src/init/bounds.ts';
import { measure } from '../../src/verdict/counts.ts';

describe('the least that is accepted of a number of users', () => {
  it.each([
    [0, 0],
    [1, 1],
    [2, 1],
    [4, 3],
    [10, 9],
    [55, 49],
    [218, 190],
    [493, 440],
    [1_000, 900],
    [12_345, 11_000],
    [1_000_000, 900_000],
  ])('of %i is %i', (count, least) => {
    expect(countBelow(count)).toBe(least);
  });
});

describe('the most that is accepted of a number of users', () => {
  it.each([
    [0, 0],
    [1, 2],
    [4, 5],
    [9, 10],
    [10, 11],
    [90, 99],
    [218, 240],
    [1_000, 1_100],
    [12_345, 14_000],
    [1_000_000, 1_100_000],
  ])('of %i is %i', (count, most) => {
    expect(countAbove(count)).toBe(most);
  });
});

describe('the most that is accepted of a percentage', () => {
  it.each([
    [0, 1],
    [0.2, 2],
    [5.8, 7],
    [9, 10],
    [9.5, 15],
    [55.8, 60],
    [59, 60],
    [60, 65],
    [89, 90],
    [89.5, 91],
    [94.2, 96],
    [98.5, 100],
    [100, 101],
  ])('of %f is %i', (percent, most) => {
    expect(percentAbove(percent)).toBe(most);
  });
});

describe('the thresholds', () => {
  const figures = fc
    .record({
      usersApproved: fc.nat(3_000_000),
      usersBlocked: fc.oneof(fc.nat(20), fc.nat(3_000_000)),
      usersErrored: fc.oneof(fc.constant(0), fc.nat(2_000)),
    })
    .map((users) => ({
      ...users,
      totalUsers: users.usersApproved + users.usersBlocked + users.usersErrored,
    }))
    .filter(({ totalUsers }) => totalUsers > 0);

  it('hold for the figures that they are made from, and each says something', () => {
    fc.assert(
      fc.property(figures, (measured) => {
        for (const { metric, min = -Infinity, max = Infinity } of createThresholds(measured)) {
          const value = measure(measured, metric) ?? Number.NaN;
          expect([metric, min <= value, value <= max]).toEqual([metric, true, true]);
          expect(min > 0 || max < (metric.startsWith('percent_') ? 100 : Infinity)).toBe(true);
        }
      }),
      { seed: 20261122 },
    );
  });

  it('do not hold any more when whoever is approved is locked out, or everybody gets in', () => {
    const lockedOut = (all: { usersApproved: number; usersBlocked: number; usersErrored: number }) => ({
      ...all,
      usersApproved: 0,
      usersBlocked: all.usersBlocked + all.usersApproved,
    });
    fc.assert(
      fc.property(figures, (measured) => {
        const holds = (after: typeof measured): boolean =>
          createThresholds(measured).every(({ metric, min = -Infinity, max = Infinity }) => {
            const value = measure(after, metric) ?? Number.NaN;
            return min <= value && value <= max;
          });
        fc.pre(measured.usersApproved > 0);
        expect(holds({ ...measured, ...lockedOut(measured) })).toBe(false);
        fc.pre(measured.usersBlocked > 0);
        const open = { usersApproved: measured.totalUsers, usersBlocked: 0, usersErrored: 0 };
        expect(holds({ ...measured, ...open })).toBe(false);
      }),
      { seed: 20261122 },
    );
  });

  it('leave out how many are blocked where those are nearly all', () => {
    const few = { totalUsers: 1_000, usersApproved: 4, usersBlocked: 996, usersErrored: 0 };

    expect(createThresholds(few)).toEqual([
      { metric: 'total_users', min: 900, figure: '1,000' },
      { metric: 'users_approved', min: 3, max: 5, figure: '4' },
      { metric: 'users_blocked', min: 890, figure: '996' },
      { metric: 'users_errored', max: 0, figure: '0' },
    ]);
  });

  it('have no least where nobody is approved, and let nobody in', () => {
    const nobody = { totalUsers: 9, usersApproved: 0, usersBlocked: 9, usersErrored: 0 };

    expect(createThresholds(nobody)[1]).toEqual({ metric: 'users_approved', max: 0, figure: '0' });
  });
});
