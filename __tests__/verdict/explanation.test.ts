import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Policy } from '../../src/policies/entry.ts';
import { type UserStatus } from '../../src/verdict/assertion.ts';
import { type ChangedUser } from '../../src/verdict/changes.ts';
import { type EditablePolicy, stepsBetween } from '../../src/verdict/edits.ts';
import { attribute, type Cause, groupSteps } from '../../src/verdict/explanation.ts';
import { namingOf } from '../support/judged.ts';

/** A policy of that name, about that domain. */
function aPolicy(name: string, domain = 'x.com'): EditablePolicy {
  const policy: Policy = { name, decision: 'allow', include: [{ email_domain: { domain } }] };
  return { tested: policy, shown: policy };
}

function saved(id: string): EditablePolicy {
  return { tested: id, shown: id };
}

const [A, B, C] = [aPolicy('A'), aPolicy('B'), aPolicy('C')];

describe('the way between two lists of policies', () => {
  it.each<[string, EditablePolicy[], EditablePolicy[], string[]]>([
    ['nothing', [A, B], [A, B], []],
    ['a change in place', [A, B], [A, aPolicy('B', 'y.com')], ['changed B']],
    ['an addition', [A, C], [A, B, C], ['added B']],
    ['a removal', [A, B, C], [A, C], ['removed B']],
    ['another name', [A], [aPolicy('A2')], ['added A2', 'removed A']],
    ['another order', [A, B, C], [B, A, C], ['moved A, B']],
    ['saved policies', [saved('1'), saved('2')], [saved('2'), saved('3')], ['added 3', 'removed 1']],
    ['one of two of a name', [A, A], [A], ['removed A']],
    ['everything', [], [A, B], ['added A', 'added B']],
  ])('is %s', (_, before, after, edits) => {
    expect(stepsBetween(before, after).map(({ edit }) => `${edit.kind} ${edit.policy}`)).toEqual(edits);
  });

  it('is no change where nothing is said otherwise about who is let in', () => {
    const policy: Policy = {
      include: [{ email_domain: { domain: 'x.com' } }],
      require: [],
      decision: 'allow',
      name: 'A',
      approval_required: false,
      session_duration: '24h',
    };
    expect(stepsBetween([A], [{ tested: policy, shown: policy }])).toEqual([]);
  });

  it('is a change where a field is another that nobody here knows', () => {
    const policy: Policy = { ...(A.tested as Policy), moon_phase: 'full' };
    expect(stepsBetween([A], [{ tested: policy, shown: policy }]).map(({ edit }) => edit.kind)).toEqual([
      'changed',
    ]);
  });

  it('says in words what changes, as it may be shown', () => {
    const secret: EditablePolicy = {
      tested: aPolicy('A', 'secret.example').tested,
      shown: aPolicy('A', '(sensitive 1)').shown,
    };
    const text = JSON.stringify(stepsBetween([A], [secret]).map(({ edit }) => edit));
    expect(text).toContain('(sensitive 1)');
    expect(text).not.toContain('secret.example');
  });

  it('leads to the policies after, one step at a time, whatever they are', () => {
    const list = fc.array(
      fc
        .tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.constantFrom('x.com', 'y.com'))
        .map(([name, domain]) => aPolicy(name, domain)),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(list, list, (before, after) => {
        const steps = stepsBetween(before, after);
        expect(steps.at(-1)?.policies ?? before).toEqual(after);
        const lists = [before, ...steps.map(({ policies }) => policies)];
        for (const [index, { edit }] of steps.entries()) {
          const difference = (lists[index + 1]?.length ?? 0) - (lists[index]?.length ?? 0);
          expect(difference).toBe({ added: 1, removed: -1, changed: 0, moved: 0 }[edit.kind]);
        }
      }),
    );
  });
});

describe('steps', () => {
  it.each<[number, number, number[]]>([
    [0, 3, []],
    [1, 3, [1]],
    [4, 3, [1, 1, 1, 1]],
    [5, 3, [2, 1, 1, 1]],
    [9, 3, [3, 2, 2, 2]],
    [3, 1, [2, 1]],
  ])('%d are told apart by %d further tests in groups of %j', (count, tests, sizes) => {
    const names = Array.from({ length: count }, (_, index) => `P${String(index)}`);
    const steps = stepsBetween(
      [],
      names.map((name) => aPolicy(name)),
    );
    const groups = groupSteps(steps, tests);
    expect(groups.map((group) => group.length)).toEqual(sizes);
    expect(groups.flat()).toEqual(steps);
  });
});

describe('what made the difference', () => {
  const steps = stepsBetween([A, B], [aPolicy('A', 'y.com'), aPolicy('B', 'y.com'), C]);

  function causesOf(
    users: Readonly<Record<string, readonly [UserStatus, ...(UserStatus | undefined)[]]>>,
    tests = 3,
  ) {
    const changed = new Map<string, ChangedUser>();
    const groups = groupSteps(steps, tests);
    const between = groups.slice(1).map(() => new Map<string, UserStatus>());
    for (const [id, way] of Object.entries(users)) {
      const [before, ...rest] = way;
      rest.slice(0, -1).forEach((status, index) => status && between[index]?.set(id, status));
      changed.set(id, { user: { id }, before, after: rest.at(-1) ?? 'error' });
    }
    const { causes, gap } = attribute(groups, between, changed, namingOf([]));
    return { causes: causes.map(render), gap };
  }

  function render({ edits, lost, gained }: Cause): string {
    const names = edits.map(({ kind, policy }) => `${kind} ${policy}`).join(' or ');
    return `${names}: -${String(lost?.total ?? 0)} +${String(gained?.total ?? 0)}`;
  }

  it('is the step at which somebody loses or gains access for good', () => {
    expect(
      causesOf({
        first: ['approved', 'blocked', 'blocked', 'blocked'],
        second: ['approved', 'approved', 'blocked', 'blocked'],
        third: ['blocked', 'blocked', 'error', 'approved'],
        back: ['approved', 'blocked', 'approved', 'blocked'],
      }),
    ).toEqual({
      causes: ['changed A: -1 +0', 'changed B: -1 +0', 'added C: -1 +1'],
      gap: undefined,
    });
  });

  it('is one of several steps where they cannot be told apart', () => {
    expect(causesOf({ user: ['approved', 'blocked'] }, 0)).toEqual({
      causes: ['changed A or changed B or added C: -1 +0'],
      gap: undefined,
    });
  });

  it('is not known of somebody whom a further test did not list', () => {
    expect(causesOf({ user: ['approved', undefined, 'blocked', 'blocked'] })).toEqual({
      causes: [],
      gap: '1 user cannot be explained, because a further policy test did not list them.',
    });
  });
});
