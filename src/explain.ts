import { type ReadyTest } from './readyTest.ts';
import { GateError } from './errors.ts';
import { type Bench, createPolicyTest } from './policyTest.ts';
import { type UserStatus } from './verdict/assertion.ts';
import { type ChangedUser } from './verdict/changes.ts';
import { type EditablePolicy, stepsBetween } from './verdict/edits.ts';
import { attribute, type Explanation, groupSteps } from './verdict/explanation.ts';
import { identityOf } from './verdict/user.ts';

/**
 * Which policy made somebody lose or gain access, told by testing the policies on the way from `before` to `after`,
 * changed one at a time. What goes wrong is a gap of the explanation, and no finding.
 *
 * @param before undefined where the policies that were before are not known
 * @param changed whoever loses or gains access; somebody at least
 */
export async function explainChanges(
  { name, explain, naming }: Pick<ReadyTest, 'name' | 'explain' | 'naming'>,
  before: readonly EditablePolicy[] | undefined,
  after: readonly EditablePolicy[],
  changed: ReadonlyMap<string, ChangedUser>,
  bench: Bench,
): Promise<Explanation> {
  if (before === undefined) return unexplained('A snapshot holds no policies, so that none can be made out.');
  const groups = groupSteps(stepsBetween(before, after), explain);
  if (groups.length === 0) {
    return unexplained('The policies are the same on both sides: something else that they refer to changed.');
  }
  const policyTestIds: string[] = [];
  try {
    const between: ReadonlyMap<string, UserStatus>[] = [];
    for (const group of groups.slice(0, -1)) {
      const policies = group.at(-1)?.policies ?? [];
      between.push(await outcomesOf(policies, changed, name, bench, (id) => policyTestIds.push(id)));
    }
    return { ...attribute(groups, between, changed, naming), policyTestIds };
  } catch (error) {
    if (bench.world.interrupted.aborted) {
      return unexplained('The run was interrupted before that could be made out.', policyTestIds);
    }
    if (!(error instanceof GateError)) throw error;
    return unexplained(`Which policy made the difference is not known: ${error.message}`, policyTestIds);
  }
}

function unexplained(gap: string, policyTestIds: readonly string[] = []): Explanation {
  return { causes: [], gap, policyTestIds };
}

/** How those whose access changes fare by these policies. */
async function outcomesOf(
  policies: readonly EditablePolicy[],
  changed: ReadonlyMap<string, ChangedUser>,
  name: string,
  bench: Bench,
  onStart: (id: string) => void,
): Promise<ReadonlyMap<string, UserStatus>> {
  if (policies.length === 0) return new Map([...changed.keys()].map((identity) => [identity, 'blocked']));
  const tested = policies.map((policy) => policy.tested);
  const policyTest = createPolicyTest(`${name} (explaining)`, tested, bench);
  await policyTest.start();
  onStart(policyTest.id ?? '');
  await policyTest.complete();
  const statuses = new Map<string, UserStatus>();
  await policyTest.list((users) => {
    for (const user of users) {
      const identity = identityOf(user);
      if (identity !== undefined && user.status && changed.has(identity)) statuses.set(identity, user.status);
    }
  });
  return statuses;
}
