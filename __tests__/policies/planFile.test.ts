import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePlan } from '../../src/policies/plan.ts';
import { aPlan, planText, readPlan, type ResourceDraft, sideOf } from '../support/plan.ts';
import { processorMs } from '../support/processorTime.ts';

const POLICY = 'cloudflare_zero_trust_access_policy.p';
const EVERYONE = { name: 'P', decision: 'allow', include: [{ everyone: {} }] };
const stays: ResourceDraft = { address: POLICY, before: { id: 'p', ...EVERYONE } };
const LINE = 'P: allow include everyone';

function problemsOf(text: string): string[] {
  const { plan, problems } = parsePlan('plan.json', text);
  expect(plan === undefined).toBe(problems.length > 0);
  for (const { location } of problems) expect(location).toEqual({ file: 'plan.json', line: 1, column: 1 });
  return problems.map(({ message }) => message);
}

const NONE = 'This is no Terraform plan that can be read. ';
const GIVE = 'Give the output of: terraform show -json PLAN';

describe('what is no plan is refused, and it is said what to give instead', () => {
  const text = planText([stays]);
  test.each<[statement: string, text: string, problem: string]>([
    ['nothing', ' \n', `It is empty. ${GIVE}.`],
    ['the plan file', 'PK\u0003\u0004\u0000', `It is the binary plan file. ${GIVE}.`],
    [
      'UTF-16',
      '\uFFFD\uFFFD{\u0000"\u0000',
      `It is not written in UTF-8, as by the redirection of Windows PowerShell. ${GIVE}, written by: Out-File -Encoding utf8.`,
    ],
    [
      'the output of the wrapper',
      `[command]/terraform-bin show -json plan\n${text}`,
      'It begins with a line of the wrapper of hashicorp/setup-terraform. Set terraform_wrapper to false there.',
    ],
    [
      'the log',
      '{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info"}\n',
      `It is the log of terraform plan -json, and not the plan. Run terraform plan -out=PLAN. ${GIVE}.`,
    ],
    [
      'no JSON',
      'Terraform will perform the following actions',
      `It is not JSON. ${GIVE}, and not the plan file itself.`,
    ],
    ['an end too early', text.slice(0, -20), `It is not JSON. ${GIVE}, and not the plan file itself.`],
    ['two texts', text + text, `It is not JSON. ${GIVE}, and not the plan file itself.`],
    ['a list', '[]', `It is not JSON. ${GIVE}, and not the plan file itself.`],
    ['another JSON', '{"name":"x"}', `It is something else. ${GIVE}.`],
    [
      'a state',
      '{"format_version":"1.0","values":{"root_module":{}}}',
      `It is a state, and not a plan. ${GIVE}, with the file that terraform plan -out=PLAN writes.`,
    ],
    ['an empty state', '{"format_version":"1.0"}', `It is an empty state, and not a plan. ${GIVE}.`],
    [
      'a later format',
      '{"format_version":"2.0","planned_values":{}}',
      'Its "format_version" must be 0.x or 1.x, and is "2.0". Use a version of this action that knows it.',
    ],
    [
      'no format',
      '{"planned_values":{}}',
      'Its "format_version" must be 0.x or 1.x, and is none that is text. Use a version of this action that knows it.',
    ],
    [
      'a broken run',
      '{"format_version":"1.2","planned_values":{},"errored":true}',
      'It is the plan of a run that ended with an error, so that it is not whole. Mend the error and plan again.',
    ],
    [
      'changes that are no list',
      '{"format_version":"1.2","resource_changes":{}}',
      'Its "resource_changes" is no list.',
    ],
    [
      'a configuration that is none',
      '{"format_version":"1.2","resource_changes":[],"configuration":[]}',
      'Its "configuration" is no mapping.',
    ],
    [
      'a broken entry',
      '{"format_version":"1.2","resource_changes":[{"a":nul}]}',
      'resource_changes[0] has more than 100 lists and mappings in one another, or is no JSON. Write the plan again.',
    ],
  ])('%s', (_statement, given, problem) => {
    expect(problemsOf(given)).toEqual([NONE + problem]);
  });

  test.each<[entry: ResourceDraft, what: string]>([
    [{ ...stays, more: { address: 5 } }, 'has no address'],
    [{ ...stays, more: { address: '' } }, 'has no address'],
    [{ ...stays, more: { type: null } }, 'has no type'],
    [{ ...stays, more: { type: ['cloudflare_access_policy'] } }, 'has no type'],
    [{ ...stays, more: { type: '' } }, 'has no type'],
    [{ ...stays, more: { mode: undefined } }, 'has no mode'],
    [{ ...stays, more: { mode: '' } }, 'has no mode'],
    [{ address: 'random_id.x', more: { mode: true } }, 'has no mode'],
    [{ ...stays, actions: ['explode'] }, 'has actions that this program does not know'],
    [{ ...stays, more: { change: null } }, 'has actions that this program does not know'],
    [{ ...stays, before: null }, 'has no "before"'],
    [{ ...stays, actions: ['update'] }, 'has no "after"'],
    [{ ...stays, actions: ['create'] }, 'has no "after"'],
  ])('an entry like %j', (entry, what) => {
    expect(problemsOf(planText([entry]))).toEqual([
      `${NONE}resource_changes[0] ${what}. Write the plan again.`,
    ]);
  });

  test.each(['null', '5', '"text"', '[]', 'true'])('an entry that is %s', (entry) => {
    const text = `{"format_version":"1.2","resource_changes":[${entry}]}`;
    expect(problemsOf(text)).toEqual([`${NONE}resource_changes[0] is no mapping. Write the plan again.`]);
  });

  it('two entries of one address', () => {
    expect(problemsOf(planText([stays, stays]))).toEqual([
      `${NONE}resource_changes[1] has the address "${POLICY}" of one before it.`,
    ]);
  });

  it('and of many mistakes, twenty are told', () => {
    const entries = Array.from({ length: 50 }, () => ({ ...stays, actions: ['explode'] }));
    expect(problemsOf(planText(entries))).toHaveLength(20);
  });
});

describe('what is a plan is read', () => {
  test.each<[statement: string, text: string]>([
    ['without resources', '{"format_version":"1.2","planned_values":{}}'],
    ['with null for them', '{"format_version":"1.2","planned_values":{},"resource_changes":null}'],
    ['of Terraform 0.12', '{"format_version":"0.1","planned_values":{},"resource_changes":[]}'],
    ['with a byte order mark', `\uFEFF${planText([])}`],
    ['with blanks', JSON.stringify(JSON.parse(planText([])), undefined, 4) + '\n'],
  ])('%s', (_statement, text) => {
    const { plan, warnings } = parsePlan('plan.json', text);
    expect(plan).toMatchObject({ addresses: [], changes: [], changed: [] });
    expect(warnings).toEqual([]);
  });

  it('that is not complete, with a warning', () => {
    const { plan, warnings } = parsePlan('plan.json', planText([stays], { complete: false }));
    expect(plan?.addresses).toEqual([POLICY]);
    expect(warnings.map(({ message }) => message)).toEqual([
      'The plan is not complete, because it was limited by -target or because something was put off: what it does not plan is neither tested nor shown.',
    ]);
  });

  it('whatever its blanks, its texts and the order of its members', () => {
    const json = fc.json();
    const blanks = fc.constantFrom('', ' ', '\n\t', '\r\n    ');
    fc.assert(
      fc.property(json, json, blanks, fc.boolean(), (one, other, blank, isFirst) => {
        const own = `"format_version":${blank}"1.2"${blank},${blank}"resource_changes":${blank}[${blank}${JSON.stringify(entryOf(stays))}${blank}]`;
        const others = `"x":${one},"y\\"]":${blank}${other}`;
        const text = `${blank}{${isFirst ? `${own},${others}` : `${others}${blank},${own}`}${blank}}${blank}`;
        expect(sideOf(readPlan(text), POLICY, 'planned')).toEqual([LINE]);
      }),
    );
  });

  it('but for data, other types and deposed objects', () => {
    const others: ResourceDraft[] = [
      { ...stays, address: `data.${POLICY}`, more: { mode: 'data' } },
      { address: 'random_id.x', before: {} },
      { ...stays, actions: ['delete'], more: { deposed: '4f3a' } },
    ];
    expect(aPlan([...others, stays]).addresses).toEqual([POLICY]);
  });
});

function entryOf(draft: ResourceDraft): unknown {
  return (JSON.parse(planText([draft])) as { resource_changes: unknown[] }).resource_changes[0];
}

describe('a hostile plan does no harm', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

  it('nested a million deep', () => {
    const deep = nested(1_000_000);
    const text = `{"format_version":"1.2","x":${deep},"resource_changes":[],"configuration":{"a":${deep}}}`;
    expect(problemsOf(text)).toEqual([
      `${NONE}Its "configuration" has more than 200 lists and mappings in one another.`,
    ]);
    expect(problemsOf(`{"format_version":"1.2","resource_changes":[${deep}]}`)).toEqual([
      `${NONE}resource_changes[0] has more than 100 lists and mappings in one another, or is no JSON. Write the plan again.`,
    ]);
  });

  it('with keys that everything inherits', () => {
    const text = planText([stays]).replace(
      '"everyone":{}',
      '"__proto__":{"polluted":"yes"},"constructor":null,"toString":null',
    );
    expect(sideOf(readPlan(text), POLICY, 'planned')).toEqual(['P: allow include __proto__ yes']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    for (const type of ['__proto__', 'constructor', 'toString']) {
      expect(aPlan([{ ...stays, more: { type } }]).addresses).toEqual([]);
      expect(aPlan([stays]).policiesOf(type, 'planned')).toBeUndefined();
    }
  });

  it('with a thousand groups in each other', () => {
    const groups = Array.from({ length: 1000 }, (_none, index): ResourceDraft => {
      const inner = [{ group: { id: `g${String(index + 1)}` } }, { group: { id: `g${String(index + 2)}` } }];
      return {
        address: `cloudflare_zero_trust_access_group.g${String(index)}`,
        actions: ['update'],
        before: { id: `g${String(index)}`, include: [{ everyone: {} }] },
        after: { id: `g${String(index)}`, include: inner },
      };
    });
    const plan = aPlan([
      { ...stays, before: { ...EVERYONE, include: [{ group: { id: 'g0' } }] } },
      ...groups,
    ]);
    expect(plan.policiesOf(POLICY, 'planned')?.untestable.map(({ reason }) => reason)).toEqual([
      'The plan changes the group cloudflare_zero_trust_access_group.g0, and its rules cannot stand in its place: its groups are nested more than 50 deep. Apply the group first.',
    ]);
  });

  it('with addresses of people in its addresses', () => {
    const address = 'cloudflare_zero_trust_access_group.of["alice@example.com"]';
    const plan = aPlan([
      { ...stays, before: { ...EVERYONE, include: [{ group: { id: 'g' } }] } },
      { address, actions: ['delete'], before: { id: 'g' } },
    ]);
    expect(plan.policiesOf(POLICY, 'planned')?.untestable[0]?.reason).toBe(
      'It refers to the group cloudflare_zero_trust_access_group.of["[address]"], which the plan destroys: refer to another.',
    );
  });

  it('of any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parsePlan('plan.json', text).plan).toBeUndefined();
      }),
    );
  });

  it('of any values in its resources', () => {
    const value = fc.jsonValue();
    const types = fc.constantFrom('policy', 'group', 'application');
    const actions = fc.constantFrom(
      ['create'],
      ['update'],
      ['delete'],
      ['no-op'],
      ['delete', 'create'],
      ['forget'],
    );
    const attributes = fc.record(
      {
        id: value,
        name: value,
        decision: value,
        include: value,
        require: value,
        policies: value,
        application_id: value,
        precedence: value,
      },
      { requiredKeys: [] },
    );
    const draft = fc.record({
      address: types.map((type) => `cloudflare_zero_trust_access_${type}.x`),
      actions,
      before: attributes,
      after: attributes,
      unknown: fc.oneof(value, attributes),
      beforeSensitive: fc.oneof(value, attributes),
      afterSensitive: fc.oneof(value, attributes),
    });
    const configuration = fc.record({ root_module: value });
    fc.assert(
      fc.property(
        fc.uniqueArray(draft, { selector: ({ address }) => address }),
        configuration,
        (drafts, more) => {
          const { plan, problems } = parsePlan('plan.json', planText(drafts, { configuration: more }));
          expect(problems).toEqual([]);
          expect(plan?.addresses).toHaveLength(
            drafts.filter(({ address }) => !address.includes('group')).length,
          );
        },
      ),
    );
  });
});

describe('a plan of 2,000 resources', () => {
  it('is read in a second or two, however busy the machine is', () => {
    const resources = Array.from({ length: 2000 }, (_none, index): ResourceDraft => {
      const values = (country: string) => ({
        id: `p${String(index)}`,
        ...EVERYONE,
        include: Array.from({ length: 10 }, (_rule, place) => ({
          ...Object.fromEntries(
            Array.from({ length: 24 }, (_selector, at) => [`selector_${String(at)}`, null]),
          ),
          email: { email: `somebody.${String(place)}@example.com` },
        })),
        require: [{ geo: { country_code: country } }],
      });
      return {
        address: `cloudflare_zero_trust_access_policy.p["${String(index)}"]`,
        actions: ['update'],
        before: values('US'),
        after: values('PT'),
        more: { padding: 'x'.repeat(10_000) },
      };
    });
    const text = planText(resources);
    expect(text.length).toBeGreaterThan(40_000_000);
    const tookMs = processorMs(() => {
      expect(readPlan(text).changed).toHaveLength(2000);
    });
    expect(tookMs).toBeLessThan(5_000);
  });
});
