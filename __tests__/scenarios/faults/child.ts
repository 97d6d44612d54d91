import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNT_ID, API_TOKEN } from '../../support/directory.ts';
import { CLI, NODE } from '../../support/built.ts';
import { denyLeaks, peopleOf } from '../../support/leaks.ts';
import { ALLOW_ENGINEERING } from '../../support/scenario.ts';
import { EVERY_STAGE, ON_PAGES } from './stage.ts';

/** A run of the built command line in a process of its own. */
export interface Child {
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<{
    readonly exitCode: number | null;
    readonly stdout: string;
    readonly stderr: string;
    readonly endedMs: number;
  }>;
}

/** A folder with the gate of every stage in it. */
export function aWorkspace(): string {
  const workspace = mkdtempSync(join(tmpdir(), 'access-policy-gate-faults-'));
  mkdirSync(join(workspace, 'reports'));
  const files = { 'gate.yml': EVERY_STAGE.config, 'allow.json': ALLOW_ENGINEERING, ...EVERY_STAGE.files };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace, name), text);
  return workspace;
}

/**
 * Checks `workspace` against the API at `baseUrl`, with reports in its folder `reports`; `shell` is a command that runs
 * "$0" "$@". Fails when anything leaks.
 */
export function startCheck(
  workspace: string,
  baseUrl: string,
  {
    reportDir = 'reports',
    environment = {},
    shell,
  }: { reportDir?: string; environment?: Record<string, string>; shell?: string } = {},
): Child {
  const flags = [
    '--config',
    'gate.yml',
    '--account-id',
    ACCOUNT_ID,
    '--api-base-url',
    `${baseUrl}/client/v4`,
  ];
  const limits = ['--report-dir', reportDir, '--timeout-minutes', '0.5'];
  const command = [NODE, CLI, 'check', ...flags, ...limits];
  const [program = '', ...args] = shell === undefined ? command : ['sh', '-c', shell, ...command];
  const child = spawn(program, args, {
    cwd: workspace,
    env: { PATH: process.env['PATH'], CLOUDFLARE_API_TOKEN: API_TOKEN, ...environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return {
    kill: (signal) => child.kill(signal),
    ended: closed.then((exitCode) => {
      denyLeaks({ stdout, stderr }, [API_TOKEN, ...peopleOf(ON_PAGES)]);
      return { exitCode, stdout, stderr, endedMs: performance.now() };
    }),
  };
}

/** The report files of a workspace; fails when one of them is missing. */
export async function readReports(
  workspace: string,
): Promise<{ json: { verdict: string }; summary: string }> {
  const json = await readFile(join(workspace, 'reports', 'report.json'), 'utf8');
  const summary = await readFile(join(workspace, 'reports', 'summary.md'), 'utf8');
  denyLeaks({ json, summary }, [API_TOKEN, ...peopleOf(ON_PAGES)]);
  return { json: JSON.parse(json) as { verdict: string }, summary };
}
