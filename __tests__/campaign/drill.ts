import fc from 'fast-check';
import { type AssertionsDraft } from './assertions.ts';
import { arbitraryBlueprint } from './arbitraryBlueprint.ts';
import { type Blueprint, type TestDraft } from './blueprint.ts';
import { EXCHANGE_FAULTS } from './exchangeFaults.ts';
import { STATUS_FAULTS } from './statusFaults.ts';
import { type FaultName, FAULTS, type Operation, type Strike } from './strikes.ts';

/** What a test asserts that holds of the truth, so that it would pass but for a fault. */
function meek({ bounds, expectations }: AssertionsDraft): AssertionsDraft {
  return {
    bounds: [
      ...bounds
        .filter(({ metric }) => metric !== 'users_blocked')
        .map((bound) => ({ ...bound, slack: Math.max(0, bound.slack), leniency: {} })),
      // So that also a small lie is one about something.
      { metric: 'users_blocked', sides: 'both', slack: 0, leniency: {} },
    ],
    expectations: expectations.map((each) => ({
      ...each,
      by: each.by === 'glob' || each.by === 'globs' ? 'address' : each.by,
      status: undefined,
      ifMissing: 'ignore',
      leniency: {},
    })),
  };
}

/** Random cases that pass but for one fault each: every fault once, those of the exchange wherever they matter. */
export function drillOf(seed: number): readonly Blueprint[] {
  const strikes = (Object.keys(FAULTS) as FaultName[]).flatMap((fault) =>
    operationsOf(fault).map((on): Strike => ({ fault, on, nth: 1, times: 1, draw: 0 })),
  );
  // The users of a baseline are listed first.
  const ofBaselines = strikes.filter(({ fault }) => !(fault in EXCHANGE_FAULTS));
  const turns = [...strikes, ...ofBaselines];
  return fc.sample(arbitraryBlueprint, { seed, numRuns: turns.length }).map((drawn, index) => ({
    crowd: { ...drawn.crowd, size: 3 + (index % 7), addresses: 'usual' },
    account: drawn.account,
    behaviour: {
      ...drawn.behaviour,
      testSeconds: 0,
      testEnds: 'complete',
      testKeptSeconds: undefined,
      secondTest: 'allowed',
      maxPerPage: index % 2 === 0 ? 1_000 : 3,
      omittedFields: [],
      rateLimitRequests: 1_200,
    },
    tests: drawn.tests.slice(0, 1).map((test): TestDraft => ({
      ...test,
      baseline:
        index < strikes.length ? { kind: 'none' } : { kind: 'edited', edit: 'flip', at: 0, place: 'file' },
      assertions: meek(test.assertions),
    })),
    defaults: undefined,
    check: undefined,
    run: {
      mode: 'gate',
      reportOnly: false,
      onInconclusive: index % 2 === 0 ? 'fail' : 'warn',
      timeoutMinutes: 15,
      random: 0,
      damage: undefined,
    },
    strikes: turns
      .slice(index, index + 1)
      .map((strike) => ({ ...strike, draw: (seed + 31 * index) % 9_999 })),
    interruptedAt: undefined,
    clockJump: undefined,
  }));
}

function operationsOf(fault: FaultName): readonly Operation[] {
  if (fault in EXCHANGE_FAULTS) return ['start', 'status', 'page'];
  return fault in STATUS_FAULTS ? ['status'] : ['page'];
}
