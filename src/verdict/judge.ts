import { type Expectation, type Threshold, type Waiver } from './assertion.ts';
import { type Changes } from './changes.ts';
import { type Counts } from './counts.ts';
import { checkExpectations } from './expectations.ts';
import { type Finding } from './finding.ts';
import { type Naming } from './person.ts';
import { type Tallied } from './tally.ts';
import { checkThresholds } from './thresholds.ts';
import { applyWaiver } from './waiver.ts';

/** What must hold for a policy test. */
export interface Assertions {
  readonly thresholds: readonly Threshold[];
  readonly expectations: readonly Expectation[];
}

/**
 * Every finding on a completed policy test: guards that do not hold, then each threshold and each expectation in
 * the order of the config, held or not, waivers applied.
 *
 * @param changes undefined where there is no baseline
 * @param guards what keeps the numbers from being proven
 */
export function judge(
  { thresholds, expectations }: Assertions,
  counts: Counts,
  tallied: Tallied,
  changes: Changes | undefined,
  guards: readonly Finding[],
  naming: Naming,
  now: Date,
): Finding[] {
  const waived = (findings: Finding[], asserted: readonly { readonly waiver?: Waiver }[]): Finding[] =>
    findings.map((finding, index) => applyWaiver(finding, asserted[index]?.waiver, now));
  const found = checkExpectations(tallied.matches, tallied.listed, naming);
  return [
    ...guards,
    ...waived(checkThresholds(thresholds, counts, tallied, changes), thresholds),
    ...waived(guards.length === 0 ? found : found.map(doubtAbsence), expectations),
  ];
}

/** Who is not in a list that is not to be relied on may be there all the same. */
function doubtAbsence(finding: Finding): Finding {
  if (finding.outcome !== 'violated' || finding.concerned.length > 0) return finding;
  return {
    ...finding,
    outcome: 'inconclusive',
    message: `What becomes of ${finding.rule} cannot be told, because the list of users is not to be relied on.`,
  };
}
