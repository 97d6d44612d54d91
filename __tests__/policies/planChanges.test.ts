import { describe, expect, it, test } from '@jest/globals';
import { aPlan, type ResourceDraft, sideOf } from '../support/plan.ts';

const POLICY = 'cloudflare_access_policy.p';
const GROUP = 'cloudflare_access_group.g';
const APP = 'cloudflare_access_application.a';
const policy = (decision: string, more = {}) => ({
  name: 'P',
  decision,
  include: [{ everyone: {} }],
  ...more,
});
const line = (decision: string): string => `P: ${decision} include everyone`;

describe('what becomes of a policy', () => {
  const before = { id: 'p', ...policy('allow') };
  const after = policy('deny');
  test.each<
    [
      actions: string[],
      draft: Partial<ResourceDraft>,
      action: string | undefined,
      prior: string[],
      planned: string[],
    ]
  >([
    [['create'], { after }, 'create', [], [line('deny')]],
    [['update'], { before, after }, 'update', [line('allow')], [line('deny')]],
    [['delete', 'create'], { before, after }, 'replace', [line('allow')], [line('deny')]],
    [['create', 'delete'], { before, after }, 'replace', [line('allow')], [line('deny')]],
    [['create', 'forget'], { before, after }, 'replace', [line('allow')], [line('deny')]],
    [['delete'], { before, after: null }, 'destroy', [line('allow')], []],
    [['no-op'], { before }, undefined, [line('allow')], [line('allow')]],
    [
      ['no-op'],
      { before, more: { previous_address: 'cloudflare_access_policy.old' } },
      undefined,
      [line('allow')],
      [line('allow')],
    ],
    [['forget'], { before, after: null }, undefined, [line('allow')], [line('allow')]],
    [['read'], { before, after: before }, undefined, [line('allow')], [line('allow')]],
  ])('%j %j', (actions, draft, action, prior, planned) => {
    const plan = aPlan([{ address: POLICY, actions, ...draft }]);
    expect(sideOf(plan, POLICY, 'prior')).toEqual(prior);
    expect(sideOf(plan, POLICY, 'planned')).toEqual(planned);
    expect(plan.changes.map((change) => change.action)).toEqual(action === undefined ? [] : [action]);
    expect(plan.changed).toEqual(action === undefined ? [] : [POLICY]);
  });
});

const app = (before: unknown, after: unknown, more: Partial<ResourceDraft> = {}): ResourceDraft => ({
  address: APP,
  actions: ['update'],
  before: { id: 'a', policies: before },
  after: { id: 'a', policies: after },
  ...more,
});
const differencesOf = (...resources: ResourceDraft[]): readonly string[] | undefined =>
  aPlan(resources).changes.find(({ address }) => address === APP)?.differences;

describe('the differences of an application', () => {
  const inline = (name: string, decision = 'allow') => ({ name, decision, include: [{ everyone: {} }] });
  test.each<[before: unknown, after: unknown, ...differences: string[]]>([
    [['x'], ['x', 'y'], 'policy added: the saved policy y'],
    [['x', 'y'], ['y'], 'policy removed: the saved policy x'],
    [['x', 'y'], ['y', 'x'], 'the order of the policies'],
    [[inline('A')], [inline('A', 'deny')], 'A: decision: deny instead of allow'],
    [[inline('A')], [inline('B')], 'policy removed: A', 'policy added: B'],
    [[inline('A'), inline('A', 'deny')], [inline('A')], 'policy removed: A'],
    [[inline('me@example.com')], null, 'policy removed: [address]'],
    [['x'], ['x']],
  ])('%j %j', (before, after, ...differences) => {
    expect(differencesOf(app(before, after))).toEqual(differences);
  });

  it('are ten at most', () => {
    const many = Array.from({ length: 30 }, (_none, index) => `p${String(index)}`);
    expect(differencesOf(app(['x'], many))).toHaveLength(10);
  });
});

describe('an application that stays', () => {
  const stays = app(['p'], ['p'], { actions: ['no-op'] });
  const changed: ResourceDraft = {
    address: POLICY,
    actions: ['update'],
    before: { id: 'p', ...policy('allow') },
    after: { id: 'p', ...policy('deny') },
  };

  it('says what cannot be tested, and claims nothing else of it', () => {
    const unknown: ResourceDraft = {
      ...changed,
      after: { id: 'p', name: 'P', decision: 'allow', include: [{ email: {} }] },
      unknown: { include: [{ email: { email: true } }] },
    };
    const differences = aPlan([stays, unknown]).changes.map((change) => change.differences);
    expect(differences).toEqual([
      [`cannot be tested: ${POLICY}, include[0].email.email`],
      ['cannot be tested: include[0].email.email'],
    ]);
  });

  it('is affected by a policy that changes', () => {
    const plan = aPlan([stays, changed]);
    expect(plan.changes).toEqual([
      {
        address: APP,
        kind: 'application',
        action: 'affected',
        differences: ['P: decision: deny instead of allow'],
      },
      { address: POLICY, kind: 'policy', action: 'update', differences: ['decision: deny instead of allow'] },
    ]);
    expect(plan.changed).toEqual([APP, POLICY]);
  });

  it('and so by a group that changes, like its policy', () => {
    const grouped = { id: 'p', ...policy('allow', { include: [{ group: { id: 'g' } }] }) };
    const group: ResourceDraft = {
      address: GROUP,
      actions: ['update'],
      before: { id: 'g', include: [{ email: ['a@example.com'], geo: ['US'] }] },
      after: { id: 'g', include: [{ email: ['a@example.com'], geo: ['PT'] }] },
    };
    const plan = aPlan([stays, { address: POLICY, before: grouped }, group]);
    expect(plan.changes.map(({ action, address }) => `${action} ${address}`)).toEqual([
      `affected ${APP}`,
      `affected ${POLICY}`,
      `update ${GROUP}`,
    ]);
    expect(plan.changes[2]?.differences).toEqual(['new include: geo PT', 'include removed: geo US']);
    expect(plan.changed).toEqual([APP, POLICY]);
  });

  it('is not affected by a policy that changes in nothing that is tested', () => {
    const plan = aPlan([stays, { ...changed, after: { ...changed.before, precedence: 2 } }]);
    expect(plan.changes).toEqual([{ address: POLICY, kind: 'policy', action: 'update', differences: [] }]);
  });

  it('is affected by a policy of its own that is new, and that is tested with it', () => {
    const own = policy('deny', { application_id: 'a', precedence: 1 });
    const plan = aPlan([
      app(null, null, { actions: ['no-op'] }),
      { address: POLICY, actions: ['create'], after: own, unknown: { id: true } },
    ]);
    expect(plan.changed).toEqual([APP]);
    expect(sideOf(plan, APP, 'planned')).toEqual([line('deny')]);
  });

  it('of another plan leaves its policy to be tested alone', () => {
    const own = policy('deny', { application_id: 'elsewhere', precedence: 1 });
    const plan = aPlan([{ address: POLICY, actions: ['create'], after: own, unknown: { id: true } }]);
    expect(plan.changed).toEqual([POLICY]);
  });
});

describe('a bookmark', () => {
  const bookmark = { id: 'a', type: 'bookmark', policies: ['x'] };
  const own = { id: 'a', type: 'self_hosted', policies: ['x'] };

  test.each<[statement: string, draft: Partial<ResourceDraft>]>([
    ['that stays one', { before: bookmark, after: { ...bookmark, policies: null } }],
    ['that is new', { actions: ['create'], before: null, after: bookmark, unknown: { id: true } }],
    ['that is destroyed', { actions: ['delete'], before: bookmark, after: null }],
  ])('%s is no application of Access', (_statement, draft) => {
    const plan = aPlan([app([], [], draft)]);
    expect(plan).toMatchObject({ addresses: [], changes: [], changed: [] });
    expect(plan.policiesOf(APP, 'prior')).toBeUndefined();
  });

  it('is one where it becomes one, or was none, and can only not be compared', () => {
    const becomes = aPlan([app([], [], { before: bookmark, after: own })]);
    expect([sideOf(becomes, APP, 'prior'), sideOf(becomes, APP, 'planned')]).toEqual([
      [`! ${APP} type`],
      ['x'],
    ]);
    expect(becomes.changed).toEqual([APP]);
    const ends = aPlan([app([], [], { before: own, after: bookmark })]);
    expect([sideOf(ends, APP, 'prior'), sideOf(ends, APP, 'planned')]).toEqual([['x'], [`! ${APP} type`]]);
    expect(ends.changed).toEqual([APP]);
  });
});

describe('what cannot be tested on both sides', () => {
  const strange = { a_selector_of_tomorrow: ['x'] };
  const cannot = [`! ${POLICY} include[1].a_selector_of_tomorrow`];
  const read = (rule: unknown, ...others: ResourceDraft[]): readonly string[] => {
    const draft: ResourceDraft = {
      address: POLICY,
      before: { id: 'p', ...policy('allow', { include: [rule, strange] }) },
    };
    const plan = aPlan([app(['p'], ['p'], { actions: ['no-op'] }), draft, ...others]);
    expect(sideOf(plan, APP, 'prior')).toEqual(cannot);
    return plan.changed;
  };
  const group = (to: string): ResourceDraft => ({
    address: GROUP,
    actions: ['update'],
    before: { id: 'g', include: [{ geo: ['US'] }], require: [{ geo: ['US'] }] },
    after: { id: 'g', include: [{ geo: ['US'] }], require: [{ geo: [to] }] },
  });

  it('is affected by a group that changes', () => {
    expect(read({ group: { id: 'g' } }, group('PT'))).toEqual([APP, POLICY]);
    expect(read({ group: { id: 'g' } }, group('US'))).toEqual([]);
    expect(read({ group: { id: 'h' } }, group('PT'))).toEqual([]);
  });

  it('also where the rule with the group is what cannot be read', () => {
    const both = { group: { id: 'g' }, geo: { country_code: 'US' } };
    const include = [both];
    const draft: ResourceDraft = { address: POLICY, before: { id: 'p', ...policy('allow', { include }) } };
    expect(aPlan([draft, group('PT')]).changed).toEqual([POLICY]);
    expect(aPlan([draft, group('US')]).changed).toEqual([]);
  });

  it('is affected by what changes beside that in a policy', () => {
    const [before, after] = ['allow', 'deny'].map((decision) => ({
      id: 'p',
      ...policy(decision, { include: [{ everyone: {} }, strange] }),
    }));
    const plan = aPlan([
      app(['p'], ['p'], { actions: ['no-op'] }),
      { address: POLICY, actions: ['update'], before: before ?? {}, after: after ?? {} },
    ]);
    expect(sideOf(plan, APP, 'prior')).toEqual(sideOf(plan, APP, 'planned'));
    expect(plan.changed).toEqual([APP, POLICY]);
  });
});
