import { describe, expect, it } from '@jest/globals';
import { KINDS, type PaceKind, seededRandom } from '../support/paces.ts';
import { BANDS, latenessOf, simulateMany, type Wait } from '../support/waiting.ts';

/** A seed that the schedule was not tuned with. */
const SEED = 20_261_122;
const RUNS_A_BAND = 60;
const HOURS = 30;

const simulated = new Map<PaceKind, Promise<Wait[]>>();

function waitsOf(kind: PaceKind): Promise<Wait[]> {
  const waits = simulated.get(kind) ?? simulateBands(kind);
  simulated.set(kind, waits);
  return waits;
}

async function simulateBands(kind: PaceKind): Promise<Wait[]> {
  const random = seededRandom(SEED);
  const waits: Wait[] = [];
  for (const band of BANDS) waits.push(...(await simulateMany(kind, band, RUNS_A_BAND, random)));
  return waits;
}

describe('over simulated tests of a second to an hour', () => {
  it.each(KINDS.filter((kind) => kind !== 'bursting'))(
    'the end of one that is %s is noticed within a second or 3 %% on average, and nearly always within 2 s or 8 %%',
    async (kind) => {
      const { mean, nearlyAll } = latenessOf(await waitsOf(kind));

      expect(mean).toBeLessThanOrEqual(1);
      expect(nearlyAll).toBeLessThanOrEqual(1);
    },
  );

  it('so is the end of any, by the same measure over all kinds', async () => {
    const waits = await Promise.all(KINDS.map(waitsOf));
    const { mean, nearlyAll } = latenessOf(waits.flat());

    expect(mean).toBeLessThanOrEqual(1);
    expect(nearlyAll).toBeLessThanOrEqual(1);
  });

  // No schedule of 60 polls can do better by far where the end comes without notice.
  it.each<[PaceKind, number]>([
    ['bursting', 1.5],
    ['in steps', 1.15],
    ['never told', 2.25],
  ])('the end of one that is %s is noticed within %d times as long', async (kind, times) => {
    const { mean, nearlyAll } = latenessOf(await waitsOf(kind));

    expect(mean).toBeLessThanOrEqual(times);
    expect(nearlyAll).toBeLessThanOrEqual(times);
  });

  it.each<PaceKind>([...KINDS, 'in steps', 'never told'])(
    'one of an hour that is %s takes at most 60 polls',
    async (kind) => {
      const waits = await simulateMany(kind, [3_600, 3_600], HOURS, seededRandom(SEED));

      expect(Math.max(...waits.map(({ polls }) => polls))).toBeLessThanOrEqual(60);
    },
  );
});
