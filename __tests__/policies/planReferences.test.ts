import { describe, expect, test } from '@jest/globals';
import { aPlan, expressionsOf, type ResourceDraft, sideOf } from '../support/plan.ts';

const APP = 'cloudflare_zero_trust_access_application';
const POLICY = 'cloudflare_zero_trust_access_policy';

const created = (address: string, name: string): ResourceDraft => ({
  address,
  actions: ['create'],
  after: { name, decision: 'allow', include: [{ everyone: {} }] },
  unknown: { id: true },
});
const app = (address: string, slots = 1): ResourceDraft => ({
  address,
  actions: ['create'],
  after: { policies: Array.from({ length: slots }, () => ({})) },
  unknown: { id: true, policies: Array.from({ length: slots }, () => ({ id: true })) },
});
const line = (name: string): string => `${name}: allow include everyone`;

const configured = (address: string, references: readonly string[]) => ({
  address,
  mode: 'managed',
  expressions: expressionsOf({ policies: references }),
});
const rooted = (root_module: unknown) => ({ configuration: { root_module } });

describe('references to instances', () => {
  const policies = [
    created(`${POLICY}.each["a"]`, 'a'),
    created(`${POLICY}.each["b.c"]`, 'b.c'),
    created(`${POLICY}.counted[0]`, 'zero'),
    created(`${POLICY}.counted[1]`, 'one'),
  ];
  test.each<[slots: number, references: string[], planned: string[]]>([
    [1, [`${POLICY}.each["a"].id`, `${POLICY}.each["a"]`, `${POLICY}.each`], [line('a')]],
    [1, [`${POLICY}.each["b.c"].id`, `${POLICY}.each["b.c"]`, `${POLICY}.each`], [line('b.c')]],
    [1, [`${POLICY}.counted[1].id`, `${POLICY}.counted[1]`, `${POLICY}.counted`], [line('one')]],
    [2, [`${POLICY}.each`], [line('a'), line('b.c')]],
    [
      2,
      [`${POLICY}.each["a"].id`, `${POLICY}.each["a"]`, `${POLICY}.each`, `${POLICY}.each`],
      [line('a'), line('b.c')],
    ],
    // which of them is not told
    [1, [`${POLICY}.each`, 'each.key'], [`! ${APP}.app policies[0]`]],
    [1, [`${POLICY}.each["z"].id`, `${POLICY}.each["z"]`, `${POLICY}.each`], [`! ${APP}.app policies[0]`]],
    [1, [`${POLICY}.each["a`], [`! ${APP}.app policies[0]`]],
  ])('%d place for %j', (slots, references, planned) => {
    const plan = aPlan([app(`${APP}.app`, slots), ...policies], {
      ...rooted({ resources: [configured(`${APP}.app`, references)] }),
    });
    expect(sideOf(plan, `${APP}.app`, 'planned')).toEqual(planned);
  });
});

describe('references across modules', () => {
  const inside = `module.apps["x"].${APP}.app`;
  /** An application in a module that is called with for_each. */
  const called = (references: readonly string[], call: Record<string, unknown>, more = {}) =>
    rooted({
      module_calls: {
        apps: {
          for_each_expression: {},
          ...call,
          module: { resources: [configured(`${APP}.app`, references)] },
        },
        ...more,
      },
    });
  const outputs = (references: readonly string[], more = {}) => ({
    policies: { module: { outputs: { id: { expression: { references } } } }, ...more },
  });

  test.each<[statement: string, policies: ResourceDraft[], configuration: unknown, planned: string[]]>([
    [
      'within one instance',
      [created(`module.apps["x"].${POLICY}.p`, 'x'), created(`module.apps["y"].${POLICY}.p`, 'y')],
      called([`${POLICY}.p.id`, `${POLICY}.p`], {}),
      [line('x')],
    ],
    [
      'not into another module of the same name',
      [created(`${POLICY}.p`, 'root')],
      called([`${POLICY}.p.id`, `${POLICY}.p`], {}),
      [`! ${inside} policies[0]`],
    ],
    [
      'up a variable',
      [created(`${POLICY}.p`, 'root')],
      called(['var.policy'], { expressions: expressionsOf({ policy: [`${POLICY}.p.id`, `${POLICY}.p`] }) }),
      [line('root')],
    ],
    [
      'up a variable with an object',
      [created(`${POLICY}.p`, 'root')],
      called(['var.policy.id', 'var.policy'], { expressions: expressionsOf({ policy: [`${POLICY}.p`] }) }),
      [line('root')],
    ],
    [
      'up a variable to a local',
      [created(`${POLICY}.p`, 'root')],
      called(['var.policy'], { expressions: expressionsOf({ policy: ['local.p'] }) }),
      [`! ${inside} policies[0]`],
    ],
    [
      'up a variable and down an output',
      [created(`module.policies.${POLICY}.p`, 'sister')],
      called(
        ['var.policy'],
        { expressions: expressionsOf({ policy: ['module.policies.id', 'module.policies'] }) },
        outputs([`${POLICY}.p.id`, `${POLICY}.p`]),
      ),
      [line('sister')],
    ],
    [
      'down the output of one instance',
      [created(`module.policies["a"].${POLICY}.p`, 'a'), created(`module.policies["b"].${POLICY}.p`, 'b')],
      called(
        ['var.policy'],
        { expressions: expressionsOf({ policy: ['module.policies["b"].id', 'module.policies["b"]'] }) },
        outputs([`${POLICY}.p.id`, `${POLICY}.p`], { for_each_expression: {} }),
      ),
      [line('b')],
    ],
    [
      'down the outputs of all instances, of which one is meant',
      [created(`module.policies["a"].${POLICY}.p`, 'a'), created(`module.policies["b"].${POLICY}.p`, 'b')],
      called(
        ['var.policy'],
        { expressions: expressionsOf({ policy: ['module.policies'] }) },
        outputs([`${POLICY}.p.id`, `${POLICY}.p`]),
      ),
      [`! ${inside} policies[0]`],
    ],
    [
      'down an output of a module that only hands on',
      [created(`${POLICY}.p`, 'root')],
      called(
        ['var.policy'],
        { expressions: expressionsOf({ policy: ['module.policies.id', 'module.policies'] }) },
        outputs(['var.given'], { expressions: expressionsOf({ given: [`${POLICY}.p.id`, `${POLICY}.p`] }) }),
      ),
      [line('root')],
    ],
    [
      'in a circle',
      [created(`${POLICY}.p`, 'root')],
      called(
        ['var.policy'],
        { expressions: expressionsOf({ policy: ['module.policies.id', 'module.policies'] }) },
        outputs(['var.given'], {
          expressions: expressionsOf({ given: ['module.policies.id', 'module.policies'] }),
        }),
      ),
      [`! ${inside} policies[0]`],
    ],
  ])('%s', (_statement, policies, configuration, planned) => {
    const plan = aPlan([app(inside), ...policies], configuration as Record<string, unknown>);
    expect(sideOf(plan, inside, 'planned')).toEqual(planned);
  });
});
