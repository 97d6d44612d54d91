import * as z from 'zod';
import { type Counts, measure } from '../verdict/counts.ts';
import { countConcerned, MAX_LISTED } from '../verdict/people.ts';
import { notableFindings, type NotableFinding, type Report, type TestReport } from './report.ts';

const user = z.strictObject({ label: z.string() });
const count = z.int().min(0).nullable();
const percent = z.number().min(0).max(100).nullable();

const counts = z.strictObject({
  total_users: count,
  users_approved: count,
  users_blocked: count,
  users_errored: count,
  percent_approved: percent,
  percent_blocked: percent,
  percent_errored: percent,
  percent_users_processed: percent,
});

const finding = z.strictObject({
  kind: z.enum(['guard', 'threshold', 'expectation']),
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  outcome: z.enum(['violated', 'inconclusive', 'waived']),
  message: z.string(),
  expected: z.string(),
  actual: z.string(),
  location: z
    .strictObject({ file: z.string(), line: z.int().min(1), column: z.int().min(1) })
    .nullable()
    .describe('Where the config asks for it; null for what is always asked.'),
  users: z.array(user).max(MAX_LISTED).describe('Who is concerned, cut at 1,000.'),
  users_total: z.int().min(0).describe('How many are concerned.'),
});

const test = z.strictObject({
  name: z.string(),
  verdict: z.enum(['passed', 'failed', 'inconclusive', 'skipped']),
  policy_test_id: z.string().nullable().describe('Null when no policy test was started.'),
  status: z.string().nullable().describe('The last status that the API told.'),
  counts,
  baseline: z.null(),
  changes: z.null(),
  findings: z.array(finding).describe('What does not hold; what holds is left out.'),
});

/** report.json, from which schema/report.schema.json is generated. */
export const reportSchema = z.strictObject({
  schema_version: z.literal(1),
  verdict: z.enum(['passed', 'failed', 'inconclusive', 'skipped']),
  started_at: z.iso.datetime(),
  finished_at: z.iso.datetime(),
  tests: z.array(test),
  application_checks: z.array(z.never()),
  api: z.strictObject({
    requests: z.int().min(0),
    retries: z.int().min(0),
    waited_ms: z.int().min(0).describe('Time spent waiting before repeated requests, in milliseconds.'),
    rate_limit_remaining: z.int().min(0).nullable(),
  }),
});

type ReportJson = z.infer<typeof reportSchema>;

/** The report for programs, as text: deterministic but for times and ids. */
export function renderJson({ verdict, startedAt, finishedAt, tests, usage }: Report): string {
  const json: ReportJson = {
    schema_version: 1,
    verdict,
    started_at: startedAt.toISOString(),
    finished_at: finishedAt.toISOString(),
    tests: tests.map(renderTest),
    application_checks: [],
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
