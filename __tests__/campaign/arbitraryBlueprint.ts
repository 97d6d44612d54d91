import fc from 'fast-check';
import { type Policy, type Rule } from '../../src/emulator/policy.ts';
import { arbitraryDirectory, wellFormedRule } from '../support/arbitraries.ts';
import { arbitraryAssertions } from './assertions.ts';
import {
  type BaselineDraft,
  type Behaviour,
  type Blueprint,
  type Place,
  type TestDraft,
} from './blueprint.ts';
import { arbitraryCrowd } from './people.ts';
import { arbitraryStrikes } from './strikes.ts';

const often = <Value>(usual: Value, weight: number, ...others: readonly Value[]): fc.Arbitrary<Value> =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const rarely = <Value>(value: fc.Arbitrary<Value>, weight: number): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

/** As if by somebody who knows the account: rules that split its people, and now and then one of any kind. */
const rule: fc.Arbitrary<Rule> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom<Rule>({ everyone: {} }, { email_domain: { domain: 'example.com' } }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Rule>(
      { geo: { country_code: 'US' } },
      { email_domain: { domain: 'contractor.example' } },
    ),
  },
  { weight: 5, arbitrary: wellFormedRule },
);

const policy: fc.Arbitrary<Policy> = fc.record({
  name: fc.constantFrom(
    'Staff',
    'Contractors',
    'Everyone else',
    '<b>Staff</b> | x',
    '::error::Staff',
    'St\u202eaff',
  ),
  decision: fc.constantFrom('allow', 'allow', 'allow', 'deny', 'bypass', 'non_identity'),
  include: fc.array(rule, { minLength: 1, maxLength: 2 }),
  require: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(rule, { maxLength: 1 }) },
  ),
  exclude: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(rule, { maxLength: 1 }) },
  ),
});
const policies = fc.array(policy, { minLength: 1, maxLength: 3 });
const place = fc.constantFrom<Place>('file', 'inline', 'saved', 'application', 'mixed');

const baseline: fc.Arbitrary<BaselineDraft> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'none' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('policies' as const), policies, place }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('edited' as const),
      edit: fc.constantFrom('drop', 'swap', 'flip', 'open', 'same'),
      at: fc.nat(2),
      place,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('snapshot' as const),
      policies: rarely(policies, 1),
      left: often(0, 2, 1, 2),
      joined: often(0, 2, 1, 2),
    }),
  },
);

const test: fc.Arbitrary<TestDraft> = fc.record({
  policies,
  place,
  baseline,
  explain: fc.constantFrom(undefined, 0, 1, 2, 3),
  assertions: arbitraryAssertions,
});

type Field = Behaviour['omittedFields'][number];

const behaviour: fc.Arbitrary<Behaviour> = fc.record({
  testSeconds: fc.constantFrom(0, 0, 2, 30, 200),
  testEnds: often<Behaviour['testEnds']>('complete', 30, 'blocked', 'exceeded time'),
  testKeptSeconds: often<number | undefined>(undefined, 20, 0, 1, 60),
  secondTest: often<Behaviour['secondTest']>('allowed', 4, 400, 403, 409, 429),
  maxPerPage: fc.constantFrom(1000, 1000, 3, 1, 7, 50),
  resultInfo: fc.boolean(),
  omittedFields: fc.oneof(
    { weight: 14, arbitrary: fc.constant<Field[]>([]) },
    {
      weight: 1,
      arbitrary: fc.subarray<Field>(
        ['total_users', 'users_blocked', 'percent_blocked', 'percent_users_processed', 'id', 'email', 'name'],
        {
          minLength: 1,
          maxLength: 2,
        },
      ),
    },
  ),
  rateLimitRequests: often(1200, 14, 3, 8),
  usersBeforeEnd: fc.constantFrom('listed', 'empty', 'refused'),
});

export const arbitraryBlueprint: fc.Arbitrary<Blueprint> = fc.record({
  crowd: arbitraryCrowd,
  account: arbitraryDirectory,
  behaviour,
  tests: fc.oneof(
    { weight: 4, arbitrary: fc.array(test, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(test, { minLength: 2, maxLength: 3 }) },
  ),
  defaults: rarely(arbitraryAssertions, 5),
  check: rarely(
    fc.record({
      policies: fc.array(policy, { maxLength: 3 }),
      picked: fc.nat(6),
      wanted: fc.nat(6),
      status: fc.constantFrom(undefined, 'Success', 'Failure'),
      precedence: fc.integer({ min: 1, max: 3 }),
    }),
    6,
  ),
  run: fc.record({
    mode: often<Blueprint['run']['mode']>('gate', 12, 'validate', 'given'),
    reportOnly: often(false, 4, true),
    onInconclusive: often<'fail' | 'warn'>('fail', 3, 'warn'),
    timeoutMinutes: fc.constantFrom(15, 15, 5, 1),
    random: fc.constantFrom(0, 0.5, 0.999),
    damage: rarely(fc.double({ min: 0, max: 1, noNaN: true }), 40),
  }),
  strikes: arbitraryStrikes,
  interruptedAt: rarely(fc.integer({ min: 1, max: 9 }), 25),
  clockJump: rarely(
    fc.record({ at: fc.integer({ min: 1, max: 6 }), days: fc.constantFrom(-400, -1, 1, 5, 400) }),
    20,
  ),
});
