import { at, type Json, withResult } from './answer.ts';
import { type Fault } from './exchangeFaults.ts';

/*
 * Statuses of tests that have the documented form, and say something else than what is so.
 */

const COUNTS = ['total_users', 'users_approved', 'users_blocked', 'users_errored'];
const NUMBERS = [
  ...COUNTS,
  'percent_approved',
  'percent_blocked',
  'percent_errored',
  'percent_users_processed',
];

/** A fault of statuses of tests. */
function ofStatus(change: (status: Json, draw: number) => Json, harmless?: Fault['harmless']): Fault {
  return {
    answer: (request, next, draw) =>
      withResult(next(request), (result) => (result ? change(result as Json, draw) : result)),
    ...(harmless && { harmless }),
  };
}

const number = (name: string | undefined, value: unknown) => (name === undefined ? {} : { [name]: value });
const plus = (value: unknown, more: number): unknown => (typeof value === 'number' ? value + more : value);
const ODD_NUMBERS = [-1, 0.5, 1e15, 1e308, 2 ** 53, '7', true, [], 101, 0];

export const STATUS_FAULTS = {
  'null counts': ofStatus((status) => ({
    ...status,
    ...Object.fromEntries(COUNTS.map((name) => [name, null])),
  })),
  'a null number': ofStatus((status, draw) => ({ ...status, ...number(at(NUMBERS, draw), null) })),
  'a missing count': ofStatus((status, draw) => ({ ...status, ...number(at(COUNTS, draw), undefined) })),
  'an absurd number': ofStatus((status, draw) => ({
    ...status,
    ...number(at(NUMBERS, draw), at(ODD_NUMBERS, draw >> 3)),
  })),
  'a count that is off by one': ofStatus((status, draw) => {
    const name = at(COUNTS, draw) ?? '';
    return { ...status, [name]: plus(status[name], draw & 8 ? 1 : -1) };
  }),
  'a user counted as another status': ofStatus((status, draw) => {
    const [from, to] = at(
      [
        ['users_blocked', 'users_approved'],
        ['users_approved', 'users_blocked'],
        ['users_errored', 'users_approved'],
      ],
      draw,
    ) ?? ['', ''];
    return { ...status, [from]: plus(status[from], -1), [to]: plus(status[to], 1) };
  }),
  'counts that are swapped': ofStatus((status) => ({
    ...status,
    users_approved: status['users_blocked'],
    users_blocked: status['users_approved'],
  })),
  'a percentage that is a lie': ofStatus((status, draw) => ({
    ...status,
    percent_approved: draw % 101,
    percent_blocked: (draw >> 3) % 101,
  })),
  'not everybody processed': ofStatus((status, draw) => ({
    ...status,
    percent_users_processed: at([0, 50, 99, 99.9], draw),
  })),
  'percent processed unknown': ofStatus((status) => ({ ...status, percent_users_processed: undefined })),
  'an unknown status word': ofStatus((status, draw) => ({
    ...status,
    status: at(
      ['queued', 'Complete', 'complete ', 'completed', 'done', 'exceeded_time', 'zq6k@example.com \u001b[0m'],
      draw,
    ),
  })),
  'no status word': ofStatus((status, draw) => ({ ...status, status: at([undefined, null, '', 7], draw) })),
  'complete too early': ofStatus((status) => ({
    ...status,
    status: 'complete',
    percent_users_processed: 100,
  })),
  'ended otherwise': ofStatus((status, draw) => ({
    ...status,
    status: at(['blocked', 'exceeded time'], draw),
  })),
  'processing again': ofStatus(
    (status) => ({ ...status, status: 'processing', percent_users_processed: 1 }),
    () => true,
  ),
  'progress that goes back': ofStatus(
    (status, draw) =>
      status['status'] === 'complete' ? status : { ...status, percent_users_processed: draw % 30 },
    () => true,
  ),
  'fields nobody knows': ofStatus(
    (status) => ({ ...status, users_pending: 3, id: null }),
    () => true,
  ),
} as const satisfies Readonly<Record<string, Fault>>;
