/**
 * What judging 1,000,000 made-up users costs against 1,000 expectations of which 200 are globs, as one line of JSON:
 * CPU seconds of the whole process while pages are decoded, and while it is decided whom to list and who breaks what;
 * the peak of its memory. The gate's own listing asks for the pages, of which the last holds a named user, up to the
 * last. Each run has a process of its own (`once`); medians of `RUNS`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { decodeEnvelope, decodeUsersPage } from '../src/access/wire.ts';
import { type PolicyTest } from '../src/policyTest.ts';
import { listNeeded } from '../src/listing.ts';
import { checkTest } from '../src/verdict/guards.ts';
import { judge } from '../src/verdict/judge.ts';
import { createNaming } from '../src/verdict/person.ts';
import { createTally } from '../src/verdict/tally.ts';
import { type User } from '../src/verdict/user.ts';
import { countsOfUsers, makeExpectations, usersBodies } from './judgingCase.ts';
import { megabytesOf } from './machine.ts';
import { median } from './statistics.ts';

const USERS = 1_000_000;
const PER_PAGE = 1_000;
const NAMED = 800;
const GLOBS = 200;
const RUNS = 5;

interface Measured {
  readonly decodingCpuS: number;
  readonly judgingCpuS: number;
  readonly peakMb: number;
}

async function run(): Promise<Measured> {
  const expectations = makeExpectations(NAMED, GLOBS);
  const labels = new Map(
    expectations.flatMap(({ subject, label }): [string, string][] =>
      subject.kind === 'user' && label !== undefined ? [[subject.user, label]] : [],
    ),
  );
  const naming = createNaming('699d98642c564d2e855e9661899b7252', labels);
  const tally = createTally(expectations, naming);
  const counts = countsOfUsers(USERS);
  const nobody = (): Promise<never> => Promise.reject(new Error('This is not to be asked for.'));
  let makingCpuS = 0;
  let decodingCpuS = 0;
  const policyTest: PolicyTest = {
    id: 'f1a8b3c9',
    given: false,
    status: 'complete',
    counts,
    listed: undefined,
    start: nobody,
    complete: nobody,
    announce: () => undefined,
    list({ status }, see) {
      if (status === undefined) return nobody();
      const bodies = usersBodies(status, USERS, PER_PAGE);
      for (;;) {
        let body: string | undefined;
        makingCpuS += cpuSOf(() => {
          body = bodies.next().value as string | undefined;
        });
        if (body === undefined) return Promise.resolve(true);
        const made = body;
        let users: readonly User[] = [];
        decodingCpuS += cpuSOf(() => {
          users = decodeUsersPage(decodeEnvelope(made).result);
        });
        if (see(users)) return Promise.resolve(false);
      }
    },
  };

  const before = process.cpuUsage();
  await listNeeded(policyTest, tally, [], { info: () => undefined });
  const tallied = tally.result();
  const guards = checkTest(counts, tallied, expectations);
  const now = new Date('2026-11-21T12:00:00Z');
  judge({ thresholds: [], expectations }, counts, tallied, undefined, guards, naming, now);
  const judgingCpuS = cpuSSince(before) - makingCpuS - decodingCpuS;
  if (tally.roster.size < USERS - PER_PAGE || guards.length > 0) {
    throw new Error(`Of ${String(USERS)} users, ${String(tally.roster.size)} were judged.`);
  }
  const kibibytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  return { decodingCpuS, judgingCpuS, peakMb: megabytesOf(kibibytes) };
}

function cpuSSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function cpuSOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return cpuSSince(before);
}

function runApart(): Measured {
  const { status, stdout } = spawnSync(process.execPath, [process.argv[1] ?? '', 'once'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`A run ended with ${String(status)}.`);
  return JSON.parse(stdout) as Measured;
}

function measure(): Measured {
  const runs = Array.from({ length: RUNS }, runApart);
  return {
    decodingCpuS: median(runs.map(({ decodingCpuS }) => decodingCpuS)),
    judgingCpuS: median(runs.map(({ judgingCpuS }) => judgingCpuS)),
    peakMb: median(runs.map(({ peakMb }) => peakMb)),
  };
}

async function main(): Promise<void> {
  const measured = process.argv[2] === 'once' ? await run() : measure();
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}

void main();
