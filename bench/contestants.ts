import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bundles } from './bundles.ts';
import { type Children, type Program } from './child.ts';
import { ACCOUNT_ID, TOKEN } from './company.ts';
import { TESTED_FILE } from './configs.ts';
import { megabytesOf } from './machine.ts';

/** How the users of one policy test fared, as a program tells it. */
export interface Counts {
  readonly approved: number;
  readonly blocked: number;
  readonly error: number;
}

/** What a program found, and what it took. */
export interface Finish {
  readonly ms: number;
  readonly counts: Counts;
}

export interface GateFinish extends Finish {
  /** Requests as the report tells them. */
  readonly requests: number;
  /** Pages of users that it read, and of how many. */
  readonly listed: Listed;
  /** The most memory that the process had, by the kernel's account (VmHWM), in millions of bytes. */
  readonly peakMb: number;
}

/** Where the programs find the API and the files. */
export interface Place {
  readonly baseUrl: string;
  readonly folder: string;
}

/** The gate as a process of its own, on the config of the folder. @throws Error when it does not pass */
export async function runGate(
  { baseUrl, folder }: Place,
  { cli }: Bundles,
  children: Children,
): Promise<GateFinish> {
  const reportDir = await mkdtemp(join(tmpdir(), 'access-policy-gate-bench-'));
  const { ms, stderr } = await children.run({
    command: process.execPath,
    args: [cli, 'check', '--config', 'gate.yml', '--report-dir', reportDir],
    environment: { ...environmentOf(baseUrl), NODE_OPTIONS: TELLING_PEAK },
    folder,
  });
  const report = JSON.parse(await readFile(join(reportDir, 'report.json'), 'utf8')) as Report;
  await rm(reportDir, { recursive: true });
  const [test] = report.tests;
  if (!test?.listed) throw new Error('The gate does not tell how much it listed.');
  const { users_approved = 0, users_blocked = 0, users_errored = 0 } = test.counts;
  return {
    ms,
    listed: test.listed,
    counts: { approved: users_approved, blocked: users_blocked, error: users_errored },
    requests: report.api.requests,
    peakMb: peakMbOf(stderr),
  };
}

/** @throws Error when the gate did not read everybody whom it counts, so that it did less than its peers */
export function requireEverybody({ listed: { pages, of } }: Pick<GateFinish, 'listed'>): void {
  if (of !== null && pages >= of) return;
  throw new Error(`The gate listed ${String(pages)} pages of ${String(of)}, and not everybody.`);
}

/** The lister on the official SDK, with pages of a size of its own or the server's default. */
export async function runSdk(
  { baseUrl, folder }: Place,
  { sdk }: Bundles,
  children: Children,
  perPage?: number,
): Promise<Finish> {
  return runPeer(children, {
    command: process.execPath,
    args: [sdk, TESTED_FILE, ...(perPage === undefined ? [] : [String(perPage)])],
    environment: environmentOf(baseUrl),
    folder,
  });
}

/** The script with curl and jq. */
export async function runCurl(
  { baseUrl, folder }: Place,
  { curl }: Bundles,
  children: Children,
): Promise<Finish> {
  return runPeer(children, {
    command: curl,
    args: [TESTED_FILE],
    environment: environmentOf(baseUrl),
    folder,
  });
}

interface Listed {
  readonly pages: number;
  /** Null where the gate does not know. */
  readonly of: number | null;
}

/** What the gate's report.json tells, as far as it is needed here. */
interface Report {
  readonly tests: readonly {
    readonly counts: Readonly<Record<string, number>>;
    readonly listed: Listed | null;
  }[];
  readonly api: { readonly requests: number };
}

/** Has Node say the kernel's account of its memory as its last word; some milliseconds of work. */
const TELLING_PEAK =
  "--import=data:text/javascript,import{readFileSync}from'node:fs';process.on('exit',()=>process.stderr.write('peak='+/VmHWM:[^0-9]+([0-9]+)/.exec(readFileSync('/proc/self/status','utf8'))[1]))";

function peakMbOf(stderr: string): number {
  const kibibytes = /peak=(\d+)$/.exec(stderr)?.[1];
  if (kibibytes === undefined) throw new Error('The gate did not tell how much memory it had.');
  return megabytesOf(Number(kibibytes));
}

/** Runs a peer: it prints who is blocked, and at last the counts. @throws Error when these do not agree */
async function runPeer(children: Children, program: Program): Promise<Finish> {
  const { ms, stdout } = await children.run(program);
  const lines = stdout.trimEnd().split('\n');
  const counts = JSON.parse(lines.pop() ?? '') as Counts;
  if (lines.length !== counts.blocked) {
    throw new Error(`${program.command} counts ${String(counts.blocked)} and names ${String(lines.length)}.`);
  }
  return { ms, counts };
}

/** The names by which the gate and the SDK know them. */
function environmentOf(baseUrl: string): Record<string, string> {
  return { CLOUDFLARE_BASE_URL: baseUrl, CLOUDFLARE_ACCOUNT_ID: ACCOUNT_ID, CLOUDFLARE_API_TOKEN: TOKEN };
}
