import { describe, expect, it, test } from '@jest/globals';
import { type Location } from '../../src/errors.ts';
import { type TestedPolicy } from '../../src/policies/entry.ts';
import { type PolicySeverities } from '../../src/verdict/assertion.ts';
import { type Finding } from '../../src/verdict/finding.ts';
import { checkPolicies } from '../../src/lint/findings.ts';
import { processorMs } from '../support/processorTime.ts';

type Rule = Readonly<Record<string, unknown>>;
type Draft = Readonly<Record<string, unknown>>;

const everyone: Rule = { everyone: {} };
const email = (address: string): Rule => ({ email: { email: address } });
const domain = (name: string): Rule => ({ email_domain: { domain: name } });
const country = (code: string): Rule => ({ geo: { country_code: code } });
const ip = (range: string): Rule => ({ ip: { ip: range } });
const risk = (...scores: string[]): Rule => ({ user_risk_score: { user_risk_score: scores } });
const login = (id: string): Rule => ({ login_method: { id } });
const okta = (name: string, id = 'okta-1'): Rule => ({ okta: { name, identity_provider_id: id } });
const github = (name: string, team?: string): Rule => ({
  'github-organization': { name, identity_provider_id: 'github-1', ...(team && { team }) },
});
const saml = (value: string): Rule => ({
  saml: { attribute_name: 'role', attribute_value: value, identity_provider_id: 'saml-1' },
});
const group = (id: string): Rule => ({ group: { id } });
const posture = (id: string): Rule => ({ device_posture: { integration_uid: id } });
const method = (name: string): Rule => ({ auth_method: { auth_method: name } });
const anyToken: Rule = { any_valid_service_token: {} };
const token = (id: string): Rule => ({ service_token: { token_id: id } });
const unknown = (size: unknown): Rule => ({ shoe_size: size });

const ALICE = email('alice@example.com');
const BOB = email('bob@example.com');
const STAFF = domain('example.com');

const policy =
  (decision: string) =>
  (include: readonly unknown[], more: Draft = {}): Draft => ({ name: decision, decision, include, ...more });
const allow = policy('allow');
const deny = policy('deny');
const bypass = policy('bypass');
const serviceAuth = policy('non_identity');

/** A test in which nothing is found by itself. */
const SOUND = allow([group('staff')]);

function check(policies: readonly TestedPolicy[], severities: PolicySeverities = {}): Finding[] {
  return checkPolicies(
    policies.map((tested, place) => ({
      policy: tested,
      locate: (path): Location => ({ file: [place, ...path.map(String)].join('/'), line: 1, column: 1 }),
    })),
    severities,
  );
}

/** `require_impossible at 0/require/1`: the policy's number, and what of it is meant. */
function found(policies: readonly TestedPolicy[]): string[] {
  return check(policies).map(({ rule, location }) => `${rule} at ${location?.file ?? ''}`);
}

type Row = [statement: string, policies: readonly TestedPolicy[], ...findings: string[]];

function table(rows: readonly Row[]): void {
  test.each(rows)('%s', (_statement, policies, ...findings) => {
    expect(found(policies)).toEqual(findings);
  });
}

describe('everyone_allowed', () => {
  const first = 'everyone_allowed at 0/include/0';
  table([
    ['an allow of everyone', [allow([everyone])], first],
    ['everyone beside somebody', [allow([ALICE, everyone])], 'everyone_allowed at 0/include/1'],
    ['everyone, with empty lists', [allow([everyone], { require: [], exclude: [] })], first],
    ['everyone, requiring everyone', [allow([everyone], { require: [everyone] })], first],
    ['everyone but one', [allow([everyone], { exclude: [ALICE] })], first],
    ['a bypass for everyone', [bypass([everyone])], first],
    ['everyone beside a login method', [allow([everyone, login('okta-1')])], first],
    ['everyone after a saved policy', ['some-id', allow([everyone])], 'everyone_allowed at 1/include/0'],
    ['nobody in particular is not everyone', [allow([ALICE])]],
    ['what is required narrows', [allow([everyone], { require: [STAFF] })]],
    ['a country narrows', [allow([everyone], { require: [country('US')] })]],
    ['a group narrows as far as is known', [allow([everyone], { require: [group('g')] })]],
    ['an unknown selector narrows as far as is known', [allow([everyone], { require: [unknown({})] })]],
    ['an approval narrows', [allow([everyone], { approval_required: true })]],
    ['an approval that is not required does not', [allow([everyone], { approval_required: false })], first],
    ['a deny of everyone', [deny([everyone]), SOUND].toReversed()],
    ['Service Auth for everyone', [serviceAuth([everyone]), SOUND]],
    ['a rule with two selectors is none', [allow([{ everyone: {}, email: { email: 'a@b.c' } }])]],
    ['everyone written otherwise is not known', [allow([{ everyone: { but: 'me' } }])]],
    ['all addresses of IPv4 are not everyone', [bypass([ip('0.0.0.0/0')])]],
  ]);

  it.each<[string, readonly TestedPolicy[]]>([
    [
      'Policy "allow" lets everyone in: it includes everyone and requires nothing of them. Say in include or require who is meant.',
      [allow([everyone])],
    ],
    [
      'Policy "allow" lets everyone in, except whom it excludes, unless a policy before it blocks them: it includes everyone and requires nothing of them. Say in include or require who is meant.',
      [deny([ALICE]), allow([everyone], { exclude: [BOB] })],
    ],
    [
      'Policy "allow" lets everyone in: it includes everyone and requires nothing of them. Say in include or require who is meant.',
      [allow([everyone]), deny([ALICE])],
    ],
    [
      'Policy "allow" lets everyone in, unless a policy before it blocks them: it includes everyone and requires nothing of them. Say in include or require who is meant.',
      ['some-id', allow([everyone])],
    ],
    [
      'Policy "bypass" lets everyone in without a login or a log: it includes everyone and requires nothing of them. Say in include or require who is meant.',
      [deny([ALICE]), bypass([everyone])],
    ],
  ])('says %s', (message, policies) => {
    expect(check(policies).map((finding) => finding.message)).toContain(message);
  });
});

describe('any_login_allowed', () => {
  const first = 'any_login_allowed at 0/include/0';
  table([
    ['an allow of a login method', [allow([login('pin-1')])], first],
    [
      'beside a domain, because include is OR',
      [allow([STAFF, login('pin-1')])],
      'any_login_allowed at 0/include/1',
    ],
    ['several login methods, once', [allow([login('a'), login('b')])], first],
    ['requiring the same login method', [allow([login('a')], { require: [login('a')] })], first],
    ['requiring everyone', [allow([login('a')], { require: [everyone] })], first],
    ['everyone, requiring a login method', [allow([everyone], { require: [login('a')] })], first],
    [
      'one of two, requiring that one',
      [allow([login('a'), login('b')], { require: [login('b')] })],
      'any_login_allowed at 0/include/1',
    ],
    ['except some', [allow([login('a')], { exclude: [ALICE] })], first],
    ['a domain narrows', [allow([login('a')], { require: [STAFF] })]],
    ['a list narrows', [allow([login('a')], { require: [{ email_list: { id: 'l' } }] })]],
    ['a group of the provider narrows', [allow([login('okta-1')], { require: [okta('eng')] })]],
    ['a second factor narrows', [allow([login('a')], { require: [method('mfa')] })]],
    ['a country narrows', [allow([login('a')], { require: [country('US')] })]],
    ['a device narrows', [allow([login('a')], { require: [posture('disk')] })]],
    ['an approval narrows', [allow([login('a')], { approval_required: true })]],
    ['a login method required of somebody', [allow([ALICE], { require: [login('a')] })]],
    ['a deny of a login method', [SOUND, deny([login('a')])]],
    ['a login method that may be another', [allow([login('a-1')], { require: [login('A1')] })]],
    ['a login method with an empty id', [allow([login('')])]],
    ['a login method without an id', [allow([{ login_method: {} }])]],
  ]);

  it('names the login methods, and does not say that one is the one-time PIN', () => {
    const logins = ['a', 'b', 'c', 'd', 'a'].map(login);
    expect(check([allow(logins)])[0]).toMatchObject({
      message:
        'Policy "allow" lets in whoever can log in with login method "a" or "b" or "c" or another. If that is the one-time PIN, it means everyone with an e-mail address: require an address, a domain or a group as well.',
      expected: 'somebody in particular',
      actual: 'whoever can log in',
    });
  });
});

describe('require_impossible', () => {
  const requires = (...rules: readonly unknown[]): TestedPolicy[] => [
    allow([group('g')], { require: rules }),
  ];
  const second = 'require_impossible at 0/require/1';
  table([
    ['two countries', requires(country('US'), country('DE')), second],
    ['two addresses', requires(ALICE, BOB), second],
    ['two domains', requires(STAFF, domain('contractor.example')), second],
    ['a domain and one below it', requires(STAFF, domain('eu.example.com')), second],
    ['an address outside a domain', requires(ALICE, domain('contractor.example')), second],
    ['a domain without an address', requires(domain('contractor.example'), ALICE), second],
    ['two login methods', requires(login('a'), login('b')), second],
    ['groups of two providers', requires(okta('eng'), github('example')), second],
    ['groups of two providers of a type', requires(okta('eng'), okta('eng', 'okta-2')), second],
    ['a group of another provider than the login method', requires(login('pin-1'), okta('eng')), second],
    ['risk scores apart', requires(risk('low'), risk('medium', 'high')), second],
    [
      'risk scores that only together are apart',
      requires(risk('low', 'medium'), risk('medium', 'high'), risk('high', 'low')),
      'require_impossible at 0/require/2',
    ],
    ['networks apart', requires(ip('192.0.2.0/24'), ip('198.51.100.0/24')), second],
    ['networks of IPv4 and IPv6', requires(ip('192.0.2.0/24'), ip('2001:db8::/32')), second],
    [
      'two countries beside others',
      requires(STAFF, country('US'), method('mfa'), country('DE')),
      'require_impossible at 0/require/3',
    ],
    [
      'the same required and excluded',
      [allow([ALICE], { require: [group('g')], exclude: [group('g')] })],
      'require_impossible at 0/require/0',
    ],
    [
      'an unknown rule required and excluded',
      [allow([ALICE], { require: [unknown([1])], exclude: [unknown([1])] })],
      'require_impossible at 0/require/0',
    ],
    [
      'an address whose domain is excluded',
      [allow([group('g')], { require: [ALICE], exclude: [STAFF] })],
      'require_impossible at 0/require/0',
    ],
    [
      'everybody is included and excluded',
      [allow([ALICE, BOB], { exclude: [STAFF] })],
      'require_impossible at 0/include',
    ],
    ['everyone is excluded', [allow([ALICE], { exclude: [everyone] })], 'require_impossible at 0/include'],
    [
      'included outside of what is required',
      [allow([ALICE, BOB], { require: [domain('contractor.example')] })],
      'require_impossible at 0/include',
    ],
    [
      'each included for another reason',
      [allow([ALICE, country('US')], { require: [domain('contractor.example')], exclude: [country('US')] })],
      'require_impossible at 0/include',
    ],
    [
      'a deny',
      [SOUND, deny([everyone], { require: [country('US'), country('DE')] })],
      'require_impossible at 1/require/1',
    ],
    [
      'a bypass',
      [bypass([everyone], { require: [country('US'), country('DE')] })],
      'require_impossible at 0/require/1',
    ],
    [
      'Service Auth',
      [serviceAuth([anyToken], { require: [country('US'), country('DE')] })],
      'require_impossible at 0/require/1',
    ],
    [
      'a token that is excluded with all tokens',
      [serviceAuth([token('t')], { exclude: [anyToken] })],
      'require_impossible at 0/include',
    ],

    ['empty ids, which are none', requires(okta('eng', ''), okta('eng'), login(' '))],
    ['the same country twice', requires(country('US'), country('us'))],
    ['the same address in another case', requires(ALICE, email('Alice@Example.COM'))],
    ['an address in its domain', requires(email('ALICE@EXAMPLE.COM'), STAFF, domain('Example.com'))],
    ['several groups of one provider', requires(okta('eng'), okta('ops'), login('okta-1'))],
    ['several teams', requires(github('example', 'sre'), github('example', 'web'), github('elsewhere'))],
    ['several SAML values', requires(saml('admin'), saml('owner'))],
    ['several authentication methods', requires(method('mfa'), method('hwk'))],
    ['several posture checks', requires(posture('disk'), posture('firewall'))],
    ['several Access groups and lists', requires(group('a'), group('b'), { email_list: { id: 'c' } }, ALICE)],
    ['ids that may be the same', requires(login('699D98642C564D2E'), login('699d9864-2c56-4d2e'))],
    ['networks in one another', requires(ip('192.0.2.0/24'), ip('192.0.2.7'), ip('192.0.0.0/16'))],
    ['an address of IPv4 among all of IPv6', requires(ip('192.0.2.0/24'), ip('::/0'))],
    ['risk scores that overlap', requires(risk('low', 'medium'), risk('medium'))],
    [
      'patterns, of which nothing is known',
      requires(domain('*.example.com'), STAFF, email('*@contractor.example')),
    ],
    [
      'what is not as documented',
      requires(
        { geo: 'US' },
        { geo: { country_code: 'Germany' } },
        { ip: { ip: 'office' } },
        risk(),
        risk('none'),
        country('US'),
      ),
    ],
    [
      'names beyond ASCII, which have several spellings',
      requires(domain('bücher.example'), domain('xn--bcher-kva.example')),
    ],
    [
      'a field more, which may change what is meant',
      requires(country('US'), { geo: { country_code: 'DE', except: true } }),
    ],
    ['unknown selectors', requires(unknown(1), unknown(2))],
    ['one who is left', [allow([ALICE, BOB, okta('eng')], { exclude: [ALICE, BOB] })]],
    [
      'Service Auth excluding everyone, which tokens need not be',
      [serviceAuth([token('t')], { exclude: [everyone] })],
    ],
  ]);

  it.each<[string, string, readonly TestedPolicy[]]>([
    [
      'Policy "allow" is about nobody: require asks for two countries at once, and each of its rules must be met. Put what is meant as "or" into include, or into an Access group that require names.',
      'two countries at once',
      requires(country('US'), country('DE')),
    ],
    [
      'Policy "allow" is about nobody: require asks for two login methods at once, and each of its rules must be met. Put what is meant as "or" into include, or into an Access group that require names.',
      'two login methods at once',
      requires(login('a'), login('b')),
    ],
    [
      'Policy "allow" is about nobody: require asks for rules of two identity providers at once, and each of its rules must be met. Put what is meant as "or" into include, or into an Access group that require names.',
      'rules of two identity providers at once',
      requires(okta('eng'), github('example')),
    ],
    [
      'Policy "allow" is about nobody: require asks for two countries at once, and each of its rules must be met. Put what is meant as "or" into include, or into an Access group that require names.',
      'two countries at once',
      requires(okta('eng'), country('US'), country('DE')),
    ],
    [
      'Policy "allow" is about nobody: exclude rules out everybody whom require asks for. Take the rule out of one of them.',
      'required and excluded',
      [allow([ALICE], { require: [STAFF], exclude: [STAFF] })],
    ],
    [
      'Policy "allow" is about nobody: its require or exclude rules out everybody whom its include names. Correct one of them.',
      'included and ruled out',
      [allow([ALICE], { exclude: [STAFF] })],
    ],
  ])('says %s', (message, actual, policies) => {
    expect(check(policies)).toEqual([
      expect.objectContaining({ message, expected: 'rules that somebody can meet', actual }),
    ]);
  });

  it('is all that is found of a policy about nobody', () => {
    const nobody = { require: [country('US'), country('DE')] };
    expect(found([allow([everyone, login('a')], nobody), allow([everyone, login('b')], nobody)])).toEqual([
      'require_impossible at 0/require/1',
      'require_impossible at 1/require/1',
    ]);
  });
});

describe('deny_alone', () => {
  table([
    ['a deny', [deny([ALICE])], 'deny_alone at 0'],
    ['several', [deny([ALICE]), deny([BOB])], 'deny_alone at 0'],
    ['a deny of everyone but one', [deny([everyone], { exclude: [ALICE] })], 'deny_alone at 0'],
    ['beside an allow', [deny([BOB]), SOUND]],
    ['beside a bypass', [deny([BOB]), bypass([ip('192.0.2.0/24')])]],
    ['beside Service Auth', [deny([BOB]), serviceAuth([anyToken])]],
    ['beside a saved policy, which may be any', [deny([BOB]), 'some-id']],
    ['saved policies only', ['some-id']],
    ['no policies', []],
  ]);
});

describe('bypass_by_identity', () => {
  const IDENTITY: readonly Rule[] = [
    ALICE,
    STAFF,
    { email_list: { id: 'l' } },
    { azureAD: { id: 'g', identity_provider_id: 'a' } },
    github('example'),
    { gsuite: { email: 'devs@example.com', identity_provider_id: 'g' } },
    okta('eng'),
    saml('admin'),
    { oidc: { claim_name: 'role', claim_value: 'admin', identity_provider_id: 'o' } },
    method('mfa'),
    { auth_context: { id: 'c', ac_id: 'c1', identity_provider_id: 'a' } },
    login('a'),
    risk('low'),
    { cloudflare_account_member: {} },
    { external_evaluation: { evaluate_url: 'https://a.example', keys_url: 'https://b.example' } },
  ];
  const REQUEST: readonly Rule[] = [
    ip('192.0.2.0/24'),
    { ip_list: { id: 'l' } },
    country('US'),
    { certificate: {} },
    { common_name: { common_name: 'laptop' } },
    posture('disk'),
    group('g'),
    anyToken,
    token('t'),
    { linked_app_token: { app_uid: 'a' } },
    unknown({}),
  ];
  table([
    ...IDENTITY.map((rule): Row => [
      Object.keys(rule).join(),
      [bypass([rule])],
      'bypass_by_identity at 0/include/0',
    ]),
    ...REQUEST.map((rule): Row => [`not ${Object.keys(rule).join()}`, [bypass([rule])]]),
    [
      'in require',
      [bypass([ip('192.0.2.0/24')], { require: [method('mfa')] })],
      'bypass_by_identity at 0/require/0',
    ],
    [
      'in exclude',
      [bypass([ip('192.0.2.0/24')], { exclude: [country('US'), ALICE] })],
      'bypass_by_identity at 0/exclude/1',
    ],
    ['not in an allow', [allow([ALICE])]],
  ]);

  it('names the selectors and not what is in the rules', () => {
    expect(check([bypass([ip('192.0.2.0/24'), ALICE, BOB], { require: [okta('eng')] })])).toEqual([
      expect.objectContaining({
        message:
          'Policy "bypass" is a bypass that asks who somebody is (email, okta): a bypass asks nobody to log in, so that it cannot know. Make it an allow policy, or ask for what a request tells, such as ip.',
        expected: 'no rule about identity',
        actual: 'email, okta',
      }),
    ]);
  });
});

describe('allow_by_service_token', () => {
  const first = 'allow_by_service_token at 0/include/0';
  table([
    ['an allow of a service token', [allow([token('t')])], first],
    ['of any', [allow([anyToken])], first],
    ['of a token of an application', [allow([{ linked_app_token: { app_uid: 'a' } }])], first],
    ['of several', [allow([token('t'), anyToken])], first],
    ['beside users', [allow([token('t'), ALICE])]],
    ['in require', [allow([ALICE], { require: [anyToken] })]],
    ['for Service Auth, as is right', [serviceAuth([token('t')])]],
    ['in a bypass', [bypass([token('t')])]],
    ['in a deny', [SOUND, deny([token('t')])]],
  ]);
});

/** What a policy may say beside whom it is about; an approval first. */
const OTHER_SETTINGS: readonly Draft[] = [
  { approval_required: true },
  { isolation_required: true },
  { mfa_config: { allowed_authenticators: ['totp'] } },
  { session_duration: '1h' },
  { purpose_justification_required: true },
  { purpose_justification_prompt: 'Why?' },
  { approval_groups: [{ approvals_needed: 1 }] },
  { some_new_field: 1 },
];

describe('policy_duplicated', () => {
  const second = 'policy_duplicated at 1';
  table([
    ['the same policy twice', [SOUND, SOUND], second],
    ['by another name', [SOUND, { ...SOUND, name: 'Other' }], second],
    ['thrice', [SOUND, SOUND, SOUND], second, 'policy_duplicated at 2'],
    ['rules in another order', [allow([ALICE, okta('eng')]), allow([okta('eng'), ALICE])], second],
    ['a rule twice', [allow([ALICE]), allow([ALICE, ALICE])], second],
    [
      'keys in another order',
      [allow([okta('eng')]), allow([{ okta: { identity_provider_id: 'okta-1', name: 'eng' } }])],
      second,
    ],
    ['addresses in another case', [allow([ALICE]), allow([email('ALICE@example.com')])], second],
    ['domains in another case', [allow([STAFF]), allow([domain('Example.Com')])], second],
    [
      'risk scores in another order',
      [allow([risk('low', 'high')]), allow([risk('high', 'low', 'low')])],
      second,
    ],
    ['empty lists', [SOUND, { ...SOUND, require: [], exclude: [] }], second],
    ['unknown selectors', [allow([unknown({ a: 1, b: [2] })]), allow([unknown({ b: [2], a: 1 })])], second],
    [
      'settings that set nothing',
      [SOUND, { ...SOUND, session_duration: null, approval_groups: [], isolation_required: false }],
      second,
    ],
    [
      'other ids, precedences and dates',
      [
        { ...SOUND, id: 'a', precedence: 1 },
        { ...SOUND, id: 'b', precedence: 2, updated_at: '2026-01-01' },
      ],
      second,
    ],
    [
      'the same settings',
      [
        { ...SOUND, session_duration: '1h' },
        { ...SOUND, session_duration: '1h' },
      ],
      second,
    ],
    ...OTHER_SETTINGS.map((settings): Row => [
      `a shadow where it has other ${Object.keys(settings).join()}`,
      [SOUND, { ...SOUND, ...settings }],
      'policy_shadowed at 1',
    ]),
    ...OTHER_SETTINGS.slice(1).map((settings): Row => [
      `a shadow where the first has other ${Object.keys(settings).join()}`,
      [{ ...SOUND, ...settings }, SOUND],
      'policy_shadowed at 1',
    ]),
    ['not one behind an approval', [{ ...SOUND, approval_required: true }, SOUND]],
    [
      'not two with an approval',
      [
        { ...SOUND, approval_required: true },
        { ...SOUND, approval_required: true },
      ],
    ],
    [
      'around one with an approval',
      [SOUND, { ...SOUND, approval_required: true }, SOUND],
      'policy_shadowed at 1',
      'policy_duplicated at 2',
    ],
    [
      'everyone behind an approval of everyone, which opens',
      [allow([everyone], { approval_required: true }), allow([everyone])],
      'everyone_allowed at 1/include/0',
    ],
    ['a saved policy', ['some-id', SOUND, 'some-id'], 'policy_duplicated at 2'],
    [
      'a duplicate has nothing else found',
      [allow([everyone]), allow([everyone])],
      'everyone_allowed at 0/include/0',
      second,
    ],
    ['another decision', [SOUND, { ...SOUND, decision: 'bypass' }]],
    ['another case where case may matter', [allow([okta('eng')]), allow([okta('Eng')])]],
    ['unknown selectors in another case', [allow([unknown('a')]), allow([unknown('A')])]],
    ['other rights', [SOUND, { ...SOUND, connection_rules: { ssh: { usernames: ['root'] } } }]],
    ['saved policies of other ids', ['some-id', 'other-id']],
  ]);

  it.each<[string, readonly TestedPolicy[]]>([
    [
      'Policy "B" has the decision, the rules and the settings of Policy "A" before it, so that it never decides in the order of the list. Remove it.',
      [
        { ...SOUND, name: 'A' },
        { ...SOUND, name: 'B' },
      ],
    ],
    ['The saved policy "some-id" is listed twice. Remove the later one.', ['some-id', 'some-id']],
  ])('says %s', (message, policies) => {
    expect(check(policies)).toEqual([
      expect.objectContaining({ message, expected: 'once', actual: 'twice' }),
    ]);
  });
});

describe('policy_shadowed', () => {
  const second = 'policy_shadowed at 1';
  const staff = allow([STAFF]);
  table([
    ['an address in an allowed domain', [staff, allow([ALICE])], second],
    ['a deny behind an allow', [staff, deny([ALICE])], second],
    ['an allow behind a deny', [deny([STAFF]), allow([ALICE])], second],
    ['one of several', [allow([group('a'), group('b')]), allow([group('b')])], second],
    ['fewer', [SOUND, allow([group('staff')], { require: [country('US')] })], second],
    [
      'more excluded',
      [allow([STAFF], { exclude: [BOB] }), allow([STAFF], { exclude: [BOB, ALICE] })],
      second,
    ],
    [
      'more excluded than was',
      [
        allow([STAFF], { exclude: [BOB] }),
        allow([group('g'), STAFF], { require: [STAFF], exclude: [STAFF] }),
      ],
      'require_impossible at 1/require/0',
    ],
    [
      'more excluded by a wider rule',
      [allow([group('g')], { exclude: [ALICE] }), allow([group('g')], { exclude: [STAFF] })],
      second,
    ],
    ['what is excluded is not meant anyway', [allow([STAFF], { exclude: [BOB] }), allow([ALICE])], second],
    [
      'what is excluded does not go with what is required',
      [allow([group('a')], { exclude: [country('DE')] }), allow([group('a')], { require: [country('US')] })],
      second,
    ],
    [
      'what is required is met anyway',
      [allow([group('a')], { require: [STAFF] }), allow([group('a')], { require: [ALICE] })],
      second,
    ],
    ['included by what is required', [staff, allow([group('a')], { require: [ALICE] })], second],
    [
      'a rule of include that nobody can meet does not count',
      [staff, allow([country('US'), ALICE], { require: [country('DE')] })],
      second,
    ],
    [
      'after everyone',
      [bypass([ip('192.0.2.0/24')]), deny([everyone]), allow([unknown(1)])],
      'policy_shadowed at 2',
    ],
    ['a smaller network', [allow([ip('192.0.0.0/16')]), allow([ip('192.0.2.0/24')])], second],
    ['fewer risk scores', [allow([risk('low', 'medium')]), allow([risk('low')])], second],
    ['a group of an allowed login method', [deny([login('okta-1')]), allow([okta('eng')])], second],
    [
      'a team of an allowed organization',
      [allow([github('example')]), allow([github('example', 'sre')])],
      second,
    ],
    [
      'a team of an allowed login method',
      [deny([login('github-1')]), allow([github('example', 'sre')])],
      second,
    ],
    [
      'a name among certificates',
      [allow([{ certificate: {} }]), allow([{ common_name: { common_name: 'a' } }])],
      second,
    ],
    ['a token among all', [serviceAuth([anyToken]), serviceAuth([token('t')])], second],
    ['by a bypass below', [allow([ip('192.0.2.7')]), bypass([ip('192.0.2.0/24')])], 'policy_shadowed at 0'],
    ['around saved policies', ['one', staff, 'two', allow([ALICE])], 'policy_shadowed at 3'],
    ['everyone behind a deny of everyone is not let in', [deny([everyone]), allow([everyone])], second],

    ['the narrower one first, as is right', [deny([ALICE]), staff]],
    ['others', [allow([group('a')]), allow([group('b')])]],
    ['more', [allow([group('a')]), allow([group('a'), group('b')])]],
    ['a require more in the first', [allow([STAFF], { require: [country('US')] }), allow([ALICE])]],
    [
      'another require',
      [allow([STAFF], { require: [country('US')] }), allow([ALICE], { require: [country('DE')] })],
    ],
    ['an exclude more in the first', [allow([STAFF], { exclude: [group('g')] }), allow([ALICE])]],
    [
      'two excluded, one of whom may be meant',
      [allow([STAFF], { exclude: [BOB, group('g')] }), allow([ALICE])],
    ],
    ['one of two, which is covered twice', [allow([STAFF, ALICE]), allow([ALICE, group('g')])]],
    ...(
      [
        ['an address of an included domain', [ALICE], [STAFF]],
        ['the domain of an included address', [STAFF], [BOB, ALICE]],
        ['a network around an included one', [ip('192.0.0.0/16')], [ip('192.0.2.0/24'), ip('10.0.0.0/8')]],
        ['a network in an included one', [ip('192.0.2.0/24')], [ip('10.0.0.0/8'), ip('192.0.0.0/16')]],
        ['a login method that may be included', [login('OKTA-1')], [login('okta1')]],
        ['the login method of an included group', [login('okta-1')], [okta('eng')]],
        ['risk scores, one of which is included', [risk('low', 'high')], [risk('medium', 'high')]],
        ['one address of several', [ALICE], [BOB, ALICE]],
        ['an address, where others are included', [ALICE], [BOB, ip('10.0.0.0/8')]],
      ] as const
    ).map(([what, exclude, include]): Row => [
      `${what} is excluded in the first`,
      [allow([country('US')], { exclude }), allow(include, { require: [country('US')] })],
    ]),
    ...(
      [
        ['addresses', [ALICE, domain('eu.example.com')], [BOB, domain('other.example')]],
        ['networks', [ip('192.0.3.0/24'), ip('9.0.0.0/8')], [ip('192.0.2.0/24'), ip('10.0.0.0/8')]],
        ['login methods', [login('a'), okta('eng', 'b')], [login('c'), okta('eng', 'd')]],
        ['risk scores', [risk('low')], [risk('medium', 'high'), risk('unscored')]],
      ] as const
    ).map(([what, exclude, include]): Row => [
      `other ${what} are excluded in the first`,
      [allow([country('US')], { exclude }), allow(include, { require: [country('US')] })],
      second,
    ]),
    [
      'risk scores that only together are apart from the excluded',
      [
        allow([risk('medium', 'high')], { exclude: [risk('low', 'high')] }),
        allow([risk('medium', 'high')], { require: [risk('low', 'medium')] }),
      ],
      second,
    ],
    ['risk scores that overlap', [allow([risk('low', 'medium')]), allow([risk('low', 'high')])]],
    ['networks of another version', [allow([ip('::/0')]), allow([ip('192.0.2.0/24')])]],
    [
      'an exclude that is wider in the first',
      [allow([group('g')], { exclude: [STAFF] }), allow([group('g')], { exclude: [ALICE] })],
    ],
    ['two together, which is not looked for', [allow([ALICE]), allow([BOB]), allow([ALICE, BOB])]],
    ['a domain below', [staff, allow([domain('eu.example.com')])]],
    [
      'a login method that may be the same',
      [allow([login('OKTA-1')], { require: [STAFF] }), allow([okta('eng')], { require: [STAFF] })],
    ],
    ['a country in another case', [SOUND, allow([country('US')]), allow([country('us')])]],
    ['Service Auth and allow, which are apart', [serviceAuth([ALICE]), allow([ALICE])]],
    ['a bypass and Service Auth', [bypass([ip('192.0.2.0/24')]), serviceAuth([ip('192.0.2.7')])]],
    ['tokens among everyone', [serviceAuth([everyone]), serviceAuth([token('t')])]],
    [
      'by a bypass that has to know who somebody is',
      [bypass([STAFF]), allow([ALICE])],
      'bypass_by_identity at 0/include/0',
    ],
    ['by a bypass of a group, which may have to', [bypass([group('g')]), allow([group('g')])]],
    ['by a policy that requires an approval', [{ ...staff, approval_required: true }, allow([ALICE])]],
    ['a policy that requires an approval', [staff, { ...allow([ALICE]), approval_required: true }], second],
    [
      'an allow of a token, which is found mistaken',
      [allow([anyToken]), allow([token('t')])],
      'allow_by_service_token at 0/include/0',
      'allow_by_service_token at 1/include/0',
    ],
    ['saved policies', ['one', 'two']],
    ['other rights', [staff, { ...allow([ALICE]), connection_rules: { ssh: { usernames: ['root'] } } }]],
    [
      'by a policy about nobody',
      [allow([everyone], { exclude: [everyone] }), SOUND],
      'require_impossible at 0/include',
    ],
  ]);

  it.each<[string, readonly TestedPolicy[]]>([
    [
      'Policy "deny" never decides: in the order of the list, Policy "allow" is asked before it and matches everybody whom it is about, so that it blocks nobody. Remove it, or put it before the other.',
      [staff, deny([ALICE])],
    ],
    [
      'Policy "allow" never decides: in the order of the list, Policy "deny" is asked before it and matches everybody whom it is about, so that it lets nobody in. Remove it, or put it before the other.',
      [deny([STAFF]), allow([ALICE])],
    ],
    [
      'Policy "allow" never decides: Policy "bypass" is asked before it and matches everybody whom it is about. Remove it, or narrow the other: bypass policies come first.',
      [allow([ip('192.0.2.7')]), bypass([ip('192.0.2.0/24')])],
    ],
    [
      'Policy "bypass" never decides: in the order of the list, Policy "bypass" is asked before it and matches everybody whom it is about. Remove it, or put it before the other.',
      [bypass([ip('192.0.2.0/24')]), bypass([ip('192.0.2.7')])],
    ],
    [
      'Policy "allow" never decides: in the order of the list, Policy "allow" is asked before it and matches everybody whom it is about, so that it lets nobody in. Its settings, which differ, are never used. Remove it, or put it before the other.',
      [staff, { ...staff, session_duration: '1h' }],
    ],
    [
      'Policy "non_identity" never decides: in the order of the list, Policy "non_identity" is asked before it and matches everybody whom it is about. Remove it, or put it before the other.',
      [serviceAuth([anyToken]), serviceAuth([token('t')])],
    ],
  ])('says %s', (message, policies) => {
    expect(check(policies)).toEqual([
      expect.objectContaining({ message, expected: 'a policy that decides', actual: 'never decides' }),
    ]);
  });
});

describe('findings on policies', () => {
  it('are violations of severity warning about nobody in particular', () => {
    expect(check([deny([ALICE])])).toEqual([
      {
        kind: 'policy',
        rule: 'deny_alone',
        severity: 'warning',
        outcome: 'violated',
        message:
          'The test has deny policies only, so that everybody is blocked: whom no policy allows does not get in. Test them together with the other policies of their application.',
        expected: 'a policy that lets somebody in',
        actual: 'deny only',
        location: { file: '0', line: 1, column: 1 },
        concerned: [],
      },
    ]);
  });

  it('have the severity that the config gives them, or are off', () => {
    const policies = [allow([everyone]), allow([everyone]), bypass([ALICE])];
    const severities = { policy_duplicated: 'error', everyone_allowed: 'off' } as const;
    expect(check(policies, severities).map(({ rule, severity }) => [rule, severity])).toEqual([
      ['policy_duplicated', 'error'],
      ['bypass_by_identity', 'warning'],
    ]);
  });

  const copies = (count: number): TestedPolicy[] =>
    Array.from({ length: count }, (_, index) => ({ ...SOUND, name: String(index) }));

  it.each([
    [21, undefined],
    [22, 'And 1 more policy of which the same is to be said: Policy "21".'],
    [24, 'And 3 more policies of which the same is to be said: Policy "21", Policy "22", Policy "23".'],
    [
      120,
      'And 99 more policies of which the same is to be said: Policy "21", Policy "22", Policy "23" and others.',
    ],
  ])('are twenty of a rule, and one that counts the others: of %i copies', (count, message) => {
    const findings = check(copies(count));
    expect(findings.slice(0, 20).map(({ location }) => location?.file)).toEqual(
      Array.from({ length: 20 }, (_, index) => String(index + 1)),
    );
    expect(findings.slice(20)).toEqual(
      message === undefined
        ? []
        : [
            expect.objectContaining({
              rule: 'policy_duplicated',
              severity: 'warning',
              outcome: 'violated',
              message,
              location: { file: '21', line: 1, column: 1 },
            }),
          ],
    );
  });

  it('of one rule hide no others, nor does one that is off', () => {
    const policies = [...copies(120), allow([everyone])];
    expect(check(policies).map(({ rule }) => rule)).toEqual([
      ...Array<string>(21).fill('policy_duplicated'),
      'everyone_allowed',
    ]);
    const tokens = [allow([anyToken]), allow([token('t')])];
    expect(check(tokens, { allow_by_service_token: 'off' }).map(({ rule }) => rule)).toEqual([
      'policy_shadowed',
    ]);
  });

  it('are errors first, and the one that counts has the severity of its rule', () => {
    // With rights of their own, they are not shadowed by the first.
    const apart = allow([group('staff')], { connection_rules: { ssh: {} } });
    const policies = [allow([everyone]), ...Array<TestedPolicy>(121).fill(apart)];
    const findings = check(policies, { policy_duplicated: 'error' });
    expect(findings.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
      ...Array<string>(21).fill('policy_duplicated error'),
      'everyone_allowed warning',
    ]);
  });

  it('tell no address, and nothing invisible', () => {
    const hostile = { ...bypass([ALICE]), name: 'for\u202e alice@example.com\n::error::' };
    const [finding] = check([hostile]);
    expect(finding?.message).toContain('Policy "for [address] ::error::" is a bypass');
    expect(JSON.stringify(finding)).not.toContain('alice');
  });

  it.each<[string, TestedPolicy]>([
    ['lists that are none', { name: 'x', decision: 'allow', include: 'everyone', require: 5, exclude: null }],
    ['rules that are none', allow([null, 'everyone', [], {}, { everyone: {}, email: {} }, 7])],
    [
      'values that are none',
      allow([{ email: null }, { ip: [] }, { geo: { country_code: 7 } }, { okta: 'x' }]),
    ],
    ['odd keys', allow([{ ['__proto__']: {} }, { constructor: {} }, { toString: {} }])],
    ['no name and an odd decision', { decision: 7, include: [ALICE] }],
  ])('do not fall over %s', (_, odd) => {
    expect(() => check([odd, odd, SOUND])).not.toThrow();
  });

  it('take little time of large policies', () => {
    const people = Array.from({ length: 5_000 }, (_, index) => email(`user${String(index)}@example.com`));
    const policies = [
      allow(people),
      allow(people.toReversed()),
      allow([...people, BOB], { exclude: people }),
    ];
    expect(processorMs(() => check(policies))).toBeLessThan(5_000);
  });

  // Compared pair by pair, each of these took half a minute and more.
  const some = (count: number, make: (index: number) => Rule): Rule[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const engineers = { require: some(20, (index) => okta(String(index))) };
  const excluded = (place: number): Draft => ({
    exclude: some(20, (index) => email(`x${place}-${index}@example.com`)),
  });
  it.each<[string, number, (place: number) => TestedPolicy]>([
    [
      'other addresses in each',
      1_000,
      (place) =>
        allow(
          some(60, (index) => email(`u${place}-${index}@example.com`)),
          { ...engineers, ...excluded(place) },
        ),
    ],
    [
      'other networks in each',
      1_000,
      (place) =>
        allow(
          some(60, (index) => ip(`10.${place >> 8}.${place & 255}.${index}`)),
          { ...engineers, ...excluded(place) },
        ),
    ],
    [
      'other groups in each',
      1_000,
      (place) =>
        allow(
          some(60, (index) => group(`${place}-${index}`)),
          { ...engineers, ...excluded(place) },
        ),
    ],
    [
      'all but one include alike',
      1_000,
      (place) => allow([...some(99, (index) => group(String(index))), group(`own-${place}`)]),
    ],
    [
      'one include, and another exclude in each',
      1_000,
      (place) =>
        allow(
          some(60, (index) => group(String(index))),
          excluded(place),
        ),
    ],
    [
      'thousands of networks included and excluded',
      4,
      (place) =>
        allow(
          some(10_001, (index) => ip(`10.${place}.${index >> 8}.${index & 255}`)),
          { exclude: some(10_001, (index) => ip(`11.${place}.${index >> 8}.${index & 255}`)) },
        ),
    ],
  ])('take little time of %s', (_, count, make) => {
    const policies = Array.from({ length: count }, (_item, place) => make(place));
    const tookMs = processorMs(() => {
      expect(found(policies)).toEqual([]);
    });
    expect(tookMs).toBeLessThan(10_000);
  });
});
