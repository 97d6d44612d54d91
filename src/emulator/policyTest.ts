import { createHash } from 'node:crypto';
import { type Directory } from './directory.ts';
import { evaluate, type Outcome } from './evaluation.ts';
import { type Policy } from './policy.ts';
import { type Settings } from './settings.ts';

/** A policy test: everybody's outcome is known at once and shown little by little. */
export interface PolicyTest {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly startedMs: number;
  readonly endsMs: number;
  readonly endsAs: Settings['testEnds'];
  /** How many of the users are processed when the test ends. */
  readonly endsAfter: number;
  /** In the directory's order. */
  readonly users: readonly TestedUser[];
  /** The indexes in `users` of those with an outcome, in their order: counts and filtered pages come from these. */
  readonly places: Readonly<Record<Outcome, readonly number[]>>;
}

/** A row of the users' list. */
export interface TestedUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly status: Outcome;
}

/** How far a test has got. */
export interface Progress {
  readonly status: 'processing' | Settings['testEnds'];
  /** So many of the users, from the first. */
  readonly processed: number;
}

/** Tests `policies` on everybody who ever logged in; the `number`th test of an emulator has always the same id. */
export function startPolicyTest(
  number: number,
  policies: readonly Policy[],
  directory: Directory,
  startedMs: number,
): PolicyTest {
  const { testSeconds, testEnds, testEndsAtPercent } = directory.settings;
  const users = directory.users
    .filter(({ lastLogin }) => lastLogin !== undefined)
    .map((user) => ({
      id: user.id,
      email: user.email,
      name: user.name,
      status: evaluate(policies, user, directory),
    }));
  const percent = testEnds === 'complete' ? 100 : testEndsAtPercent;
  return {
    id: createHash('sha256').update(`policy test ${number}`).digest('hex'),
    startedMs,
    endsMs: startedMs + testSeconds * 1000,
    endsAs: testEnds,
    endsAfter: Math.floor((users.length * percent) / 100),
    users,
    places: placesOf(users),
  };
}

export function progressOf({ startedMs, endsMs, endsAs, endsAfter }: PolicyTest, nowMs: number): Progress {
  if (nowMs >= endsMs) return { status: endsAs, processed: endsAfter };
  const share = (nowMs - startedMs) / (endsMs - startedMs);
  return { status: 'processing', processed: Math.floor(share * endsAfter) };
}

/** How many of the first `processed` users have the outcome. */
export function countOutcome({ places }: PolicyTest, outcome: Outcome, processed: number): number {
  const found = places[outcome];
  let [from, to] = [0, found.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((found[middle] ?? processed) < processed) from = middle + 1;
    else to = middle;
  }
  return from;
}

function placesOf(users: readonly TestedUser[]): PolicyTest['places'] {
  const places: Record<Outcome, number[]> = { approved: [], blocked: [], error: [] };
  users.forEach(({ status }, place) => places[status].push(place));
  return places;
}
