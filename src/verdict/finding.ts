import { type Location } from '../errors.ts';
import { type Severity, type Waiver } from './assertion.ts';
import { type Concerned } from './people.ts';

/** What came of one thing that was checked. */
export interface Finding {
  readonly kind: 'guard' | 'threshold' | 'expectation' | 'change' | 'policy';
  /** What was checked: the metric, whom the expectation is about, the guard's or the policy rule's name. */
  readonly rule: string;
  readonly severity: Severity;
  readonly outcome: 'held' | 'violated' | 'inconclusive' | 'waived';
  /** One or two sentences in plain words: what was found, and for a guard what to do. */
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  /** The place of the assertion in the config, or of the policy; guards may have none. */
  readonly location?: Location;
  /** The waiver that accepts a waived finding. */
  readonly waiver?: Waiver & { readonly endsSoon: boolean };
  /** Who is concerned, by outcome; empty when the finding is about nobody in particular. */
  readonly concerned: readonly Concerned[];
}

/** `skipped` when nothing was tested, by design. */
export type Verdict = 'passed' | 'failed' | 'inconclusive' | 'skipped';

/** Whether a finding fails the run. */
export function isFailed({ outcome, severity }: Finding): boolean {
  return outcome === 'violated' && severity === 'error';
}

/** Green means proven: any unwaived error fails, anything unproven is inconclusive, and only the rest passes. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(isFailed)) return 'failed';
  // What was not tested proves nothing, whatever the policies' text tells.
  if (
    findings.every(({ kind }) => kind === 'policy') ||
    findings.some(({ outcome }) => outcome === 'inconclusive')
  )
    return 'inconclusive';
  return 'passed';
}

/** Every verdict, from the worst to the one that says nothing. */
export const WORST_FIRST: readonly Verdict[] = ['failed', 'inconclusive', 'passed', 'skipped'];

/** The worst of several tests' verdicts; no test at all proves nothing. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? 'inconclusive';
}
