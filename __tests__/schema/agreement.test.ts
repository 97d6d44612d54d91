import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { createSchemas } from '../../schema/documents.ts';
import { METRICS, PLAN_RULES, POLICY_RULES, USER_STATUSES } from '../../src/verdict/assertion.ts';
import { RULES } from '../contract/rules.ts';
import { createAjv } from '../support/ajv.ts';
import { problemsOf } from '../support/configs.ts';

/*
 * Configs as somebody might write them who mistakes something now and then. The gate may be stricter than the schema,
 * which sees one place at a time; the schema must refuse nothing that the gate takes, or editors would warn of it.
 */

const isConfig = createAjv().compile(createSchemas()['config.schema.json'] ?? {});

const junk = fc.constantFrom<unknown>(null, '', ' ', 0, -1, 1.5, 1_000, true, 'text', [], {}, ['a'], {
  a: 1,
});

/** What is meant, or once in a while something else. */
const mostly = (meant: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 100, arbitrary: meant }, { weight: 1, arbitrary: junk });

/** A mapping with some of the keys, and once in a while with one that is none. */
const some = (keys: Record<string, fc.Arbitrary<unknown>>, required: readonly string[] = []) =>
  fc
    .tuple(
      fc.record(Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, mostly(value)])), {
        requiredKeys: [...required],
      }),
      fc.nat(100),
    )
    .map(([mapping, dice]) => (dice === 0 ? { ...mapping, unknown: 1 } : mapping));

/** A mapping with one or two keys of many. */
const few = (keys: readonly string[], value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.dictionary(fc.constantFrom(...keys), mostly(value), { minKeys: 1, maxKeys: 2 });

/** One of the first kinds, or once in a while the last. */
const seldomLast = (...kinds: readonly fc.Arbitrary<unknown>[]): fc.Arbitrary<unknown> =>
  fc.oneof(...kinds.map((arbitrary, index) => ({ weight: index < kinds.length - 1 ? 10 : 1, arbitrary })));

const list = (item: fc.Arbitrary<unknown>) => fc.array(mostly(item), { minLength: 1, maxLength: 2 });

const text = fc.constantFrom('Grafana', 'it-team', '*', 'a b');
const user = fc.constantFrom('alice@example.com', 'BOB@example.com', '3fa91c07');
const glob = fc.constantFrom('*@contractor.example', '{a,b}*', 'bob@example.com');
const severity = fc.constantFrom('error', 'warning');
const waiver = some({ until: fc.constantFrom('2026-12-31', '2028-02-29'), owner: text, reason: text }, [
  'until',
  'owner',
  'reason',
]);
const bound = fc.constantFrom(0, 7, 50, 100);
const threshold = fc.oneof(
  some({ max: bound, severity, waiver }, ['max']),
  some({ min: fc.constantFrom(0, 0.5, 5), max: fc.constantFrom(5, 100), severity }, ['min']),
);
const expectation = seldomLast(
  some({ user, status: fc.constantFrom(...USER_STATUSES), severity, waiver, label: text }, [
    'user',
    'status',
  ]),
  some(
    { users: fc.oneof(glob, list(glob)), status: fc.constantFrom(...USER_STATUSES), at_least: fc.nat(3) },
    ['users', 'status'],
  ),
  some({
    user,
    users: glob,
    status: fc.constantFrom(...USER_STATUSES),
    if_missing: fc.constantFrom('fail', 'warn'),
  }),
);
const findings = (rules: readonly string[]) => few(rules, fc.constantFrom('error', 'warning', 'off'));
const policy = some(
  {
    name: text,
    decision: fc.constantFrom('allow', 'deny', 'non_identity', 'bypass'),
    include: list(fc.constantFrom<unknown>(...RULES, { shoe_size: { is: 42 } })),
    require: list(fc.constantFrom(...RULES)),
    something_new: fc.boolean(),
  },
  ['name', 'decision', 'include'],
);
const entry = fc.oneof(
  ...Object.entries({ id: text, file: text, policy, terraform: text, application: fc.constant('a-1') }).map(
    ([kind, value]) => some({ [kind]: value }, [kind]),
  ),
);
const explain = fc.nat(10);
const assertions = {
  thresholds: few(METRICS, threshold),
  expectations: list(expectation),
  explain,
};
const baseline = fc.oneof(list(entry), some({ snapshot: text }, ['snapshot']));
const ofPolicies = { ...assertions, policy_findings: findings(POLICY_RULES) };
const tested = seldomLast(
  some({ name: text, policies: list(entry), baseline, ...ofPolicies }, [
    'name',
    'policies',
    'baseline',
    'thresholds',
  ]),
  some({ name: text, from_plan: text, ...ofPolicies }, ['from_plan', 'thresholds']),
  some({ name: text, policies: list(entry), from_plan: text, baseline, ...ofPolicies }),
);
const check = some(
  {
    name: fc.constant('Alice reaches the wiki'),
    app_id: fc.constant('a-1'),
    zone_id: fc.constant('023e105f4ecef8ad9ca31a8372d0c353'),
    expect: some(
      {
        user,
        status: text,
        policies: list(some({ precedence: fc.nat(3), status: text }, ['precedence', 'status'])),
      },
      ['user', 'status'],
    ),
  },
  ['name', 'app_id', 'expect'],
);
const config = some(
  {
    version: fc.constant(1),
    defaults: some({ ...assertions, policy_findings: findings([...POLICY_RULES, ...PLAN_RULES]) }),
    tests: fc.array(mostly(tested), { minLength: 1, maxLength: 1 }),
    application_checks: fc.array(mostly(check), { minLength: 1, maxLength: 1 }),
  },
  ['version', 'tests'],
);

/** What is wrong between two places, or with a pattern. */
const FOR_THE_GATE_ONLY =
  /given twice|^Expects |asserts nothing|needs something to compare with|^Line \d+ has the name|is more than "max"/;

test('the schema refuses nothing that the gate takes, and takes only what is wrong between two places', () => {
  let taken = 0;
  let refused = 0;
  fc.assert(
    fc.property(config, (value) => {
      const problems = problemsOf('gate.yml', stringify(value));
      const takes = isConfig(value);
      if (problems.length === 0) taken++;
      else if (takes) expect(problems[0]?.message).toMatch(FOR_THE_GATE_ONLY);
      else refused++;
      if (!takes) expect(problems.length).toBeGreaterThan(0);
    }),
    { numRuns: 300, seed: 20_261_122 },
  );
  expect(taken).toBeGreaterThan(30);
  expect(refused).toBeGreaterThan(30);
});
