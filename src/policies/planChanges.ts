import { describeDifference } from '../difference.ts';
import { plain } from '../untrusted.ts';
import { type Policy } from './entry.ts';
import { type PlanChange, type PlanPolicy } from './plan.ts';
import { type ReadSide } from './planApplication.ts';
import { titleOf } from './planPolicy.ts';
import { type PlanResource } from './planResource.ts';
import { readRules } from './planRules.ts';
import { concealed } from './planValue.ts';

/** Both sides of an application or a policy. */
export interface TestedSides {
  readonly prior: ReadSide;
  readonly planned: ReadSide;
}

const MAX_DIFFERENCES = 10;

/** What the plan changes of who is let in, in its order. */
export function findChanges(
  resources: readonly PlanResource[],
  sidesOf: (address: string) => TestedSides | undefined,
  attached: ReadonlySet<PlanResource>,
): { readonly changes: readonly PlanChange[]; readonly changed: readonly string[] } {
  const found = resources.flatMap((resource) => {
    const sides = sidesOf(resource.address);
    const action =
      resource.action === 'none' ? (sides && isAffected(sides) ? 'affected' : undefined) : resource.action;
    if (action === undefined) return [];
    const differences = sides ? describeSides(resource, sides) : describeGroup(resource);
    const change: PlanChange = { address: resource.address, kind: resource.kind, action, differences };
    return [{ resource, change }];
  });
  return {
    changes: found.map(({ change }) => change),
    changed: found
      .filter(({ resource }) => resource.kind !== 'group' && !attached.has(resource))
      .map(({ change }) => change.address),
  };
}

/** Whether other policies are tested of what stays as it is. */
function isAffected({ prior, planned }: TestedSides): boolean {
  const textOf = ({ found, content }: ReadSide): string => JSON.stringify([content, found.untestable]);
  return textOf(prior) !== textOf(planned);
}

function describeSides({ address, kind }: PlanResource, sides: TestedSides): readonly string[] {
  const [prior, planned] = [sides.prior.found, sides.planned.found];
  const unknown = [...prior.untestable, ...planned.untestable];
  if (unknown.length > 0) {
    return unknown.slice(0, MAX_DIFFERENCES).map((one) => {
      const place = [one.address === address ? '' : one.address, one.field].filter((part) => part !== '');
      return plain(`cannot be tested: ${place.join(', ') || 'the whole'}`);
    });
  }
  if (kind === 'application') {
    return describePolicies(prior.policies, planned.policies).slice(0, MAX_DIFFERENCES);
  }
  const [before] = prior.policies;
  const [after] = planned.policies;
  return after ? describePolicy(before, after) : [];
}

/** Of a new policy, all that it says. */
function describePolicy(before: PlanPolicy | undefined, after: PlanPolicy): readonly string[] {
  const [old, next] = [before?.shown ?? {}, after.shown];
  return typeof old === 'string' || typeof next === 'string' ? [] : describeDifference(old, next);
}

function describePolicies(before: readonly PlanPolicy[], after: readonly PlanPolicy[]): string[] {
  const earlier = keyed(before);
  const later = keyed(after);
  const removed = [...earlier]
    .filter(([key]) => !later.has(key))
    .map(([, policy]) => `policy removed: ${nameOf(policy)}`);
  const others = [...later].flatMap(([key, policy]) => {
    const old = earlier.get(key);
    if (old === undefined) return [`policy added: ${nameOf(policy)}`];
    return describePolicy(old, policy).map((difference) => `${nameOf(policy)}: ${difference}`);
  });
  const kept = (policies: ReadonlyMap<string, PlanPolicy>, in_: ReadonlyMap<string, PlanPolicy>): string =>
    [...policies.keys()].filter((key) => in_.has(key)).join('\n');
  const order = kept(earlier, later) === kept(later, earlier) ? [] : ['the order of the policies'];
  return [...removed, ...others, ...order];
}

/** Policies by what they are the same by on both sides: their resource, their id, or their name. */
function keyed(policies: readonly PlanPolicy[]): ReadonlyMap<string, PlanPolicy> {
  const byKey = new Map<string, PlanPolicy>();
  const seen = new Map<string, number>();
  for (const policy of policies) {
    const key = policy.address ?? titleOf(policy);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    byKey.set(times === 1 ? key : `${key}\n${times}`, policy);
  }
  return byKey;
}

function nameOf(policy: PlanPolicy): string {
  return typeof policy.shown === 'string' ? `the saved policy ${titleOf(policy)}` : titleOf(policy);
}

/** The rules of a group are as those of a policy; of a new one, all of them. */
function describeGroup({ prior, planned }: PlanResource): readonly string[] {
  return planned ? describeDifference(prior ? rulesOf(prior) : {}, rulesOf(planned)) : [];
}

function rulesOf(group: Policy): Policy {
  const lists = ['include', 'require', 'exclude'].map((list) => [
    list,
    readRules(group[list], list).rules.map(({ rule }) => concealed(rule)),
  ]);
  return Object.fromEntries(lists) as Policy;
}
