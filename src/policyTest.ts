import { type Limits } from './access/api.ts';
import { type AccessClient } from './access/client.ts';
import { announcePages, type Listing, listUsers, newExtent } from './access/users.ts';
import { waitForTest } from './access/wait.ts';
import { ApiError, TestError } from './errors.ts';
import { MAX_PER_PAGE } from './limits.ts';
import { type TestedPolicy } from './policies/entry.ts';
import { renderProgress } from './report/progress.ts';
import { type ListedPages } from './report/report.ts';
import { createSteps, type Turn } from './steps.ts';
import { plain } from './untrusted.ts';
import { type Counts, usersWith } from './verdict/counts.ts';
import { type User } from './verdict/user.ts';
import { type World } from './world.ts';

/** What policy tests are run with. */
export interface Bench {
  readonly client: AccessClient;
  readonly world: Pick<World, 'clock' | 'log' | 'interrupted'>;
  /** The time from now on that a policy test has to be started, waited for and listed, or what is left of it. */
  readonly newLimits: (leftMs?: number) => Limits;
  /** Which test of the run they belong to. */
  readonly turn?: Turn;
}

/** One policy test, from its start to its last user. Each step throws as `AccessClient` does. */
export interface PolicyTest {
  /** Undefined until it is started. */
  readonly id: string | undefined;
  /** Whether it was started elsewhere. */
  readonly given: boolean;
  /** The last status that the API told. */
  readonly status: string | undefined;
  readonly counts: Counts;
  start(): Promise<void>;
  /** Waits until it is complete. @throws TestError when it ends otherwise, or does not end in time */
  complete(): Promise<void>;
  /** How much of its users was read; undefined where they were asked for and none was. */
  readonly listed: ListedPages | undefined;
  /** Says so in the log where so many pages take more requests than may be sent now. */
  announce(pages: number): void;
  /**
   * Reads the users of a status, or everybody, page by page, until `see` has seen enough; a user may come twice.
   * Whether all of them were read.
   */
  list(
    wanted: Pick<Listing, 'status' | 'isWhole'>,
    see: (users: readonly User[]) => boolean,
  ): Promise<boolean>;
}

/**
 * @param name what the log calls it
 * @param policies what it is started with
 * @param givenId the id of one that was started elsewhere, which is not started
 */
export function createPolicyTest(
  name: string,
  policies: readonly TestedPolicy[],
  { client, world: { clock, log }, newLimits, turn }: Bench,
  givenId?: string,
): PolicyTest {
  let id = givenId;
  let status: string | undefined;
  let counts: Counts = {};
  let limits = newLimits();
  let leftMs: number | undefined;
  let limitsOfListing: Limits | undefined;
  let pages = 0;
  let perPage = MAX_PER_PAGE;
  let isAsked = false;
  const extent = newExtent();
  const steps = createSteps(name, turn, { clock, log });

  /** The time that another test took meanwhile does not count. */
  function listingLimits(): Limits {
    limitsOfListing ??= newLimits(leftMs);
    return limitsOfListing;
  }

  function startedId(): string {
    if (id === undefined) throw new Error('The policy test was not started.');
    return id;
  }

  return {
    given: givenId !== undefined,
    get id() {
      return id;
    },
    get status() {
      return status;
    },
    get counts() {
      return counts;
    },
    get listed() {
      const { totalUsers } = counts;
      if (isAsked && pages === 0) return undefined;
      // Groups that are listed apart end with a page each.
      return {
        pages,
        of: totalUsers === undefined ? undefined : Math.max(pages, Math.ceil(totalUsers / perPage)),
      };
    },
    async start() {
      limits = newLimits();
      steps.starting();
      id = givenId ?? (await client.startTest(policies, limits));
      log.info(`${name}: policy test ${id} ${givenId === undefined ? 'was started' : 'is judged'}.`);
    },
    async complete() {
      if (client.isOfOthers(startedId(), policies)) {
        throw new TestError(sameTestMessage(startedId(), 'its numbers prove nothing'));
      }
      const end = await waitForTest(client, startedId(), limits, clock, (progress) => {
        status = plain(progress.status);
        counts = progress.counts;
        steps.waiting(progress);
        const state = `${name} ${progress.status} ${String(progress.percent)}`;
        log.progress(`${name}: ${renderProgress(progress)}`, state);
      });
      ({ status, counts } = end);
      steps.ended(status);
      leftMs = limits.deadline.remainingMs();
      if (status !== 'complete') throw new TestError(endedMessage(startedId(), status, counts));
    },
    announce(pages) {
      if (pages > 0) announcePages(client, pages, listingLimits());
    },
    async list(wanted, see) {
      isAsked = true;
      const { status: only } = wanted;
      const total = only === undefined ? counts.totalUsers : usersWith(only, counts);
      let isFirst = true;
      const listing = steps.listing(only, total);
      for await (const users of listUsers(
        client,
        startedId(),
        { ...wanted, total, extent },
        listingLimits(),
      )) {
        if (users.length > 0) pages += 1;
        // The first of several pages has as many as the server gives at most.
        if (isFirst && users.length > 0 && users.length < (total ?? 0)) perPage = users.length;
        isFirst = false;
        listing.page(perPage);
        if (see(users)) {
          listing.end();
          return false;
        }
      }
      listing.end();
      return true;
    },
  };
}

/**
 * Runs the baseline's policy test beside another. Whether an account may run two at once is not documented, nor how
 * Cloudflare says no: whatever it refuses or blocks is asked again when the other has ended, and so is a test that is
 * the other one.
 *
 * @throws TestError when Cloudflare gives the other one again; else as the steps of `PolicyTest`
 */
export async function completeBeside(
  test: PolicyTest,
  other: PolicyTest,
  otherEnds: Promise<unknown>,
  log: Pick<World['log'], 'info'>,
): Promise<void> {
  const refusal = await findRefusal(test, other);
  if (refusal === undefined) return;
  log.info(`The baseline is tested when the other test has ended: beside it, Cloudflare ${refusal}.`);
  await otherEnds;
  await test.start();
  if (test.id === other.id) throw new TestError(sameTestMessage(test.id ?? '', 'nothing can be compared'));
  await test.complete();
}

/** How a policy test could not be run beside another; undefined once it is complete. */
async function findRefusal(test: PolicyTest, other: PolicyTest): Promise<string | undefined> {
  try {
    await test.start();
  } catch (error) {
    if (error instanceof ApiError) return `answered HTTP ${String(error.status)}`;
    throw error;
  }
  if (test.id === other.id) return 'gave the same test again';
  try {
    await test.complete();
  } catch (error) {
    if (error instanceof TestError && test.status === 'blocked') return 'blocked it';
    throw error;
  }
  return undefined;
}

function sameTestMessage(id: string, why: string): string {
  return `Cloudflare gave policy test ${id} for other policies as well, so that ${why}. Run the gate again; if it stays so, ask Cloudflare with this id.`;
}

function endedMessage(id: string, status: string, { percentUsersProcessed: percent }: Counts): string {
  const reached = percent === undefined ? '' : ` at ${String(percent)} %`;
  return `Policy test ${id} ended "${status}"${reached}, so its numbers prove nothing. Run the gate again; if it stays so, ask Cloudflare with this id.`;
}
