import { TestError } from '../errors.ts';
import { plain } from '../untrusted.ts';
import { type Counts } from '../verdict/counts.ts';
import { type World } from '../world.ts';
import { type Limits } from './api.ts';
import { type AccessClient } from './client.ts';
import { estimateRemainingMs, type Observation, shareDone } from './pace.ts';
import { pollDelayMs } from './schedule.ts';
import { TERMINAL_STATUSES, type TestStatus } from './wire.ts';

/** What somebody who waits wants to know. */
export interface Progress {
  readonly elapsedMs: number;
  readonly status: string;
  readonly counts: Counts;
  /** 0 to 100; undefined when the answer did not say. */
  readonly percent: number | undefined;
  /** Estimated; undefined when nothing moves. */
  readonly remainingMs: number | undefined;
}

/** What is kept of the deadline for the answer to the last poll. */
const RESERVE_MS = 1_000;

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

    const elapsedMs = clock.elapsedMs() - startMs;
    const percent = counts.percentUsersProcessed;
    observations.push({ elapsedMs, done: shareDone(counts) });
    onProgress({ elapsedMs, status, counts, percent, remainingMs: estimateRemainingMs(observations) });
    const leftMs = limits.deadline.remainingMs() - RESERVE_MS;
    if (leftMs <= 0) throw new TestError(deadlineMessage(id, status, percent));
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
