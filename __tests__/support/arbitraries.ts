import fc from 'fast-check';
import { type Directory, type IdentityProvider, type User } from '../../src/emulator/directory.ts';
import { type Policy, type Rule, type RuleSet } from '../../src/emulator/policy.ts';
import { ACCOUNT_ID, aDirectory, aUser } from './directory.ts';
import { SELECTOR_NAMES, type SelectorName } from './selectorNames.ts';

/*
 * Random accounts, people and policies. Words come from small pools, so that what a rule asks for is often what
 * somebody has.
 */

const OTHER_ACCOUNT = 'f037e56e89293a057740de681ac9abbe';
const PROVIDERS: readonly IdentityProvider[] = [
  { id: 'okta-1', type: 'okta' },
  { id: 'okta-2', type: 'okta' },
  { id: 'azure-1', type: 'azureAD' },
  { id: 'google-1', type: 'google-apps' },
  { id: 'github-1', type: 'github' },
  { id: 'saml-1', type: 'saml' },
  { id: 'oidc-1', type: 'oidc' },
  { id: 'cloudflare-1', type: 'cloudflare' },
  { id: 'pin-1', type: 'onetimepin' },
];
const EMAILS = ['alice@example.com', 'Bob@Example.com', 'carl@contractor.example'];
const GROUPS = ['devs@example.com', 'Devs@Example.com', 'ops@example.com'];
const ADDRESSES = ['192.0.2.7', '192.0.3.7', '198.51.100.200', '2001:db8:1::7', '2001:db8:2:0:0:0:0:1'];
/** An account has the first of them, from one to all. */
const ACCESS_GROUPS = ['g1', 'g2', 'g3', 'g4'];
const URLS = ['https://one.example', 'https://two.example'];

const oneOf = <Value>(values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);
const someOf = <Value>(values: readonly Value[]): fc.Arbitrary<Value[]> => fc.subarray([...values]);
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined, freq: 5 });

const provider = (id: string): fc.Arbitrary<string> => oneOf([id, id, id, 'okta-2', 'oidc-1']);
const claims = fc.dictionary(
  oneOf(['department', 'role']),
  fc.oneof(oneOf(['finance', 'legal']), someOf(['finance', 'legal'])),
);

const block = fc
  .tuple(oneOf(ADDRESSES), maybe(fc.oneof(oneOf([0, 24, 32]), fc.integer({ min: 0, max: 48 }))))
  .map(([address, prefix]) => (prefix === undefined ? address : `${address}/${String(prefix)}`));

/** What stands in a rule under each selector, as the API has it but for an unknown id here and there. */
const VALUES: Record<SelectorName, Readonly<Record<string, fc.Arbitrary<unknown>>>> = {
  any_valid_service_token: {},
  auth_context: { id: oneOf(['c1']), ac_id: oneOf(['c1', 'c2']), identity_provider_id: provider('azure-1') },
  auth_method: { auth_method: oneOf(['mfa', 'hwk', 'MFA']) },
  azureAD: { id: oneOf(GROUPS), identity_provider_id: provider('azure-1') },
  certificate: {},
  cloudflare_account_member: { account_id: maybe(oneOf([ACCOUNT_ID, OTHER_ACCOUNT])) },
  common_name: { common_name: oneOf(['laptop-1', 'laptop-2']) },
  device_posture: {
    integration_uid: oneOf(['disk', 'firewall']),
    account_id: maybe(oneOf([ACCOUNT_ID, OTHER_ACCOUNT])),
  },
  email: { email: oneOf([...EMAILS, 'ALICE@example.com']) },
  email_domain: { domain: oneOf(['example.com', 'Contractor.Example', 'example']) },
  email_list: { id: oneOf(['staff', 'nobody', 'gone']) },
  everyone: {},
  external_evaluation: { evaluate_url: oneOf(URLS), keys_url: oneOf(URLS) },
  geo: { country_code: oneOf(['US', 'DE', 'us']) },
  'github-organization': {
    name: oneOf(['example', 'elsewhere']),
    team: maybe(oneOf(['sre', 'web'])),
    identity_provider_id: provider('github-1'),
  },
  group: { id: oneOf(ACCESS_GROUPS) },
  gsuite: { email: oneOf(GROUPS), identity_provider_id: provider('google-1') },
  ip: { ip: block },
  ip_list: { id: oneOf(['offices', 'empty', 'gone']) },
  linked_app_token: { app_uid: oneOf(['app-1']) },
  login_method: { id: oneOf(PROVIDERS.map(({ id }) => id)) },
  oidc: {
    claim_name: oneOf(['department', 'role', 'rank']),
    claim_value: oneOf(['finance', 'legal']),
    identity_provider_id: provider('oidc-1'),
  },
  okta: { name: oneOf(GROUPS), identity_provider_id: provider('okta-1') },
  saml: {
    attribute_name: oneOf(['department', 'role', 'rank']),
    attribute_value: oneOf(['finance', 'legal']),
    identity_provider_id: provider('saml-1'),
  },
  service_token: { token_id: oneOf(['token-1']) },
  user_risk_score: {
    user_risk_score: fc.oneof(
      { weight: 5, arbitrary: fc.subarray(['low', 'medium', 'high', 'unscored'], { minLength: 1 }) },
      { weight: 1, arbitrary: oneOf([[], ['low', 'extreme']]) },
    ),
  },
};

export const wellFormedRule: fc.Arbitrary<Rule> = fc.oneof(
  ...SELECTOR_NAMES.map((name) => ({
    // Groups are where the depth is.
    weight: name === 'group' ? 4 : 1,
    arbitrary: fc.record(VALUES[name]).map((value) => ({ [name]: value })),
  })),
);

/** A rule that lacks a field, or has a number there. */
const malformedRule: fc.Arbitrary<Rule> = fc
  .tuple(wellFormedRule, fc.nat(), oneOf([undefined, 7]))
  .map(([rule, place, content]) => {
    const [[name, value] = ['', {}]] = Object.entries(rule);
    const fields = Object.keys(value);
    const field = fields[place % fields.length];
    return { [name]: field === undefined ? value : { ...value, [field]: content } };
  });

const rule = fc.oneof(
  { weight: 40, arbitrary: wellFormedRule },
  { weight: 1, arbitrary: malformedRule },
  { weight: 1, arbitrary: fc.constant({ shoe_size: { size: 42 } }) },
);

const RULE_SET = {
  include: fc.array(rule, { minLength: 1, maxLength: 3 }),
  // Several at once are seldom met.
  require: fc.oneof(
    { weight: 5, arbitrary: fc.array(rule, { maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(rule, { minLength: 2, maxLength: 3 }) },
  ),
  exclude: fc.array(rule, { maxLength: 2 }),
};

const ruleSet: fc.Arbitrary<RuleSet> = fc.record(RULE_SET);

export const arbitraryPolicies: fc.Arbitrary<Policy[]> = fc.array(
  fc.record({
    name: fc.constant('Policy'),
    decision: oneOf(['allow', 'allow', 'deny', 'bypass', 'non_identity'] as const),
    ...RULE_SET,
  }),
  { minLength: 1, maxLength: 3 },
);

export const arbitraryUser: fc.Arbitrary<User> = fc
  .record({
    email: oneOf(EMAILS),
    identityProvider: oneOf(PROVIDERS),
    groups: someOf(GROUPS),
    github: maybe(
      fc.record({ organization: oneOf(['example', 'elsewhere']), teams: someOf(['sre', 'web']) }),
    ),
    samlAttributes: claims,
    oidcClaims: claims,
    authMethods: someOf(['mfa', 'hwk']),
    authContexts: someOf(['c1', 'c2']),
    cloudflareAccounts: someOf([ACCOUNT_ID, OTHER_ACCOUNT]),
    riskScore: oneOf(['low', 'medium', 'high', 'unscored'] as const),
    devicePosture: fc.dictionary(oneOf(['disk', 'firewall']), fc.boolean()),
    country: maybe(oneOf(['US', 'DE'])),
    ip: maybe(oneOf(ADDRESSES)),
    clientCertificate: maybe(
      oneOf([false as const, { common_name: 'laptop-1' }, { common_name: 'laptop-2' }]),
    ),
    externalEvaluations: fc.dictionary(oneOf(URLS), fc.boolean()),
  })
  .map((user) => aUser(user));

const DIRECTORY = aDirectory({
  emailLists: new Map([
    ['staff', new Set(['alice@example.com', 'bob@example.com'])],
    ['nobody', new Set<string>()],
  ]),
  ipLists: new Map([
    ['offices', ['192.0.2.0/24', '2001:db8:1::/48']],
    ['empty', []],
  ]),
});

/** Some of the groups that rules refer to, which may refer to each other and to themselves, and settings. */
export const arbitraryDirectory: fc.Arbitrary<Directory> = fc
  .record({
    groups: fc.array(ruleSet, { minLength: 1, maxLength: ACCESS_GROUPS.length }),
    settings: fc.record({
      policyOrder: oneOf(['first_to_last', 'last_to_first'] as const),
      bypass: oneOf(['approved', 'ignored', 'error'] as const),
      nonIdentity: oneOf(['ignored', 'approved', 'error'] as const),
      undecidableSelectors: fc.oneof(
        { weight: 4, arbitrary: fc.constant<string[]>([]) },
        { weight: 1, arbitrary: fc.array(oneOf<string>(SELECTOR_NAMES), { maxLength: 3 }) },
      ),
    }),
  })
  .map(({ groups, settings }) => ({
    ...DIRECTORY,
    settings: { ...DIRECTORY.settings, ...settings },
    accessGroups: new Map(groups.map((group, place) => [ACCESS_GROUPS[place] ?? '', group])),
  }));
