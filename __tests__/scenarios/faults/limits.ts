import { expect } from '@jest/globals';
import { someSettings } from '../../support/directory.ts';
import { type Fault } from './fault.ts';
import { type Answering, faultAt, ON_PAGES, type Stage, times } from './stage.ts';

const START = Date.parse('2026-11-21T12:00:00Z');

/** An answer that there were too many requests, with this `Retry-After`. */
const limited =
  (retryAfter?: string): Answering =>
  () => ({
    status: 429,
    headers: {
      ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
      ratelimit: '"default";r=0;t=300',
    },
    body: '',
  });

const STAGES_LIMITED: readonly Stage[] = [
  'start',
  'poll',
  'first page',
  'later page',
  'start of the baseline',
  'later page of the baseline',
  'policies of the application',
  'application check',
];

const SAYS = ['failed (HTTP 429)', 'run again later, or give the gate a token of its own'];

/** What `Retry-After` may hold that asks for little enough. */
const WAITED_OUT = [
  ['in seconds', '7', 7_000],
  ['of none', '0', 0],
  ['as a date', new Date(START + 20_000).toUTCString(), 19_000],
  ['as a date that has passed', 'Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['missing', undefined, 0],
  ['of no number', 'soon', 0],
  ['of an unknown form', '-1', 0],
  ['of five minutes', '300', 300_000],
] as const;

/** What it may hold that asks for more than the test has. */
const TOO_LONG = [
  ['of seconds beyond the deadline', '900'],
  ['of a thousand million seconds', '999999999'],
  ['as a date beyond the deadline', new Date(START + 16 * 60_000).toUTCString()],
  ['as a date in the year 9999', 'Fri, 31 Dec 9999 23:59:59 GMT'],
] as const;

export const LIMITS: readonly Fault[] = [
  ...STAGES_LIMITED.map((stage): Fault => ({
    name: `429 at the ${stage}, for ever`,
    scenario: () => ({ fault: faultAt(stage, limited()) }),
    says: SAYS,
    // Whatever is refused of a baseline is asked again when the other test has ended.
    ...(stage === 'start of the baseline' && { deadlines: 2 }),
  })),
  ...STAGES_LIMITED.flatMap((stage) =>
    TOO_LONG.map(([what, retryAfter]): Fault => ({
      name: `429 at the ${stage} with a Retry-After ${what}`,
      scenario: () => ({ fault: faultAt(stage, limited(retryAfter)) }),
      says: SAYS,
      then({ elapsedMs }) {
        // There is no use in waiting.
        expect(elapsedMs).toBeLessThan(30_000);
      },
    })),
  ),
  {
    name: '429 with digits without an end as Retry-After',
    scenario: () => ({ fault: faultAt('poll', limited('9'.repeat(400))) }),
    says: SAYS,
  },
  {
    name: 'a limit of requests that the pages exceed, and a deadline before its end',
    scenario: () => ({
      directory: {
        ...ON_PAGES,
        settings: someSettings({ max_per_page: 1, rate_limit_requests: 9, rate_limit_seconds: 300 }),
      },
      inputs: { 'timeout-minutes': '4' },
    }),
    says: ['rate-limit-reserve keeps 1 for others', 'raise timeout-minutes, lower rate-limit-reserve'],
  },
];

export const LIMITS_OVERCOME: readonly Fault[] = [
  ...STAGES_LIMITED.flatMap((stage) =>
    WAITED_OUT.map(([what, retryAfter, leastMs]): Fault => ({
      name: `429 once at the ${stage} with a Retry-After ${what}`,
      scenario: () => ({ fault: faultAt(stage, times(1, limited(retryAfter))) }),
      verdict: 'passed',
      then({ elapsedMs, report }) {
        expect(elapsedMs).toBeGreaterThanOrEqual(leastMs);
        // Beside another test, a second start is put off until that one has ended.
        expect(report.usage.retries).toBeGreaterThanOrEqual(1);
      },
    })),
  ),
  ...(['poll', 'first page', 'later page'] as const).flatMap((stage) =>
    [408, 425, 500, 502, 503, 504, 520, 526].map((status): Fault => ({
      name: `HTTP ${String(status)} twice at the ${stage}`,
      scenario: () => ({
        fault: faultAt(
          stage,
          times(2, () => ({ status, headers: {}, body: '' })),
        ),
      }),
      verdict: 'passed',
    })),
  ),
  {
    name: '503 with a Retry-After at the start, twice',
    scenario: () => ({
      fault: faultAt(
        'start',
        times(2, () => ({ status: 503, headers: { 'retry-after': '3' }, body: '' })),
      ),
    }),
    verdict: 'passed',
  },
  {
    name: 'a limit of requests that the pages exceed, and a deadline after its end',
    scenario: () => ({
      directory: {
        ...ON_PAGES,
        settings: someSettings({ max_per_page: 1, rate_limit_requests: 9, rate_limit_seconds: 60 }),
      },
    }),
    verdict: 'passed',
  },
];
