import { expect } from '@jest/globals';
import { type Scenario } from '../../support/scenario.ts';
import { type VirtualClock } from '../../support/world.ts';
import { type Fault } from './fault.ts';
import { type Answering, createJournal, faultAt, type Stage, STAGES, times } from './stage.ts';

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;

const JUMPS: readonly (readonly [string, number])[] = [
  ['an hour forwards', HOUR_MS],
  ['an hour back', -HOUR_MS],
  ['ten years forwards', 10 * YEAR_MS],
  ['a hundred years back', -100 * YEAR_MS],
];

/** A run whose time of day starts `startMs` off, and is another by `jumpMs` from the first request of a stage on. */
function jumping(stage: Stage, jumpMs: number, startMs = 0, answering?: Answering): Partial<Scenario> {
  let offMs = startMs;
  const journal = createJournal();
  const faulty = answering === undefined ? undefined : faultAt(stage, answering);
  return {
    fault(request, next) {
      if (journal.stageOf(request) === stage && offMs === startMs) offMs += jumpMs;
      const response = (faulty ?? ((one, real) => real(one)))(request, next);
      journal.see(request, response);
      return response;
    },
    world: (base) => ({
      ...base,
      clock: { ...base.clock, now: () => new Date(base.clock.now().getTime() + offMs) },
    }),
  };
}

/** A machine that is suspended for an hour while a request of a stage is under way. */
function suspended(stage: Stage): Partial<Scenario> {
  let clock: VirtualClock | undefined;
  return {
    world(base) {
      ({ clock } = base);
      return base;
    },
    fault: faultAt(
      stage,
      times(1, (request, next) => {
        const response = next(request);
        clock?.advance(HOUR_MS);
        return response;
      }),
    ),
  };
}

const WAIVED = `
version: 1
tests:
  - name: Grafana
    policies: [{ file: allow.json }]
    expectations:
      - user: sam@example.com
        status: approved
        label: Sam
        waiver: { until: 2026-12-31, owner: it-team, reason: joins in January }
`;

/** The run starts on 2026-11-21. */
const WAIVERS: readonly Fault[] = [
  {
    name: 'a waiver that ends while the test runs, by a jump of a year',
    scenario: () => ({ config: WAIVED, ...jumping('poll', YEAR_MS) }),
    verdict: 'failed',
    says: ['2026-12-31'],
  },
  {
    name: 'a waiver that had ended, and a time of day that is set back before its end',
    scenario: () => ({ config: WAIVED, ...jumping('poll', -YEAR_MS, YEAR_MS) }),
    verdict: 'failed',
    says: ['2026-12-31'],
  },
];

/** Answers after which nothing of their part has to be asked any more. */
const LAST: readonly Stage[] = ['later page', 'later page of the baseline', 'application check'];

/** Whatever is still to be asked is not asked any more; the last answer of all is no worse for being late. */
const SUSPENSIONS: readonly Fault[] = STAGES.map((stage): Fault => ({
  name: `a machine that is suspended for an hour at the ${stage}`,
  scenario: () => suspended(stage),
  leapMs: HOUR_MS,
  ...(LAST.includes(stage) ? { verdict: 'passed' } : { says: ['Raise timeout-minutes'] }),
}));

/** Every jump at every stage: the time of day decides nothing else. */
export const CLOCKS: readonly Fault[] = [
  ...STAGES.flatMap((stage) =>
    JUMPS.map(([name, jumpMs]): Fault => ({
      name: `the time of day jumps ${name} at the ${stage}`,
      scenario: () => jumping(stage, jumpMs),
      verdict: 'passed',
      then({ report }) {
        expect(report.finishedAt.getTime() - report.startedAt.getTime() - jumpMs).toBeGreaterThanOrEqual(0);
      },
    })),
  ),
  ...WAIVERS,
  {
    name: 'a Retry-After as a date, seen from a year ago',
    scenario: () =>
      jumping('poll', -YEAR_MS, 0, () => ({
        status: 429,
        headers: { 'retry-after': 'Sat, 21 Nov 2026 12:00:09 GMT' },
        body: '',
      })),
    says: ['failed (HTTP 429)'],
  },
  {
    name: 'a Retry-After as a date, seen a year later',
    scenario: () =>
      jumping(
        'poll',
        YEAR_MS,
        0,
        times(3, () => ({
          status: 429,
          headers: { 'retry-after': 'Sat, 21 Nov 2026 12:00:09 GMT' },
          body: '',
        })),
      ),
    verdict: 'passed',
  },
  ...SUSPENSIONS,
];
