import { type Expectation, type Threshold, type Waiver } from './assertion.ts';
import { type Counts } from './counts.ts';
import { checkExpectations } from './expectations.ts';
import { type Finding } from './finding.ts';
import { checkCounts, checkListing } from './guards.ts';
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
 */
export function judge(
  { thresholds, expectations }: Assertions,
  counts: Counts,
  tallied: Tallied,
  naming: Naming,
  now: Date,
): Finding[] {
  const waived = (findings: Finding[], asserted: readonly { readonly waiver?: Waiver }[]): Finding[] =>
    findings.map((finding, index) => applyWaiver(finding, asserted[index]?.waiver, now));
  return [
    ...checkCounts(counts),
    ...checkListing(tallied, counts, expectations),
    ...waived(checkThresholds(thresholds, counts, tallied), thresholds),
    ...waived(checkExpectations(tallied.matches, naming), expectations),
  ];
}
