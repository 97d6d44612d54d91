import { describe, expect, it } from '@jest/globals';
import { type CountMetric } from '../../src/verdict/assertion.ts';
import { type Counts, measure, processedUsers } from '../../src/verdict/counts.ts';

/** 1 of 500 is blocked; the percentages are the integers that Cloudflare makes of that. */
const COUNTS: Required<Counts> = {
  totalUsers: 500,
  usersApproved: 497,
  usersBlocked: 1,
  usersErrored: 2,
  percentApproved: 99,
  percentBlocked: 0,
  percentErrored: 0,
  percentUsersProcessed: 100,
};

describe('a metric', () => {
  it.each<[CountMetric, number]>([
    ['total_users', 500],
    ['users_approved', 497],
    ['users_blocked', 1],
    ['users_errored', 2],
    ['percent_approved', 99.4],
    ['percent_blocked', 0.2],
    ['percent_errored', 0.4],
    ['percent_users_processed', 100],
  ])('%s is exact from the counts: %d', (metric, value) => {
    expect(measure(COUNTS, metric)).toBe(value);
  });

  it.each<[CountMetric, keyof Counts, number]>([
    ['percent_approved', 'usersApproved', 99],
    ['percent_approved', 'usersBlocked', 99],
    ['percent_blocked', 'usersBlocked', 0],
    ['percent_blocked', 'usersErrored', 0],
    ['percent_errored', 'usersApproved', 0],
  ])('%s is the integer of Cloudflare when %s is missing', (metric, missing, value) => {
    expect(measure({ ...COUNTS, [missing]: undefined }, metric)).toBe(value);
  });

  it.each<[CountMetric]>([
    ['total_users'],
    ['users_approved'],
    ['users_blocked'],
    ['users_errored'],
    ['percent_approved'],
    ['percent_blocked'],
    ['percent_errored'],
    ['percent_users_processed'],
  ])('%s is not known when nothing was told', (metric) => {
    expect(measure({}, metric)).toBeUndefined();
  });

  it('is the integer of Cloudflare when nobody was processed, as there is nothing to divide by', () => {
    const nobody = { usersApproved: 0, usersBlocked: 0, usersErrored: 0 };
    expect(measure({ ...nobody, percentBlocked: 0 }, 'percent_blocked')).toBe(0);
    expect(measure(nobody, 'percent_blocked')).toBeUndefined();
  });

  it('is exactly the bound where a share is the bound, whatever the number of users', () => {
    for (let total = 1; total <= 2_000; total += 7) {
      for (const bound of [0.1, 0.7, 1.1, 2.5, 5.8, 10, 33.3, 99.9]) {
        const usersBlocked = (bound * total) / 100;
        if (!Number.isInteger(usersBlocked)) continue;
        const counts = { usersApproved: total - usersBlocked, usersBlocked, usersErrored: 0 };
        expect(measure(counts, 'percent_blocked')).toBe(bound);
      }
    }
  });
});

describe('the processed users', () => {
  it('are approved, blocked and errored ones together', () => {
    expect(processedUsers(COUNTS)).toBe(500);
  });

  it.each<[keyof Counts]>([['usersApproved'], ['usersBlocked'], ['usersErrored']])(
    'are not known without %s',
    (missing) => {
      expect(processedUsers({ ...COUNTS, [missing]: undefined })).toBeUndefined();
    },
  );
});
