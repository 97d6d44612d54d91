import { isFailed, type Verdict, verdictOf, worstVerdict } from '../verdict/finding.ts';
import { type CheckReport, type ConfigChange, judgedOf, type PlanReport, type Report } from './report.ts';
import { type ReportJson } from './reportSchema.ts';
import { type PeopleAt, restoreFindings, restorePeople } from './restoredFindings.ts';
import { restoreTest } from './restoredTest.ts';

/**
 * The report of which a checked report.json tells, but for the snapshot. No verdict is believed where the findings
 * give a worse one.
 *
 * @throws RangeError when it refers to people who are not in it
 */
export function restoreReport(json: ReportJson): Report {
  const { identities, api, config_change: configChange } = json;
  const people = json.people.map((group) => restorePeople(group, identities));
  const peopleAt: PeopleAt = (place) => {
    const found = people[place];
    if (found === undefined) throw new RangeError(`There are no people at ${String(place)}`);
    return found;
  };
  const judged = {
    tests: json.tests.map((test) => restoreTest(test, peopleAt, identities)),
    applicationChecks: json.application_checks.map((check) => restoreCheck(check, peopleAt)),
    plan: json.terraform_plan === null ? undefined : restorePlan(json.terraform_plan, peopleAt),
  };
  return {
    ...judged,
    verdict: restoreVerdict(
      json,
      judgedOf(judged).map(({ verdict }) => verdict),
    ),
    startedAt: new Date(json.started_at),
    finishedAt: new Date(json.finished_at),
    snapshot: undefined,
    warnings: json.warnings.map(({ message, location }) => ({ message, ...(location && { location }) })),
    usage: {
      requests: api.requests,
      retries: api.retries,
      waitedMs: api.waited_ms,
      rateLimitRemaining: api.rate_limit_remaining ?? undefined,
    },
    stopped: json.stopped ?? undefined,
    untested: json.untested ?? undefined,
    identities,
    config: json.config,
    account: json.account ?? undefined,
    shard: json.shard ?? undefined,
    scope: json.scope ?? undefined,
    configChange: configChange === null ? undefined : restoreConfigChange(configChange),
    missing: json.missing,
  };
}

/** That of everything judged, or the worse one of the file; what has nothing to judge is skipped at best. */
function restoreVerdict({ verdict, untested, missing }: ReportJson, found: readonly Verdict[]): Verdict {
  const isEmpty = found.length === 0 && verdict === 'skipped' && untested !== null;
  return worstVerdict([
    verdict,
    isEmpty ? 'skipped' : worstVerdict(found),
    ...(missing.length > 0 ? (['inconclusive'] as const) : []),
  ]);
}

function restoreCheck(json: ReportJson['application_checks'][number], peopleAt: PeopleAt): CheckReport {
  const { location, findings } = restoreFindings(json, peopleAt);
  const isSkipped = json.verdict === 'skipped' && findings.length === 0;
  return {
    name: json.name,
    location,
    appId: json.app_id,
    verdict: isSkipped ? 'skipped' : worstVerdict([json.verdict, verdictOf(findings)]),
    findings,
  };
}

/** Nothing of a plan is tested, so that it never passes. */
function restorePlan(json: NonNullable<ReportJson['terraform_plan']>, peopleAt: PeopleAt): PlanReport {
  const { location, findings } = restoreFindings(json, peopleAt);
  const found = findings.some(isFailed) ? 'failed' : 'skipped';
  return {
    name: json.name,
    location,
    verdict: json.verdict === 'passed' ? found : worstVerdict([json.verdict, found]),
    findings,
    changes: json.changes,
  };
}

function restoreConfigChange(json: NonNullable<ReportJson['config_change']>): ConfigChange {
  const { base, applied } = json;
  return json.kind === 'unknown'
    ? { kind: 'unknown', base, applied, reason: json.reason }
    : {
        kind: 'compared',
        base,
        applied,
        changes: json.changes.map(({ direction, test, rule, before, after }) => ({
          direction,
          test: test ?? undefined,
          rule,
          before: before ?? undefined,
          after: after ?? undefined,
        })),
      };
}
