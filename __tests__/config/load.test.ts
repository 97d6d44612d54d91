import { expect, test } from '@jest/globals';
import { parseConfig } from '../../src/config/load.ts';
import { renderProblem } from '../../src/errors.ts';

const FILE = '.github/access-policy-gate.yml';

function at(line: number, column: number) {
  return { file: FILE, line, column };
}

test('reads a config with everything in it', () => {
  const { config, problems } = parseConfig(
    FILE,
    `# yaml-language-server: $schema=../schema/config.schema.json
version: 1
tests:
  - name: Grafana
    policies:
      - id: 699d98642c564d2e855e9661899b7252
      - file: policies/grafana.json
    thresholds:
      percent_blocked: { max: 10 }
      total_users: { min: 50, severity: warning }
    expectations:
      - user: Alice@example.com
        status: approved
      - users: "*@contractor.example"
        status: blocked
      - users: [a*, b*]
        at_least: 0
        status: error
        severity: warning
      - user: 0f0f
        status: approved
        if_missing: ignore
        label: first day
        waiver: { until: 2028-02-29, owner: it-team, reason: joins in January }
    policy_findings: { everyone_allowed: error, deny_alone: off }
application_checks:
  - name: Alice reaches the wiki
    app_id: f174e90a-fafe-4643-bbbc-4a0ed4fc8415
    zone_id: 023e105f4ecef8ad9ca31a8372d0c353
    expect:
      user: alice@example.com
      status: Success
      policies: [{ precedence: 1, status: Success }]
  - name: The wiki by an older id
    app_id: 023e105f4ecef8ad9ca31a8372d0c353
    expect: { user: alice@example.com, status: Failure }
`,
  );
  expect(problems).toEqual([]);
  expect(config).toEqual({
    warnings: [],
    applicationChecks: [
      {
        name: 'Alice reaches the wiki',
        location: at(27, 11),
        appId: 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415',
        zoneId: '023e105f4ecef8ad9ca31a8372d0c353',
        expected: {
          user: { name: 'alice@example.com', location: at(31, 7) },
          statuses: [
            { status: 'Success', location: at(32, 7) },
            { precedence: 1, status: 'Success', location: at(33, 18) },
          ],
        },
      },
      {
        name: 'The wiki by an older id',
        location: at(34, 11),
        appId: '023e105f4ecef8ad9ca31a8372d0c353',
        expected: {
          user: { name: 'alice@example.com', location: at(36, 15) },
          statuses: [{ status: 'Failure', location: at(36, 40) }],
        },
      },
    ],
    planSeverities: {},
    tests: [
      {
        name: 'Grafana',
        location: at(4, 11),
        tested: {
          kind: 'policies',
          policies: [
            { kind: 'id', id: '699d98642c564d2e855e9661899b7252', location: at(6, 13) },
            { kind: 'file', path: 'policies/grafana.json', location: at(7, 15) },
          ],
          baseline: undefined,
        },
        explain: 3,
        thresholds: [
          { metric: 'total_users', min: 50, severity: 'warning', location: at(10, 7) },
          { metric: 'percent_blocked', max: 10, severity: 'error', location: at(9, 7) },
        ],
        expectations: [
          {
            subject: { kind: 'user', user: 'Alice@example.com', ifMissing: 'fail' },
            status: 'approved',
            severity: 'error',
            location: at(12, 9),
          },
          {
            subject: { kind: 'users', patterns: ['*@contractor.example'], atLeast: 1 },
            status: 'blocked',
            severity: 'error',
            location: at(14, 9),
          },
          {
            subject: { kind: 'users', patterns: ['a*', 'b*'], atLeast: 0 },
            status: 'error',
            severity: 'warning',
            location: at(16, 9),
          },
          {
            subject: { kind: 'user', user: '0f0f', ifMissing: 'ignore' },
            status: 'approved',
            label: 'first day',
            severity: 'error',
            waiver: { until: '2028-02-29', owner: 'it-team', reason: 'joins in January' },
            location: at(20, 9),
          },
        ],
        policySeverities: { everyone_allowed: 'error', deny_alone: 'off' },
      },
    ],
  });
});

test('reads what a test compares, and what stands in a plan', () => {
  const { config, problems } = parseConfig(
    FILE,
    `version: 1
defaults:
  explain: 1
  policy_findings: { application_loses_policies: off, deny_alone: off }
  thresholds: { users_lost: { max: 0 } }
tests:
  - name: Live
    policies: [{ terraform: x.y }]
    baseline: [{ application: f174e90a }, { terraform: x.y }]
    explain: 0
  - name: Yesterday
    policies: [{ id: abc }]
    baseline: { snapshot: old.json }
  - from_plan: x.y
  - from_plan: '*'
`,
  );
  expect(problems).toEqual([]);
  expect(config?.planSeverities).toEqual({ application_loses_policies: 'off', deny_alone: 'off' });
  expect(config?.tests.map(({ name, explain, location }) => [name, explain, location.line])).toEqual([
    ['Live', 0, 7],
    ['Yesterday', 1, 11],
    ['x.y', 1, 14],
    [undefined, 1, 15],
  ]);
  expect(config?.tests.map(({ tested }) => tested)).toEqual([
    {
      kind: 'policies',
      policies: [{ kind: 'terraform', address: 'x.y', location: at(8, 29) }],
      baseline: {
        kind: 'policies',
        policies: [
          { kind: 'application', appId: 'f174e90a', location: at(9, 31) },
          { kind: 'terraform', address: 'x.y', location: at(9, 56) },
        ],
      },
    },
    {
      kind: 'policies',
      policies: [{ kind: 'id', id: 'abc', location: at(12, 22) }],
      baseline: { kind: 'snapshot', path: 'old.json', location: at(13, 27) },
    },
    { kind: 'plan', address: 'x.y', location: at(14, 16) },
    { kind: 'plan', address: '*', location: at(15, 16) },
  ]);
});

test('knows where the parts of an inline policy stand', () => {
  const { tested } = parseConfig(
    FILE,
    'version: 1\ntests:\n  - policies:\n      - policy:\n          name: x\n          include: [{ everyone: {} }]\n',
  );
  const entry = tested[0]?.kind === 'policies' ? tested[0].policies[0] : undefined;
  expect(entry?.kind === 'policy' && entry.policy).toEqual({ name: 'x', include: [{ everyone: {} }] });
  expect(entry?.kind === 'policy' && entry.locate(['include', 0])).toEqual(at(6, 21));
  expect(entry?.kind === 'policy' && entry.locate(['decision'])).toEqual(at(5, 11));
});

test('merges the defaults in front of what a test says, but for what it says otherwise', () => {
  const { config } = parseConfig(
    FILE,
    `version: 1
defaults:
  thresholds: { users_errored: { max: 0 }, users_blocked: { max: 5 } }
  policy_findings: { everyone_allowed: error, deny_alone: error }
  expectations:
    - { user: ceo@example.com, status: approved }
    - { user: intern@example.com, status: blocked }
    - { users: [a*, b*], status: blocked }
tests:
  - name: Overriding
    policies: [{ id: abc }]
    thresholds: { users_blocked: { max: 9 } }
    policy_findings: { everyone_allowed: off }
    expectations:
      - { user: Intern@Example.com, status: approved }
      - { users: [B*, A*], status: approved }
  - name: Silent
    policies: [{ id: abc }]
`,
  );
  const lines = config?.tests.map(({ thresholds, expectations }) =>
    [...thresholds, ...expectations].map(({ location }) => location.line),
  );
  expect(lines).toEqual([
    [3, 12, 6, 15, 16],
    [3, 3, 6, 7, 8],
  ]);
  expect(config?.tests.map(({ policySeverities }) => policySeverities)).toEqual([
    { everyone_allowed: 'off', deny_alone: 'error' },
    { everyone_allowed: 'error', deny_alone: 'error' },
  ]);
  expect(config?.tests[0]?.thresholds.map(({ metric, max }) => [metric, max])).toEqual([
    ['users_errored', 0],
    ['users_blocked', 9],
  ]);
});

test('takes a shared piece of the file by alias, and locates it where it is written', () => {
  const { config, problems } = parseConfig(
    FILE,
    `version: 1
tests:
  - { name: A, policies: [{ id: abc }], thresholds: &bounds { users_blocked: { max: 1 } } }
  - { name: B, policies: [{ id: abc }], thresholds: *bounds }
`,
  );
  expect(problems).toEqual([]);
  expect(config?.tests[1]?.thresholds[0]?.location).toEqual(at(3, 63));
});

test('warns of percentages that look like ratios, once for a default', () => {
  const { config } = parseConfig(
    FILE,
    `version: 1
defaults: { thresholds: { percent_errored: { max: 0.07 } } }
tests:
  - { name: A, policies: [{ id: a }], thresholds: { percent_approved: { min: 0.95, max: 1 } } }
  - { name: B, policies: [{ id: b }], thresholds: { percent_blocked: { min: 0, max: 1.5 } } }
`,
  );
  expect(config?.warnings.map(renderProblem)).toEqual([
    `${FILE}:2:51: "max" of percent_errored is 0.07 %, because percentages run from 0 to 100: was 7 meant?`,
    `${FILE}:4:78: "min" of percent_approved is 0.95 %, because percentages run from 0 to 100: was 95 meant?`,
  ]);
});
