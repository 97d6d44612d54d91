import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { parseDirectory } from '../../src/emulator/directory.ts';
import { namesOf, outcomesOf } from '../support/outcomes.ts';

interface Row {
  readonly statement: string;
  readonly policies: readonly unknown[];
  readonly settings?: object;
  readonly approved?: readonly string[];
  readonly blocked?: readonly string[];
  readonly error?: readonly string[];
}

const { account, statements } = parse(readFileSync('__tests__/emulator/rules.yml', 'utf8'), {
  // Each use of a term counts.
  maxAliasCount: -1,
}) as { account: object; statements: Record<string, Row[]> };

describe.each(Object.entries(statements))('%s:', (_title, rows) => {
  test.each(rows)('$statement', ({ policies, settings, approved = [], blocked = [], error = [] }) => {
    const directory = parseDirectory('rules.yml', JSON.stringify({ ...account, settings }));
    const outcomes = outcomesOf(directory, policies);

    expect({
      approved: namesOf(outcomes, 'approved'),
      blocked: namesOf(outcomes, 'blocked'),
      error: namesOf(outcomes, 'error'),
    }).toEqual({ approved, blocked, error });
  });
});
