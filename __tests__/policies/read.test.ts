import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../src/config/load.ts';
import { type Location, renderProblem } from '../../src/errors.ts';
import { readPolicies } from '../../src/policies/read.ts';
import { memoryFiles } from '../support/files.ts';

const ALLOW = { name: 'Allow', decision: 'allow', include: [{ everyone: {} }] };

/** Reads the `policies` of a config, written in YAML flow style at 3:15 of c.yml. */
async function readFrom(policies: string, contents: Record<string, string> = {}) {
  const { tested } = parseConfig('c.yml', `version: 1\ntests:\n  - policies: ${policies}\n`);
  const entries = tested[0]?.kind === 'policies' ? tested[0].policies : [];
  const files = memoryFiles({ '/workspace/c.yml': '', ...contents });
  const read = await readPolicies(entries, 'planned', {
    workspace: '/workspace',
    files,
    plan: 'not given',
  });
  const known = read.sources.filter((source) => source.kind === 'policy');
  return {
    policies: known.map(({ tested }) => tested),
    // Where the first rule of include stands, and of a saved policy the policy.
    places: known.map(({ text }) => renderLocation(text.locate(['include', 0]))),
    problems: read.problems.map(renderProblem),
  };
}

function renderLocation({ file, line, column }: Location): string {
  return `${file}:${String(line)}:${String(column)}`;
}

function problemsOfFile(name: string, text: string): Promise<string[]> {
  return readFrom(`[{ file: ${name} }]`, { [`/workspace/${name}`]: text }).then(({ problems }) => problems);
}

test('gives ids, files and inline policies in their order, each with its place', async () => {
  const { policies, places, problems } = await readFrom(
    '[{ file: list.json }, { id: 699d98642c564d2e855e9661899b7252 }, { file: one.yaml }, { policy: { name: Inline, decision: bypass, include: [{ ip: { ip: 10.0.0.0/8 } }] } }]',
    {
      '/workspace/list.json': JSON.stringify([ALLOW, 'f174e90a-fafe-4643', { ...ALLOW, name: 'Second' }]),
      '/workspace/one.yaml': 'name: Y\ndecision: deny\ninclude: [{ everyone: {} }]\n',
    },
  );
  expect(problems).toEqual([]);
  expect(policies).toEqual([
    ALLOW,
    'f174e90a-fafe-4643',
    { ...ALLOW, name: 'Second' },
    '699d98642c564d2e855e9661899b7252',
    { name: 'Y', decision: 'deny', include: [{ everyone: {} }] },
    { name: 'Inline', decision: 'bypass', include: [{ ip: { ip: '10.0.0.0/8' } }] },
  ]);
  expect(places).toEqual([
    'list.json:1:48',
    'list.json:1:66',
    'list.json:1:134',
    'c.yml:3:43',
    'one.yaml:3:11',
    'c.yml:3:153',
  ]);
});

test('passes on unknown selectors and fields unchanged', async () => {
  const policy = {
    ...ALLOW,
    include: [{ moon_phase: 'full' }],
    require: [{ certificate: {} }],
    exclude: [],
    precedence: 3,
    mfa_config: { required: [null] },
  };
  const { policies, problems } = await readFrom('[{ file: a.json }]', {
    '/workspace/a.json': JSON.stringify(policy),
  });
  expect({ policies, problems }).toEqual({ policies: [policy], problems: [] });
});

test('accepts a JSON file with a byte order mark', async () => {
  expect(await problemsOfFile('a.json', `\uFEFF${JSON.stringify(ALLOW)}`)).toEqual([]);
});

describe('says what is wrong with an entry, at the entry', () => {
  test.each([
    ['[{ id: a/b }]', 'c.yml:3:22: The id of a policy has 1 to 64 digits, letters and hyphens.'],
    [
      `[{ id: ${'a'.repeat(65)} }]`,
      'c.yml:3:22: The id of a policy has 1 to 64 digits, letters and hyphens.',
    ],
    ['[{ file: none.json }]', 'c.yml:3:24: The file "none.json" does not exist: correct its path.'],
    ['[{ file: folder }]', 'c.yml:3:24: The file "folder" is a folder: name a file in it.'],
    ['[{ file: big.json }]', 'c.yml:3:24: The file "big.json" is larger than 1 MiB: split it.'],
    ['[{ file: ../a.json }]', 'c.yml:3:24: The file "../a.json" leads out of the workspace: move it inside.'],
    [
      '[{ file: /etc/passwd }]',
      'c.yml:3:24: The file "/etc/passwd" has an absolute path: give it relative to the workspace.',
    ],
    ['[{ policy: null }]', 'c.yml:3:26: A policy must be a mapping with "name", "decision" and "include".'],
    [
      '[{ policy: { name: x, decision: allow, include: [{}] } }]',
      'c.yml:3:64: Rule 1 of "include" is empty: give it one selector, as in { everyone: {} }.',
    ],
  ])('%s', async (policies, problem) => {
    const contents = {
      '/workspace/folder/a.json': '{}',
      '/workspace/big.json': ' '.repeat(1024 * 1024 + 1),
      '/a.json': '{}',
    };
    expect(await readFrom(policies, contents)).toEqual({ policies: [], places: [], problems: [problem] });
  });
});

const RULES_OF_TWO =
  'name: x\ndecision: allow\ninclude:\n  - everyone: {}\n  - email: { email: a@example.com }\n    bob@example.com: {}\n';

describe('says what is wrong in a file, at its place', () => {
  test.each<[name: string, text: string, ...problems: string[]]>([
    ['a.json', '{"name": "x",\n}', 'a.json:2:1: JSON has no comma after the last item: remove it.'],
    ['a.json', 'name: x', 'a.json:1:1: This is not JSON: a value should stand here.'],
    ['A.JSON', '[]', 'A.JSON:1:1: The list is empty: it needs at least one policy.'],
    ['a.json', '"abc"', 'a.json:1:1: A policy must be a mapping with "name", "decision" and "include".'],
    [
      'a.json',
      '{"name": "x", "name": "y", "decision": "allow", "include": [{"everyone": {}}]}',
      'a.json:1:15: This key is given twice: a mapping has each key once.',
    ],
    [
      'a.json',
      '[{"name": "x", "decision": "allw", "include": []}, null]',
      'a.json:1:28: "decision" must be allow, deny, non_identity or bypass, not "allw"; did you mean "allow"?',
      'a.json:1:47: "include" is empty: it needs at least one rule, or the policy is about nobody.',
      'a.json:1:52: A policy must be a mapping with "name", "decision" and "include".',
    ],
    ['a.json', '["a/b"]', 'a.json:1:2: The id of a policy has 1 to 64 digits, letters and hyphens.'],
    ['a.yml', '', 'a.yml:1:1: The file is empty: it needs at least one policy.'],
    [
      'a.yml',
      'name: x\ndecision: allow\ninclude:\n  - okta: { name: 0123, identity_provider_id: true }\n  - shoe_size: { size: 042 }\n',
      'a.yml:4:19: "name" of "okta" must be text, not 123: put it between quotes.',
      'a.yml:4:47: "identity_provider_id" of "okta" must be text, not true: put it between quotes.',
    ],
    [
      'a.yml',
      '- &a { name: x, decision: allow, include: [everyone: {}] }\n- { <<: *a, name: y }\n',
      'a.yml:2:5: The merge key "<<" is not read: write the fields out.',
    ],
    [
      'a.yml',
      'a: [',
      'a.yml:1:5: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
    [
      'a.yml',
      '{}',
      'a.yml:1:1: The policy has no "name".',
      'a.yml:1:1: The policy has no "decision": it is allow, deny, non_identity or bypass.',
      'a.yml:1:1: The policy has no "include": it needs at least one rule, or the policy is about nobody.',
    ],
    [
      'a.yml',
      'name: " "\ndecision: 1\ninclude: { everyone: {} }\nrequire: null\nexclude: [everyone]\n',
      'a.yml:1:7: "name" must be text, and not blank.',
      'a.yml:2:11: "decision" must be allow, deny, non_identity or bypass.',
      'a.yml:3:10: "include" must be a list of rules.',
      'a.yml:4:10: "require" must be a list of rules.',
      'a.yml:5:11: Rule 1 of "exclude" must be a mapping with one selector, as in { everyone: {} }.',
    ],
    [
      'a.yml',
      RULES_OF_TWO,
      'a.yml:5:5: Rule 2 of "include" has 2 selectors ("email", "[address]"): write one rule for each.',
    ],
  ])('%s %j', async (name, text, ...problems) => {
    expect(await problemsOfFile(name, text)).toEqual(problems);
  });
});

test('tells the problems of all entries at once', async () => {
  const { problems } = await readFrom('[{ id: "?" }, { file: none.json }, { policy: 5 }]');
  expect(problems).toHaveLength(3);
});
