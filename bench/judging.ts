/**
 * What judging 1,000,000 made-up users costs against 1,000 expectations of which 200 are globs, as one line of JSON:
 * CPU seconds of the whole process while pages are decoded, and while they are judged; the peak of its memory. Each
 * run has a process of its own (`once`); medians of `RUNS`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { decodeEnvelope, decodeUsersPage } from '../src/access/wire.ts';
import { judge } from '../src/verdict/judge.ts';
import { createNaming } from '../src/verdict/person.ts';
import { createTally } from '../src/verdict/tally.ts';
import { type User } from '../src/verdict/user.ts';
import { makeExpectations, usersBody } from './judgingCase.ts';
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

function run(): Measured {
  const expectations = makeExpectations(NAMED, GLOBS);
  const labels = new Map(
    expectations.flatMap(({ subject, label }): [string, string][] =>
      subject.kind === 'user' && label !== undefined ? [[subject.user, label]] : [],
    ),
  );
  const naming = createNaming('699d98642c564d2e855e9661899b7252', labels);
  const tally = createTally(expectations, naming);
  let decodingCpuS = 0;
  let judgingCpuS = 0;
  for (let page = 0; page < USERS / PER_PAGE; page += 1) {
    const body = usersBody(page, PER_PAGE);
    let users: readonly User[] = [];
    decodingCpuS += cpuSOf(() => {
      users = decodeUsersPage(decodeEnvelope(body).result);
    });
    judgingCpuS += cpuSOf(() => {
      tally.see(users);
    });
  }
  judgingCpuS += cpuSOf(() => {
    const now = new Date('2026-11-21T12:00:00Z');
    judge({ thresholds: [], expectations }, {}, tally.result(), undefined, [], naming, now);
  });
  const peakMb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1_000;
  return { decodingCpuS, judgingCpuS, peakMb };
}

function cpuSOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
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

const measured = process.argv[2] === 'once' ? run() : measure();
process.stdout.write(`${JSON.stringify(measured)}\n`);
