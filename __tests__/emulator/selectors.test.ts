import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { parseDirectory } from '../../src/emulator/directory.ts';
import { namesOf, outcomesOf } from '../support/outcomes.ts';
import { SELECTOR_NAMES } from '../support/selectorNames.ts';

type Rule = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Selector {
  readonly needs?: readonly string[];
  readonly may_have?: readonly string[];
  readonly rows: readonly [Row, ...Row[]];
}

interface Row {
  readonly case: string;
  readonly rule: Rule;
  readonly met_by?: readonly string[];
  readonly undecidable_for?: readonly string[];
}

const { account, all, selectors } = parse(readFileSync('__tests__/emulator/selectors.yml', 'utf8')) as {
  account: object;
  all: readonly string[];
  selectors: Record<string, Selector>;
};
const DIRECTORY = parseDirectory('selectors.yml', JSON.stringify(account));

/** How everybody fares with `rule` in the Include of the only policy. */
function outcomesOfRule(rule: unknown) {
  return outcomesOf(DIRECTORY, [{ name: 'Allow', decision: 'allow', include: [rule] }]);
}

test('the table has every selector of the contract, and no other', () => {
  expect(Object.keys(selectors).sort()).toEqual([...SELECTOR_NAMES].sort());
});

describe.each(Object.entries(selectors))('%s', (name, { needs = [], may_have: mayHave = [], rows }) => {
  test.each(rows)('$case', ({ rule, met_by: met = [], undecidable_for: undecidable = [] }) => {
    expect(Object.keys(rule)).toEqual([name]);
    const outcomes = outcomesOfRule(rule);

    expect(namesOf(outcomes, 'approved')).toEqual(met);
    expect(namesOf(outcomes, 'error')).toEqual(undecidable);
  });

  const [{ rule: complete }] = rows;
  const malformed: [string, Rule][] = [
    ...needs.map((field): [string, Rule] => [`without ${field}`, altered(complete, name, field, undefined)]),
    ...[...needs, ...mayHave].map((field): [string, Rule] => [
      `with a ${field} that is a number`,
      altered(complete, name, field, 7),
    ]),
  ];
  if (malformed.length > 0) {
    test.each(malformed)('cannot be decided %s', (_how, rule) => {
      expect(namesOf(outcomesOfRule(rule), 'error')).toEqual(all);
    });
  }
});

test('a selector that nobody knows cannot be decided', () => {
  expect(namesOf(outcomesOfRule({ shoe_size: { size: 42 } }), 'error')).toEqual(all);
});

function altered(rule: Rule, name: string, field: string, value: unknown): Rule {
  return { [name]: { ...rule[name], [field]: value } };
}
