import { type TestedPolicy } from './entry.ts';

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
}
