import { type Answer, invalidRequest, success } from './envelope.ts';
import { type Outcome } from './evaluation.ts';
import { type TestedUser } from './policyTest.ts';

const DEFAULT_PER_PAGE = 25;
const MAX_PER_PAGE = 1000;

/** The filter's words and those of the rows differ. */
const OUTCOME_OF_FILTER: ReadonlyMap<string, Outcome> = new Map([
  ['success', 'approved'],
  ['fail', 'blocked'],
  ['error', 'error'],
]);

/**
 * One page of `users`, by the query's `page`, `per_page` and `status`; a page past the end is empty. There is no
 * `result_info`, because the API declares none.
 */
export function answerUsersPage(users: readonly TestedUser[], query: URLSearchParams): Answer {
  const page = integer(query.get('page'), 1);
  const perPage = integer(query.get('per_page'), DEFAULT_PER_PAGE);
  const filter = query.get('status');
  const outcome = filter === null ? undefined : OUTCOME_OF_FILTER.get(filter);

  if (page < 1) return invalidRequest('page must be an integer from 1');
  if (perPage < 1 || perPage > MAX_PER_PAGE) {
    return invalidRequest(`per_page must be an integer from 1 to ${MAX_PER_PAGE}`);
  }
  if (filter !== null && outcome === undefined) {
    return invalidRequest(`status must be one of ${[...OUTCOME_OF_FILTER.keys()].join(', ')}`);
  }
  const listed = outcome === undefined ? users : users.filter(({ status }) => status === outcome);
  return success(listed.slice((page - 1) * perPage, page * perPage));
}

/** 0, which no parameter here allows, stands for text that is no positive integer. */
function integer(text: string | null, fallback: number): number {
  if (text === null) return fallback;
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
