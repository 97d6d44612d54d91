import { type PolicyTest } from './policyTest.ts';
import { USER_STATUSES, type UserStatus } from './verdict/assertion.ts';
import { usersWith } from './verdict/counts.ts';
import { type Known, type Need, openStatuses, planListing } from './verdict/listingPlan.ts';
import { type Tally } from './verdict/tally.ts';
import { type World } from './world.ts';

/**
 * Lists those users of a completed policy test whom it takes to judge it, and no others; everybody where the API does
 * not give those of one status alone.
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
  let filters = true;
  const known = (): Known => ({ counts, begun, ...tally.result() });

  for (;;) {
    const next = planListing(need, known(), filters);
    if (next === undefined) return;
    const { status } = next;
    let pages = 0;
    const isWhole = await policyTest.list(status, (users) => {
      see(users);
      pages += 1;
      if (status === undefined) return false;
      filters = users.every((user) => user.status === status || user.status === undefined);
      return (
        !filters ||
        pages === next.pages ||
        (next.pages === undefined && !openStatuses(need, known()).includes(status))
      );
    });
    if (isWhole) tally.end(status);
    if (status === undefined) continue;
    begun.add(status);
    if (!filters) log.info(`Cloudflare does not list the ${status} users alone, so everybody is listed.`);
  }
}
