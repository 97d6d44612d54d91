import { type ChildProcess } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runStep } from '../../../examples/runner.js';
import { ACTION, NODE } from '../../support/built.ts';
import { ACCOUNT_ID, API_TOKEN } from '../../support/directory.ts';
import { aWorkspace, readReports, startCheck } from './child.ts';
import { GRACE_MS } from './fault.ts';
import { serveRaw } from './server.ts';
import { type Stage } from './stage.ts';

const STALLED: readonly Stage[] = [
  'start',
  'poll',
  'first page',
  'later page',
  'start of the baseline',
  'first page of the baseline',
  'policies of the application',
  'application check',
];

/** A server that answers, and the requests that it was sent. */
async function serve(): Promise<{ readonly baseUrl: string; readonly paths: readonly string[] }> {
  const paths: string[] = [];
  const port = await serveRaw((_, { path }, socket, answer) => {
    paths.push(path);
    socket.write(answer());
  });
  return { baseUrl: `http://127.0.0.1:${String(port)}`, paths };
}

/** The inputs of a step that asks the API at `baseUrl`. */
function inputsOf(baseUrl: string): Record<string, string> {
  return {
    config: 'gate.yml',
    'api-token': API_TOKEN,
    'account-id': ACCOUNT_ID,
    'api-base-url': `${baseUrl}/client/v4`,
    'report-dir': 'reports',
  };
}

describe.each(['SIGTERM', 'SIGINT'] as const)('%s ends the command line, with all its reports,', (signal) => {
  it.each(STALLED)('while the %s is not answered', async (stalled) => {
    const workspace = aWorkspace();
    let atMs = 0;
    let kill: () => void = () => undefined;
    const port = await serveRaw((stage, _, socket, answer) => {
      if (stage !== stalled) socket.write(answer());
      else if (atMs === 0) {
        atMs = performance.now();
        kill();
      }
    });
    const child = startCheck(workspace, `http://127.0.0.1:${String(port)}`);
    kill = () => {
      child.kill(signal);
    };

    const { exitCode, stdout, endedMs } = await child.ended;
    const { json, summary } = await readReports(workspace);

    expect(exitCode).toBe(3);
    expect(stdout).toContain('The run was interrupted');
    expect(json.verdict).toBe('inconclusive');
    expect(summary).toContain('The run was interrupted');
    expect(endedMs - atMs).toBeLessThan(GRACE_MS);
  });
});

/** A program that runs Node with a full disk behind its standard output; a shell would drop the inputs of a step. */
function intoFullDisk(workspace: string): string {
  const file = join(workspace, 'launcher.cjs');
  const script = `#!${NODE}
const { spawnSync } = require('node:child_process');
const stdio = ['ignore', require('node:fs').openSync('/dev/full', 'w'), 'inherit'];
process.exitCode = spawnSync(process.execPath, process.argv.slice(2), { stdio }).status;
`;
  writeFileSync(file, script, { mode: 0o755 });
  return file;
}

describe('a disk that takes no report', () => {
  it('fails a gate that would pass, tells what is proven, and leaves no half a file', async () => {
    const workspace = aWorkspace();
    const { baseUrl } = await serve();

    // The system takes 512 bytes of a file.
    const shell = 'ulimit -f 1; exec "$0" "$@"';
    const { exitCode, stdout, stderr } = await startCheck(workspace, baseUrl, { shell }).ended;

    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^error: report\.json and summary\.md\S* .*could not be written \(EFBIG\): set report-dir/m,
    );
    expect(stdout).toMatch(/^✅ Access policy gate passed/);
    // The snapshot of ten people is shorter, and whole.
    expect(await readdir(join(workspace, 'reports'))).toEqual(['snapshot.json']);
    const snapshot = await readFile(join(workspace, 'reports/snapshot.json'), 'utf8');
    expect(JSON.parse(snapshot)).toMatchObject({ schema_version: 1 });
  });

  it('fails a gate that would pass, when nobody can read what is printed, and the report files are whole', async () => {
    const workspace = aWorkspace();
    const { baseUrl } = await serve();

    const { exitCode, stderr } = await startCheck(workspace, baseUrl, { shell: 'exec "$0" "$@" > /dev/full' })
      .ended;
    const { json } = await readReports(workspace);

    expect(exitCode).toBe(2);
    expect(json.verdict).toBe('passed');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.each<[what: string, node: (workspace: string) => string, isolate: (child: ChildProcess) => void]>([
    ['is full', intoFullDisk, () => undefined],
    ['is closed', () => NODE, ({ stdout }) => stdout?.destroy()],
  ])('fails a step that would pass, with all its files, when its log %s', async (_, nodeOf, isolate) => {
    const workspace = aWorkspace();
    const { baseUrl } = await serve();

    const { exitCode, log, outputs, summary } = await runStep(ACTION, {
      node: nodeOf(workspace),
      workspace,
      inputs: inputsOf(baseUrl),
      onStart: isolate,
    });
    const { json } = await readReports(workspace);

    expect(exitCode).toBe(1);
    expect(log).not.toMatch(/^\s+at /m);
    expect(outputs).toMatchObject({ verdict: 'passed' });
    expect(summary).toContain('Access policy gate passed');
    expect(json.verdict).toBe('passed');
  });

  it.each([
    ['a file', 'gate.yml', /\((EEXIST|ENOTDIR)\)/],
    ['below a file', 'gate.yml/reports', /\(ENOTDIR\)/],
    ['below a device', '/dev/full/reports', /\(ENOTDIR\)/],
    ['below /proc', '/proc/reports/of/the/gate', /\(ENOENT\)/],
    ['a link that leads nowhere', 'nowhere', /\((EEXIST|ENOENT)\)/],
  ])('is noticed before anything is asked, when report-dir is %s', async (_, reportDir, code) => {
    const workspace = aWorkspace();
    symlinkSync('/nowhere/at/all', join(workspace, 'nowhere'));
    const { baseUrl, paths } = await serve();

    const { exitCode, stderr } = await startCheck(workspace, baseUrl, { reportDir }).ended;

    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^error: The report could not be written \(\w+\): set report-dir to a folder that/m,
    );
    expect(stderr).toMatch(code);
    expect(paths).toEqual([]);
  });
});

/** Makes the monotonic clock fail from its `calls`th call on. */
function brokenClock(workspace: string, calls: number): Record<string, string> {
  const file = join(workspace, 'broken.mjs');
  writeFileSync(
    file,
    `const real = performance.now.bind(performance);
let calls = 0;
performance.now = () => {
  calls += 1;
  if (calls > ${String(calls)}) throw new TypeError('the clock is broken');
  return real();
};
`,
  );
  return { NODE_OPTIONS: `--import ${file}` };
}

describe('a bug', () => {
  it.each([0, 1, 2])(
    'ends the command line with 70 and says where to report it (%i calls)',
    async (calls) => {
      const workspace = aWorkspace();
      const { baseUrl } = await serve();
      const environment = brokenClock(workspace, calls);

      const { exitCode, stdout, stderr } = await startCheck(workspace, baseUrl, { environment }).ended;

      expect(exitCode).toBe(70);
      expect(stderr).toContain('TypeError: the clock is broken');
      expect(stderr).toContain(
        'This is a bug of access-policy-gate: report it with the lines above. Nothing was proven.',
      );
      expect(stdout).not.toContain('passed');
    },
  );

  it('fails the step of a runner, with the verdict inconclusive', async () => {
    const workspace = aWorkspace();
    const { baseUrl } = await serve();

    const { exitCode, log, outputs } = await runStep(ACTION, {
      node: NODE,
      workspace,
      inputs: inputsOf(baseUrl),
      environment: brokenClock(workspace, 1),
    });

    expect(exitCode).toBe(1);
    expect(log).toMatch(/^::error::This is a bug of Access Policy Gate/m);
    expect(outputs).toMatchObject({ verdict: 'inconclusive' });
  });
});
