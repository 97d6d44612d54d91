import { type People } from './people.ts';

/** One policy that the change touches. */
export interface Edit {
  /** The policy's name, or its id where it has none, fit to be shown. */
  readonly policy: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** What makes it another policy, in words; empty but for `changed`. */
  readonly differences: readonly string[];
}

/** People whose access changes, and the edits one of which made the difference: a single one, if that could be told. */
export interface Cause {
  readonly edits: readonly Edit[];
  /** Undefined where nobody loses or gains access by it. */
  readonly lost: People | undefined;
  readonly gained: People | undefined;
}

/** Why people lose or gain access. */
export interface Explanation {
  readonly causes: readonly Cause[];
  /** Why something could not be explained, in a sentence. */
  readonly gap: string | undefined;
  /** The further policy tests that it took. */
  readonly policyTestIds: readonly string[];
}
