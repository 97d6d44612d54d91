import { describe, expect, test } from '@jest/globals';
import { parseDirectory } from '../../src/emulator/directory.ts';
import { PERMISSIONS } from '../../src/emulator/directorySchema.ts';
import { ConfigError } from '../../src/errors.ts';
import { aUser } from '../support/directory.ts';

const HEAD = `version: 1
account_id: 023e105f4ecef8ad9ca31a8372d0c353
identity_providers:
  - { id: okta-1, type: okta, name: Okta }
`;

function problemsOf(text: string): string[] {
  try {
    parseDirectory('directory.yml', text);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('a directory', () => {
  test('is read with its defaults', () => {
    const directory = parseDirectory(
      'directory.yml',
      `${HEAD}email_lists: [{ id: vip, name: VIP, emails: [Boss@example.com] }]
users:
  - { email: alice@example.com, name: Alice, identity_provider: okta-1, groups: [sre], last_login: 2026-05-01 }
`,
    );

    expect(directory).toMatchObject({
      apiTokens: [{ token: 'emulator-token', accountId: '023e105f4ecef8ad9ca31a8372d0c353' }],
      settings: { testSeconds: 0 },
      apiKey: undefined,
    });
    expect(directory.emailLists).toEqual(new Map([['vip', new Set(['boss@example.com'])]]));
    expect(directory.users).toEqual([
      aUser({
        id: 'ff8d9819-fc0e-82bf-8d24-892e45987e24',
        name: 'Alice',
        identityProvider: { id: 'okta-1', type: 'okta' },
        groups: ['sre'],
        country: undefined,
      }),
    ]);
  });

  test('is read with its crowds', () => {
    const { crowds } = parseDirectory(
      'directory.yml',
      `${HEAD}users: []
crowds:
  - { name: guest, domain: example.com, count: 10000000, identity_provider: Okta, groups: [engineering], last_login: 2026-05-01 }
`,
    );

    expect(crowds).toMatchObject([
      {
        name: 'guest',
        domain: 'example.com',
        count: 10_000_000,
        identityProvider: { id: 'okta-1', type: 'okta' },
        groups: ['engineering'],
        riskScore: 'unscored',
        lastLogin: '2026-05-01',
      },
    ]);
  });

  test('is read with all that it may say of a user', () => {
    const { users } = parseDirectory(
      'directory.yml',
      `${HEAD}users:
  - email: alice@example.com
    name: Alice
    id: alice
    identity_provider: Okta
    last_login: 2026-05-01
    groups: [sre]
    github: { organization: example }
    saml_attributes: { department: [it, ops] }
    oidc_claims: { role: admin }
    auth_methods: [hwk]
    auth_contexts: [c1]
    cloudflare_accounts: [023e105f4ecef8ad9ca31a8372d0c353]
    risk_score: high
    device_posture: { disk-encryption: true }
    country: US
    ip: 192.0.2.1
    client_certificate: { common_name: laptop-1 }
    external_evaluations: { 'https://eval.example.com': false }
`,
    );

    expect(users).toEqual([
      {
        email: 'alice@example.com',
        name: 'Alice',
        id: 'alice',
        identityProvider: { id: 'okta-1', type: 'okta' },
        lastLogin: '2026-05-01',
        groups: ['sre'],
        github: { organization: 'example', teams: [] },
        samlAttributes: { department: ['it', 'ops'] },
        oidcClaims: { role: 'admin' },
        authMethods: ['hwk'],
        authContexts: ['c1'],
        cloudflareAccounts: ['023e105f4ecef8ad9ca31a8372d0c353'],
        riskScore: 'high',
        devicePosture: { 'disk-encryption': true },
        country: 'US',
        ip: '192.0.2.1',
        clientCertificate: { common_name: 'laptop-1' },
        externalEvaluations: { 'https://eval.example.com': false },
      },
    ]);
  });

  test('is read with all that is saved in the account', () => {
    const allow = { name: 'Allow', decision: 'allow', include: [{ everyone: {} }] };
    const { applications, ...directory } = parseDirectory(
      'directory.yml',
      `${HEAD}api_tokens:
  - { token: reader, permissions: ['Access: Policy Test Read'] }
  - { token: neighbour, permissions: [], account_id: ffffffffffffffffffffffffffffffff }
  - { token: all }
api_email: admin@example.com
api_key: k3y
settings: { test_seconds: 3, result_info: true }
zones: [{ id: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, name: example.com }]
ip_lists: [{ id: office, name: Office, ips: [192.0.2.0/24, '2001:db8::1'] }]
access_groups: [{ id: staff, name: Staff, include: [{ everyone: {} }] }]
policies: [{ id: saved, name: Allow, decision: allow, include: [{ everyone: {} }] }]
applications:
  - { id: one, name: One, domain: one.example.com, policies: [saved, ${JSON.stringify(allow)}] }
  - id: two
    name: Two
    domain: two.example.com
    zone_id: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    policies: []
    checked_user: ALICE@example.com
users:
  - { email: alice@example.com, name: Alice, identity_provider: okta-1, last_login: 2026-05-01 }
`,
    );
    const [one, two] = [applications.get('one'), applications.get('two')];

    expect(directory).toMatchObject({
      apiTokens: [
        {
          token: 'reader',
          permissions: ['Access: Policy Test Read'],
          accountId: '023e105f4ecef8ad9ca31a8372d0c353',
        },
        { token: 'neighbour', permissions: [], accountId: 'f'.repeat(32) },
        { token: 'all', permissions: PERMISSIONS },
      ],
      apiKey: { email: 'admin@example.com', key: 'k3y' },
      settings: { testSeconds: 3, resultInfo: true, maxPerPage: 1000 },
      zoneIds: new Set(['a'.repeat(32)]),
      ipLists: new Map([['office', ['192.0.2.0/24', '2001:db8::1']]]),
      accessGroups: new Map([['staff', expect.objectContaining({ require: [], exclude: [] })]]),
    });
    expect(one).toMatchObject({ name: 'One', domain: 'one.example.com', policies: [allow, allow] });
    expect([one?.zoneId, one?.checkedUser]).toEqual([undefined, undefined]);
    expect([two?.zoneId, two?.checkedUser?.name]).toEqual(['a'.repeat(32), 'Alice']);
  });

  test('has ids of accounts, zones and applications in lower case, however they are written', () => {
    const [account, zone] = ['023E105F4ECEF8AD9CA31A8372D0C353', 'A'.repeat(32)];
    const { accountId, apiTokens, zoneIds, applications, users } = parseDirectory(
      'directory.yml',
      `${HEAD.replace(account.toLowerCase(), account)}zones: [{ id: ${zone}, name: example.com }]
api_tokens: [{ token: t, account_id: ${'F'.repeat(32)} }]
applications: [{ id: Wiki, name: Wiki, domain: wiki.example.com, policies: [], zone_id: ${zone.toLowerCase()} }]
users:
  - { email: alice@example.com, name: Alice, identity_provider: okta-1, cloudflare_accounts: [${account}] }
`,
    );

    expect(accountId).toBe(account.toLowerCase());
    expect(apiTokens[0]?.accountId).toBe('f'.repeat(32));
    expect(zoneIds).toEqual(new Set([zone.toLowerCase()]));
    expect(applications.get('wiki')).toMatchObject({ id: 'Wiki', zoneId: zone.toLowerCase() });
    expect(users[0]?.cloudflareAccounts).toEqual([account.toLowerCase()]);
  });

  test('says everything that is wrong with its shape at once, with places', () => {
    const text = `${HEAD}colour: blue
settings: { test_seconds: -1 }
access_groups:
  - { id: g, name: G, include: [{ email: { email: a@example.com }, everyone: {} }] }
policies:
  - { id: p, name: P, decision: maybe, include: [] }
users:
  - { email: alice, name: Alice, identity_provider: okta-1, country: us, last_login: yesterday, ip: 1.2.3 }
`;

    expect(problemsOf(text)).toMatchInlineSnapshot(`
     [
       "directory.yml:5:1: Unknown key "colour".",
       "directory.yml:6:27: "test_seconds" of "settings" must be 0 or more.",
       "directory.yml:8:33: Item 1 of "include" must have one key, its selector.",
       "directory.yml:10:33: "decision" must be allow, deny, non_identity or bypass, not "maybe".",
       "directory.yml:10:49: "include" must not be empty.",
       "directory.yml:12:14: "email" must be an e-mail address.",
       "directory.yml:12:70: "country" must be two capital letters (ISO 3166-1), as in US.",
       "directory.yml:12:86: "last_login" must be a date that exists, as in 2026-12-31.",
       "directory.yml:12:101: "ip" must be an IP address.",
     ]
    `);
  });

  test('says every reference and repetition that cannot be, with places', () => {
    const text = `${HEAD}  - { id: okta-1, type: github, name: GitHub }
api_email: admin@example.com
users:
  - { email: alice@example.com, name: Alice, identity_provider: okta-1 }
  - { email: bob@example.com, name: Bob, identity_provider: okta-9, id: b }
  - { email: Alice@Example.com, name: Alice again, identity_provider: okta-1, id: b }
`;

    expect(problemsOf(text)).toMatchInlineSnapshot(`
     [
       "directory.yml:5:11: This id is in "identity_providers" twice.",
       "directory.yml:6:12: "api_email" and "api_key" come together: give both, or neither.",
       "directory.yml:9:61: "identity_providers" has no "okta-9"; did you mean "okta-1"?",
       "directory.yml:10:14: This email is in "users" twice.",
       "directory.yml:10:83: This id is in "users" twice.",
     ]
    `);
  });

  test('says every reference of an application that cannot be, with places', () => {
    const text = `${HEAD}zones: [{ id: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, name: example.com }]
api_tokens: [{ token: t }, { token: t }]
applications:
  - { id: a, name: A, domain: a.example.com, policies: [gone], checked_user: nobody@example.com }
  - { id: A, name: A, domain: a.example.com, policies: [], checked_user: new@example.com }
  - { id: b, name: B, domain: b.example.com, policies: [], zone_id: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb }
users:
  - { email: New@example.com, name: New, identity_provider: okta-1 }
`;

    expect(problemsOf(text)).toMatchInlineSnapshot(`
     [
       "directory.yml:6:37: This token is in "api_tokens" twice.",
       "directory.yml:8:57: "policies" has no "gone".",
       "directory.yml:8:78: "users" has no "nobody@example.com"; did you mean "new@example.com"?",
       "directory.yml:9:11: This id is in "applications" twice.",
       "directory.yml:9:74: Who has never logged in has no identity to check.",
       "directory.yml:10:69: "zones" has no "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb".",
     ]
    `);
  });

  test.each([
    ['an empty file', ''],
    ['a file that is no YAML', 'users: [}'],
    ['a list', '- 1'],
  ])('refuses %s', (_what, text) => {
    expect(problemsOf(text)[0]).toMatch(/^directory\.yml:1:\d+: /);
  });
});
