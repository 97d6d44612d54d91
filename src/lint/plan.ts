import { type Plan, type PlanPolicies, type PlanPolicy } from '../policies/plan.ts';
import { quote } from '../untrusted.ts';
import {
  PLAN_RULES,
  PLAN_SEVERITIES,
  type PlanRule,
  type PolicySeverities,
  type Severity,
} from '../verdict/assertion.ts';
import { type Finding } from '../verdict/finding.ts';
import { type Claim, findingsOf } from './claim.ts';
import { isEveryone, readCondition } from './condition.ts';

/** What is claimed of the resource of an address. */
interface PlanClaim extends Pick<Claim<PlanRule>, 'rule' | 'message' | 'expected' | 'actual'> {
  readonly address: string;
}

/**
 * What the text of a plan tells, without asking anybody; what fails the run comes first, and of each rule 20 findings
 * at most are told one by one. Nothing is claimed that might not be so: where something is not known before the plan
 * is applied, or a policy is known by its id only, nothing of what it decides.
 */
export function checkPlan(plan: Plan, severities: PolicySeverities): Finding[] {
  const severityOf = (rule: PlanRule): Severity | 'off' => severities[rule] ?? PLAN_SEVERITIES[rule];
  const claims = findClaims(plan).map(({ address, ...claim }) => ({
    ...claim,
    title: quote(address),
    place: PLAN_RULES.indexOf(claim.rule),
    location: { file: plan.file, line: 1, column: 1 },
  }));
  return findingsOf(claims, PLAN_RULES, severityOf, ['resource', 'resources']);
}

/** A resource that the plan changes and that stays, on both sides. */
interface Sides {
  readonly address: string;
  readonly isNew: boolean;
  readonly prior: PlanPolicies;
  readonly planned: PlanPolicies;
}

const NONE: PlanPolicies = { policies: [], untestable: [] };

function findClaims(plan: Plan): PlanClaim[] {
  const staying = (kind: 'application' | 'policy'): Sides[] =>
    plan.changes
      .filter((change) => change.kind === kind && change.action !== 'destroy')
      .map(({ address, action }) => ({
        address,
        isNew: action === 'create',
        prior: plan.policiesOf(address, 'prior') ?? NONE,
        planned: plan.policiesOf(address, 'planned') ?? NONE,
      }));
  const applications = staying('application');
  const opened = staying('policy').flatMap(checkOpenedPolicy);
  const told = new Set(opened.map(({ address }) => address));
  return [
    ...applications.flatMap(checkLoss),
    ...plan.destroyedInUse.map(describeDestroyed),
    ...applications.flatMap(checkAllow),
    ...opened,
    ...applications.flatMap((application) => checkOpenedApplication(application, told)),
  ];
}

function isEmpty({ policies, untestable }: PlanPolicies): boolean {
  return policies.length === 0 && untestable.length === 0;
}

function checkLoss({ address, prior, planned }: Sides): PlanClaim[] {
  const count = prior.policies.length;
  if (count === 0 || !isEmpty(planned)) return [];
  return [
    {
      rule: 'application_loses_policies',
      address,
      message: `The plan takes all policies from ${quote(address)}, which has ${count} of them now: nobody gets in without one. If that is not meant, give its "policies" again: null and an empty list take them away.`,
      expected: 'policies',
      actual: 'none',
    },
  ];
}

function describeDestroyed({ policy, application }: Plan['destroyedInUse'][number]): PlanClaim {
  return {
    rule: 'policy_destroyed_in_use',
    address: policy,
    message: `The plan destroys ${quote(policy)}, and ${quote(application)} still refers to it. Take it out of the application's "policies", or keep it.`,
    expected: 'a policy that stays',
    actual: 'destroyed',
  };
}

const OPENING = 'an allow, bypass or non_identity policy';

/** Policies of an application that was there before may be managed elsewhere, so that none in the plan is no finding. */
function checkAllow({ address, isNew, planned }: Sides): PlanClaim[] {
  if (planned.untestable.length > 0 || (isEmpty(planned) && !isNew)) return [];
  if (!planned.policies.every(({ shown }) => typeof shown !== 'string' && shown['decision'] === 'deny'))
    return [];
  const what = isEmpty(planned) ? 'has no policy' : 'has deny policies only';
  return [
    {
      rule: 'application_without_allow',
      address,
      message: `${quote(address)} ${what} in the plan, so that nobody gets in: whom no policy allows is blocked. Give it ${OPENING}.`,
      expected: OPENING,
      actual: isEmpty(planned) ? 'no policy' : 'deny only',
    },
  ];
}

function checkOpenedPolicy({ address, prior, planned }: Sides): PlanClaim[] {
  const [policy] = planned.policies.filter(isOpen);
  const wasOpen = prior.untestable.length > 0 || prior.policies.some(isOpen);
  return policy && !wasOpen ? [describeOpening(address, 'is', policy)] : [];
}

/**
 * Policies that stand in an application, or are newly given to it; those that are told of themselves are not told
 * again. Saved policies that the plan takes from it may have been the same.
 */
function checkOpenedApplication({ address, prior, planned }: Sides, told: ReadonlySet<string>): PlanClaim[] {
  const policy = planned.policies.find((each) => isOpen(each) && !told.has(each.address ?? ''));
  const kept = new Set(planned.policies.map(({ policy: tested }) => tested));
  const wasOpen =
    prior.untestable.length > 0 ||
    prior.policies.some(
      (each) => isOpen(each) || (typeof each.policy === 'string' && !kept.has(each.policy)),
    );
  return policy && !wasOpen ? [describeOpening(address, 'gets', policy)] : [];
}

function describeOpening(address: string, verb: 'is' | 'gets', { shown }: PlanPolicy): PlanClaim {
  const isWhole = typeof shown === 'string' || rulesOf(shown['exclude']).length === 0;
  const exceptions = isWhole ? '' : ', except whom it excludes';
  return {
    rule: 'bypass_everyone_added',
    address,
    message: `${quote(address)} ${verb} a new bypass that lets everyone in without a login or a log${exceptions}: it includes everyone and requires nothing of them. Say in include or require who is meant, or make it an allow policy.`,
    expected: 'somebody in particular',
    actual: isWhole ? 'everyone' : 'everyone but the excluded',
  };
}

/** A bypass of everyone that requires nothing more. */
function isOpen({ shown }: PlanPolicy): boolean {
  if (typeof shown === 'string' || shown['decision'] !== 'bypass') return false;
  const isForAll = (list: string): boolean[] =>
    rulesOf(shown[list]).map((rule) => isEveryone(readCondition(rule)));
  return (
    isForAll('include').includes(true) &&
    !isForAll('require').includes(false) &&
    !isForAll('exclude').includes(true)
  );
}

function rulesOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : [];
}
