import { type Problem } from '../errors.ts';
import { type TestedPolicy } from './entry.ts';
import { createPolicyReader } from './planApplication.ts';
import { findChanges } from './planChanges.ts';
import { readPlanFile } from './planFile.ts';
import { createResolveGroups } from './planGroups.ts';
import { findMembership, findTouched } from './planMembership.ts';
import { createFollow } from './planReferences.ts';
import { findUnseen } from './planUnseen.ts';

/** Before the plan is applied, and after. */
export type PlanSide = 'prior' | 'planned';

/** What of a plan cannot be tested, and why. */
export interface Untestable {
  /** The resource's address in the plan. */
  readonly address: string;
  /** Path of the field in the resource, as in `include[3].group.id`; empty where it is the whole. */
  readonly field: string;
  /** A sentence: why, and what would make it testable. */
  readonly reason: string;
}

/** A policy of a plan. */
export interface PlanPolicy {
  /** As it is to be sent. */
  readonly policy: TestedPolicy;
  /** As it may be shown: sensitive values are replaced. */
  readonly shown: TestedPolicy;
  /** The resource that it is; undefined when it stands in an application, or is saved and no part of the plan. */
  readonly address?: string;
}

/** What an application or a policy comes to on one side, in the order of precedence. */
export interface PlanPolicies {
  /** Empty where there is nothing on that side. Complete only when nothing is untestable. */
  readonly policies: readonly PlanPolicy[];
  readonly untestable: readonly Untestable[];
}

/** What becomes of one resource of Access. */
export interface PlanChange {
  readonly address: string;
  readonly kind: 'application' | 'policy' | 'group';
  /** `affected`: it stays as it is, but a policy or group that it uses does not. */
  readonly action: 'create' | 'update' | 'replace' | 'destroy' | 'affected';
  /** What changes in who is let in, in words, without anything sensitive; at most 10. */
  readonly differences: readonly string[];
}

/** A Terraform plan, as far as it is about Access. */
export interface Plan {
  /** Its path, for messages. */
  readonly file: string;
  /** Undefined when the plan has no Access application or policy of this address. */
  policiesOf(address: string, side: PlanSide): PlanPolicies | undefined;
  /** The addresses of all its Access applications and policies, for suggestions. */
  readonly addresses: readonly string[];
  /** The resources of Access that change, in the order of the plan. */
  readonly changes: readonly PlanChange[];
  /** The addresses of the applications and reusable policies that the plan changes: what `from_plan: "*"` tests. */
  readonly changed: readonly string[];
  /**
   * What the plan changes of that which policies refer to, and no policy of the plan does: groups and lists. Whom that
   * lets in elsewhere is not known.
   */
  readonly unseen: readonly Untestable[];
  /** The policies that the plan destroys while an application that stays refers to them, by their addresses. */
  readonly destroyedInUse: readonly { readonly policy: string; readonly application: string }[];
}

/** What the file of a plan gave; without a plan there are problems. */
export interface ParsedPlan {
  readonly plan: Plan | undefined;
  readonly problems: readonly Problem[];
  /** What the plan does not tell, though it can be used. */
  readonly warnings: readonly Problem[];
}

/**
 * Reads the output of `terraform show -json PLAN`, of Terraform 0.12 and later or of OpenTofu, with Cloudflare's
 * provider 4 or 5. Never throws; everything in a plan is untrusted. What cannot be tested of a plan is no problem of
 * the file: `policiesOf` tells it.
 *
 * @param file its path, for messages
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function parsePlan(file: string, text: string): ParsedPlan {
  const { resources, objects, configuration, problems, warnings } = readPlanFile(file, text);
  if (problems.length > 0) return { plan: undefined, problems, warnings };

  const follow = createFollow(configuration, resources);
  const membership = findMembership(resources, objects);
  const { read, destroyedInUse, attached } = createPolicyReader(
    resources,
    createResolveGroups(membership, follow),
    follow,
    (attributes) => findTouched(attributes, membership),
  );
  const tested = new Map(
    resources
      .filter(({ kind }) => kind !== 'group')
      .map((resource) => [
        resource.address,
        { resource, prior: read(resource, 'prior'), planned: read(resource, 'planned') },
      ]),
  );
  const plan: Plan = {
    file,
    policiesOf: (address, side) => tested.get(address)?.[side].found,
    addresses: [...tested.keys()],
    ...findChanges(resources, (address) => tested.get(address), attached),
    unseen: findUnseen(resources, membership, objects),
    destroyedInUse,
  };
  return { plan, problems, warnings };
}
