import { describe, expect, it } from '@jest/globals';
import { anError, runScenario } from '../support/scenario.ts';

/** A config of one test with these entries of `policies`. */
function configOf(policies: string, more = ''): string {
  return `
version: 1
tests:
  - name: Grafana
    thresholds: { total_users: { min: 1 } }
    policies:
${policies}
${more}`;
}

describe('a policy that this project does not know reaches the API as it is written', () => {
  const TEXT = String.raw`{
    "name": "größer – 日本 😀 \ud83d \u0000 \u2028 'quoted' \"twice\" \\ \/",
    "decision": "allow",
    "include": [
      { "moon_phase": { "phase": "full", "of": [["Titan", null], {}, [], { "": { "deeper": [true, false] } }] } },
      { "__proto__": { "polluted": true } },
      { "constructor": { "prototype": { "toString": "x" } } }
    ],
    "require": [{ "tide": [9007199254740991, -9007199254740991, 0.1, 1e-7, -5e-324, 123456789.25, 0] }],
    "tidal_lock": { "since": "2026-01-01", "on": "yes", "off": "NO", "null": "~", "number": "0x1F", "<<": { "a": 1 } },
    "__proto__": { "include": [{ "everyone": {} }] },
    "precedence": 3,
    "session_duration": null,
    "approval_groups": [],
    "mfa_config": { "allowed_authenticators": ["totp", ["nested"]], "*": "&anchor", "!tag": "- # : {}" }
  }`;

  const YAML = String.raw`
name: "größer – 日本 😀 \ud83d \0 \u2028 'quoted' \"twice\" \\ /"
decision: allow
include:
  - moon_phase:
      phase: full
      of:
        - [Titan, ~]
        - {}
        - []
        - { ? '' : { deeper: [true, false] } }
  - __proto__: &polluted
      polluted: true
  - constructor:
      prototype: { toString: x }
require:
  - tide: [0x1fffffffffffff, -9007199254740991, .1, 1e-7, -5e-324, 123456789.25, 0]
tidal_lock:
  since: 2026-01-01
  on: yes
  off: NO
  'null': '~'
  number: '0x1F'
  '<<': { a: 1 }
__proto__:
  include: [everyone: {}]
precedence: 3
session_duration:
approval_groups: []
mfa_config:
  allowed_authenticators:
    - totp
    - - nested
  '*': '&anchor'
  '!tag': '- # : {}'
`;

  it.each([
    ['in a JSON file', '      - file: policy.json'],
    ['in a YAML file', '      - file: policy.yml'],
    ['in the config', `      - policy: ${TEXT.replaceAll('\n', '\n      ')}`],
  ])('%s', async (_, entry) => {
    const { received } = await runScenario({
      config: configOf(entry),
      files: { 'policy.json': TEXT, 'policy.yml': YAML },
      fault: () => anError(400, 12130, 'access.api.error.invalid_request'),
    });
    const sent = received.map(({ body }) => body);
    expect(sent).toEqual([JSON.stringify({ policies: [JSON.parse(TEXT)] })]);
  });

  it('with what aliases repeat, and in its place among others', async () => {
    const { received } = await runScenario({
      config: configOf(
        '      - id: 699d98642c564d2e\n      - file: list.yml\n      - id: f174e90a-fafe-4643',
      ),
      files: {
        'list.yml':
          '- { name: A, decision: deny, include: &all [{ tide: { high: &level [1, 2] } }], high: *level }\n- 2f9d6e1b\n- { name: B, decision: allow, include: *all }\n',
      },
    });
    const include = [{ tide: { high: [1, 2] } }];
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      policies: [
        '699d98642c564d2e',
        { name: 'A', decision: 'deny', include, high: [1, 2] },
        '2f9d6e1b',
        { name: 'B', decision: 'allow', include },
        'f174e90a-fafe-4643',
      ],
    });
  });

  it('or not at all, when it cannot be sent so', async () => {
    const policy = `{ name: A, decision: allow, include: [{ tide: { level: 9007199254740993 } }], limit: .inf, at: !!timestamp 2026-01-01 }`;
    const run = runScenario({
      config: configOf(`      - policy: ${policy}\n      - file: policy.yml`),
      files: { 'policy.yml': `${policy}\n` },
    });
    await expect(run).rejects.toMatchObject({
      code: 'config',
      problems: [
        { location: { file: 'gate.yml', line: 7, column: 72 }, message: expect.stringContaining('rounded') },
        {
          location: { file: 'gate.yml', line: 7, column: 102 },
          message: expect.stringContaining('infinite'),
        },
        {
          location: { file: 'gate.yml', line: 7, column: 124 },
          message: expect.stringContaining('YAML tag'),
        },
        { location: { file: 'policy.yml', line: 1, column: 56 } },
        { location: { file: 'policy.yml', line: 1, column: 86 } },
        { location: { file: 'policy.yml', line: 1, column: 108 } },
      ],
    });
  });
});

describe('what the text of policies tells', () => {
  const DENY = `      - policy:
          name: No contractors
          decision: deny
          include:
            - email_domain: { domain: contractor.example }`;

  it('warns in the report of its test and does not fail it', async () => {
    const { report, exitCode, transcript, files } = await runScenario({ config: configOf(DENY) });
    expect([report.verdict, exitCode]).toEqual(['passed', 0]);
    expect(report.tests[0]?.findings).toContainEqual(
      expect.objectContaining({
        kind: 'policy',
        rule: 'deny_alone',
        severity: 'warning',
        outcome: 'violated',
        location: { file: 'gate.yml', line: 8, column: 11 },
      }),
    );
    expect(transcript).toContain('! The test has deny policies only, so that everybody is blocked');
    expect(files['summary.md']).toContain(
      '| ⚠️ | `deny_alone` | a policy that lets somebody in | deny only |',
    );
    expect(files['report.json']).toContain('"rule": "deny_alone"');
  });

  it.each([
    ['fails where the config says so', 'error', 'failed', 1],
    ['is silent where the config says so', 'off', 'passed', 0],
  ])('%s', async (_, severity, verdict, code) => {
    const { report, exitCode } = await runScenario({
      config: configOf(DENY, `    policy_findings: { deny_alone: ${severity} }\n`),
    });
    expect([report.verdict, exitCode]).toEqual([verdict, code]);
    const findings = report.tests.flatMap((test) => test.findings).filter(({ kind }) => kind === 'policy');
    expect(findings.map((finding) => finding.severity)).toEqual(severity === 'off' ? [] : [severity]);
  });

  it('is told with the place in the file it is about', async () => {
    const { report } = await runScenario({
      config: configOf('      - file: policies/list.json'),
      files: {
        'policies/list.json': JSON.stringify(
          [
            { name: 'Staff', decision: 'allow', include: [{ email_domain: { domain: 'example.com' } }] },
            {
              name: 'Everybody',
              decision: 'allow',
              include: [{ email: { email: 'x@y.z' } }, { everyone: {} }],
            },
            '2f9d6e1b-8c47',
          ],
          null,
          1,
        ),
      },
      fault: () => anError(403, 10000, 'Authentication error'),
    });
    const findings = report.tests.flatMap((test) => test.findings).filter(({ kind }) => kind === 'policy');
    expect(findings.map(({ rule, location }) => [rule, location])).toEqual([
      ['everyone_allowed', { file: 'policies/list.json', line: 22, column: 4 }],
    ]);
  });

  it('is told without asking Cloudflare', async () => {
    const { report, requests } = await runScenario({
      config: configOf(DENY),
      inputs: { mode: 'validate', 'api-token': '' },
    });
    expect(requests).toEqual([]);
    expect(report.tests[0]?.findings.map(({ rule }) => rule)).toEqual(['deny_alone']);
  });
});
