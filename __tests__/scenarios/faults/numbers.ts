import { anError } from '../../support/scenario.ts';
import { literally, type Fault } from './fault.ts';
import { altering, type Answering, faultAt, type Stage } from './stage.ts';

type Numbers = Readonly<Record<string, unknown>>;

/** A complete status with other numbers; one that is not complete stays. */
const completeWith = (numbers: Numbers): Answering =>
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

const SHAPE = 'not the documented shape';

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

/** Words in place of the status. */
const WORDS: readonly Fault[] = [
  ...['blocked', 'exceeded time'].flatMap((word) =>
    [0, 60, 100].map((percent) => ({
      name: `the status ${word} at ${String(percent)} %`,
      scenario: () => ({
        fault: faultAt(
          'poll',
          altering((result) => ({ ...(result as Numbers), status: word, percent_users_processed: percent })),
        ),
      }),
      says: [`ended "${word}" at ${String(percent)} %, so its numbers prove nothing`, 'Run the gate again'],
    })),
  ),
  ...['napping', 'Complete', 'completed', ' complete', 'success', '完了', 'x'.repeat(10_000)].map((word) => ({
    name: `the status ${JSON.stringify(word.slice(0, 20))} for ever`,
    scenario: () => ({ fault: faultAt('poll', completeWith({ status: word })) }),
    says: [
      literally(`was still "${word.trim().slice(0, 100)}`),
      'at 100 % when its time was over',
      'Raise timeout-minutes',
    ],
  })),
  ...[undefined, null, '', 7, ['complete']].map((word) => ({
    name: `${word === undefined ? 'no status' : `the status ${JSON.stringify(word)}`}`,
    scenario: () => ({ fault: faultAt('poll', completeWith({ status: word })) }),
    says: [`${SHAPE}: status`],
  })),
  {
    name: 'the status blocked of the baseline, twice',
    scenario: () => ({
      fault: faultAt(
        'poll of the baseline',
        altering((result) => ({ ...(result as Numbers), status: 'blocked' })),
      ),
    }),
    says: ['ended "blocked"'],
  },
];

/** How a test goes on, poll by poll; the last entry for ever. */
const going = (...states: readonly Numbers[]): Answering => {
  let polls = 0;
  return (request, next) => {
    const state = states[Math.min(polls, states.length - 1)];
    polls += 1;
    return altering((result) => ({ ...(result as Numbers), ...state }))(request, next);
  };
};

const at = (percent: number): Numbers => ({ status: 'processing', percent_users_processed: percent });

const PROGRESS: readonly Fault[] = [
  {
    name: 'progress that goes back and forth for ever',
    scenario: () => {
      let polls = 0;
      return {
        fault: faultAt(
          'poll',
          altering((result) => {
            polls += 1;
            return { ...(result as Numbers), ...at((polls * 37) % 100) };
          }),
        ),
      };
    },
    says: ['was still "processing"', 'Raise timeout-minutes'],
  },
  {
    name: 'progress that goes back and stays there',
    scenario: () => ({ fault: faultAt('poll', going(at(80), at(60), at(40), at(20), at(0))) }),
    says: ['was still "processing" at 0 %'],
  },
  {
    name: 'progress at 100 % without an end',
    scenario: () => ({ fault: faultAt('poll', going(at(100))) }),
    says: ['was still "processing" at 100 %'],
  },
  {
    name: 'no progress told, and no end',
    scenario: () => ({
      fault: faultAt('poll', going({ status: 'processing', percent_users_processed: undefined })),
    }),
    says: ['was still "processing" when its time was over'],
  },
];

/** Between the last poll and the list. */
const AFTERWARDS: readonly Fault[] = [
  {
    name: 'a complete test whose counts are those of before the last user',
    scenario: () => ({
      fault: faultAt(
        'poll',
        going({
          status: 'complete',
          total_users: 9,
          users_approved: 5,
          users_blocked: 4,
          percent_approved: 56,
          percent_blocked: 44,
          percent_users_processed: 100,
        }),
      ),
    }),
    says: ['Listed with the status approved: 6 users; the count says 5'],
  },
  {
    name: 'a complete test that is processed again while it is listed',
    scenario: () => ({
      fault: faultAt(
        'later page',
        altering((rows) => (rows as Numbers[]).map((row) => ({ ...row, status: 'approved' }))),
      ),
    }),
    says: ['the count says'],
  },
];

/** Two policy tests that are one, and ids that are none. */
const IDS: readonly Fault[] = [
  {
    name: 'the same policy test for other policies, later in the run',
    scenario: () => {
      const ids: string[] = [];
      return {
        fault(request, next) {
          const response = next(request);
          if (request.method !== 'POST') return response;
          ids.push(/"id":"([^"]+)"/.exec(response.body)?.[1] ?? '');
          const [first = ''] = ids;
          return request.body?.includes('"Saved"')
            ? { ...response, body: response.body.replace(ids.at(-1) ?? '', first) }
            : response;
        },
      };
    },
    says: [/Cloudflare gave policy test \w+ for other policies as well, so that its numbers prove nothing/],
  },
  {
    name: 'the same policy test for the baseline, again and again',
    scenario: () => {
      let first = '';
      return {
        fault(request, next) {
          const response = next(request);
          if (request.method !== 'POST') return response;
          const id = /"id":"([^"]+)"/.exec(response.body)?.[1] ?? '';
          first ||= id;
          return request.body?.includes('"Before"')
            ? { ...response, body: response.body.replace(id, first) }
            : response;
        },
      };
    },
    says: ['for other policies as well, so that nothing can be compared'],
  },
  ...['', '../../../user', 'a b', 'x'.repeat(65), 'x\n::error::y', '<script>', null, 7].map((id) => ({
    name: `the id ${JSON.stringify(id)} for a started test`,
    scenario: () => ({
      fault: faultAt(
        'start',
        altering(() => ({ id, status: 'success' })),
      ),
    }),
    says: [`${SHAPE}: id`],
  })),
  {
    name: 'a start that says processing',
    scenario: () => ({
      fault: faultAt(
        'start',
        altering((result) => ({ ...(result as Numbers), status: 'failed' })),
      ),
    }),
    says: [`${SHAPE}: status`],
  },
];

/** A test that vanishes, or whose token does, once all went well so far. */
const VANISHING: readonly Fault[] = (['poll', 'later page', 'poll of the baseline'] as const).flatMap(
  (stage: Stage) => {
    return [
      {
        name: `a test that vanishes after the first answer to the ${stage}`,
        scenario: () => ({ fault: faultAt(stage, afterFirst(anError(404, 12130, 'not found'))) }),
        says: ['HTTP 404; 12130: not found', 'It does not exist, or no longer'],
      },
      {
        name: `a token that is revoked after the first answer to the ${stage}`,
        scenario: () => ({ fault: faultAt(stage, afterFirst(anError(403, 9109, 'Invalid access token'))) }),
        stops: 'refused' as const,
        says: ['HTTP 403; 9109: Invalid access token', 'unknown, expired or revoked'],
      },
    ];
  },
);

function afterFirst(response: ReturnType<typeof anError>): Answering {
  let asked = 0;
  return (request, next) => {
    asked += 1;
    return asked === 1 ? next(request) : response;
  };
}

/** What is strange, and proves all the same what it proves in the end. */
export const OVERCOME: readonly Fault[] = [
  {
    name: 'progress that goes back once',
    scenario: () => ({ fault: faultAt('poll', going(at(80), at(20), {})) }),
    verdict: 'passed',
  },
  {
    name: 'a population that grows until the test is complete',
    scenario: () => ({
      fault: faultAt('poll', going({ ...at(50), total_users: 5 }, { ...at(60), total_users: 9 }, {})),
    }),
    verdict: 'passed',
  },
  {
    name: 'a word never seen, and then an end',
    scenario: () => ({ fault: faultAt('poll', going({ status: 'queued' }, {})) }),
    verdict: 'passed',
  },
  {
    name: 'no percentages at all but that of the processed',
    scenario: () => ({
      fault: faultAt(
        'poll',
        completeWith({ percent_approved: undefined, percent_blocked: undefined, percent_errored: undefined }),
      ),
    }),
    verdict: 'passed',
  },
];

/** Everything that a status or an id can say. */
export const NUMBERS: readonly Fault[] = [
  ...MISTYPED,
  ...MISSING,
  ...ABSURD,
  ...WORDS,
  ...PROGRESS,
  ...AFTERWARDS,
  ...IDS,
  ...VANISHING,
];
