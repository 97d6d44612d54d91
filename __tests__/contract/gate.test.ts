import { beforeAll, describe, expect, it } from '@jest/globals';
import { type PolicyTestCreateParams } from 'cloudflare/resources/zero-trust/access/applications/policy-tests/policy-tests.js';
import { type Directory } from '../../src/emulator/directory.ts';
import { ACCOUNT_ID, API_TOKEN, aUser, someSettings } from '../support/directory.ts';
import { aResult, COMPANY, type Outcome, runScenario, type Scenario } from '../support/scenario.ts';
import { type Contract, createWatch, readContract, type Watch } from './contract.ts';
import { ACCOUNT, APP_ID, ZONE_ID } from './exchanges.ts';
import { RULES } from './rules.ts';

type SdkPolicy = PolicyTestCreateParams.UnionMember0;

let contract: Contract;
beforeAll(async () => {
  contract = await readContract();
});

/** Runs a gate, and holds whatever it asks for and is answered to the contract. */
async function runChecked(scenario: Scenario): Promise<Outcome & Watch> {
  const watch = createWatch(contract);
  const outcome = await runScenario({
    ...scenario,
    fault: (request, next, count) =>
      watch.checked((asked) => scenario.fault?.(asked, next, count) ?? next(asked))(request),
  });
  return { ...outcome, ...watch };
}

const CONFIG = `
version: 1
tests:
  - name: Grafana
    policies: [{ file: allow.json }]
    thresholds: { percent_blocked: { max: 40 } }
    expectations: [{ users: '*@nowhere.example', status: blocked, at_least: 0 }]
`;

const THOUSANDS = Array.from({ length: 2_345 }, (_, index) =>
  aUser({
    id: `user-${String(index)}`,
    email: `user${String(index)}@example.com`,
    groups: [index % 10 === 0 ? 'support' : 'engineering'],
  }),
);

const ALL_RULES = `
version: 1
tests:
  - name: Everything
    policies:
      - id: 699d98642c564d2e855e9661899b7252
      - file: all.json
    thresholds: { total_users: { min: 1 } }
`;

/** As Cloudflare's SDK would send them. */
const EVERYTHING: SdkPolicy[] = [
  { name: 'All selectors', decision: 'allow', include: [...RULES], require: [...RULES], exclude: [...RULES] },
  {
    name: 'All fields',
    decision: 'deny',
    include: [{ everyone: {} }],
    session_duration: '24h',
    approval_required: true,
    approval_groups: [{ approvals_needed: 1, email_addresses: ['admin@example.com'] }],
    mfa_config: { allowed_authenticators: ['totp'], session_duration: '5m' },
  },
];

function withToken(permissions: Directory['apiTokens'][number]['permissions']): Directory {
  return { ...COMPANY, apiTokens: [{ token: API_TOKEN, permissions, accountId: ACCOUNT_ID }] };
}

function withSettings(written: Parameters<typeof someSettings>[0]): Directory {
  return { ...COMPANY, settings: someSettings({ test_seconds: 30, ...written }) };
}

const CHECKS = `
version: 1
application_checks:
  - name: By account
    app_id: ${APP_ID}
    expect: &wiki { user: alice@example.com, status: Success, policies: [{ precedence: 2, status: Success }] }
  - { name: By zone, app_id: ${APP_ID}, zone_id: ${ZONE_ID}, expect: *wiki }
`;

const POLLED = ['startTest 200', 'readTest 200'];

describe('a gate and the emulator keep to the contract', () => {
  it.each<[string, Scenario, string, string[]]>([
    ['from start to end', { config: CONFIG }, 'passed', [...POLLED, 'readUsersPage 200']],
    [
      'over several pages',
      { config: CONFIG, directory: { ...COMPANY, users: THOUSANDS } },
      'passed',
      [...POLLED, 'readUsersPage 200', 'readUsersPage 200', 'readUsersPage 200'],
    ],
    [
      'over the pages that a server makes smaller, and tells the size of',
      {
        config: CONFIG,
        directory: {
          ...COMPANY,
          users: THOUSANDS,
          settings: someSettings({ max_per_page: 500, result_info: true }),
        },
      },
      'passed',
      // Two of the seven were asked for before the first told the size.
      [...POLLED, ...Array<string>(7).fill('readUsersPage 200')],
    ],
    [
      'with every selector and every field of a policy, and the id of a saved one',
      {
        config: ALL_RULES,
        files: { 'all.json': JSON.stringify(EVERYTHING) },
        directory: withSettings({ unknown_policy: 'error' }),
      },
      'passed',
      [...POLLED],
    ],
    [
      'with the older key pair',
      {
        config: CONFIG,
        directory: { ...COMPANY, apiKey: { email: 'admin@example.com', key: 'f00d' } },
        inputs: { 'api-token': '', 'api-email': 'admin@example.com', 'api-key': 'f00d' },
      },
      'passed',
      [...POLLED, 'readUsersPage 200'],
    ],
    [
      'when it is limited, and asks again when it may',
      { config: CONFIG, directory: withSettings({ rate_limit_requests: 3, rate_limit_seconds: 5 }) },
      'passed',
      [...POLLED, 'readTest 429', 'readTest 200', 'readUsersPage 200'],
    ],
    [
      'when the token is not enough',
      { config: CONFIG, directory: withToken([]) },
      'inconclusive',
      ['startTest 403'],
    ],
    [
      'when the token is unknown',
      {
        config: CONFIG,
        inputs: { 'api-token': 'another' },
        directory: withSettings({ forbidden_status: 401 }),
      },
      'inconclusive',
      ['startTest 401'],
    ],
    [
      'when a policy is refused',
      { config: ALL_RULES, files: { 'all.json': JSON.stringify(EVERYTHING) } },
      'inconclusive',
      ['startTest 400'],
    ],
    [
      'when there is no such test',
      { config: CONFIG, inputs: { 'policy-test-id': 'gone' } },
      'inconclusive',
      ['readTest 404'],
    ],
    [
      'when the test is blocked',
      { config: CONFIG, directory: withSettings({ test_ends: 'blocked' }) },
      'inconclusive',
      POLLED,
    ],
    [
      'about an application, of the account and of a zone',
      { config: CHECKS, directory: ACCOUNT },
      'passed',
      ['checkApplication 200', 'checkZoneApplication 200'],
    ],
    [
      'about an application that there is not',
      { config: CHECKS, directory: { ...ACCOUNT, applications: new Map() } },
      'inconclusive',
      ['checkApplication 404', 'checkZoneApplication 404'],
    ],
    [
      'when Zero Trust is not set up',
      { config: CONFIG, directory: withSettings({ zero_trust: false }) },
      'inconclusive',
      ['startTest 403'],
    ],
  ])('%s', async (_, scenario, verdict, expected) => {
    const { report, exchanges, violations } = await runChecked(scenario);
    expect(violations).toEqual([]);
    expect([report.verdict, inShort(exchanges)]).toEqual([verdict, expected]);
  });

  it('and what does not is seen', async () => {
    const { violations } = await runChecked({
      config: CONFIG,
      fault: (request, next) =>
        /\/users/.test(request.path) ? aResult([{ status: 'success' }]) : next(request),
    });
    expect(violations.map(({ message }) => message).join('\n')).toContain('/result/0/status');
  });
});

/** Polls, which come as often as the waiting wants them to, once each time. */
function inShort(exchanges: readonly string[]): string[] {
  return exchanges.filter((line, index) => line !== exchanges[index - 1] || !line.startsWith('readTest'));
}
