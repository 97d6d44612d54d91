import { formatCount, formatPercent } from '../format.ts';
import { type CountMetric } from '../verdict/assertion.ts';
import { measure } from '../verdict/counts.ts';
import { type Figures } from './figures.ts';

/** A threshold a little away from a figure. */
export interface FirstThreshold {
  readonly metric: CountMetric;
  readonly min?: number;
  readonly max?: number;
  /** The figure, as it may be shown. */
  readonly figure: string;
}

/**
 * Thresholds that today's figures keep, and that a lock-out, an opening, users who cannot be decided and a population
 * that is gone do not.
 */
export function createThresholds(figures: Figures): readonly FirstThreshold[] {
  const { totalUsers, usersApproved, usersBlocked, usersErrored } = figures;
  const percentBlocked = measure(figures, 'percent_blocked') ?? 0;
  const mostBlocked = percentAbove(percentBlocked);
  return [
    { metric: 'total_users', ...atLeast(countBelow(totalUsers)), figure: formatCount(totalUsers) },
    {
      metric: 'users_approved',
      ...atLeast(countBelow(usersApproved)),
      max: countAbove(usersApproved),
      figure: formatCount(usersApproved),
    },
    // Where nearly everybody is approved, an opening is hardly more: how many are blocked tells it.
    ...(usersBlocked > 0
      ? [
          {
            metric: 'users_blocked',
            min: countBelow(usersBlocked),
            figure: formatCount(usersBlocked),
          } as const,
        ]
      : []),
    // Where nearly everybody is blocked, a lock-out is hardly more: how many are approved tells it.
    ...(mostBlocked < 100
      ? [{ metric: 'percent_blocked', max: mostBlocked, figure: formatPercent(percentBlocked) } as const]
      : []),
    {
      metric: 'users_errored',
      max: Math.min(countAbove(usersErrored), Math.max(usersErrored, totalUsers - 1)),
      figure: formatCount(usersErrored),
    },
  ];
}

/** Of nobody there cannot be fewer. */
function atLeast(min: number): { readonly min?: number } {
  return min === 0 ? {} : { min };
}

/** A tenth less, as a number that is easy to read; at least one of those that there are. */
export function countBelow(count: number): number {
  const less = Math.floor((count * 9) / 10);
  const unit = unitOf(less);
  return Math.max(Math.floor(less / unit) * unit, Math.min(count, 1));
}

/** A tenth more, as a number that is easy to read; nobody stays nobody. */
export function countAbove(count: number): number {
  const more = Math.ceil((count * 11) / 10);
  const unit = unitOf(more);
  return Math.ceil(more / unit) * unit;
}

/** All but the first two digits of a number are 0 where it is a multiple of this. */
function unitOf(count: number): number {
  return 10 ** Math.max(0, String(count).length - 2);
}

/** One point more at least: a whole number, in the middle a multiple of 5. May be 100 and more. */
export function percentAbove(percent: number): number {
  const more = percent + 1;
  return more <= 10 || more > 90 ? Math.ceil(more) : Math.ceil(more / 5) * 5;
}
