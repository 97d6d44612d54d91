import { describe, expect, it } from '@jest/globals';
import { compareConfigs } from '../../src/config/comparison.ts';
import { type Config } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/load.ts';
import { createNaming, type Naming } from '../../src/verdict/person.ts';

const NAMING = createNaming('023e105f4ecef8ad9ca31a8372d0c353', new Map());

/** The config of a YAML text without its version. */
function configOf(yaml: string): Config {
  const { config, problems } = parseConfig('gate.yml', `version: 1\n${yaml}\n`);
  if (config === undefined) throw new Error(JSON.stringify(problems));
  return config;
}

/** `direction, test: rule: before → after` of each change. */
function told(before: Config | undefined, after: Config | undefined, naming: Naming = NAMING): string[] {
  return compareConfigs(before, after, naming).map(
    (change) =>
      `${change.direction}, ${change.test ?? '(all)'}: ${change.rule}: ${change.before ?? '–'} → ${change.after ?? '–'}`,
  );
}

/** The same for the test Grafana, which has more of its own than what is compared. */
function toldOfTest(before: string, after: string): string[] {
  const test = (assertions: string): Config =>
    configOf(`tests: [{ name: Grafana, policies: [{ id: abc }], baseline: [{ id: old }], ${assertions} }]`);
  return told(test(before), test(after)).map((line) => line.replace(' Grafana:', ''));
}

describe('a threshold', () => {
  it.each([
    ['max: 10', 'max: 20', 'loosened, percent_blocked: at most 10 % → at most 20 %'],
    ['max: 10', 'max: 10.000000001', 'loosened, percent_blocked: at most 10 % → at most 10.000000001 %'],
    ['max: 20', 'max: 10', 'tightened, percent_blocked: at most 20 % → at most 10 %'],
    ['min: 10', 'min: 20', 'tightened, percent_blocked: at least 10 % → at least 20 %'],
    ['min: 20', 'min: 10', 'loosened, percent_blocked: at least 20 % → at least 10 %'],
    ['min: 1', 'min: 1, max: 9', 'tightened, percent_blocked: – → at most 9 %'],
    ['min: 1, max: 9', 'max: 9', 'loosened, percent_blocked: at least 1 % → –'],
    ['min: 1, max: 100', 'min: 1', 'changed, percent_blocked: at most 100 % → –'],
    ['max: 9', 'min: 0, max: 9', 'changed, percent_blocked: – → at least 0 %'],
    ['max: 9', 'max: 9, severity: warning', 'loosened, percent_blocked: fails the run → only warns'],
    ['max: 9, severity: warning', 'max: 9', 'tightened, percent_blocked: only warns → fails the run'],
  ])('that was { %s } and is { %s } is told of', (before, after, line) => {
    const threshold = (bounds: string) => `thresholds: { percent_blocked: { ${bounds} } }`;
    expect(toldOfTest(threshold(before), threshold(after))).toEqual([line]);
  });

  it('of users has no bound above which nobody is', () => {
    expect(
      toldOfTest(
        'thresholds: { users_lost: { min: 0, max: 1200 } }',
        'thresholds: { users_lost: { min: 0 } }',
      ),
    ).toEqual(['loosened, users_lost: at most 1,200 → –']);
  });

  it('that is loosened and tightened at once is told of twice, the worse first', () => {
    expect(
      toldOfTest(
        'thresholds: { users_blocked: { min: 1, max: 5 } }',
        'thresholds: { users_blocked: { min: 2, max: 6 } }',
      ),
    ).toEqual([
      'loosened, users_blocked: at most 5 → at most 6',
      'tightened, users_blocked: at least 1 → at least 2',
    ]);
  });

  it('that is new or gone is told of as a whole', () => {
    expect(
      toldOfTest(
        'thresholds: { users_blocked: { min: 1, max: 5 } }',
        'thresholds: { users_lost: { max: 0 } }',
      ),
    ).toEqual(['gone, users_blocked: from 1 to 5 → –', 'new, users_lost: – → at most 0']);
  });
});

describe('a waiver', () => {
  const waiver = (until: string, owner = 'it-team', reason = 'joins later') =>
    `, waiver: { until: ${until}, owner: ${owner}, reason: ${reason} }`;
  const OLD = 'waived until 2026-12-31 by it-team: joins later';
  it.each([
    ['', waiver('2026-12-31'), `loosened, users_blocked: – → ${OLD}`],
    [waiver('2026-12-31'), '', `tightened, users_blocked: ${OLD} → –`],
    [
      waiver('2026-12-31'),
      waiver('2027-01-01'),
      `loosened, users_blocked: ${OLD} → waived until 2027-01-01 by it-team: joins later`,
    ],
    [
      waiver('2026-12-31'),
      waiver('2026-12-30'),
      `tightened, users_blocked: ${OLD} → waived until 2026-12-30 by it-team: joins later`,
    ],
    [
      waiver('2026-12-31'),
      waiver('2026-12-31', 'nobody'),
      `changed, users_blocked: ${OLD} → waived until 2026-12-31 by nobody: joins later`,
    ],
    [
      waiver('2026-12-31'),
      waiver('2026-12-31', 'it-team', 'why not'),
      `changed, users_blocked: ${OLD} → waived until 2026-12-31 by it-team: why not`,
    ],
  ])('that was %j and is %j is told of', (before, after, line) => {
    const threshold = (rest: string) => `thresholds: { users_blocked: { max: 5${rest} } }`;
    expect(toldOfTest(threshold(before), threshold(after))).toEqual([line]);
  });

  it('of an expectation is told of under its name', () => {
    const ceo = (rest: string) => `expectations: [{ user: ceo@x.co, status: approved, label: CEO${rest} }]`;
    expect(toldOfTest(ceo(''), ceo(waiver('2026-12-31')))).toEqual([`loosened, CEO: – → ${OLD}`]);
  });
});

const WAIVED = 'waiver: { until: 2026-12-31, owner: it-team, reason: joins later }';

describe('an expectation', () => {
  const expectations = (...items: string[]) => `expectations: [${items.map((item) => `{ ${item} }`).join()}]`;

  it.each([
    ['status: approved', 'status: blocked', 'changed, CEO: approved → blocked'],
    ['status: approved', 'status: error', 'changed, CEO: approved → an error'],
    [
      'status: blocked',
      'status: blocked, if_missing: warn',
      'loosened, CEO: fails if never logged in → warns if never logged in',
    ],
    [
      'status: blocked, if_missing: ignore',
      'status: blocked, if_missing: warn',
      'tightened, CEO: ignored if never logged in → warns if never logged in',
    ],
    ['status: blocked', 'status: blocked, severity: warning', 'loosened, CEO: fails the run → only warns'],
  ])('of a user that was { %s } and is { %s } is told of', (before, after, line) => {
    const ceo = (rest: string) => expectations(`user: ceo@x.co, label: CEO, ${rest}`);
    expect(toldOfTest(ceo(before), ceo(after))).toEqual([line]);
  });

  it('is of the same user in any case of letters, and whatever the label', () => {
    expect(
      toldOfTest(
        expectations('user: ceo@x.co, status: approved, label: CEO'),
        expectations('user: CEO@X.co, status: approved, label: the boss'),
      ),
    ).toEqual([]);
  });

  it('has the name that it had, else a pseudonym, and never an address', () => {
    expect(
      toldOfTest(
        expectations('user: ceo@x.co, status: approved, label: CEO', 'user: cto@x.co, status: approved'),
        expectations('user: ceo@x.co, status: blocked, label: intern', 'user: cto@x.co, status: blocked'),
      ),
    ).toEqual([
      'changed, CEO: approved → blocked',
      `changed, ${NAMING.nameOf('cto@x.co')}: approved → blocked`,
    ]);
  });

  it('that is new or gone is told of with the status', () => {
    expect(
      toldOfTest(
        expectations('user: ceo@x.co, label: CEO, status: approved'),
        expectations('users: "*@x.co", status: blocked, at_least: 30'),
      ),
    ).toEqual(['gone, CEO: approved → –', 'new, *@x.co: – → blocked, at least 30']);
  });

  it('with the label of one that is gone is about somebody else', () => {
    expect(
      toldOfTest(
        expectations('user: ceo@x.co, label: CEO, status: approved'),
        expectations('users: "*@evil.example", label: CEO, status: approved, severity: warning'),
      ),
    ).toEqual([
      'loosened, CEO: fails the run → only warns',
      `changed, CEO: about ${NAMING.nameOf('ceo@x.co')} → about *@evil.example`,
    ]);
  });

  it.each([
    ['[a*, b*]', '[b*, A*]', '', []],
    ['[a*, b*]', '[b*, a*, "*@x.co"]', '', ['tightened, Staff: – → about *@x.co']],
    ['[a*, b*, "*@x.co"]', '[b*, a*]', '', ['loosened, Staff: about *@x.co → –']],
    ['[a*, "*@x.co"]', 'a*', ', at_least: 0', ['loosened, Staff: about *@x.co → –']],
    ['[a*, "*@x.co"]', 'a*', ', at_least: 2', ['changed, Staff: about *@x.co → –']],
    ['[a*, "*@x.co"]', '[a*, "*@y.co"]', '', ['changed, Staff: about *@x.co → about *@y.co']],
  ])('of the patterns %s that become %s is told of', (before, after, rest, lines) => {
    const staff = (patterns: string) =>
      expectations(`users: ${patterns}, label: Staff, status: blocked${rest}`);
    expect(toldOfTest(staff(before), staff(after))).toEqual(lines);
  });

  it('of patterns of which fewer are asked for, and fewer people, may let in more or less', () => {
    expect(
      toldOfTest(
        expectations('users: [a*, "*@x.co"], label: Staff, status: blocked, at_least: 2'),
        expectations('users: a*, label: Staff, status: blocked'),
      ),
    ).toEqual(['loosened, Staff: at least 2 users → at least 1 user', 'changed, Staff: about *@x.co → –']);
  });

  it('that is about one user instead of patterns is about somebody else', () => {
    expect(
      toldOfTest(
        expectations('users: "*@x.co", label: CEO, status: approved'),
        expectations('user: ceo@x.co, label: CEO, status: approved'),
      ),
    ).toEqual([`changed, CEO: about *@x.co → about ${NAMING.nameOf('ceo@x.co')}`]);
  });

  it('is about the same user rather than under the same label, and without a label under none', () => {
    expect(
      toldOfTest(
        expectations('user: a@x.co, label: A, status: approved', 'user: b@x.co, label: B, status: blocked'),
        expectations('user: b@x.co, label: A, status: error', 'user: a@x.co, label: B, status: error'),
      ),
    ).toEqual(['changed, A: approved → an error', 'changed, B: blocked → an error']);
    expect(
      toldOfTest(
        expectations('users: "*@x.co", status: approved'),
        expectations('users: "*@y.co", status: approved'),
      ),
    ).toEqual(['gone, *@x.co: approved → –', 'new, *@y.co: – → approved']);
  });

  it.each([
    ['user: ceo@x.co', 'if_missing: warn', 'if_missing: ignore'],
    ['users: "*@x.co"', 'at_least: 3', 'at_least: 2'],
    ['user: ceo@x.co', 'severity: error', 'severity: warning'],
    ['user: ceo@x.co', WAIVED, WAIVED.replace('12-31', '12-30')],
    ['user: ceo@x.co', WAIVED, WAIVED.replace('it-team', 'nobody')],
    ['user: ceo@x.co', WAIVED, WAIVED.replace('later', 'sooner')],
  ])('of %s with { %s } is not taken for one with { %s }', (whom, one, other) => {
    const [first, second] = [`${whom}, status: blocked, ${one}`, `${whom}, status: blocked, ${other}`];
    expect(toldOfTest(expectations(first, second), expectations(second, first))).toEqual([]);
  });

  it('of patterns without a label is the one that has a pattern in common', () => {
    expect(
      toldOfTest(
        expectations('users: "*@x.co", status: blocked', 'users: "*@y.co", status: approved'),
        expectations('users: ["*@z.co", "*@y.co"], status: approved', 'users: "*@x.co", status: blocked'),
      ),
    ).toEqual(['tightened, *@y.co: – → about *@z.co']);
  });

  it('of a pattern that is written twice is one of two that had it', () => {
    const [twice, once] = ['users: [a*, A*], status: blocked', 'users: a*, status: blocked'];
    expect(
      toldOfTest(expectations(`${twice}, severity: warning`), expectations(once, once)).map((line) =>
        line.replace(/p-\w+/g, 'p'),
      ),
    ).toEqual(['tightened, p, p: only warns → fails the run', 'new, p: – → blocked']);
    expect(
      toldOfTest(
        expectations('users: [a*, A*, c*], status: blocked'),
        expectations(once, 'users: [a*, d*], status: blocked'),
      ).map((line) => line.replace(/p-\w+/g, 'p')),
    ).toEqual(['loosened, p, p, p: about p → –', 'new, p, p: – → blocked']);
  });

  it('that asks for fewer people is loosened', () => {
    const staff = (atLeast: number) =>
      expectations(`users: "*@x.co", status: approved, at_least: ${String(atLeast)}`);
    expect(toldOfTest(staff(1200), staff(1))).toEqual([
      'loosened, *@x.co: at least 1,200 users → at least 1 user',
    ]);
    expect(toldOfTest(staff(0), staff(1))).toEqual(['tightened, *@x.co: at least 0 users → at least 1 user']);
  });

  it('of a user about whom there are several is the one that says the same, else the next', () => {
    const [must, may] = ['user: ceo@x.co, label: CEO, status: approved', 'severity: warning'];
    expect(toldOfTest(expectations(must, `${must}, ${may}`), expectations(`${must}, ${may}`, must))).toEqual(
      [],
    );
    expect(toldOfTest(expectations(must, `${must}, ${may}`), expectations(`${must}, ${may}`))).toEqual([
      'gone, CEO: approved → –',
    ]);
    expect(
      toldOfTest(
        expectations(must, `${must}, if_missing: warn`),
        expectations(`${must}, ${may}`, `${must}, if_missing: ignore`),
      ),
    ).toEqual([
      'loosened, CEO: fails the run → only warns',
      'loosened, CEO: warns if never logged in → ignored if never logged in',
    ]);
  });
});

describe('what is tested', () => {
  const test = (tested: string) =>
    configOf(`tests: [{ name: T, ${tested}, thresholds: { users_blocked: { max: 1 } } }]`);

  it.each([
    ['policies: [{ id: a }]', 'policies: [{ id: b }]', ['changed, T: policies: id a → id b']],
    ['policies: [{ id: a }]', 'policies: [{ file: a }]', ['changed, T: policies: id a → file a']],
    [
      'policies: [{ id: a }]',
      'policies: [{ id: a }, { terraform: x.y }]',
      ['changed, T: policies: – → terraform x.y'],
    ],
    [
      'policies: [{ id: a }, { id: b }]',
      'policies: [{ id: b }, { id: a }]',
      ['changed, T: policies: in their order → the same in another order'],
    ],
    [
      'policies: [{ id: a }]',
      'policies: [{ id: b }, { id: c }, { application: d }, { id: e }, { id: f }]',
      ['changed, T: policies: id a → id b, id c, application d and 2 more'],
    ],
    [
      'policies: [{ policy: { name: Staff, include: [{ everyone: {} }] } }]',
      'policies: [{ policy: { include: [{ everyone: {} }], name: Staff } }]',
      [],
    ],
    [
      'policies: [{ policy: { name: Staff, decision: deny } }]',
      'policies: [{ policy: { name: Staff, decision: allow } }]',
      ['changed, T: policies: policy "Staff" → policy "Staff" (changed)'],
    ],
    [
      'policies: [{ policy: { name: 1 } }]',
      'policies: [{ policy: null }]',
      ['changed, T: policies: a policy without a name → a policy without a name (changed)'],
    ],
    ['policies: [{ id: a }]', 'from_plan: x.y', ['changed, T: policies: id a → from_plan x.y']],
    ['from_plan: x.y', 'policies: [{ id: a }]', ['changed, T: policies: from_plan x.y → id a']],
    ['from_plan: x.y', 'from_plan: x.z', ['changed, T: policies: from_plan x.y → from_plan x.z']],
    ['from_plan: x.y', 'from_plan: x.y', []],
    [
      'from_plan: \'x.y["a@x.co"]\'',
      'from_plan: \'x.y["b@x.co"]\'',
      ['changed, T: policies: from_plan x.y["[address]"] → from_plan x.y["[address]"] (changed)'],
    ],
    ['policies: [{ id: a }]', 'policies: [{ id: a }], explain: 9', []],
  ])('in { %s } and { %s } is compared', (before, after, lines) => {
    expect(told(test(before), test(after))).toEqual(lines);
  });

  it.each([
    ['', 'baseline: [{ id: b }]', ['new, T: baseline: – → id b']],
    ['baseline: { snapshot: b.json }', '', ['gone, T: baseline: snapshot b.json → –']],
    [
      'baseline: [{ id: b }]',
      'baseline: { snapshot: b.json }',
      ['changed, T: baseline: id b → snapshot b.json'],
    ],
    [
      'baseline: { snapshot: b.json }',
      'baseline: [{ id: b }]',
      ['changed, T: baseline: snapshot b.json → id b'],
    ],
    ['baseline: [{ id: b }]', 'baseline: [{ id: c }]', ['changed, T: baseline: id b → id c']],
    ['baseline: [{ id: b }]', 'baseline: [{ id: b }]', []],
    [
      'baseline: { snapshot: b }',
      'baseline: { snapshot: c }',
      ['changed, T: baseline: snapshot b → snapshot c'],
    ],
    ['baseline: { snapshot: b }', 'baseline: { snapshot: b }', []],
  ])('is compared with { %s } and { %s }, which is told of', (before, after, lines) => {
    const tested = (baseline: string) => test(['policies: [{ id: a }]', baseline].filter(Boolean).join());
    expect(told(tested(before), tested(after))).toEqual(lines);
  });
});

describe('findings on the text', () => {
  it('of policies warn unless something else is said', () => {
    const findings = (severities: string) =>
      `thresholds: { users_blocked: { max: 1 } }, policy_findings: { ${severities} }`;
    expect(toldOfTest(findings(''), findings('deny_alone: warning'))).toEqual([]);
    expect(
      toldOfTest(findings('everyone_allowed: error'), findings('deny_alone: off, policy_shadowed: error')),
    ).toEqual([
      'loosened, everyone_allowed: fails the run → only warns',
      'loosened, deny_alone: only warns → is not looked for',
      'tightened, policy_shadowed: only warns → fails the run',
    ]);
  });

  it('of the plan are told of once, and those of policies in every test that has them', () => {
    const config = (severities: string): Config =>
      configOf(
        `defaults: { policy_findings: { ${severities} }, thresholds: { users_blocked: { max: 1 } } }
tests: [{ name: A, policies: [{ id: a }] }, { name: B, policies: [{ id: b }] }]`,
      );
    expect(
      told(config(''), config('bypass_everyone_added: error, application_without_allow: warning')),
    ).toEqual([]);
    expect(
      told(
        config(''),
        config('bypass_everyone_added: off, application_without_allow: error, deny_alone: off'),
      ),
    ).toEqual([
      'loosened, A: deny_alone: only warns → is not looked for',
      'loosened, B: deny_alone: only warns → is not looked for',
      'loosened, (all): bypass_everyone_added: fails the run → is not looked for',
      'tightened, (all): application_without_allow: only warns → fails the run',
    ]);
  });
});

describe('a test', () => {
  const TWO = `tests:
  - { name: A, policies: [{ id: a }], thresholds: { users_blocked: { max: 1 } } }
  - from_plan: '*'
    thresholds: { users_lost: { max: 1 } }
    expectations: [{ user: ceo@x.co, status: approved }]`;
  const ONE = 'tests: [{ name: B, policies: [{ id: a }], thresholds: { users_blocked: { max: 1 } } }]';

  it('that is gone or new is told of as a whole, with how much it asserts', () => {
    expect(told(configOf(TWO), configOf(ONE))).toEqual([
      'gone, A: the whole test: 1 assertion → –',
      'gone, from_plan: *: the whole test: 2 assertions → –',
      'new, B: the whole test: – → 1 assertion',
    ]);
  });

  it('without a name is known by its address', () => {
    const test = (max: number) =>
      configOf(`tests: [{ from_plan: x.y, thresholds: { users_lost: { max: ${String(max)} } } }]`);
    expect(told(test(1), test(2))).toEqual(['loosened, x.y: users_lost: at most 1 → at most 2']);
  });

  it('has assertions of the defaults as well', () => {
    const config = (max: number) =>
      configOf(`defaults: { thresholds: { users_errored: { max: ${String(max)} } } }\n${ONE}`);
    expect(told(config(0), config(3))).toEqual(['loosened, B: users_errored: at most 0 → at most 3']);
    expect(told(config(0), configOf(ONE))).toEqual(['gone, B: users_errored: at most 0 → –']);
  });

  it('is new without a config before, and gone without one after', () => {
    const config = configOf(`defaults: { policy_findings: { bypass_everyone_added: off } }\n${ONE}`);
    expect(told(undefined, config)).toEqual(['new, B: the whole test: – → 1 assertion']);
    expect(told(config, undefined)).toEqual(['gone, B: the whole test: 1 assertion → –']);
    expect(told(undefined, undefined)).toEqual([]);
  });

  it('shows no address in its name, and no line break', () => {
    const config = configOf(ONE.replace('name: B', 'name: "of ceo@x.co\\nand others"'));
    expect(told(undefined, config)).toEqual([
      'new, of [address] and others: the whole test: – → 1 assertion',
    ]);
  });
});

describe('a test of an address of the plan beside one of every change', () => {
  const EVERY = `{ from_plan: '*', thresholds: { users_lost: { max: 0 } }, expectations: [{ user: ceo@x.co, label: CEO, status: approved }] }`;
  const LAX = '{ from_plan: x.y, thresholds: { users_lost: { max: 1000 } } }';
  const testsOf = (...tests: readonly string[]): Config => configOf(`tests: [${tests.join()}]`);

  it('takes the address out of the latter, which may loosen what is asked of it', () => {
    expect(told(testsOf(EVERY), testsOf(EVERY, LAX))).toEqual([
      'gone, x.y: CEO: approved → –',
      'loosened, x.y: users_lost: at most 0 → at most 1,000',
      'changed, x.y: policies: from_plan * → from_plan x.y',
    ]);
  });

  it('puts the address back into the latter when it is taken away', () => {
    expect(told(testsOf(EVERY, LAX), testsOf(EVERY))).toEqual([
      'changed, x.y: policies: from_plan x.y → from_plan *',
      'tightened, x.y: users_lost: at most 1,000 → at most 0',
      'new, x.y: CEO: – → approved',
    ]);
  });

  it('has its own name in either direction', () => {
    const named = '{ name: Grafana, from_plan: x.y, thresholds: { users_lost: { max: 0 } } }';
    const every = EVERY.replace('from_plan', 'name: Others, from_plan');
    const names = (before: Config, after: Config) =>
      new Set(compareConfigs(before, after, NAMING).map(({ test }) => test));
    expect(names(testsOf(every), testsOf(every, named))).toEqual(new Set(['Grafana']));
    expect(names(testsOf(every, named), testsOf(every))).toEqual(new Set(['Grafana']));
  });

  it('is compared with it where the one replaces the other', () => {
    expect(told(testsOf(EVERY), testsOf(LAX))).toEqual([
      'gone, from_plan: *: the whole test: 2 assertions → –',
      'gone, x.y: CEO: approved → –',
      'loosened, x.y: users_lost: at most 0 → at most 1,000',
      'changed, x.y: policies: from_plan * → from_plan x.y',
    ]);
  });

  it('that is about another address takes that out, and puts its own back', () => {
    const grafana = LAX.replace('from_plan', 'name: Grafana, from_plan');
    expect(told(testsOf(EVERY, grafana), testsOf(EVERY, grafana.replace('x.y', 'x.z')))).toEqual([
      'gone, Grafana: CEO: approved → –',
      'loosened, Grafana: users_lost: at most 0 → at most 1,000',
      'changed, Grafana: policies: from_plan x.y → from_plan x.z',
      'changed, Grafana: policies: from_plan * → from_plan x.z',
      'changed, Grafana: policies: from_plan x.y → from_plan *',
      'tightened, Grafana: users_lost: at most 1,000 → at most 0',
      'new, Grafana: CEO: – → approved',
    ]);
  });

  it('that comes of one of every change is told of once', () => {
    const every = EVERY.replace('from_plan', 'name: Plan, from_plan');
    expect(told(testsOf(every), testsOf(every.replace("'*'", 'x.y')))).toEqual([
      'changed, Plan: policies: from_plan * → from_plan x.y',
    ]);
  });

  it('is new or gone as ever where the address was not left to the latter', () => {
    const other = LAX.replace('from_plan', 'name: Other, from_plan');
    expect(told(testsOf(EVERY, LAX), testsOf(EVERY, LAX, other))).toEqual([
      'new, Other: the whole test: – → 1 assertion',
    ]);
    expect(told(testsOf(EVERY, LAX, other), testsOf(EVERY, LAX))).toEqual([
      'gone, Other: the whole test: 1 assertion → –',
    ]);
    expect(
      told(
        testsOf(EVERY),
        testsOf(EVERY, '{ name: A, policies: [{ id: a }], thresholds: { users_errored: { max: 0 } } }'),
      ),
    ).toEqual(['new, A: the whole test: – → 1 assertion']);
  });
});

describe('an application check', () => {
  const check = (fields: string, expected: string): Config =>
    configOf(`application_checks: [{ name: Wiki, ${fields}, expect: { ${expected} } }]`);
  const ZONE = '023e105f4ecef8ad9ca31a8372d0c353';
  const BEFORE = check(
    'app_id: f174',
    'user: ceo@x.co, status: Success, policies: [{ precedence: 1, status: Success }]',
  );

  it('is compared answer by answer', () => {
    const after = check(
      `app_id: e285, zone_id: ${ZONE}`,
      'user: cto@x.co, policies: [{ precedence: 2, status: Failure }, { precedence: 1, status: Failure }]',
    );
    expect(told(BEFORE, after)).toEqual([
      'gone, Wiki: status of the application: Success → –',
      'changed, Wiki: app_id: f174 → e285',
      `changed, Wiki: zone_id: – → ${ZONE}`,
      `changed, Wiki: user: ${NAMING.nameOf('ceo@x.co')} → ${NAMING.nameOf('cto@x.co')}`,
      'changed, Wiki: status of policy 1: Success → Failure',
      'new, Wiki: status of policy 2: – → Failure',
    ]);
  });

  it('is the same in another order, and with its user in another case of letters', () => {
    const after = check(
      'app_id: f174',
      'policies: [{ precedence: 1, status: Success }], status: Success, user: CEO@x.co',
    );
    expect(told(BEFORE, after)).toEqual([]);
  });

  it('that is gone or new is told of as a whole, and is no test of the same name', () => {
    const test = configOf(
      'tests: [{ name: Wiki, policies: [{ id: a }], thresholds: { users_blocked: { max: 1 } } }]',
    );
    expect(told(BEFORE, test)).toEqual([
      'gone, Wiki: the whole check: 2 assertions → –',
      'new, Wiki: the whole test: – → 1 assertion',
    ]);
  });
});

it('tells addresses where identities are to be told in full', () => {
  const test = (status: string) =>
    configOf(
      `tests: [{ name: T, policies: [{ id: a }], expectations: [{ user: ceo@x.co, status: ${status} }] }]`,
    );
  const naming = createNaming('', new Map(), 'full');
  expect(told(test('approved'), test('blocked'), naming)).toEqual([
    'changed, T: ceo@x.co: approved → blocked',
  ]);
});

it('tells the worst first, and else in the order of the config', () => {
  const test = (name: string, rest: string) => `{ name: ${name}, policies: [{ id: a }], ${rest} }`;
  const bounds = (max: number, other = '') =>
    `thresholds: { users_blocked: { max: ${String(max)} }${other} }`;
  const before = configOf(
    `tests: [${test('A', bounds(1))}, ${test('B', bounds(1, ', users_errored: { max: 1 }'))}, ${test('C', bounds(1))}]`,
  );
  const after = configOf(
    `tests: [${test('D', bounds(1))}, ${test('C', bounds(2))}, ${test('B', bounds(0))}, ${test('A', bounds(2)).replace('id: a', 'id: b')}]`,
  );
  expect(told(before, after).map((line) => line.split(':', 2).join(''))).toEqual([
    'gone, B users_errored',
    'loosened, A users_blocked',
    'loosened, C users_blocked',
    'changed, A policies',
    'tightened, B users_blocked',
    'new, D the whole test',
  ]);
});
