import { type PolicyTest } from './policyTest.ts';
import { USER_STATUSES, type UserStatus } from './verdict/assertion.ts';
import { usersWith } from './verdict/counts.ts';
import { type Known, type Need, openStatuses, planListing } from './verdict/listingPlan.ts';
import { type Tally } from './verdict/tally.ts';
import { type User } from './verdict/user.ts';
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
  let isMixed = false;
  const known = (): Known => ({ counts, begun, ...tally.result() });
  const isOpen = (status: UserStatus): boolean => openStatuses(need, known()).includes(status);

  for (;;) {
    const next = planListing(need, known(), !isMixed);
    if (next === undefined) return;
    const { status } = next;
    if (status === undefined) {
      await policyTest.list(undefined, (users) => {
        see(users);
        return false;
      });
      tally.end();
      continue;
    }
    const others: User[] = [];
    let pages = 0;
    const isWhole = await policyTest.list(status, (users) => {
      see(users);
      pages += 1;
      others.push(...users.filter((user) => user.status !== undefined && user.status !== status));
      return others.length > 0 || pages === next.pages || (next.pages === undefined && !isOpen(status));
    });
    begun.add(status);
    if (isWhole) tally.end(status);
    isMixed = others.length > 0;
    if (isMixed) log.info(`Cloudflare does not list the ${status} users alone, so everybody is listed.`);
  }
}
