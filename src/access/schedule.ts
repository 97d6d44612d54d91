import { movingMs, type Observation, shortestRemainingMs, stepsAhead } from './pace.ts';

const HOUR_MS = 3_600_000;
const POLLS_AN_HOUR = 60;
const FIRST_GAP_MS = 1_000;
/** Gaps that notice any end in time: half of one is a second, or 3 % of the elapsed time where that is more. */
const DENSE_GAP_MS = 2_000;
const DENSE_SHARE = 0.06;
/** Of the elapsed time: the least gap of a silent test, so that polls are left for when it speaks. */
const SILENT_SHARE = 0.15;
/** Of the elapsed time: the longest that a moving test is left alone on the word of its pace alone. */
const TRUSTED_SHARE = 0.15;
/** Of the elapsed time: the gap past the hour, for which the 60 polls are meant. */
const LATE_SHARE = 0.1;
/** How many times as long as its average pace promises a test that stands still is thought to take. */
const STANDSTILL = 3;
/** A rest of more than so many of the largest step so far takes several steps; gaps may be as much longer. */
const SEVERAL = 1.5;
/** Of the rest at the fastest pace so far: a test may become faster than it ever was. */
const APPROACH = 0.6;

/**
 * The delay before the next poll. An end that comes without notice is noticed half a gap late on average. Gaps of 2
 * seconds, later of 6 % of the elapsed time, would always do, but are 99 polls for an hour, which may have 60. So what
 * is left of these is spread over the rest of the hour, each gap the same share of the time, and a test that tells how
 * far it is saves some for where its end may be:
 *
 * - Silent, with nothing done yet: gaps of at least 15 %, from half a minute on.
 * - Standing still since the last poll, it may end with its next step: the polls are spread over three times what it
 *   takes at its average pace, not over the hour, unless it stands for longer than that. Gaps are half as long again
 *   while several steps are to come.
 * - Moving, it is left alone for six tenths of what its rest takes at the fastest pace it ever had, but for no longer
 *   than it has been moving, nor than 15 %, or a gap: one that speeds up, or creeps and then ends at once, is faster
 *   in the end than it ever was. Near the end, gaps are half as long.
 *
 * @param observations of all polls so far
 * @returns milliseconds; whatever was observed, the 60th poll comes no sooner than after an hour
 */
export function pollDelayMs(observations: readonly Observation[]): number {
  const { elapsedMs, done = 0 } = observations.at(-1) ?? { elapsedMs: 0 };
  const pollsLeft = POLLS_AN_HOUR - observations.length;
  if (pollsLeft <= 1 && elapsedMs < HOUR_MS) return HOUR_MS - elapsedMs;

  const gapMs = (untilMs: number, leastShare = DENSE_SHARE): number => {
    if (elapsedMs >= HOUR_MS) return elapsedMs * LATE_SHARE;
    if (elapsedMs * DENSE_SHARE < DENSE_GAP_MS) {
      return Math.min(DENSE_GAP_MS, Math.max(FIRST_GAP_MS, elapsedMs));
    }
    return elapsedMs * Math.max(leastShare, (untilMs / elapsedMs) ** (1 / pollsLeft) - 1);
  };
  if (done === 0) return gapMs(HOUR_MS, SILENT_SHARE);

  const leastMs = gapMs(HOUR_MS) / 2;
  const untilMs = standsTooLong(observations) ? HOUR_MS : (elapsedMs / done) * STANDSTILL;
  const standingMs = gapMs(Math.min(HOUR_MS, untilMs)) * (takesSeveralSteps(observations) ? SEVERAL : 1);
  const moving = movingMs(observations);
  if (moving === 0) return Math.max(leastMs, standingMs);
  const trustedMs = Math.max(Math.min(moving, elapsedMs * TRUSTED_SHARE), standingMs);
  return Math.max(leastMs, Math.min(shortestRemainingMs(observations) * APPROACH, trustedMs));
}

/** Whether a test has taken three times what its pace promised up to where it stands, so that this was no promise. */
function standsTooLong(observations: readonly Observation[]): boolean {
  const { elapsedMs, done = 0 } = observations.at(-1) ?? { elapsedMs: 0 };
  const reachedMs = observations.find((observation) => observation.done === done)?.elapsedMs ?? 0;
  return (reachedMs / done) * STANDSTILL < elapsedMs;
}

/** Whether the rest is more than a step like those so far, of which there must be two to tell. */
function takesSeveralSteps(observations: readonly Observation[]): boolean {
  const steps = stepsAhead(observations);
  const rest = 1 - (observations.at(-1)?.done ?? 0);
  return steps.length >= 2 && rest > Math.max(...steps) * SEVERAL;
}
