import { type TestReport } from '../../src/report/report.ts';
import { type UserStatus } from '../../src/verdict/assertion.ts';
import { beforeOf, createComparison, NOBODY } from '../../src/verdict/changes.ts';
import { type Cause, type Edit } from '../../src/verdict/explanation.ts';
import { gatherPeople, type People } from '../../src/verdict/people.ts';
import { checkThresholds } from '../../src/verdict/thresholds.ts';
import { identityOf, type User } from '../../src/verdict/user.ts';
import { countsOf, type Judged, namingOf, tallyOf } from '../support/judged.ts';
import { aBaseline, aTestReport } from '../support/report.ts';
import { rosterOf } from '../support/roster.ts';

/** Somebody of the listing of a policy test. */
type Row = User & { readonly status: UserStatus };

/** Who has a part in a change by these edits. */
export function aCause(
  edits: readonly Edit[],
  { lost = [], gained = [] }: { readonly lost?: readonly User[]; readonly gained?: readonly User[] },
): Cause {
  const gather = (users: readonly User[]): People | undefined => {
    const gathering = gatherPeople(namingOf());
    for (const user of users) gathering.add(user);
    return users.length === 0 ? undefined : gathering.people();
  };
  return { edits, lost: gather(lost), gained: gather(gained) };
}

/** A test compared with the outcomes `before`; undefined where there was nothing. */
export function aComparedReport(
  { name, users, thresholds = [] }: Judged & { readonly name: string },
  before: readonly User[] | undefined,
  overrides: Partial<TestReport> = {},
): TestReport {
  const withStatus = (rows: readonly User[]) => rows.filter((row): row is Row => row.status !== undefined);
  const statuses = new Map(
    withStatus(before ?? []).map((row) => [identityOf(row) ?? '', row.status] as const),
  );
  const comparison = createComparison(
    before === undefined ? NOBODY : beforeOf(rosterOf(statuses)),
    namingOf(),
  );
  for (const row of withStatus(users)) comparison.see(row);
  comparison.end(rosterOf([]));
  const changes = comparison.result();
  return aTestReport({
    name,
    assertions: thresholds.length,
    counts: countsOf(users),
    findings: checkThresholds(thresholds, countsOf(users), tallyOf(users), changes),
    baseline: before === undefined ? { kind: 'nothing' } : aBaseline({ counts: countsOf(before) }),
    changes,
    ...overrides,
  });
}
