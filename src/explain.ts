import { type ReadyTest } from './readyTest.ts';
import { GateError } from './errors.ts';
import { listNeeded } from './listing.ts';
import { type Bench, createPolicyTest } from './policyTest.ts';
import { type UserStatus } from './verdict/assertion.ts';
import { type ChangedUser } from './verdict/changes.ts';
import { type EditablePolicy, stepsBetween } from './verdict/edits.ts';
import { attribute, endsOf, type Explanation, findDoubt, type Waypoint } from './verdict/explanation.ts';
import { checkCounts, checkListing } from './verdict/guards.ts';
import { knownWith, planRest } from './verdict/listingPlan.ts';
import { createTally } from './verdict/tally.ts';

/**
 * Which policy made somebody lose or gain access, told by testing the policies on the way from `before` to `after`,
 * changed one at a time, and halving what is in doubt. What goes wrong is a gap of the explanation, and no finding.
 *
 * @param before undefined where the policies that were before are not known
 * @param changed whoever loses or gains access; somebody at least
 * @param population how many users were tested
 */
export async function explainChanges(
  { name, explain, naming }: Pick<ReadyTest, 'name' | 'explain' | 'naming'>,
  before: readonly EditablePolicy[] | undefined,
  after: readonly EditablePolicy[],
  changed: ReadonlyMap<string, ChangedUser>,
  population: number | undefined,
  bench: Bench,
): Promise<Explanation> {
  const unknown = 'Which policy made the difference is not known';
  const policyTestIds: string[] = [];
  if (before === undefined)
    return { causes: [], gap: `${unknown}: a snapshot holds no policies.`, policyTestIds };
  const steps = stepsBetween(before, after);
  if (steps.length === 0) {
    const gap = `${unknown}: they are the same on both sides, and something that they refer to is not.`;
    return { causes: [], gap, policyTestIds };
  }
  let way: readonly Waypoint[] = endsOf(steps.length, changed);
  try {
    for (let tests = 0; tests < explain; tests += 1) {
      const doubt = findDoubt(way, changed);
      if (doubt === undefined) break;
      const policies = steps[doubt - 1]?.policies ?? [];
      const statuses = await outcomesOf(policies, changed, { name, naming }, population, bench, (id) =>
        policyTestIds.push(id),
      );
      way = [...way, { steps: doubt, statuses }].sort((one, other) => one.steps - other.steps);
    }
    return { ...attribute(steps, way, changed, naming), policyTestIds };
  } catch (error) {
    const isInterrupted = bench.world.interrupted.aborted;
    if (!isInterrupted && !(error instanceof GateError)) throw error;
    const why = error instanceof GateError && !isInterrupted ? error.message : 'the run was interrupted.';
    const gap = `No more is known of which policy made the difference: ${why}`;
    return { causes: attribute(steps, way, changed, naming).causes, gap, policyTestIds };
  }
}

/** How those whose access changes fare by these policies. */
async function outcomesOf(
  policies: readonly EditablePolicy[],
  changed: ReadonlyMap<string, ChangedUser>,
  { name, naming }: Pick<ReadyTest, 'name' | 'naming'>,
  population: number | undefined,
  bench: Bench,
  onStart: (id: string) => void,
): Promise<ReadonlyMap<string, UserStatus>> {
  const tested = policies.map((policy) => policy.tested);
  const policyTest = createPolicyTest(`${name} (explaining)`, tested, bench);
  await policyTest.start();
  onStart(policyTest.id ?? '');
  await policyTest.complete();
  const { counts } = policyTest;
  const isSamePopulation = counts.totalUsers === population && checkCounts(counts).length === 0;
  const rest = isSamePopulation ? planRest(counts, counts) : undefined;
  const tally = createTally([], naming);
  await listNeeded(policyTest, tally, knownWith(rest), bench.world.log);
  const isSound = checkListing(tally.result(), counts, []).length === 0;
  return new Map(
    [...changed.keys()].flatMap((identity): [string, UserStatus][] => {
      const status = tally.roster.statusOf(identity) ?? (isSound ? rest?.status : undefined);
      return status === undefined ? [] : [[identity, status]];
    }),
  );
}
