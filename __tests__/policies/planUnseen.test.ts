import { describe, expect, it, test } from '@jest/globals';
import { aPlan, type ResourceDraft, sideOf } from '../support/plan.ts';

const POLICY = 'cloudflare_zero_trust_access_policy.p';
const APP = 'cloudflare_zero_trust_access_application.a';
const GROUP = 'cloudflare_zero_trust_access_group';
const LIST = 'cloudflare_zero_trust_list.l';

const everyone = { everyone: {} };
const policy = (lists: Record<string, unknown>, more: Partial<ResourceDraft> = {}): ResourceDraft => ({
  address: POLICY,
  before: { id: 'p', name: 'P', decision: 'allow', include: [everyone], ...lists },
  ...more,
});
const app: ResourceDraft = { address: APP, before: { id: 'a', policies: ['p'] } };
const group = (name: string, include: unknown, before = include): ResourceDraft => ({
  address: `${GROUP}.${name}`,
  actions: include === before ? ['no-op'] : ['update'],
  before: { id: name, include: before },
  after: { id: name, include },
});
const changing = (name: string): ResourceDraft => group(name, [everyone], [{ geo: { country_code: 'US' } }]);
const gone = (draft: ResourceDraft): ResourceDraft => ({ ...draft, actions: ['delete'], after: null });
const object = (type: string, actions = ['update'], more: Partial<ResourceDraft> = {}): ResourceDraft => ({
  address: `${type}.l`,
  actions,
  before: { id: 'L', name: 'old' },
  after: { id: 'L', name: 'new' },
  ...more,
});
const refer = (id: string) => ({ group: { id } });
const byList = { email_list: { id: 'L' } };

const unseenOf = (...resources: ResourceDraft[]): string[] =>
  aPlan(resources).unseen.map(({ address, field }) => address + field);

describe('a group that changes and that nothing of the plan uses', () => {
  test.each<[statement: string, resources: ResourceDraft[], ...unseen: string[]]>([
    ['alone', [changing('g')], `${GROUP}.g`],
    ['destroyed', [gone(changing('g'))], `${GROUP}.g`],
    [
      'replaced',
      [{ ...changing('g'), actions: ['delete', 'create'], after: { include: [] }, unknown: { id: true } }],
      `${GROUP}.g`,
    ],
    ['of which only the name changes', [{ ...changing('g'), after: { ...changing('g').before, name: 'G' } }]],
    ['new', [{ ...changing('g'), actions: ['create'], before: null }]],
    ['beside a policy', [changing('g'), policy({}), app], `${GROUP}.g`],
    ['beside an application of which only the ids are known', [changing('g'), app], `${GROUP}.g`],
    ['in a group that stays', [changing('g'), group('h', [refer('g')])], `${GROUP}.g`, `${GROUP}.h`],
    ['used', [changing('g'), policy({ exclude: [refer('g')] })]],
    ['used by a policy that is destroyed', [changing('g'), gone(policy({ require: [refer('g')] }))]],
    [
      'used by a group that is used',
      [changing('g'), group('h', [refer('g')]), policy({ include: [refer('h')] })],
    ],
    [
      'used in an application',
      [
        changing('g'),
        { address: APP, before: { policies: [{ name: 'I', decision: 'allow', include: [refer('g')] }] } },
      ],
    ],
    [
      'used by what is planned',
      [changing('g'), policy({}, { actions: ['update'], after: { id: 'p', require: [refer('g')] } })],
    ],
  ])('%s', (_statement, resources, ...unseen) => {
    expect(unseenOf(...resources)).toEqual(unseen);
  });

  it('is said to be so', () => {
    expect(aPlan([changing('g')]).unseen).toEqual([
      {
        address: `${GROUP}.g`,
        field: '',
        reason:
          'The plan changes or destroys this group, and no policy of the plan uses it: whom policies outside of the plan let in by it is not known. Import those that use it into this configuration, so that the plan tells them.',
      },
    ]);
  });
});

describe('a list that changes', () => {
  test.each<[statement: string, resources: ResourceDraft[], ...unseen: string[]]>([
    ['alone', [object('cloudflare_zero_trust_list')], LIST],
    ['of v4', [object('cloudflare_teams_list')], 'cloudflare_teams_list.l'],
    ['destroyed', [object('cloudflare_zero_trust_list', ['delete'], { after: null })], LIST],
    ['without an id', [object('cloudflare_zero_trust_list', ['update'], { before: {} })], LIST],
    ['that stays', [object('cloudflare_zero_trust_list', ['no-op'])]],
    ['that is new', [object('cloudflare_zero_trust_list', ['create'], { before: null })]],
    ['used', [object('cloudflare_zero_trust_list'), policy({ require: [byList] })]],
    [
      'used by a group that is used',
      [object('cloudflare_zero_trust_list'), group('g', [byList]), policy({ require: [refer('g')] })],
    ],
    [
      'used by a group alone',
      [object('cloudflare_zero_trust_list'), group('g', [byList])],
      `${GROUP}.g`,
      LIST,
    ],
    ['that is none', [object('cloudflare_zero_trust_access_identity_provider')]],
    ['that is data', [object('cloudflare_zero_trust_list', ['update'], { more: { mode: 'data' } })]],
  ])('%s', (_statement, resources, ...unseen) => {
    expect(unseenOf(...resources)).toEqual(unseen);
  });
});

describe('a rule that refers to what changes and is no group', () => {
  test.each<[type: string, rule: Record<string, unknown>, selector: string]>([
    ['cloudflare_zero_trust_list', { email_list: { id: 'L' } }, 'email_list'],
    ['cloudflare_teams_list', { ip_list: ['L'] }, 'ip_list[0]'],
    ['cloudflare_zero_trust_access_identity_provider', { login_method: { id: 'L' } }, 'login_method'],
    ['cloudflare_access_identity_provider', { okta: { name: 'x', identity_provider_id: 'L' } }, 'okta'],
    [
      'cloudflare_zero_trust_device_posture_rule',
      { device_posture: { integration_uid: 'L' } },
      'device_posture',
    ],
    ['cloudflare_zero_trust_access_service_token', { service_token: { token_id: 'L' } }, 'service_token'],
  ])('%s', (type, rule, selector) => {
    const field = `! ${POLICY} require[0].${selector}`;
    const changed = aPlan([object(type), policy({ require: [rule] }), app]);
    expect(sideOf(changed, POLICY, 'planned')).toEqual([field]);
    expect(sideOf(changed, APP, 'planned')).toEqual([field]);
    expect(changed.policiesOf(APP, 'prior')?.untestable).toEqual([]);
    expect(changed.changed).toEqual([POLICY, APP]);
    expect(changed.changes.map(({ action }) => action)).toEqual(['affected', 'affected']);
    for (const actions of [['delete'], ['delete', 'create']]) {
      expect(aPlan([object(type, actions), policy({ require: [rule] })]).changed).toEqual([POLICY]);
    }
    expect(aPlan([object(type, ['no-op']), policy({ require: [rule] })]).changed).toEqual([]);
    expect(aPlan([object('random_id'), policy({ require: [rule] })]).changed).toEqual([]);
  });

  it('says what it refers to', () => {
    const plan = aPlan([object('cloudflare_zero_trust_list'), policy({ require: [byList] })]);
    expect(plan.policiesOf(POLICY, 'planned')?.untestable[0]?.reason).toBe(
      `It refers to ${LIST}, which the plan changes or destroys, and a test would use it as it is now. Apply that first, or refer to another.`,
    );
  });

  it('stands in a group as well as in a policy', () => {
    const plan = aPlan([
      object('cloudflare_zero_trust_list'),
      group('g', [byList]),
      policy({ include: [refer('g')] }),
    ]);
    expect(plan.policiesOf(POLICY, 'planned')?.untestable).toMatchObject([
      {
        address: POLICY,
        field: 'include[0].group',
        reason: expect.stringContaining(`${GROUP}.g: It refers to ${LIST}`),
      },
    ]);
    expect(plan.changed).toEqual([POLICY]);
  });

  it('stands in a policy of an application as well', () => {
    const inline = [{ name: 'I', decision: 'allow', include: [byList] }];
    const plan = aPlan([
      object('cloudflare_zero_trust_list'),
      { address: APP, before: { id: 'a', policies: inline } },
    ]);
    expect(sideOf(plan, APP, 'planned')).toEqual([`! ${APP} policies[0].include[0].email_list`]);
    expect(plan.changed).toEqual([APP]);
  });
});
