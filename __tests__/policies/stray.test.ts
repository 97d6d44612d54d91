import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { parseSource } from '../../src/document.ts';
import { renderProblem } from '../../src/errors.ts';
import { parsePolicyFile } from '../../src/policies/file.ts';
import { checkStrayValues } from '../../src/policies/stray.ts';

const ROUNDED = 'This whole number could be rounded on its way: it must be within ±9007199254740991.';
const NO_NUMBER = 'This number is infinite or none, which JSON does not have, and policies are sent as JSON.';
const TAGGED = 'This YAML tag makes what JSON does not have, and policies are sent as JSON: leave it out.';

function problemsOf(name: string, text: string): string[] {
  const { value, problems, locate } = parseSource(name, text);
  return [...problems, ...checkStrayValues(value, locate)].map(renderProblem);
}

describe('what cannot be sent as it is written is a problem at its place', () => {
  test.each<[name: string, text: string, ...problems: string[]]>([
    ['a.yml', 'a: .inf', `a.yml:1:4: ${NO_NUMBER}`],
    ['a.yml', 'a: [-.INF, .NaN]', `a.yml:1:5: ${NO_NUMBER}`, `a.yml:1:12: ${NO_NUMBER}`],
    ['a.json', '{"a": {"b": 1e400}}', `a.json:1:13: ${NO_NUMBER}`],
    ['a.json', '{"a": 9007199254740992}', `a.json:1:7: ${ROUNDED}`],
    ['a.json', '{"a": 9007199254740993}', `a.json:1:7: ${ROUNDED}`],
    ['a.json', '[-9007199254740993]', `a.json:1:2: ${ROUNDED}`],
    ['a.yml', 'a: 0x20000000000001', `a.yml:1:4: ${ROUNDED}`],
    ['a.json', '{"a": 12345678901234567890.5}', `a.json:1:7: ${ROUNDED}`],
    ['a.yml', 'a: !!binary aGk=', `a.yml:1:13: ${TAGGED}`],
    ['a.yml', 'a: !!set { x, y }', `a.yml:1:10: ${TAGGED}`],
    ['a.yml', 'a: !!omap [x: 1]', `a.yml:1:11: ${TAGGED}`],
    ['a.yml', 'a: !!timestamp 2026-01-01', `a.yml:1:16: ${TAGGED}`],
    ['a.yml', 'a: !!merge x', `a.yml:1:12: ${TAGGED}`],
    ['a.yml', 'a: &x [.nan]\nb: *x\n', `a.yml:1:8: ${NO_NUMBER}`],
  ])('%s %j', (name, text, ...problems) => {
    expect(problemsOf(name, text)).toEqual(problems);
  });

  it('as everything else that is wrong with a policy, all at once', () => {
    const text = 'name: x\ndecision: alow\ninclude: [{ moon: { phase: .nan } }]\nlimit: 9007199254740993\n';
    expect(parsePolicyFile('a.yml', text).problems.map(renderProblem)).toEqual([
      'a.yml:2:11: "decision" must be allow, deny, non_identity or bypass, not "alow"; did you mean "allow"?',
      `a.yml:3:28: ${NO_NUMBER}`,
      `a.yml:4:8: ${ROUNDED}`,
    ]);
  });

  it.each([
    ['include: !!set { everyone }', '"include" must be a list of rules.'],
    ['include: [!!omap [everyone: {}]]', 'must be a mapping with one selector, as in { everyone: {} }.'],
  ])('also where rules are expected: %s', (include, message) => {
    const [first, second] = parsePolicyFile('a.yml', `name: x\ndecision: allow\n${include}\n`).problems;
    expect([first?.message, second?.message]).toEqual([expect.stringContaining(message), TAGGED]);
  });

  it('up to a hundred', () => {
    expect(problemsOf('a.yml', `[${'.nan, '.repeat(1000)}]`)).toHaveLength(100);
  });
});

test.each([
  ['9007199254740991'],
  ['-9007199254740991'],
  ['5e-324'],
  ['0.1'],
  ['[null]'],
  ['"\\ud83d"'],
  ['{"__proto__": {"constructor": [true]}, "": {}}'],
])('%s is sent as it is', (text) => {
  expect(problemsOf('a.json', text)).toEqual([]);
  expect(JSON.stringify(parseSource('a.json', text).value)).toBe(JSON.stringify(JSON.parse(text)));
});

describe('JSON read with positions is what JSON.parse reads', () => {
  const read = (text: string) => ({ ...parseSource('a.json', text), expected: JSON.parse(text) as unknown });

  it.each([
    ['whatever values', fc.jsonValue({ maxDepth: 5 })],
    ['whatever characters', fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }))],
    ['whatever numbers', fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }))],
  ])('%s there are', (_, values) => {
    fc.assert(
      fc.property(values, fc.constantFrom(undefined, '  ', '\t'), (data, indent) => {
        const { value, problems, expected } = read(JSON.stringify(data, null, indent));
        expect(problems).toEqual([]);
        expect(JSON.stringify(value ?? null)).toBe(JSON.stringify(expected));
      }),
      { numRuns: 500, seed: 20_261_121 },
    );
  });
});
