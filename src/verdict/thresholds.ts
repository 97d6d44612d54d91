import { formatCount, formatPercent, formatUsers } from '../format.ts';
import {
  type ChangeMetric,
  type CountMetric,
  isChange,
  isPercentage,
  type Metric,
  type Threshold,
  USER_STATUSES,
  type UserStatus,
} from './assertion.ts';
import { type Changes, countCompared, countMoved, gainedOf, lostOf, type Move } from './changes.ts';
import { type Counts, measure, processedUsers, usersWith } from './counts.ts';
import { type Finding } from './finding.ts';
import { type Concerned, type People } from './people.ts';
import { type Tallied } from './tally.ts';

/** What a metric counts: users of one status, or something about the whole test. */
const COUNTED: Readonly<Record<CountMetric, UserStatus | undefined>> = {
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

/** What a threshold's metric came to. */
interface Measured {
  readonly value: number;
  /** In words, as in `3 of 500 users (0.6 %) blocked`. */
  readonly words: string;
  /** Who is concerned when it is too much, or too little. */
  readonly concerned: (tooMuch: boolean) => readonly Concerned[];
}

/**
 * One finding for each threshold, held or not.
 *
 * @param changes undefined where there is no complete baseline
 */
export function checkThresholds(
  thresholds: readonly Threshold[],
  counts: Counts,
  tallied: Pick<Tallied, 'byStatus' | 'listed'>,
  changes: Changes | undefined,
): Finding[] {
  const byStatus = namedByStatus(tallied, counts);
  return thresholds.map((threshold) => {
    const { metric, min, max, severity, location } = threshold;
    const expected = describeBounds(threshold);
    const bounds = [min, max].filter((bound) => bound !== undefined);
    const finding = { kind: 'threshold', rule: metric, severity, expected, location } as const;
    const measured = isChange(metric)
      ? measureChange(metric, changes, bounds)
      : measureCount(metric, counts, byStatus, bounds);
    if (measured === undefined) {
      const unknown = isChange(metric)
        ? `Nobody was compared with a baseline, so ${metric} is not known: see the other findings.`
        : `Cloudflare did not tell ${metric}, so it cannot be compared: run the gate again.`;
      return { ...finding, outcome: 'inconclusive', actual: 'not known', message: unknown, concerned: [] };
    }
    const { value, words, concerned } = measured;
    const breach = breachOf(threshold, value);
    return {
      ...finding,
      outcome: breach === undefined ? 'held' : 'violated',
      actual: formatMetric(metric, value, bounds),
      message: `${words}; ${expected} expected.`,
      concerned: breach === undefined ? [] : concerned(breach === 'above'),
    };
  });
}

/** Whose names make plain why a threshold on the counts does not hold. */
export function concernedByCounts(thresholds: readonly Threshold[], counts: Counts): UserStatus[] {
  return thresholds.flatMap((threshold) => {
    const { metric } = threshold;
    if (isChange(metric)) return [];
    const breach = breachOf(threshold, measure(counts, metric));
    return breach === undefined ? [] : concernedStatuses(metric, breach === 'above');
  });
}

function breachOf(
  { min, max }: Pick<Threshold, 'min' | 'max'>,
  value: number | undefined,
): 'above' | 'below' | undefined {
  if (value === undefined) return undefined;
  if (max !== undefined && value > max) return 'above';
  return min !== undefined && value < min ? 'below' : undefined;
}

/** People of a status who are listed in part are as many as the counts say, and belong nobody knows where. */
function namedByStatus(
  { byStatus, listed }: Pick<Tallied, 'byStatus' | 'listed'>,
  counts: Counts,
): Tallied['byStatus'] {
  const named = (status: UserStatus): People =>
    listed.has(status)
      ? byStatus[status]
      : { ...byStatus[status], total: usersWith(status, counts) ?? 0, domains: [] };
  return { approved: named('approved'), blocked: named('blocked'), error: named('error') };
}

function measureCount(
  metric: CountMetric,
  counts: Counts,
  byStatus: Tallied['byStatus'],
  bounds: readonly number[],
): Measured | undefined {
  const value = measure(counts, metric);
  if (value === undefined) return undefined;
  return {
    value,
    words: describeCount(metric, value, counts, bounds),
    concerned: (tooMuch) => concernedBy(metric, tooMuch, byStatus),
  };
}

/** Too many of a status concerns those who have it, too few those who do not. */
function concernedStatuses(metric: CountMetric, tooMuch: boolean): UserStatus[] {
  const counted = COUNTED[metric];
  return counted === undefined ? [] : USER_STATUSES.filter((status) => (status === counted) === tooMuch);
}

function concernedBy(metric: CountMetric, tooMuch: boolean, byStatus: Tallied['byStatus']): Concerned[] {
  return concernedStatuses(metric, tooMuch)
    .map((status) => ({ status, people: byStatus[status] }))
    .filter(({ people }) => people.total > 0);
}

function measureChange(
  metric: ChangeMetric,
  changes: Changes | undefined,
  bounds: readonly number[],
): Measured | undefined {
  if (changes === undefined) return undefined;
  const compared = countCompared(changes);
  const [moves, verb] = metric.endsWith('_lost')
    ? [lostOf(changes), 'would lose access']
    : [gainedOf(changes), 'would gain access'];
  const users = countMoved(moves);
  const percent = compared === 0 ? undefined : (100 * users) / compared;
  const value = isPercentage(metric) ? percent : users;
  if (value === undefined) return undefined;
  const share = percent === undefined ? '' : formatPercent(percent, isPercentage(metric) ? bounds : []);
  return {
    value,
    words: share
      ? `${formatCount(users)} of ${formatUsers(compared)} (${share}) ${verb}`
      : `${formatUsers(users)} ${verb}`,
    concerned: (tooMuch) => (tooMuch ? concernedByMoves(moves) : []),
  };
}

function concernedByMoves(moves: readonly Move[]): Concerned[] {
  return moves.map(({ after, people }) => ({ status: after, people }));
}

/** `at most 10 %`, `from 5 to 1,200` */
export function describeBounds({ metric, min, max }: Pick<Threshold, 'metric' | 'min' | 'max'>): string {
  const bound = (value: number): string => formatMetric(metric, value, [value]);
  if (min === undefined) return max === undefined ? 'anything' : `at most ${bound(max)}`;
  return max === undefined ? `at least ${bound(min)}` : `from ${bound(min)} to ${bound(max)}`;
}

function describeCount(
  metric: CountMetric,
  value: number,
  counts: Counts,
  bounds: readonly number[],
): string {
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
