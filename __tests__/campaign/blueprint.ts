import { type Directory } from '../../src/emulator/directory.ts';
import { type Policy } from '../../src/emulator/policy.ts';
import { type AssertionsDraft } from './assertions.ts';
import { type Crowd } from './people.ts';
import { type Strike } from './strikes.ts';

/** Where the policies of one side of a test stand. */
export type Place = 'file' | 'inline' | 'saved' | 'application' | 'mixed';

/** What a test's policies replace. */
export type BaselineDraft =
  | { readonly kind: 'none' }
  | { readonly kind: 'policies'; readonly policies: readonly Policy[]; readonly place: Place }
  /** The same but for an edit of one policy. */
  | {
      readonly kind: 'edited';
      readonly edit: 'drop' | 'swap' | 'flip' | 'open' | 'same';
      readonly at: number;
      readonly place: Place;
    }
  /** Of the policies of an earlier time, of which so many users have left since, or were not there yet. */
  | {
      readonly kind: 'snapshot';
      readonly policies: readonly Policy[] | undefined;
      readonly left: number;
      readonly joined: number;
    };

export interface TestDraft {
  readonly policies: readonly Policy[];
  readonly place: Place;
  readonly baseline: BaselineDraft;
  readonly explain: number | undefined;
  readonly assertions: AssertionsDraft;
}

/** A check of a saved application with the policies of a test. */
export interface CheckDraft {
  readonly policies: readonly Policy[];
  /** Which user Cloudflare picks, and of which the config speaks; beyond them, nobody. */
  readonly picked: number;
  readonly wanted: number;
  readonly status: 'Success' | 'Failure' | undefined;
  readonly precedence: number;
}

/** How the emulated API behaves. */
export interface Behaviour {
  readonly testSeconds: number;
  readonly testEnds: 'complete' | 'blocked' | 'exceeded time';
  readonly testKeptSeconds: number | undefined;
  readonly secondTest: 'allowed' | 400 | 403 | 409 | 429;
  readonly maxPerPage: number;
  readonly resultInfo: boolean;
  readonly omittedFields: Directory['settings']['omittedFields'];
  readonly rateLimitRequests: number;
  readonly usersBeforeEnd: 'listed' | 'empty' | 'refused';
}

/** A whole case, as random values that can be made smaller. */
export interface Blueprint {
  readonly crowd: Crowd;
  readonly account: Directory;
  readonly behaviour: Behaviour;
  readonly tests: readonly TestDraft[];
  readonly defaults: AssertionsDraft | undefined;
  readonly check: CheckDraft | undefined;
  readonly run: {
    readonly mode: 'gate' | 'validate' | 'given';
    readonly reportOnly: boolean;
    readonly onInconclusive: 'fail' | 'warn';
    readonly timeoutMinutes: number;
    readonly random: number;
    /** Where the text of the config is damaged, from 0 to 1. */
    readonly damage: number | undefined;
  };
  readonly strikes: readonly Strike[];
  /** The number of the request during which the run is interrupted. */
  readonly interruptedAt: number | undefined;
  /** From this request on, the time of day is another. */
  readonly clockJump: { readonly at: number; readonly days: number } | undefined;
}
