import fc from 'fast-check';
import { type EmulatorRequest } from '../../src/emulator/exchange.ts';
import { EXCHANGE_FAULTS, type Fault } from './exchangeFaults.ts';
import { PAGE_FAULTS } from './pageFaults.ts';
import { STATUS_FAULTS } from './statusFaults.ts';

export type Operation = 'start' | 'status' | 'page' | 'application' | 'check';
export type FaultName = keyof typeof EXCHANGE_FAULTS | keyof typeof STATUS_FAULTS | keyof typeof PAGE_FAULTS;

/** A fault, and when it strikes: from the `nth` request of an operation on, so many times. */
export interface Strike {
  readonly fault: FaultName;
  readonly on: Operation;
  /** From 1. */
  readonly nth: number;
  readonly times: number;
  readonly draw: number;
}

export const FAULTS: Readonly<Record<FaultName, Fault>> = {
  ...EXCHANGE_FAULTS,
  ...STATUS_FAULTS,
  ...PAGE_FAULTS,
};

/** More often than this in a row, what passes is no passing trouble any more. */
export const FOR_EVER = 1_000_000;

const names = <Name extends FaultName>(faults: Readonly<Record<Name, Fault>>): Name[] =>
  Object.keys(faults) as Name[];
const HARMLESS = Object.keys(FAULTS).filter((name) => 'harmless' in FAULTS[name as FaultName]) as FaultName[];

const when = {
  nth: fc.oneof(
    { weight: 4, arbitrary: fc.constant(1) },
    { weight: 3, arbitrary: fc.integer({ min: 2, max: 5 }) },
  ),
  times: fc.oneof(
    { weight: 6, arbitrary: fc.constant(1) },
    { weight: 2, arbitrary: fc.integer({ min: 2, max: 4 }) },
    { weight: 1, arbitrary: fc.constant(FOR_EVER) },
  ),
  draw: fc.nat(9_999),
};

const ofExchange = fc.record<Strike>({
  fault: fc.constantFrom(...names(EXCHANGE_FAULTS)),
  on: fc.constantFrom('start', 'status', 'page', 'page', 'application', 'check'),
  ...when,
});
const ofStatus = fc.record<Strike>({
  fault: fc.constantFrom(...names(STATUS_FAULTS)),
  on: fc.constant('status'),
  ...when,
});
const ofPage = fc.record<Strike>({
  fault: fc.constantFrom(...names(PAGE_FAULTS)),
  on: fc.constant('page'),
  ...when,
});

/** Trouble that passes, and must leave no trace in the result. */
const passing = fc
  .record<Strike>({
    fault: fc.constantFrom(...HARMLESS),
    on: fc.constantFrom('start', 'status', 'page', 'application'),
    ...when,
    times: fc.integer({ min: 1, max: 2 }),
  })
  .map((strike) => ({ ...strike, on: operationFor(strike) }));

function operationFor({ fault, on }: Strike): Operation {
  if (fault in STATUS_FAULTS) return 'status';
  return fault in PAGE_FAULTS ? 'page' : on;
}

export const arbitraryStrikes: fc.Arbitrary<readonly Strike[]> = fc.oneof(
  { weight: 5, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.array(passing, { minLength: 1, maxLength: 2 }) },
  {
    weight: 5,
    arbitrary: fc.array(fc.oneof(ofExchange, ofStatus, ofStatus, ofPage, ofPage), {
      minLength: 1,
      maxLength: 1,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.array(fc.oneof(ofExchange, ofStatus, ofPage, passing), { minLength: 2, maxLength: 4 }),
  },
);

/** What a request asks for. */
export function operationOf({ method, path }: EmulatorRequest): Operation {
  if (method === 'POST') return 'start';
  if (path.includes('/users?')) return 'page';
  if (path.includes('/user_policy_checks')) return 'check';
  return path.includes('/access/apps/') ? 'application' : 'status';
}
