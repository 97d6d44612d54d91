import { createHash } from 'node:crypto';
import { type Directory } from './directory.ts';
import { type Outcome } from './evaluation.ts';
import { decideOutcomes, type Outcomes } from './outcomes.ts';
import { type Policy } from './policy.ts';
import { type Population } from './population.ts';
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
  readonly policies: readonly Policy[];
  readonly population: Population;
  readonly outcomes: Outcomes;
  /** The id of the test that found the outcomes: this one, or an earlier one of the same policies. */
  readonly decidedBy: string;
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

/**
 * Tests `policies` on everybody who ever logged in; the `number`th test of an emulator has always the same id. What
 * was found by `earlier`, a test of the same policies, is not decided again.
 */
export function startPolicyTest(
  number: number,
  policies: readonly Policy[],
  directory: Directory,
  population: Population,
  startedMs: number,
  earlier: PolicyTest | undefined,
): PolicyTest {
  const { testSeconds, testEnds, testEndsAtPercent } = directory.settings;
  const percent = testEnds === 'complete' ? 100 : testEndsAtPercent;
  const id = createHash('sha256').update(`policy test ${number}`).digest('hex');
  return {
    id,
    startedMs,
    endsMs: startedMs + testSeconds * 1000,
    endsAs: testEnds,
    endsAfter: Math.floor((population.size * percent) / 100),
    policies,
    population,
    outcomes: earlier?.outcomes ?? decideOutcomes(policies, population, directory),
    decidedBy: earlier?.decidedBy ?? id,
  };
}

export function progressOf({ startedMs, endsMs, endsAs, endsAfter }: PolicyTest, nowMs: number): Progress {
  if (nowMs >= endsMs) return { status: endsAs, processed: endsAfter };
  const share = (nowMs - startedMs) / (endsMs - startedMs);
  return { status: 'processing', processed: Math.floor(share * endsAfter) };
}

/** How many of the first `processed` users have the outcome. */
export function countOutcome({ outcomes }: PolicyTest, outcome: Outcome, processed: number): number {
  const found = outcomes.places[outcome];
  let [from, to] = [0, found.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((found[middle] ?? processed) < processed) from = middle + 1;
    else to = middle;
  }
  return from;
}
