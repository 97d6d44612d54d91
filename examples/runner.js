import { spawn } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * What a step of a runner leaves behind.
 *
 * @typedef {object} Step
 * @property {number | null} exitCode null when a signal ended it
 * @property {string} log what it printed, workflow commands included
 * @property {Record<string, string>} outputs
 * @property {string} summary the job summary
 * @property {string} folder where the runner's files are
 */

/**
 * Runs the built action as a runner does: the inputs as `INPUT_…` variables, outputs and job summary through files,
 * and nothing else of this process's environment but the path.
 *
 * @param {string} main path of the built entry, `dist/index.js`
 * @param {{ inputs: Record<string, string>, workspace: string, environment?: Record<string, string>, node?: string,
 *   onStart?: (child: import('node:child_process').ChildProcess) => void }} step
 * @returns {Promise<Step>}
 */
export async function runStep(
  main,
  { inputs, workspace, environment = {}, node = process.execPath, onStart },
) {
  const folder = await mkdtemp(join(tmpdir(), 'access-policy-gate-runner-'));
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
  await Promise.all(Object.values(files).map((file) => writeFile(file, '')));

  const child = spawn(node, [main], {
    cwd: workspace,
    env: {
      PATH: process.env['PATH'] ?? '',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: folder,
      ...files,
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onStart?.(child);
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      log += text;
    });
  }
  const exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return {
    exitCode,
    log,
    outputs: parseOutputs(await readFile(files.GITHUB_OUTPUT, 'utf8')),
    summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8'),
    folder,
  };
}

/**
 * Starts the built command line's emulator on a free port.
 *
 * @param {string} main path of the built entry, `dist/cli/index.js`
 * @param {string} directory path of the directory file
 * @returns {Promise<{ baseUrl: string, stop(): void }>}
 */
export async function startEmulator(main, directory) {
  const child = spawn(process.execPath, [main, 'emulate', directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout);
  const baseUrl = await new Promise((resolve, reject) => {
    lines.once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`the emulator ended with ${String(code)}`));
    });
  });
  return { baseUrl, stop: () => child.kill() };
}

/**
 * The outputs in a runner's file: `name<<DELIMITER`, lines, `DELIMITER`.
 *
 * @param {string} text
 * @returns {Record<string, string>}
 */
function parseOutputs(text) {
  return Object.fromEntries(
    [...text.matchAll(/^(.+?)<<(.+)\n([^]*?)\n\2$/gm)].map(([, name, , value]) => [name, value]),
  );
}
