import { type Finding } from '../verdict/finding.ts';
import { countConcerned, MAX_LISTED } from '../verdict/people.ts';
import { type PeopleTable, renderPerson } from './peopleTable.ts';
import { heldFindings, type Judged, notableFindings, type NotableFinding } from './report.ts';
import { type ReportJson } from './reportSchema.ts';

type JudgedJson = Pick<ReportJson['tests'][number], 'location' | 'findings' | 'held'>;
type FindingJson = JudgedJson['findings'][number];
type HeldJson = JudgedJson['held'][number];

/** What tests, checks and the plan have in common, for programs. */
export function renderJudged(judged: Judged, people: PeopleTable): JudgedJson {
  return {
    location: judged.location,
    findings: notableFindings(judged).map((finding) => renderFinding(finding, people)),
    held: heldFindings(judged).map(renderAsserted),
  };
}

function renderFinding(finding: NotableFinding, people: PeopleTable): FindingJson {
  const { outcome, waiver, concerned } = finding;
  const { kind, rule, severity, ...rest } = renderAsserted(finding);
  return {
    kind,
    rule,
    severity,
    outcome,
    ...rest,
    waiver: waiver
      ? { until: waiver.until, owner: waiver.owner, reason: waiver.reason, ends_soon: waiver.endsSoon }
      : null,
    users: concerned.flatMap(({ people: { listed } }) => listed.map(renderPerson)).slice(0, MAX_LISTED),
    users_total: countConcerned(concerned),
    concerned: concerned.map((each) => ({ status: each.status, people: people.indexOf(each.people) })),
  };
}

function renderAsserted({ kind, rule, severity, message, expected, actual, location }: Finding): HeldJson {
  return { kind, rule, severity, message, expected, actual, location: location ?? null };
}
