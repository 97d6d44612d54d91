import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { parseDirectory } from '../../src/emulator/directory.ts';
import { type Outcome } from '../../src/emulator/evaluation.ts';
import { type Changes } from '../../src/verdict/changes.ts';
import { createNaming } from '../../src/verdict/person.ts';
import { namesOf, outcomesOf } from '../support/outcomes.ts';
import { runScenario } from '../support/scenario.ts';
import { SELECTOR_NAMES } from '../support/selectorNames.ts';

const read = (name: string): string => readFileSync(`examples/${name}`, 'utf8');

const DIRECTORY = parseDirectory('examples/directory.yml', read('directory.yml'));
const ALLOW_STAFF = '2f9d6e1b-8c47-4e0a-9d35-4b7c8a1f0e66';

/** The list of policies in a file of examples/policies/. */
function policiesOf(name: string): unknown[] {
  return JSON.parse(read(`policies/${name}`)) as unknown[];
}

describe('the example directory', () => {
  test('has 500 people, seven of whom have never logged in', () => {
    expect(DIRECTORY.users).toHaveLength(500);
    expect(DIRECTORY.users.filter(({ lastLogin }) => lastLogin === undefined)).toHaveLength(7);
  });
});

describe('the example policies', () => {
  const rows: [string, unknown[], Record<Outcome, number>][] = [
    ['grafana.json', policiesOf('grafana.json'), { approved: 218, blocked: 275, error: 0 }],
    ['grafana-geo.json', policiesOf('grafana-geo.json'), { approved: 158, blocked: 333, error: 2 }],
    [
      'Allow staff and wiki.json',
      [ALLOW_STAFF, ...policiesOf('wiki.json')],
      { approved: 440, blocked: 53, error: 0 },
    ],
  ];

  test.each(rows)('%s has the outcome that examples/README.md tells', (_name, policies, expected) => {
    const outcomes = outcomesOf(DIRECTORY, policies);

    expect({
      approved: namesOf(outcomes, 'approved').length,
      blocked: namesOf(outcomes, 'blocked').length,
      error: namesOf(outcomes, 'error').length,
    }).toEqual(expected);
  });

  test('of Grafana keep the break-glass account and lose the people abroad once a country is required', () => {
    const before = outcomesOf(DIRECTORY, policiesOf('grafana.json'));
    const after = outcomesOf(DIRECTORY, policiesOf('grafana-geo.json'));
    const fate = (email: string) => [before.get(email), after.get(email)];

    expect(fate('alice.archer@example.com')).toEqual(['approved', 'approved']);
    expect(fate('break-glass@example.com')).toEqual(['approved', 'approved']);
    expect(fate('greta.lindner@example.com')).toEqual(['approved', 'blocked']);
    expect(fate('rajesh.iyer@example.com')).toEqual(['approved', 'blocked']);
    expect(fate('mia.brooks@example.com')).toEqual(['blocked', 'blocked']);
    expect(fate('noor.haddad@example.com')).toEqual([undefined, undefined]);
  });
});

const LOGIN_METHOD = { login_method: { id: '5e2f7a8c-1c3b-4a86-9b53-7d1c0c9b6a11' } };

/** What these tests read of a Terraform plan. */
interface Plan {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: Readonly<Record<string, unknown>>;
      readonly after: Readonly<Record<string, unknown>>;
    };
  }[];
  readonly configuration: { readonly root_module: { readonly resources: readonly { address: string }[] } };
}

/** A plan names every selector in each rule, all but one of them null. */
function withoutNulls(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, item: unknown) => item ?? undefined);
}

function textsIn(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [value];
}

/** What the gate must tell of those who have another outcome with `grafana-geo.json` than with `grafana.json`. */
function expectedMoves(config: string): { before: Outcome; after: Outcome; people: string[] }[] {
  const { tests } = parse(config) as {
    tests: { expectations?: { user?: string; label?: string }[] }[];
  };
  const labels = new Map(
    tests.flatMap(({ expectations = [] }) =>
      expectations.flatMap(({ user, label }): [string, string][] => (user && label ? [[user, label]] : [])),
    ),
  );
  const naming = createNaming(DIRECTORY.accountId, labels);
  const before = outcomesOf(DIRECTORY, policiesOf('grafana.json'));
  const after = outcomesOf(DIRECTORY, policiesOf('grafana-geo.json'));
  return (['blocked', 'error'] as const).map((status) => ({
    before: 'approved',
    after: status,
    people: [...before]
      .filter(([email, was]) => was === 'approved' && after.get(email) === status)
      .map(([email]) => naming.person({ email }).label)
      .sort(),
  }));
}

function movesOf(changes: Changes | undefined): ReturnType<typeof expectedMoves> {
  return (changes?.moves ?? []).map(({ before, after, people }) => ({
    before,
    after,
    people: people.listed.map(({ label }) => label).sort(),
  }));
}

const LOST = ['58 blocked', '2 error'];

describe('examples/lockout.yml', () => {
  test('tells who would lose what the saved application lets them do', async () => {
    const config = read('lockout.yml');
    const { report, exitCode } = await runScenario({
      config,
      files: {
        'examples/policies/grafana-geo.json': read('policies/grafana-geo.json'),
        'examples/policies/wiki.json': read('policies/wiki.json'),
      },
      directory: DIRECTORY,
    });
    const moves = movesOf(report.tests[0]?.changes);

    expect(moves).toEqual(expectedMoves(config));
    expect(moves.map(({ after, people }) => `${String(people.length)} ${after}`)).toEqual(LOST);
    expect(exitCode).toBe(1);
  });
});

describe('examples/terraform', () => {
  const config = read('terraform/gate.yml');
  const plan = JSON.parse(read('terraform/plan.json')) as Plan;
  const changeOf = (address: string) =>
    plan.resource_changes.find((resource) => resource.address === address)?.change;

  test('locks out those who log in from abroad, and says by which policy', async () => {
    const { report, exitCode } = await runScenario({
      config,
      files: { 'plan.json': read('terraform/plan.json') },
      inputs: { 'terraform-plan': 'plan.json' },
      directory: DIRECTORY,
    });
    const [grafana] = report.tests;
    const moves = movesOf(grafana?.changes);

    expect(moves).toEqual(expectedMoves(config));
    expect(moves.map(({ after, people }) => `${String(people.length)} ${after}`)).toEqual(LOST);
    expect(moves[0]?.people).toEqual(
      expect.arrayContaining(['the on-call engineer in Germany', 'the lead of the Bengaluru office']),
    );
    expect(grafana?.explanation?.causes.map(({ edits, lost }) => [edits, lost?.total])).toEqual([
      [
        [
          {
            policy: 'Allow engineering and SRE',
            kind: 'changed',
            differences: ['new require: geo US'],
          },
        ],
        60,
      ],
    ]);
    expect(report.warnings).toEqual([]);
    expect(exitCode).toBe(1);
  });

  test('has a plan of just the resources of main.tf, with its names and ids', () => {
    const hcl = read('terraform/main.tf');
    const resources = [...hcl.matchAll(/^resource "(\w+)" "(\w+)" \{\n([^]*?)^\}/gm)].map(
      ([, type = '', name = '', body = '']) => ({ address: `${type}.${name}`, body }),
    );
    const locals = new Map(
      [...hcl.matchAll(/^ +(\w+) += "(.+)"$/gm)].map(([, name, value]) => [name, value]),
    );

    expect(plan.resource_changes.map(({ address }) => address)).toEqual(
      resources.map(({ address }) => address).sort(),
    );
    expect(plan.configuration.root_module.resources.map(({ address }) => address)).toEqual(
      resources.map(({ address }) => address).sort(),
    );
    for (const { address, body } of resources) {
      const written = [
        ...[...body.matchAll(/"(.+?)"/g)].map(([, text]) => text),
        ...[...body.matchAll(/local\.(\w+)/g)].map(([, name]) => locals.get(name)),
        ...[...body.matchAll(/(\w+\.\w+)\.id/g)].map(([, other = '']) => changeOf(other)?.after['id']),
      ];
      expect(textsIn(changeOf(address)?.after)).toEqual(expect.arrayContaining(written));
    }
  });

  test('has a plan that adds a country to one policy, and else leaves what the account has', () => {
    const changed = plan.resource_changes.filter(({ change }) => change.actions.join() !== 'no-op');
    const { before, after } = changed[0]?.change ?? {};
    const known = [...DIRECTORY.applications, ...DIRECTORY.policies].map(([id, { name }]) => ({ id, name }));

    expect(changed.map(({ address }) => address)).toEqual([
      'cloudflare_zero_trust_access_policy.engineering',
    ]);
    expect({ ...after, require: [] }).toEqual({ ...before, require: [] });
    expect(withoutNulls(before?.['require'])).toEqual([LOGIN_METHOD]);
    expect(withoutNulls(after?.['require'])).toEqual([{ geo: { country_code: 'US' } }, LOGIN_METHOD]);
    expect(known).toEqual(
      expect.arrayContaining(
        plan.resource_changes.map(({ change }) => ({ id: change.before['id'], name: change.before['name'] })),
      ),
    );
  });
});

describe('examples/selectors.yml', () => {
  const config = read('selectors.yml');
  const { tests } = parse(config) as {
    tests: { name: string; policies: unknown[]; expectations: { status: Outcome }[] }[];
  };

  test('has a test of each selector, with somebody who gets in and somebody who does not', () => {
    expect(tests.map(({ name }) => name.replace(/:.*/, '')).sort()).toEqual([...SELECTOR_NAMES].sort());
    const incomplete = tests.filter(({ name, policies, expectations }) => {
      const hasRule = JSON.stringify(policies).includes(`{"${name.replace(/:.*/, '')}":{`);
      const isExpected = (wanted: Outcome) => expectations.some(({ status }) => status === wanted);
      return !(hasRule && isExpected('approved') && isExpected('blocked'));
    });
    expect(incomplete).toEqual([]);
  });

  test('passes the whole gate, and can be decided for everybody', async () => {
    const { report, exitCode } = await runScenario({ config, directory: DIRECTORY });

    expect(report.tests.map(({ name, verdict, counts }) => [name, verdict, counts.usersErrored])).toEqual(
      tests.map(({ name }) => [name, 'passed', 0]),
    );
    expect(report.warnings).toEqual([]);
    expect(exitCode).toBe(0);
  });
});
