import { ApiError, GateError } from './errors.ts';
import { type PolicyTest } from './policyTest.ts';
import { USER_STATUSES, type UserStatus } from './verdict/assertion.ts';
import { usersWith } from './verdict/counts.ts';
import {
  FEW_PAGES,
  isOpen,
  isWantedWhole,
  type Known,
  type Need,
  type NextListing,
  pagesOf,
  planListing,
  planNaming,
  planPages,
} from './verdict/listingPlan.ts';
import { MAX_LISTED } from './verdict/people.ts';
import { type Tally } from './verdict/tally.ts';
import { type World } from './world.ts';

/** How a listing ended: with the last user, because enough was seen, or because the API gave others than asked for. */
type End = 'whole' | 'enough' | 'mixed';

/**
 * Lists those users of a completed policy test whom it takes to judge it, and no others; everybody where the API does
 * not give those of one status, all of them and alone.
 *
 * @param see is told of each page
 */
export async function listNeeded(
  policyTest: PolicyTest,
  tally: Tally,
  need: Need,
  log: Pick<World['log'], 'info'>,
  see: Tally['see'] = (users) => {
    tally.see(users);
  },
): Promise<void> {
  const { counts } = policyTest;
  // Whom the counts do not have, nobody has to look for.
  for (const status of USER_STATUSES) if (usersWith(status, counts) === 0) tally.end(status);
  const begun = new Set<UserStatus>();
  const known = (): Known => ({ counts, begun, listed: tally.listed, found: tally.found() });
  let filters = true;

  policyTest.announce(planPages(need, known()));
  for (;;) {
    const next = planListing(need, known(), filters);
    if (next === undefined) return;
    const wanted = { listing: next, isWhole: isWantedWhole(next, need, known()) };
    const end = await list(policyTest, wanted, see, () => {
      return next !== 'everybody' && !isOpen(next, need, known());
    });
    if (next === 'everybody') {
      tally.end();
      continue;
    }
    begun.add(next);
    const isShort = end === 'whole' && tally.countOf(next) < (usersWith(next, counts) ?? 0);
    filters = end !== 'mixed' && !isShort;
    if (end === 'whole' && !isShort) tally.end(next);
    if (!filters) log.info(`Cloudflare does not list the ${next} users alone, so everybody is listed.`);
  }
}

/** Lists some of those who have one of the statuses, to name them. Nothing is judged by it: trouble is only told. */
export async function listNamed(
  policyTest: PolicyTest,
  tally: Tally,
  named: readonly UserStatus[],
  { log, interrupted }: Pick<World, 'log' | 'interrupted'>,
): Promise<void> {
  const { counts } = policyTest;
  // Of these, who are many, as many came already as can be named.
  const begun = new Set(
    USER_STATUSES.filter(
      (status) => tally.countOf(status) >= MAX_LISTED && pagesOf(status, counts) > FEW_PAGES,
    ),
  );
  const see: Tally['see'] = (users) => {
    tally.see(users);
  };
  try {
    for (;;) {
      const next = planNaming(named, { counts, begun, listed: tally.listed });
      if (next === undefined) return;
      const { listing, pages } = next;
      let read = 0;
      const end = await list(policyTest, { listing, isWhole: pages === undefined }, see, () => {
        read += 1;
        return read === pages;
      });
      if (end === 'whole') tally.end(listing === 'everybody' ? undefined : listing);
      for (const status of listing === 'everybody' ? USER_STATUSES : [listing]) begun.add(status);
    }
  } catch (error) {
    if (!(error instanceof GateError) || interrupted.aborted) throw error;
    log.info(`Who is ${named.join(' or ')} cannot be told: ${error.message}`);
  }
}

/** @param isEnough is asked after each page */
async function list(
  policyTest: PolicyTest,
  { listing, isWhole }: { readonly listing: NextListing; readonly isWhole: boolean },
  see: Tally['see'],
  isEnough: () => boolean,
): Promise<End> {
  let pages = 0;
  let end: End = 'whole';
  try {
    const status = listing === 'everybody' ? undefined : listing;
    await policyTest.list({ status, isWhole }, (users) => {
      pages += 1;
      see(users);
      const isMixed =
        listing !== 'everybody' && users.some(({ status }) => status !== undefined && status !== listing);
      if (isMixed) end = 'mixed';
      else if (isEnough()) end = 'enough';
      return end !== 'whole';
    });
    return end;
  } catch (error) {
    // What the filter's words mean is nowhere stated: an API that does not know them is asked for everybody.
    const isRefused = error instanceof ApiError && error.status === 400;
    if (isRefused && listing !== 'everybody' && pages === 0) return 'mixed';
    throw error;
  }
}
