import { describe, expect, it } from '@jest/globals';
import {
  estimateRemainingMs,
  movingMs,
  type Observation,
  shareDone,
  shortestRemainingMs,
  stepsAhead,
} from '../../src/access/pace.ts';
import { type Counts } from '../../src/verdict/counts.ts';

/** `[elapsed ms, share done]` each. */
function observations(...pairs: [number, number?][]): Observation[] {
  return pairs.map(([elapsedMs, done]) => ({ elapsedMs, done }));
}

describe('the share of the users that are processed', () => {
  const processed = (users: number) => ({ usersApproved: users - 2, usersBlocked: 1, usersErrored: 1 });

  it.each<[string, Counts, number | undefined]>([
    ['is not known where nothing is told', {}, undefined],
    ['is the percentage', { percentUsersProcessed: 40 }, 0.4],
    ['is that of the counts', { totalUsers: 1_000, ...processed(404) }, 0.404],
    [
      'is that of the counts where the percentage is cut',
      { totalUsers: 1_000, ...processed(404), percentUsersProcessed: 40 },
      0.404,
    ],
    [
      'is the percentage where the counts are behind',
      { totalUsers: 1_000, ...processed(2), percentUsersProcessed: 40 },
      0.4,
    ],
    [
      'is the percentage where a count is missing',
      { totalUsers: 1_000, usersApproved: 404, percentUsersProcessed: 40 },
      0.4,
    ],
    [
      'is the percentage where there are no users',
      { totalUsers: 0, ...processed(2), percentUsersProcessed: 40 },
      0.4,
    ],
    ['is not known where there are no users', { totalUsers: 0, ...processed(2) }, undefined],
    ['is at most all of them', { totalUsers: 100, ...processed(200) }, 1],
    ['is at least none of them', { percentUsersProcessed: -5 }, 0],
  ])('%s', (_, counts, share) => {
    expect(shareDone(counts)).toBe(share);
  });
});

describe('the estimate of the rest', () => {
  it.each<[string, Observation[], number | undefined]>([
    ['nothing was seen', [], undefined],
    ['it was seen once', observations([10_000, 0.5]), undefined],
    ['it does not say how far it is', observations([0, 0], [10_000]), undefined],
    ['it did not say how far it was', observations([0], [10_000, 0.5]), undefined],
    ['it stands still', observations([0, 0.25], [10_000, 0.25]), undefined],
    ['it goes back', observations([0, 0.5], [10_000, 0.25]), undefined],
    ['it is half done', observations([0, 0], [10_000, 0.5]), 10_000],
    ['it is done but for the status', observations([0, 0], [10_000, 1]), 0],
    ['it began with a burst', observations([0, 0], [5_000, 0.75], [10_000, 0.875]), 5_000],
    ['it has been stalling since', observations([0, 0], [5_000, 0.75], [10_000, 0.75]), undefined],
    ['it starts late', observations([0, 0], [8_000, 0], [10_000, 0.25]), 30_000],
  ])('when %s', (_, seen, expected) => {
    expect(estimateRemainingMs(seen)).toBe(expected);
  });
});

describe('the rest at the fastest pace so far', () => {
  it.each<[string, Observation[], number]>([
    ['is endless where nothing was seen', [], Infinity],
    ['is endless where nothing was told', observations([0], [10_000]), Infinity],
    ['is endless where nothing moved', observations([0, 0.25], [10_000, 0.25]), Infinity],
    ['is endless where it only went back', observations([0, 0.5], [10_000, 0.25]), Infinity],
    ['is that of a steady test', observations([0, 0], [10_000, 0.25], [20_000, 0.5]), 20_000],
    ['is that before a stall', observations([0, 0], [10_000, 0.5], [20_000, 0.5]), 10_000],
    ['is that of a burst', observations([0, 0], [16_000, 0], [20_000, 0.5], [24_000, 0.5]), 4_000],
    [
      'takes a sudden burst as one of a tenth of the time',
      observations([0, 0], [19_500, 0], [20_000, 0.5]),
      2_000,
    ],
    ['is nothing when all is done', observations([0, 0], [10_000, 1]), 0],
  ])('%s', (_, seen, expected) => {
    expect(shortestRemainingMs(seen)).toBe(expected);
  });
});

describe('how long a test has been moving', () => {
  it.each<[string, Observation[], number]>([
    ['is not at all where nothing was seen', [], 0],
    ['is not at all at the first poll', observations([1_000, 0.5]), 0],
    ['is all the time that it moved', observations([1_000, 0], [5_000, 0.25], [10_000, 0.5]), 9_000],
    [
      'counts from the last standstill',
      observations([0, 0], [4_000, 0.5], [6_000, 0.5], [9_000, 0.6]),
      3_000,
    ],
    [
      'counts from the last step back',
      observations([0, 0], [4_000, 0.5], [6_000, 0.25], [9_000, 0.6]),
      3_000,
    ],
    ['is not at all while it stands still', observations([0, 0], [4_000, 0.5], [6_000, 0.5]), 0],
    ['is not at all while it tells nothing', observations([0], [4_000], [6_000]), 0],
  ])('%s', (_, seen, expected) => {
    expect(movingMs(seen)).toBe(expected);
  });
});

it('takes only steps ahead as steps', () => {
  expect(stepsAhead(observations([0], [1, 0.25], [2, 0.25], [3, 0], [4, 0.5]))).toEqual([0.25, 0.5]);
});
