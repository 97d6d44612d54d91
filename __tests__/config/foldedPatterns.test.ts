import { expect, it } from '@jest/globals';
import { compareConfigs } from '../../src/config/comparison.ts';
import { type Config } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/load.ts';
import { namingOf } from '../support/judged.ts';

function configOf(users: readonly string[]): Config {
  const expectations = [{ users, status: 'blocked', label: 'contractors' }];
  const test = { name: 'Grafana', policies: [{ id: 'abc' }], expectations };
  const { config, problems } = parseConfig('gate.yml', JSON.stringify({ version: 1, tests: [test] }));
  if (config === undefined) throw new Error(JSON.stringify(problems));
  return config;
}

function told(before: readonly string[], after: readonly string[]): string[] {
  return compareConfigs(configOf(before), configOf(after), namingOf()).map(
    (change) => `${change.direction}: ${change.before ?? '–'} → ${change.after ?? '–'}`,
  );
}

it.each([
  ['taken away', ['*@A.example', '*@b.example'], ['*@a.example'], /^loosened: about \S*b\S* → –$/],
  ['taken away', ['*@a.example', '*@b.example'], ['*@A.EXAMPLE'], /^loosened: about \S*b\S* → –$/],
  ['added', ['*@a.example'], ['*@A.example', '*@b.example'], /^tightened: – → about \S*b\S*$/],
  ['added', ['*@A.EXAMPLE'], ['*@a.example', '*@b.example'], /^tightened: – → about \S*b\S*$/],
])(
  'a pattern that is %s is told, and none that only changes its case: %j to %j',
  (_, before, after, line) => {
    expect(told(before, after)).toEqual([expect.stringMatching(line)]);
  },
);

it('patterns that only change their case are no change', () => {
  expect(told(['*@A.example', '*@b.example'], ['*@a.example', '*@B.example'])).toEqual([]);
});
