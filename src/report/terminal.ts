import { formatCount, formatPercent } from '../format.ts';
import { countCompared } from '../verdict/changes.ts';
import { measure } from '../verdict/counts.ts';
import { type Finding } from '../verdict/finding.ts';
import { type People } from '../verdict/people.ts';
import { countByDomain, type NamedPeople, peopleToName } from './concerned.ts';
import { oneLine } from '../untrusted.ts';
import { describeConfigChange } from './configChange.ts';
import { headline, heldTitle, untoldMissing, VERDICT_SIGNS } from './headline.ts';
import {
  type CheckReport,
  GIVEN,
  heldFindings,
  type Judged,
  notableFindings,
  type PlanReport,
  type Report,
  type TestReport,
} from './report.ts';
import { knownAs } from './people.ts';
import { describePlan, differencesOf } from './plan.ts';
import { describeBaseline, describeFurtherTests, describeListed, isUntested } from './provenance.ts';
import {
  type ComparedTest,
  comparedTests,
  countGained,
  countLost,
  movedPeople,
  nameBaseline,
  nobodyMoves,
  remarksOn,
  sidesOf,
} from './sides.ts';
import { PLAIN } from './style.ts';

/** As many people are named in one place. */
const MAX_SHOWN = 10;

/** The report as plain lines for a terminal or a log, in the order of the job summary. */
export function renderText(report: Report): string {
  return [
    `${VERDICT_SIGNS[report.verdict]} ${headline(report)}`,
    ...describeConfigChange(report),
    ...untoldMissing(report).map((sentence) => `⚠️ ${sentence}`),
    ...renderChanges(report.tests),
    ...report.tests.flatMap((test) => ['', ...renderTest(test)]),
    ...(report.plan === undefined ? [] : ['', ...renderPlan(report.plan)]),
    ...report.applicationChecks.flatMap((check) => ['', ...renderCheck(check)]),
    '',
    ...report.warnings.map(
      ({ message, location }) =>
        `⚠️ ${location ? `${location.file}:${String(location.line)}: ` : ''}${message}`,
    ),
    ...(report.usage.requests > 0
      ? [
          `${formatCount(report.usage.requests)} ${report.usage.requests === 1 ? 'request' : 'requests'}, ${formatCount(report.usage.retries)} ${report.usage.retries === 1 ? 'retry' : 'retries'}.`,
        ]
      : []),
  ]
    .map(oneLine)
    .join('\n');
}

function renderChanges(tests: readonly TestReport[]): string[] {
  const compared = comparedTests(tests);
  if (compared.length === 0) return [];
  const nobody = nobodyMoves(tests);
  return [
    '',
    `Changes in access${nobody === undefined ? '' : `: ${nobody}`}`,
    ...compared.flatMap(renderChangesOf),
  ];
}

function renderChangesOf(test: ComparedTest): string[] {
  const [lost, gained, compared] = [countLost(test), countGained(test), countCompared(test.changes)];
  return [
    `   ${test.name}: lose access ${formatCount(lost)}, gain access ${formatCount(gained)}, compared ${formatCount(compared)} with ${nameBaseline(test)}`,
    ...sidesOf(test, PLAIN).flatMap(({ title, count, reasons, groups }) => [
      `     ${title}: ${count}`,
      ...reasons.map((reason) => `       ${reason}`),
      ...groups.flatMap(({ words, people }) => [
        ...(groups.length > 1 ? [`       ${words}`] : []),
        `         ${listPeople(people)}`,
      ]),
    ]),
    ...remarksOn(test, PLAIN).map((remark) => `     ${remark}`),
  ];
}

function renderCheck(check: CheckReport): string[] {
  return [
    `${VERDICT_SIGNS[check.verdict]} ${check.name}: check of the saved application ${check.appId}`,
    ...renderFindings(check),
  ];
}

function renderTest(test: TestReport): string[] {
  const { policyTestId, given, baseline, listed } = test;
  const sources = [
    ...(policyTestId === undefined
      ? []
      : [[`policy test ${policyTestId}`, ...(given ? [GIVEN] : []), ...describeListed(listed)].join(', ')]),
    ...(baseline === undefined || isUntested(test)
      ? []
      : [
          [
            `baseline: ${describeBaseline(baseline, PLAIN)}`,
            ...describeListed(baseline.kind === 'test' ? baseline.listed : undefined),
          ].join(', '),
        ]),
    ...describeFurtherTests(test),
  ];
  return [
    `${VERDICT_SIGNS[test.verdict]} ${test.name}: ${renderCounts(test)}`,
    ...renderFindings(test, movedPeople([test])),
    ...(sources.length > 0 ? [`   ${sources.join('; ')}`] : []),
  ];
}

function renderPlan(plan: PlanReport): string[] {
  return [
    `${plan.verdict === 'failed' ? `${VERDICT_SIGNS.failed} ` : ''}${plan.name}: ${plan.location.file} ${describePlan(plan)}`,
    ...plan.changes.map((change) =>
      [`   ${change.action} ${change.address}`, ...[differencesOf(change).join('; ')].filter(Boolean)].join(
        ': ',
      ),
    ),
    ...renderFindings(plan),
  ];
}

function renderFindings(judged: Judged, alreadyNamed: ReadonlySet<People> = new Set()): string[] {
  const notable = notableFindings(judged);
  return [
    ...notable.map((finding) => `   ${signOf(finding)} ${finding.message}${renderPlace(finding)}`),
    ...peopleToName(notable, alreadyNamed).flatMap(renderNamed),
    ...(heldFindings(judged).length > 0 ? [`   ✓ ${heldTitle([judged])}`] : []),
  ];
}

/** `500 tested, 471 approved (94.2 %), 29 blocked (5.8 %), 0 errored` */
function renderCounts({ counts, policies, assertions }: TestReport): string {
  if (counts.totalUsers === undefined && policies === 0) return 'no policies to test';
  if (counts.totalUsers === undefined) {
    return `${formatCount(policies)} ${policies === 1 ? 'policy' : 'policies'}, ${formatCount(assertions)} ${assertions === 1 ? 'assertion' : 'assertions'}, not tested`;
  }
  const outcomes = (['approved', 'blocked', 'errored'] as const).map((outcome) => {
    const users = measure(counts, `users_${outcome}`);
    const percent = measure(counts, `percent_${outcome}`);
    if (users === undefined) return `${outcome} not known`;
    return `${formatCount(users)} ${outcome}${users > 0 && percent !== undefined ? ` (${formatPercent(percent)})` : ''}`;
  });
  return `${formatCount(counts.totalUsers)} tested, ${outcomes.join(', ')}`;
}

function signOf({ outcome, severity }: Finding): string {
  switch (outcome) {
    case 'violated':
      return severity === 'error' ? '✗' : '!';
    case 'inconclusive':
      return '?';
    case 'waived':
      return '~';
    case 'held':
      return '✓';
  }
}

function renderPlace({ location }: Finding): string {
  return location ? ` (${location.file}:${String(location.line)})` : '';
}

function renderNamed({ title, people }: NamedPeople): string[] {
  return [`     ${title}: ${countByDomain(people, PLAIN.code)}`, `       ${listPeople(people)}`];
}

function listPeople({ listed, total }: People): string {
  const shown = listed.slice(0, MAX_SHOWN).map((person) => {
    const known = knownAs(person);
    return known === undefined ? person.label : `${person.label} (${known})`;
  });
  const more = total - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`;
}
