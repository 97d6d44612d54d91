import { describe, expect, it } from '@jest/globals';
import { gainedOf, lostOf, type Move } from '../../src/verdict/changes.ts';
import { type Directory } from '../../src/emulator/directory.ts';
import { createNaming } from '../../src/verdict/person.ts';
import { ACCOUNT_ID, aUser } from '../support/directory.ts';
import { COMPANY, type Outcome, runScenario } from '../support/scenario.ts';

/** 2,300 more engineers and 190 more contractors: 2,500 people. */
const MANY: Directory = {
  ...COMPANY,
  crowds: [
    { ...aUser({ groups: ['engineering'] }), name: 'staff', domain: 'example.com', count: 2_300 },
    { ...aUser({ groups: ['contractors'] }), name: 'guest', domain: 'contractor.example', count: 190 },
  ],
};

const okta = (group: string): string => `{ okta: { name: ${group}, identity_provider_id: okta-1 } }`;

/** Of the engineers, one is in Germany. */
const ENGINEERING = `{ policy: { name: Engineering, decision: allow, include: [${okta('engineering')}] } }`;
const ENGINEERING_IN_THE_US = ENGINEERING.replace('] }', '], require: [{ geo: { country_code: US } }] }');
const SUPPORT = `{ policy: { name: Support, decision: allow, include: [${okta('support')}] } }`;
const SUPPORT_BUT_SID = SUPPORT.replace('] }', '], exclude: [{ email: { email: sid@example.com } }] }');
const BEN = '{ policy: { name: Ben, decision: allow, include: [{ email: { email: ben@example.com } }] } }';

function comparing(before: string, after: string): string {
  return `
version: 1
tests:
  - name: Grafana
    policies: [${after}]
    baseline: [${before}]
    thresholds: { users_lost: { max: 0 }, users_gained: { max: 0 } }
`;
}

function changesOf({ report }: Outcome): { lost: string[]; gained: string[] } {
  const { changes } = report.tests[0] ?? {};
  if (changes === undefined) throw new Error('Nobody was compared.');
  return { lost: labelsOf(lostOf(changes)), gained: labelsOf(gainedOf(changes)) };
}

function labelsOf(moves: readonly Move[]): string[] {
  return moves.flatMap(({ people }) => people.listed.map(({ label }) => label)).sort();
}

function labels(...names: string[]): string[] {
  const naming = createNaming(ACCOUNT_ID, new Map());
  return names.map((name) => naming.person({ email: `${name}@example.com` }).label).sort();
}

function listings({ requests }: Outcome): string[] {
  return requests
    .filter((request) => request.includes('/users?'))
    .map((request) => request.slice(request.indexOf('?') + 1));
}

/** `Support, lost 2`, one for each edit that made a difference. */
function causesOf({ report }: Outcome): string[] | undefined {
  return report.tests[0]?.explanation?.causes.flatMap(({ edits, lost, gained }) => [
    edits.map(({ policy }) => policy).join(' and '),
    ...(lost ? [`lost ${lost.total}`] : []),
    ...(gained ? [`gained ${gained.total}`] : []),
  ]);
}

describe('a gate with a baseline, of more users than fit on two pages', () => {
  it('names and explains whose access changes, and asks only for those who are blocked', async () => {
    const outcome = await runScenario({
      config: comparing(ENGINEERING, `${ENGINEERING_IN_THE_US}, ${SUPPORT}`),
      directory: MANY,
    });

    const [test] = outcome.report.tests;
    expect(test?.findings.map(({ rule, outcome: came }) => `${rule} ${came}`)).toEqual([
      'users_lost violated',
      'users_gained violated',
    ]);
    expect(test?.changes).toMatchObject({
      unchanged: { approved: 2_305, blocked: 191, error: 0 },
      onlyBefore: 0,
      onlyAfter: 0,
    });
    expect(changesOf(outcome)).toEqual({ lost: labels('greta'), gained: labels('sam', 'sue', 'sid') });
    expect(causesOf(outcome)).toEqual(['Engineering', 'lost 1', 'Support', 'gained 3']);
    expect(test?.explanation?.gap).toBeUndefined();
    // Of the baseline, of the policies, and of those between them.
    expect(listings(outcome)).toEqual(new Array(3).fill('page=1&per_page=1000&status=fail'));
  });

  it('asks only for those who are approved where nearly everybody is blocked', async () => {
    const outcome = await runScenario({
      config: comparing(SUPPORT, `${SUPPORT_BUT_SID}, ${BEN}`),
      directory: MANY,
    });

    const [test] = outcome.report.tests;
    expect(test?.changes).toMatchObject({ unchanged: { approved: 2, blocked: 2_496, error: 0 } });
    expect(changesOf(outcome)).toEqual({ lost: labels('sid'), gained: labels('ben') });
    expect(causesOf(outcome)).toEqual(['Support', 'lost 1', 'Ben', 'gained 1']);
    expect(test?.explanation?.gap).toBeUndefined();
    expect(listings(outcome)).toEqual(new Array(3).fill('page=1&per_page=1000&status=success'));
  });

  it('knows that whoever is not listed between the two is approved as nearly everybody is', async () => {
    const outcome = await runScenario({
      config: comparing(`${ENGINEERING}, ${SUPPORT}`, `${ENGINEERING_IN_THE_US}, ${SUPPORT_BUT_SID}`),
      directory: MANY,
    });

    expect(causesOf(outcome)).toEqual(['Engineering', 'lost 1', 'Support', 'lost 1']);
    expect(listings(outcome)).toEqual(new Array(3).fill('page=1&per_page=1000&status=fail'));
  });

  it('passes where nobody loses or gains, and says how many stay', async () => {
    const outcome = await runScenario({
      config: comparing(ENGINEERING, ENGINEERING),
      directory: MANY,
    });

    expect(outcome.report.verdict).toBe('passed');
    expect(outcome.report.tests[0]?.changes).toMatchObject({
      moves: [],
      unchanged: { approved: 2_306, blocked: 194, error: 0 },
    });
  });
});
