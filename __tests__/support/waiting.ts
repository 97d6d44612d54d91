import { createDeadline } from '../../src/access/deadline.ts';
import { waitForTest } from '../../src/access/wait.ts';
import { type Clock } from '../../src/world.ts';
import { between, type PaceKind, PACES, type Random, seededRandom, tellingOf } from './paces.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const LATENCY_MS = 100;

/** Tests of a second to an hour in bands of the same ratio: each from seconds to seconds. */
const BAND_COUNT = 12;
export const BANDS: readonly (readonly [number, number])[] = Array.from(
  { length: BAND_COUNT },
  (_, index) => [3_600 ** (index / BAND_COUNT), 3_600 ** ((index + 1) / BAND_COUNT)],
);

/** Of what is shown and tested. The schedule was tuned with other seeds, and with another generator. */
export const SEED = 20_261_122;
export const RUNS_A_BAND = 150;

/** A simulated wait for a test. */
export interface Wait {
  readonly durationMs: number;
  /** From the end of the test until it was noticed. */
  readonly overshootMs: number;
  readonly polls: number;
}

/** Waits for a test that lasts as long, on a clock of its own. */
async function simulate(kind: PaceKind, durationMs: number, random: Random): Promise<Wait> {
  let nowMs = 0;
  const clock: Clock = {
    now: () => new Date(nowMs),
    elapsedMs: () => nowMs,
    sleep: (ms) => {
      nowMs += ms;
      return Promise.resolve();
    },
  };
  const pace = PACES[kind](random);
  const tell = tellingOf(kind, random);
  let polls = 0;
  const readTest = () => {
    polls++;
    nowMs += LATENCY_MS;
    const time = nowMs / durationMs;
    return Promise.resolve({ status: time < 1 ? 'processing' : 'complete', counts: tell(pace(time)) });
  };
  const limits = { deadline: createDeadline(clock, 2 * HOUR), signal: new AbortController().signal };
  await waitForTest({ readTest }, 'simulated', limits, clock, () => undefined);
  return { durationMs, overshootMs: nowMs - durationMs, polls };
}

/** Waits for as many tests of a kind, which last from seconds to seconds: as many from 1 to 2 minutes as from 2 to 4. */
async function simulateMany(
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

/** All that was simulated of a kind. */
export interface Curve {
  readonly kind: PaceKind;
  /** In the order of `BANDS`. */
  readonly bands: readonly (readonly Wait[])[];
  /** Of tests that last exactly an hour, for which there are 60 polls. */
  readonly hours: readonly Wait[];
}

/** Waits for as many tests of every kind in every band; the same seed gives the same. */
export async function simulateCurves(seed: number, runsABand: number): Promise<Curve[]> {
  const curves: Curve[] = [];
  for (const kind of Object.keys(PACES) as PaceKind[]) {
    const random = seededRandom(seed);
    const bands: Wait[][] = [];
    for (const band of BANDS) bands.push(await simulateMany(kind, band, runsABand, random));
    curves.push({ kind, bands, hours: await simulateMany(kind, [3_600, 3_600], runsABand, random) });
  }
  return curves;
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
