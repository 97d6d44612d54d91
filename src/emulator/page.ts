import { type Answer, invalidRequest, success } from './envelope.ts';
import { type Listing } from './listing.ts';
import { type Settings } from './settings.ts';

const DEFAULT_PER_PAGE = 25;
const MAX_PER_PAGE = 1000;

/**
 * One page of a list, by the query's `page` and `per_page`, each row as `render` shows it; a page past the end is
 * empty.
 */
export function answerPage<Row>(
  { size, at }: Listing<Row>,
  query: URLSearchParams,
  { maxPerPage, resultInfo }: Settings,
  render: (row: Row) => object,
): Answer {
  const page = integer(query.get('page'), 1);
  const wanted = integer(query.get('per_page'), DEFAULT_PER_PAGE);
  if (page < 1) return invalidRequest('page must be an integer from 1');
  if (wanted < 1 || wanted > MAX_PER_PAGE) {
    return invalidRequest(`per_page must be an integer from 1 to ${MAX_PER_PAGE}`);
  }

  const perPage = Math.min(wanted, maxPerPage);
  const from = (page - 1) * perPage;
  const length = Math.max(0, Math.min(perPage, size - from));
  const rows = Array.from({ length }, (_, index) => at(from + index)).filter((row) => row !== undefined);
  const info = {
    page,
    per_page: perPage,
    count: rows.length,
    total_count: size,
    total_pages: Math.ceil(size / perPage),
  };
  return success(rows.map(render), resultInfo ? { result_info: info } : {});
}

/** 0, which no parameter here allows, stands for text that is no positive integer. */
function integer(text: string | null, fallback: number): number {
  if (text === null) return fallback;
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
