import { type Metric, type Severity, type UserStatus } from '../../src/verdict/assertion.ts';
import { GLOBS, type Leniency, type Written, type WrittenExpectation } from './assertions.ts';
import { folded, keyOf, type Told, type ToldUser } from './told.ts';

/*
 * What must come of a policy test of which just so much was told, decided naively: lists are gone through from the
 * beginning for every question, and no code of the gate is used.
 */

export type Finding = 'held' | 'violated' | 'waived' | 'inconclusive';

/** What is held against the assertions: a policy test, or that there are no policies on a side. */
export interface Evidence {
  readonly told: Told;
  /** How users fared before, by id; undefined where nothing is compared, `nobody` where nobody had access. */
  readonly before: ReadonlyMap<string, UserStatus> | 'nobody' | undefined;
  /** What was told of the baseline's policy test, if there was one. */
  readonly toldBefore: Told | undefined;
}

/** What must come of it. */
export interface Expected {
  readonly verdict: 'passed' | 'failed' | 'inconclusive';
  /** Whether something makes the numbers doubtful. */
  readonly isDoubtful: boolean;
  readonly thresholds: ReadonlyMap<string, Finding>;
  readonly expectations: readonly Finding[];
  readonly violations: number;
  readonly changes: { readonly lost: number; readonly gained: number; readonly compared: number } | undefined;
  /** Whether too many users are in one of both populations only. */
  readonly isApart: boolean;
}

/**
 * @param today `YYYY-MM-DD`
 * @param isNamed whether the list of those who break a threshold was read, which is for their names alone
 */
export function expectedOf(
  { thresholds, expectations }: Written,
  evidence: Evidence,
  today: string,
  isNamed = true,
): Expected {
  const { told, toldBefore } = evidence;
  const changes = compare(evidence);
  const isJudgedByList = isListed({ thresholds, expectations }, evidence, changes, isNamed);
  const isDoubtful =
    isIncoherent(told) ||
    (isJudgedByList && isMislisted(told)) ||
    (toldBefore !== undefined && (isIncoherent(toldBefore) || isMislisted(toldBefore))) ||
    (isJudgedByList && expectations.length > 0 && told.users.some(({ email = '' }) => !isMailAddress(email)));
  const settle = (isViolated: boolean, { waiver }: Leniency): Finding => {
    if (!isViolated) return 'held';
    return waiver !== undefined && waiver.until >= today ? 'waived' : 'violated';
  };

  const ofThresholds = Object.entries(thresholds).map(([metric, written]) => {
    const value = valueOf(metric as Metric, told, changes);
    if (value === undefined)
      return { metric, outcome: 'inconclusive' as const, severity: severityOf(written) };
    const isMet = value >= (written.min ?? value) && value <= (written.max ?? value);
    return { metric, outcome: settle(!isMet, written), severity: severityOf(written) };
  });
  const ofExpectations = expectations.map((written) => {
    const byCounts = isJudgedByList ? undefined : lookAtCounts(written, told);
    if (byCounts !== undefined)
      return { outcome: settle(byCounts === 'violated', written), severity: severityOf(written) };
    const found = look(written, told.users);
    const isUnsure = isDoubtful && found.wrong === 0 && found.isViolated;
    return {
      outcome: isUnsure ? ('inconclusive' as const) : settle(found.isViolated, written),
      severity: found.onlyWarns ? ('warning' as const) : severityOf(written),
    };
  });

  const all = [...ofThresholds, ...ofExpectations];
  const violations = all.filter(
    ({ outcome, severity }) => outcome === 'violated' && severity === 'error',
  ).length;
  const isApart = changes !== undefined && 100 * changes.apart > changes.apart + changes.compared;
  const isUnproven = isDoubtful || isApart || all.some(({ outcome }) => outcome === 'inconclusive');
  return {
    verdict: violations > 0 ? 'failed' : isUnproven ? 'inconclusive' : 'passed',
    isDoubtful,
    thresholds: new Map(ofThresholds.map(({ metric, outcome }) => [metric, outcome])),
    expectations: ofExpectations.map(({ outcome }) => outcome),
    violations,
    changes,
    isApart,
  };
}

/** Of the addresses that are made up here, those that are none have no at sign, or an end of line in them. */
function isMailAddress(text: string): boolean {
  return text.includes('@') && !/[\n\u2028]/.test(text);
}

/** Whether it takes the users of a test to judge it, and not their counts alone, or to name who breaks a threshold. */
function isListed(
  { thresholds, expectations }: Written,
  { told, before }: Evidence,
  changes: ReturnType<typeof compare>,
  isNamed: boolean,
): boolean {
  const isBroken =
    isNamed &&
    Object.entries(thresholds).some(([metric, { min, max }]) => {
      if (metric === 'total_users' || metric === 'percent_users_processed') return false;
      const value = valueOf(metric as Metric, told, changes);
      return value !== undefined && (value < (min ?? value) || value > (max ?? value));
    });
  const isOpen = expectations.some((each) => isIncoherent(told) || lookAtCounts(each, told) === undefined);
  return isOpen || before !== undefined || isBroken;
}

/** What the counts alone make of an expectation: nobody can be what is asked for, or nobody is anything else. */
function lookAtCounts(written: WrittenExpectation, told: Told): 'held' | 'violated' | undefined {
  const counts = { approved: told.approved, blocked: told.blocked, error: told.errored };
  const others = (['approved', 'blocked', 'error'] as const).filter((status) => status !== written.status);
  const isNobodyElse = others.every((status) => counts[status] === 0);
  const isNobody = counts[written.status] === 0;
  if (written.user === undefined) return isNobodyElse && written.at_least === 0 ? 'held' : undefined;
  if (isNobodyElse && written.if_missing === 'ignore') return 'held';
  return isNobody && (written.if_missing ?? 'fail') === 'fail' ? 'violated' : undefined;
}

/** Whether the counts that were told cannot be so, or leave something open. */
function isIncoherent(told: Told): boolean {
  const { total, approved, blocked, errored, percentProcessed } = told;
  if (percentProcessed !== 100) return true;
  if (total === undefined || approved === undefined || blocked === undefined || errored === undefined)
    return true;
  if (total === 0 || approved + blocked + errored !== total) return true;
  const isFar = (percent: number | undefined, count: number): boolean =>
    percent !== undefined && Math.abs(percent - (100 * count) / total) > 1;
  return (
    isFar(told.percentApproved, approved) ||
    isFar(told.percentBlocked, blocked) ||
    isFar(told.percentErrored, errored)
  );
}

/** Whether the users who were told cannot be so, or are not those who were counted. */
function isMislisted({ approved, blocked, errored, users }: Told): boolean {
  const statuses = new Map<string, UserStatus>();
  for (const user of users) {
    const key = keyOf(user);
    if (key === undefined || user.status === undefined) return true;
    if ((statuses.get(key) ?? user.status) !== user.status) return true;
    statuses.set(key, user.status);
    const others = users.filter(({ id }) => id !== undefined && id === user.id);
    if (new Set(others.flatMap(({ email }) => (email === undefined ? [] : folded(email)))).size > 1)
      return true;
  }
  const listed = (status: UserStatus): number =>
    [...statuses.values()].filter((each) => each === status).length;
  return listed('approved') !== approved || listed('blocked') !== blocked || listed('error') !== errored;
}

/** Each user once, as they first came. */
export function distinct(users: readonly ToldUser[]): readonly ToldUser[] {
  const usable = users.filter((user) => keyOf(user) !== undefined && user.status !== undefined);
  return [...new Map(usable.toReversed().map((user) => [keyOf(user), user])).values()].reverse();
}

/** The value of a metric: users, or a percentage from 0 to 100; undefined where it is not known. */
export function measured(metric: Metric, evidence: Evidence): number | undefined {
  return valueOf(metric, evidence.told, compare(evidence));
}

function compare({ told, before }: Evidence) {
  if (before === undefined) return undefined;
  const pairs = distinct(told.users).map((user) => ({
    was: before === 'nobody' ? ('blocked' as const) : before.get(keyOf(user) ?? ''),
    is: user.status,
  }));
  const compared = pairs.filter(({ was }) => was !== undefined);
  const left = before === 'nobody' ? 0 : before.size - compared.length;
  return {
    lost: compared.filter(({ was, is }) => was === 'approved' && is !== 'approved').length,
    gained: compared.filter(({ was, is }) => was !== 'approved' && is === 'approved').length,
    compared: compared.length,
    apart: left + pairs.length - compared.length,
  };
}

function valueOf(metric: Metric, told: Told, changes: ReturnType<typeof compare>): number | undefined {
  const { approved, blocked, errored } = told;
  const processed =
    approved === undefined || blocked === undefined || errored === undefined
      ? 0
      : approved + blocked + errored;
  const share = (count: number | undefined, reported: number | undefined): number | undefined =>
    processed > 0 && count !== undefined ? (100 * count) / processed : reported;
  const shareOfCompared = (count: number | undefined): number | undefined =>
    changes && changes.compared > 0 && count !== undefined ? (100 * count) / changes.compared : undefined;
  return {
    total_users: told.total,
    users_approved: approved,
    users_blocked: blocked,
    users_errored: errored,
    percent_approved: share(approved, told.percentApproved),
    percent_blocked: share(blocked, told.percentBlocked),
    percent_errored: share(errored, told.percentErrored),
    percent_users_processed: told.percentProcessed,
    users_lost: changes?.lost,
    users_gained: changes?.gained,
    percent_lost: shareOfCompared(changes?.lost),
    percent_gained: shareOfCompared(changes?.gained),
  }[metric];
}

function severityOf({ severity }: Leniency): Severity {
  return severity ?? 'error';
}

/** Whom an expectation is about, and whether it is met. */
function look(written: WrittenExpectation, all: readonly ToldUser[]) {
  const users = distinct(all);
  const { user, status } = written;
  const lowered = (text: string | undefined): string | undefined => text && folded(text);
  if (user !== undefined) {
    const meant = users.filter(
      ({ id, email }) =>
        lowered(email) === lowered(user) || (!user.includes('@') && lowered(id) === lowered(user)),
    );
    const wrong = meant.filter((each) => each.status !== status).length;
    const isMissing = meant.length === 0;
    return {
      wrong,
      isViolated: isMissing ? written.if_missing !== 'ignore' : wrong > 0,
      onlyWarns: isMissing && written.if_missing === 'warn',
    };
  }
  const patterns = [written.users ?? []].flat();
  const meets = (pattern: string, { email }: ToldUser): boolean =>
    email !== undefined &&
    GLOBS.some(({ glob, matches }) => glob === pattern && matches(lowered(email) ?? ''));
  const meant = users.filter((each) => patterns.some((pattern) => meets(pattern, each)));
  const wrong = meant.filter((each) => each.status !== status).length;
  const atLeast = written.at_least ?? 1;
  const isSomebodyForEach = patterns.every((pattern) => users.some((each) => meets(pattern, each)));
  return {
    wrong,
    isViolated: wrong > 0 || (atLeast > 0 && (meant.length < atLeast || !isSomebodyForEach)),
    onlyWarns: false,
  };
}
