import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { drawWaiting } from '../../bench/waitingPlot.ts';
import { ROOT } from '../support/built.ts';
import { KINDS, type PaceKind } from '../support/paces.ts';
import { type Curve, latenessOf, RUNS_A_BAND, SEED, simulateCurves, type Wait } from '../support/waiting.ts';

let curves: readonly Curve[] = [];

beforeAll(async () => {
  curves = await simulateCurves(SEED, RUNS_A_BAND);
});

function waitsOf(kinds: readonly PaceKind[]): Wait[] {
  return curves.filter(({ kind }) => kinds.includes(kind)).flatMap(({ bands }) => bands.flat());
}

describe('over simulated tests of a second to an hour', () => {
  it.each<[string, readonly PaceKind[]]>([
    ['one that is steady', ['steady']],
    ['one that is stalling', ['stalling']],
    ['one that is accelerating', ['accelerating']],
    ['one that is silent at first', ['silent at first']],
    ['any of them, bursting ones too,', KINDS],
  ])(
    'the end of %s is noticed within 1 s or 3 %% on average, and nearly always within 2 s or 8 %%',
    (_, kinds) => {
      const { mean, nearlyAll } = latenessOf(waitsOf(kinds));

      expect(mean).toBeLessThanOrEqual(1);
      expect(nearlyAll).toBeLessThanOrEqual(1);
    },
  );

  // Where the end comes without notice, 60 polls cannot do it: the gaps that would are nearly 100.
  it.each<[PaceKind, number]>([
    ['bursting', 1.4],
    ['in steps', 1.1],
    ['creeping, then at once', 2.1],
    ['never told', 2],
  ])('the end of one that is %s is noticed within %d times as long', (kind, times) => {
    const { mean, nearlyAll } = latenessOf(waitsOf([kind]));

    expect(mean).toBeLessThanOrEqual(times);
    expect(nearlyAll).toBeLessThanOrEqual(times);
  });

  it('none of an hour takes more than 60 polls', () => {
    const polls = curves.map(({ kind, hours }) => [kind, Math.max(...hours.map((wait) => wait.polls))]);

    expect(polls.filter(([, most]) => Number(most) > 60)).toEqual([]);
    expect(polls).toHaveLength(8);
  });

  it('the picture shows it: npm run bench:waiting draws it anew', () => {
    expect(readFileSync(`${ROOT}docs/pictures/waiting.svg`, 'utf8')).toBe(drawWaiting(curves));
  });
});
