import { formatCount } from '../format.ts';
import { renderShard } from '../shard.ts';
import { type Verdict } from '../verdict/finding.ts';
import { countConcerned } from '../verdict/people.ts';
import { describePlan } from './plan.ts';
import {
  heldFindings,
  isProven,
  type Judged,
  judgedOf,
  type NotableFinding,
  notableFindings,
  type Report,
} from './report.ts';
import { comparedTests, countGained, countLost, isWhole } from './sides.ts';

export const VERDICT_SIGNS: Readonly<Record<Verdict, string>> = {
  passed: '✅',
  failed: '❌',
  inconclusive: '⚠️',
  skipped: '⏭️',
};

/** The verdict in one sentence: the worst that was found, in which test, and how much more there is. */
export function headline(report: Report): string {
  const { shard } = report;
  const gate = `Access policy gate${shard === undefined ? '' : ` (part ${renderShard(shard)})`}`;
  switch (report.verdict) {
    case 'passed':
      return `${gate} passed: ${provenOf(report)}`;
    case 'failed':
      return `${gate} failed: ${worstOf(report, 'violated')}`;
    case 'inconclusive':
      return `${gate} could not be proven: ${missingOf(report) ?? worstOf(report, 'inconclusive')}`;
    case 'skipped':
      return `${gate} skipped: ${skippedOf(report)}`;
  }
}

/** What is missing of a run of several parts and is not told by its headline, a sentence each. */
export function untoldMissing({ verdict, missing }: Report): readonly string[] {
  return verdict === 'inconclusive' ? missing.slice(1) : missing;
}

/** `7 assertions hold`, of tests and checks that are all proven or all not. */
export function heldTitle(judged: readonly Judged[]): string {
  const held = judged.flatMap(heldFindings).length;
  return judged.every(isProven)
    ? plural(held, 'assertion holds', 'assertions hold')
    : `${plural(held, 'assertion', 'assertions')} would hold if the numbers were proven`;
}

/** Why nothing was tested, where that was asked for; else what was only read. */
function skippedOf(report: Report): string {
  const { untested } = report;
  return untested === undefined
    ? `${validityOf(report)}${acceptedOf(report)}; nothing was tested`
    : `nothing was tested, because ${untested}${acceptedOf(report)}`;
}

/** What was only read. */
function validityOf({ plan }: Report): string {
  return plan === undefined
    ? 'the config and its policies are valid'
    : `the config, its policies and the plan are valid; the plan ${describePlan(plan)}`;
}

function provenOf(report: Report): string {
  const { tests, applicationChecks, plan } = report;
  const where = [
    ...(tests.length > 0 ? [plural(tests.length, 'test', 'tests')] : []),
    ...(applicationChecks.length > 0
      ? [plural(applicationChecks.length, 'application check', 'application checks')]
      : []),
  ].join(' and ');
  const proven = [
    ...accessOf(report),
    ...(plan?.changes.length === 0 ? [`the plan ${describePlan(plan)}`] : []),
    ...(where === '' ? [] : [`${heldTitle([...tests, ...applicationChecks])} in ${where}`]),
  ];
  return `${proven.join('; ')}${acceptedOf(report)}`;
}

/** `nobody loses access, 3 gain it`; nothing unless every baseline could be compared with. */
function accessOf({ tests }: Report): string[] {
  const compared = comparedTests(tests);
  if (compared.length === 0 || tests.some(({ baseline, changes }) => baseline && !changes)) return [];
  const lost = compared.map(countLost);
  const gained = compared.map(countGained);
  if (Math.max(...lost, ...gained) === 0) {
    return [`${compared.every(isWhole) ? '' : 'of those compared, '}nobody loses or gains access`];
  }
  return [`${count(lost)} ${verb(lost, 'lose')} access, ${count(gained)} ${verb(gained, 'gain')} it`];
}

/** People of several tests may be the same ones. */
function count(users: readonly number[]): string {
  const moving = users.filter((each) => each > 0);
  const total = moving.reduce((sum, each) => sum + each, 0);
  if (total === 0) return 'nobody';
  return `${moving.length > 1 ? 'up to ' : ''}${formatCount(total)}`;
}

function verb(users: readonly number[], verbOfMany: string): string {
  return users.reduce((sum, each) => sum + each, 0) > 1 ? verbOfMany : `${verbOfMany}s`;
}

/** What is shown although nothing fails: warnings and waived findings. */
function acceptedOf(report: Report): string {
  const accepted = judgedOf(report).flatMap(notableFindings).length;
  return accepted > 0
    ? `, ${plural(accepted, 'warning or waived finding', 'warnings or waived findings')}`
    : '';
}

function worstOf(report: Report, outcome: Unwelcome): string {
  const found = findingsOf(report, outcome);
  const [worst] = found.sort(
    (a, b) => countConcerned(b.finding.concerned) - countConcerned(a.finding.concerned),
  );
  if (worst === undefined) return 'nothing was tested';
  return `${worst.judged.name}: ${clauseOf(worst.finding.message)}${andMore(found.length - 1)}`;
}

/** The first that is missing of a run of several parts; undefined where all of it is there. */
function missingOf(report: Report): string | undefined {
  const [first, ...others] = report.missing;
  if (first === undefined) return undefined;
  return `${clauseOf(first)}${andMore(others.length + findingsOf(report, 'inconclusive').length)}`;
}

type Unwelcome = 'violated' | 'inconclusive';

function findingsOf(report: Report, outcome: Unwelcome): { judged: Judged; finding: NotableFinding }[] {
  return judgedOf(report).flatMap((judged) =>
    notableFindings(judged)
      .filter((finding) => finding.outcome === outcome)
      .filter(({ severity }) => outcome === 'inconclusive' || severity === 'error')
      .map((finding) => ({ judged, finding })),
  );
}

/** A sentence as the end of another. */
function clauseOf(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function andMore(count: number): string {
  return count > 0 ? ` (and ${plural(count, 'more finding', 'more findings')})` : '';
}

function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
