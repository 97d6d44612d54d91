import { beforeAll, describe, expect, it } from '@jest/globals';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { type EmulatorRequest } from '../../src/emulator/exchange.ts';
import { ACCOUNT_ID } from '../support/directory.ts';
import { SELECTOR_NAMES } from '../support/selectorNames.ts';
import { type Contract, readContract } from './contract.ts';
import {
  ACCOUNT,
  APPLICATIONS,
  CHECK,
  get,
  HEADERS,
  POLICIES,
  POLICY,
  post,
  START,
  STATUS,
  TEST,
  TESTS,
} from './exchanges.ts';
import { RULES } from './rules.ts';

let contract: Contract;
beforeAll(async () => {
  contract = await readContract();
});

/** What is found of a request, whatever is answered. */
function found(request: EmulatorRequest): readonly string[] {
  const { handle } = createEmulator(ACCOUNT, { now: () => 0 });
  return contract
    .check(request, handle(request))
    .filter(({ side }) => side === 'request')
    .map(({ message }) => message);
}

function withPolicy(overrides: object): EmulatorRequest {
  return post({ policies: [{ ...POLICY, ...overrides }] });
}

function withRules(...include: unknown[]): EmulatorRequest {
  return withPolicy({ include });
}

describe('a request that breaks the contract is found:', () => {
  it.each<[string, EmulatorRequest, string]>([
    // Where
    ['a path that is not documented', get(`${TESTS}/x/rows`), 'no such operation'],
    ['a path below another base', { ...STATUS, path: TEST.replace('/v4', '/v5') }, 'no such operation'],
    ['a list of all tests', get(TESTS), 'no such operation'],
    ['another method', { ...STATUS, method: 'DELETE' }, 'no such operation'],
    ['a slash too many', get(`${TEST}/`), 'no such operation'],
    ['an account by its name', get(TEST.replace(ACCOUNT_ID, 'example')), '/path/account_id'],
    ['too long an id of a test', get(`${TEST}0`), '/path/policy_test_id'],
    [
      'too long an id of an application',
      { ...CHECK, path: CHECK.path.replace('apps/', 'apps/0') },
      '/path/app_id',
    ],
    // Query
    ['page 0', get(`${TEST}/users?page=0`), '/query/page'],
    ['a page that is no number', get(`${TEST}/users?page=one`), '/query/page'],
    ['a page twice', get(`${TEST}/users?page=1&page=2`), '/query/page'],
    ['a page of 1001', get(`${TEST}/users?per_page=1001`), '/query/per_page'],
    ['page 0 of policies', get(POLICIES.path.replace('page=1', 'page=0')), '/query/page'],
    ['51 policies', get(POLICIES.path.replace('per_page=50', 'per_page=51')), '/query/per_page'],
    ['page 0 of applications', get(APPLICATIONS.path.replace('page=1', 'page=0')), '/query/page'],
    ['51 applications', get(APPLICATIONS.path.replace('per_page=50', 'per_page=51')), '/query/per_page'],
    ['a filter of applications', get(`${APPLICATIONS.path}&name=Wiki`), 'name'],
    ['a filter of policies', get(`${POLICIES.path}&reusable=true`), 'reusable'],
    ['a misspelt per_page', get(`${TEST}/users?perPage=10`), 'perPage'],
    ["a row's word in the filter", get(`${TEST}/users?status=approved`), '/query/status'],
    ['a query of a status', get(`${TEST}?page=1`), '"page"'],
    ['a query of an application check', get(`${CHECK.path}?email=a@b.c`), '"email"'],
    // Headers
    ['no credentials', { ...STATUS, headers: { 'user-agent': 'test' } }, 'credentials are missing'],
    [
      'an empty token',
      { ...STATUS, headers: { ...HEADERS, authorization: 'Bearer ' } },
      'credentials are missing',
    ],
    [
      'half of the key pair',
      { ...STATUS, headers: { 'user-agent': 'test', 'x-auth-key': 'k' } },
      'credentials are missing',
    ],
    ['no User-Agent', { ...STATUS, headers: { authorization: 'Bearer t' } }, "'user-agent'"],
    [
      'JSON under another name',
      { ...START, headers: { ...HEADERS, 'content-type': 'text/plain' } },
      'not said to be JSON',
    ],
    // Body
    ['no body', { ...START, body: undefined }, "'requestBody'"],
    ['half a body', { ...START, body: '{"policies":' }, 'JSON'],
    ['a body of a status', { ...STATUS, body: '{}' }, 'a body is sent'],
    ['policy instead of policies', post({ policy: [POLICY] }), "'policies'"],
    ['a name beside the policies', post({ policies: [POLICY], name: 'Grafana' }), '"name"'],
    ['one policy instead of a list', post({ policies: POLICY }), '/requestBody/policies'],
    ['no policy at all', post({ policies: [] }), '/requestBody/policies'],
    ['an id that is empty', post({ policies: [''] }), '/requestBody/policies/0'],
    ['an id as a number', post({ policies: [7] }), '/requestBody/policies/0'],
    ['a policy without a name', withPolicy({ name: undefined }), "'name'"],
    ['a policy without a decision', withPolicy({ decision: undefined }), "'decision'"],
    ['a policy without include', withPolicy({ include: undefined }), "'include'"],
    ['a decision that is none', withPolicy({ decision: 'block' }), '/decision'],
    ['rules in an object', withPolicy({ require: {} }), '/require'],
    ['a duration without a unit', withPolicy({ session_duration: '24' }), '/session_duration'],
    [
      'an authenticator that is none',
      withPolicy({ mfa_config: { allowed_authenticators: ['sms'] } }),
      '/mfa_config',
    ],
    ['approval by nobody knows how many', withPolicy({ approval_groups: [{}] }), "'approvals_needed'"],
    [
      'a clipboard format that is none',
      withPolicy({ connection_rules: { rdp: { allowed_clipboard_local_to_remote_formats: ['image'] } } }),
      '/connection_rules',
    ],
    ['isolation as text', withPolicy({ isolation_required: 'yes' }), '/isolation_required'],
    // Rules
    ['two selectors in a rule', withRules({ everyone: {}, certificate: {} }), '/include/0'],
    ['no selector in a rule', withRules({}), '/include/0'],
    ['a rule as text', withRules('everyone'), '/include/0'],
    ['a selector that is no object', withRules({ moon_phase: 'full' }), '/include/0/moon_phase'],
    ['everyone with a field', withRules({ everyone: { email: 'a@b.c' } }), '/include/0/everyone'],
    ['an address as a selector', withRules({ email: 'alice@example.com' }), '/include/0/email'],
    ['a country by its name', withRules({ geo: { country_code: 'Germany' } }), '/include/0/geo'],
    [
      'a risk that is none',
      withRules({ user_risk_score: { user_risk_score: ['none'] } }),
      '/user_risk_score/0',
    ],
    ['no risk at all', withRules({ user_risk_score: { user_risk_score: [] } }), '/user_risk_score'],
  ])('%s', (_, request, expected) => {
    expect(found(request).join('\n')).toContain(expected);
  });
});

describe('a rule', () => {
  const OPTIONAL = ['team', 'account_id'];

  it.each(RULES.map((rule) => [Object.keys(rule).join(), rule] as const))(
    'of %s is taken as it is, and nothing else in its place',
    (selector, rule) => {
      const [fields = {}] = Object.values(rule) as Record<string, unknown>[];
      const problems = (value: unknown): number => found(withRules({ [selector]: value })).length;

      expect(problems(fields)).toBe(0);
      expect(problems({ ...fields, misspelt: 'x' })).not.toBe(0);
      for (const name of Object.keys(fields)) {
        const rest = Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name));
        expect([name, problems({ ...fields, [name]: 7 }) > 0]).toEqual([name, true]);
        expect([name, problems(rest) > 0]).toEqual([name, !OPTIONAL.includes(name)]);
      }
    },
  );

  it('is tried for each selector of the contract', () => {
    expect(RULES.flatMap(Object.keys).sort()).toEqual([...SELECTOR_NAMES].sort());
  });

  it('of a selector that this project does not know is passed on', () => {
    expect(found(withRules({ moon_phase: { full: true, tides: ['spring'] } }))).toEqual([]);
  });
});

describe('a policy', () => {
  it('may have every field of the contract, and fields that this project does not know', () => {
    const policy = {
      require: RULES,
      exclude: RULES,
      approval_required: true,
      approval_groups: [
        { approvals_needed: 1, email_addresses: ['a@example.com'] },
        { approvals_needed: 2, email_list_uuid: 'x' },
      ],
      isolation_required: false,
      purpose_justification_required: true,
      purpose_justification_prompt: 'Why?',
      session_duration: '2h45m',
      mfa_config: { allowed_authenticators: ['totp'], mfa_disabled: false, session_duration: '5m' },
      connection_rules: {
        rdp: {
          allowed_clipboard_local_to_remote_formats: ['text'],
          allowed_clipboard_remote_to_local_formats: ['file'],
        },
      },
      tidal_lock: 3,
    };
    expect(found(withPolicy(policy))).toEqual([]);
    expect(found(withPolicy({ session_duration: null }))).toEqual([]);
  });

  it('may be the id of a saved one', () => {
    expect(found(post({ policies: ['699d98642c564d2e855e9661899b7252', POLICY] }))).toEqual([]);
  });
});
