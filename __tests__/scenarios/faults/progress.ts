import { literally, type Fault } from './fault.ts';
import { completeWith, type Numbers, SHAPE } from './numbers.ts';
import { altering, type Answering, faultAt } from './stage.ts';

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
    name: word === undefined ? 'no status' : `the status ${JSON.stringify(word)}`,
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

const COURSES: readonly Fault[] = [
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

/** What is strange, and proves all the same what it proves in the end. */
export const PROGRESS_OVERCOME: readonly Fault[] = [
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

/** Everything that the status of a test may come to. */
export const PROGRESS: readonly Fault[] = [...WORDS, ...COURSES, ...AFTERWARDS];
