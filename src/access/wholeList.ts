import { WireError } from '../errors.ts';
import { type Api, type Limits } from './api.ts';
import { encodePageQuery } from './wire.ts';

/** Rows asked for at once: no maximum is documented, and this is what other clients ask for. A server may give fewer. */
const ROWS_PER_PAGE = 50;

/** Far more pages than such a list has, and few enough for the rate limit. */
export const MAX_PAGES = 100;

/** A list that is of use only as a whole. */
export interface WholeList<Row> {
  /** What to call reading it in a message. */
  readonly what: string;
  /** Its rows, as in `policies`. */
  readonly rows: string;
  /** As of `Call`. */
  readonly permission: string;
  readonly path: string;
  /** @throws WireError when a row is not of the documented shape */
  readonly decodeRows: (result: unknown) => readonly Row[];
  /** What tells one row from another. */
  readonly keyOf: (row: Row) => string;
}

/** What the pages of a list have brought so far. */
interface Pages<Row> {
  /** How many were read. */
  readonly count: number;
  readonly byKey: ReadonlyMap<string, Row>;
  /** Whether no further page is to be read. */
  readonly isWhole: boolean;
}

/**
 * Reads a list to its end, page by page, in the order of the pages; a row that comes twice counts once, as it was said
 * last.
 *
 * @throws as `Api.call`, and WireError when the pages end before as many rows as are announced, or never do
 */
export async function readWholeList<Row>(
  api: Pick<Api, 'call'>,
  list: WholeList<Row>,
  limits: Limits,
): Promise<readonly Row[]> {
  const { what, permission, path, decodeRows } = list;
  let read: Pages<Row> = { count: 0, byKey: new Map(), isWhole: false };
  while (!read.isWhole) {
    const before = read;
    read = await api.call(
      {
        what,
        permission,
        request: { method: 'GET', path, query: encodePageQuery(before.count + 1, ROWS_PER_PAGE) },
        decodeResult: (result, totalCount) => withPage(before, decodeRows(result), totalCount, list),
      },
      limits,
    );
  }
  return [...read.byKey.values()];
}

/**
 * Adds the rows of the next page. What the server says of the end differs, so any sign of it counts: as many rows as
 * there are in all, a page without rows, or one without news from a server that ignores `page`.
 *
 * @param totalCount as the page says, if it does
 */
function withPage<Row>(
  { count, byKey }: Pages<Row>,
  rows: readonly Row[],
  totalCount: number | undefined,
  { rows: name, keyOf }: WholeList<Row>,
): Pages<Row> {
  const all = new Map([...byKey, ...rows.map((row) => [keyOf(row), row] as const)]);
  const isLast = all.size === byKey.size;
  if (isLast && totalCount !== undefined && all.size < totalCount) {
    throw new WireError(`announces ${String(totalCount)} ${name}, but its pages have ${String(all.size)}`);
  }
  const isWhole = isLast || all.size === totalCount;
  if (!isWhole && count + 1 >= MAX_PAGES) {
    throw new WireError(`has no end: page ${String(MAX_PAGES)} still brings ${name}`);
  }
  return { count: count + 1, byKey: all, isWhole };
}
