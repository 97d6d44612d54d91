import { plain } from '../untrusted.ts';
import { type PlanSide } from './plan.ts';
import { type Follow } from './planReferences.ts';
import { indexById, type PlanResource } from './planResource.ts';
import { isSet, textOf, UNKNOWN } from './planValue.ts';

/** What belongs to applications without standing in their lists. */
export interface Attachments {
  /** The policies with the id of an application. */
  readonly of: ReadonlyMap<PlanResource, readonly PlanResource[]>;
  /** Why an application may have others. */
  readonly unsure: ReadonlyMap<PlanResource, readonly string[]>;
}

/** Finds the application of each policy that has an `application_id`, as provider v4 allows. */
export function attachPolicies(
  policies: readonly PlanResource[],
  applications: readonly PlanResource[],
  side: PlanSide,
  follow: Follow,
): Attachments {
  const byId = indexById(applications.filter((application) => application[side] !== undefined));
  const unknown = applications.filter(({ planned }) => planned?.['id'] === UNKNOWN);
  const of = new Map<PlanResource, PlanResource[]>();
  const unsure = new Map<PlanResource, string[]>();
  for (const policy of policies) {
    const id = policy[side]?.['application_id'];
    if (!isSet(id)) continue;
    const text = textOf(id);
    const application = text === undefined ? undefined : byId.get(text);
    if (application) add(of, application, policy);
    if (id !== UNKNOWN) continue;
    const { resources, lost } = follow(policy, 'application_id', 'application_id');
    const candidates = unknown.filter((each) => resources.includes(each));
    const [only, ...others] = candidates;
    if (only && others.length === 0 && lost.length === 0) add(of, only, policy);
    else {
      const reason = `The policy ${plain(policy.address)} has an application_id that is known only after the plan is applied, and it may be this one. Refer to the application directly, or apply it first.`;
      for (const each of only && lost.length === 0 ? candidates : unknown) add(unsure, each, reason);
    }
  }
  return { of, unsure };
}

function add<Value>(lists: Map<PlanResource, Value[]>, key: PlanResource, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
