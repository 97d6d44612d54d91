import { formatCount, formatUsers } from '../format.ts';
import { processedUsers } from '../verdict/counts.ts';
import { code, escapeMarkdown, MARKDOWN } from './markdown.ts';
import { GIVEN, type Report, type TestReport } from './report.ts';
import { describeBaseline, describeFurtherTests, describeListed, isUntested } from './provenance.ts';

/** As many tests have a line. */
const MAX_TESTS = 100;

/** Which policy tests every figure comes from, as lines of GitHub's Markdown. */
export function renderProvenance({ tests }: Report): string[] {
  const more = tests.length - MAX_TESTS;
  return [
    ...tests.slice(0, MAX_TESTS).map((test) => `${escapeMarkdown(test.name)}: ${renderSources(test)}.`),
    ...(more > 0 ? [`…and ${formatCount(more)} more ${more === 1 ? 'test' : 'tests'}.`] : []),
  ];
}

/** What is to be known of the whole report, as lines of GitHub's Markdown. */
export function renderRemarks({ applicationChecks, usage, identities }: Report): string[] {
  const left = usage.rateLimitRemaining;
  return [
    ...(applicationChecks.length > 0
      ? ['Application checks tell of the applications as they are saved, not of the policies tested here.']
      : []),
    `${formatCount(usage.requests)} ${usage.requests === 1 ? 'request' : 'requests'}, ${formatCount(usage.retries)} ${usage.retries === 1 ? 'retry' : 'retries'}${left === undefined ? '' : `, ${formatCount(left)} left of the rate limit`}.`,
    identities === 'full'
      ? 'People are shown with their addresses: keep this from whoever need not know them.'
      : 'People are shown as labels or pseudonyms.',
  ];
}

/** Every policy test behind one test of the config. */
function renderSources(test: TestReport): string {
  const { policyTestId, policies, given, baseline } = test;
  const none = policies === 0 ? 'no policies to test' : 'no policy test was started';
  return [
    policyTestId === undefined ? none : renderPolicyTest(test),
    ...(given ? [GIVEN] : []),
    ...(baseline === undefined || isUntested(test)
      ? []
      : [
          `baseline: ${baseline.kind === 'test' ? renderPolicyTest(baseline) : describeBaseline(baseline, MARKDOWN)}`,
        ]),
    ...describeFurtherTests(test),
  ].join('; ');
}

function renderPolicyTest(test: Pick<TestReport, 'policyTestId' | 'status' | 'counts' | 'listed'>): string {
  const { policyTestId, status, counts, listed } = test;
  if (policyTestId === undefined) return 'no policy test was started';
  const processed = processedUsers(counts);
  const progress =
    processed === undefined || counts.totalUsers === undefined
      ? []
      : [`${formatCount(processed)} of ${formatUsers(counts.totalUsers)} processed`];
  return [
    `policy test ${code(policyTestId)}`,
    status === undefined ? 'no status' : escapeMarkdown(status),
    ...progress,
    ...describeListed(listed),
  ].join(', ');
}
