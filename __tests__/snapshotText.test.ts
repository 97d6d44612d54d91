import { describe, expect, it } from '@jest/globals';
import { createSnapshotUsers, type Snapshot } from '../src/snapshot.ts';
import { createHasher } from '../src/snapshotHasher.ts';
import { createLocator, renderSnapshot } from '../src/snapshotText.ts';
import { type UserStatus } from '../src/verdict/assertion.ts';
import { ACCOUNT_ID } from './support/directory.ts';

const SALT = '0123456789abcdef0123456789abcdef';
const hasher = createHasher(ACCOUNT_ID, SALT);

const small: Snapshot = {
  salt: SALT,
  account: '00112233445566ff',
  tests: {
    Wiki: { approved: [], blocked: ['0000000000000003'], error: [] },
    'Staff "access"': { approved: ['0000000000000001', '0000000000000002'], blocked: [], error: [] },
  },
};

const SMALL = `{
  "schema_version": 1,
  "account": "00112233445566ff",
  "salt": "0123456789abcdef0123456789abcdef",
  "tests": {
    "Staff \\"access\\"": {
      "approved": [
        "0000000000000001",
        "0000000000000002"
      ],
      "blocked": [],
      "error": []
    },
    "Wiki": {
      "approved": [],
      "blocked": [
        "0000000000000003"
      ],
      "error": []
    }
  }
}
`;

/** Everybody of a population of 100, every third of them blocked but for those who are said to be otherwise. */
function population(overrides: Readonly<Record<string, UserStatus>> = {}): Map<string, UserStatus> {
  const statuses = new Map<string, UserStatus>(
    Array.from({ length: 100 }, (_, index) => [identity(index), index % 3 === 0 ? 'blocked' : 'approved']),
  );
  for (const [who, status] of Object.entries(overrides)) statuses.set(who, status);
  return statuses;
}

function identity(index: number): string {
  return index % 2 === 0 ? `person${String(index)}@example.com` : `8f3a-${String(index)}`;
}

function rendered(statuses: ReadonlyMap<string, UserStatus>): string {
  return renderSnapshot({
    salt: SALT,
    account: hasher.account,
    tests: { Staff: createSnapshotUsers(statuses, hasher) },
  });
}

/** How many lines a diff of two texts takes away or adds: those that are in no longest common subsequence. */
function diffSize(one: string, other: string): number {
  const [a, b] = [one.split('\n'), other.split('\n')];
  let row = Array<number>(b.length + 1).fill(0);
  for (const line of a) {
    const next = [0];
    for (const [index, otherLine] of b.entries()) {
      const [above = 0, left = 0, diagonal = 0] = [row[index + 1], next[index], row[index]];
      next.push(line === otherLine ? diagonal + 1 : Math.max(above, left));
    }
    row = next;
  }
  return a.length + b.length - 2 * (row.at(-1) ?? 0);
}

describe('a rendered snapshot', () => {
  it('has one hash a line, tests by name and outcomes in one order', () => {
    expect(renderSnapshot(small)).toBe(SMALL);
    expect(JSON.parse(SMALL)).toEqual({ schema_version: 1, ...small });
  });

  it('without a test is JSON, too', () => {
    expect(JSON.parse(renderSnapshot({ ...small, tests: {} }))).toMatchObject({ tests: {} });
  });

  it('has its tests in the order of code units, also those whose name is a number', () => {
    const users = { approved: [], blocked: [], error: [] };
    const names = ['b', '9', 'B', 'é', '10', 'a', '\u{1f600}', '\uffee'];
    const text = renderSnapshot({ ...small, tests: Object.fromEntries(names.map((name) => [name, users])) });
    const found = [...text.matchAll(/^ {4}"(.+)": \{$/gm)].map(([, name]) => name);
    expect(found).toEqual(['10', '9', 'B', 'a', 'b', 'é', '\u{1f600}', '\uffee']);
  });

  it('is the same whatever the order of users and tests', () => {
    expect(rendered(new Map([...population()].reverse()))).toBe(rendered(population()));
    const reversed = { ...small, tests: Object.fromEntries(Object.entries(small.tests).reverse()) };
    expect(renderSnapshot(reversed)).toBe(SMALL);
  });

  it('changes two lines when somebody is blocked, and a few more at the end of a list', () => {
    const before = rendered(population());
    const sizes = [...population()]
      .filter(([, status]) => status === 'approved')
      .map(([who]) => diffSize(before, rendered(population({ [who]: 'blocked' }))));
    expect(sizes).toHaveLength(66);
    expect(sizes.filter((size) => size === 2).length).toBeGreaterThanOrEqual(60);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(6);
  });

  it('tells no address, name or id', () => {
    const text = rendered(population());
    expect(text).not.toMatch(/@|person|8f3a|example/);
    expect(text).not.toContain(ACCOUNT_ID);
    for (const who of population().keys()) expect(text).not.toContain(who);
  });
});

describe('a place in a snapshot', () => {
  const locate = createLocator('snapshot.json', SMALL, JSON.parse(SMALL));

  it.each([
    [[], 1, 1],
    [['schema_version'], 2, 3],
    [['tests', 'Staff "access"'], 6, 5],
    [['tests', 'Staff "access"', 'approved', 1], 9, 9],
    [['tests', 'Wiki', 'approved'], 15, 7],
    [['tests', 'Wiki', 'blocked', 0], 17, 9],
    [['tests', 'Wiki', 'missing'], 14, 5],
    [['tests', 'toString', 'approved'], 5, 3],
  ])('at %j is line %d, column %d', (path, line, column) => {
    expect(locate(path)).toEqual({ file: 'snapshot.json', line, column });
    const windows = createLocator('snapshot.json', SMALL.replace(/\n/g, '\r\n'), JSON.parse(SMALL));
    expect(windows(path)).toEqual({ file: 'snapshot.json', line, column });
  });

  it('is the first line in another layout', () => {
    const text = JSON.stringify(JSON.parse(SMALL));
    const { line } = createLocator('snapshot.json', text, JSON.parse(text))(['tests', 'Wiki', 'blocked', 0]);
    expect(line).toBe(1);
  });
});
