import { type Fault } from './fault.ts';
import { altering, type Answering, faultAt } from './stage.ts';

export type Numbers = Readonly<Record<string, unknown>>;

/** A complete status with other numbers; one that is not complete stays. */
export const completeWith = (numbers: Numbers): Answering =>
  altering((result) => {
    const status = result as Numbers;
    return status['status'] === 'complete' ? { ...status, ...numbers } : status;
  });

const COUNTS = ['total_users', 'users_approved', 'users_blocked', 'users_errored'] as const;
const PERCENTAGES = [
  'percent_approved',
  'percent_blocked',
  'percent_errored',
  'percent_users_processed',
] as const;

export const SHAPE = 'not the documented shape';

const MISTYPED: readonly Fault[] = [...COUNTS, ...PERCENTAGES].flatMap((field) =>
  [null, '10', -1, true, [], {}, 1e300].map((value) => ({
    name: `${JSON.stringify(value)} as ${field}`,
    scenario: () => ({ fault: faultAt('poll', completeWith({ [field]: value })) }),
    says: [`${SHAPE}: ${field}: `, 'check api-base-url and proxies'],
  })),
);

const MISSING: readonly Fault[] = COUNTS.map((field) => ({
  name: `no ${field}`,
  scenario: () => ({ fault: faultAt('poll', completeWith({ [field]: undefined })) }),
  says: ['did not tell'],
}));

/** Numbers that are of the documented shape, and cannot be. */
const ABSURD: readonly Fault[] = (
  [
    ['half a user', { users_blocked: 4.5 }, `${SHAPE}: users_blocked`],
    ['nobody tested', { total_users: 0, users_approved: 0, users_blocked: 0 }, 'Nobody was tested'],
    ['nothing processed', { percent_users_processed: 0 }, 'Only 0 % of the users were processed'],
    ['not everybody processed', { percent_users_processed: 99 }, 'Only 99 % of the users were processed'],
    ['more than everybody processed', { percent_users_processed: 101 }, SHAPE],
    ['no word of how many were processed', { percent_users_processed: undefined }, 'did not tell'],
    ['counts that do not add up', { users_blocked: 3 }, 'come to 9, the total is 10'],
    ['more blocked than there are', { users_blocked: 10 }, 'the total is 10'],
    [
      'as many as numbers can count',
      { total_users: Number.MAX_SAFE_INTEGER },
      'the total is 9,007,199,254,740,991',
    ],
    [
      'as many as numbers can count, all of them approved',
      { total_users: Number.MAX_SAFE_INTEGER, users_approved: Number.MAX_SAFE_INTEGER, users_blocked: 0 },
      'Listed with the status',
    ],
    ['percentages of other counts', { percent_approved: 0, percent_blocked: 100 }, 'percent_approved is 0 %'],
    ['one more than is listed', { total_users: 11, users_approved: 7 }, 'Listed with the status approved: 6'],
    ['one less than is listed', { total_users: 9, users_approved: 5 }, 'Listed with the status approved: 6'],
    [
      'the counts of the statuses interchanged',
      { users_approved: 4, users_blocked: 6, percent_approved: 40, percent_blocked: 60 },
      'Listed with the status approved: 6 users; the count says 4',
    ],
    ['the id of another policy test', { id: 'f'.repeat(64) }, 'is about another policy test'],
  ] as const
).flatMap(([name, numbers, says]) =>
  (['poll', 'poll of the baseline'] as const).map((stage) => ({
    name: `${name} at the ${stage}`,
    scenario: () => ({ fault: faultAt(stage, completeWith(numbers)) }),
    says: [says],
  })),
);

/** Every number of a status that is none, or cannot be. */
export const NUMBERS: readonly Fault[] = [...MISTYPED, ...MISSING, ...ABSURD];
