import { expect } from '@jest/globals';
import { type Scenario } from '../../support/scenario.ts';
import { type TestWorld } from '../../support/world.ts';
import { type Fault } from './fault.ts';
import { createJournal, type Stage, STAGES } from './stage.ts';

/** Interrupted while a request of a stage is under way. */
function interruptedAt(stage: Stage): Partial<Scenario> {
  const journal = createJournal();
  return {
    interruptAt: (request) => journal.stageOf(request) === stage,
    fault(request, next) {
      const response = next(request);
      journal.see(request, response);
      return response;
    },
  };
}

/** Interrupted by `at`, which is given what interrupts. */
function interruptedBy(
  at: (base: TestWorld, interrupt: () => void) => Partial<TestWorld>,
): Partial<Scenario> {
  const interruption = new AbortController();
  return {
    world: (base) => ({
      ...base,
      interrupted: interruption.signal,
      ...at(base, () => {
        interruption.abort(new Error('interrupted by SIGTERM'));
      }),
    }),
  };
}

const GOES_ON =
  /The run was interrupted\. Policy test [0-9a-f]{64} goes on at Cloudflare: run the gate again\./;

const SAYS: Readonly<Record<Stage, string | RegExp>> = {
  start: 'while the policy test was being started; Cloudflare may run it all the same',
  poll: GOES_ON,
  'first page': GOES_ON,
  'later page': GOES_ON,
  'start of the baseline': GOES_ON,
  'poll of the baseline': GOES_ON,
  'first page of the baseline': GOES_ON,
  'later page of the baseline': GOES_ON,
  'policies of the application': 'The run was interrupted while the policy test was being started',
  'application check': 'The run was interrupted before Cloudflare answered',
};

/** Two policies that let the same people in, of which one goes: whoever it lets in alone loses access. */
const EXPLAINED = `
version: 1
tests:
  - name: Grafana
    policies: [{ file: allow.json }]
    baseline:
      - { policy: { name: Everybody, decision: allow, include: [{ everyone: {} }] } }
      - { policy: { name: More, decision: allow, include: [{ email_domain: { domain: example.com } }] } }
    thresholds: { users_lost: { max: 4 } }
  - name: Wiki
    policies: [{ file: allow.json }]
    thresholds: { users_approved: { min: 6 } }
`;

export const INTERRUPTIONS: readonly Fault[] = [
  ...STAGES.map((stage): Fault => ({
    name: `an interruption at the ${stage}`,
    scenario: () => interruptedAt(stage),
    stops: 'interrupted',
    says: [SAYS[stage]],
    then({ report, elapsedMs }) {
      expect(elapsedMs).toBeLessThan(10_000);
      expect(report.applicationChecks[0]?.verdict).toBe('inconclusive');
    },
  })),
  {
    name: 'an interruption before the start',
    scenario: () =>
      interruptedBy((_, interrupt) => {
        interrupt();
        return {};
      }),
    stops: 'interrupted',
    says: ['while the policy test was being started'],
    then({ requests }) {
      expect(requests).toEqual([]);
    },
  },
  {
    name: 'an interruption while the config is read',
    scenario: () =>
      interruptedBy((base, interrupt) => ({
        files: {
          ...base.files,
          readText(path, maxBytes) {
            interrupt();
            return base.files.readText(path, maxBytes);
          },
        },
      })),
    stops: 'interrupted',
    says: ['while the policy test was being started'],
    then({ requests }) {
      expect(requests).toEqual([]);
    },
  },
  {
    name: 'an interruption between two polls',
    scenario: () =>
      interruptedBy((base, interrupt) => ({
        clock: {
          ...base.clock,
          sleep(ms, signal) {
            interrupt();
            return base.clock.sleep(ms, signal);
          },
        },
      })),
    stops: 'interrupted',
    says: [GOES_ON],
  },
  {
    name: 'an interruption while it is explained who loses access',
    scenario: () => {
      let starts = 0;
      return {
        config: EXPLAINED,
        interruptAt({ method }) {
          starts += method === 'POST' ? 1 : 0;
          return starts === 3;
        },
      };
    },
    stops: 'interrupted',
    says: ['No more is known of which policy made the difference: the run was interrupted'],
    then({ report }) {
      expect(report.tests.map(({ verdict }) => verdict)).toEqual(['passed', 'inconclusive']);
    },
  },
  {
    name: 'an interruption while the reports are written',
    scenario: () =>
      interruptedBy((base, interrupt) => ({
        files: {
          ...base.files,
          writeText(path, text) {
            interrupt();
            return base.files.writeText(path, text);
          },
        },
      })),
    verdict: 'passed',
  },
];

/** What goes wrong while it is explained is no finding: the verdict stands without it. */
export const EXPLAINING: readonly Fault[] = (
  [
    ['a refusal', { status: 403, headers: {}, body: '' }, 'HTTP 403'],
    ['a server error', { status: 500, headers: {}, body: '' }, 'HTTP 500'],
    ['HTML', { status: 200, headers: {}, body: '<html>' }, 'is not JSON'],
  ] as const
).map(([name, response, says]) => ({
  name: `${name} while it is explained who loses access`,
  scenario: () => {
    let starts = 0;
    return {
      config: EXPLAINED,
      fault(request, next) {
        starts += request.method === 'POST' ? 1 : 0;
        return starts === 3 && request.method === 'POST' ? response : next(request);
      },
    };
  },
  verdict: 'passed',
  then({ report }) {
    expect(report.tests[0]?.explanation?.gap).toContain(says);
  },
}));
