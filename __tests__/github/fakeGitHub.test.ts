import { describe, expect, it } from '@jest/globals';
import { answerQuery } from '../support/fakeGraphQl.ts';

const ROOT = {
  viewer: { login: 'octocat' },
  pull: ({ number }: Readonly<Record<string, unknown>>) =>
    number === 42 ? { nodes: [{ body: 'a' }, null] } : null,
};

describe('the fake GraphQL', () => {
  it('answers what is asked and nothing else', () => {
    const query = 'query ($number: Int!) { viewer { login } pull(number: $number) { nodes { body } } }';
    const answer = { viewer: { login: 'octocat' }, pull: { nodes: [{ body: 'a' }, null] } };
    expect(answerQuery(query, { number: 42 }, ROOT)).toEqual(answer);
    expect(answerQuery(query, { number: 43 }, ROOT)).toEqual({ ...answer, pull: null });
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['a brace is missing', 'query { viewer { login }', {}],
    ['a brace is too many', 'query { viewer { login } } }', {}],
    ['nothing is asked', 'query', {}],
    ['nothing is asked of an object', 'query { viewer }', {}],
    ['something is asked of a text', 'query { viewer { login { name } } }', {}],
    ['a field is not there', 'query { viewer { name } }', {}],
    ['a variable is missing', 'query ($number: Int!) { pull(number: $number) { nodes { body } } }', {}],
    [
      'a variable has another type',
      'query ($number: Int) { pull(number: $number) { nodes { body } } }',
      { number: '42' },
    ],
    [
      'a variable has no type',
      'query ($number) { pull(number: $number) { nodes { body } } }',
      { number: 42 },
    ],
    ['a variable is not declared', 'query { pull(number: $number) { nodes { body } } }', {}],
    ['a variable is too many', 'query { viewer { login } }', { number: 42 }],
  ])('refuses a query when %s', (_, query, variables) => {
    expect(() => answerQuery(query, variables, ROOT)).toThrow();
  });
});
