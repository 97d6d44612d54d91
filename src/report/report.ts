import { type ApiUsage } from '../access/api.ts';
import { type AssertionChange } from '../config/comparison.ts';
import { type Location, type Problem } from '../errors.ts';
import { type PlanChange } from '../policies/plan.ts';
import { type Shard } from '../shard.ts';
import { type Snapshot } from '../snapshot.ts';
import { type Changes } from '../verdict/changes.ts';
import { type Counts } from '../verdict/counts.ts';
import { type Explanation } from '../verdict/explanation.ts';
import { type Finding, type Verdict } from '../verdict/finding.ts';
import { countConcerned } from '../verdict/people.ts';
import { type Identities } from '../verdict/person.ts';

/**
 * What came of a run. Text in it is one line each and tells no address, unless identities are to be told in full; each
 * medium escapes what is special to it.
 */
export interface Report {
  readonly verdict: Verdict;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly tests: readonly TestReport[];
  readonly applicationChecks: readonly CheckReport[];
  /** Undefined where no plan was given. */
  readonly plan: PlanReport | undefined;
  /** The outcomes of the tests that were proven, to be a baseline later. */
  readonly snapshot: Snapshot | undefined;
  /** What in the config is probably not meant, and what of the inputs is not followed. */
  readonly warnings: readonly Problem[];
  readonly usage: ApiUsage;
  /** What was wrong with the run as a whole: Cloudflare refused the set-up, or somebody stopped it. */
  readonly stopped: 'refused' | 'interrupted' | undefined;
  /** Why nothing was tested although that was asked for: the end of a sentence. */
  readonly untested: string | undefined;
  readonly identities: Identities;
  /** The path of the config in the repository. */
  readonly config: string;
  /** The beginning of the account's id, which tells accounts apart; undefined where nobody was asked. */
  readonly account: string | undefined;
  /** Which part of the config was tested; undefined when all of it was. */
  readonly shard: Shard | undefined;
  /** What all shards are parts of; undefined where reports of several accounts or configs were merged. */
  readonly scope: Scope | undefined;
  /** What a pull request does to the config; undefined where the run is about none. */
  readonly configChange: ConfigChange | undefined;
  /** What is not known of a run of several parts, a sentence each; of a single one, nothing is. */
  readonly missing: readonly string[];
}

/** All that a config asks for in a run, of which a shard tests a part. */
export interface Scope {
  /** The same for all jobs of a run that are judged by the same text of the config, and find the same to test. */
  readonly fingerprint: string;
  /** How many tests and checks there are. */
  readonly items: number;
}

/** The config of a proposed change against that of the branch into which it is to be merged. */
export type ConfigChange = {
  /** The name of that branch. */
  readonly base: string;
  /** Whose config this run is judged by. */
  readonly applied: 'workspace' | 'base';
} & (
  | { readonly kind: 'compared'; readonly changes: readonly AssertionChange[] }
  /** Why they could not be compared: the end of a sentence. */
  | { readonly kind: 'unknown'; readonly reason: string }
);

/** Something of the config with a verdict of its own: a policy test or an application check. */
export interface Judged {
  readonly name: string;
  readonly location: Location;
  readonly verdict: Verdict;
  /** In the order of their making, held ones among them. */
  readonly findings: readonly Finding[];
}

/** What came of one check of a saved application. */
export interface CheckReport extends Judged {
  readonly appId: string;
}

/** What came of one policy test. */
export interface TestReport extends Judged {
  /** How many policies were tested together, and how many assertions were made of the outcome. */
  readonly policies: number;
  readonly assertions: number;
  /** Undefined when no policy test was started. */
  readonly policyTestId: string | undefined;
  /** Whether the test was given by its id instead of being started with the policies of the config. */
  readonly given: boolean;
  /** The last status that the API told. */
  readonly status: string | undefined;
  readonly counts: Counts;
  /** Undefined where no policy test was completed. */
  readonly listed: ListedPages | undefined;
  /** Undefined where the test has none, and while nothing is known of it. */
  readonly baseline: BaselineReport | undefined;
  /** Undefined where there is no baseline, or no complete one. */
  readonly changes: Changes | undefined;
  /** Undefined where nobody loses or gains access, or nothing was to be explained. */
  readonly explanation: Explanation | undefined;
}

/** How many pages of a policy test's users were read, because it took them to judge it. */
export interface ListedPages {
  readonly pages: number;
  /** All that there are; undefined where nobody knows how many users there are. */
  readonly of: number | undefined;
}

/** What a test's outcome was compared with. */
export type BaselineReport =
  | {
      readonly kind: 'test';
      readonly policyTestId: string | undefined;
      readonly status: string | undefined;
      readonly counts: Counts;
      readonly listed: ListedPages | undefined;
    }
  | { readonly kind: 'snapshot'; readonly file: string }
  /** The policies replace nothing, so that nobody had access before. */
  | { readonly kind: 'nothing' };

/** What a Terraform plan does to Access, and what its text tells. */
export interface PlanReport extends Judged {
  readonly changes: readonly PlanChange[];
}

/** Everything with a verdict, in the order of the run. */
export function judgedOf({
  tests,
  applicationChecks,
  plan,
}: Pick<Report, 'tests' | 'applicationChecks' | 'plan'>): readonly Judged[] {
  return [...tests, ...applicationChecks, ...(plan ? [plan] : [])];
}

/** What a reader must know of a test that was given. */
export const GIVEN =
  'given by policy-test-id: the policies it was started with need not be those of the config';

/** A finding that says something does not hold. */
export type NotableFinding = Finding & { readonly outcome: Exclude<Finding['outcome'], 'held'> };

/** Findings that are to be shown, the worst first: by outcome, then severity, then how many are concerned. */
export function notableFindings({ findings }: Pick<Judged, 'findings'>): NotableFinding[] {
  return findings
    .filter((finding): finding is NotableFinding => finding.outcome !== 'held')
    .sort((a, b) => rank(a) - rank(b) || countConcerned(b.concerned) - countConcerned(a.concerned));
}

export function heldFindings({ findings }: Pick<Judged, 'findings'>): Finding[] {
  return findings.filter(({ outcome }) => outcome === 'held');
}

/** Whether nothing was found that keeps the numbers from being relied on. */
export function isProven({ findings }: Pick<Judged, 'findings'>): boolean {
  return !findings.some(
    ({ kind, outcome }) => (kind === 'guard' || kind === 'change') && outcome === 'inconclusive',
  );
}

/** Violations that fail a run: unwaived, of severity error. */
export function countViolations(report: Report): number {
  return judgedOf(report)
    .flatMap(({ findings }) => findings)
    .filter((finding) => rank(finding) === 0).length;
}

function rank({ outcome, severity }: Finding): number {
  switch (outcome) {
    case 'violated':
      return severity === 'error' ? 0 : 2;
    case 'inconclusive':
      return 1;
    case 'waived':
      return 3;
    case 'held':
      return 4;
  }
}
