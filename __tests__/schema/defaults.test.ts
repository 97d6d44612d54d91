import { expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { createSchemas } from '../../schema/documents.ts';
import { propertiesOf } from '../../schema/jsonSchema.ts';
import { parseConfig } from '../../src/config/load.ts';
import { checkPolicies } from '../../src/lint/findings.ts';
import { PLAN_SEVERITIES, type PlanRule, type PolicyRule } from '../../src/verdict/assertion.ts';

type Keys = Record<string, unknown>;

/** A mapping of a config that has nothing but what it must have. */
interface Bare {
  readonly config: Keys;
  /** The mapping, which is part of the config. */
  readonly mapping: Keys;
}

function bareTest(keys: Keys, mapping: (test: Keys) => Keys): Bare {
  const test = {
    name: 'Grafana',
    policies: [{ id: 'abc' }],
    thresholds: { total_users: { min: 1 } },
    ...keys,
  };
  return { config: { version: 1, tests: [test] }, mapping: mapping(test) };
}

function bareThreshold(metric: string): Bare {
  const threshold = { max: 5 };
  return bareTest({ thresholds: { [metric]: threshold } }, () => threshold);
}

function bareExpectation(subject: Keys): Bare {
  const expectation = { ...subject, status: 'approved' };
  return bareTest({ expectations: [expectation] }, () => expectation);
}

/** By the place of the defaults in the schema; where one is for some mappings only, by that of the key. */
const BARE: Record<string, () => Bare> = {
  'properties/defaults': () => {
    const defaults = { thresholds: { users_errored: { max: 0 } } };
    const { config } = bareTest({}, (test) => test);
    return { config: { ...config, defaults }, mapping: defaults };
  },
  'definitions/test': () => bareTest({}, (test) => test),
  'definitions/count_threshold': () => bareThreshold('users_blocked'),
  'definitions/percentage_threshold': () => bareThreshold('percent_blocked'),
  'definitions/expectation': () => bareExpectation({ user: 'alice@example.com' }),
  'definitions/expectation/properties/at_least': () => bareExpectation({ users: '*@example.com' }),
};

const defaults = propertiesOf(createSchemas()['config.schema.json'] ?? {}).flatMap(
  ({ path, property: { default: value } }) => {
    const [mapping = '', key = ''] = path.split(/\/properties\/(?=\w+$)/);
    return value === undefined ? [] : [{ path, mapping, key, value }];
  },
);

const OF_FINDINGS = /^definitions\/(?:default_)?policy_findings$/;

test.each(defaults.filter(({ mapping }) => !OF_FINDINGS.test(mapping)))(
  'the default of $path is what the gate takes when it is not said',
  ({ path, mapping, key, value }) => {
    const bare = BARE[path] ?? BARE[mapping];
    const { config, mapping: inner = {} } = bare?.() ?? {};
    const unsaid = readConfig(config);
    inner[key] = value;
    expect(readConfig(config)).toBe(unsaid);
    inner[key] = another(value);
    expect(readConfig(config)).not.toBe(unsaid);
  },
);

/** What the gate reads of a config, without the places. */
function readConfig(config: Keys | undefined): string {
  const { config: read, problems } = parseConfig('gate.yml', stringify(config));
  expect(problems).toEqual([]);
  return JSON.stringify(read, (key, value: unknown) => (key === 'location' ? undefined : value));
}

function another(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  return value === 'fail' ? 'ignore' : 'warning';
}

const MISTAKEN: Record<PolicyRule, readonly Keys[]> = {
  everyone_allowed: [{ decision: 'allow', include: [{ everyone: {} }] }],
  any_login_allowed: [{ decision: 'allow', include: [{ login_method: { id: 'a' } }] }],
  require_impossible: [
    {
      decision: 'allow',
      include: [{ email_domain: { domain: 'example.com' } }],
      require: [{ geo: { country_code: 'US' } }, { geo: { country_code: 'DE' } }],
    },
  ],
  deny_alone: [{ decision: 'deny', include: [{ group: { id: 'a' } }] }],
  bypass_by_identity: [{ decision: 'bypass', include: [{ email: { email: 'alice@example.com' } }] }],
  allow_by_service_token: [{ decision: 'allow', include: [{ any_valid_service_token: {} }] }],
  policy_duplicated: [
    { decision: 'allow', include: [{ group: { id: 'a' } }] },
    { decision: 'allow', include: [{ group: { id: 'a' } }] },
  ],
  policy_shadowed: [
    { decision: 'allow', include: [{ email_domain: { domain: 'example.com' } }] },
    { decision: 'allow', include: [{ email: { email: 'alice@example.com' } }] },
  ],
};

test.each(defaults.filter(({ mapping }) => OF_FINDINGS.test(mapping)))(
  'the default of $path is how much the finding matters when it is not said',
  ({ key, value }) => {
    if (key in PLAN_SEVERITIES) {
      expect(value).toBe(PLAN_SEVERITIES[key as PlanRule]);
      return;
    }
    const policies = MISTAKEN[key as PolicyRule].map((policy, index) => ({
      policy: { name: `Policy ${String(index)}`, ...policy },
      locate: () => ({ file: 'gate.yml', line: 1, column: 1 }),
    }));
    const found = checkPolicies(policies, {}).filter(({ rule }) => rule === key);
    expect(found.map(({ severity }) => severity)).toEqual([value]);
  },
);

test('finds the defaults of the schema', () => {
  expect(defaults.length).toBeGreaterThan(20);
});
