import { formatCount, formatUsers } from '../format.ts';
import { plain } from '../untrusted.ts';
import { type Expectation, USER_STATUSES, type UserStatus } from './assertion.ts';
import { type Finding } from './finding.ts';
import { countConcerned } from './people.ts';
import { type Naming } from './person.ts';
import { type Match } from './matching.ts';

/** As many patterns of one expectation are named. */
const MAX_PATTERNS = 3;

/**
 * One finding for each expectation, held or not.
 *
 * @param listed the statuses of which everybody is listed
 */
export function checkExpectations(
  matches: readonly Match[],
  listed: ReadonlySet<UserStatus>,
  naming: Naming,
): Finding[] {
  const unlisted = USER_STATUSES.filter((status) => !listed.has(status));
  return matches.map((match) => {
    const { expectation } = match;
    const rule = nameExpectation(expectation, naming);
    return {
      kind: 'expectation',
      rule,
      severity: expectation.severity,
      expected: describeExpected(expectation),
      location: expectation.location,
      concerned: match.deviating,
      ...(match.matched > 0
        ? judgeFound(rule, match, unlisted.length === 0, naming)
        : unlisted.length === 0
          ? judgeMissing(rule, match)
          : judgeUnlisted(rule, match, unlisted)),
    };
  });
}

type Judgement = Pick<Finding, 'outcome' | 'actual' | 'message'> & Partial<Pick<Finding, 'severity'>>;

function judgeMissing(name: string, { expectation: { subject } }: Match): Judgement {
  if (subject.kind === 'users') {
    return {
      outcome: subject.atLeast > 0 ? 'violated' : 'held',
      actual: 'matches nobody',
      message: `${name} matches nobody who ever logged in: correct the pattern, or allow it with at_least: 0.`,
    };
  }
  return {
    outcome: subject.ifMissing === 'ignore' ? 'held' : 'violated',
    ...(subject.ifMissing === 'warn' && { severity: 'warning' }),
    actual: 'never logged in',
    message:
      subject.ifMissing === 'fail'
        ? `${name} never logged in, so there is no outcome: correct the address, or allow it with if_missing.`
        : `${name} never logged in, so there is no outcome.`,
  };
}

/** Nobody is among those who had to be listed. */
function judgeUnlisted(
  name: string,
  { expectation: { subject, status } }: Match,
  unlisted: readonly UserStatus[],
): Judgement {
  const others = USER_STATUSES.filter((each) => !unlisted.includes(each))
    .map(describeStatus)
    .join(' or ');
  if (subject.kind === 'users') {
    return {
      outcome: 'held',
      actual: describeStatus(status),
      message: `${name}: nobody whom it matches is ${others}, as expected.`,
    };
  }
  const actual = `${unlisted.map(describeStatus).join(' or ')}, or never logged in`;
  const isHeld = subject.ifMissing === 'ignore' && unlisted.every((each) => each === status);
  return isHeld
    ? { outcome: 'held', actual, message: `${name}: ${actual}, as expected.` }
    : {
        outcome: 'violated',
        actual,
        message: `${name} is ${actual}; ${describeStatus(status)} expected. Correct the policies, or the address.`,
      };
}

function judgeFound(name: string, match: Match, isWhole: boolean, naming: Naming): Judgement {
  const { expectation, matched, deviating, unmatchedPatterns } = match;
  const { subject, status } = expectation;
  const outcomes = deviating.map((group) => describeStatus(group.status)).join(' or ');
  const faults: string[] = [];
  if (deviating.length > 0) {
    faults.push(
      subject.kind === 'user'
        ? `${name} is ${outcomes}; ${describeStatus(status)} expected.`
        : `${isWhole ? `${formatCount(countConcerned(deviating))} of the ${formatUsers(matched)}` : formatUsers(countConcerned(deviating))} that ${name} matches: ${outcomes}; ${describeStatus(status)} expected.`,
    );
  }
  if (subject.kind === 'users' && matched < subject.atLeast) {
    faults.push(
      `${name} matches ${formatUsers(matched)}; at least ${formatCount(subject.atLeast)} expected.`,
    );
  }
  if (subject.kind === 'users' && subject.atLeast > 0 && unmatchedPatterns.size > 0) {
    faults.push(`Nobody who ever logged in matches ${namePatterns([...unmatchedPatterns], naming)}.`);
  }
  if (faults.length === 0) {
    return {
      outcome: 'held',
      actual: describeStatus(status),
      message: `${name}: ${describeStatus(status)}, as expected.`,
    };
  }
  return {
    outcome: 'violated',
    actual: deviating.length > 0 ? outcomes : `matches ${formatUsers(matched)}`,
    message: faults.join(' '),
  };
}

/** Whom an expectation is about: its label, else a user or patterns as they may be shown. */
export function nameExpectation({ label, subject }: Expectation, naming: Naming): string {
  if (label !== undefined) return plain(label);
  return subject.kind === 'user' ? naming.nameOf(subject.user) : namePatterns(subject.patterns, naming);
}

/** The first few patterns as they may be shown, and how many more there are. */
export function namePatterns(patterns: readonly string[], naming: Naming): string {
  const names = patterns.slice(0, MAX_PATTERNS).map((pattern) => naming.nameOf(pattern));
  const more = patterns.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${String(more)} more patterns` : names.join(', ');
}

/** `blocked, at least 3` */
export function describeExpected({ status, subject }: Expectation): string {
  const many = subject.kind === 'users' && subject.atLeast > 1;
  return many
    ? `${describeStatus(status)}, at least ${formatCount(subject.atLeast)}`
    : describeStatus(status);
}

/** A status in words: `approved`, `an error`. */
export function describeStatus(status: UserStatus): string {
  return status === 'error' ? 'an error' : status;
}
