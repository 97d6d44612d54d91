import { formatCount } from '../src/format.ts';
import { type Clock } from '../src/world.ts';
import { type Course, type Fleet, playFleet, type Runner } from './fleet.ts';
import { renderTable } from './table.ts';

/** What is judged, and the share of an account's users that is listed for it. */
const JUDGED = [
  { what: 'counts', share: 0 },
  { what: 'who is blocked, 1 %', share: 0.01 },
  { what: 'everybody', share: 1 },
] as const;

const TEST_MS = 60_000;
const POPULATIONS = [50_000, 1_000_000, 10_000_000];
const ACCOUNTS = 500;
const USERS_OF_AN_ACCOUNT = 10_000;
const RUNNERS = [1, 10, 50];
/** The default of timeout-minutes. */
const TIMEOUT_MS = 15 * 60_000;

/** Cloudflare's limit, 50 ms for a request and its answer, and nothing else that uses the token. */
const ALONE: Omit<Fleet, 'runners'> = {
  quota: 1_200,
  windowMs: 300_000,
  travelMs: () => 25,
  reservePercent: 10,
  timeoutMs: 6 * 3_600_000,
};

/** What `npm run bench:scale` prints, and docs/performance.md repeats: each run on a clock of its own. */
export async function renderScale(newClock: () => Clock): Promise<string> {
  return [await renderPopulations(newClock), await renderAccounts(newClock)].join('\n\n');
}

async function renderPopulations(newClock: () => Clock): Promise<string> {
  const rows: string[][] = [];
  for (const users of POPULATIONS) {
    for (const { what, share } of JUDGED) {
      const runners = [{ token: 'own', accounts: [workOf(users, share)] }];
      const course = await playFleet({ ...ALONE, runners }, newClock());
      rows.push([formatCount(users), what, formatCount(course.served.length), minutesOf(course)]);
    }
  }
  return renderTable(
    ['right', 'left', 'right', 'right'],
    ['users', 'what is judged', 'requests', 'minutes'],
    rows,
  );
}

async function renderAccounts(newClock: () => Clock): Promise<string> {
  const rows: string[][] = [];
  for (const count of RUNNERS) {
    for (const { what, share } of JUDGED) {
      const play = (isShared: boolean): Promise<Course> =>
        playFleet({ ...ALONE, timeoutMs: TIMEOUT_MS, runners: divide(count, share, isShared) }, newClock());
      const [own, shared] = [await play(false), await play(true)];
      rows.push([
        formatCount(count),
        what,
        formatCount(own.served.length),
        minutesOf(own),
        minutesOf(shared),
        formatCount(shared.served.filter(({ isRefused }) => isRefused).length),
        formatCount(shared.failures.length),
      ]);
    }
  }
  return renderTable(
    ['right', 'left', 'right', 'right', 'right', 'right', 'right'],
    ['runners', 'what is judged', 'requests', 'minutes', 'with one token', 'refused', 'not proven'],
    rows,
  );
}

/** The accounts, dealt out to so many runners. */
function divide(count: number, share: number, isShared: boolean): Runner[] {
  const work = workOf(USERS_OF_AN_ACCOUNT, share);
  return Array.from({ length: count }, (_, runner) => ({
    token: isShared ? 'shared' : String(runner),
    accounts: new Array<typeof work>(ACCOUNTS / count).fill(work),
  }));
}

/** A page for each thousand, and one that is not full. */
function workOf(users: number, share: number): Runner['accounts'][number] {
  return { testMs: TEST_MS, pages: share === 0 ? 0 : Math.floor((users * share) / 1_000) + 1 };
}

function minutesOf({ durationMs }: Course): string {
  return formatCount(Math.ceil(durationMs / 60_000));
}
