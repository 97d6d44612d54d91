import { type Finding } from '../verdict/finding.ts';
import { type People } from '../verdict/people.ts';
import { type Identities, type Person } from '../verdict/person.ts';
import { type Judged } from './report.ts';
import { type ReportJson } from './reportSchema.ts';

type JudgedJson = Pick<ReportJson['tests'][number], 'location' | 'findings' | 'held'>;
type FindingJson = JudgedJson['findings'][number];
type PeopleJson = ReportJson['people'][number];

/** Finds people by their place in the list of a report. */
export type PeopleAt = (place: number) => People;

export function restorePeople(
  { users, users_total: told, domains }: Omit<PeopleJson, 'domains'> & Partial<PeopleJson>,
  identities: Identities,
): People {
  return {
    listed: users.map((user) => restorePerson(user, identities)),
    total: Math.max(told, users.length),
    domains: domains ?? [],
  };
}

/** Redacted, there is a label and nothing else, whatever the file has. */
function restorePerson({ label, ...known }: PeopleJson['users'][number], identities: Identities): Person {
  if (identities === 'redacted' || known.id === undefined) return { label };
  return {
    label,
    identity: {
      id: known.id ?? undefined,
      email: known.email ?? undefined,
      name: known.name ?? undefined,
    },
  };
}

/** What does not hold, the worst first, then what holds; among themselves they are in the order of their making. */
export function restoreFindings(
  { location, findings, held }: JudgedJson,
  peopleAt: PeopleAt,
): Pick<Judged, 'location' | 'findings'> {
  return {
    location,
    findings: [
      ...findings.map((finding) => restoreFinding(finding, peopleAt)),
      ...held.map((asserted): Finding => ({ ...restoreAsserted(asserted), outcome: 'held', concerned: [] })),
    ],
  };
}

function restoreFinding(finding: FindingJson, peopleAt: PeopleAt): Finding {
  const { outcome, waiver, concerned } = finding;
  return {
    ...restoreAsserted(finding),
    outcome,
    ...(waiver && {
      waiver: { until: waiver.until, owner: waiver.owner, reason: waiver.reason, endsSoon: waiver.ends_soon },
    }),
    concerned: concerned.map(({ status, people }) => ({ status, people: peopleAt(people) })),
  };
}

function restoreAsserted({
  kind,
  rule,
  severity,
  message,
  expected,
  actual,
  location,
}: JudgedJson['held'][number]): Omit<Finding, 'outcome' | 'concerned'> {
  return { kind, rule, severity, message, expected, actual, ...(location && { location }) };
}
