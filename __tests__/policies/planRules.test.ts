import { describe, expect, it, test } from '@jest/globals';
import { aPlan, renderPolicy, sideOf } from '../support/plan.ts';

const ADDRESS = 'cloudflare_access_policy.p';

/** What a policy comes to whose include is one element. */
function include(element: unknown, unknown: unknown = {}): string[] | undefined {
  const after = { name: 'P', decision: 'allow', include: [element] };
  const plan = aPlan([{ address: ADDRESS, actions: ['create'], after, unknown: { include: [unknown] } }]);
  return sideOf(plan, ADDRESS, 'planned');
}

const allows = (rules: string): string[] => [`P: allow include ${rules}`];
const cannot = (...fields: string[]): string[] => fields.map((field) => `! ${ADDRESS} include[0]${field}`);

describe('attributes of v4 are converted by their shape', () => {
  test.each<[element: unknown, rules: string]>([
    [{ email: ['a@example.com', 'b@example.com'] }, 'email a@example.com | email b@example.com'],
    [{ email_domain: ['example.com'] }, 'email_domain example.com'],
    [{ email_list: ['l1'] }, 'email_list l1'],
    [{ ip: ['192.0.2.0/24'] }, 'ip 192.0.2.0/24'],
    [{ ip_list: ['l2'] }, 'ip_list l2'],
    [{ service_token: ['t1'] }, 'service_token t1'],
    [{ group: ['g1'] }, 'group g1'],
    [{ geo: ['US', 'PT'] }, 'geo US | geo PT'],
    [{ login_method: ['m1'] }, 'login_method m1'],
    [{ device_posture: ['d1'] }, 'device_posture d1'],
    [{ common_name: 'one' }, 'common_name one'],
    [{ common_names: ['one', 'two'] }, 'common_name one | common_name two'],
    [{ auth_method: 'mfa' }, 'auth_method mfa'],
    [{ everyone: true }, 'everyone'],
    [{ certificate: true }, 'certificate'],
    [{ any_valid_service_token: true }, 'any_valid_service_token'],
    [{ azure: [{ id: ['x', 'y'], identity_provider_id: 'i' }] }, 'azureAD x i | azureAD y i'],
    [{ okta: [{ name: ['x', 'y'], identity_provider_id: 'i' }] }, 'okta x i | okta y i'],
    [{ gsuite: [{ email: ['x@a.example'], identity_provider_id: 'i' }] }, 'gsuite x@a.example i'],
    [
      { github: [{ name: 'acme', teams: ['x', 'y'] }] },
      'github-organization x acme | github-organization y acme',
    ],
    [{ github: [{ name: 'acme', teams: [] }] }, 'github-organization acme'],
    [{ saml: [{ attribute_name: 'a', attribute_value: 'v' }] }, 'saml a v'],
    [{ external_evaluation: [{ evaluate_url: 'u', keys_url: 'k' }] }, 'external_evaluation u k'],
    [{ auth_context: [{ id: 'a', ac_id: 'c', identity_provider_id: '' }] }, 'auth_context a c'],
    // several add up, and nothing is set by these
    [
      { email: ['a@example.com'], geo: ['US'], everyone: false, ip: [], common_name: '', okta: null },
      'email a@example.com | geo US',
    ],
  ])('%j', (element, rules) => {
    expect(include(element)).toEqual(allows(rules));
  });
});

describe('attributes of v5 are rules', () => {
  const others = { email: null, group: null, everyone: null };
  test.each<[element: unknown, rules: string]>([
    [{ ...others, email: { email: 'a@example.com' } }, 'email a@example.com'],
    [{ ...others, everyone: {} }, 'everyone'],
    [{ ...others, azure_ad: { id: 'x', identity_provider_id: 'i' } }, 'azureAD x i'],
    [{ ...others, github_organization: { name: 'acme', team: null } }, 'github-organization acme'],
    [{ ...others, user_risk_score: { user_risk_score: ['low', 'high'] } }, 'user_risk_score low,high'],
    // a selector that comes later
    [{ ...others, moon_phase: { phase: 'full' } }, 'moon_phase full'],
  ])('%j', (element, rules) => {
    expect(include(element)).toEqual(allows(rules));
  });
});

describe('what is unknown or broken cannot be tested, and its field is named', () => {
  test.each<[element: unknown, unknown: unknown, ...fields: string[]]>([
    // v4
    [{ email: ['a@example.com', null] }, { email: [false, true] }, '.email[1]'],
    [{ email: null }, { email: true }, '.email'],
    [{ everyone: null }, { everyone: true }, '.everyone'],
    [{ azure: [{ id: [null] }] }, { azure: [{ id: [true] }] }, '.azure[0].id[0]'],
    [{ azure: [{ id: null }] }, { azure: [{ id: true }] }, '.azure[0].id'],
    [
      { azure: [{ id: ['x'] }] },
      { azure: [{ identity_provider_id: true }] },
      '.azure[0].identity_provider_id',
    ],
    [
      { saml: [{ attribute_name: 'a', attribute_value: null }] },
      { saml: [{ attribute_value: true }] },
      '.saml[0].attribute_value',
    ],
    [{ shoe_size: ['42'] }, {}, '.shoe_size'],
    [{ email: [{ a: 1 }] }, {}, '.email[0]'],
    [{ email: 5 }, {}, '.email'],
    [{ okta: ['x'] }, {}, '.okta[0]'],
    // v5
    [{ email: {} }, { email: { email: true } }, '.email.email'],
    [{ group: {} }, { group: { id: true } }, '.group.id'],
    [{ group: {} }, {}, '.group'],
    [{ group: null }, { group: true }, '.group'],
    [{ okta: { name: 'x' } }, { okta: { identity_provider_id: true } }, '.okta.identity_provider_id'],
    [
      { user_risk_score: { user_risk_score: ['low'] } },
      { user_risk_score: { user_risk_score: [false, true] } },
      '.user_risk_score.user_risk_score[1]',
    ],
    [{ email: { email: 'a@example.com' }, geo: { country_code: 'US' } }, {}, ''],
    [{ email: null, geo: null }, {}, ''],
    // neither
    ['text', {}, ''],
    [null, true, ''],
    [{ email: null }, true, ''],
  ])('%j %j', (element, unknown, ...fields) => {
    expect(include(element, unknown)).toEqual(cannot(...fields));
  });
});

describe('a policy', () => {
  const rules = [{ everyone: {} }];
  const read = (after: Record<string, unknown>, unknown: unknown = {}): string[] | undefined =>
    sideOf(aPlan([{ address: ADDRESS, actions: ['create'], after, unknown }]), ADDRESS, 'planned');

  test.each<[after: Record<string, unknown>, unknown: unknown, ...lines: string[]]>([
    [{ name: 'P', decision: 'deny', include: rules }, {}, 'P: deny include everyone'],
    [{ decision: 'deny', include: rules }, { name: true }, `! ${ADDRESS} name`],
    [{ name: 'P', include: rules }, { decision: true }, `! ${ADDRESS} decision`],
    [{ name: 'P', include: rules }, {}, `! ${ADDRESS} decision`],
    [{ name: 'P', decision: 'deny' }, { include: true }, `! ${ADDRESS} include`],
    [{ name: 'P', decision: 'deny' }, {}, `! ${ADDRESS} include`],
    [{ name: 'P', decision: 'deny', include: [] }, {}, `! ${ADDRESS} include`],
    [{ name: 'P', decision: 'deny', include: [{ everyone: false, okta: [] }] }, {}, `! ${ADDRESS} include`],
    [{ name: 'P', decision: 'deny', include: {} }, {}, `! ${ADDRESS} include`],
    [{ name: 'P', decision: 'deny', include: rules }, { require: true }, `! ${ADDRESS} require`],
    [
      { name: 'P', decision: 'deny', include: rules, exclude: [{ geo: {} }] },
      { exclude: [{ geo: { country_code: true } }] },
      `! ${ADDRESS} exclude[0].geo.country_code`,
    ],
  ])('%j %j', (after, unknown, ...lines) => {
    expect(read(after, unknown)).toEqual(lines);
  });

  it('is sent with all that is set, but for what the provider keeps for itself and what is not known', () => {
    const own = {
      id: 'p',
      account_id: 'a',
      zone_id: 'z',
      application_id: 'x',
      precedence: 1,
      reusable: true,
    };
    const times = { created_at: 't', updated_at: 't', app_count: 2 };
    const set = { approval_required: true, isolation_required: false, purpose_justification_prompt: '' };
    const after = { ...own, ...times, name: 'P', decision: 'allow', include: rules, require: [], ...set };
    expect(read(after, { session_duration: true })).toEqual([
      'P: allow include everyone approval_required true',
    ]);
  });

  test.each<[unknown: unknown, field: string | undefined]>([
    [{ approval_required: true }, 'approval_required'],
    [{ isolation_required: true }, 'isolation_required'],
    [{ approval_groups: [{ email_addresses: [true] }] }, 'approval_groups'],
    [{ connection_rules: { ssh: { usernames: true } } }, 'connection_rules'],
    [{ a_setting_of_tomorrow: true }, 'a_setting_of_tomorrow'],
    [{ id: true, created_at: true, updated_at: true, app_count: true, reusable: true }, undefined],
    [{ purpose_justification_prompt: true, purpose_justification_required: true }, undefined],
  ])('with a setting that is not known is tested only where it is about nobody: %j', (unknown, field) => {
    const after = { name: 'P', decision: 'allow', include: rules };
    const [line, ...others] = read(after, unknown) ?? [];
    expect(line).toBe(field === undefined ? 'P: allow include everyone' : `! ${ADDRESS} ${field}`);
    expect(others).toEqual([]);
  });

  it('of v4 has its blocks as the API takes them', () => {
    const after = {
      name: 'P',
      decision: 'allow',
      include: rules,
      approval_group: [{ approvals_needed: 1, email_addresses: ['a@example.com'], email_list_uuid: '' }],
      connection_rules: [{ ssh: [{ usernames: ['root'], allow_email_alias: null }] }],
    };
    expect(read(after)).toEqual([
      'P: allow include everyone approval_groups [{"approvals_needed":1,"email_addresses":["a@example.com"]}] connection_rules {"ssh":{"usernames":["root"]}}',
    ]);
  });
});

describe('a sensitive value', () => {
  const policy = (address: string, include_: unknown[]): Record<string, unknown> => ({
    name: address,
    decision: 'allow',
    include: include_,
  });
  const plan = aPlan([
    {
      address: 'cloudflare_access_policy.one',
      actions: ['update'],
      before: policy('hidden', [{ email: { email: 'secret@example.com' } }, { geo: { country_code: 'US' } }]),
      beforeSensitive: { name: true, include: [{ email: { email: true } }] },
      after: policy('hidden', [
        { email: ['secret@example.com', 'other-secret@example.com', ''], everyone: true },
      ]),
      afterSensitive: { name: true, include: [{ email: true, everyone: true }] },
    },
    {
      address: 'cloudflare_access_policy.two',
      actions: ['create'],
      after: policy('Two', [{ email_domain: { domain: 'secret.example' } }]),
      afterSensitive: { include: true },
    },
  ]);
  const shown = (address: string, side: 'prior' | 'planned'): string[] | undefined =>
    plan
      .policiesOf(`cloudflare_access_policy.${address}`, side)
      ?.policies.map((each) => renderPolicy(each.shown));

  it('is sent as it is', () => {
    expect(sideOf(plan, 'cloudflare_access_policy.one', 'planned')).toEqual([
      'hidden: allow include email secret@example.com | email other-secret@example.com | everyone',
    ]);
  });

  it('is shown as a number, the same for equal values', () => {
    expect(shown('one', 'prior')).toEqual(['(sensitive 1): allow include email (sensitive 2) | geo US']);
    expect(shown('one', 'planned')).toEqual([
      '(sensitive 1): allow include email (sensitive 2) | email (sensitive 3) | everyone',
    ]);
    expect(shown('two', 'planned')).toEqual(['Two: allow include email_domain (sensitive 4)']);
  });

  it('is in no difference', () => {
    const [one, two] = plan.changes.map(({ differences }) => differences);
    expect(one).toHaveLength(3);
    expect(JSON.stringify(one)).not.toContain('secret');
    expect(two).toEqual(['new include: email_domain (sensitive 4)', 'decision: allow']);
  });
});
