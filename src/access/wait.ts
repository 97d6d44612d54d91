import { TestError } from '../errors.ts';
import { plain } from '../untrusted.ts';
import { type Counts } from '../verdict/counts.ts';
import { type World } from '../world.ts';
import { type Limits } from './api.ts';
import { type AccessClient } from './client.ts';
import { TERMINAL_STATUSES, type TestStatus } from './wire.ts';

/** How far a test had come at a poll. */
export interface Observation {
  readonly elapsedMs: number;
  /** 0 to 100; undefined when the answer did not say. */
  readonly percent: number | undefined;
}

/** What somebody who waits wants to know. */
export interface Progress extends Observation {
  readonly status: string;
  readonly counts: Counts;
  /** Estimated; undefined when nothing moves. */
  readonly remainingMs: number | undefined;
}

const FLOOR_MS = 500;
const CAP_MS = 60_000;
/** Of the elapsed time: the least delay, and the delay while there is no estimate. */
const FLOOR_SHARE = 0.02;
const BLIND_SHARE = 0.1;
/** What is kept of the deadline for the answer to the last poll. */
const RESERVE_MS = 1_000;
/** Half of what is left: an estimate that is off by a half is still noticed in time. */
const APPROACH = 0.5;
/** Of the elapsed time: the most delay, because a test that starts slowly may be about to end. */
const REACH_SHARE = 0.5;

/**
 * How long the rest of a test takes by its own pace over the latter half of the time, so that a stall or a
 * burst counts soon; undefined when it did not move, or does not say how far it is.
 */
export function estimateRemainingMs(observations: readonly Observation[]): number | undefined {
  const last = observations.at(-1);
  if (last?.percent === undefined) return undefined;
  const base = observations.findLast(({ elapsedMs }) => elapsedMs <= last.elapsedMs / 2) ?? observations[0];
  if (base?.percent === undefined || last.percent <= base.percent) return undefined;
  const msPerPercent = (last.elapsedMs - base.elapsedMs) / (last.percent - base.percent);
  return (100 - last.percent) * msPerPercent;
}

/**
 * The delay before the next poll: half the estimated rest and at most half the elapsed time, or a tenth of that
 * when there is no estimate.
 */
export function pollDelayMs(observations: readonly Observation[]): number {
  const elapsedMs = observations.at(-1)?.elapsedMs ?? 0;
  const remainingMs = estimateRemainingMs(observations);
  const wishMs =
    remainingMs === undefined
      ? elapsedMs * BLIND_SHARE
      : Math.min(remainingMs * APPROACH, elapsedMs * REACH_SHARE);
  const floorMs = Math.max(FLOOR_MS, elapsedMs * FLOOR_SHARE);
  return Math.min(CAP_MS, Math.max(floorMs, wishMs));
}

/**
 * Polls a policy test until a terminal status, which may be another than `complete`.
 *
 * @param onProgress is told of each poll that found no terminal status
 * @throws TestError at the deadline, with the id and how far the test had come
 */
export async function waitForTest(
  client: Pick<AccessClient, 'readTest'>,
  id: string,
  limits: Limits,
  clock: World['clock'],
  onProgress: (progress: Progress) => void,
): Promise<TestStatus> {
  const startMs = clock.elapsedMs();
  const observations: Observation[] = [];
  for (;;) {
    const { status, counts } = await client.readTest(id, limits);
    if (TERMINAL_STATUSES.includes(status)) return { status, counts };

    const observation = { elapsedMs: clock.elapsedMs() - startMs, percent: counts.percentUsersProcessed };
    observations.push(observation);
    onProgress({ ...observation, status, counts, remainingMs: estimateRemainingMs(observations) });
    const leftMs = limits.deadline.remainingMs() - RESERVE_MS;
    if (leftMs <= 0) throw new TestError(deadlineMessage(id, status, observation.percent));
    await clock.sleep(Math.min(pollDelayMs(observations), leftMs), limits.signal);
  }
}

function deadlineMessage(id: string, status: string, percent: number | undefined): string {
  const reached = percent === undefined ? '' : ` at ${String(percent)} %`;
  return (
    `Policy test ${id} was still "${plain(status)}"${reached} when its time was over. ` +
    'Raise timeout-minutes; without a baseline, it can also be judged later with policy-test-id.'
  );
}
