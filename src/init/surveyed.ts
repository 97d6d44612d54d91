import { type SavedApplication } from '../access/applicationWire.ts';
import { type Figures } from './figures.ts';

/** A saved application under the name that its test is to have. */
export interface NamedApplication extends Pick<SavedApplication, 'id'> {
  readonly name: string;
}

/** What is known of how an application's policies treat everybody today. */
export type Surveyed =
  | { readonly kind: 'measured'; readonly application: NamedApplication; readonly figures: Figures }
  /** It has no policies. */
  | { readonly kind: 'empty'; readonly application: NamedApplication }
  /** `reason` is sentences. */
  | { readonly kind: 'unproven'; readonly application: NamedApplication; readonly reason: string };
