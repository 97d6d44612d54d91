import { type Location } from '../errors.ts';
import { formatCount } from '../format.ts';
import { oneLine } from '../untrusted.ts';
import { type Finding } from '../verdict/finding.ts';
import { type People } from '../verdict/people.ts';
import { countByDomain, peopleToName } from './concerned.ts';
import { exitCodeOf } from './conclusion.ts';
import { headline } from './headline.ts';
import { knownAs } from './people.ts';
import { heldFindings, isProven, type Judged, notableFindings, type Report } from './report.ts';
import { PLAIN } from './style.ts';
import { createUniqueNames } from './uniqueNames.ts';

/** A test, an application check, the plan or the run itself, as readers of JUnit XML know them. */
export interface JunitSuite {
  /** That of no other suite. */
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

/** One assertion, and what came of it; texts have no character that XML does not take. */
export interface JunitCase {
  /** That of no other case of its suite, and the same from run to run. */
  readonly name: string;
  /** A path in the workspace. */
  readonly file: string | undefined;
  /** In that file, from 1. */
  readonly line: number | undefined;
  readonly result: JunitResult;
}

export type JunitResult =
  /** With a warning, if there is one. */
  | { readonly kind: 'passed'; readonly output: string | undefined }
  | {
      readonly kind: 'failure' | 'error';
      readonly type: string;
      readonly message: string;
      /** Over several lines. */
      readonly details: string;
    }
  /** The message may be over several lines. */
  | { readonly kind: 'skipped'; readonly message: string };

/** As many people are named in one place. */
const MAX_SHOWN = 100;

/** The name of the run, and of the suite of what is wrong with the run as a whole. */
export const RUN_NAME = 'Access policy gate';

/**
 * A suite for each test and check, the plan where its text tells anything, and the run where something is wrong with it
 * as a whole. What fails the run is a failure, what could not be proven an error; a warning passes, because red is to
 * mean red. None of them is a failure or an error if and only if the run ends well without leniency: `report-only` and
 * `on-inconclusive` change the exit code, not what was found.
 */
export function suitesOf(report: Report): JunitSuite[] {
  const { tests, applicationChecks, plan } = report;
  const suites = [
    ...[...tests, ...applicationChecks].map((judged) => draftTested(judged, report)),
    ...(plan === undefined ? [] : [draftJudged(plan, report)]),
  ].filter(({ cases }) => cases.length > 0);
  const ofRun = draftRun(report, suites);
  const named = createUniqueNames();
  return [...(ofRun.cases.length > 0 ? [ofRun] : []), ...suites].map(({ name, cases }) => {
    const namedCase = createUniqueNames();
    return { name: named(name), cases: cases.map((each) => ({ ...each, name: namedCase(each.name) })) };
  });
}

function draftTested(judged: Judged, report: Report): JunitSuite {
  const { name, cases } = draftJudged(judged, report);
  if (judged.verdict !== 'skipped') return { name, cases };
  const { untested } = report;
  const message = untested === undefined ? 'Not tested: only checked.' : `Not tested, because ${untested}.`;
  return { name, cases: [...cases, aCase('tested', judged.location, skipped(message))] };
}

function draftJudged(judged: Judged, report: Report): JunitSuite {
  const { name, verdict, location } = judged;
  // Without secrets nothing is proven, by design.
  const isExcused = verdict === 'skipped' && report.untested !== undefined;
  const findings = [...notableFindings(judged), ...heldFindings(judged)];
  const cases = findings.map((finding) => draftCase(finding, judged, isExcused));
  const isUnexplained = (verdict === 'failed' || verdict === 'inconclusive') && !cases.some(isRed);
  const unexplained = aCase(
    'verdict',
    location,
    problem('error', 'verdict', `The verdict is ${verdict}, and no finding tells why.`, [at(location)]),
  );
  return { name, cases: isUnexplained ? [...cases, unexplained] : cases };
}

/** What is missing of a run of several parts, and what keeps a run from ending well that no other suite has. */
function draftRun(report: Report, suites: readonly JunitSuite[]): JunitSuite {
  const missing = report.missing.map((sentence) =>
    aCase('complete', undefined, problem('error', 'missing', sentence, [])),
  );
  const cases = [...missing, ...suites.flatMap((suite) => suite.cases)];
  const isGood = exitCodeOf(report, { reportOnly: false, onInconclusive: 'fail' }) === 0;
  if (isGood ? cases.length > 0 : cases.some(isRed)) return { name: RUN_NAME, cases: missing };
  const told = headline(report);
  const result = isGood ? skipped(told) : problem('error', 'verdict', told, []);
  return { name: RUN_NAME, cases: [...missing, aCase('verdict', undefined, result)] };
}

function isRed({ result: { kind } }: JunitCase): boolean {
  return kind === 'failure' || kind === 'error';
}

function draftCase(finding: Finding, judged: Judged, isExcused: boolean): JunitCase {
  const { rule, expected, kind, location = judged.location } = finding;
  const result = resultOf(finding, location, isExcused);
  // What the text of a policy tells is so whatever the numbers are.
  const isGreen = result.kind !== 'passed' || kind === 'policy' || isProven(judged);
  return aCase(`${rule}: ${expected}`, location, isGreen ? result : withoutProof(result));
}

function withoutProof({ output }: JunitResult & { readonly kind: 'passed' }): JunitResult {
  return { kind: 'skipped', message: output ?? 'It would hold if the numbers were proven.' };
}

function resultOf(finding: Finding, location: Location, isExcused: boolean): JunitResult {
  const { kind, outcome, severity, message } = finding;
  switch (outcome) {
    case 'held':
      return { kind: 'passed', output: undefined };
    case 'violated':
      return severity === 'error'
        ? problem('failure', kind, message, describe(finding, location))
        : { kind: 'passed', output: lines([`Warning: ${message}`, ...describe(finding, location)]) };
    case 'inconclusive':
      return isExcused ? skipped(message) : problem('error', kind, message, describe(finding, location));
    case 'waived':
      // It says until when, and by whom.
      return skipped(message);
  }
}

function describe(finding: Finding, location: Location): string[] {
  return [
    at(location),
    `Expected: ${finding.expected}`,
    `Found: ${finding.actual}`,
    ...peopleToName([finding], new Set()).map(
      ({ title, people }) => `${title}: ${countByDomain(people, PLAIN.code)}: ${listPeople(people)}`,
    ),
  ];
}

/** In the form in which readers find a line that they are not given otherwise: after a space, at the end. */
function at({ file, line, column }: Location): string {
  return `  at ${file}:${String(line)}:${String(column)}`;
}

function listPeople({ listed, total }: People): string {
  const shown = listed.slice(0, MAX_SHOWN).map((person) => {
    const known = knownAs(person);
    return known === undefined ? person.label : `${person.label} (${known})`;
  });
  const more = total - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`;
}

function aCase(name: string, location: Location | undefined, result: JunitResult): JunitCase {
  return { name, file: location && oneLine(location.file), line: location?.line, result };
}

function problem(
  kind: 'failure' | 'error',
  type: string,
  message: string,
  details: readonly string[],
): JunitResult {
  // GitLab shows the details only.
  const shown = shownOf(message);
  return { kind, type, message: shown, details: lines([shown, ...details]) };
}

function skipped(message: string): JunitResult {
  return { kind: 'skipped', message: shownOf(message) };
}

function shownOf(message: string): string {
  return oneLine(message).trim() || 'without a message';
}

function lines(texts: readonly string[]): string {
  return texts.map(oneLine).join('\n');
}
