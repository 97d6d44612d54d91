import { blockedOf, type Company, NAMED, nameOfApproved, nameOfBlocked } from './company.ts';

/** What a config has the gate find out. */
export type Question = 'everything' | 'onePercent' | 'compared';

/** The files of the policies, beside the config. */
export const TESTED_FILE = 'tested.json';
export const REPLACED_FILE = 'replaced.json';

/** A config for the gate, which passes. */
export function renderConfig(question: Question, company: Company): string {
  return JSON.stringify({
    version: 1,
    tests: [{ name: 'Intranet', policies: [{ file: TESTED_FILE }], ...JUDGED[question](company) }],
  });
}

const blocked = (index: number) => ({ user: nameOfBlocked(index), status: 'blocked' });
const named = <T>(expectation: (index: number) => T): T[] =>
  Array.from({ length: NAMED }, (_, index) => expectation(index));

const JUDGED: Readonly<Record<Question, (company: Company) => object>> = {
  /** Each outcome is asked for, and whether people are in the test at all, so that everybody is listed. */
  everything: (company) => ({
    thresholds: thresholdsOf(company),
    expectations: [
      ...named((index) => ({ user: nameOfApproved(index), status: 'approved' })),
      ...named(blocked),
      { users: '*@left.example', status: 'blocked' },
      { users: '*@example.com', status: 'approved', at_least: 100 },
    ],
  }),

  onePercent: (company) => ({
    thresholds: thresholdsOf(company),
    expectations: [
      ...named((index) => ({ user: nameOfApproved(index), status: 'approved', if_missing: 'ignore' })),
      ...named(blocked),
    ],
  }),

  compared: (company) => ({
    baseline: [{ file: REPLACED_FILE }],
    thresholds: { users_lost: { max: blockedOf(company) }, users_gained: { max: blockedOf(company) } },
  }),
};

function thresholdsOf(company: Company): object {
  return {
    total_users: { min: company.users },
    users_blocked: { max: blockedOf(company) },
    users_errored: { max: 0 },
  };
}
