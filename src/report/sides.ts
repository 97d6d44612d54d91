import { formatCount } from '../format.ts';
import { type Changes, countMoved, gainedOf, lostOf, type Move } from '../verdict/changes.ts';
import { type People } from '../verdict/people.ts';
import { causesOf, describeCause } from './causes.ts';
import { countByDomain, inWords } from './concerned.ts';
import { isProven, type TestReport } from './report.ts';
import { type Style } from './style.ts';

/** A test whose outcome could be compared with what was before. */
export type ComparedTest = TestReport & { readonly changes: Changes };

/** Those who lose access by a change, or those who gain it. */
export interface Side {
  /** `Who loses access` */
  readonly title: string;
  /** `12, all of example.com`, or the number alone where there are several groups. */
  readonly count: string;
  /** Why, a clause each. */
  readonly reasons: readonly string[];
  readonly groups: readonly { readonly words: string; readonly people: People }[];
}

/** Tests that could be compared, those that take access from most people first, then those that give it to most. */
export function comparedTests(tests: readonly TestReport[]): ComparedTest[] {
  return tests
    .filter((test): test is ComparedTest => test.changes !== undefined)
    .sort((a, b) => countLost(b) - countLost(a) || countGained(b) - countGained(a));
}

export function countLost({ changes }: Pick<ComparedTest, 'changes'>): number {
  return countMoved(lostOf(changes));
}

export function countGained({ changes }: Pick<ComparedTest, 'changes'>): number {
  return countMoved(gainedOf(changes));
}

/** What a test is compared with, in a word. */
export function nameBaseline({ baseline }: TestReport): string {
  return baseline === undefined || baseline.kind === 'test' ? 'baseline' : baseline.kind;
}

/** Everybody whose outcome one of these tests changes. */
export function movedPeople(tests: readonly TestReport[]): ReadonlySet<People> {
  return new Set(tests.flatMap(({ changes }) => changes?.moves.map(({ people }) => people) ?? []));
}

/** Who loses access and who gains it, in this order; a side that nobody is on is left out. */
export function sidesOf({ changes, policies, baseline, explanation }: ComparedTest, style: Style): Side[] {
  const create = (which: 'lost' | 'gained', title: string, moves: readonly Move[], why: string[]): Side[] => {
    if (moves.length === 0) return [];
    const total = countMoved(moves);
    const causes = causesOf(explanation?.causes ?? [], which);
    const groups = groupsOf(moves, style);
    const [only] = groups;
    return [
      {
        title,
        count: only !== undefined && groups.length === 1 ? only.words : formatCount(total),
        reasons: [...why, ...causes.map((cause) => describeCause(cause, total, style))],
        groups,
      },
    ];
  };
  const isGone = policies === 0;
  const isNew = baseline?.kind === 'nothing';
  return [
    ...create('lost', 'Who loses access', lostOf(changes), isGone ? ['no policy is left'] : []),
    ...create('gained', 'Who gains access', gainedOf(changes), isNew ? ['nobody had access before'] : []),
  ];
}

/** People by what their outcome was or is; that is said unless it goes without saying. */
function groupsOf(moves: readonly Move[], { code }: Style): Side['groups'] {
  const usual = moves.length === 1 && moves.every(({ before, after }) => ![before, after].includes('error'));
  return moves.map(({ before, after, people }) => {
    const count = countByDomain(people, code);
    const outcome = after === 'approved' ? `${inWords(before)} before` : `${inWords(after)} now`;
    return { people, words: usual ? count : `${outcome}: ${count}` };
  });
}

/** What is to be known of a comparison beside who loses and gains access, a sentence each. */
export function remarksOn({ changes, explanation, findings }: ComparedTest, { text }: Style): string[] {
  return [
    ...(explanation && explanation.causes.length > 0 && explanation.policyTestIds.length > 0
      ? [IN_TURN]
      : []),
    ...(explanation?.gap === undefined ? [] : [text(explanation.gap)]),
    ...(isProven({ findings })
      ? describeUncompared(changes)
      : ['These numbers are not proven: see the findings.']),
  ];
}

const IN_TURN =
  'This was told by changing one policy after the other: another one that changes may have the same effect.';

/** Users of one population only. */
function describeUncompared({ onlyBefore, onlyAfter }: Changes): string[] {
  const parts = [
    ...(onlyBefore > 0 ? [`${formatCount(onlyBefore)} of the baseline alone`] : []),
    ...(onlyAfter > 0 ? [`${formatCount(onlyAfter)} of the test alone`] : []),
  ];
  return parts.length === 0 ? [] : [`Not compared: ${parts.join(', ')}.`];
}

/** Whether everybody of both populations was compared. */
export function isWhole({ changes }: Pick<ComparedTest, 'changes'>): boolean {
  return changes.onlyBefore + changes.onlyAfter === 0;
}

/** `Nobody loses or gains access.`, where that is known of every test; else undefined. */
export function nobodyMoves(tests: readonly TestReport[]): string | undefined {
  const compared = comparedTests(tests);
  if (compared.some((test) => countLost(test) + countGained(test) > 0)) return undefined;
  const known = tests.every((test) => test.baseline === undefined || (test.changes && isProven(test)));
  return known && compared.every(isWhole)
    ? 'Nobody loses or gains access.'
    : 'Of those compared, nobody loses or gains access.';
}
