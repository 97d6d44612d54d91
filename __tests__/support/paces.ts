import { type Counts } from '../../src/verdict/counts.ts';

/** A number from 0 to under 1. */
export type Random = () => number;

/** The share of the work that is done at a share of the time, both from 0 to 1. */
export type Pace = (time: number) => number;

/** The same numbers for the same seed: https://en.wikipedia.org/wiki/Linear_congruential_generator (Numerical Recipes). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function between(random: Random, from: number, to: number): number {
  return from + random() * (to - from);
}

/** Kinds of progress. Each run of a kind has a pace of its own. */
export const PACES = {
  steady,
  stalling,
  accelerating,
  bursting,
  'silent at first': silentAtFirst,
  'in steps': inSteps,
  'creeping, then at once': creeping,
  'never told': () => () => 0,
} as const satisfies Record<string, (random: Random) => Pace>;

export type PaceKind = keyof typeof PACES;

/** Those that tell of their progress and are held to the bars; the other three are known to be harder. */
export const KINDS = [
  'steady',
  'stalling',
  'accelerating',
  'bursting',
  'silent at first',
] as const satisfies readonly PaceKind[];

/** Each twentieth of the time at a speed of its own, the fastest about twice the slowest. */
function steady(random: Random): Pace {
  const speeds = list(20, () => between(random, 0.7, 1.3));
  const sums = running([0, ...speeds]);
  const whole = sums.at(-1) ?? 1;
  return (time) => {
    const at = Math.min(19, Math.floor(time * 20));
    return ((sums[at] ?? 0) + (speeds[at] ?? 0) * (time * 20 - at)) / whole;
  };
}

/** Steady, but for one to three stalls that take a fifth to four fifths of the time; one in five comes near the end. */
function stalling(random: Random): Pace {
  const work = steady(random);
  const stalled = between(random, 0.2, 0.8);
  const weights = list(1 + Math.floor(random() * 3), () => between(random, 0.2, 1));
  const whole = running(weights).at(-1) ?? 1;
  const stalls = weights.map((weight) => ({
    at: random() < 0.2 ? between(random, 0.9, 1) : random(),
    length: (stalled * weight) / whole,
  }));
  stalls.sort((a, b) => a.at - b.at);
  return (time) => {
    let worked = time;
    for (const { at, length } of stalls) {
      const begun = at * (1 - stalled);
      worked -= Math.min(length, Math.max(0, worked - begun));
    }
    return work(worked / (1 - stalled));
  };
}

/** The share is the second to sixth power of the time: up to 47 % are done in its last tenth, and 0.1 % in its first third. */
function accelerating(random: Random): Pace {
  const power = between(random, 2, 6);
  return (time) => Math.min(1, time) ** power;
}

/**
 * Two to eight sudden bursts of any size at any time, the last at the end; one in four does 5 to 50 % early and all the
 * rest at once.
 */
function bursting(random: Random): Pace {
  if (random() < 0.25) return jumps([between(random, 0.02, 0.3)], [between(random, 0.05, 0.5)]);
  const sizes = list(2 + Math.floor(random() * 7), () => -Math.log(1 - random()));
  const sums = running(sizes);
  const whole = sums.at(-1) ?? 1;
  const times = list(sizes.length - 1, random).sort((a, b) => a - b);
  return jumps(
    times,
    sums.map((sum) => sum / whole),
  );
}

/** Nothing, or a few percent that stay, for a fifth to nine tenths of the time; then steady. */
function silentAtFirst(random: Random): Pace {
  const silence = between(random, 0.2, 0.9);
  const constant = random() < 0.3 ? between(random, 0.01, 0.05) : 0;
  const work = steady(random);
  return (time) =>
    time < silence ? constant : constant + (1 - constant) * work((time - silence) / (1 - silence));
}

/** Two to ten steps of the same size, some early and some late; the last is the end. */
function inSteps(random: Random): Pace {
  const count = 2 + Math.floor(random() * 9);
  const times = list(count - 1, (index) => (index + between(random, 0.6, 1.4)) / count);
  return jumps(
    times,
    times.map((_, index) => (index + 1) / count),
  );
}

/** Steady up to 5 to 60 %, and then done at once. */
function creeping(random: Random): Pace {
  const reached = between(random, 0.05, 0.6);
  const work = steady(random);
  return (time) => (time >= 1 ? 1 : reached * work(time));
}

/** From each of the times on, the share in its place is done. */
function jumps(times: readonly number[], shares: readonly number[]): Pace {
  return (time) => (time >= 1 ? 1 : (shares[times.findLastIndex((at) => time >= at)] ?? 0));
}

/** How a run tells of its progress: percentages alone, counts alone, both, or first nothing and then percentages. */
export type Telling = (done: number) => Counts;

export function tellingOf(kind: PaceKind, random: Random): Telling {
  if (kind === 'never told') return () => ({});
  const totalUsers = Math.round(Math.exp(between(random, Math.log(50), Math.log(1_000_000))));
  const way = Math.floor(random() * 4);
  return (done) => {
    const processed = Math.floor(done * totalUsers);
    const counts = { totalUsers, usersApproved: processed, usersBlocked: 0, usersErrored: 0 };
    const percent = { percentUsersProcessed: Math.floor((100 * processed) / totalUsers) };
    if (way === 0) return percent;
    if (way === 1) return counts;
    if (way === 2) return { ...counts, ...percent };
    return processed === 0 ? {} : percent;
  };
}

function list<T>(length: number, make: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => make(index));
}

/** The sums of all numbers up to each. */
function running(numbers: readonly number[]): number[] {
  let sum = 0;
  return numbers.map((number) => (sum += number));
}
