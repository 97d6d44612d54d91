import { type Location } from '../errors.ts';

/** How a user fared in a policy test; the API's words. */
export const USER_STATUSES = ['approved', 'blocked', 'error'] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

/** What a threshold measures of one policy test; percentages run from 0 to 100. */
export const COUNT_METRICS = [
  'total_users',
  'users_approved',
  'users_blocked',
  'users_errored',
  'percent_approved',
  'percent_blocked',
  'percent_errored',
  'percent_users_processed',
] as const;
export type CountMetric = (typeof COUNT_METRICS)[number];

/** What a threshold measures of a test and its baseline; percentages are of the users that both know. */
export const CHANGE_METRICS = ['users_lost', 'users_gained', 'percent_lost', 'percent_gained'] as const;
export type ChangeMetric = (typeof CHANGE_METRICS)[number];

export const METRICS = [...COUNT_METRICS, ...CHANGE_METRICS] as const;
export type Metric = CountMetric | ChangeMetric;

/** Whether a metric runs from 0 to 100 instead of counting users. */
export function isPercentage(metric: Metric): boolean {
  return metric.startsWith('percent_');
}

/** Whether a metric compares a test with its baseline. */
export function isChange(metric: Metric): metric is ChangeMetric {
  return (CHANGE_METRICS as readonly Metric[]).includes(metric);
}

export type Severity = 'error' | 'warning';

/** What can be told of policies by their text alone. */
export const POLICY_RULES = [
  'everyone_allowed',
  'any_login_allowed',
  'require_impossible',
  'deny_alone',
  'bypass_by_identity',
  'allow_by_service_token',
  'policy_duplicated',
  'policy_shadowed',
] as const;

/** What can be told of a Terraform plan by its text alone. */
export const PLAN_RULES = [
  'application_loses_policies',
  'policy_destroyed_in_use',
  'application_without_allow',
  'bypass_everyone_added',
] as const;

export type PlanRule = (typeof PLAN_RULES)[number];
export type PolicyRule = (typeof POLICY_RULES)[number];

/** How much the findings on a plan matter unless the config says otherwise; those on policies warn. */
export const PLAN_SEVERITIES: Readonly<Record<PlanRule, Severity>> = {
  application_loses_policies: 'error',
  policy_destroyed_in_use: 'error',
  application_without_allow: 'warning',
  bypass_everyone_added: 'error',
};

/** How much each finding on the policies' text and on a plan matters; what is not named here, as by default. */
export type PolicySeverities = Readonly<Partial<Record<PolicyRule | PlanRule, Severity | 'off'>>>;

/** A finding that is accepted for now. */
export interface Waiver {
  /** The last day on which it holds, `YYYY-MM-DD` in UTC. */
  readonly until: string;
  readonly owner: string;
  readonly reason: string;
}

interface Assertion {
  readonly severity: Severity;
  readonly waiver?: Waiver;
  /** Where the config says so. */
  readonly location: Location;
}

/** Inclusive bounds of one metric; at least one of them. */
export interface Threshold extends Assertion {
  readonly metric: Metric;
  readonly min?: number;
  readonly max?: number;
}

/** Whom an expectation is about. */
export type Subject =
  /** One person, by e-mail address (any case) or user id. */
  | { readonly kind: 'user'; readonly user: string; readonly ifMissing: 'fail' | 'warn' | 'ignore' }
  /** Everybody whose address matches one of the globs; `atLeast` of them, and somebody for each glob unless 0. */
  | { readonly kind: 'users'; readonly patterns: readonly string[]; readonly atLeast: number };

/** The outcome that somebody must have. */
export interface Expectation extends Assertion {
  readonly subject: Subject;
  readonly status: UserStatus;
  /** Shown instead of the address. */
  readonly label?: string;
}
