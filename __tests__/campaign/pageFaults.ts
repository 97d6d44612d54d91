import { type Handler } from '../../src/emulator/exchange.ts';
import { at, type Json, withResult } from './answer.ts';
import { type Fault, isPage } from './exchangeFaults.ts';

/*
 * Pages of users that have the documented form, and tell of others than there are.
 */

const STATUSES = ['approved', 'blocked', 'error'];

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
    ...rows.slice(0, 1).map((row) => ({
      ...row,
      status: at(
        STATUSES.filter((status) => status !== row['status']),
        draw,
      ),
    })),
  ]),
  'a status nobody knows': ofRow((row, draw) => ({
    ...row,
    status: at(['success', 'APPROVED', '', 1], draw),
  })),
  'a row without a status': ofRow((row) => ({ ...row, status: undefined })),
  'a row with a null status': ofRow((row) => ({ ...row, status: null })),
  'a row without an id': ofRow((row, draw) => ({ ...row, id: at([null, '', undefined], draw) })),
  'a row without an address': ofRow((row, draw) => ({ ...row, email: at([null, '', undefined], draw) })),
  'a further row of nobody': ofRows((rows) => [...rows, { status: 'approved' }]),
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
  'the first page in place of every page': {
    answer: (request, next) =>
      next(isFull(request.path) ? request : { ...request, path: turned(request.path, -9_999) }),
  },
} as const satisfies Readonly<Record<string, Fault>>;
