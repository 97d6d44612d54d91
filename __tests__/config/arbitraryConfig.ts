import fc from 'fast-check';
import {
  type ApplicationCheckConfig,
  type BaselineConfig,
  type Config,
  type TestConfig,
  type Tested,
} from '../../src/config/config.ts';
import { type PolicyEntry } from '../../src/policies/entry.ts';
import {
  type Expectation,
  METRICS,
  type Metric,
  type PolicySeverities,
  type Subject,
  type Threshold,
  type Waiver,
} from '../../src/verdict/assertion.ts';

/*
 * Configs out of so few words that two of them have much in common. Lines are those of anywhere, because they are
 * nothing that a config asks for.
 */

const location = fc.nat(99).map((line) => ({ file: 'gate.yml', line, column: 1 }));

const severity = fc.constantFrom('error' as const, 'warning' as const);

const waiver: fc.Arbitrary<Waiver> = fc.record({
  until: fc.constantFrom('2026-11-20', '2026-12-31', '2027-01-01'),
  owner: fc.constantFrom('it-team', 'nobody'),
  reason: fc.constantFrom('joins later', 'why not'),
});

/** Each part is there or not, but never there and undefined. */
const asserted = fc.record({ severity, location, waiver }, { requiredKeys: ['severity', 'location'] });

const boundsOf = (metric: Metric, isTall: boolean): fc.Arbitrary<Pick<Threshold, 'min' | 'max'>> =>
  fc
    .record({ min: fc.nat(4), max: fc.nat(4) }, { requiredKeys: [] })
    .filter(({ min, max }) => (min ?? 0) <= (max ?? 4) && (min !== undefined || max !== undefined))
    .map(({ min, max }) => ({
      ...(min !== undefined && { min: metric.startsWith('percent_') ? 25 * min : min }),
      ...(max !== undefined && { max: metric.startsWith('percent_') ? 25 * max : isTall ? max * 100 : max }),
    }));

const threshold = (metrics: readonly Metric[]): fc.Arbitrary<Threshold> =>
  fc
    .tuple(fc.constantFrom(...metrics), fc.boolean(), asserted)
    .chain(([metric, isTall, rest]) =>
      boundsOf(metric, isTall).map((bounds) => ({ metric, ...bounds, ...rest })),
    );

/** Of each metric one at most. */
export const thresholdsOf = (metrics: readonly Metric[]): fc.Arbitrary<Threshold[]> =>
  fc.uniqueArray(threshold(metrics), { selector: ({ metric }) => metric, maxLength: 3 });

const subject: fc.Arbitrary<Subject> = fc.oneof(
  fc.record({
    kind: fc.constant('user' as const),
    user: fc.constantFrom('a1@x.co', 'A1@X.co', 'b1@x.co'),
    ifMissing: fc.constantFrom('fail' as const, 'warn' as const, 'ignore' as const),
  }),
  fc.record({
    kind: fc.constant('users' as const),
    patterns: fc.uniqueArray(fc.constantFrom('a*', 'A*', 'b*', '*@x.co', '*@y.co'), {
      minLength: 1,
      maxLength: 3,
    }),
    atLeast: fc.nat(3),
  }),
);

/** Labels only where they are asked for. */
export const expectationsOf = (labels: readonly string[]): fc.Arbitrary<Expectation[]> =>
  fc.array(
    fc
      .tuple(
        subject,
        fc.constantFrom('approved' as const, 'blocked' as const, 'error' as const),
        fc.option(fc.constantFrom('nobody', ...labels), { nil: 'nobody' }),
        asserted,
      )
      .map(([whom, status, label, rest]) => ({
        subject: whom,
        status,
        ...rest,
        ...(labels.includes(label) && { label }),
      })),
    { maxLength: 4 },
  );

const policySeverities: fc.Arbitrary<PolicySeverities> = fc.record(
  {
    everyone_allowed: fc.constantFrom('error' as const, 'warning' as const, 'off' as const),
    deny_alone: fc.constantFrom('error' as const, 'warning' as const, 'off' as const),
    bypass_everyone_added: fc.constantFrom('error' as const, 'warning' as const, 'off' as const),
  },
  { requiredKeys: [] },
);

const entry: fc.Arbitrary<PolicyEntry> = fc.oneof(
  fc.record({ kind: fc.constant('id' as const), id: fc.constantFrom('a', 'b'), location }),
  fc.record({ kind: fc.constant('file' as const), path: fc.constantFrom('a', 'b'), location }),
  location.chain((at) =>
    fc.record({
      kind: fc.constant('policy' as const),
      policy: fc.constantFrom(
        { name: 'a', decision: 'allow' },
        { decision: 'deny', name: 'a' },
        { name: 'b' },
      ),
      locate: fc.constant(() => at),
    }),
  ),
);

const entries = fc.array(entry, { minLength: 1, maxLength: 3 });

const baseline: fc.Arbitrary<BaselineConfig> = fc.oneof(
  fc.record({ kind: fc.constant('policies' as const), policies: entries }),
  fc.record({ kind: fc.constant('snapshot' as const), path: fc.constantFrom('a', 'b'), location }),
);

const tested: fc.Arbitrary<Tested> = fc.oneof(
  fc.record({
    kind: fc.constant('policies' as const),
    policies: entries,
    baseline: fc.option(baseline, { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('plan' as const), address: fc.constantFrom('a', '*'), location }),
);

const testConfig = (labels: readonly string[]): fc.Arbitrary<TestConfig> =>
  fc.record({
    name: fc.constantFrom('A', 'B', 'C'),
    location,
    tested,
    explain: fc.nat(3),
    thresholds: thresholdsOf(METRICS),
    expectations: expectationsOf(labels),
    policySeverities,
  });

const check: fc.Arbitrary<ApplicationCheckConfig> = fc
  .record({
    name: fc.constantFrom('A', 'D'),
    location,
    appId: fc.constantFrom('e', 'f'),
    zone: fc.constantFrom(undefined, 'g', 'h'),
    user: fc.record({ name: fc.constantFrom('a1@x.co', 'A1@X.co', 'b1@x.co'), location }),
    statuses: fc.uniqueArray(
      fc.record({
        place: fc.constantFrom(undefined, 1, 2),
        status: fc.constantFrom('Success', 'Failure'),
        location,
      }),
      { selector: ({ place }) => place, minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ zone, user, statuses, ...rest }) => ({
    ...rest,
    ...(zone !== undefined && { zoneId: zone }),
    expected: {
      user,
      statuses: statuses.map(({ place, ...status }) => ({
        ...(place !== undefined && { precedence: place }),
        ...status,
      })),
    },
  }));

/** A config as it is parsed, but that it may contradict itself. */
export const configOf = (labels: readonly string[]): fc.Arbitrary<Config> =>
  fc.record({
    tests: fc.uniqueArray(testConfig(labels), { selector: ({ name }) => name, maxLength: 3 }),
    applicationChecks: fc.uniqueArray(check, { selector: ({ name }) => name, maxLength: 2 }),
    planSeverities: policySeverities,
    warnings: fc.constant([]),
  });
