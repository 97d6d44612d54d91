import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AssertionChange, compareConfigs } from '../../src/config/comparison.ts';
import { type Config, type TestConfig, type Tested } from '../../src/config/config.ts';
import { type PolicyEntry } from '../../src/policies/entry.ts';
import {
  COUNT_METRICS,
  type Expectation,
  isPercentage,
  METRICS,
  type PolicySeverities,
  type Threshold,
} from '../../src/verdict/assertion.ts';
import { createNaming } from '../../src/verdict/person.ts';
import { aRow, judged } from '../support/judged.ts';
import { configOf, expectationsOf, thresholdsOf } from './arbitraryConfig.ts';

const NAMING = createNaming('023e105f4ecef8ad9ca31a8372d0c353', new Map());

const LABELS = ['CEO', 'Staff'];

const RUNS = { numRuns: 300 };

/** What a config asks for and nothing else, in one order and one case of letters. */
function asked({ tests, applicationChecks, planSeverities }: Config): string {
  return JSON.stringify([
    sorted(tests.map((test) => [test.name, askedOfTest(test)])),
    sorted(
      applicationChecks.map(({ name, appId, zoneId, expected: { user, statuses } }) => [
        name,
        appId,
        zoneId,
        user.name.toLowerCase(),
        sorted(statuses.map(({ precedence, status }) => [precedence, status])),
      ]),
    ),
    planSeverities.bypass_everyone_added ?? 'error',
  ]);
}

function askedOfTest({ tested, thresholds, expectations, policySeverities }: TestConfig): unknown {
  return [
    askedOfTested(tested),
    sorted(thresholds.map(({ metric, min, max, ...rest }) => [metric, min, max, consequence(rest)])),
    sorted(expectations.map(askedOfExpectation)),
    ofPolicies(policySeverities),
  ];
}

function askedOfExpectation({ subject, status, ...rest }: Expectation): unknown {
  const whom =
    subject.kind === 'user'
      ? [subject.user.toLowerCase(), subject.ifMissing]
      : [[...new Set(subject.patterns.map((pattern) => pattern.toLowerCase()))].sort(), subject.atLeast];
  return [whom, status, consequence(rest)];
}

function consequence({ severity, waiver }: Pick<Threshold, 'severity' | 'waiver'>): unknown {
  return [severity, waiver?.until, waiver?.owner, waiver?.reason];
}

function ofPolicies({ everyone_allowed, deny_alone }: PolicySeverities): unknown {
  return [everyone_allowed ?? 'warning', deny_alone ?? 'warning'];
}

function askedOfTested(tested: Tested): unknown {
  if (tested.kind === 'plan') return tested.address;
  const { policies, baseline } = tested;
  return [
    policies.map(askedOfEntry),
    baseline?.kind === 'snapshot' ? baseline.path : baseline?.policies.map(askedOfEntry),
  ];
}

function askedOfEntry(entry: PolicyEntry): unknown {
  if (entry.kind !== 'policy')
    return [entry.kind, entry.kind === 'file' ? entry.path : Object.values(entry)[1]];
  return sorted(Object.entries(entry.policy as object));
}

function sorted(items: readonly unknown[]): string[] {
  return items.map((item) => JSON.stringify(item)).sort();
}

const OPPOSITE = {
  loosened: 'tightened',
  tightened: 'loosened',
  new: 'gone',
  gone: 'new',
  changed: 'changed',
} as const;

describe('the comparison of two configs', () => {
  it('tells of something exactly where they do not ask for the same', () => {
    const seen = { same: 0, other: 0 };
    fc.assert(
      fc.property(configOf(LABELS), configOf(LABELS), fc.boolean(), (before, other, isCopied) => {
        const after = isCopied ? reordered(before) : other;
        const isSame = asked(before) === asked(after);
        seen[isSame ? 'same' : 'other'] += 1;
        expect(compareConfigs(before, after, NAMING).length === 0).toBe(isSame);
      }),
      RUNS,
    );
    expect(Math.min(seen.same, seen.other)).toBeGreaterThan(50);
  });

  it('tells of each piece of a config that is taken out of it or put into it', () => {
    fc.assert(
      fc.property(configOf(LABELS), fc.nat(), (config, place) => {
        const [test] = config.tests;
        fc.pre(test !== undefined && test.expectations.length > 0);
        const expectations = test.expectations.filter(
          (_, index) => index !== place % test.expectations.length,
        );
        const less = { ...config, tests: [{ ...test, expectations }, ...config.tests.slice(1)] };
        expect(compareConfigs(config, less, NAMING).map(({ direction }) => direction)).toEqual(['gone']);
        expect(compareConfigs(less, config, NAMING).map(({ direction }) => direction)).toEqual(['new']);
      }),
      RUNS,
    );
  });

  it('tells the opposite of what is told when they are exchanged', () => {
    // Of policies that look the same on both sides, those after are said to be other ones.
    const same = (words: string | undefined) =>
      words?.replace(/ \(changed\)$|^in their|^the same in another/, '');
    // What is the name of an expectation before is another one when they are exchanged.
    const words = ({ direction, test, before, after }: AssertionChange): unknown[] => [
      direction,
      test,
      same(before),
      same(after),
    ];
    fc.assert(
      fc.property(configOf(LABELS), configOf(LABELS), (before, after) => {
        const exchanged = compareConfigs(after, before, NAMING).map((change) => ({
          ...change,
          direction: OPPOSITE[change.direction],
          before: change.after,
          after: change.before,
        }));
        expect(sorted(exchanged.map(words))).toEqual(
          sorted(compareConfigs(before, after, NAMING).map(words)),
        );
      }),
      RUNS,
    );
  });
});

/** The same, with the tests and what they expect in the opposite order and in other lines. */
function reordered({ tests, applicationChecks, ...rest }: Config): Config {
  const location = { file: 'other.yml', line: 1, column: 2 };
  return {
    ...rest,
    tests: tests
      .map((test) => ({
        ...test,
        location,
        explain: test.explain + 1,
        thresholds: [...test.thresholds].reverse(),
        expectations: test.expectations.map((each) => ({ ...each, location, label: 'other' })).reverse(),
      }))
      .reverse(),
    applicationChecks: [...applicationChecks].reverse(),
  };
}

/** A config whose only test has these assertions. */
function configWith(assertions: Partial<Pick<TestConfig, 'thresholds' | 'expectations'>>): Config {
  const location = { file: 'gate.yml', line: 1, column: 1 };
  const tested = { kind: 'plan', address: 'a', location } as const;
  const test = {
    name: 'A',
    location,
    tested,
    explain: 0,
    thresholds: [],
    expectations: [],
    policySeverities: {},
  };
  return { tests: [{ ...test, ...assertions }], applicationChecks: [], planSeverities: {}, warnings: [] };
}

describe('a change of one bound', () => {
  it('is told of once, as loosened or tightened exactly where more or fewer values are accepted', () => {
    const location = { file: 'gate.yml', line: 1, column: 1 };
    const steps = Array.from({ length: 11 }, (_, step) => 10 * step);
    const bound = fc.constantFrom(undefined, ...steps);
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.constantFrom(...METRICS),
        fc.constantFrom('min' as const, 'max' as const),
        fc.tuple(bound, bound, bound),
        (metric, which, [was, is, other]) => {
          const make = (value: number | undefined): Threshold => {
            const [min, max] = which === 'min' ? [value, other] : [other, value];
            return {
              metric,
              ...(min !== undefined && { min }),
              ...(max !== undefined && { max }),
              severity: 'error',
              location,
            };
          };
          const [before, after] = [make(was), make(is)];
          const isValid = ({ min, max }: Threshold) =>
            (min !== undefined || max !== undefined) && (min ?? 0) <= (max ?? Infinity);
          fc.pre(was !== is && isValid(before) && isValid(after));

          const values = isPercentage(metric) ? steps : [...steps, 101];
          const accepted = ({ min = -1, max = 1000 }: Threshold) =>
            values.filter((value) => value >= min && value <= max).length;
          const expected =
            accepted(after) === accepted(before)
              ? 'changed'
              : accepted(after) > accepted(before)
                ? 'loosened'
                : 'tightened';
          const changes = compareConfigs(
            configWith({ thresholds: [before] }),
            configWith({ thresholds: [after] }),
            NAMING,
          );
          expect(changes.map(({ direction, rule }) => [direction, rule])).toEqual([[expected, metric]]);
          expect(changes[0]?.before).not.toBe(changes[0]?.after);
          seen.set(expected, (seen.get(expected) ?? 0) + 1);
        },
      ),
      RUNS,
    );
    expect([...seen.keys()].sort()).toEqual(['changed', 'loosened', 'tightened']);
  });
});

describe('what is loosened or gone', () => {
  it('never makes a test fail that would not fail before, nor warn', () => {
    const PEOPLE = ['a1@x.co', 'a2@y.co', 'b1@x.co', 'b2@y.co', 'c1@x.co'];
    const status = fc.constantFrom('approved' as const, 'blocked' as const, 'error' as const);
    const users = fc
      .array(fc.option(status), { minLength: PEOPLE.length, maxLength: PEOPLE.length })
      .map((statuses) =>
        PEOPLE.flatMap((email, index) => {
          const found = statuses[index];
          return found === undefined || found === null ? [] : [aRow(email, found)];
        }),
      );
    const assertions = fc.record({
      thresholds: thresholdsOf(COUNT_METRICS),
      expectations: expectationsOf(LABELS),
    });
    const seen = { looser: 0, worse: 0 };
    fc.assert(
      fc.property(assertions, assertions, fc.nat(9), users, (one, other, mixture, rows) => {
        // Two configs at random are seldom in one relation; two that share most of what they say are.
        const before = one;
        const after = {
          thresholds: mixture % 2 === 0 ? one.thresholds : other.thresholds,
          expectations: one.expectations.map((each, index) =>
            index === mixture % 4 ? { ...each, ...pick(other.expectations[0], mixture) } : each,
          ),
        };
        const changes = compareConfigs(configWith(before), configWith(after), NAMING);
        fc.pre(changes.length > 0);
        const isLooser = changes.every(({ direction }) => direction === 'loosened' || direction === 'gone');
        const isTighter = changes.every(({ direction }) => direction === 'tightened' || direction === 'new');
        fc.pre(isLooser || isTighter);
        const [strict, lax] = isLooser ? [before, after] : [after, before];
        const [most, least] = [levelOf(strict, rows), levelOf(lax, rows)];
        seen.looser += 1;
        if (most > least) seen.worse += 1;
        expect(least).toBeLessThanOrEqual(most);
      }),
      { numRuns: 500, maxSkipsPerRun: 1000 },
    );
    expect(seen.worse).toBeGreaterThan(20);
  });
});

/** Some of what another expectation says. */
function pick(other: Expectation | undefined, mixture: number): Partial<Expectation> {
  if (other === undefined) return {};
  const { subject, severity } = other;
  return mixture < 5 ? { subject } : { severity };
}

/** 2 where a test with these assertions fails, 1 where it warns or something is waived, else 0. */
function levelOf(
  assertions: Pick<TestConfig, 'thresholds' | 'expectations'>,
  users: ReturnType<typeof aRow>[],
): number {
  const levels = judged({ ...assertions, users })
    .filter(({ kind }) => kind !== 'guard')
    .map(({ outcome, severity }) =>
      outcome === 'held' ? 0 : outcome === 'violated' && severity === 'error' ? 2 : 1,
    );
  return Math.max(0, ...levels);
}
