import { plain } from '../untrusted.ts';
import { type Waiver } from './assertion.ts';
import { type Finding } from './finding.ts';

const DAY_MS = 86_400_000;

/** From this many days before its end on, a waiver warns. */
export const WARNING_DAYS = 14;

/** Whole days until a waiver's last day, in UTC; 0 on that day, negative after it. */
export function daysLeft({ until }: Waiver, now: Date): number {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  return Math.round((Date.parse(until) - today) / DAY_MS);
}

/** A violated finding under its assertion's waiver: accepted until the waiver ends, and violated again after. */
export function applyWaiver(finding: Finding, waiver: Waiver | undefined, now: Date): Finding {
  if (waiver === undefined || finding.outcome !== 'violated') return finding;
  const days = daysLeft(waiver, now);
  // A day that is none (NaN) accepts nothing.
  if (!(days >= 0)) {
    return { ...finding, message: `${finding.message} Its waiver ended on ${waiver.until}.` };
  }
  const until = waiver.until;
  const [owner, reason] = [plain(waiver.owner), plain(waiver.reason)];
  return {
    ...finding,
    outcome: 'waived',
    message: `${finding.message} Waived until ${until} by ${owner}: ${reason.replace(/\.$/, '')}.`,
    waiver: { until, owner, reason, endsSoon: days <= WARNING_DAYS },
  };
}
