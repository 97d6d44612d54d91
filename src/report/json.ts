import { renderData } from '../untrusted.ts';
import { type Changes, countCompared, countMoved, gainedOf, lostOf, type Move } from '../verdict/changes.ts';
import { type Counts, measure } from '../verdict/counts.ts';
import { type Cause, type Explanation } from '../verdict/explanation.ts';
import { countConcerned, MAX_LISTED } from '../verdict/people.ts';
import { type Person } from '../verdict/person.ts';
import {
  type BaselineReport,
  notableFindings,
  type NotableFinding,
  type PlanReport,
  type Report,
  type TestReport,
} from './report.ts';
import { type ReportJson } from './reportSchema.ts';

type TestJson = ReportJson['tests'][number];
type ChangesJson = NonNullable<TestJson['changes']>;
type UserJson = TestJson['findings'][number]['users'][number];
type CauseJson = NonNullable<ChangesJson['explanation']>['causes'][number];

/** The report for programs, as text: deterministic but for times and ids. */
export function renderJson({
  verdict,
  startedAt,
  finishedAt,
  tests,
  applicationChecks,
  plan,
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
    terraform_plan: plan === undefined ? null : renderPlan(plan),
    api: {
      requests: usage.requests,
      retries: usage.retries,
      waited_ms: Math.round(usage.waitedMs),
      rate_limit_remaining: usage.rateLimitRemaining ?? null,
    },
  };
  return `${renderData(json)}\n`;
}

function renderPlan(plan: PlanReport): ReportJson['terraform_plan'] {
  return {
    file: plan.location.file,
    verdict: plan.verdict,
    changes: plan.changes.map(({ address, kind, action, differences }) => ({
      address,
      kind,
      action,
      differences: [...differences],
    })),
    findings: notableFindings(plan).map(renderFinding),
  };
}

function renderTest(report: TestReport): TestJson {
  return {
    name: report.name,
    verdict: report.verdict,
    policy_test_id: report.policyTestId ?? null,
    status: report.status ?? null,
    counts: renderCounts(report.counts),
    baseline: report.baseline === undefined ? null : renderBaseline(report.baseline),
    changes: report.changes === undefined ? null : renderChanges(report.changes, report.explanation),
    findings: notableFindings(report).map(renderFinding),
  };
}

function renderBaseline(baseline: BaselineReport): TestJson['baseline'] {
  const { kind } = baseline;
  return {
    kind,
    policy_test_id: kind === 'test' ? (baseline.policyTestId ?? null) : null,
    status: kind === 'test' ? (baseline.status ?? null) : null,
    counts: renderCounts(kind === 'test' ? baseline.counts : {}),
    snapshot_file: kind === 'snapshot' ? baseline.file : null,
  };
}

function renderChanges(changes: Changes, explanation: Explanation | undefined): TestJson['changes'] {
  const [lost, gained] = [lostOf(changes), gainedOf(changes)];
  return {
    users_gained: countMoved(gained),
    users_lost: countMoved(lost),
    gained: renderMoves(gained),
    lost: renderMoves(lost),
    compared: countCompared(changes),
    only_before: changes.onlyBefore,
    only_after: changes.onlyAfter,
    explanation:
      explanation === undefined
        ? null
        : {
            causes: explanation.causes.map(renderCause),
            gap: explanation.gap ?? null,
            policy_test_ids: [...explanation.policyTestIds],
          },
  };
}

function renderPerson({ label, identity }: Person): UserJson {
  if (identity === undefined) return { label };
  const { id = null, email = null, name = null } = identity;
  return { label, id, email, name };
}

function renderMoves(moves: readonly Move[]): ChangesJson['lost'] {
  return moves
    .flatMap(({ before, after, people }) =>
      people.listed.map((person) => ({ ...renderPerson(person), before, after })),
    )
    .slice(0, MAX_LISTED);
}

function renderCause({ edits, lost, gained }: Cause): CauseJson {
  return {
    edits: edits.map(({ policy, kind, differences }) => ({ policy, kind, differences: [...differences] })),
    users_lost: lost?.total ?? 0,
    users_gained: gained?.total ?? 0,
    lost: (lost?.listed ?? []).map(renderPerson),
    gained: (gained?.listed ?? []).map(renderPerson),
  };
}

function renderCounts(of: Counts): TestJson['counts'] {
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

function renderFinding(finding: NotableFinding): TestJson['findings'][number] {
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
    users: concerned.flatMap(({ people }) => people.listed.map(renderPerson)).slice(0, MAX_LISTED),
    users_total: countConcerned(concerned),
  };
}
