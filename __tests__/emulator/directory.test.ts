import { describe, expect, test } from '@jest/globals';
import { aUser } from '../support/directory.ts';
import { parseDirectory } from '../../src/emulator/directory.ts';
import { ConfigError } from '../../src/errors.ts';

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
       "directory.yml:6:27: settings.test_seconds: Too small: expected number to be >=0",
       "directory.yml:8:33: access_groups.0.include.0: a rule is an object with one key, its selector",
       "directory.yml:10:33: policies.0.decision: Invalid option: expected one of "allow"|"deny"|"non_identity"|"bypass"",
       "directory.yml:10:49: policies.0.include: Too small: expected array to have >=1 items",
       "directory.yml:12:14: users.0.email: Invalid email address",
       "directory.yml:12:86: users.0.last_login: a date is written YYYY-MM-DD",
       "directory.yml:12:70: users.0.country: a country is two capital letters (ISO 3166-1)",
       "directory.yml:12:101: users.0.ip: not an IP address",
       "directory.yml:5:1: unknown key "colour"",
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
       "directory.yml:5:11: this id is in identity_providers twice",
       "directory.yml:10:14: this email is in users twice",
       "directory.yml:10:83: this id is in users twice",
       "directory.yml:9:61: identity_providers has no "okta-9"",
       "directory.yml:6:12: api_email and api_key come together",
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
