import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { parseDirectory } from '../../src/emulator/directory.ts';
import { type Outcome } from '../../src/emulator/evaluation.ts';
import { namesOf, outcomesOf } from '../support/outcomes.ts';
import { runScenario } from '../support/scenario.ts';
import { SELECTOR_NAMES } from '../support/selectorNames.ts';

const DIRECTORY = parseDirectory('examples/directory.yml', readFileSync('examples/directory.yml', 'utf8'));
const ALLOW_STAFF = '2f9d6e1b-8c47-4e0a-9d35-4b7c8a1f0e66';

/** The list of policies in a file of examples/policies/. */
function policiesOf(name: string): unknown[] {
  return JSON.parse(readFileSync(`examples/policies/${name}`, 'utf8')) as unknown[];
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

describe('examples/selectors.yml', () => {
  const config = readFileSync('examples/selectors.yml', 'utf8');
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
