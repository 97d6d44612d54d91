import { describe, expect, test } from '@jest/globals';
import { type User } from '../../src/emulator/directory.ts';
import { evaluate, type Outcome } from '../../src/emulator/evaluation.ts';
import { type Policy, type Rule, type RuleSet } from '../../src/emulator/policy.ts';
import { aDirectory, aUser } from '../support/directory.ts';

const ALICE: Rule = { email: { email: 'alice@example.com' } };
const BOB: Rule = { email: { email: 'bob@example.com' } };
const EVERYONE: Rule = { everyone: {} };
const ENGINEERING: Rule = { okta: { name: 'engineering', identity_provider_id: 'okta-1' } };
const UNDECIDABLE: Rule = { device_posture: { integration_uid: 'x' } };
const US: Rule = { geo: { country_code: 'US' } };
const DE: Rule = { geo: { country_code: 'DE' } };

const allow = (rules: Partial<RuleSet>): Policy => policy('allow', rules);
const deny = (rules: Partial<RuleSet>): Policy => policy('deny', rules);
const bypass = (rules: Partial<RuleSet>): Policy => policy('bypass', rules);
const serviceAuth = (rules: Partial<RuleSet>): Policy => policy('non_identity', rules);

function policy(decision: Policy['decision'], rules: Partial<RuleSet>): Policy {
  return { name: decision, decision, include: [], require: [], exclude: [], ...rules };
}

function inGroup(id: string): Rule {
  return { group: { id } };
}

function group(rules: Partial<RuleSet>): RuleSet {
  return { include: [], require: [], exclude: [], ...rules };
}

const DIRECTORY = aDirectory({
  emailLists: new Map([['staff', new Set(['alice@example.com'])]]),
  accessGroups: new Map([
    ['alices', group({ include: [ALICE] })],
    ['alices-in-germany', group({ include: [inGroup('alices')], require: [DE] })],
    ['nested', group({ include: [inGroup('alices')], exclude: [inGroup('bobs')] })],
    ['bobs', group({ include: [BOB] })],
    ['itself', group({ include: [inGroup('itself')] })],
    ['hen', group({ include: [inGroup('egg')] })],
    ['egg', group({ include: [inGroup('hen'), ALICE] })],
    ['broken', group({ include: [inGroup('missing')] })],
  ]),
});

describe('policies decide about Alice, an engineer in the US:', () => {
  const rows: [string, Policy[], Outcome][] = [
    ['no policy at all blocks', [], 'blocked'],
    ['an allow that matches lets in', [allow({ include: [ALICE] })], 'approved'],
    ['an allow for somebody else blocks', [allow({ include: [BOB] })], 'blocked'],
    ['include is OR', [allow({ include: [BOB, ALICE] })], 'approved'],
    ['require is AND', [allow({ include: [EVERYONE], require: [ALICE, US] })], 'approved'],
    ['one failing require is enough', [allow({ include: [EVERYONE], require: [ALICE, DE] })], 'blocked'],
    [
      'two countries in require let nobody in',
      [allow({ include: [EVERYONE], require: [US, DE] })],
      'blocked',
    ],
    ['two countries in include let in', [allow({ include: [DE, US] })], 'approved'],
    ['require without include lets nobody in', [allow({ include: [BOB], require: [ALICE] })], 'blocked'],
    ['exclude is NOT', [allow({ include: [EVERYONE], exclude: [BOB, ALICE] })], 'blocked'],
    ['exclude of somebody else does not matter', [allow({ include: [ALICE], exclude: [BOB] })], 'approved'],

    ['a deny alone blocks whom it names', [deny({ include: [ALICE] })], 'blocked'],
    ['a deny alone blocks everybody else too', [deny({ include: [BOB] })], 'blocked'],
    ['deny before allow blocks', [deny({ include: [ALICE] }), allow({ include: [EVERYONE] })], 'blocked'],
    ['allow before deny lets in', [allow({ include: [EVERYONE] }), deny({ include: [ALICE] })], 'approved'],
    [
      'a deny that does not match is passed',
      [deny({ include: [BOB] }), allow({ include: [ALICE] })],
      'approved',
    ],
    ['a bypass lets in', [bypass({ include: [EVERYONE] })], 'approved'],
    ['a bypass goes before a deny', [deny({ include: [ALICE] }), bypass({ include: [ALICE] })], 'approved'],
    ['a bypass for others is passed', [bypass({ include: [BOB] }), deny({ include: [ALICE] })], 'blocked'],
    ['service auth never lets a user in', [serviceAuth({ include: [EVERYONE] })], 'blocked'],
    [
      'service auth does not stand in the way',
      [serviceAuth({ include: [{ any_valid_service_token: {} }] }), allow({ include: [ALICE] })],
      'approved',
    ],

    ['an Access group lets in', [allow({ include: [inGroup('alices')] })], 'approved'],
    [
      'an Access group has a require of its own',
      [allow({ include: [inGroup('alices-in-germany')] })],
      'blocked',
    ],
    ['Access groups nest', [allow({ include: [inGroup('nested')] })], 'approved'],
    [
      'an Access group can be excluded',
      [allow({ include: [EVERYONE], exclude: [inGroup('nested')] })],
      'blocked',
    ],
    ['an Access group in itself is an error', [allow({ include: [inGroup('itself')] })], 'error'],
    ['a cycle does not hide a rule that matches', [allow({ include: [inGroup('hen')] })], 'approved'],
    ['a missing Access group is an error', [allow({ include: [inGroup('missing')] })], 'error'],
    ['a missing Access group inside another, too', [allow({ include: [inGroup('broken')] })], 'error'],

    ['an undecidable rule is an error', [allow({ include: [UNDECIDABLE] })], 'error'],
    ['an include that matches outweighs it', [allow({ include: [UNDECIDABLE, ALICE] })], 'approved'],
    ['an include that fails does not', [allow({ include: [UNDECIDABLE, BOB] })], 'error'],
    [
      'a require that fails outweighs it',
      [allow({ include: [ALICE], require: [UNDECIDABLE, DE] })],
      'blocked',
    ],
    ['a require that holds does not', [allow({ include: [ALICE], require: [UNDECIDABLE, US] })], 'error'],
    [
      'an exclude that matches outweighs it',
      [allow({ include: [ALICE], exclude: [UNDECIDABLE, ALICE] })],
      'blocked',
    ],
    ['an undecidable exclude is an error', [allow({ include: [ALICE], exclude: [UNDECIDABLE] })], 'error'],
    [
      'nothing undecidable matters to whom include leaves out',
      [allow({ include: [BOB], require: [UNDECIDABLE] })],
      'blocked',
    ],
    [
      'an undecided policy is an error whatever follows',
      [allow({ include: [UNDECIDABLE] }), allow({ include: [ALICE] })],
      'error',
    ],
    [
      'an undecided policy that is not reached is none',
      [allow({ include: [ALICE] }), allow({ include: [UNDECIDABLE] })],
      'approved',
    ],
    [
      'an undecided bypass is always reached',
      [allow({ include: [ALICE] }), bypass({ include: [UNDECIDABLE] })],
      'error',
    ],
    [
      'an undecided service auth concerns nobody',
      [serviceAuth({ include: [UNDECIDABLE] }), allow({ include: [ENGINEERING] })],
      'approved',
    ],
  ];

  test.each(rows)('%s', (_statement, policies, outcome) => {
    expect(evaluate(policies, aUser(), DIRECTORY)).toBe(outcome);
  });
});

describe('a selector decides about Alice:', () => {
  const AZURE: Partial<User> = { identityProvider: { id: 'azure-1', type: 'azureAD' }, groups: ['5f1c'] };
  const GOOGLE: Partial<User> = {
    identityProvider: { id: 'google-1', type: 'google-apps' },
    groups: ['devs@example.com'],
  };
  const GITHUB: Partial<User> = {
    identityProvider: { id: 'github-1', type: 'github' },
    github: { organization: 'example', teams: ['sre'] },
  };
  const gsuite = (email: string): Rule => ({ gsuite: { email, identity_provider_id: 'google-1' } });
  const github = (name: string, team?: string): Rule => ({
    'github-organization': { name, identity_provider_id: 'github-1', ...(team ? { team } : {}) },
  });
  const ip = (range: string): Rule => ({ ip: { ip: range } });

  const rows: [string, Rule, Partial<User>, Outcome][] = [
    ['everyone', EVERYONE, {}, 'approved'],
    ['email in another case', { email: { email: 'Alice@Example.COM' } }, {}, 'approved'],
    ['email of the user in another case', ALICE, { email: 'ALICE@example.com' }, 'approved'],
    ['email without an address', { email: {} }, {}, 'error'],
    ['email_domain in another case', { email_domain: { domain: 'EXAMPLE.com' } }, {}, 'approved'],
    ['email_domain above the one meant', { email_domain: { domain: 'com' } }, {}, 'blocked'],
    ['email_domain of a look-alike', { email_domain: { domain: 'ample.com' } }, {}, 'blocked'],
    ['email_list with the user', { email_list: { id: 'staff' } }, { email: 'ALICE@example.com' }, 'approved'],
    ['email_list without the user', { email_list: { id: 'staff' } }, { email: 'bob@example.com' }, 'blocked'],
    ['email_list that is missing', { email_list: { id: 'gone' } }, {}, 'error'],
    ['okta, a group of hers', ENGINEERING, {}, 'approved'],
    ['okta, another group', ENGINEERING, { groups: ['sales'] }, 'blocked'],
    [
      'okta, a group of the same name elsewhere',
      ENGINEERING,
      { ...AZURE, groups: ['engineering'] },
      'blocked',
    ],
    ['okta, another Okta', { okta: { name: 'engineering', identity_provider_id: 'okta-2' } }, {}, 'blocked'],
    [
      'azureAD, a group of hers',
      { azureAD: { id: '5f1c', identity_provider_id: 'azure-1' } },
      AZURE,
      'approved',
    ],
    ['azureAD, another group', { azureAD: { id: '77', identity_provider_id: 'azure-1' } }, AZURE, 'blocked'],
    ['gsuite, a group in another case', gsuite('Devs@example.com'), GOOGLE, 'approved'],
    ['gsuite, another group', gsuite('ops@example.com'), GOOGLE, 'blocked'],
    ['github-organization', github('example'), GITHUB, 'approved'],
    ['github-organization, another', github('other'), GITHUB, 'blocked'],
    ['github-organization with her team', github('example', 'sre'), GITHUB, 'approved'],
    ['github-organization with another team', github('example', 'web'), GITHUB, 'blocked'],
    ['github-organization for an Okta user', github('example'), {}, 'blocked'],
    ['geo, her country', US, {}, 'approved'],
    ['geo, another country', DE, {}, 'blocked'],
    ['geo, country unknown', US, { country: undefined }, 'error'],
    ['ip in a range of IPv4', ip('192.0.2.0/24'), { ip: '192.0.2.7' }, 'approved'],
    ['ip outside a range', ip('192.0.2.0/24'), { ip: '192.0.3.7' }, 'blocked'],
    ['ip as a single address', ip('192.0.2.7'), { ip: '192.0.2.7' }, 'approved'],
    ['ip in a range of IPv6', ip('2001:db8::/32'), { ip: '2001:db8::1' }, 'approved'],
    ['ip of the other version', ip('2001:db8::/32'), { ip: '192.0.2.7' }, 'blocked'],
    ['ip, hers unknown', ip('192.0.2.0/24'), {}, 'error'],
    ['ip, a range that is none', ip('192.0.2.0/33'), { ip: '192.0.2.7' }, 'error'],
    ['login_method, hers', { login_method: { id: 'okta-1' } }, {}, 'approved'],
    ['login_method, another', { login_method: { id: 'otp' } }, {}, 'blocked'],
    ['a selector that nobody knows', { shoe_size: { size: 42 } }, {}, 'error'],
  ];

  test.each(rows)('%s', (_selector, rule, user, outcome) => {
    expect(evaluate([allow({ include: [rule] })], aUser(user), DIRECTORY)).toBe(outcome);
  });
});
