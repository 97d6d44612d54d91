import { mkdtempSync, writeFileSync } from 'node:fs';
import { type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { aWorkspace, readReports, startCheck } from '../scenarios/faults/child.ts';
import { GRACE_MS } from '../scenarios/faults/fault.ts';
import { serveRaw } from '../scenarios/faults/server.ts';
import { runCli } from '../support/built.ts';

/**
 * Has Node say, as its last word, how much memory it had at most, in kilobytes: by the kernel's own account, because
 * what `resourceUsage` tells begins with what the process had that started it.
 */
const MEASURED = {
  NODE_OPTIONS:
    "--import=data:text/javascript,import{readFileSync}from'node:fs';process.on('exit',()=>process.stderr.write('peak='+/VmHWM:[^0-9]+([0-9]+)/.exec(readFileSync('/proc/self/status','utf8'))[1]))",
};

const MEGABYTE = 1_000_000;

/** Node and the bundle alone have 75 to 90 MB. */
const MAX_PEAK_MB = 250;

function peakMb(stderr: string): number {
  return Number(/peak=(\d+)$/.exec(stderr)?.[1]) / 1_000;
}

/** Writes `times` pieces and what ends them, as fast as the other side takes them. */
function pour(socket: Socket, piece: Buffer, times: number, tail: string): void {
  let left = times;
  const more = (): void => {
    while (left > 0 && !socket.destroyed) {
      left -= 1;
      if (!socket.write(piece)) {
        socket.once('drain', more);
        return;
      }
    }
    socket.end(tail);
  };
  more();
}

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const ZEROS = Buffer.alloc(MEGABYTE, '0');

describe('a page of users takes neither the memory nor the time of the gate when it', () => {
  it.each<[what: string, head: string, piece: Buffer, times: number, says: RegExp]>([
    ['has 100 MB', 'content-length: 100000000\r\n', ZEROS, 100, /has more than 16 MiB/],
    ['has 100 MB and does not say so', 'connection: close\r\n', ZEROS, 100, /has more than 16 MiB/],
    [
      'comes in 200,000 pieces',
      'transfer-encoding: chunked\r\n',
      Buffer.from('1\r\n0\r\n'.repeat(1_000)),
      200,
      /is not JSON/,
    ],
    [
      'is compressed, and 100 MB when it is not',
      'connection: close\r\ncontent-encoding: gzip\r\n',
      gzipSync(Buffer.alloc(100 * MEGABYTE)),
      1,
      /is not UTF-8 text/,
    ],
    [
      'is deeper than the stack',
      'connection: close\r\n',
      Buffer.from('['.repeat(MEGABYTE)),
      10,
      /lists and mappings in one another|is not JSON/,
    ],
  ])('%s', async (_, head, piece, times, says) => {
    const port = await serveRaw((stage, _request, socket, answer) => {
      if (stage !== 'first page') {
        socket.write(answer());
        return;
      }
      socket.write(`${HEAD}${head}\r\n`);
      pour(socket, piece, times, head.includes('chunked') ? '0\r\n\r\n' : '');
    });
    const workspace = aWorkspace();
    const startedMs = performance.now();
    const { exitCode, stdout, stderr, endedMs } = await startCheck(
      workspace,
      `http://127.0.0.1:${String(port)}`,
      {
        environment: MEASURED,
      },
    ).ended;

    expect(exitCode).toBe(3);
    expect(stdout).toMatch(says);
    expect((await readReports(workspace)).json.verdict).toBe('inconclusive');
    expect(peakMb(stderr)).toBeLessThan(MAX_PEAK_MB);
    expect(endedMs - startedMs).toBeLessThan(30_000 + GRACE_MS);
  });
});

describe('a file takes no more memory than it is worth, when it is', () => {
  const config = (tests: string): string => `version: 1\ntests:\n${tests}`;
  const test =
    '  - { name: A, policies: [{ id: 699d98642c564d2e855e9661899b7252 }], thresholds: { users_blocked: { max: 0 } } }\n';
  const bomb = Array.from(
    { length: 30 },
    (_, level) =>
      `x${String(level)}: &a${String(level)} [${Array(9)
        .fill(level === 0 ? 'x' : `*a${String(level - 1)}`)
        .join(',')}]\n`,
  ).join('');

  it.each<[what: string, files: Record<string, string>, says: RegExp]>([
    [
      'a config of a megabyte of keys',
      { 'gate.yml': Array.from({ length: 60_000 }, (_, key) => `k${String(key)}: 0\n`).join('') },
      /^error: gate\.yml:\d+:\d+: The file has more than 200,000 words and marks: split it/m,
    ],
    [
      'an alias bomb',
      { 'gate.yml': `version: 1\n${bomb}` },
      /^error: gate\.yml:1:1: Aliases repeat too much/m,
    ],
    [
      'a config of 100 MB',
      { 'gate.yml': '#'.repeat(100 * MEGABYTE) },
      /^error: .*"gate\.yml" .*(1 MiB|larger)/m,
    ],
    [
      'a plan of one text of 100 MB',
      {
        'gate.yml': config(test),
        'plan.json': JSON.stringify({ format_version: '1.2', x: 'x'.repeat(100 * MEGABYTE) }),
      },
      /^error: plan\.json:1:1: This is no Terraform plan/m,
    ],
  ])('%s', async (_, files, says) => {
    const cwd = mkdtempSync(join(tmpdir(), 'access-policy-gate-limits-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
    const plan = 'plan.json' in files ? ['--terraform-plan', 'plan.json'] : [];
    const { exitCode, stdout, stderr } = await runCli(['validate', '--config', 'gate.yml', ...plan], {
      cwd,
      environment: MEASURED,
    });

    expect(exitCode).toBe(2);
    expect(`${stdout}${stderr}`).toMatch(says);
    expect(peakMb(stderr)).toBeLessThan(MAX_PEAK_MB + ('plan.json' in files ? 250 : 0));
  });
});
