import { type Location, type Problem } from '../errors.ts';
import { didYouMean } from '../suggestion.ts';
import { quote } from '../untrusted.ts';
import { type Files } from '../world.ts';
import { isMapping, type KnownPolicy, type Locate, type PolicyEntry, type Source } from './entry.ts';
import { readPolicyFile } from './file.ts';
import { checkPolicyId } from './id.ts';
import { type Plan, type PlanPolicies, type PlanSide, type Untestable } from './plan.ts';
import { checkPolicy } from './policy.ts';

/** Where entries are looked up. */
export interface Surroundings {
  readonly workspace: string;
  readonly files: Files;
  /** `unreadable` when what is wrong with the plan is told already. */
  readonly plan: Plan | 'not given' | 'unreadable';
}

/** What the entries of `policies` or `baseline` gave. */
export interface ReadPolicies {
  /** In their order; complete only when there are no problems, and nothing is untestable. */
  readonly sources: readonly Source[];
  readonly untestable: readonly LocatedUntestable[];
  readonly problems: readonly Problem[];
}

/** What of a plan cannot be tested, and the entry that asks for it. */
export interface LocatedUntestable extends Untestable {
  readonly location: Location;
}

/**
 * Reads the policies of one side of a test: what the plan will make of it, or what was before. Never throws for what
 * the entries say: everything that is wrong with any of them is in `problems`.
 */
export async function readPolicies(
  entries: readonly PolicyEntry[],
  side: PlanSide,
  surroundings: Surroundings,
): Promise<ReadPolicies> {
  const all = await Promise.all(entries.map((entry) => readEntry(entry, side, surroundings)));
  return {
    sources: all.flatMap(({ sources }) => sources),
    untestable: all.flatMap(({ untestable }) => untestable),
    problems: all.flatMap(({ problems }) => problems),
  };
}

async function readEntry(
  entry: PolicyEntry,
  side: PlanSide,
  { workspace, files, plan }: Surroundings,
): Promise<ReadPolicies> {
  switch (entry.kind) {
    case 'id':
      return accepted(entry.id, () => entry.location, checkPolicyId(entry.id, entry.location));
    case 'file': {
      const { policies, problems } = await readPolicyFile(entry.path, entry.location, workspace, files);
      const sources = policies.map((text): KnownPolicy => ({ kind: 'policy', tested: text.policy, text }));
      return { sources, untestable: [], problems };
    }
    case 'policy':
      return accepted(entry.policy, entry.locate, checkPolicy(entry.policy, entry.locate));
    case 'terraform':
      return readFromPlan(entry.address, entry.location, side, plan);
    case 'application':
      return { sources: [{ kind: 'application', appId: entry.appId }], untestable: [], problems: [] };
  }
}

/** The policy, unless there are problems with it. */
function accepted(policy: unknown, locate: Locate, problems: readonly Problem[]): ReadPolicies {
  const isPolicy = (typeof policy === 'string' || isMapping(policy)) && problems.length === 0;
  const sources = isPolicy ? [{ kind: 'policy' as const, tested: policy, text: { policy, locate } }] : [];
  return { sources, untestable: [], problems };
}

function readFromPlan(
  address: string,
  location: Location,
  side: PlanSide,
  plan: Surroundings['plan'],
): ReadPolicies {
  if (plan === 'unreadable') return rejected([]);
  if (plan === 'not given') {
    const message = `${quote(address)} is looked up in a Terraform plan: set the input terraform-plan to the output of terraform show -json.`;
    return rejected([{ message, location }]);
  }
  const found = plan.policiesOf(address, side);
  if (found === undefined) {
    const message = `The plan ${plan.file} has no Access application or policy ${quote(address)}${didYouMean(address, plan.addresses)}`;
    return rejected([{ message, location }]);
  }
  return ofPlan(address, location, found);
}

/** What the API would refuse of a plan is no problem of the config. */
function ofPlan(address: string, location: Location, { policies, untestable }: PlanPolicies): ReadPolicies {
  // What is wrong is told of the policy as it may be shown: sensitive values are no values of the API.
  const broken = policies.flatMap(({ policy, shown }) =>
    typeof policy === 'string' || checkPolicy(policy, () => location).length === 0
      ? []
      : checkPolicy(shown, () => location).map(({ message }) => message),
  );
  return {
    sources: policies.map(({ policy, shown }) => ({
      kind: 'policy',
      tested: policy,
      text: { policy: shown, locate: () => location },
    })),
    untestable: [...untestable, ...broken.map((reason) => ({ address, field: '', reason }))].map((item) => ({
      ...item,
      location,
    })),
    problems: [],
  };
}

function rejected(problems: readonly Problem[]): ReadPolicies {
  return { sources: [], untestable: [], problems };
}
