import { type Path } from '../document.ts';
import { type Location } from '../errors.ts';

/** A policy as the API takes it; fields and selectors this project does not know are passed on. */
export type Policy = Readonly<Record<string, unknown>>;

/** Whether `value` is a mapping: what a policy and a rule are. What YAML's tags make (dates, sets) is none. */
export function isMapping(value: unknown): value is Policy {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** What a policy test is started with: inline policies and ids of saved reusable ones, in their order. */
export type TestedPolicy = Policy | string;

/** Where a value inside a policy stands. */
export type Locate = (path: Path) => Location;

/** A tested policy, and where its parts stand; of a saved one, only its entry does. */
export interface LocatedPolicy {
  readonly policy: TestedPolicy;
  readonly locate: Locate;
}

/** The policies of a saved application, which are read when the test is run. */
export interface LiveApplication {
  readonly kind: 'application';
  readonly appId: string;
}

/** A policy that is known before the test is run. */
export interface KnownPolicy {
  readonly kind: 'policy';
  /** As it is sent. */
  readonly tested: TestedPolicy;
  /** As it may be shown, which is the same but for sensitive values of a plan. */
  readonly text: LocatedPolicy;
}

/** Where the policies of a test come from, in their order. */
export type Source = KnownPolicy | LiveApplication;

/** One entry of a test's `policies` or `baseline`: where tested policies come from. */
export type PolicyEntry =
  | { readonly kind: 'id'; readonly id: string; readonly location: Location }
  | { readonly kind: 'file'; readonly path: string; readonly location: Location }
  | {
      readonly kind: 'policy';
      readonly policy: unknown;
      readonly locate: Locate;
    }
  /** An application or policy of the Terraform plan. */
  | { readonly kind: 'terraform'; readonly address: string; readonly location: Location }
  | { readonly kind: 'application'; readonly appId: string; readonly location: Location };
