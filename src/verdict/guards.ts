import { formatCount, formatPercent, formatUsers } from '../format.ts';
import { type Expectation, USER_STATUSES, type UserStatus } from './assertion.ts';
import { type Counts, measure, processedUsers, usersWith } from './counts.ts';
import { type Finding } from './finding.ts';
import { type Tallied } from './tally.ts';

const AGAIN = 'Run the gate again; if it stays so, the answers of the policy tester cannot be relied on.';

/** Something that keeps a test from being proven; `message` says what would change that. */
export function unproven(rule: string, expected: string, actual: string, message: string): Finding {
  return {
    kind: 'guard',
    rule,
    severity: 'error',
    outcome: 'inconclusive',
    message,
    expected,
    actual,
    concerned: [],
  };
}

/**
 * What must be true of every completed policy test before its numbers prove anything: everybody was processed,
 * somebody was tested, and the counts add up. Only what does not hold is returned.
 */
export function checkCounts(counts: Counts): Finding[] {
  const { percentUsersProcessed: percent, totalUsers } = counts;
  const processed = processedUsers(counts);
  const findings: Finding[] = [];
  if (percent !== 100) {
    const actual = percent === undefined ? 'not known' : formatPercent(percent);
    const message =
      percent === undefined
        ? `Cloudflare did not tell whether all users were processed. ${AGAIN}`
        : `Only ${actual} of the users were processed. ${AGAIN}`;
    findings.push(unproven('percent_users_processed', '100 %', actual, message));
  }
  if (totalUsers === 0) {
    findings.push(
      unproven(
        'total_users',
        'at least 1',
        '0',
        'Nobody was tested: the policy tester knows only users who have logged in to this account at least once. Check account-id, or wait until somebody has.',
      ),
    );
  }
  if (totalUsers === undefined || processed !== totalUsers) {
    const message =
      totalUsers === undefined || processed === undefined
        ? `Cloudflare did not tell how many users were tested, approved, blocked and errored. ${AGAIN}`
        : `Approved, blocked and errored users come to ${formatCount(processed)}, the total is ${formatCount(totalUsers)}. ${AGAIN}`;
    findings.push(unproven('counts', usersOrUnknown(totalUsers), usersOrUnknown(processed), message));
  }
  return findings.length > 0 ? findings : checkPercentages(counts);
}

/** Cloudflare's own percentages are rounded, up or down, and must be near those of its counts. */
function checkPercentages(counts: Counts): Finding[] {
  return (
    [
      ['percent_approved', counts.percentApproved],
      ['percent_blocked', counts.percentBlocked],
      ['percent_errored', counts.percentErrored],
    ] as const
  ).flatMap(([metric, told]) => {
    const computed = measure(counts, metric);
    if (told === undefined || computed === undefined || Math.abs(told - computed) <= 1) return [];
    const [expected, actual] = [formatPercent(computed), formatPercent(told)];
    const message = `Cloudflare says that ${metric} is ${actual}, its counts come to ${expected}. ${AGAIN}`;
    return [unproven(metric, expected, actual, message)];
  });
}

function usersOrUnknown(users: number | undefined): string {
  return users === undefined ? 'not known' : formatUsers(users);
}

const COUNT_OF: Readonly<Record<UserStatus, 'users_approved' | 'users_blocked' | 'users_errored'>> = {
  approved: 'users_approved',
  blocked: 'users_blocked',
  error: 'users_errored',
};

/**
 * What must be true of the listed users: they are as many as the counts say, or no more where not all were to be
 * listed, each has one status and one address, and each can be matched with the expectations. Only what does not hold
 * is returned.
 */
export function checkListing(
  { byStatus, listed: whole, contradicted, readdressed, unusable, withoutAddress }: Tallied,
  counts: Counts,
  expectations: readonly Expectation[],
): Finding[] {
  const findings: Finding[] = [];
  for (const status of USER_STATUSES) {
    const counted = usersWith(status, counts);
    const listed = byStatus[status].total;
    if (listed === counted || (!whole.has(status) && counted !== undefined && listed < counted)) continue;
    const expected = usersOrUnknown(counted);
    const says = counted === undefined ? 'the count is not known' : `the count says ${formatCount(counted)}`;
    findings.push(
      unproven(
        `listed_${COUNT_OF[status]}`,
        expected,
        formatUsers(listed),
        `Listed with the status ${status}: ${formatUsers(listed)}; ${says}. ${AGAIN}`,
      ),
    );
  }
  if (contradicted > 0) {
    findings.push(
      unproven(
        'one_status',
        'one status each',
        `${formatCount(contradicted)} with two`,
        `Listed with two different statuses: ${formatUsers(contradicted)}. ${AGAIN}`,
      ),
    );
  }
  if (readdressed > 0) {
    findings.push(
      unproven(
        'one_address',
        'one address each',
        `${formatCount(readdressed)} with two`,
        `Listed with two different addresses under one id: ${formatUsers(readdressed)}. ${AGAIN}`,
      ),
    );
  }
  if (unusable > 0) {
    findings.push(
      unproven(
        'usable_rows',
        'a status and an id or address in each',
        `${formatCount(unusable)} without`,
        `Listed without a status, or with neither id nor address: ${formatUsers(unusable)}. ${AGAIN}`,
      ),
    );
  }
  if (withoutAddress > 0 && expectations.length > 0) {
    findings.push(
      unproven(
        'addresses',
        'an address for each user',
        `${formatCount(withoutAddress)} without`,
        `Listed without an address, or with something else in its place: ${formatUsers(withoutAddress)}, whom expectations may be about without telling. Ask Cloudflare why, or use thresholds only.`,
      ),
    );
  }
  return findings;
}

/** Everything that must be true of a completed policy test and its users. Only what does not hold is returned. */
export function checkTest(
  counts: Counts,
  tallied: Tallied,
  expectations: readonly Expectation[],
): readonly Finding[] {
  return [...checkCounts(counts), ...checkListing(tallied, counts, expectations)];
}

/** The same of a baseline's policy test. */
export function checkBaseline(counts: Counts, tallied: Tallied): readonly Finding[] {
  return checkTest(counts, tallied, []).map((finding) => ({
    ...finding,
    rule: `baseline_${finding.rule}`,
    message: `The baseline is not to be relied on: ${finding.message}`,
  }));
}

/**
 * Where there are no policies to test, nobody gets in, and nobody is listed. Only of what replaces nothing either can
 * that be told: who loses and who gains access.
 */
export function checkNobody(
  replacesNothing: boolean,
  expectations: readonly Expectation[],
): readonly Finding[] {
  if (replacesNothing && expectations.length === 0) return [];
  const message = replacesNothing
    ? 'There are no policies, before or after, so that nobody was tested: take the expectations out of this test.'
    : 'There are no policies to test, so that nobody gets in: name some, or give the test policies as baseline, to tell who loses access.';
  return [unproven('total_users', 'at least 1', '0', message)];
}
