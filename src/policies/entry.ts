import { type Path } from '../document.ts';
import { type Location } from '../errors.ts';

/** A policy as the API takes it; fields and selectors this project does not know are passed on. */
export type Policy = Readonly<Record<string, unknown>>;

/** What a policy test is started with: inline policies and ids of saved reusable ones, in their order. */
export type TestedPolicy = Policy | string;

/** One entry of a test's `policies`: where tested policies come from. */
export type PolicyEntry =
  | { readonly kind: 'id'; readonly id: string; readonly location: Location }
  | { readonly kind: 'file'; readonly path: string; readonly location: Location }
  | {
      readonly kind: 'policy';
      readonly policy: unknown;
      /** Where a value inside the inline policy stands in the config. */
      readonly locate: (path: Path) => Location;
    };
