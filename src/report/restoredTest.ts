import { type Changes } from '../verdict/changes.ts';
import { type Counts } from '../verdict/counts.ts';
import { type Explanation } from '../verdict/explanation.ts';
import { verdictOf, worstVerdict } from '../verdict/finding.ts';
import { type People } from '../verdict/people.ts';
import { type Identities } from '../verdict/person.ts';
import { type BaselineReport, type ListedPages, type TestReport } from './report.ts';
import { type ReportJson } from './reportSchema.ts';
import { type PeopleAt, restoreFindings, restorePeople } from './restoredFindings.ts';

type TestJson = ReportJson['tests'][number];
type ChangesJson = NonNullable<TestJson['changes']>;
type ExplanationJson = NonNullable<ChangesJson['explanation']>;

/** A test of which report.json tells; skipped is believed only where nothing was started. */
export function restoreTest(json: TestJson, peopleAt: PeopleAt, identities: Identities): TestReport {
  const { policy_test_id: policyTestId, baseline, changes } = json;
  const { location, findings } = restoreFindings(json, peopleAt);
  const found = verdictOf(findings);
  const isSkipped = json.verdict === 'skipped' && policyTestId === null && found !== 'failed';
  return {
    name: json.name,
    location,
    verdict: isSkipped ? 'skipped' : worstVerdict([json.verdict, found]),
    findings,
    policies: json.policies,
    assertions: json.assertions,
    policyTestId: policyTestId ?? undefined,
    given: json.given,
    status: json.status ?? undefined,
    counts: restoreCounts(json.counts),
    listed: restoreListed(json.listed),
    baseline: baseline === null ? undefined : restoreBaseline(baseline),
    changes: changes === null ? undefined : restoreChanges(changes, peopleAt),
    explanation: changes?.explanation ? restoreExplanation(changes.explanation, identities) : undefined,
  };
}

function restoreListed(json: TestJson['listed']): ListedPages | undefined {
  return json === null ? undefined : { pages: json.pages, of: json.of ?? undefined };
}

function restoreCounts(json: TestJson['counts']): Counts {
  return {
    totalUsers: json.total_users ?? undefined,
    usersApproved: json.users_approved ?? undefined,
    usersBlocked: json.users_blocked ?? undefined,
    usersErrored: json.users_errored ?? undefined,
    percentApproved: json.percent_approved ?? undefined,
    percentBlocked: json.percent_blocked ?? undefined,
    percentErrored: json.percent_errored ?? undefined,
    percentUsersProcessed: json.percent_users_processed ?? undefined,
  };
}

function restoreBaseline(json: NonNullable<TestJson['baseline']>): BaselineReport {
  switch (json.kind) {
    case 'test':
      return {
        kind: 'test',
        policyTestId: json.policy_test_id ?? undefined,
        status: json.status ?? undefined,
        counts: restoreCounts(json.counts),
        listed: restoreListed(json.listed),
      };
    case 'snapshot':
      return { kind: 'snapshot', file: json.snapshot_file ?? '' };
    case 'nothing':
      return { kind: 'nothing' };
  }
}

function restoreChanges(json: ChangesJson, peopleAt: PeopleAt): Changes {
  return {
    moves: json.moves.map(({ before, after, people }) => ({ before, after, people: peopleAt(people) })),
    unchanged: json.unchanged,
    onlyBefore: json.only_before,
    onlyAfter: json.only_after,
  };
}

/** Where the people of a cause belong is not told; nothing asks for it. */
function restoreExplanation(json: ExplanationJson, identities: Identities): Explanation {
  const side = (users: ExplanationJson['causes'][number]['lost'], total: number): People | undefined =>
    total === 0 ? undefined : restorePeople({ users, users_total: total }, identities);
  return {
    causes: json.causes.map((cause) => ({
      edits: cause.edits,
      lost: side(cause.lost, cause.users_lost),
      gained: side(cause.gained, cause.users_gained),
    })),
    gap: json.gap ?? undefined,
    policyTestIds: json.policy_test_ids,
  };
}
