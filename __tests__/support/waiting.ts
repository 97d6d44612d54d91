import { createDeadline } from '../../src/access/deadline.ts';
import { waitForTest } from '../../src/access/wait.ts';
import { between, type PaceKind, PACES, type Random, tellingOf } from './paces.ts';
import { virtualClock } from './world.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const LATENCY_MS = 100;

/** From seconds to seconds: of how long tests are simulated. The last is the hour for which there are 60 polls. */
export const BANDS = [
  [1, 10],
  [10, 60],
  [60, 300],
  [300, 1_200],
  [1_200, 3_600],
] as const;

/** A simulated wait for a test. */
export interface Wait {
  readonly durationMs: number;
  /** From the end of the test until it was noticed. */
  readonly overshootMs: number;
  readonly polls: number;
}

/** Waits for a test that lasts as long, on a clock of its own. */
export async function simulate(kind: PaceKind, durationMs: number, random: Random): Promise<Wait> {
  const clock = virtualClock();
  const pace = PACES[kind](random);
  const tell = tellingOf(kind, random);
  let polls = 0;
  const readTest = () => {
    polls++;
    clock.advance(LATENCY_MS);
    const time = clock.elapsedMs() / durationMs;
    return Promise.resolve({ status: time < 1 ? 'processing' : 'complete', counts: tell(pace(time)) });
  };
  const limits = { deadline: createDeadline(clock, 2 * HOUR), signal: new AbortController().signal };
  await waitForTest({ readTest }, 'simulated', limits, clock, () => undefined);
  return { durationMs, overshootMs: clock.elapsedMs() - durationMs, polls };
}

/** Waits for as many tests of a kind, which last from seconds to seconds: as many from 1 to 2 minutes as from 2 to 4. */
export async function simulateMany(
  kind: PaceKind,
  [from, to]: readonly [number, number],
  count: number,
  random: Random,
): Promise<Wait[]> {
  const waits: Wait[] = [];
  for (let index = 0; index < count; index++) {
    const durationMs = SECOND * Math.exp(between(random, Math.log(from), Math.log(to)));
    waits.push(await simulate(kind, durationMs, random));
  }
  return waits;
}

/** How late the ends were noticed, in shares of what is allowed: 1 second or 3 %, and for nearly all 2 seconds or 8 %. */
export interface Lateness {
  readonly mean: number;
  readonly nearlyAll: number;
}

export function latenessOf(waits: readonly Wait[]): Lateness {
  const against = (least: number, share: number): number[] =>
    waits
      .map(({ overshootMs, durationMs }) => overshootMs / Math.max(least * SECOND, share * durationMs))
      .sort((a, b) => a - b);
  const means = against(1, 0.03);
  return {
    mean: means.reduce((sum, value) => sum + value, 0) / means.length,
    nearlyAll: against(2, 0.08)[Math.ceil(0.95 * waits.length) - 1] ?? Infinity,
  };
}
