import { describe, expect, it, test } from '@jest/globals';
import { aPlan, type ResourceDraft, sideOf } from '../support/plan.ts';

const APP = 'cloudflare_zero_trust_access_application.app';
const POLICY = 'cloudflare_zero_trust_access_policy';

const values = (name: string, decision: string, more = {}) => ({
  name,
  decision,
  include: [{ everyone: {} }],
  ...more,
});
const line = (name: string, decision = 'allow'): string => `${name}: ${decision} include everyone`;

const stays = (name: string, decision = 'allow', more = {}): ResourceDraft => ({
  address: `${POLICY}.${name}`,
  before: { id: name, ...values(name, decision, more) },
});
const created = (name: string, decision = 'allow', more = {}, unknown = {}): ResourceDraft => ({
  address: `${POLICY}.${name}`,
  actions: ['create'],
  after: values(name, decision, more),
  unknown: { id: true, ...unknown },
});
const gone = (name: string): ResourceDraft => ({ ...stays(name), actions: ['delete'], after: null });
const becomesDeny = (name: string): ResourceDraft => ({
  ...stays(name),
  actions: ['update'],
  after: { id: name, ...values(name, 'deny') },
});

/** An application that had no policies, and gets these. */
const app = (policies: unknown, more: Partial<ResourceDraft> = {}): ResourceDraft => ({
  address: APP,
  actions: ['update'],
  before: { id: 'app', policies: null },
  after: { id: 'app', policies },
  ...more,
});

const cannot = (field: string): string => `! ${APP} ${field}`;

describe('the policies of an application', () => {
  test.each<[statement: string, policies: unknown, others: ResourceDraft[], ...planned: string[]]>([
    ['v4: ids in their order', ['b', 'a'], [], 'b', 'a'],
    [
      'v4: ids of policies of the plan become their values',
      ['b', 'x', 'a'],
      [stays('a'), becomesDeny('b')],
      line('b', 'deny'),
      'x',
      line('a'),
    ],
    ['v4: none', null, []],
    [
      'v5: ids in their precedence',
      [
        { id: 'b', precedence: 7 },
        { id: 'a', precedence: 1 },
      ],
      [],
      'a',
      'b',
    ],
    ['v5: without precedence, in their order', [{ id: 'b', precedence: null }, { id: 'a' }], [], 'b', 'a'],
    [
      'v5: written in it',
      [
        { id: null, ...values('In', 'deny'), precedence: 2 },
        { id: 'a', precedence: 1, name: null },
      ],
      [stays('a')],
      line('a'),
      line('In', 'deny'),
    ],
    ['v5: empty', [], []],
    [
      'v5: of a known id it is the policy of that id, whatever else stands there',
      [
        { id: 'x', ...values('In', 'deny') },
        { id: 'a', ...values('In', 'deny') },
        { id: '', ...values('In', 'deny') },
      ],
      [stays('a')],
      'x',
      line('a'),
      line('In', 'deny'),
    ],
    [
      'v5: of equal precedence, where the order does not matter',
      [
        { id: 'b', precedence: 1 },
        { id: 'a', precedence: 1 },
        { id: 'd', precedence: 2 },
      ],
      [stays('a'), stays('b'), stays('d', 'deny')],
      line('b'),
      line('a'),
      line('d', 'deny'),
    ],
    [
      'v5: of equal precedence, where the order matters',
      [
        { id: 'd', precedence: 1 },
        { id: 'a', precedence: 1 },
      ],
      [stays('a'), stays('d', 'deny')],
      line('d', 'deny'),
      line('a'),
      cannot('policies'),
    ],
    [
      'v4: with its id, of equal precedence, where the order matters',
      null,
      [
        stays('b', 'allow', { application_id: 'app', precedence: 1 }),
        stays('a', 'deny', { application_id: 'app', precedence: 1 }),
      ],
      line('b'),
      line('a', 'deny'),
      cannot('policies'),
    ],
    ['a policy that the plan destroys cannot be tested', ['a', 'x'], [gone('a')], 'x', cannot('policies[0]')],
    [
      'of v4 with its id come in their precedence',
      null,
      [
        stays('b', 'allow', { application_id: 'app', precedence: 2 }),
        stays('a', 'deny', { application_id: 'app', precedence: 1 }),
      ],
      line('a', 'deny'),
      line('b'),
    ],
    [
      'of v4 with its id as well as listed, where the order does not matter',
      ['x2'],
      [stays('x2'), stays('a', 'bypass', { application_id: 'app', precedence: 1 })],
      line('x2'),
      line('a', 'bypass'),
    ],
    [
      'of v4 with its id as well as listed, where the order matters',
      ['x2'],
      [stays('x2'), stays('a', 'deny', { application_id: 'app', precedence: 2 })],
      line('x2'),
      line('a', 'deny'),
      cannot('policies'),
    ],
    [
      'of v4 with its id that are listed as well stand there once',
      ['a', 'b'],
      [stays('a', 'allow', { application_id: 'app', precedence: 9 }), stays('b', 'deny')],
      line('a'),
      line('b', 'deny'),
    ],
    [
      'of another application are not its own',
      ['x'],
      [stays('a', 'deny', { application_id: 'other', precedence: 2 })],
      'x',
    ],
    ['what is no policy', [7, { precedence: 2 }], [], cannot('policies[0]'), cannot('policies[1]')],
    ['what is no list', { id: 'x' }, [], cannot('policies')],
  ])('%s', (_statement, policies, others, ...planned) => {
    expect(sideOf(aPlan([app(policies), ...others]), APP, 'planned')).toEqual(planned);
  });

  it('cannot be tested when the whole list is unknown', () => {
    const plan = aPlan([app(undefined, { after: { id: 'app' }, unknown: { policies: true } })]);
    expect(sideOf(plan, APP, 'planned')).toEqual([cannot('policies')]);
  });

  it('have a place that is not known when their precedence is not', () => {
    const read = (decision: string) => {
      const policies = [{ id: 'a' }, { id: 'b', precedence: 1 }];
      const unknown = { policies: [{ precedence: true }, {}] };
      return sideOf(aPlan([app(policies, { unknown }), stays('a'), stays('b', decision)]), APP, 'planned');
    };
    expect(read('allow')).toEqual([line('b'), line('a')]);
    expect(read('deny')).toEqual([line('b', 'deny'), line('a'), cannot('policies')]);
  });

  it('that are untestable tell it of themselves', () => {
    const plan = aPlan([
      app(['a']),
      { ...becomesDeny('a'), after: { id: 'a', name: 'a', decision: 'allow' }, unknown: { include: true } },
    ]);
    expect(sideOf(plan, APP, 'planned')).toEqual([`! ${POLICY}.a include`]);
  });

  it('of a known id are not taken for new ones because of what the provider fills in', () => {
    const unknown = { policies: [{ name: true, decision: true, include: true }] };
    const plan = aPlan([app([{ id: 'x' }], { unknown })]);
    expect(sideOf(plan, APP, 'planned')).toEqual(['x']);
  });

  it('are what is live on the prior side', () => {
    const plan = aPlan([
      app(['x'], { before: { id: 'app', policies: ['a', 'b', 'x'] } }),
      gone('a'),
      becomesDeny('b'),
    ]);
    expect(sideOf(plan, APP, 'prior')).toEqual([line('a'), line('b'), 'x']);
  });

  const own = stays('own', 'allow', { application_id: 'app', precedence: 1 });
  const newOwn = created('own', 'allow', { precedence: 1 }, { application_id: true });
  const nobody = { id: 'app', policies: null };
  test.each<[statement: string, draft: Partial<ResourceDraft>, others: ResourceDraft[], isTold: boolean]>([
    ['is destroyed', { actions: ['delete'], after: null }, [], false],
    [
      'is replaced',
      { actions: ['delete', 'create'], after: { policies: null }, unknown: { id: true } },
      [],
      false,
    ],
    ['is given policies', {}, [], false],
    ['had an empty list and is given policies', { before: { id: 'app', policies: [] } }, [], false],
    ['is given what is not known', { after: { id: 'app' }, unknown: { policies: true } }, [], false],
    [
      'is given a policy by its id',
      { before: nobody, after: nobody },
      [{ ...own, actions: ['create'], after: own.before ?? {} }],
      false,
    ],
    ['stays as it is', { actions: ['no-op'], before: nobody, after: nobody }, [], true],
    ['is changed in something else', { before: nobody, after: { ...nobody, name: 'App' } }, [], true],
    ['is created', { actions: ['create'], before: null, unknown: { id: true } }, [], true],
    ['is created with one', { actions: ['create'], before: null, unknown: { id: true } }, [newOwn], true],
    ['has one by its id', { before: nobody, after: { id: 'app', policies: ['x'] } }, [own], true],
  ])(
    'of which the plan tells none before are not said to be none: it %s',
    (_statement, draft, others, isTold) => {
      const plan = aPlan([app(['x'], draft), ...others]);
      const found = plan.policiesOf(APP, 'prior')?.untestable;
      const reason = `The plan does not tell its policies now, which may be managed elsewhere. Test it with a baseline of its own: policies: [{ terraform: ${APP} }], baseline: [{ application: app }].`;
      expect(found).toEqual(isTold ? [] : [{ address: APP, field: 'policies', reason }]);
    },
  );

  it('of an unknown address are none', () => {
    expect(aPlan([app([])]).policiesOf(`${APP}2`, 'planned')).toBeUndefined();
  });
});

describe('policies that are not created yet are found by the references', () => {
  const V4 = { slot: null, mask: true };
  const V5 = { slot: {}, mask: { id: true } };
  const refersTo = (...names: string[]): string[] =>
    names.flatMap((name) => [`${POLICY}.${name}.id`, `${POLICY}.${name}`]);

  function read(
    entries: readonly ({ slot: unknown; mask: unknown } | string)[],
    references: readonly string[],
    others: readonly ResourceDraft[],
  ): string[] | undefined {
    const policies = entries.map((entry) => (typeof entry === 'string' ? entry : entry.slot));
    const unknown = { policies: entries.map((entry) => (typeof entry === 'string' ? false : entry.mask)) };
    return sideOf(
      aPlan([app(policies, { unknown, references: { policies: references } }), ...others]),
      APP,
      'planned',
    );
  }

  const CANNOT = [cannot('policies[0]')];
  const CANNOT_BOTH = [cannot('policies[0]'), cannot('policies[1]')];
  const [a, b, deny] = [created('a'), created('b'), created('d', 'deny')];
  test.each<
    [
      statement: string,
      entries: readonly ({ slot: unknown; mask: unknown } | string)[],
      references: string[],
      others: ResourceDraft[],
      planned: string[],
    ]
  >([
    ['one of v4', [V4], refersTo('a'), [a, b], [line('a')]],
    ['one of v5', [V5], refersTo('a'), [a, b], [line('a')]],
    ['two allows', [V5, V5], refersTo('b', 'a'), [a, b], [line('a'), line('b')]],
    ['an allow and a deny', [V5, V5], refersTo('a', 'd'), [a, deny], CANNOT_BOTH],
    [
      'a bypass and a Service Auth',
      [V5, V5],
      refersTo('x', 'y'),
      [created('x', 'bypass'), created('y', 'non_identity')],
      CANNOT_BOTH,
    ],
    [
      'an allow and a bypass',
      [V5, V5],
      refersTo('a', 'x'),
      [a, created('x', 'bypass')],
      [line('a'), line('x', 'bypass')],
    ],
    [
      'two allows around a deny',
      [V4, 'k', V4],
      refersTo('a', 'b', 'k'),
      [a, b, stays('k', 'deny')],
      [line('k', 'deny'), cannot('policies[0]'), cannot('policies[2]')],
    ],
    [
      'two allows around an allow',
      [V4, 'k', V4],
      refersTo('a', 'b', 'k'),
      [a, b, stays('k')],
      [line('a'), line('k'), line('b')],
    ],
    [
      'two allows around one of which nothing is known',
      [V4, 'x', V4],
      refersTo('a', 'b'),
      [a, b],
      ['x', cannot('policies[0]'), cannot('policies[2]')],
    ],
    [
      'one before a deny',
      [V4, 'k'],
      refersTo('a', 'k'),
      [a, stays('k', 'deny')],
      [line('a'), line('k', 'deny')],
    ],
    ['more references than places', [V5], refersTo('a', 'b'), [a, b], CANNOT],
    ['more places than references', [V5, V5], refersTo('a'), [a, b], CANNOT_BOTH],
    ['a local', [V5], [...refersTo('a'), 'local.policy'], [a], CANNOT],
    ['data', [V5], ['data.cloudflare_x.y.id', 'data.cloudflare_x.y'], [a], CANNOT],
    ['nothing', [V5], [], [a], CANNOT],
    [
      'another resource of Cloudflare',
      [V5],
      [...refersTo('a'), 'cloudflare_zone.z.id', 'cloudflare_zone.z'],
      [a],
      [line('a')],
    ],
    [
      'what may be anything',
      [V5],
      [...refersTo('a'), 'terraform_data.z.output', 'terraform_data.z'],
      [a],
      CANNOT,
    ],
    [
      'what tells nothing about which',
      [V5],
      [...refersTo('a'), 'each.key', 'count.index', 'path.module', 'terraform.workspace'],
      [a],
      [line('a')],
    ],
    ['each.value', [V5], [...refersTo('a'), 'each.value'], [a], CANNOT],
  ])('%s', (_statement, entries, references, others, planned) => {
    expect(read(entries, references, others)).toEqual(planned);
  });

  it('and it is said why not', () => {
    const reasons = (references: string[], others: ResourceDraft[]) => {
      const unknown = { policies: [true, true] };
      const draft = app([null, null], { unknown, references: { policies: references } });
      return aPlan([draft, ...others]).policiesOf(APP, 'planned')?.untestable[0]?.reason;
    };
    expect(reasons(refersTo('a', 'd'), [a, deny])).toBe(
      'The id is known only after the plan is applied: several policies are not created yet, a plan does not tell their order, and it decides who is let in. Apply the policies first.',
    );
    expect(reasons(refersTo('a'), [a])).toBe(
      'The id is known only after the plan is applied: 2 policies are not created yet, and "policies" refers to 1 that may be meant. Refer to the policies directly, or apply them first.',
    );
    expect(reasons(['local.policies'], [a])).toBe(
      'The id is known only after the plan is applied, and "policies" refers to local.policies, of which a plan does not tell what it is. Refer to the policies directly, or apply them first.',
    );
  });
});

describe('policies of v4 with the unknown id of an application', () => {
  const newApp = (name: string): ResourceDraft => ({
    address: `cloudflare_access_application.${name}`,
    actions: ['create'],
    after: { name, policies: null },
    unknown: { id: true },
  });
  const attached = (references: string[]): ResourceDraft => ({
    ...created('a', 'allow', { precedence: 1 }, { application_id: true }),
    references: { application_id: references },
  });
  const ONE = ['cloudflare_access_application.one.id', 'cloudflare_access_application.one'];
  const TWO = ['cloudflare_access_application.two.id', 'cloudflare_access_application.two'];
  const unsure = (name: string) => [`! cloudflare_access_application.${name} `];

  test.each<[references: string[], one: string[], two: string[]]>([
    [ONE, [line('a')], []],
    [[...ONE, ...TWO], unsure('one'), unsure('two')],
    [[...ONE, 'local.app'], unsure('one'), unsure('two')],
    [['local.app'], unsure('one'), unsure('two')],
    [['var.app'], unsure('one'), unsure('two')],
    [[], unsure('one'), unsure('two')],
  ])('belong to the one that is referred to: %j', (references, one, two) => {
    const plan = aPlan([newApp('one'), newApp('two'), attached(references)]);
    expect(sideOf(plan, 'cloudflare_access_application.one', 'planned')).toEqual(one);
    expect(sideOf(plan, 'cloudflare_access_application.two', 'planned')).toEqual(two);
  });
});
