import { formatUsers } from '../format.ts';
import { type Expectation, type Subject } from '../verdict/assertion.ts';
import { describeExpected, describeStatus, nameExpectation, namePatterns } from '../verdict/expectations.ts';
import { type Naming } from '../verdict/person.ts';
import { foldCase } from '../verdict/user.ts';
import { type Difference } from './comparison.ts';
import { compareConsequences } from './findingComparison.ts';
import { subjectKey, subjectsOf } from './merge.ts';
import { pairUp } from './pairing.ts';

/** What it means that somebody was not tested, the strictest first. */
const IF_MISSING = {
  fail: 'fails if never logged in',
  warn: 'warns if never logged in',
  ignore: 'ignored if never logged in',
} as const;

/**
 * What becomes of the expectations of a test. Several may be about the same people: those that say the same are the same
 * one, then those about the same people, with the same label, or with a pattern in common.
 */
export function compareExpectations(
  before: readonly Expectation[],
  after: readonly Expectation[],
  naming: Naming,
): Difference[] {
  const rounds = [
    (expectation: Expectation) => [contentOf(expectation)],
    (expectation: Expectation) => [subjectKey(expectation)],
    ({ label }: Expectation) => (label === undefined ? [] : [label]),
    subjectsOf,
  ];
  return pairUp(before, after, rounds).flatMap((pair): Difference[] => {
    switch (pair.kind) {
      case 'both':
        return compareExpectation(pair.before, pair.after, naming);
      case 'gone': {
        const rule = nameExpectation(pair.before, naming);
        return [{ direction: 'gone', rule, before: describeExpected(pair.before), after: undefined }];
      }
      case 'new': {
        const rule = nameExpectation(pair.after, naming);
        return [{ direction: 'new', rule, before: undefined, after: describeExpected(pair.after) }];
      }
    }
  });
}

/** The name is that of before, which whoever changes the config cannot choose. */
function compareExpectation(before: Expectation, after: Expectation, naming: Naming): Difference[] {
  const rule = nameExpectation(before, naming);
  const status: Difference[] =
    before.status === after.status
      ? []
      : [
          {
            direction: 'changed',
            rule,
            before: describeStatus(before.status),
            after: describeStatus(after.status),
          },
        ];
  const subject =
    subjectKey(before) === subjectKey(after) ? [] : [compareWhom(before.subject, after.subject, naming)];
  return [
    ...status,
    ...[...subject, ...compareReach(before.subject, after.subject)].map((each) => ({ ...each, rule })),
    ...compareConsequences(rule, before, after),
  ];
}

type Nameless = Omit<Difference, 'rule'>;

/**
 * With several users asked for, a pattern more asks for the status of more people, and makes it easier to find as many;
 * without, a list that is part of the other asks for less.
 */
function compareWhom(before: Subject, after: Subject, naming: Naming): Nameless {
  const about = (words: string): string => `about ${words}`;
  if (before.kind === 'user' || after.kind === 'user') {
    const whom = (subject: Subject): string =>
      about(subject.kind === 'user' ? naming.nameOf(subject.user) : namePatterns(subject.patterns, naming));
    return { direction: 'changed', before: whom(before), after: whom(after) };
  }
  const [removed, added] = [
    without(before.patterns, after.patterns),
    without(after.patterns, before.patterns),
  ];
  const isPart = Math.max(before.atLeast, after.atLeast) <= 1 && (removed.length === 0 || added.length === 0);
  const words = (patterns: readonly string[]): string | undefined =>
    patterns.length === 0 ? undefined : about(namePatterns(patterns, naming));
  return {
    direction: isPart ? (added.length === 0 ? 'loosened' : 'tightened') : 'changed',
    before: words(removed),
    after: words(added),
  };
}

function without(patterns: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others.map(foldCase));
  return patterns.filter((pattern) => !known.has(foldCase(pattern)));
}

/** What is asked beside the status: that somebody was tested at all. */
function compareReach(before: Subject, after: Subject): Nameless[] {
  if (before.kind === 'user' && after.kind === 'user') {
    const [was, is] = [before.ifMissing, after.ifMissing];
    if (was === is) return [];
    const strictestFirst = Object.keys(IF_MISSING);
    const isLooser = strictestFirst.indexOf(is) > strictestFirst.indexOf(was);
    return [
      { direction: isLooser ? 'loosened' : 'tightened', before: IF_MISSING[was], after: IF_MISSING[is] },
    ];
  }
  if (before.kind === 'user' || after.kind === 'user' || before.atLeast === after.atLeast) return [];
  const words = ({ atLeast }: { readonly atLeast: number }): string => `at least ${formatUsers(atLeast)}`;
  return [
    {
      direction: after.atLeast < before.atLeast ? 'loosened' : 'tightened',
      before: words(before),
      after: words(after),
    },
  ];
}

/** Everything that an expectation says, but for its label. */
function contentOf(expectation: Expectation): string {
  const known = CONTENTS.get(expectation) ?? writeContent(expectation);
  CONTENTS.set(expectation, known);
  return known;
}

/** Those of the defaults are in each of a thousand tests. */
const CONTENTS = new WeakMap<Expectation, string>();

function writeContent(expectation: Expectation): string {
  const { subject, status, severity, waiver } = expectation;
  const reach = subject.kind === 'user' ? subject.ifMissing : subject.atLeast;
  const accepted = waiver && [waiver.until, waiver.owner, waiver.reason];
  return JSON.stringify([subjectKey(expectation), reach, status, severity, accepted]);
}
