import { describe, expect, it, test } from '@jest/globals';
import { checkPlan } from '../../src/lint/plan.ts';
import { PLAN_RULES, PLAN_SEVERITIES } from '../../src/verdict/assertion.ts';
import { aPlan, type ResourceDraft, samplePlan } from '../support/plan.ts';

const APP = 'cloudflare_zero_trust_access_application.a';
const POLICY = 'cloudflare_zero_trust_access_policy.p';
const everyone = { everyone: {} };
const policy = (decision: string, more = {}) => ({ name: 'P', decision, include: [everyone], ...more });
const open = policy('bypass');
const closed = policy('bypass', { include: [{ ip: { ip: '192.0.2.0/24' } }] });

const app = (before: unknown, after: unknown, more: Partial<ResourceDraft> = {}): ResourceDraft => ({
  address: APP,
  actions: ['update'],
  before: { id: 'a', policies: before },
  after: { id: 'a', policies: after },
  ...more,
});
const newApp = (policies: unknown, unknown = {}): ResourceDraft => ({
  address: APP,
  actions: ['create'],
  after: { policies },
  unknown: { id: true, ...unknown },
});
const updated = (before: object, after: object, more: Partial<ResourceDraft> = {}): ResourceDraft => ({
  address: POLICY,
  actions: ['update'],
  before: { id: 'p', ...before },
  after: { id: 'p', ...after },
  ...more,
});
const created = (after: object): ResourceDraft => ({
  address: POLICY,
  actions: ['create'],
  after: { ...after },
  unknown: { id: true },
});
const gone: ResourceDraft = { ...updated(policy('allow'), {}), actions: ['delete'], after: null };

function found(...resources: ResourceDraft[]): string[] {
  return checkPlan(aPlan(resources), {}).map(
    ({ rule, message }) => `${rule} ${/"([^"]+)"/.exec(message)?.[1] ?? ''}`,
  );
}

type Row = [statement: string, resources: ResourceDraft[], ...findings: string[]];

function table(rule: string, rows: readonly Row[]): void {
  test.each(rows)('%s', (_statement, resources, ...addresses) => {
    expect(found(...resources)).toEqual(addresses.map((address) => `${rule} ${address}`));
  });
}

describe('application_loses_policies', () => {
  table('application_loses_policies', [
    ['null after some', [app(['x'], null)], APP],
    ['an empty list after some', [app([{ id: 'x' }], [])], APP],
    ['null after a policy written in it', [app([policy('allow')], null)], APP],
    ['one is left', [app(['x', 'y'], ['x'])]],
    ['there were none', [app([], null)]],
    ['it is destroyed', [app(['x'], null, { actions: ['delete'], after: null })]],
    ['it is not known', [app(['x'], undefined, { after: { id: 'a' }, unknown: { policies: true } })]],
    [
      'it has one by its id',
      [
        app(['x'], null),
        { address: POLICY, before: { id: 'p', ...policy('allow', { application_id: 'a', precedence: 1 }) } },
      ],
    ],
    [
      'its only own policy is destroyed',
      [
        app(null, null, { actions: ['no-op'] }),
        { ...gone, before: { id: 'p', ...policy('allow', { application_id: 'a', precedence: 1 }) } },
      ],
      APP,
    ],
  ]);
});

describe('policy_destroyed_in_use', () => {
  table('policy_destroyed_in_use', [
    ['by an application that stays', [app(['p'], ['p'], { actions: ['no-op'] }), gone], POLICY],
    ['by an application of v5', [app([{ id: 'p' }], [{ id: 'p' }, { id: 'x' }]), gone], POLICY],
    [
      'replaced, while the old id stays',
      [
        app(['p'], ['p']),
        {
          ...updated(policy('allow'), {}),
          actions: ['delete', 'create'],
          after: policy('allow'),
          unknown: { id: true },
        },
      ],
      POLICY,
    ],
    ['the application lets it go', [app(['p', 'x'], ['x']), gone]],
    ['the application is destroyed as well', [app(['p'], null, { actions: ['delete'], after: null }), gone]],
    ['Terraform forgets it', [app(['p'], ['p']), { ...gone, actions: ['forget'] }]],
  ]);
});

describe('application_without_allow', () => {
  table('application_without_allow', [
    ['deny policies only', [newApp([policy('deny')])], APP],
    ['no policy at all', [newApp(null)], APP],
    [
      'its allow becomes a deny',
      [app(['p'], ['p'], { actions: ['no-op'] }), updated(policy('allow'), policy('deny'))],
      APP,
    ],
    ['an allow', [newApp([policy('deny'), policy('allow')])]],
    ['Service Auth', [newApp([policy('non_identity')])]],
    ['a bypass', [newApp([closed])]],
    ['a policy of which only the id is known', [newApp([policy('deny'), 'x'])]],
    ['a policy that is not known', [newApp([policy('deny'), {}], { policies: [{}, { id: true }] })]],
    ['one that nothing happens to', [app([policy('deny')], [policy('deny')], { actions: ['no-op'] })]],
    ['one that had no policy in the plan before', [app(null, null)]],
    [
      'a decision that is sensitive',
      [{ ...newApp([policy('allow')]), afterSensitive: { policies: [{ decision: true }] } }],
    ],
  ]);
});

describe('bypass_everyone_added', () => {
  table('bypass_everyone_added', [
    ['a new policy', [created(open)], POLICY],
    ['a policy that becomes one', [updated(policy('allow'), open)], POLICY],
    ['a policy that includes everyone now', [updated(closed, open)], POLICY],
    [
      'a policy that requires nothing any more',
      [updated({ ...open, require: [{ geo: { country_code: 'US' } }] }, open)],
      POLICY,
    ],
    ['everyone but one', [created({ ...open, exclude: [{ geo: { country_code: 'US' } }] })], POLICY],
    ['requiring everyone', [created({ ...open, require: [everyone] })], POLICY],
    ['everyone of v4', [created({ ...open, include: [{ everyone: true }] })], POLICY],
    ['written in an application', [app(['x'], ['x', open])], APP],
    [
      'a policy that stays, given to an application',
      [app(['x'], ['x', 'p']), { address: POLICY, before: { id: 'p', ...open } }],
      APP,
    ],
    ['told once, of the policy', [app(['x'], ['x', 'p']), updated(closed, open)], POLICY],
    [
      'what it was before cannot be read',
      [updated({ ...open, include: [everyone, { a_selector_of_tomorrow: ['x'] }] }, open)],
    ],
    ['it was there before', [updated(open, { ...open, name: 'Q' })]],
    ['it was in the application before', [app([open], [{ ...open, name: 'Q' }])]],
    ['it may have been the policy that is taken away', [app(['x'], [open])]],
    ['it requires something', [created({ ...open, require: [{ geo: { country_code: 'US' } }] })]],
    ['it excludes everyone', [created({ ...open, exclude: [everyone] })]],
    ['it includes somebody', [created(closed)]],
    ['an allow', [created(policy('allow'))]],
    ['it is destroyed', [{ ...updated(open, {}), actions: ['delete'], after: null }]],
  ]);
});

describe('findings', () => {
  const both = [app(['x'], null), created(open)];

  it('say what happens to which resource, and what to do', () => {
    const plan = aPlan([...both, { ...newApp([policy('deny')]), address: `${APP}2` }]);
    expect(checkPlan(plan, {}).map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      `error: The plan takes all policies from "${APP}", which has 1 of them now: nobody gets in without one. If that is not meant, give its "policies" again: null and an empty list take them away.`,
      `error: "${POLICY}" is a new bypass that lets everyone in without a login or a log: it includes everyone and requires nothing of them. Say in include or require who is meant, or make it an allow policy.`,
      `warning: "${APP}2" has deny policies only in the plan, so that nobody gets in: whom no policy allows is blocked. Give it an allow, bypass or non_identity policy.`,
    ]);
    expect(checkPlan(aPlan([app(['p'], ['p']), gone]), {}).map(({ message }) => message)).toEqual([
      `The plan destroys "${POLICY}", and "${APP}" still refers to it. Take it out of the application's "policies", or keep it.`,
    ]);
  });

  it('stand at the beginning of the plan', () => {
    for (const finding of checkPlan(aPlan(both), {})) {
      expect(finding).toMatchObject({
        kind: 'policy',
        outcome: 'violated',
        location: { file: 'plan.json', line: 1, column: 1 },
        concerned: [],
      });
    }
  });

  it('matter as much as the config says', () => {
    const severities = { application_loses_policies: 'warning', bypass_everyone_added: 'off' } as const;
    expect(checkPlan(aPlan(both), severities).map(({ rule, severity }) => [rule, severity])).toEqual([
      ['application_loses_policies', 'warning'],
    ]);
  });

  it('are told one by one up to twenty of a rule', () => {
    const many = Array.from({ length: 25 }, (_none, index) =>
      app(['x'], null, { address: `${APP}${String(index)}` }),
    );
    const messages = checkPlan(aPlan(many), {}).map(({ message }) => message);
    expect(messages).toHaveLength(21);
    expect(messages[20]).toBe(
      `And 5 more resources of which the same is to be said: "${APP}20", "${APP}21", "${APP}22" and others.`,
    );
  });

  it('have no address of anybody', () => {
    const address = `${APP}["alice@example.com"]`;
    expect(JSON.stringify(checkPlan(aPlan([app(['x'], null, { address })]), {}))).not.toContain('alice');
  });

  it('are none in the samples', () => {
    for (const name of ['v4-create', 'v4-update', 'v5-create', 'v5-update']) {
      expect(checkPlan(samplePlan(name), {})).toEqual([]);
    }
  });

  it('have a severity each by default', () => {
    expect(Object.keys(PLAN_SEVERITIES)).toEqual([...PLAN_RULES]);
  });
});
