import { type Location, type Problem } from '../errors.ts';
import { type PolicyEntry } from '../policies/entry.ts';
import { type ExpectedAnswer } from '../verdict/application.ts';
import { type Expectation, type PolicySeverities, type Threshold } from '../verdict/assertion.ts';

/** The config file, checked, with `defaults` merged into every test; a test or a check at least. */
export interface Config {
  readonly tests: readonly TestConfig[];
  readonly applicationChecks: readonly ApplicationCheckConfig[];
  /** What is allowed but probably not meant. */
  readonly warnings: readonly Problem[];
}

/** One policy test: what is tested, and what must hold. */
export interface TestConfig {
  readonly name: string;
  readonly location: Location;
  readonly policies: readonly PolicyEntry[];
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
