import { type Changes, countCompared, countMoved, gainedOf, lostOf, type Move } from '../verdict/changes.ts';
import { type Counts, measure } from '../verdict/counts.ts';
import { type Cause, type Explanation } from '../verdict/explanation.ts';
import { MAX_LISTED } from '../verdict/people.ts';
import { renderJudged } from './judgedJson.ts';
import { type PeopleTable, renderPerson } from './peopleTable.ts';
import { type BaselineReport, type ListedPages, type TestReport } from './report.ts';
import { type ReportJson } from './reportSchema.ts';

type TestJson = ReportJson['tests'][number];
type ChangesJson = NonNullable<TestJson['changes']>;
type CauseJson = NonNullable<ChangesJson['explanation']>['causes'][number];

/** One test of a report, for programs. */
export function renderTest(report: TestReport, people: PeopleTable): TestJson {
  return {
    name: report.name,
    verdict: report.verdict,
    policies: report.policies,
    assertions: report.assertions,
    policy_test_id: report.policyTestId ?? null,
    given: report.given,
    status: report.status ?? null,
    counts: renderCounts(report.counts),
    listed: renderListed(report.listed),
    baseline: report.baseline === undefined ? null : renderBaseline(report.baseline),
    changes: report.changes === undefined ? null : renderChanges(report.changes, report.explanation, people),
    ...renderJudged(report, people),
  };
}

function renderBaseline(baseline: BaselineReport): TestJson['baseline'] {
  const { kind } = baseline;
  return {
    kind,
    policy_test_id: kind === 'test' ? (baseline.policyTestId ?? null) : null,
    status: kind === 'test' ? (baseline.status ?? null) : null,
    counts: renderCounts(kind === 'test' ? baseline.counts : {}),
    listed: renderListed(kind === 'test' ? baseline.listed : undefined),
    snapshot_file: kind === 'snapshot' ? baseline.file : null,
  };
}

function renderChanges(
  changes: Changes,
  explanation: Explanation | undefined,
  people: PeopleTable,
): ChangesJson {
  const [lost, gained] = [lostOf(changes), gainedOf(changes)];
  return {
    users_gained: countMoved(gained),
    users_lost: countMoved(lost),
    gained: renderMoves(gained),
    lost: renderMoves(lost),
    compared: countCompared(changes),
    only_before: changes.onlyBefore,
    only_after: changes.onlyAfter,
    moves: changes.moves.map(({ before, after, people: moved }) => ({
      before,
      after,
      people: people.indexOf(moved),
    })),
    unchanged: changes.unchanged,
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

function renderListed(listed: ListedPages | undefined): TestJson['listed'] {
  return listed === undefined ? null : { pages: listed.pages, of: listed.of ?? null };
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
