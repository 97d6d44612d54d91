import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parseDirectory } from '../../src/emulator/directory.ts';
import { type Outcome } from '../../src/emulator/evaluation.ts';
import { type Policy } from '../../src/emulator/policy.ts';
import { startPolicyTest } from '../../src/emulator/policyTest.ts';
import { decodeStartRequest } from '../../src/emulator/startRequest.ts';

const DIRECTORY = parseDirectory('examples/directory.yml', readFileSync('examples/directory.yml', 'utf8'));
const ALLOW_STAFF = '2f9d6e1b-8c47-4e0a-9d35-4b7c8a1f0e66';

/** The list of policies in a file of examples/policies/. */
function policiesOf(name: string): unknown[] {
  return JSON.parse(readFileSync(`examples/policies/${name}`, 'utf8')) as unknown[];
}

function decode(policies: unknown[]): readonly Policy[] {
  const decoded = decodeStartRequest(JSON.stringify({ policies }), DIRECTORY);
  if (decoded.kind === 'refused') throw new Error(JSON.stringify(decoded.answer));
  return decoded.policies;
}

/** Everybody's status by address, for policies as a start request has them. */
function outcomes(policies: unknown[]): Map<string, Outcome> {
  const { users } = startPolicyTest(1, decode(policies), DIRECTORY, 0);
  return new Map(users.map(({ email, status }) => [email, status]));
}

function counts(statuses: Iterable<Outcome>): Record<Outcome, number> {
  const counted = { approved: 0, blocked: 0, error: 0 };
  for (const status of statuses) counted[status] += 1;
  return counted;
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
    expect(counts(outcomes(policies).values())).toEqual(expected);
  });

  test('of Grafana keep the break-glass account and lose the people abroad once a country is required', () => {
    const [before, after] = [outcomes(policiesOf('grafana.json')), outcomes(policiesOf('grafana-geo.json'))];
    const fate = (email: string) => [before.get(email), after.get(email)];

    expect(fate('alice.archer@example.com')).toEqual(['approved', 'approved']);
    expect(fate('break-glass@example.com')).toEqual(['approved', 'approved']);
    expect(fate('greta.lindner@example.com')).toEqual(['approved', 'blocked']);
    expect(fate('rajesh.iyer@example.com')).toEqual(['approved', 'blocked']);
    expect(fate('mia.brooks@example.com')).toEqual(['blocked', 'blocked']);
    expect(fate('noor.haddad@example.com')).toEqual([undefined, undefined]);
  });
});
