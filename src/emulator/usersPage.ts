import { type Answer, invalidRequest, success } from './envelope.ts';
import { type Outcome } from './evaluation.ts';
import { EMPTY_LISTING, type Listing, listUsers, shuffled } from './listing.ts';
import { type PolicyTest, type Progress, type TestedUser } from './policyTest.ts';
import { renderUser } from './rendering.ts';
import { type Settings } from './settings.ts';

const DEFAULT_PER_PAGE = 25;
const MAX_PER_PAGE = 1000;

/** The filter's words and those of the rows differ. */
const OUTCOME_OF_FILTER: ReadonlyMap<string, Outcome> = new Map([
  ['success', 'approved'],
  ['fail', 'blocked'],
  ['error', 'error'],
]);

/**
 * One page of the users of `test`, by the query's `page`, `per_page` and `status`; a page past the end is empty. The
 * order of users may depend on `requestNumber`.
 */
export function answerUsersPage(
  test: PolicyTest,
  progress: Progress,
  query: URLSearchParams,
  settings: Settings,
  requestNumber: number,
): Answer {
  const page = integer(query.get('page'), 1);
  const wanted = integer(query.get('per_page'), DEFAULT_PER_PAGE);
  const filter = query.get('status');
  const outcome = filter === null ? undefined : OUTCOME_OF_FILTER.get(filter);

  if (page < 1) return invalidRequest('page must be an integer from 1');
  if (wanted < 1 || wanted > MAX_PER_PAGE) {
    return invalidRequest(`per_page must be an integer from 1 to ${MAX_PER_PAGE}`);
  }
  if (filter !== null && outcome === undefined) {
    return invalidRequest(`status must be one of ${[...OUTCOME_OF_FILTER.keys()].join(', ')}`);
  }
  if (progress.status !== 'complete' && settings.usersBeforeEnd === 'refused') {
    return invalidRequest('the policy test is not complete');
  }

  const perPage = Math.min(wanted, settings.maxPerPage);
  const listing = inOrder(listUsers(test, progress, outcome), progress, settings, requestNumber);
  const rows = pageOf(listing, page, perPage).map((row) => renderUser(row, settings));
  const info = {
    page,
    per_page: perPage,
    count: rows.length,
    total_count: listing.size,
    total_pages: Math.ceil(listing.size / perPage),
  };
  return success(rows, settings.resultInfo ? { result_info: info } : {});
}

/** What is shown of a listing, and how, as long as the test is not complete. */
function inOrder(listing: Listing, { status }: Progress, settings: Settings, requestNumber: number): Listing {
  if (status === 'complete') return listing;
  if (settings.usersBeforeEnd === 'empty') return EMPTY_LISTING;
  return settings.orderBeforeEnd === 'shuffled' ? shuffled(listing, requestNumber) : listing;
}

function pageOf({ size, at }: Listing, page: number, perPage: number): TestedUser[] {
  const from = (page - 1) * perPage;
  const length = Math.max(0, Math.min(perPage, size - from));
  return Array.from({ length }, (_, index) => at(from + index)).filter((row) => row !== undefined);
}

/** 0, which no parameter here allows, stands for text that is no positive integer. */
function integer(text: string | null, fallback: number): number {
  if (text === null) return fallback;
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
