import { formatCount, formatPercent } from '../format.ts';
import { countCompared } from '../verdict/changes.ts';
import { measure } from '../verdict/counts.ts';
import { type Verdict } from '../verdict/finding.ts';
import { describeConfigChange } from './configChange.ts';
import { listPeople, renderFindings } from './findingLines.ts';
import { headline, untoldMissing, VERDICT_SIGNS } from './headline.ts';
import { type Line, PLAIN_SCREEN, renderLines, type Screen, type SignedLine, type Tone } from './line.ts';
import { type CheckReport, GIVEN, type PlanReport, type Report, type TestReport } from './report.ts';
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

/** The report as lines for a terminal or a log, in the order of the job summary. */
export function renderText(report: Report, screen: Screen = PLAIN_SCREEN): string {
  const lines: readonly Line[] = [
    renderHeadline(report),
    ...describeConfigChange(report),
    ...untoldMissing(report).map(warning),
    ...renderChanges(report.tests),
    ...report.tests.flatMap((test) => ['', ...renderTest(test)]),
    ...(report.plan === undefined ? [] : ['', ...renderPlan(report.plan)]),
    ...report.applicationChecks.flatMap((check) => ['', ...renderCheck(check)]),
    '',
    ...report.warnings.map(({ message, location }) =>
      warning(`${location ? `${location.file}:${String(location.line)}: ` : ''}${message}`),
    ),
    ...(report.usage.requests > 0
      ? [
          `${formatCount(report.usage.requests)} ${report.usage.requests === 1 ? 'request' : 'requests'}, ${formatCount(report.usage.retries)} ${report.usage.retries === 1 ? 'retry' : 'retries'}.`,
        ]
      : []),
  ];
  return renderLines(lines, screen);
}

const VERDICT_TONES: Readonly<Record<Verdict, Tone>> = {
  passed: 'good',
  failed: 'bad',
  inconclusive: 'doubtful',
  skipped: 'accepted',
};

function renderHeadline(report: Report): SignedLine {
  const text = headline(report);
  return { ...signed(report.verdict, text), lead: text.indexOf(':') };
}

function signed(verdict: Verdict, text: string): SignedLine {
  return { sign: VERDICT_SIGNS[verdict], tone: VERDICT_TONES[verdict], text };
}

function warning(text: string): SignedLine {
  return { sign: '⚠️', tone: 'doubtful', text };
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

function renderCheck(check: CheckReport): Line[] {
  return [
    signed(check.verdict, `${check.name}: check of the saved application ${check.appId}`),
    ...renderFindings(check),
  ];
}

function renderTest(test: TestReport): Line[] {
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
    signed(test.verdict, `${test.name}: ${renderCounts(test)}`),
    ...renderFindings(test, movedPeople([test])),
    ...(sources.length > 0 ? [`   ${sources.join('; ')}`] : []),
  ];
}

function renderPlan(plan: PlanReport): Line[] {
  const title = `${plan.name}: ${plan.location.file} ${describePlan(plan)}`;
  return [
    plan.verdict === 'failed' ? signed('failed', title) : title,
    ...plan.changes.map((change) =>
      [`   ${change.action} ${change.address}`, ...[differencesOf(change).join('; ')].filter(Boolean)].join(
        ': ',
      ),
    ),
    ...renderFindings(plan),
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
