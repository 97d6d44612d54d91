import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '../../src/config/load.ts';
import { renderProblem } from '../../src/errors.ts';
import { MAX_PROBLEMS } from '../../src/limits.ts';
import { parsePolicyFile } from '../../src/policies/file.ts';
import { parsePlan } from '../../src/policies/plan.ts';
import { MAX_FILE_BYTES } from '../../src/workspace.ts';

/** Seconds of processor time, generously: on a runner each takes less than one. */
const MOST_SECONDS = 15;

/** What `run` returns; it must not take long, however busy the machine is. */
function quickly<T>(run: () => T): T {
  const before = process.cpuUsage();
  const result = run();
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(MOST_SECONDS);
  return result;
}

/** As many of them as a file may have. */
const filled = (text: string) => text.repeat(MAX_FILE_BYTES / text.length);
const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

const TOO_LONG = 'has more than 200,000 words and marks: split it.';
const TOO_DEEP =
  'gate.yml:1:1: The file is nested too deeply: at most 100 lists and mappings in one another.';
const BOMB = 'gate.yml:1:1: Aliases repeat too much';

const DOUBLED = lines(30, (index) =>
  index === 0 ? 'k0: &k0 { x: 1 }' : `k${index}: &k${index} { a: *k${index - 1}, b: *k${index - 1} }`,
);
const CHAIN = lines(300, (index) => (index === 0 ? 'k0: &k0 [1]' : `k${index}: &k${index} [*k${index - 1}]`));

describe('a hostile config ends in time with a clear message:', () => {
  it.each<[string, string, string]>([
    ['50,000 keys', lines(50_000, (index) => `key${index}: 1`), TOO_LONG],
    ['brackets', filled('[]'), TOO_LONG],
    ['commas', `[${filled(',')}]`, TOO_LONG],
    ['comments', filled('#\n'), TOO_LONG],
    ['quotes', filled('"'), TOO_LONG],
    ['anchors', filled('&a '), TOO_LONG],
    ['directives', filled('%x\n'), TOO_LONG],
    ['aliases without an anchor', filled('- *a\n'), TOO_LONG],
    ['documents', filled('---\na\n'), TOO_LONG],
    ['open lists', '['.repeat(100_000), TOO_DEEP],
    ['open mappings', '{"a":'.repeat(100_000), TOO_DEEP],
    ['closed lists', '['.repeat(101) + ']'.repeat(101), TOO_DEEP],
    ['indented mappings', lines(300, (index) => `${' '.repeat(index)}a:`), TOO_DEEP],
    ['lists in a line', '- '.repeat(100_000), TOO_DEEP],
    ['aliases that double', DOUBLED, BOMB],
    ['aliases that nest', CHAIN, TOO_DEEP],
    ['more aliases than a file may have', `- &a 1\n${'- *a\n'.repeat(1001)}`, BOMB],
    [
      'aliases of a long text',
      `- &a ${'x'.repeat(500_000)}\n${'- *a\n'.repeat(100)}`,
      'Aliases repeat too much',
    ],
    ['keys that are lists', lines(3000, (index) => `? [${index}]\n: 1`), 'A key must be plain text'],
    ['a key that is an alias', '&a x: 1\n*a : 2', 'A key must be plain text, and no list, mapping or alias.'],
    ['a number of a million digits', `version: ${'9'.repeat(1_000_000)}`, 'cannot read version Infinity'],
    ['a long comment', `# ${'x'.repeat(1_000_000)}`, 'The file is empty'],
    ['a NUL byte', 'version: 1\na: \0', 'gate.yml:2:4: A control character stands here'],
    ['a file in UTF-16', 'v\0e\0r\0', 'gate.yml:1:2: A control character stands here'],
    ['an escape sequence', '# \u001b[2J', 'gate.yml:1:3: A control character stands here'],
  ])('%s', (_, text, message) => {
    const { config, problems } = quickly(() => parseConfig('gate.yml', text));
    expect(config).toBeUndefined();
    expect(problems.map(renderProblem).join('\n')).toContain(message);
    expect(problems.length).toBeLessThanOrEqual(MAX_PROBLEMS);
  });

  it('20,000 keys, of which each mistake has its place', () => {
    const text = `${lines(20_000, (index) => `key${index}: 1`)}\nkey0: 2\n"1": a\n1: b`;
    const problems = quickly(() => parsePolicyFile('a.yml', text).problems.map(renderProblem));
    expect(problems.slice(0, 2)).toEqual([
      'a.yml:20001:1: This key is given twice: a mapping has each key once.',
      'a.yml:20003:1: This key is given twice: a mapping has each key once.',
    ]);
  });

  it('20,000 tests, of which as many mistakes are told as anybody mends', () => {
    const { problems } = quickly(() =>
      parseConfig('gate.yml', `version: 1\ntests:\n${'  - {}\n'.repeat(20_000)}`),
    );
    expect(problems).toHaveLength(MAX_PROBLEMS);
  });

  it.each<[number, string[]]>([
    [10, []],
    [
      11,
      [
        'gate.yml:5:11: The test has 1,100 patterns with those of the defaults, and may have 1,000: put several into one, as in *@{a,b}.example.',
      ],
    ],
  ])('%d lists of 100 patterns', (lists, messages) => {
    const list = (index: number) =>
      `{ users: [${Array.from({ length: 100 }, (_, item) => `"*${index}x${item}"`).join(', ')}], status: blocked }`;
    const expectations = Array.from({ length: lists }, (_, index) => list(index)).join(', ');
    const text = `version: 1
defaults:
  expectations: [${expectations}]
tests:
  - name: a
    policies: [{ id: a }]
`;
    const places = quickly(() => parseConfig('gate.yml', text).problems.map(renderProblem));
    expect(places).toEqual(messages);
  });
});

describe('a file is what it was with other conventions for text:', () => {
  const CONFIG =
    'version: 1\ntests:\n  - name: a\n    policies: [{ id: a }]\n    thresholds: { total_users: { min: 1 } }\n';

  it.each([
    ['line breaks of Windows', CONFIG.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${CONFIG}`],
  ])('%s', (_, text) => {
    expect(parseConfig('gate.yml', text).problems).toEqual([]);
  });
});

describe('a hostile plan ends in time', () => {
  const ADDRESS = 'cloudflare_zero_trust_access_policy.a';
  const planOf = (after: string, address = ADDRESS, type = 'cloudflare_zero_trust_access_policy') =>
    `{"format_version":"1.2","planned_values":{},"configuration":{},"resource_changes":[{"address":"${address}","mode":"managed","type":"${type}","change":{"actions":["create"],"before":null,"after":${after},"after_unknown":{}}}]}`;
  const policyOf = (include: string) => `{"name":"a","decision":"allow","include":${include}}`;
  const keys = `{${Array.from({ length: 1_000_000 }, (_, index) => `"k${String(index)}":1`).join(',')}}`;

  it.each([
    ['with a million keys', planOf(keys), 'has more than 4 MiB: put some of its rules into groups'],
    ['with lists 100,000 deep', planOf('['.repeat(100_000) + ']'.repeat(100_000)), 'has more than 100 lists'],
    [
      'with mappings 100,000 deep',
      planOf('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)),
      'has more than 100 lists',
    ],
  ])('%s', (_, text, message) => {
    const { plan, problems } = quickly(() => parsePlan('plan.json', text));
    expect(plan).toBeUndefined();
    expect(problems.map(renderProblem)).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    ['of 500,000 wrong rules', planOf(policyOf(`[${'1,'.repeat(500_000)}1]`)), ADDRESS],
    ['in modules 100,000 deep', planOf(policyOf('[]'), `${'module.m.'.repeat(100_000)}${ADDRESS}`), ''],
  ])('%s, and is not testable', (_, text, address) => {
    const { plan } = quickly(() => parsePlan('plan.json', text));
    const [first = ''] = plan?.addresses ?? [];
    if (address !== '') expect(first).toBe(address);
    const { untestable = [] } = plan?.policiesOf(first, 'planned') ?? {};
    expect(untestable.length).toBeGreaterThan(0);
    expect(untestable.length).toBeLessThanOrEqual(MAX_PROBLEMS);
  });

  it('whose other resources may be long', () => {
    const { plan } = parsePlan(
      'plan.json',
      planOf(`{"content":"${'x'.repeat(5_000_000)}"}`, 'local_file.a', 'local_file'),
    );
    expect(plan?.addresses).toEqual([]);
  });
});
