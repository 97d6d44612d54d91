import { formatCount, formatPercent, formatUsers } from '../format.ts';
import { isPercentage, type Metric, type Threshold, USER_STATUSES, type UserStatus } from './assertion.ts';
import { type Counts, measure, processedUsers } from './counts.ts';
import { type Finding } from './finding.ts';
import { type Concerned } from './people.ts';
import { type Tallied } from './tally.ts';

/** What a metric counts: users of one status, or something about the whole test. */
const COUNTED: Readonly<Record<Metric, UserStatus | undefined>> = {
  total_users: undefined,
  users_approved: 'approved',
  percent_approved: 'approved',
  users_blocked: 'blocked',
  percent_blocked: 'blocked',
  users_errored: 'error',
  percent_errored: 'error',
  percent_users_processed: undefined,
};

const VERBS: Readonly<Record<UserStatus, string>> = {
  approved: 'approved',
  blocked: 'blocked',
  error: 'in error',
};

/** One finding for each threshold, held or not. */
export function checkThresholds(
  thresholds: readonly Threshold[],
  counts: Counts,
  { byStatus }: Pick<Tallied, 'byStatus'>,
): Finding[] {
  return thresholds.map((threshold) => {
    const { metric, min, max, severity, location } = threshold;
    const value = measure(counts, metric);
    const expected = describeBounds(threshold);
    const bounds = [min, max].filter((bound) => bound !== undefined);
    const finding = { kind: 'threshold', rule: metric, severity, expected, location } as const;
    if (value === undefined) {
      return {
        ...finding,
        outcome: 'inconclusive',
        actual: 'not known',
        message: `Cloudflare did not tell ${metric}, so it cannot be compared: run the gate again.`,
        concerned: [],
      };
    }
    const tooMany = max !== undefined && value > max;
    const tooFew = min !== undefined && value < min;
    return {
      ...finding,
      outcome: tooMany || tooFew ? 'violated' : 'held',
      actual: formatMetric(metric, value, bounds),
      message: `${describeValue(metric, value, counts, bounds)}; ${expected} expected.`,
      concerned: tooMany || tooFew ? concernedBy(metric, tooMany, byStatus) : [],
    };
  });
}

/** Too many of a status concerns those who have it, too few those who do not. */
function concernedBy(metric: Metric, tooMany: boolean, byStatus: Tallied['byStatus']): Concerned[] {
  const counted = COUNTED[metric];
  if (counted === undefined) return [];
  return USER_STATUSES.filter((status) => (status === counted) === tooMany)
    .map((status) => ({ status, people: byStatus[status] }))
    .filter(({ people }) => people.total > 0);
}

function describeBounds({ metric, min, max }: Threshold): string {
  const bound = (value: number): string => formatMetric(metric, value, [value]);
  if (min === undefined) return max === undefined ? 'anything' : `at most ${bound(max)}`;
  return max === undefined ? `at least ${bound(min)}` : `from ${bound(min)} to ${bound(max)}`;
}

function describeValue(metric: Metric, value: number, counts: Counts, bounds: readonly number[]): string {
  const status = COUNTED[metric];
  if (status === undefined) {
    return metric === 'total_users'
      ? `${formatUsers(value)} in the tested population`
      : `${formatPercent(value, bounds)} of the users processed`;
  }
  const users = measure(counts, `users_${status === 'error' ? 'errored' : status}`);
  const total = processedUsers(counts);
  const share = measure(counts, `percent_${status === 'error' ? 'errored' : status}`);
  if (users === undefined || total === undefined || share === undefined) {
    return `${formatMetric(metric, value, bounds)} ${VERBS[status]}`;
  }
  return `${formatCount(users)} of ${formatUsers(total)} (${formatPercent(share, isPercentage(metric) ? bounds : [])}) ${VERBS[status]}`;
}

function formatMetric(metric: Metric, value: number, bounds: readonly number[]): string {
  return isPercentage(metric) ? formatPercent(value, bounds) : formatCount(value);
}
