import { listNamed, listNeeded } from './listing.ts';
import { type Bench, type PolicyTest } from './policyTest.ts';
import { type ReadyBaseline, type ReadyTest } from './readyTest.ts';
import { isChange, USER_STATUSES } from './verdict/assertion.ts';
import {
  type Before,
  beforeOf,
  type Comparison,
  createComparison,
  NOBODY,
  type Rest,
} from './verdict/changes.ts';
import { type Counts } from './verdict/counts.ts';
import { type EditablePolicy } from './verdict/edits.ts';
import { type Finding } from './verdict/finding.ts';
import { checkBaseline, checkCounts, checkNobody, checkTest } from './verdict/guards.ts';
import { knownWith, type Need, pagesOf, planRest } from './verdict/listingPlan.ts';
import { createTally, type Tally } from './verdict/tally.ts';
import { concernedByCounts } from './verdict/thresholds.ts';

/** The policies of one side of a test, and the policy test of them: none where there is nothing to send. */
export interface Side {
  readonly policies: readonly EditablePolicy[];
  readonly policyTest: PolicyTest | undefined;
}

export interface Sides {
  readonly proposed: Side;
  /** Undefined where the policies replace nothing that could be tested. */
  readonly baseline: Side | undefined;
}

/** How the users of both sides fared. */
export interface Listed {
  readonly counts: Counts;
  readonly tally: Tally;
  /** Whether everybody is listed, and a snapshot is asked for, or costs next to nothing. */
  readonly isRecorded: boolean;
  readonly comparison: Comparison | undefined;
  readonly guards: readonly Finding[];
}

/** Lists the users of both sides, the baseline's first, as far as it takes them to judge, and joins them. */
export async function listSides(
  test: ReadyTest,
  { proposed, baseline }: Sides,
  { world }: Bench,
): Promise<Listed> {
  const { naming, expectations, thresholds } = test;
  const replaced = baseline?.policyTest;
  const counts = proposed.policyTest?.counts ?? blockedOf(replaced?.counts);
  const rest = restOf(test, proposed, replaced);
  const known = knownWith(rest);

  const before = createTally([], naming);
  const knownBefore = beforeOfTest(test.baseline, baseline, before);
  const comparison = knownBefore && createComparison(knownBefore, naming, rest);
  const tally = createTally(expectations, naming, comparison);

  if (replaced) {
    await listNeeded(replaced, before, known, world.log, (users) => {
      before.see(users);
      // Where nothing is left, whoever was there before is blocked.
      if (!proposed.policyTest)
        tally.see(users.map((user) => ({ ...user, status: user.status && 'blocked' })));
    });
  }
  if (proposed.policyTest) {
    const isJoined = test.baseline !== undefined || test.isRecorded;
    const isDoubtful = expectations.length > 0 && checkCounts(counts).length > 0;
    const need: Need = isJoined ? known : isDoubtful ? 'everybody' : [];
    await listNeeded(proposed.policyTest, tally, need, world.log);
    await listNamed(proposed.policyTest, tally, concernedByCounts(thresholds, counts), world);
  } else tally.end();
  comparison?.end(tally.roster);

  const tallied = tally.result();
  const ofBaseline = replaced ? checkBaseline(replaced.counts, before.result()) : [];
  return {
    counts,
    tally,
    isRecorded:
      tallied.listed.size === USER_STATUSES.length && (test.isRecorded || pagesOf(undefined, counts) === 1),
    comparison,
    guards: proposed.policyTest
      ? [...checkTest(counts, tallied, expectations), ...ofBaseline]
      : replaced
        ? ofBaseline
        : checkNobody(test.baseline?.kind === 'policies', expectations),
  };
}

/** Who need not be listed, where two policy tests are compared, or one with nothing. */
function restOf(
  { baseline, isRecorded, thresholds }: ReadyTest,
  { policyTest }: Side,
  replaced: PolicyTest | undefined,
): Rest | undefined {
  if (baseline?.kind !== 'policies' || isRecorded || policyTest === undefined) return undefined;
  // Whoever is taken to be somebody else makes changes more, never fewer.
  if (thresholds.some(({ metric, min }) => isChange(metric) && min !== undefined)) return undefined;
  const sides = [policyTest, replaced].flatMap((side) => (side ? [side.counts] : []));
  return sides.some((counts) => checkCounts(counts).length > 0)
    ? undefined
    : planRest(policyTest.counts, replaced?.counts);
}

function beforeOfTest(
  baseline: ReadyBaseline | undefined,
  side: Side | undefined,
  before: Tally,
): Before | undefined {
  if (baseline === undefined) return undefined;
  if (baseline.kind === 'snapshot') return baseline.before;
  return side?.policyTest ? beforeOf(before.roster) : NOBODY;
}

/** Without policies nobody gets in. */
function blockedOf(population: Counts = {}): Counts {
  const { totalUsers, percentUsersProcessed } = population;
  return {
    totalUsers,
    percentUsersProcessed,
    usersApproved: 0,
    usersBlocked: totalUsers,
    usersErrored: 0,
    percentApproved: 0,
    percentErrored: 0,
  };
}
