import { describe, expect, test } from '@jest/globals';
import { evaluate, type Outcome } from '../../src/emulator/evaluation.ts';
import { createMembership } from '../../src/emulator/membership.ts';
import { type Rule, type RuleSet } from '../../src/emulator/policy.ts';
import { aDirectory, aUser } from '../support/directory.ts';

const ALICE: Rule = { email: { email: 'alice@example.com' } };
const EVERYONE: Rule = { everyone: {} };

function inGroup(id: string): Rule {
  return { group: { id } };
}

function aRuleSet(overrides: Partial<RuleSet>): RuleSet {
  return { include: [EVERYONE], require: [], exclude: [], ...overrides };
}

/** How Alice and Bob fare with a policy that lets in the members of the group `a`. */
function outcomesOf(groups: Readonly<Record<string, Partial<RuleSet>>>): Outcome[] {
  const accessGroups = new Map(Object.entries(groups).map(([id, group]) => [id, aRuleSet(group)]));
  const policy = { name: 'Allow', decision: 'allow', ...aRuleSet({ include: [inGroup('a')] }) } as const;
  return ['alice@example.com', 'bob@example.com'].map((email) =>
    evaluate([policy], aUser({ email }), aDirectory({ accessGroups })),
  );
}

/** Groups of which each makes of the next what `refer` says; the last holds Alice. */
function chain(length: number, refer: (next: Rule) => Partial<RuleSet>) {
  const ids = ['a', ...Array.from({ length: length - 1 }, (_, index) => String(index))];
  return Object.fromEntries(
    ids.map((id, index) => {
      const next = ids[index + 1];
      return [id, next === undefined ? { include: [ALICE] } : refer(inGroup(next))];
    }),
  );
}

describe('membership of Access groups', () => {
  test.each([
    ['includes the next twice', (next: Rule) => ({ include: [next, next] }), ['approved', 'blocked']],
    [
      'includes, requires and never excludes the next',
      (next: Rule) => ({ include: [next], require: [next], exclude: [{ service_token: { token_id: 't' } }] }),
      ['approved', 'blocked'],
    ],
    [
      'excludes the next twice, an odd number of times in all',
      (next: Rule) => ({ exclude: [next, next] }),
      ['blocked', 'approved'],
    ],
  ])('is decided at once where each of 30 groups %s', (_how, refer, outcomes) => {
    const startedMs = performance.now();
    expect(outcomesOf(chain(30, refer))).toEqual(outcomes);
    expect(performance.now() - startedMs).toBeLessThan(1000);
  });

  test('is decided through a chain that is longer than the stack is deep', () => {
    expect(outcomesOf(chain(50_000, (next) => ({ include: [next] })))).toEqual(['approved', 'blocked']);
  });

  test('is decided at once in 30 groups that all include one another', () => {
    const ids = ['a', ...Array.from({ length: 29 }, (_, index) => String(index))];
    const include = [...ids.map(inGroup)];
    const groups = Object.fromEntries(ids.map((id) => [id, { include }]));
    const startedMs = performance.now();

    expect(outcomesOf(groups)).toEqual(['error', 'error']);
    expect(outcomesOf({ ...groups, 28: { include: [...include, ALICE] } })).toEqual(['approved', 'error']);
    expect(performance.now() - startedMs).toBeLessThan(1000);
  });

  test('asks for each group once, where none needs itself', () => {
    const groups = Object.entries(chain(30, (next) => ({ include: [next, next], require: [next] })));
    const asked: RuleSet[] = [];
    const isMember = createMembership(
      new Map(groups.map(([id, group]) => [id, aRuleSet(group)])),
      (group) => {
        asked.push(group);
        return true;
      },
    );

    expect([isMember('a'), isMember('a'), isMember('7')]).toEqual([true, true, true]);
    expect(asked).toHaveLength(30);
    expect(new Set(asked).size).toBe(30);
  });

  test.each([
    ['includes itself', { a: { include: [inGroup('a')] } }, ['error', 'error']],
    ['excludes itself', { a: { exclude: [inGroup('a')] } }, ['error', 'error']],
    ['includes itself and Alice', { a: { include: [inGroup('a'), ALICE] } }, ['approved', 'error']],
    [
      'includes itself and requires Alice',
      { a: { include: [inGroup('a')], require: [ALICE] } },
      ['error', 'blocked'],
    ],
    [
      'excludes a group that excludes it',
      { a: { exclude: [inGroup('b')] }, b: { exclude: [inGroup('a')] } },
      ['error', 'error'],
    ],
    [
      'excludes a group that excludes it, and Alice',
      { a: { exclude: [inGroup('b')] }, b: { exclude: [inGroup('a'), ALICE] } },
      ['approved', 'error'],
    ],
    [
      'includes a group of a ring that only its far end decides',
      {
        a: { include: [inGroup('b')] },
        b: { include: [inGroup('c')] },
        c: { include: [inGroup('a'), inGroup('d')] },
        d: { include: [inGroup('b'), ALICE] },
      },
      ['approved', 'error'],
    ],
    [
      'needs one that becomes clear by another of its ring, by include',
      {
        a: { include: [inGroup('z')], require: [inGroup('x')] },
        x: { include: [inGroup('y'), ALICE] },
        y: { include: [inGroup('x')] },
        z: { include: [inGroup('y')] },
      },
      ['approved', 'error'],
    ],
    [
      'needs one that becomes clear by another of its ring, by require',
      {
        a: { include: [inGroup('z')], require: [inGroup('x')] },
        x: { include: [inGroup('y'), ALICE] },
        y: { require: [inGroup('x')] },
        z: { include: [inGroup('y')] },
      },
      ['approved', 'error'],
    ],
    [
      'needs one that becomes clear by another of its ring, by exclude',
      {
        a: { include: [inGroup('z')], require: [inGroup('x')] },
        x: { include: [inGroup('y'), ALICE] },
        y: { exclude: [inGroup('x')] },
        z: { exclude: [inGroup('y')] },
      },
      ['approved', 'error'],
    ],
    [
      'includes one by which another becomes clear that it requires through a third',
      {
        a: { include: [inGroup('x')], require: [inGroup('z')] },
        x: { include: [inGroup('y'), ALICE] },
        y: { require: [inGroup('x')] },
        z: { include: [inGroup('y')] },
      },
      ['approved', 'error'],
    ],
    ['includes a group that is not there', { a: { include: [inGroup('gone')] } }, ['error', 'error']],
    [
      'includes a group that is not there, and Alice',
      { a: { include: [inGroup('gone'), ALICE] } },
      ['approved', 'error'],
    ],
  ])('can be decided as far as it is clear where a group %s', (_how, groups, outcomes) => {
    expect(outcomesOf(groups)).toEqual(outcomes);
  });

  test('is each user of their own', () => {
    expect(outcomesOf({ a: { include: [inGroup('b')] }, b: { include: [ALICE] } })).toEqual([
      'approved',
      'blocked',
    ]);
  });
});
