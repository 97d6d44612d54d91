import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Observation } from '../../src/access/pace.ts';
import { pollDelayMs } from '../../src/access/schedule.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** `[elapsed seconds, share done]` each. */
function seen(...pairs: [number, number?][]): Observation[] {
  return pairs.map(([seconds, done]) => ({ elapsedMs: seconds * SECOND, done }));
}

/** As many polls, the last after `seconds`, of which all but the first saw `done`, from `since` on. */
function standing(polls: number, seconds: number, done: number, since = seconds / 2): Observation[] {
  return seen([0, 0], ...Array.from({ length: polls - 2 }, (): [number, number] => [since, done]), [
    seconds,
    done,
  ]);
}

describe('the delay before a poll', () => {
  it.each<[string, Observation[], number]>([
    ['a second where nothing was seen', [], 1_000],
    ['a second at first', seen([0]), 1_000],
    ['as long again', seen([0], [1.5]), 1_500],
    ['two seconds from then on', seen([0], [1], [2], [4]), 2_000],
    ['two seconds up to half a minute', seen([0], [33]), 2_000],
    ['15 % of the time while nothing is told', seen([0], [100]), 15_000],
    ['15 % of the time while nothing is done', seen([0, 0], [100, 0]), 15_000],
    ['an even share of the time that is left where few polls are', standing(52, 900, 0), 170_286],
    ['6 % of the time where a test stands still that cannot take for long', standing(20, 100, 0.5), 6_000],
    [
      '6 % of the time where it stands still near its end',
      seen([0, 0], [90, 0], [98, 0.95], [100, 0.95]),
      6_000,
    ],
    ['an even share of three times its average pace', standing(30, 100, 0.1), 12_005],
    ['an even share of the hour where it stands for longer than that', standing(20, 100, 0.5, 1), 9_372],
    ['half of that near the end', seen([0, 0], [90, 0.98], [100, 0.99]), 3_244],
    ['six tenths of the rest', seen([0, 0], [50, 0.4], [100, 0.85]), 10_000],
    ['no longer than it was seen moving', seen([0, 0], [50, 0.1], [88, 0.1], [100, 0.2]), 12_000],
    ['15 % of the time where it moves slowly', seen([0, 0], [50, 0.1], [100, 0.2]), 15_000],
    ['a tenth of the time past the hour', seen([0], [7_200]), 720_000],
    ['a twentieth of it near the end', seen([0, 0], [3_600, 0.49], [7_200, 0.99]), 360_000],
  ])('is %s', (_, observations, expected) => {
    expect(Math.round(pollDelayMs(observations))).toBe(expected);
  });

  it('is half as long again while several steps are to come, by the largest so far', () => {
    const stairs = (steps: number): Observation[] =>
      seen(
        [0, 0],
        ...Array.from({ length: steps }, (_, i): [number, number] => [10 * (i + 1), (i + 1) / 5]),
        [60, steps / 5],
      );

    expect([1, 2, 3, 4].map((steps) => pollDelayMs(stairs(steps)))).toEqual([3_600, 5_400, 5_400, 3_600]);
  });
});

describe('the polls of an hour', () => {
  /** Polls before an hour is over, and the one that then sees the end. */
  function pollsOf(
    doneAt: (poll: number, elapsedMs: number) => number | undefined,
    latencyMs: number,
  ): number {
    const observations: Observation[] = [];
    for (let elapsedMs = latencyMs; elapsedMs < HOUR; elapsedMs += latencyMs) {
      observations.push({ elapsedMs, done: doneAt(observations.length, elapsedMs) });
      elapsedMs += pollDelayMs(observations);
    }
    return observations.length + 1;
  }

  it('are at most 60, whatever is observed', () => {
    const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 80 }), fc.nat(2_000), (shares, latencyMs) => {
        expect(pollsOf((poll) => shares[poll % shares.length], latencyMs)).toBeLessThanOrEqual(60);
      }),
      { numRuns: 100 },
    );
  });

  it.each<[string, (poll: number, elapsedMs: number) => number | undefined]>([
    ['never says anything', () => undefined],
    ['jumps to 99 % and stays', (poll) => (poll === 0 ? 0 : 0.99)],
    ['is done but goes on', (poll) => (poll === 0 ? 0 : 1)],
    ['creeps up to its end at every poll', (poll) => 1 - 0.5 ** poll],
    ['moves a billionth at every poll', (poll) => 0.9 + poll / 1e9],
    ['goes back at every other poll', (poll) => 0.9 - (poll % 2) / 2],
    ['stands still at every other poll', (poll) => 0.9 + Math.floor(poll / 2) / 1e3],
  ])('are at most 60 where a test %s', (_, doneAt) => {
    expect(pollsOf(doneAt, 0)).toBeLessThanOrEqual(60);
  });

  it('are followed by others, at ever longer delays', () => {
    const delays = [1, 2, 4, 8].map((hours) => pollDelayMs(seen([0], [3_600 * hours])));

    expect(delays).toEqual([6, 12, 24, 48].map((minutes) => minutes * MINUTE));
  });
});
