import { addressOfApproved, addressOfBlocked, blockedOf, type Company } from './company.ts';

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

/** Named people of each outcome. */
const NAMED = 10;
const named = <T>(expectation: (number: number) => T): T[] =>
  Array.from({ length: NAMED }, (_, index) => expectation(index + 1));
const blocked = (number: number): object => ({ user: addressOfBlocked(number), status: 'blocked' });
const approved = (number: number): object => ({ user: addressOfApproved(number), status: 'approved' });

const JUDGED: Readonly<Record<Question, (company: Company) => object>> = {
  /** Each outcome is asked for, and whether people are in the test at all, so that everybody is listed. */
  everything: (company) => ({
    thresholds: thresholdsOf(company),
    expectations: [
      ...named(approved),
      ...named(blocked),
      { users: 'guest-*@example.com', status: 'blocked' },
      { users: 'staff-*@example.com', status: 'approved', at_least: 100 },
    ],
  }),

  onePercent: (company) => ({
    thresholds: thresholdsOf(company),
    expectations: [...named((number) => ({ ...approved(number), if_missing: 'ignore' })), ...named(blocked)],
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
