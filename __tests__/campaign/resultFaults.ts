import { type Handler } from '../../src/emulator/exchange.ts';
import { type Fault, isPage, type Response } from './exchangeFaults.ts';

/*
 * Answers that have the documented form, and say something else than what is so.
 */

type Json = Record<string, unknown>;

const COUNTS = ['total_users', 'users_approved', 'users_blocked', 'users_errored'];
const NUMBERS = [
  ...COUNTS,
  'percent_approved',
  'percent_blocked',
  'percent_errored',
  'percent_users_processed',
];
const STATUSES = ['approved', 'blocked', 'error'];

const at = <Value>(values: readonly Value[], draw: number): Value | undefined => values[draw % values.length];

/** The answer with another result. */
function withResult(response: Response, change: (result: unknown) => unknown): Response {
  try {
    const json = JSON.parse(response.body) as Json;
    return { ...response, body: JSON.stringify({ ...json, result: change(json['result']) }) };
  } catch {
    return response;
  }
}

/** A fault of statuses of tests. */
function ofStatus(change: (status: Json, draw: number) => Json, harmless?: Fault['harmless']): Fault {
  return {
    answer: (request, next, draw) =>
      withResult(next(request), (result) => (result ? change(result as Json, draw) : result)),
    ...(harmless && { harmless }),
  };
}

/** A fault of the rows of a page. */
function ofRows(change: (rows: Json[], draw: number) => unknown, harmless?: Fault['harmless']): Fault {
  return {
    answer: (request, next, draw) =>
      withResult(next(request), (result) =>
        Array.isArray(result) ? change(result as Json[], draw) : result,
      ),
    ...(harmless && { harmless }),
  };
}

/** A row of a page is another. */
function ofRow(change: (row: Json, draw: number) => unknown): Fault {
  return ofRows((rows, draw) =>
    rows.map((row, index) =>
      index === draw % rows.length ? change(row, Math.floor(draw / rows.length)) : row,
    ),
  );
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

const isFull = (path: string): boolean => /[?&]page=1(?:&|$)/.test(path);
const turned = (path: string, by: number): string =>
  path.replace(
    /([?&]page=)(\d+)/,
    (_, key: string, page: string) => `${key}${String(Math.max(1, Number(page) + by))}`,
  );
const another = (by: (path: string) => string) => ({
  answer: (request: Parameters<Handler>[0], next: Handler) => next({ ...request, path: by(request.path) }),
});

export const PAGE_FAULTS = {
  'a row dropped': ofRows((rows, draw) => rows.filter((_row, index) => index !== draw % rows.length)),
  'a row twice': ofRows((rows, draw) => [...rows, ...rows.slice(draw % (rows.length + 1)).slice(0, 1)]),
  'rows in another order': ofRows((rows) => rows.toReversed(), isPage),
  'a row of another status': ofRow((row, draw) => ({ ...row, status: at(STATUSES, draw) })),
  'a row twice with two statuses': ofRows((rows, draw) => [
    ...rows,
    ...rows.slice(0, 1).map((row) => ({ ...row, status: at(STATUSES, draw) })),
  ]),
  'a status nobody knows': ofRow((row, draw) => ({
    ...row,
    status: at(['success', 'APPROVED', '', 1], draw),
  })),
  'a row without a status': ofRow((row) => ({ ...row, status: undefined })),
  'a row with a null status': ofRow((row) => ({ ...row, status: null })),
  'a row without an id': ofRow((row, draw) => ({ ...row, id: at([null, '', undefined], draw) })),
  'a row without an address': ofRow((row, draw) => ({ ...row, email: at([null, '', undefined], draw) })),
  'a row of nobody': ofRow(({ status }) => ({ status })),
  'a row with another address': ofRow((row) => ({ ...row, email: 'zq999k@example.com' })),
  'a row with an odd name': {
    ...ofRow((row, draw) => ({ ...row, name: at([null, '', 'x'.repeat(5_000), '::error::zq998k'], draw) })),
    harmless: isPage,
  },
  'a row of another kind': ofRow((_row, draw) => at([null, 7, 'x', []], draw)),
  'the rows of two users exchanged': ofRows((rows) => {
    const [first, second, ...others] = rows;
    if (first === undefined || second === undefined) return rows;
    return [{ ...first, status: second['status'] }, { ...second, status: first['status'] }, ...others];
  }),
  'a stranger among the rows': ofRows((rows, draw) => [
    ...rows,
    { id: 'zq997k', email: 'zq997k@example.com', name: 'zq997k', status: at(STATUSES, draw) },
  ]),
  'a page repeated': another((path) => turned(path, -1)),
  'a page skipped': another((path) => turned(path, 1)),
  'an empty page': ofRows(() => []),
  'a page that shrinks': ofRows((rows) => rows.slice(0, Math.ceil(rows.length / 2))),
  'a page that grows': another((path) => path.replace(/([?&]page=)\d+/, '$11')),
  'the rows as a mapping': ofRows((rows) => Object.fromEntries(rows.entries())),
  'too many rows': ofRows((rows, draw) =>
    draw % 8 === 0 ? Array.from({ length: 1_001 }, () => rows[0]) : [...rows, ...rows, ...rows],
  ),
  'the first page as any page': {
    answer: (request, next) =>
      next(isFull(request.path) ? request : { ...request, path: turned(request.path, -9_999) }),
  },
} as const satisfies Readonly<Record<string, Fault>>;
