import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../src/config/load.ts';
import { renderProblem } from '../../src/errors.ts';

/** A config of one test, whose own lines begin at line 5. */
function configWith(...lines: string[]): string {
  return ['version: 1', 'tests:', '  - name: Grafana', '    policies: [{ id: abc }]', ...lines].join('\n');
}

/** A config of one application check, whose keys stand on line 3 behind its name. */
function checkWith(keys: string): string {
  return `version: 1\napplication_checks:\n  - { name: Wiki, ${keys} }`;
}

function problemsOf(text: string): string[] {
  return parseConfig('c.yml', text).problems.map(renderProblem);
}

/** Each text with all that is said of it. */
const CASES: Record<string, readonly [text: string, ...problems: string[]][]> = {
  'a file that is no config': [
    ['', 'c.yml:1:1: The file is empty: it needs "version", and "tests" or "application_checks".'],
    [
      '# nothing yet\n',
      'c.yml:1:1: The file is empty: it needs "version", and "tests" or "application_checks".',
    ],
    ['null', 'c.yml:1:1: The file is empty: it needs "version", and "tests" or "application_checks".'],
    ['[]', 'c.yml:1:1: The file must be a mapping, not a list.'],
    ['hello', 'c.yml:1:1: The file must be a mapping, not "hello".'],
    ['version: 1', 'c.yml:1:1: The file tests nothing: give it "tests" or "application_checks".'],
    ['version: 1\ntests: []', 'c.yml:2:8: "tests" must not be empty.'],
    ['version: 1\ntests: {}', 'c.yml:2:8: "tests" must be a list, not a mapping.'],
    [
      'version: 1\ntests: [1, x, [], null]',
      'c.yml:2:9: Item 1 of "tests" must be a mapping, not 1.',
      'c.yml:2:12: Item 2 of "tests" must be a mapping, not "x".',
      'c.yml:2:15: Item 3 of "tests" must be a mapping, not a list.',
      'c.yml:2:19: Item 4 of "tests" is empty: give it a value, or remove it.',
    ],
  ],
  'a text that is no YAML': [
    ['version: 1\n\ttests: 2', 'c.yml:2:1: Tabs are not allowed as indentation.'],
    ['version: 1\n---\ntests: []', 'c.yml:2:1: A second YAML document starts here: put everything into one.'],
    [
      'version: 1\ntests: a: b',
      'c.yml:2:8: A mapping cannot start here: put text that holds ": " between quotes.',
    ],
    [
      configWith('    expectations: [{ user: !who alice, status: blocked }]'),
      'c.yml:5:28: This YAML tag is not known: write the value without it.',
    ],
    [
      configWith('    expectations:', '      - { users: *@contractor.example, status: blocked }'),
      'c.yml:6:18: A "*" without quotes is a YAML alias, and there is no such anchor: put a pattern between quotes.',
    ],
  ],
  'a key that is given twice, together with what else is wrong': [
    [
      'version: 1\nversion: 1\ntests: []',
      'c.yml:2:1: This key is given twice: a mapping has each key once.',
      'c.yml:3:8: "tests" must not be empty.',
    ],
  ],
  'a version that is not this one': [
    ['version: 2\nchecks: []', 'c.yml:1:10: "version" must be 1: this release cannot read version 2.'],
    [
      configWith('    thresholds: { total_users: { min: 1 } }').slice('version: 1\n'.length),
      'c.yml:1:1: "version" is missing: begin with version: 1.',
    ],
    [
      configWith('    thresholds: { total_users: { min: 1 } }').replace('1', '"1"'),
      'c.yml:1:10: "version" must be the number 1.',
    ],
  ],
  'what a test is about': [
    [
      'version: 1\ntests:\n  - { name: A, thresholds: { total_users: { min: 1 } } }',
      'c.yml:3:5: Item 1 of "tests" tests nothing: give it "policies" or "from_plan".',
    ],
    [
      'version: 1\ntests:\n  - { policies: [{ id: abc }], thresholds: { total_users: { min: 1 } } }',
      'c.yml:3:5: Item 1 of "tests" has no "name".',
    ],
    [
      configWith(
        '    thresholds: { users_lost: { max: 0 } }',
        '    from_plan: x.y',
        '    baseline: [{ id: def }]',
      ),
      'c.yml:4:15: "policies" does not go with "from_plan": give one of them.',
      'c.yml:7:15: "baseline" does not go with "from_plan", where the prior policies are the baseline.',
    ],
    [
      'version: 1\ntests:\n  - from_plan: x.y',
      'c.yml:3:16: The test asserts nothing: give it "thresholds" or "expectations".',
    ],
    [
      'version: 1\ndefaults: { thresholds: { users_lost: { max: 0 } } }\ntests: [{ from_plan: "*" }, { from_plan: "*" }]',
      'c.yml:3:42: Line 3 has the name "*", too: give each its own.',
    ],
  ],
  'a baseline': [
    [
      configWith('    thresholds: { users_lost: { max: 0 } }'),
      'c.yml:5:19: "users_lost" needs something to compare with: give the test "baseline".',
    ],
    [
      `version: 1\ndefaults: { thresholds: { percent_gained: { max: 1 } } }\ntests: [{ name: A, policies: [{ id: abc }] }]`,
      'c.yml:3:17: "percent_gained" of "defaults" needs something to compare with: give the test "baseline", or move the threshold into the tests that have one.',
    ],
    [
      configWith('    thresholds: { users_lost: { max: 0 } }', '    baseline: old.json'),
      'c.yml:6:15: "baseline" must be a list of policies, or { snapshot: PATH }.',
    ],
    [
      configWith('    thresholds: { users_lost: { max: 0 } }', '    baseline: [{ snapshot: old.json }]'),
      'c.yml:6:18: Unknown key "snapshot".',
    ],
    [
      configWith('    thresholds: { users_lost: { max: 0 } }', '    baseline: { snapshots: old.json }'),
      'c.yml:6:17: Unknown key "snapshots"; did you mean "snapshot"?',
    ],
    [
      configWith('    thresholds: { users_lost: { max: 0 } }', '    baseline: [{ application: a/b }]'),
      'c.yml:6:31: "application" must be 1 to 36 digits, letters and hyphens.',
    ],
  ],
  'how many further tests may explain a change': [
    [
      configWith('    thresholds: { total_users: { min: 1 } }', '    explain: 11'),
      'c.yml:6:14: "explain" must be a whole number from 0 to 10.',
    ],
    [
      configWith('    thresholds: { total_users: { min: 1 } }', '    explain: all'),
      'c.yml:6:14: "explain" must be a whole number from 0 to 10.',
    ],
  ],
  'a finding on the plan, which is no matter of one test': [
    [
      configWith(
        '    thresholds: { total_users: { min: 1 } }',
        '    policy_findings: { bypass_everyone_added: off }',
      ),
      'c.yml:6:24: Unknown key "bypass_everyone_added".',
    ],
  ],
  'an unknown key, once, at the key': [
    [
      configWith('    treshold: { total_users: { min: 1 } }'),
      'c.yml:5:5: Unknown key "treshold"; did you mean "thresholds"?',
    ],
    [
      configWith('    thresholds: { total_users: { min: 1 } }', '    base_line: []', '    from-plan: "*"'),
      'c.yml:6:5: Unknown key "base_line"; did you mean "baseline"?',
      'c.yml:7:5: Unknown key "from-plan"; did you mean "from_plan"?',
    ],
    [
      configWith('    thresholds: { users_blokced: { max: 0 }, percent_blocked: { mx: 1 } }'),
      'c.yml:5:19: Unknown key "users_blokced"; did you mean "users_blocked"?',
      'c.yml:5:65: Unknown key "mx"; did you mean "max"?',
    ],
    [
      configWith('    expectations: [{ Status: blocked, user: alice }]'),
      'c.yml:5:22: Unknown key "Status"; did you mean "status"?',
    ],
    [
      configWith('    thresholds: { total_users: { min: 1 } }').replace('{ id: abc }', '{ teraform: x.y }'),
      'c.yml:4:18: Unknown key "teraform"; did you mean "terraform"?',
    ],
    [configWith('    alice@example.com: 1'), 'c.yml:5:5: Unknown key "[address]".'],
    [
      '{ "__proto__": 1, version: 1, tests: [] }',
      'c.yml:1:3: Unknown key "__proto__".',
      'c.yml:1:38: "tests" must not be empty.',
    ],
    [
      'test: []',
      'c.yml:1:1: "version" is missing: begin with version: 1.',
      'c.yml:1:1: Unknown key "test"; did you mean "tests"?',
    ],
  ],
  'a threshold that bounds nothing': [
    [configWith('    thresholds:'), 'c.yml:5:16: "thresholds" is empty: give it a value, or remove it.'],
    [
      configWith('    thresholds: { percent_blocked: 10 }'),
      'c.yml:5:36: "percent_blocked" is a bare number: write { max: 10 } or { min: 10 }.',
    ],
    [
      configWith('    thresholds: { users_blocked: { severity: warning } }'),
      'c.yml:5:34: "users_blocked" has no bound: give it "min" or "max".',
    ],
    [
      configWith('    thresholds: { users_blocked: "none" }'),
      'c.yml:5:34: "users_blocked" must be a mapping, not "none".',
    ],
    [
      configWith('    thresholds: { users_blocked: { min: 2, max: 1 } }'),
      'c.yml:5:41: "min" of "users_blocked" is more than "max": nothing lies between 2 and 1.',
    ],
  ],
  'a bound that cannot be': [
    [
      configWith('    thresholds: { percent_blocked: { min: -1, max: 100.5 } }'),
      'c.yml:5:43: "min" of "percent_blocked" must be a percentage from 0 to 100.',
      'c.yml:5:52: "max" of "percent_blocked" must be a percentage from 0 to 100.',
    ],
    [
      configWith('    thresholds: { percent_blocked: { max: 10% } }'),
      'c.yml:5:43: "max" of "percent_blocked" must be a percentage from 0 to 100.',
    ],
    [
      configWith('    thresholds: { users_blocked: { max: 1.5 }, total_users: { min: -1 } }'),
      'c.yml:5:41: "max" of "users_blocked" must be a number of users: whole, and 0 or more.',
      'c.yml:5:68: "min" of "total_users" must be a number of users: whole, and 0 or more.',
    ],
    [
      configWith('    thresholds: { users_blocked: { max: .inf }, percent_errored: { max: .nan } }'),
      'c.yml:5:41: "max" of "users_blocked" must be a number of users: whole, and 0 or more.',
      'c.yml:5:73: "max" of "percent_errored" must be a percentage from 0 to 100.',
    ],
  ],
  'a wrong severity or waiver': [
    [
      configWith('    thresholds: { users_blocked: { max: 1, severity: warn } }'),
      'c.yml:5:54: "severity" of "users_blocked" must be error or warning, not "warn".',
    ],
    [
      configWith(
        '    thresholds: { users_blocked: { max: 1, waiver: { until: 2026-02-30, owner: " ", why: x } } }',
      ),
      'c.yml:5:52: "reason" of "waiver" is missing.',
      'c.yml:5:61: "until" of "waiver" must be a date that exists, as in 2026-12-31.',
      'c.yml:5:80: "owner" of "waiver" must not be blank.',
      'c.yml:5:85: Unknown key "why".',
    ],
  ],
  'an expectation that is unclear': [
    [
      configWith('    expectations: [{ status: blocked }]'),
      'c.yml:5:20: Item 1 of "expectations" says nothing of whom: give it "user" or "users".',
    ],
    [
      configWith('    expectations: [{ user: a, users: b, status: blocked }]'),
      'c.yml:5:38: "users" does not go with "user": give one of them.',
    ],
    [
      configWith('    expectations: [{ user: a, status: block }]'),
      'c.yml:5:39: "status" must be approved, blocked or error, not "block"; did you mean "blocked"?',
    ],
    [configWith('    expectations: [{ user: a }]'), 'c.yml:5:20: "status" is missing.'],
    [
      configWith('    expectations: [{ user: "*@example.com", status: blocked }]'),
      'c.yml:5:28: "user" stands for one user: write a pattern as "users".',
    ],
    [
      configWith('    expectations: [{ user: "a b", status: blocked }]'),
      'c.yml:5:28: "user" must not be blank or hold blanks.',
    ],
    [
      configWith('    expectations: [{ user: 12345, status: blocked }]'),
      'c.yml:5:28: "user" must be text, not 12345: put it between quotes.',
    ],
    [
      configWith('    expectations: [{ users: 5, status: blocked }]'),
      'c.yml:5:29: "users" must be a pattern or a list of patterns.',
    ],
    [
      configWith('    expectations: [{ users: [], status: blocked }, { users: [7, ""], status: blocked }]'),
      'c.yml:5:29: "users" must not be empty.',
      'c.yml:5:62: Item 1 of "users" must be text, not 7: put it between quotes.',
      'c.yml:5:65: Item 2 of "users" must not be blank or hold blanks.',
    ],
    [
      configWith('    expectations: [{ user: a, at_least: 2, status: blocked }]'),
      'c.yml:5:41: "at_least" goes with "users", not with "user".',
    ],
    [
      configWith('    expectations: [{ users: a, if_missing: warn, status: blocked }]'),
      'c.yml:5:44: "if_missing" goes with "user"; for "users" there is "at_least".',
    ],
    [
      configWith('    expectations: [{ users: a, at_least: -1, status: blocked }]'),
      'c.yml:5:42: "at_least" must be a number of users: whole, and 0 or more.',
    ],
    [
      configWith(`    expectations: [{ user: a, label: ${'x'.repeat(201)}, status: blocked }]`),
      'c.yml:5:38: "label" must have at most 200 characters.',
    ],
  ],
  'a user or pattern that must have two outcomes, without the address': [
    [
      configWith(
        '    expectations:',
        '      - { user: Alice@example.com, status: blocked }',
        '      - { user: alice@EXAMPLE.com, status: approved }',
      ),
      'c.yml:7:9: Expects approved of the user of which line 6 expects blocked.',
    ],
    [
      configWith(
        '    expectations:',
        '      - { users: ["*@a.example", "b*"], status: approved }',
        '      - { users: "B*", status: error }',
      ),
      'c.yml:7:9: Expects error of the pattern of which line 6 expects approved.',
    ],
    [
      `${configWith('    expectations: [{ users: a*, status: blocked }]')}\ndefaults:\n  expectations: [{ users: [a*, b*], status: approved }]`,
      'c.yml:5:20: Expects blocked of the pattern of which line 7 expects approved.',
    ],
  ],
  'defaults that contradict each other, once for all tests': [
    [
      `${configWith('  - { name: Wiki, policies: [{ id: abc }] }')}\ndefaults:\n  expectations: [{ user: a, status: blocked }, { user: A, status: error }]`,
      'c.yml:7:48: Expects error of the user of which line 7 expects blocked.',
    ],
  ],
  'a test that asserts nothing': [
    [configWith(), 'c.yml:3:11: The test asserts nothing: give it "thresholds" or "expectations".'],
    [
      configWith('    thresholds: {}', '    expectations: []'),
      'c.yml:3:11: The test asserts nothing: give it "thresholds" or "expectations".',
    ],
  ],
  'two tests with one name': [
    [
      configWith(
        '    thresholds: { total_users: { min: 1 } }',
        '  - name: Grafana',
        '    policies: [{ id: def }]',
        '    thresholds: { total_users: { min: 1 } }',
      ),
      'c.yml:6:11: Line 3 has the name "Grafana", too: give each its own.',
    ],
  ],
  'an application check that is unclear': [
    ['version: 1\napplication_checks: []', 'c.yml:2:21: "application_checks" must not be empty.'],
    [
      checkWith('app_id: "*", zone_id: abc, expect: { status: Success }'),
      'c.yml:3:27: "app_id" must be 1 to 36 digits, letters and hyphens.',
      'c.yml:3:41: "zone_id" must be 32 hexadecimal characters.',
      'c.yml:3:54: "user" of "expect" is missing.',
    ],
    [
      checkWith('app_id: a, expect: { user: alice@example.com }'),
      'c.yml:3:38: "expect" asserts nothing: give it "status" or "policies".',
    ],
    [
      checkWith('app_id: a, expect: { user: a, policies: [{ precedence: -1, status: Success }] }'),
      'c.yml:3:74: "precedence" must be a whole number, and 0 or more.',
    ],
    [
      checkWith(
        'app_id: a, expect: { user: a, policies: [{ precedence: 1, status: A }, { precedence: 1, status: B }] }',
      ),
      'c.yml:3:90: Precedence 1 is given twice: leave out one of them.',
    ],
    [
      checkWith('app_id: a, expect: { user: "*@example.com", status: A }'),
      'c.yml:3:46: "user" of "expect" stands for one user, whom the answer must be about.',
    ],
    [
      `${checkWith('app_id: a, expect: { user: a, status: A }')}\n  - { name: Wiki, app_id: b, expect: { user: a, status: A } }`,
      'c.yml:4:13: Line 3 has the name "Wiki", too: give each its own.',
    ],
  ],
  'a severity of findings on policies that is none': [
    [
      configWith(
        '    thresholds: { total_users: { min: 1 } }',
        '    policy_findings: { everyone_alowed: error, deny_alone: ignore }',
      ),
      'c.yml:6:24: Unknown key "everyone_alowed"; did you mean "everyone_allowed"?',
      'c.yml:6:60: "deny_alone" of "policy_findings" must be error, warning or off, not "ignore".',
    ],
  ],
  'policies of no known kind': [
    [
      configWith('    thresholds: { total_users: { min: 1 } }').replace('[{ id: abc }]', '[]'),
      'c.yml:4:15: "policies" must not be empty.',
    ],
    [
      configWith('    thresholds: { total_users: { min: 1 } }').replace(
        '{ id: abc }',
        '{}, { id: a, file: b }, abc, { id: 123 }, { id: "" }',
      ),
      'c.yml:4:16: Item 1 of "policies" must have exactly one of "id", "file", "policy", "terraform" and "application".',
      'c.yml:4:20: Item 2 of "policies" must have exactly one of "id", "file", "policy", "terraform" and "application".',
      'c.yml:4:40: Item 3 of "policies" must be a mapping, not "abc".',
      'c.yml:4:51: "id" must be text, not 123: put it between quotes.',
      'c.yml:4:64: "id" must not be empty.',
    ],
  ],
};

describe.each(Object.entries(CASES))('says what is wrong with %s', (_what, cases) => {
  test.each(cases)('%j', (text, ...problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

test('tells the mistakes of all tests at once, in the order of the file', () => {
  const text = configWith(
    '  - name: Wiki',
    '    policies: []',
    '    thresholds: { percent_blocked: 10 }',
    '  - name: Wiki',
    '    policies: [{ file: a.json }]',
    '    expectation: []',
    'check: true',
  );
  expect(problemsOf(text)).toEqual([
    'c.yml:6:15: "policies" must not be empty.',
    'c.yml:7:36: "percent_blocked" is a bare number: write { max: 10 } or { min: 10 }.',
    'c.yml:8:11: Line 5 has the name "Wiki", too: give each its own.',
    'c.yml:10:5: Unknown key "expectation"; did you mean "expectations"?',
    'c.yml:11:1: Unknown key "check".',
  ]);
});

test('gives the policies that are right by themselves although the rest is wrong', () => {
  const text =
    'version: 1\ntests:\n  - { polices: [] }\n  - policies: [{ file: a.json }, { id: 5 }, { policy: 1 }]';
  const { config, tested } = parseConfig('c.yml', text);
  expect(config).toBeUndefined();
  expect(tested.map((test) => test.kind === 'policies' && test.policies.map(({ kind }) => kind))).toEqual([
    [],
    ['file', 'policy'],
  ]);
});
