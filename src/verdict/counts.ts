import { type CountMetric, type UserStatus } from './assertion.ts';

/**
 * What a policy test's status says of its users. Integers, all optional in the API; percentages are rounded by
 * Cloudflare, `percentUsersProcessed` is of the whole user base, the others of the processed users.
 */
export interface Counts {
  readonly totalUsers?: number | undefined;
  readonly usersApproved?: number | undefined;
  readonly usersBlocked?: number | undefined;
  readonly usersErrored?: number | undefined;
  readonly percentApproved?: number | undefined;
  readonly percentBlocked?: number | undefined;
  readonly percentErrored?: number | undefined;
  readonly percentUsersProcessed?: number | undefined;
}

/** How many users have a status; undefined where it is not known. */
export function usersWith(status: UserStatus, counts: Counts): number | undefined {
  switch (status) {
    case 'approved':
      return counts.usersApproved;
    case 'blocked':
      return counts.usersBlocked;
    case 'error':
      return counts.usersErrored;
  }
}

/** Approved, blocked and errored users together; undefined where one of them is not known. */
export function processedUsers({ usersApproved, usersBlocked, usersErrored }: Counts): number | undefined {
  return usersApproved === undefined || usersBlocked === undefined || usersErrored === undefined
    ? undefined
    : usersApproved + usersBlocked + usersErrored;
}

/**
 * The value of a metric: users, or a percentage from 0 to 100. Percentages are exact from the counts, because
 * the API's integers hide 1 blocked of 500; the integer serves only where counts are missing.
 */
export function measure(counts: Counts, metric: CountMetric): number | undefined {
  switch (metric) {
    case 'total_users':
      return counts.totalUsers;
    case 'users_approved':
      return counts.usersApproved;
    case 'users_blocked':
      return counts.usersBlocked;
    case 'users_errored':
      return counts.usersErrored;
    case 'percent_approved':
      return percentage(counts, counts.usersApproved) ?? counts.percentApproved;
    case 'percent_blocked':
      return percentage(counts, counts.usersBlocked) ?? counts.percentBlocked;
    case 'percent_errored':
      return percentage(counts, counts.usersErrored) ?? counts.percentErrored;
    case 'percent_users_processed':
      return counts.percentUsersProcessed;
  }
}

function percentage(counts: Counts, users: number | undefined): number | undefined {
  const processed = processedUsers(counts);
  return users === undefined || !processed ? undefined : (100 * users) / processed;
}
