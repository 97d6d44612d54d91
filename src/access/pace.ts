import { type Counts, processedUsers } from '../verdict/counts.ts';

/** How far a test had come at a poll. */
export interface Observation {
  readonly elapsedMs: number;
  /** Of all users, 0 to 1; undefined when the answer did not say. */
  readonly done: number | undefined;
}

/** Of the elapsed time: what is done in less is taken as done in as much, because percentages come in steps. */
const STRETCH = 0.1;

/**
 * The share of the users that are processed, 0 to 1: from the counts where these say more than the percentage, which
 * is an integer. Both are optional.
 */
export function shareDone(counts: Counts): number | undefined {
  const processed = processedUsers(counts);
  const shares = [
    counts.percentUsersProcessed === undefined ? undefined : counts.percentUsersProcessed / 100,
    processed === undefined || !counts.totalUsers ? undefined : processed / counts.totalUsers,
  ].filter((share) => share !== undefined);
  return shares.length === 0 ? undefined : Math.min(1, Math.max(0, ...shares));
}

/**
 * How long the rest of a test takes by its own pace over the latter half of the time, so that a stall or a
 * burst counts soon; undefined when it did not move, or does not say how far it is.
 */
export function estimateRemainingMs(observations: readonly Observation[]): number | undefined {
  const last = observations.at(-1);
  if (last?.done === undefined) return undefined;
  const base = observations.findLast(({ elapsedMs }) => elapsedMs <= last.elapsedMs / 2) ?? observations[0];
  if (base?.done === undefined || last.done <= base.done) return undefined;
  return ((1 - last.done) * (last.elapsedMs - base.elapsedMs)) / (last.done - base.done);
}

/** How long the rest takes if all of it goes as fast as the fastest stretch so far; Infinity when nothing has moved. */
export function shortestRemainingMs(observations: readonly Observation[]): number {
  const last = observations.at(-1);
  if (last === undefined) return Infinity;
  const leastMs = last.elapsedMs * STRETCH;
  let fastest = 0;
  for (const to of observations) {
    for (const from of observations) {
      if (from === to) break;
      const stretchMs = to.elapsedMs - from.elapsedMs;
      const pace = (doneAt(to) - doneAt(from)) / (stretchMs > leastMs ? stretchMs : leastMs);
      if (pace > fastest) fastest = pace;
    }
  }
  return fastest === 0 ? Infinity : (1 - doneAt(last)) / fastest;
}

/** For how long a test has moved on at every poll; 0 when it had not at the last. */
export function movingMs(observations: readonly Observation[]): number {
  // The first poll can tell of no step, the step at a later one is one place further.
  const stood = observations[stepsOf(observations).findLastIndex((step) => step <= 0) + 1];
  return (observations.at(-1)?.elapsedMs ?? 0) - (stood?.elapsedMs ?? 0);
}

/** The steps by which a test came further, each a share of its users. */
export function stepsAhead(observations: readonly Observation[]): readonly number[] {
  return stepsOf(observations).filter((step) => step > 0);
}

function stepsOf(observations: readonly Observation[]): readonly number[] {
  return observations.slice(1).map((to, index) => doneAt(to) - doneAt(observations[index]));
}

/** Nothing said is nothing done. */
function doneAt(observation: Observation | undefined): number {
  return observation?.done ?? 0;
}
