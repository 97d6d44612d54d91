import fc from 'fast-check';
import {
  METRICS,
  type Metric,
  type Severity,
  type UserStatus,
  type Waiver,
} from '../../src/verdict/assertion.ts';

/*
 * What a random config asserts. A bound is drawn as a distance from the value that the truth has, because bounds that
 * are met just so, or missed by one, tell most; the same goes for the status that somebody is expected to have.
 */

export interface Leniency {
  readonly severity?: Severity;
  readonly waiver?: Waiver;
}

/** A threshold as the config has it. */
export interface WrittenThreshold extends Leniency {
  readonly min?: number;
  readonly max?: number;
}

/** An expectation as the config has it. */
export interface WrittenExpectation extends Leniency {
  readonly user?: string;
  readonly users?: string | readonly string[];
  readonly status: UserStatus;
  readonly at_least?: number;
  readonly if_missing?: 'fail' | 'warn' | 'ignore';
  readonly label?: string;
}

/** How a test or the defaults judge, as the config has it. */
export interface Written {
  readonly thresholds: Readonly<Partial<Record<Metric, WrittenThreshold>>>;
  readonly expectations: readonly WrittenExpectation[];
}

interface BoundDraft {
  readonly metric: Metric;
  readonly sides: 'min' | 'max' | 'both';
  /** In users, below the least and above the most. */
  readonly slack: number;
  readonly leniency: Leniency;
}

interface ExpectationDraft {
  /** Which user of the directory; beyond them, nobody. */
  readonly who: number;
  readonly by: 'address' | 'shouted' | 'id' | 'glob' | 'globs';
  readonly glob: number;
  /** Undefined: what the truth has. */
  readonly status: UserStatus | undefined;
  /** `all`: as many as there are; `more`: one more than that. */
  readonly atLeast: 0 | 1 | 'all' | 'more' | undefined;
  readonly ifMissing: 'fail' | 'warn' | 'ignore' | undefined;
  readonly label: string | undefined;
  readonly leniency: Leniency;
}

/** Assertions as random numbers. */
export interface AssertionsDraft {
  readonly bounds: readonly BoundDraft[];
  readonly expectations: readonly ExpectationDraft[];
}

/** Patterns of the config, and what they mean of an address in lower case. */
export const GLOBS: readonly { readonly glob: string; readonly matches: (address: string) => boolean }[] = [
  { glob: '*@example.com', matches: (address) => address.endsWith('@example.com') },
  { glob: '*@contractor.example', matches: (address) => address.endsWith('@contractor.example') },
  { glob: '*@Contractor.Example', matches: (address) => address.endsWith('@contractor.example') },
  { glob: '*', matches: () => true },
  { glob: '*@nowhere.example', matches: () => false },
  { glob: 'zq1*', matches: (address) => address.startsWith('zq1') },
  {
    glob: '*@{eu.example.com,münchen.example}',
    matches: (address) => /@(?:eu\.example\.com|münchen\.example)$/.test(address),
  },
  { glob: 'zq?k@*', matches: (address) => /^zq[^]k@/.test(address) },
  { glob: '[a-c]*@*', matches: (address) => /^[abc][^]*@/.test(address) },
  { glob: '[!a]*@*', matches: (address) => /^[^a][^]*@/.test(address) },
];

const day = (offset: number): string =>
  new Date(Date.parse('2026-11-21') + offset * 86_400_000).toISOString().slice(0, 10);

const leniency: fc.Arbitrary<Leniency> = fc
  .tuple(
    fc.constantFrom(undefined, undefined, undefined, 'error' as const, 'warning' as const),
    fc.constantFrom(
      ...[undefined, undefined, undefined, undefined, undefined, undefined],
      -400,
      -1,
      0,
      1,
      10,
      400,
    ),
  )
  .map(([severity, offset]) => ({
    ...(severity !== undefined && { severity }),
    ...(offset !== undefined && {
      waiver: { until: day(offset), owner: 'it-team', reason: 'being mended' },
    }),
  }));

const bound: fc.Arbitrary<BoundDraft> = fc.record({
  metric: fc.constantFrom(...METRICS),
  sides: fc.constantFrom('max', 'min', 'both'),
  slack: fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.constantFrom(1, 2, 50) },
    { weight: 2, arbitrary: fc.constantFrom(-1, -0.01, -2, -50) },
  ),
  leniency,
});

const expectation: fc.Arbitrary<ExpectationDraft> = fc.record({
  who: fc.nat(12),
  by: fc.constantFrom('address', 'address', 'shouted', 'id', 'glob', 'globs'),
  glob: fc.nat(GLOBS.length - 1),
  status: fc.constantFrom(
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    'approved',
    'blocked',
    'error',
  ),
  atLeast: fc.constantFrom<ExpectationDraft['atLeast'][]>(undefined, 0, 1, 'all', 'more'),
  ifMissing: fc.constantFrom(undefined, 'fail', 'warn', 'ignore'),
  label: fc.constantFrom(undefined, undefined, 'break-glass', '<b>first</b> day', 'a | b'),
  leniency,
});

export const arbitraryAssertions: fc.Arbitrary<AssertionsDraft> = fc.record({
  bounds: fc.uniqueArray(bound, { maxLength: 3, selector: ({ metric }) => metric }),
  expectations: fc.array(expectation, { maxLength: 2 }),
});
