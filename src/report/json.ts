import { renderData } from '../untrusted.ts';
import { renderJudged } from './judgedJson.ts';
import { createPeopleTable, type PeopleTable } from './peopleTable.ts';
import { type CheckReport, type ConfigChange, type PlanReport, type Report } from './report.ts';
import { type ReportJson } from './reportSchema.ts';
import { renderTest } from './testJson.ts';

/**
 * The report for programs, as text: deterministic but for times and ids. All of it can be read back but the snapshot,
 * which is a file of its own.
 */
export function renderJson(report: Report): string {
  const people = createPeopleTable();
  const { usage, plan, configChange } = report;
  const json: ReportJson = {
    schema_version: 1,
    verdict: report.verdict,
    started_at: report.startedAt.toISOString(),
    finished_at: report.finishedAt.toISOString(),
    config: report.config,
    account: report.account ?? null,
    shard: report.shard ?? null,
    scope: report.scope ?? null,
    identities: report.identities,
    untested: report.untested ?? null,
    stopped: report.stopped ?? null,
    missing: [...report.missing],
    warnings: report.warnings.map(({ message, location = null }) => ({ message, location })),
    config_change: configChange === undefined ? null : renderConfigChange(configChange),
    tests: report.tests.map((test) => renderTest(test, people)),
    application_checks: report.applicationChecks.map((check) => renderCheck(check, people)),
    terraform_plan: plan === undefined ? null : renderPlan(plan, people),
    api: {
      requests: usage.requests,
      retries: usage.retries,
      waited_ms: Math.round(usage.waitedMs),
      rate_limit_remaining: usage.rateLimitRemaining ?? null,
    },
    // The last, when everything has referred to them.
    people: people.render(),
  };
  return `${renderData(json)}\n`;
}

function renderCheck(check: CheckReport, people: PeopleTable): ReportJson['application_checks'][number] {
  return {
    name: check.name,
    verdict: check.verdict,
    app_id: check.appId,
    ...renderJudged(check, people),
  };
}

function renderPlan(plan: PlanReport, people: PeopleTable): ReportJson['terraform_plan'] {
  return {
    name: plan.name,
    file: plan.location.file,
    verdict: plan.verdict,
    changes: plan.changes.map(({ address, kind, action, differences }) => ({
      address,
      kind,
      action,
      differences: [...differences],
    })),
    ...renderJudged(plan, people),
  };
}

function renderConfigChange(change: ConfigChange): ReportJson['config_change'] {
  const { base, applied } = change;
  if (change.kind === 'unknown') return { kind: 'unknown', base, applied, reason: change.reason };
  return {
    kind: 'compared',
    base,
    applied,
    changes: change.changes.map(({ direction, test = null, rule, before = null, after = null }) => ({
      direction,
      test,
      rule,
      before,
      after,
    })),
  };
}
