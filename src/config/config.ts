import { type Location, type Problem } from '../errors.ts';
import { type PolicyEntry } from '../policies/entry.ts';
import { type Expectation, type Threshold } from '../verdict/assertion.ts';

/** The config file, checked, with `defaults` merged into every test. */
export interface Config {
  readonly tests: readonly TestConfig[];
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
}
