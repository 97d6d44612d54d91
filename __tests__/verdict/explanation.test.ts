import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Policy } from '../../src/policies/entry.ts';
import { type UserStatus } from '../../src/verdict/assertion.ts';
import { type ChangedUser } from '../../src/verdict/changes.ts';
import { type EditablePolicy, stepsBetween } from '../../src/verdict/edits.ts';
import { attribute, type Cause, endsOf, findDoubt, type Waypoint } from '../../src/verdict/explanation.ts';
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

  it.each<[string, EditablePolicy[], EditablePolicy[]]>([
    ['an addition', [A], [A, B]],
    ['a removal', [A, B], [A]],
    ['another order', [A, B], [B, A]],
  ])('tells no difference within a policy where there is none: %s', (_, before, after) => {
    expect(stepsBetween(before, after).map(({ edit }) => edit.differences)).toEqual([[]]);
  });

  it('is no change where nothing is said otherwise about who is let in', () => {
    const policy: Policy = {
      include: [{ email_domain: { domain: 'x.com' } }],
      require: [],
      decision: 'allow',
      name: 'A',
      approval_required: false,
      mfa_config: null,
      purpose_justification_required: true,
      purpose_justification_prompt: 'What for?',
      session_duration: '24h',
    };
    expect(stepsBetween([A], [{ tested: policy, shown: policy }])).toEqual([]);
  });

  it('leads to the policies after also where one of them says the same in other words', () => {
    const longer: EditablePolicy = {
      tested: { ...(A.tested as Policy), session_duration: '24h' },
      shown: A.shown,
    };
    const steps = stepsBetween([A, B], [longer, aPolicy('B', 'y.com')]);
    expect(steps.map(({ edit }) => edit.policy)).toEqual(['B']);
    expect(steps.at(-1)?.policies[0]).toBe(longer);
  });

  it('is a change where an approval is required', () => {
    const policy: Policy = { ...(A.tested as Policy), approval_required: true };
    expect(stepsBetween([A], [{ tested: policy, shown: policy }])).toHaveLength(1);
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

describe('a further policy test', () => {
  const user = (before: UserStatus, after: UserStatus): ChangedUser => ({ user: {}, before, after });
  const changed = new Map([
    ['lost', user('approved', 'blocked')],
    ['lost too', user('approved', 'blocked')],
    ['gained', user('blocked', 'approved')],
  ]);
  const at = (steps: number, lost: UserStatus, gained: UserStatus): Waypoint => ({
    steps,
    statuses: new Map([
      ['lost', lost],
      ['lost too', lost],
      ['gained', gained],
    ]),
  });

  it.each<[string, number, Waypoint[], number | undefined]>([
    ['halves the way', 8, [], 4],
    ['is not needed for a single step', 1, [], undefined],
    ['goes where the access of most changes', 8, [at(4, 'approved', 'approved')], 6],
    [
      'goes where it changes, however few that is',
      8,
      [at(1, 'approved', 'blocked'), at(2, 'blocked', 'blocked')],
      5,
    ],
    [
      'is not needed where each change is between two neighbours',
      3,
      [at(1, 'blocked', 'blocked'), at(2, 'blocked', 'approved')],
      undefined,
    ],
    [
      'is not needed where nobody else changes, however many steps are left',
      8,
      [at(1, 'blocked', 'approved')],
      undefined,
    ],
    ['takes an error for no access, as at the ends', 4, [at(2, 'error', 'approved')], 1],
  ])('%s', (_, steps, between, expected) => {
    const [from, to] = endsOf(steps, changed);
    expect(findDoubt([from, ...between, to], changed)).toBe(expected);
  });
});

describe('what made the difference', () => {
  const steps = stepsBetween([A, B], [aPolicy('A', 'y.com'), aPolicy('B', 'y.com'), C]);

  /** `way`: how users fare after each step, the first one before any; `tested`: after which steps that is known. */
  function causesOf(
    users: Readonly<Record<string, readonly [UserStatus, ...(UserStatus | undefined)[]]>>,
    tested: readonly number[] = [1, 2],
  ) {
    const changed = new Map<string, ChangedUser>();
    for (const [id, way] of Object.entries(users)) {
      changed.set(id, { user: { id }, before: way[0], after: way.at(-1) ?? 'error' });
    }
    const [from, to] = endsOf(steps.length, changed);
    const between = tested.map((step) => ({
      steps: step,
      statuses: new Map(
        Object.entries(users).flatMap(([id, way]) => {
          const status = way[step];
          return status === undefined ? [] : [[id, status] as const];
        }),
      ),
    }));
    const { causes, gap } = attribute(steps, [from, ...between, to], changed, namingOf([]));
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
    expect(causesOf({ user: ['approved', 'blocked', 'blocked', 'blocked'] }, [])).toEqual({
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
