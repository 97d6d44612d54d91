import { type Answer, invalidRequest } from './envelope.ts';
import { type Outcome } from './evaluation.ts';
import { EMPTY_LISTING, type Listing, listUsers, shuffled } from './listing.ts';
import { answerPage } from './page.ts';
import { type PolicyTest, type Progress, type TestedUser } from './policyTest.ts';
import { renderUser } from './rendering.ts';
import { type Settings } from './settings.ts';

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
  const filter = query.get('status');
  const outcome = filter === null ? undefined : OUTCOME_OF_FILTER.get(filter);

  if (filter !== null && outcome === undefined) {
    return invalidRequest(`status must be one of ${[...OUTCOME_OF_FILTER.keys()].join(', ')}`);
  }
  if (progress.status !== 'complete' && settings.usersBeforeEnd === 'refused') {
    return invalidRequest('the policy test is not complete');
  }

  const listing = inOrder(listUsers(test, progress, outcome), progress, settings, requestNumber);
  return answerPage(listing, query, settings, (user) => renderUser(user, settings));
}

/** What is shown of a listing, and how, as long as the test is not complete. */
function inOrder(
  listing: Listing<TestedUser>,
  { status }: Progress,
  settings: Settings,
  requestNumber: number,
): Listing<TestedUser> {
  if (status === 'complete') return listing;
  if (settings.usersBeforeEnd === 'empty') return EMPTY_LISTING;
  return settings.orderBeforeEnd === 'shuffled' ? shuffled(listing, requestNumber) : listing;
}
