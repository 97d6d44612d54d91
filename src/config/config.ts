import { type Location, type Problem } from '../errors.ts';
import { type PolicyEntry } from '../policies/entry.ts';
import { type ExpectedAnswer } from '../verdict/application.ts';
import { type Expectation, type PolicySeverities, type Threshold } from '../verdict/assertion.ts';

/** The config file, checked, with `defaults` merged into every test; a test or a check at least. */
export interface Config {
  readonly tests: readonly TestConfig[];
  readonly applicationChecks: readonly ApplicationCheckConfig[];
  /** How much findings on the Terraform plan matter. */
  readonly planSeverities: PolicySeverities;
  /** What is allowed but probably not meant. */
  readonly warnings: readonly Problem[];
}

/** What a test is about. */
export type Tested =
  | {
      readonly kind: 'policies';
      readonly policies: readonly PolicyEntry[];
      /** What they replace. */
      readonly baseline: BaselineConfig | undefined;
    }
  /** Planned policies, and the prior ones as their baseline; `*` is each application and policy that changes. */
  | { readonly kind: 'plan'; readonly address: string; readonly location: Location };

/** What a test's policies replace. */
export type BaselineConfig =
  | { readonly kind: 'policies'; readonly policies: readonly PolicyEntry[] }
  | { readonly kind: 'snapshot'; readonly path: string; readonly location: Location };

/** One policy test, or one for each change of a plan: what is tested, and what must hold. */
export interface TestConfig {
  /** Undefined for `*` without a name of its own. */
  readonly name: string | undefined;
  readonly location: Location;
  readonly tested: Tested;
  /** How many further policy tests may explain who loses or gains access. */
  readonly explain: number;
  readonly thresholds: readonly Threshold[];
  readonly expectations: readonly Expectation[];
  readonly policySeverities: PolicySeverities;
}

/** One check of a saved application, and what must hold of the answer. */
export interface ApplicationCheckConfig {
  readonly name: string;
  readonly location: Location;
  readonly appId: string;
  /** A zone whose endpoint is asked instead of the account's. */
  readonly zoneId?: string;
  readonly expected: ExpectedAnswer;
}
