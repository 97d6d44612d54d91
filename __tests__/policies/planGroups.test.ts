import { describe, expect, it, test } from '@jest/globals';
import { aPlan, type ResourceDraft, sideOf } from '../support/plan.ts';

const POLICY = 'cloudflare_zero_trust_access_policy.p';
const GROUP = 'cloudflare_zero_trust_access_group';
const email = (name: string) => ({ email: { email: name } });
const refer = (id: string) => ({ group: { id } });
const UNKNOWN = { group: {} };
const MASK = { group: { id: true } };

/** A policy that stays as it is, or is created when something of it is unknown. */
function policy(lists: Record<string, unknown>, unknown?: unknown, references = {}): ResourceDraft {
  const values = { name: 'P', decision: 'allow', include: [{ everyone: {} }], ...lists };
  return unknown === undefined
    ? { address: POLICY, before: { id: 'p', ...values } }
    : { address: POLICY, actions: ['create'], after: values, unknown, references };
}

/** The rules of a group, of include where no list is named. */
const listsOf = (rules: unknown): Record<string, unknown> =>
  Array.isArray(rules) ? { include: rules } : (rules as Record<string, unknown>);

const group = (name: string, rules: unknown, more: Partial<ResourceDraft> = {}): ResourceDraft => ({
  address: `${GROUP}.${name}`,
  before: { id: name, name, ...listsOf(rules) },
  ...more,
});
const updated = (name: string, rules: unknown, before: unknown = [email('old')]): ResourceDraft => ({
  ...group(name, before),
  actions: ['update'],
  after: { id: name, name, ...listsOf(rules) },
});
const created = (name: string, rules: unknown, more: Partial<ResourceDraft> = {}): ResourceDraft => ({
  address: `${GROUP}.${name}`,
  actions: ['create'],
  after: { name, ...listsOf(rules) },
  unknown: { id: true },
  ...more,
});

const allows = (rules: string): string[] => [`P: allow include ${rules}`];

describe('a reference to a group of a known id', () => {
  const destroyed = { ...group('g', [email('old')]), actions: ['delete'], after: null };
  test.each<[statement: string, groups: ResourceDraft[], planned: string[]]>([
    ['stays an id where the plan does not have the group', [], allows('group g')],
    ['stays an id where the group stays', [group('g', [email('a')])], allows('group g')],
    [
      'stays an id where only the name changes',
      [
        {
          ...group('g', [email('a')]),
          actions: ['update'],
          after: { id: 'g', name: 'new', include: [email('a')] },
        },
      ],
      allows('group g'),
    ],
    [
      'becomes the planned rules where they change',
      [updated('g', [email('a'), email('b')])],
      allows('email a | email b'),
    ],
    ['becomes them also of v4', [updated('g', [{ email: ['a'], geo: ['US'] }])], allows('email a | geo US')],
    ['cannot be tested where the group is destroyed', [destroyed], [`! ${POLICY} include[0].group`]],
    [
      'cannot be tested where the group gets a require',
      [updated('g', { include: [email('a')], require: [email('b')] })],
      [`! ${POLICY} include[0].group`],
    ],
    [
      'cannot be tested where the group gets an exclude',
      [updated('g', { include: [email('a')], exclude: [email('b')] })],
      [`! ${POLICY} include[0].group`],
    ],
    [
      'cannot be tested where the group gets something unknown',
      [{ ...updated('g', [{ email: {} }]), unknown: { include: [{ email: { email: true } }] } }],
      [`! ${POLICY} include[0].group`],
    ],
    [
      'becomes the rules of a group in the group',
      [updated('g', [refer('h'), email('b')]), updated('h', [email('a')])],
      allows('email a | email b'),
    ],
    [
      'becomes the rules of a group that stays, around one that changes',
      [group('g', [refer('h'), email('b')]), updated('h', [email('a')])],
      allows('email a | email b'),
    ],
    [
      'becomes each rule once',
      [updated('g', [refer('h'), refer('i')]), updated('h', [refer('i')]), updated('i', [email('a')])],
      allows('email a'),
    ],
    [
      'cannot be tested in a circle',
      [updated('g', [refer('h')]), group('h', [refer('g')])],
      [`! ${POLICY} include[0].group`],
    ],
    [
      'stays an id in a circle that stays',
      [group('g', [refer('h')]), group('h', [refer('g')])],
      allows('group g'),
    ],
    [
      'means the group that changes, and not the one that Terraform forgets',
      [
        {
          ...group('old', [email('old')]),
          before: { id: 'g', include: [email('old')] },
          actions: ['forget'],
          after: null,
        },
        updated('g', [email('a')]),
      ],
      allows('email a'),
    ],
    [
      'means it also where the forgotten one comes later',
      [
        updated('g', [email('a')]),
        {
          ...group('old', []),
          before: { id: 'g', include: [email('old')] },
          actions: ['forget'],
          after: null,
        },
      ],
      allows('email a'),
    ],
  ])('%s', (_statement, groups, planned) => {
    const plan = aPlan([policy({ include: [refer('g')] }), ...groups]);
    expect(sideOf(plan, POLICY, 'planned')).toEqual(planned);
    expect(sideOf(plan, POLICY, 'prior')).toEqual(allows('group g'));
  });

  it('says which group is in the way, and why', () => {
    const plan = aPlan([
      policy({ include: [refer('g')] }),
      updated('g', [refer('h')]),
      updated('h', { include: [email('a')], require: [email('b')] }),
    ]);
    expect(plan.policiesOf(POLICY, 'planned')?.untestable[0]?.reason).toBe(
      `The plan changes the group ${GROUP}.g, and its rules cannot stand in its place: the group ${GROUP}.h has rules in require. Apply the group first.`,
    );
  });
});

describe('the rules of a group that changes', () => {
  const two = [email('a'), email('b')];
  test.each<[list: string, rules: unknown[], planned: string]>([
    ['exclude', two, 'P: allow include everyone exclude email a | email b'],
    ['require', [email('a')], 'P: allow include everyone require email a'],
    ['require', two, `! ${POLICY} require[0].group`],
  ])('stand in %s where that means the same: %j', (list, rules, planned) => {
    const plan = aPlan([policy({ [list]: [refer('g')] }), updated('g', rules)]);
    expect(sideOf(plan, POLICY, 'planned')).toEqual([planned]);
  });
});

describe('a group of an unknown id is found by the references', () => {
  const one = { include: [MASK] };
  const both = { include: [MASK, MASK] };
  const CANNOT = [`! ${POLICY} include[0].group.id`];
  const CANNOT_BOTH = [...CANNOT, `! ${POLICY} include[1].group.id`];
  const a = created('a', [email('a')]);
  const b = created('b', [email('b')]);
  test.each<[unknown: typeof one, references: string[], groups: ResourceDraft[], planned: string[]]>([
    [one, [`${GROUP}.a.id`, `${GROUP}.a`], [a], allows('email a')],
    [one, [`${GROUP}.a.id`, `${GROUP}.a`], [a, b], allows('email a')],
    [
      both,
      [`${GROUP}.b.id`, `${GROUP}.b`, `${GROUP}.a.id`, `${GROUP}.a`],
      [a, b],
      allows('email a | email b'),
    ],
    [one, [`${GROUP}.a.id`, `${GROUP}.a`, 'local.idp'], [a], allows('email a')],
    [one, [`${GROUP}.a.id`, `${GROUP}.a`, 'local.idp'], [a, b], CANNOT],
    [one, [`${GROUP}.a.id`, `${GROUP}.a`, `${GROUP}.b.id`, `${GROUP}.b`], [a, b], CANNOT],
    [both, [`${GROUP}.a.id`, `${GROUP}.a`], [a, b], CANNOT_BOTH],
    [one, [`${GROUP}.a.name`, `${GROUP}.a`], [a], CANNOT],
    // what passes on whatever it is given may be another group
    ...[
      'module.groups.id',
      'module.groups',
      'each.value',
      'data.cloudflare_zero_trust_access_group.x.id',
      'data.cloudflare_zero_trust_access_groups.all',
      'data.cloudflare_access_group.x.id',
      'data.terraform_remote_state.x.outputs',
      'terraform_data.x.output',
    ].map((other): [typeof one, string[], ResourceDraft[], string[]] => [
      one,
      [`${GROUP}.a.id`, `${GROUP}.a`, other],
      [a],
      CANNOT,
    ]),
    ...[
      'var.idp',
      'data.cloudflare_zero_trust_access_identity_provider.x.id',
      'data.azuread_group.x.object_id',
      'azuread_group.x.object_id',
      'cloudflare_zero_trust_list.x.id',
    ].map((other): [typeof one, string[], ResourceDraft[], string[]] => [
      one,
      [`${GROUP}.a.id`, `${GROUP}.a`, other],
      [a],
      allows('email a'),
    ]),
    [one, ['local.group'], [a], CANNOT],
    [one, [], [a], CANNOT],
    // a known group beside it is not meant
    [
      one,
      [`${GROUP}.a.id`, `${GROUP}.a`, `${GROUP}.k.id`, `${GROUP}.k`],
      [a, group('k', [email('k')])],
      allows('email a'),
    ],
  ])('%j %j', (unknown, references, groups, planned) => {
    const drafts = unknown.include.map(() => UNKNOWN);
    const plan = aPlan([policy({ include: drafts }, unknown, { include: references }), ...groups]);
    expect(sideOf(plan, POLICY, 'planned')).toEqual(planned);
  });

  it('also within a group', () => {
    const plan = aPlan([
      policy({ include: [UNKNOWN] }, one, { include: [`${GROUP}.a.id`, `${GROUP}.a`] }),
      created('a', [UNKNOWN, email('a')], {
        unknown: { id: true, include: [MASK] },
        references: { include: [`${GROUP}.b.id`, `${GROUP}.b`] },
      }),
      b,
    ]);
    expect(sideOf(plan, POLICY, 'planned')).toEqual(allows('email b | email a'));
  });

  it('of a policy of v4 by those of its groups alone', () => {
    const blocks = (references: string[]) => [
      { email: { references: ['local.emails'] }, group: { references } },
    ];
    const read = (references: string[]) => {
      const after = { name: 'P', decision: 'allow', include: [{ email: ['x'], group: [null] }] };
      const unknown = { include: [{ email: [false], group: [true] }] };
      const include = blocks(references);
      const resources = [{ address: POLICY, mode: 'managed', expressions: { include } }];
      return sideOf(
        aPlan([{ address: POLICY, actions: ['create'], after, unknown }, a, b], {
          configuration: { root_module: { resources } },
        }),
        POLICY,
        'planned',
      );
    };
    expect(read([`${GROUP}.a.id`, `${GROUP}.a`])).toEqual(allows('email x | email a'));
    expect(read(['local.group'])).toEqual([`! ${POLICY} include[0].group[0]`]);
  });
});
