import { expect, test } from '@jest/globals';
import { parseSource } from '../src/document.ts';
import { renderProblem } from '../src/errors.ts';

const BOMB = ['a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]', 'b', 'c', 'd', 'e', 'f'].map((line, index, lines) => {
  const above = lines[index - 1]?.[0] ?? '';
  return index === 0 ? line : `${line}: &${line} [${Array<string>(10).fill(`*${above}`).join(', ')}]`;
});

const TOO_DEEP = 'f:1:1: The file is nested too deeply: at most 100 lists and mappings in one another.';

test.each([
  [
    BOMB.join('\n'),
    'f:1:1: Aliases repeat too much: a file may have 1,000 of them, for 100,000 values at most.',
  ],
  ['a: &a\n  b: *a', 'f:2:6: This alias stands inside of what it repeats.'],
  ['['.repeat(20_000), TOO_DEEP],
  ['- '.repeat(20_000), TOO_DEEP],
  [
    'a: [1,\nb: 2',
    'f:2:1: Flow sequence in block collection must be sufficiently indented and end with a ].',
  ],
  ['a: &a { b: 1 }\nc:\n  <<: *a', 'f:3:3: The merge key "<<" is not read: write the fields out.'],
  ['alice@example.com: @x', 'f:1:20: Plain value cannot start with reserved character @.'],
])('refuses %#', (text, message) => {
  const { value, problems } = parseSource('f', text);
  expect(value).toBeUndefined();
  expect(problems.map(renderProblem)).toEqual([expect.stringContaining(message)]);
});

test('takes a key that is quoted for what it is', () => {
  expect(parseSource('f', '{ "<<": { "a": 1 } }')).toMatchObject({ value: { '<<': { a: 1 } }, problems: [] });
});

test('goes on after a key that is given twice, with its last value', () => {
  const document = parseSource('f', 'a: 1\na:\n  b: 2\n');
  expect(document.problems.map(renderProblem)).toEqual([
    'f:2:1: This key is given twice: a mapping has each key once.',
  ]);
  expect(document.value).toEqual({ a: { b: 2 } });
  expect(document.locate(['a', 'b'])).toEqual({ file: 'f', line: 3, column: 6 });
});

const PLACES = `map: &m { x: 1 }
list:
  - 1
  - x: 2
7: 3
alias: *m
`;

test.each([
  [['list', 1, 'x'], '4:8', '4:5'],
  [['list', 1, 'missing', 'deeper'], '4:5', '4:5'],
  [['alias', 'x'], '1:14', '1:11'],
  [['7'], '5:4', '5:1'],
  [[], '1:1', '1:1'],
])('locates %j', (path, value, key) => {
  const document = parseSource('f', PLACES);
  const places = [document.locate(path), document.locateKey(path)];
  expect(places.map(({ line, column }) => `${String(line)}:${String(column)}`)).toEqual([value, key]);
});
