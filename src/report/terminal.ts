import { formatCount, formatPercent } from '../format.ts';
import { measure } from '../verdict/counts.ts';
import { type Finding } from '../verdict/finding.ts';
import { countByDomain, type NamedPeople, peopleToName, titleOf } from './concerned.ts';
import { oneLine } from '../untrusted.ts';
import { headline, heldTitle, VERDICT_SIGNS } from './headline.ts';
import {
  type CheckReport,
  GIVEN,
  heldFindings,
  type Judged,
  notableFindings,
  type Report,
  type TestReport,
} from './report.ts';

/** As many people are named in one place. */
const MAX_SHOWN = 10;

/** The report as plain lines for a terminal or a log, in the order of the job summary. */
export function renderText(report: Report): string {
  return [
    `${VERDICT_SIGNS[report.verdict]} ${headline(report)}`,
    ...report.tests.flatMap((test) => ['', ...renderTest(test)]),
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

function renderCheck(check: CheckReport): string[] {
  return [
    `${VERDICT_SIGNS[check.verdict]} ${check.name}: check of the saved application ${check.appId}`,
    ...renderFindings(check),
  ];
}

function renderTest(test: TestReport): string[] {
  return [
    `${VERDICT_SIGNS[test.verdict]} ${test.name}: ${renderCounts(test)}`,
    ...renderFindings(test),
    ...(test.policyTestId === undefined
      ? []
      : [`   policy test ${test.policyTestId}${test.given ? `, ${GIVEN}` : ''}`]),
  ];
}

function renderFindings(judged: Judged): string[] {
  const notable = notableFindings(judged);
  return [
    ...notable.map((finding) => `   ${signOf(finding)} ${finding.message}${renderPlace(finding)}`),
    ...peopleToName(notable).flatMap(renderNamed),
    ...(heldFindings(judged).length > 0 ? [`   ✓ ${heldTitle([judged])}`] : []),
  ];
}

/** `500 tested, 471 approved (94.2 %), 29 blocked (5.8 %), 0 errored` */
function renderCounts({ counts, policies, assertions }: TestReport): string {
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

function renderNamed(named: NamedPeople): string[] {
  const { people } = named;
  const shown = people.listed.slice(0, MAX_SHOWN).map(({ label }) => label);
  const more = people.total - shown.length;
  return [
    `     ${titleOf(named)}: ${countByDomain(people, (domain) => domain)}`,
    `       ${shown.join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`,
  ];
}
