import { type Expectation, type Threshold, type Waiver } from '../../src/verdict/assertion.ts';

const CONFIG = '.github/access-policy-gate.yml';

/** At most 10 % blocked. */
export function aThreshold(overrides: Partial<Threshold> = {}): Threshold {
  const bounds = overrides.min === undefined && overrides.max === undefined ? { max: 10 } : {};
  return {
    metric: 'percent_blocked',
    severity: 'error',
    location: { file: CONFIG, line: 7, column: 7 },
    ...bounds,
    ...overrides,
  };
}

/** Alice is approved. */
export function anExpectation(overrides: Partial<Expectation> = {}): Expectation {
  return {
    subject: { kind: 'user', user: 'alice@example.com', ifMissing: 'fail' },
    status: 'approved',
    severity: 'error',
    location: { file: CONFIG, line: 12, column: 9 },
    ...overrides,
  };
}

/** Everybody who matches one of the patterns is blocked. */
export function aGlobExpectation(
  patterns: string | readonly string[],
  overrides: Partial<Expectation> & { atLeast?: number } = {},
): Expectation {
  const { atLeast = 1, ...others } = overrides;
  return anExpectation({
    subject: { kind: 'users', patterns: typeof patterns === 'string' ? [patterns] : patterns, atLeast },
    status: 'blocked',
    ...others,
  });
}

/** Until the end of 2026. */
export function aWaiver(overrides: Partial<Waiver> = {}): Waiver {
  return { until: '2026-12-31', owner: 'it-team', reason: 'joins in January', ...overrides };
}
