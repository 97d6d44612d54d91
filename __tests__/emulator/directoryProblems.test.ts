import { describe, expect, test } from '@jest/globals';
import { parseDirectory } from '../../src/emulator/directory.ts';
import { ConfigError } from '../../src/errors.ts';

const HEAD = `version: 1
account_id: 023e105f4ecef8ad9ca31a8372d0c353
identity_providers: [{ id: okta-1, type: okta, name: Okta }]
`;
const ALICE = 'email: alice@example.com, name: Alice, identity_provider: Okta';
const EMPTY =
  'd.yml:1:1: The file is empty: it needs "version", "account_id", "identity_providers" and "users".';

/** A directory without users, whose own lines begin at line 4. */
function fileWith(...lines: string[]): string {
  return [HEAD.trimEnd(), ...lines, 'users: []'].join('\n');
}

/** A directory of Alice alone, whose own keys stand on line 4. */
function userWith(keys: string): string {
  return `${HEAD}users: [{ ${keys}, ${ALICE} }]`;
}

function problemsOf(text: string): string[] {
  try {
    parseDirectory('d.yml', text);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

/** Each text with all that is said of it. */
const CASES: Record<string, readonly [text: string, ...problems: string[]][]> = {
  'a file that is no directory': [
    ['', EMPTY],
    ['# nothing yet\n', EMPTY],
    ['- 1', 'd.yml:1:1: The file must be a mapping, not a list.'],
    [`version: 2\n${fileWith().replace('version: 1\n', '')}`, 'd.yml:1:10: "version" must be 1, not 2.'],
    [
      'account_id: 7\nuser: []',
      'd.yml:1:1: "version" is missing.',
      'd.yml:1:1: "identity_providers" is missing.',
      'd.yml:1:13: "account_id" must be text, not 7: put it between quotes.',
      'd.yml:2:1: Unknown key "user"; did you mean "users"?',
    ],
  ],
  settings: [
    [
      fileWith('settings: { tests_seconds: 2 }'),
      'd.yml:4:13: Unknown key "tests_seconds"; did you mean "test_seconds"?',
    ],
    [
      fileWith('settings: { second_test: 500 }'),
      'd.yml:4:26: "second_test" of "settings" must be allowed, 400, 403, 409 or 429, not 500.',
    ],
    [
      fileWith('settings: { second_test: alowed }'),
      'd.yml:4:26: "second_test" of "settings" must be allowed, 400, 403, 409 or 429, not "alowed"; did you mean "allowed"?',
    ],
    [
      fileWith('settings: { forbidden_status: 402, unknown_test_status: 403, no_credentials_status: 402 }'),
      'd.yml:4:31: "forbidden_status" of "settings" must be 403 or 401, not 402.',
      'd.yml:4:57: "unknown_test_status" of "settings" must be 404 or 400, not 403.',
      'd.yml:4:85: "no_credentials_status" of "settings" must be 400 or 401, not 402.',
    ],
    [
      fileWith('settings: { test_seconds: -1, rate_limit_seconds: 0, test_ends_at_percent: 101 }'),
      'd.yml:4:27: "test_seconds" of "settings" must be 0 or more.',
      'd.yml:4:51: "rate_limit_seconds" of "settings" must be more than 0.',
      'd.yml:4:76: "test_ends_at_percent" of "settings" must be 100 or less.',
    ],
    [
      fileWith('settings: { max_per_page: 1.5, rate_limit_requests: many, zero_trust: 1 }'),
      'd.yml:4:27: "max_per_page" of "settings" must be a whole number, not 1.5.',
      'd.yml:4:53: "rate_limit_requests" of "settings" must be a number, not "many".',
      'd.yml:4:71: "zero_trust" of "settings" must be true or false, not 1.',
    ],
    [
      fileWith('settings: { omitted_fields: [emai] }'),
      'd.yml:4:30: Item 1 of "omitted_fields" must be total_users, users_approved, users_blocked, users_errored, percent_approved, percent_blocked, percent_errored, percent_users_processed, id, email or name, not "emai"; did you mean "email"?',
    ],
    [
      fileWith('settings: { latency_ms: 60001 }'),
      'd.yml:4:25: "latency_ms" of "settings" must be 60000 or less.',
    ],
    [fileWith('settings:'), 'd.yml:4:10: "settings" is empty: give it a value, or remove it.'],
  ],
  'credentials, which go into headers': [
    [fileWith('api_tokens: []'), 'd.yml:4:13: "api_tokens" must not be empty.'],
    [
      fileWith('api_tokens: [{ token: two words }, { token: "it\'s" }]'),
      'd.yml:4:23: "token" must be letters, digits and any of . _ ~ + / = - (no blanks).',
      'd.yml:4:45: "token" must be letters, digits and any of . _ ~ + / = - (no blanks).',
    ],
    [
      fileWith('api_email: admin@example.com', 'api_key: two words'),
      'd.yml:5:10: "api_key" must be visible characters of ASCII without quotes (no blanks).',
    ],
    [
      fileWith('api_email: admin@example.com', `api_key: it's`),
      'd.yml:5:10: "api_key" must be visible characters of ASCII without quotes (no blanks).',
    ],
    [fileWith('api_tokens: [{ tokens: t }]'), 'd.yml:4:16: Unknown key "tokens"; did you mean "token"?'],
  ],
  'what is saved in the account': [
    [
      fileWith('policies: [{ id: p, name: P, decision: allow, include: [] }]'),
      'd.yml:4:56: "include" must not be empty.',
    ],
    [
      fileWith(
        'policies: [{ id: p, name: P, decision: alow, include: [{ everyone: {}, ip: {} }, everyone] }]',
      ),
      'd.yml:4:40: "decision" must be allow, deny, non_identity or bypass, not "alow"; did you mean "allow"?',
      'd.yml:4:56: Item 1 of "include" must have one key, its selector.',
      'd.yml:4:82: Item 2 of "include" must be a mapping, not "everyone".',
    ],
    [
      fileWith('access_groups: [{ id: g, name: G, includes: [{ everyone: {} }] }]'),
      'd.yml:4:35: Unknown key "includes"; did you mean "include"?',
    ],
    [
      fileWith(
        'applications:',
        '  - { id: a, name: A, domain: a.example, policies: [{ name: P, desision: deny }, 7] }',
      ),
      'd.yml:5:53: "include" is missing.',
      'd.yml:5:64: Unknown key "desision"; did you mean "decision"?',
      'd.yml:5:82: Item 2 of "policies" must be the id of a saved policy, or a policy.',
    ],
    [
      fileWith('ip_lists: [{ id: l, name: L, ips: [office, 192.0.2.0/33, 192.0.2.1] }]'),
      'd.yml:4:36: Item 1 of "ips" must be an IP address or a CIDR block.',
      'd.yml:4:44: Item 2 of "ips" must be an IP address or a CIDR block.',
    ],
    [
      fileWith('zones: [{ id: example, name: example.com }]'),
      'd.yml:4:15: "id" must be 32 hexadecimal digits.',
    ],
  ],
  'a user': [
    [`${HEAD}users: [{ name: Alice, identity_provider: Okta }]`, 'd.yml:4:9: "email" is missing.'],
    [userWith('id: ""'), 'd.yml:4:15: "id" must not be empty.'],
    [userWith(`id: ${'i'.repeat(37)}`), 'd.yml:4:15: "id" must have at most 36 characters.'],
    [userWith('country: us'), 'd.yml:4:20: "country" must be two capital letters (ISO 3166-1), as in US.'],
    [
      userWith('last_login: 2026-02-30'),
      'd.yml:4:23: "last_login" must be a date that exists, as in 2026-12-31.',
    ],
    [
      userWith('client_certificate: true'),
      'd.yml:4:31: "client_certificate" must be false, or a mapping with "common_name".',
    ],
    [userWith('client_certificate: {}'), 'd.yml:4:31: "common_name" of "client_certificate" is missing.'],
    [
      userWith('oidc_claims: { role: 7, department: [it, 7] }'),
      'd.yml:4:32: "role" of "oidc_claims" must be text or a list of texts.',
      'd.yml:4:52: Item 2 of "department" must be text, not 7: put it between quotes.',
    ],
    [
      userWith('device_posture: { disk: passed }'),
      'd.yml:4:35: "disk" of "device_posture" must be true or false, not "passed".',
    ],
  ],
  'a crowd': [
    [
      fileWith('crowds: [{ identity_provider: Okta }]'),
      'd.yml:4:10: "name" is missing.',
      'd.yml:4:10: "domain" is missing.',
      'd.yml:4:10: "count" is missing.',
    ],
    [
      fileWith('crowds: [{ name: a b, domain: example, count: 0, identity_provider: Okta }]'),
      'd.yml:4:18: "name" must be what an e-mail address can begin with.',
      'd.yml:4:31: "domain" must be a domain, as in example.com.',
      'd.yml:4:47: "count" must be 1 or more.',
    ],
    [
      fileWith('crowds: [{ name: a, domain: a.example, count: 10000001, identity_provider: okta-2, id: a }]'),
      'd.yml:4:47: "count" must be 10000000 or less.',
      'd.yml:4:84: Unknown key "id"; did you mean "ip"?',
    ],
    [
      fileWith(
        'crowds:',
        '  - { name: a, domain: a.example, count: 9999999, identity_provider: okta-2 }',
        '  - { name: A, domain: A.example, count: 1, identity_provider: okta-1 }',
        '  - { name: a-1, domain: a.example, count: 1, identity_provider: okta-1 }',
        '  - { name: b, domain: a.example, count: 1, identity_provider: okta-1 }',
      ),
      'd.yml:5:70: "identity_providers" has no "okta-2"; did you mean "okta-1"?',
      'd.yml:6:13: Another crowd has this name and domain, hence the same addresses.',
      'd.yml:7:44: With this crowd the directory has more than 10,000,000 users.',
    ],
    [
      userWith('last_login: 2026-05-01') +
        '\ncrowds: [{ name: Alice, domain: example.com, count: 9, identity_provider: okta-1 }]',
    ],
    [
      userWith('last_login: 2026-05-01').replace('alice@', 'Alice-9@') +
        '\ncrowds: [{ name: alice, domain: example.com, count: 9, identity_provider: okta-1 }]',
      'd.yml:4:42: A user of a crowd has this address.',
    ],
    [
      userWith('last_login: 2026-05-01').replace('alice@', 'alice-10@') +
        '\ncrowds: [{ name: alice, domain: example.com, count: 9, identity_provider: okta-1 }]',
    ],
    [
      userWith('last_login: 2026-05-01').replace('alice@', 'alice-09@') +
        '\ncrowds: [{ name: alice, domain: example.com, count: 9, identity_provider: okta-1 }]',
    ],
  ],
  'what it refers to': [
    [
      fileWith(
        'email_lists: [{ id: staff, name: S, emails: [] }]',
        'access_groups:',
        '  - id: g',
        '    name: G',
        '    include: [{ group: { id: gone } }, { email_list: { id: stafff } }]',
        '    require: [{ ip_list: { id: staff } }, { login_method: { id: Okta } }]',
        '    exclude: [{ okta: { name: sre, identity_provider_id: okta-2 } }]',
      ),
      'd.yml:8:30: "access_groups" has no "gone".',
      'd.yml:8:60: "email_lists" has no "stafff"; did you mean "staff"?',
      'd.yml:9:32: "ip_lists" has no "staff".',
      'd.yml:9:65: "identity_providers" has no "Okta"; did you mean "okta-1"?',
      'd.yml:10:58: "identity_providers" has no "okta-2"; did you mean "okta-1"?',
    ],
    [
      fileWith(
        'policies:',
        '  - { id: p, name: P, decision: allow, include: [{ emai: {} }, { shoe_size: {} }] }',
      ),
      'd.yml:5:52: No selector is called "emai"; did you mean "email"?',
      'd.yml:5:66: No selector is called "shoe_size".',
    ],
    [
      fileWith(
        'applications:',
        '  - id: a',
        '    name: A',
        '    domain: a.example',
        '    policies:',
        '      - { name: P, decision: deny, include: [{ everyone: {} }], require: [{ group: { id: gone } }] }',
        '      - { name: Q, decision: deny, include: [{ oidc: { identity_provider_id: oidc-1 } }] }',
      ),
      'd.yml:9:90: "access_groups" has no "gone".',
      'd.yml:10:78: "identity_providers" has no "oidc-1".',
    ],
    [
      fileWith('settings: { undecidable_selectors: [okta, oktaa, Email] }'),
      'd.yml:4:43: No selector is called "oktaa"; did you mean "okta"?',
      'd.yml:4:50: No selector is called "Email"; did you mean "email"?',
    ],
    [
      fileWith().replace(
        'name: Okta }',
        'name: okta-2 }, { id: okta-2, type: okta, name: Okta }, { id: pin, type: onetimepin, name: pin }',
      ),
      'd.yml:3:54: This name is the id of another identity provider.',
    ],
    [
      userWith('last_login: 2026-05-01') +
        '\napplications: [{ id: a, name: A, domain: a.example, policies: [], checked_user: alise@example.com }]',
      'd.yml:5:81: "users" has no "alise@example.com"; did you mean "alice@example.com"?',
    ],
    [
      fileWith(
        `policies: [{ id: p, name: P, decision: deny, include: [{ group: { id: ${'x'.repeat(101)} } }] }]`,
      ),
      `d.yml:4:71: "access_groups" has no "${'x'.repeat(100)}…".`,
    ],
    [
      fileWith(
        `policies: [{ id: p, name: P, decision: deny, include: [{ group: { id: ${'x'.repeat(100)} } }] }]`,
      ),
      `d.yml:4:71: "access_groups" has no "${'x'.repeat(100)}".`,
    ],
  ],
};

describe.each(Object.entries(CASES))('in %s', (_what, cases) => {
  test.each(cases)('it is said what is wrong, and where: %j', (text, ...problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

test('an address, a token and a key that are right are taken', () => {
  const text = fileWith('api_tokens: [{ token: aZ0.~+/=-_ }]', 'api_email: a@example.com', 'api_key: k#3!');

  expect(problemsOf(text)).toEqual([]);
});

test('groups may need each other, and a reference that is no text leaves its rule undecided', () => {
  const text = fileWith(
    'access_groups:',
    '  - { id: hen, name: Hen, include: [{ group: { id: egg } }] }',
    '  - { id: egg, name: Egg, include: [{ group: { id: hen } }, { group: { id: 7 } }] }',
  );

  expect(problemsOf(text)).toEqual([]);
});
