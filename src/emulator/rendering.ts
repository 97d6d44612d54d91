import { countOutcome, type PolicyTest, type Progress, type TestedUser } from './policyTest.ts';
import { type Settings } from './settings.ts';

/** The test's status as it goes over the wire: counts so far, and percentages rounded to integers as the API's are. */
export function renderStatus(test: PolicyTest, { status, processed }: Progress, settings: Settings): object {
  const approved = countOutcome(test, 'approved', processed);
  const blocked = countOutcome(test, 'blocked', processed);
  const errored = countOutcome(test, 'error', processed);
  return withoutOmitted(
    {
      id: test.id,
      status,
      total_users: test.population.size,
      users_approved: approved,
      users_blocked: blocked,
      users_errored: errored,
      percent_approved: percent(approved, processed),
      percent_blocked: percent(blocked, processed),
      percent_errored: percent(errored, processed),
      percent_users_processed: status === 'complete' ? 100 : percent(processed, test.population.size),
    },
    settings,
  );
}

/** A row of the users' list as it goes over the wire. */
export function renderUser(user: TestedUser, settings: Settings): object {
  return withoutOmitted(user, settings);
}

function withoutOmitted(fields: object, { omittedFields }: Settings): object {
  if (omittedFields.length === 0) return fields;
  const omitted: readonly string[] = omittedFields;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !omitted.includes(name)));
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * part) / whole);
}
