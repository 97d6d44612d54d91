import { describe, expect, it } from '@jest/globals';
import { type Expectation, type Threshold, USER_STATUSES } from '../../src/verdict/assertion.ts';
import { type Counts } from '../../src/verdict/counts.ts';
import { verdictOf } from '../../src/verdict/finding.ts';
import { type User } from '../../src/verdict/user.ts';
import { aGlobExpectation, anExpectation, aThreshold, aWaiver } from '../support/assertions.ts';
import { aRow, countsOf, judged, rows } from '../support/judged.ts';

describe('the findings of a test', () => {
  it('are guards that do not hold, then thresholds, then expectations, in the order of the config', () => {
    const users = [...rows(4, 'approved'), ...rows(1, 'blocked')];
    const findings = judged({
      users,
      counts: { ...countsOf(users), percentUsersProcessed: 99 },
      thresholds: [
        aThreshold({ metric: 'users_blocked', max: 0 }),
        aThreshold({ metric: 'total_users', min: 1 }),
      ],
      expectations: [
        aGlobExpectation('*@example.com', { status: 'approved' }),
        anExpectation({ label: 'Alice' }),
      ],
    });
    expect(findings.map(({ kind, rule, outcome }) => `${kind} ${rule}: ${outcome}`)).toEqual([
      'guard percent_users_processed: inconclusive',
      'threshold users_blocked: violated',
      'threshold total_users: held',
      'expectation *@example.com: violated',
      'expectation Alice: inconclusive',
    ]);
  });

  it('are waived each by the waiver of its own assertion', () => {
    const findings = judged({
      users: rows(5, 'blocked'),
      thresholds: [
        aThreshold({ metric: 'users_blocked', max: 0 }),
        aThreshold({ metric: 'users_approved', min: 1, waiver: aWaiver() }),
      ],
      expectations: [
        anExpectation({ waiver: aWaiver({ until: '2026-11-20' }) }),
        aGlobExpectation('*', { status: 'approved', waiver: aWaiver({ until: '2026-11-21' }) }),
      ],
    });
    expect(findings.map(({ outcome }) => outcome)).toEqual(['violated', 'waived', 'violated', 'waived']);
    expect(findings[2]?.message).toMatch(/ Its waiver ended on 2026-11-20\.$/);
  });

  it('that a guard makes are accepted by no waiver', () => {
    const findings = judged({
      users: rows(3, 'approved'),
      counts: {},
      thresholds: [aThreshold({ waiver: aWaiver() })],
    });
    expect(findings.map(({ outcome }) => outcome)).not.toContain('waived');
    expect(verdictOf(findings)).toBe('inconclusive');
  });
});

/** A stream of numbers in [0, 1) that is the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Example {
  readonly told: readonly User[];
  readonly counts: Counts;
  readonly thresholds: readonly Threshold[];
  readonly expectations: readonly Expectation[];
  /** Whether the truth was told of everybody, and everything holds of it. */
  readonly proven: boolean;
}

/** A small population, what is told of it (sometimes not the truth), and assertions judged by hand. */
function anExample(seed: number): Example {
  const random = randomFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const truth = Array.from({ length: 1 + below(6) }, (_, index) =>
    aRow(`user${index}@${random() < 0.5 ? 'a' : 'b'}.example`, USER_STATUSES[below(3) === 0 ? below(3) : 0]),
  );
  const blocked = truth.filter(({ status }) => status === 'blocked').length;
  const percentBlocked = (100 * blocked) / truth.length;

  const max = below(3) * 25;
  const ofA = truth.filter(({ email }) => email?.endsWith('@a.example'));
  const holds = percentBlocked <= max && ofA.length > 0 && ofA.every(({ status }) => status === 'approved');

  const counts = countsOf(truth);
  const lies: (() => Pick<Example, 'told' | 'counts'>)[] = [
    () => ({ told: truth.slice(1), counts }),
    () => ({ told: [...truth, aRow('more@b.example')], counts }),
    () => ({ told: truth, counts: { ...counts, percentUsersProcessed: below(100) } }),
    () => ({ told: truth, counts: { ...counts, totalUsers: truth.length + 1 } }),
    () => ({ told: truth, counts: { ...counts, usersErrored: undefined } }),
    () => ({
      told: truth.map((user, index) => (index === 0 ? { ...user, status: undefined } : user)),
      counts,
    }),
    () => ({ told: truth.map((user) => ({ ...user, email: undefined })), counts }),
    () => ({
      told: [...truth, ...truth.map((user) => ({ ...user, status: 'error' as const, id: user.id }))],
      counts: { ...counts, usersErrored: (counts.usersErrored ?? 0) + 1 },
    }),
  ];
  const lie = random() < 0.5 ? undefined : lies[below(lies.length)];
  // A page that is read twice is no lie.
  const told = lie?.() ?? { told: [...truth, ...truth.slice(0, below(3))], counts };
  return {
    ...told,
    thresholds: [aThreshold({ max })],
    expectations: [aGlobExpectation('*@A.example', { status: 'approved' })],
    proven: holds && lie === undefined,
  };
}

describe('a test passes', () => {
  it('exactly when the truth was told of everybody and everything holds of it', () => {
    const examples = Array.from({ length: 3_000 }, (_, seed) => anExample(seed));
    expect(examples.filter(({ proven }) => proven).length).toBeGreaterThan(300);
    const wrong = examples.flatMap(({ told, proven, ...others }, seed) => {
      const passed = verdictOf(judged({ users: told, ...others })) === 'passed';
      return passed === proven ? [] : [seed];
    });
    expect(wrong).toEqual([]);
  });
});
