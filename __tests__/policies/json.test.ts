import { expect, test } from '@jest/globals';
import { findJsonMistake } from '../../src/policies/json.ts';

test.each([
  '{}',
  ' [ ] ',
  '{"a": [1, -0.5e+10, true, false, null, "\\u00e9\\n\\"", {"b": []}], "c": ""}\r\n',
  '\uFEFF[1]',
  '0',
])('accepts %j', (text) => {
  expect(findJsonMistake(text)).toBeUndefined();
});

test.each([
  ['', 0, 'The JSON ends too early.'],
  ['{"a": [1', 8, 'The JSON ends too early.'],
  ['{"a": 1,}', 8, 'JSON has no comma after the last item: remove it.'],
  ['[1, ]', 4, 'JSON has no comma after the last item: remove it.'],
  ['[] []', 3, 'The JSON ends before this: remove what follows.'],
  ['{"a": }', 6, 'This is not JSON: a value should stand here.'],
  ["{'a': 1}", 1, 'This is not JSON: a key between double quotes or "}" should stand here.'],
  ['{"a": 1, b: 2}', 9, 'This is not JSON: a key between double quotes should stand here.'],
  ['{"a" 1}', 5, 'This is not JSON: ":" should stand here.'],
  ['{"a": 1 "b": 2}', 8, 'This is not JSON: "," or "}" should stand here.'],
  ['[1}', 2, 'This is not JSON: "," or "]" should stand here.'],
  ['[01]', 2, 'This is not JSON: "," or "]" should stand here.'],
  ['["a\nb"]', 1, 'This is not JSON: a value or "]" should stand here.'],
  ['// a comment\n{}', 0, 'This is not JSON: a value should stand here.'],
])('finds the mistake of %j', (text, offset, message) => {
  expect(findJsonMistake(text)).toEqual({ offset, message });
  expect(() => JSON.parse(text) as unknown).toThrow();
});
