import { z } from 'zod';
import { type Counts, measure } from '../verdict/counts.ts';
import { countConcerned, MAX_LISTED } from '../verdict/people.ts';
import { notableFindings, type NotableFinding, type Report, type TestReport } from './report.ts';

const VERDICT = z.enum(['passed', 'failed', 'inconclusive', 'skipped']);

const user = z.strictObject({
  label: z.string().describe('The label of the config, else a pseudonym: never an address or a name.'),
});

const count = (what: string) => z.int().min(0).nullable().describe(`${what}; null when it is not known.`);
const percent = (what: string) =>
  z.number().min(0).max(100).nullable().describe(`${what}, 0 to 100; null when it is not known.`);

const counts = z.strictObject({
  total_users: count('Users in the test'),
  users_approved: count('Approved users'),
  users_blocked: count('Blocked users'),
  users_errored: count('Users who could not be decided'),
  percent_approved: percent('Approved users of the processed ones'),
  percent_blocked: percent('Blocked users of the processed ones'),
  percent_errored: percent('Users who could not be decided, of the processed ones'),
  percent_users_processed: percent('Processed users of all'),
});

const location = z.strictObject({
  file: z.string().describe('Path in the workspace.'),
  line: z.int().min(1).describe('From 1.'),
  column: z.int().min(1).describe('From 1.'),
});

const finding = z.strictObject({
  kind: z
    .enum(['guard', 'threshold', 'expectation', 'change', 'policy'])
    .describe(
      "A guard is asked of every test, a threshold or expectation by the config; policy: what the policies' text tells.",
    ),
  rule: z
    .string()
    .describe(
      'The threshold, whom or what the expectation is about, or the name of the guard or policy rule.',
    ),
  severity: z.enum(['error', 'warning']).describe('Only an error can fail the run.'),
  outcome: z.enum(['violated', 'inconclusive', 'waived']).describe('What came of it.'),
  message: z.string().describe('The finding in a sentence or two.'),
  expected: z.string().describe('What was asked.'),
  actual: z.string().describe('What was found.'),
  location: location
    .nullable()
    .describe('Where the config asks for it, or the policy stands; null for most guards.'),
  users: z.array(user).max(MAX_LISTED).describe('Who is concerned, cut at 1,000.'),
  users_total: z.int().min(0).describe('How many are concerned.'),
});

const test = z.strictObject({
  name: z.string().describe('The name of the config.'),
  verdict: VERDICT.describe('The verdict on this test.'),
  policy_test_id: z
    .string()
    .nullable()
    .describe('The id at Cloudflare; null when no policy test was started.'),
  status: z.string().nullable().describe('The last status that the API told; null when it told none.'),
  counts: counts.describe('What the status counted.'),
  baseline: z.null().describe('Always null in this version.'),
  changes: z.null().describe('Always null in this version.'),
  findings: z.array(finding).describe('What does not hold, the worst first; what holds is left out.'),
});

const applicationCheck = z.strictObject({
  name: z.string().describe('The name of the config.'),
  verdict: VERDICT.describe('The verdict on this check.'),
  app_id: z.string().describe('The id of the saved application.'),
  findings: z.array(finding).describe('What does not hold, the worst first; what holds is left out.'),
});

/** report.json, from which schema/report.schema.json is generated. */
export const reportSchema = z
  .strictObject({
    schema_version: z.literal(1).describe('Raised when something is taken away or changes its meaning.'),
    verdict: VERDICT.describe('The worst of the tests and checks: failed over inconclusive over passed.'),
    started_at: z.iso.datetime().describe('When the run started, in UTC.'),
    finished_at: z.iso.datetime().describe('When it ended, in UTC.'),
    tests: z.array(test).describe('In the order of the config.'),
    application_checks: z.array(applicationCheck).describe('In the order of the config.'),
    api: z
      .strictObject({
        requests: z.int().min(0).describe('Requests sent, repeated ones included.'),
        retries: z.int().min(0).describe('Requests that were repeated.'),
        waited_ms: z.int().min(0).describe('Time spent waiting before repeated requests, in milliseconds.'),
        rate_limit_remaining: z
          .int()
          .min(0)
          .nullable()
          .describe('Requests left of the rate limit, as the last answer said; null when none did.'),
      })
      .describe('What Cloudflare was asked.'),
  })
  .meta({ title: 'Report of Access Policy Gate' });

type ReportJson = z.infer<typeof reportSchema>;

/** The report for programs, as text: deterministic but for times and ids. */
export function renderJson({
  verdict,
  startedAt,
  finishedAt,
  tests,
  applicationChecks,
  usage,
}: Report): string {
  const json: ReportJson = {
    schema_version: 1,
    verdict,
    started_at: startedAt.toISOString(),
    finished_at: finishedAt.toISOString(),
    tests: tests.map(renderTest),
    application_checks: applicationChecks.map((check) => ({
      name: check.name,
      verdict: check.verdict,
      app_id: check.appId,
      findings: notableFindings(check).map(renderFinding),
    })),
    api: {
      requests: usage.requests,
      retries: usage.retries,
      waited_ms: Math.round(usage.waitedMs),
      rate_limit_remaining: usage.rateLimitRemaining ?? null,
    },
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function renderTest(report: TestReport): ReportJson['tests'][number] {
  return {
    name: report.name,
    verdict: report.verdict,
    policy_test_id: report.policyTestId ?? null,
    status: report.status ?? null,
    counts: renderCounts(report.counts),
    baseline: null,
    changes: null,
    findings: notableFindings(report).map(renderFinding),
  };
}

function renderCounts(of: Counts): ReportJson['tests'][number]['counts'] {
  return {
    total_users: of.totalUsers ?? null,
    users_approved: of.usersApproved ?? null,
    users_blocked: of.usersBlocked ?? null,
    users_errored: of.usersErrored ?? null,
    percent_approved: measure(of, 'percent_approved') ?? null,
    percent_blocked: measure(of, 'percent_blocked') ?? null,
    percent_errored: measure(of, 'percent_errored') ?? null,
    percent_users_processed: of.percentUsersProcessed ?? null,
  };
}

function renderFinding(finding: NotableFinding): ReportJson['tests'][number]['findings'][number] {
  const { kind, rule, severity, outcome, message, expected, actual, location, concerned } = finding;
  return {
    kind,
    rule,
    severity,
    outcome,
    message,
    expected,
    actual,
    location: location ?? null,
    users: concerned.flatMap(({ people }) => people.listed).slice(0, MAX_LISTED),
    users_total: countConcerned(concerned),
  };
}
