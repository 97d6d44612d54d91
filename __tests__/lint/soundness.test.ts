import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Directory, type IdentityProvider, type User } from '../../src/emulator/directory.ts';
import { evaluate } from '../../src/emulator/evaluation.ts';
import { type Policy, type Rule } from '../../src/emulator/policy.ts';
import { POLICY_RULES, type PolicyRule } from '../../src/verdict/assertion.ts';
import { checkPolicies } from '../../src/lint/findings.ts';
import { arbitraryDirectory, arbitraryPolicies, arbitraryUser } from '../support/arbitraries.ts';
import { aDirectory, aUser, someSettings } from '../support/directory.ts';

/*
 * What is found in the text of random policies is held against what the emulator makes of random people: nothing may
 * be claimed of a policy that is not so of each of them.
 */

const SEED = 20_261_121;

const oneOf = <Value>(values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);

const EMAILS = ['alice@example.com', 'Bob@Example.com', 'carl@contractor.example', 'dana@eu.example.com'];
const PROVIDERS: readonly IdentityProvider[] = [
  { id: 'okta-1', type: 'okta' },
  { id: 'github-1', type: 'github' },
  { id: 'pin-1', type: 'onetimepin' },
];
const ADDRESSES = ['192.0.2.7', '192.0.3.7', '2001:db8::7', '::ffff:192.0.2.7'];
const SCORES = ['low', 'medium', 'high', 'unscored'] as const;

const person: fc.Arbitrary<User> = fc
  .record({
    email: oneOf(EMAILS),
    identityProvider: oneOf(PROVIDERS),
    groups: fc.subarray(['engineering', 'support']),
    github: oneOf([
      undefined,
      { organization: 'example', teams: [] },
      { organization: 'example', teams: ['sre'] },
    ]),
    authMethods: fc.subarray(['mfa', 'hwk']),
    devicePosture: fc.dictionary(fc.constant('disk'), fc.boolean()),
    riskScore: oneOf(SCORES),
    country: oneOf(['US', 'DE', undefined]),
    ip: oneOf([...ADDRESSES, undefined]),
    clientCertificate: oneOf([undefined, false as const, { common_name: 'laptop' }]),
  })
  .map((user) => aUser(user));

const PEOPLE = fc.sample(person, { numRuns: 300, seed: SEED });
const somePeople = fc.nat(PEOPLE.length - 25).map((start) => PEOPLE.slice(start, start + 25));

const MORE_RULES: readonly Rule[] = [
  { 'github-organization': { name: 'example', identity_provider_id: 'github-1' } },
  { 'github-organization': { name: 'example', identity_provider_id: 'github-1', team: 'sre' } },
  { okta: { name: 'support', identity_provider_id: 'okta-1' } },
  { auth_method: { auth_method: 'mfa' } },
  { auth_method: { auth_method: 'hwk' } },
  { device_posture: { integration_uid: 'disk' } },
  { certificate: {} },
  { common_name: { common_name: 'laptop' } },
  { email_list: { id: 'staff' } },
  { group: { id: 'engineers' } },
  { group: { id: 'gone' } },
  // What nobody knows, and what is not as documented.
  { shoe_size: { size: 42 } },
  { email: {} },
  { email: { email: 'alice@example.com', exact: false } },
  { email_domain: { domain: '*.example.com' } },
  { ip: { ip: '192.0.2.0/33' } },
  { user_risk_score: { user_risk_score: [] } },
];
const BLOCKS = ['192.0.2.0/24', '192.0.2.7', '192.0.3.0/24', '192.0.0.0/16', '2001:db8::/32', '::/0'];

const someRule: fc.Arbitrary<Rule> = fc.oneof(
  fc.constant<Rule>({ everyone: {} }),
  oneOf([...EMAILS, 'ALICE@example.com']).map((email): Rule => ({ email: { email } })),
  oneOf(['example.com', 'EXAMPLE.com', 'contractor.example']).map((domain): Rule => ({
    email_domain: { domain },
  })),
  oneOf(['US', 'us', 'DE']).map((code): Rule => ({ geo: { country_code: code } })),
  oneOf(['okta-1', 'Okta1', 'github-1', 'pin-1']).map((id): Rule => ({ login_method: { id } })),
  oneOf(['okta-1', 'okta-2']).map((id): Rule => ({
    okta: { name: 'engineering', identity_provider_id: id },
  })),
  oneOf(BLOCKS).map((ip): Rule => ({ ip: { ip } })),
  fc
    .subarray([...SCORES], { minLength: 1 })
    .map((scores): Rule => ({ user_risk_score: { user_risk_score: scores } })),
  oneOf<Rule>([{ any_valid_service_token: {} }, { service_token: { token_id: 't' } }]),
  oneOf(MORE_RULES),
);

const STAFF: Rule = { email_domain: { domain: 'example.com' } };

const somePolicy: fc.Arbitrary<Policy> = fc.record({
  name: fc.constant('P'),
  decision: oneOf(['allow', 'allow', 'deny', 'bypass', 'non_identity'] as const),
  include: fc.array(someRule, { minLength: 1, maxLength: 3 }),
  require: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(someRule, { maxLength: 3 })),
  exclude: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    fc.constant([STAFF]),
    fc.array(someRule, { maxLength: 2 }),
  ),
});

/** What a policy may have of one above it, and what of its own. */
const VARIANTS: readonly ((above: Policy, own: Policy) => Policy)[] = [
  (_above, own) => own,
  (above) => ({ ...above, include: above.include.toReversed() }),
  (above, own) => ({ ...own, include: above.include }),
  (above, own) => ({ ...above, decision: own.decision, include: [...above.include, ...own.include] }),
  (above, own) => ({ ...above, decision: own.decision, require: [...above.require, ...own.require] }),
  (above, own) => ({ ...above, decision: own.decision, exclude: [...above.exclude, ...own.exclude] }),
  (above) => ({ ...above, exclude: [{ email: { email: 'alice@example.com' } }] }),
  (above) => ({ ...above, exclude: [STAFF] }),
];

/** Policies of which a later one often resembles an earlier one. */
const somePolicies: fc.Arbitrary<Policy[]> = fc
  .tuple(somePolicy, fc.array(fc.tuple(somePolicy, fc.nat(), oneOf(VARIANTS)), { maxLength: 3 }))
  .map(([first, others]) => {
    const policies = [first];
    for (const [own, place, vary] of others) {
      policies.push(vary(policies[place % policies.length] ?? first, own));
    }
    return policies;
  });

const DIRECTORY: Directory = aDirectory({
  // So that it shows when such a policy decides.
  settings: someSettings({ non_identity: 'approved' }),
  emailLists: new Map([['staff', new Set(['alice@example.com'])]]),
  accessGroups: new Map([
    [
      'engineers',
      {
        include: [{ okta: { name: 'engineering', identity_provider_id: 'okta-1' } }],
        require: [],
        exclude: [],
      },
    ],
  ]),
});

/** A test's policies, and people of an account. */
interface Case {
  readonly policies: readonly Policy[];
  readonly people: readonly User[];
  readonly directory: Directory;
}

/** Of whom it is not so what is found in the policy at `place`. */
type Refute = (one: Case, place: number, message: string) => User[];

const REFUTE: Record<PolicyRule, Refute> = {
  everyone_allowed({ policies, people, directory }, place, message) {
    const policy = at(policies, place);
    const isRefuted = (user: User): boolean =>
      evaluate([policy], user, directory) !== 'approved' ||
      (!message.includes('unless') && evaluate(policies, user, directory) === 'blocked');
    return people.filter((user) => !mayBeExcluded(policy, user, directory) && isRefuted(user));
  },
  any_login_allowed({ policies, people, directory }, place, message) {
    const policy = at(policies, place);
    const ids: readonly string[] = message.split('. If')[0]?.match(/"[^"]+"/g) ?? [];
    return people
      .filter(({ identityProvider }) => ids.includes(`"${identityProvider.id}"`))
      .filter((user) => !mayBeExcluded(policy, user, directory))
      .filter((user) => evaluate([policy], user, directory) !== 'approved');
  },
  require_impossible({ policies, people, directory }, place) {
    const policy = { ...at(policies, place), decision: 'allow' as const };
    return people.filter((user) => evaluate([policy], user, directory) === 'approved');
  },
  deny_alone({ policies, people, directory }) {
    return people.filter((user) => evaluate(policies, user, directory) === 'approved');
  },
  bypass_by_identity({ policies, people }, place) {
    return at(policies, place).decision === 'bypass' ? [] : [...people];
  },
  allow_by_service_token({ policies, people, directory }, place) {
    return people.filter((user) => evaluate([at(policies, place)], user, directory) === 'approved');
  },
  policy_duplicated: decidedBy,
  policy_shadowed: decidedBy,
};

/** What the emulator cannot decide, such as somebody's unknown country, the text may decide all the same. */
function decidedBy({ policies, people, directory }: Case, place: number): User[] {
  const others = policies.toSpliced(place, 1);
  return people.filter((user) => {
    const decided = evaluate(policies, user, directory);
    return decided !== 'error' && decided !== evaluate(others, user, directory);
  });
}

function mayBeExcluded({ exclude }: Policy, user: User, directory: Directory): boolean {
  const excluded: Policy = { name: 'X', decision: 'allow', include: exclude, require: [], exclude: [] };
  return evaluate([excluded], user, directory) !== 'blocked';
}

function at(policies: readonly Policy[], place: number): Policy {
  const policy = policies[place];
  if (policy === undefined) throw new Error('There is no such policy.');
  return policy;
}

function findIn(policies: readonly Policy[]): { rule: PolicyRule; place: number; message: string }[] {
  const located = policies.map((policy, place) => ({
    policy: { ...policy },
    locate: () => ({ file: 'p.json', line: place + 1, column: 1 }),
  }));
  return checkPolicies(located, {}).map(({ rule, message, location }) => ({
    rule: rule as PolicyRule,
    place: (location?.line ?? 0) - 1,
    message,
  }));
}

/** Fails where something is found that is not so; else how often each rule was found. */
function countFound(cases: fc.Arbitrary<Case>, numRuns: number): Record<PolicyRule, number> {
  const found = Object.fromEntries(POLICY_RULES.map((rule) => [rule, 0])) as Record<PolicyRule, number>;
  fc.assert(
    fc.property(cases, (one) => {
      for (const { rule, place, message } of findIn(one.policies)) {
        expect([rule, REFUTE[rule](one, place, message)]).toEqual([rule, []]);
        found[rule] += 1;
      }
    }),
    { numRuns, seed: SEED },
  );
  return found;
}

describe('what is found in random policies is so of all random people', () => {
  test('where policies resemble one another', () => {
    const cases = fc.record({
      policies: somePolicies,
      people: somePeople,
      directory: fc.constant(DIRECTORY),
    });
    const found = countFound(cases, 2_500);
    // Or it would have shown nothing.
    expect(Object.entries(found).filter(([, times]) => times < 50)).toEqual([]);
  });

  test('with every selector of the API', () => {
    const cases = fc.record({
      policies: arbitraryPolicies,
      people: fc.array(arbitraryUser, { minLength: 3, maxLength: 3 }),
      directory: arbitraryDirectory.map((directory) => ({ ...directory, settings: DIRECTORY.settings })),
    });
    const found = countFound(cases, 1_000);
    expect(Object.values(found).reduce((sum, times) => sum + times, 0)).toBeGreaterThan(300);
  });
});
