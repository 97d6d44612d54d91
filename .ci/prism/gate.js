import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { IDENTITY } from './gates.js';

export const repository = fileURLToPath(new URL('../..', import.meta.url));
export const main = join(repository, 'dist/cli/index.js');

const EXIT_CODES = { passed: 0, failed: 1, inconclusive: 3 };

/** Runs the built gate through the chain; its exit code, its verdict and the exchanges. */
export async function runGate({ title, config }, { front, use }, temporary) {
  use(config === undefined ? 'examples' : 'cases');
  if (config !== undefined) await writeFile(join(temporary, 'gate.yml'), JSON.stringify(config));
  const from = front.exchanges.length;
  const child = spawn(
    process.execPath,
    [
      main,
      'check',
      '--api-base-url',
      front.baseUrl,
      '--timeout-minutes',
      '2',
      '--config',
      config === undefined ? title : 'gate.yml',
    ],
    {
      cwd: config === undefined ? repository : temporary,
      env: {
        PATH: process.env['PATH'],
        RUNNER_TEMP: temporary,
        CLOUDFLARE_API_TOKEN: IDENTITY.token,
        CLOUDFLARE_ACCOUNT_ID: IDENTITY.accountId,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 180_000,
    },
  );
  const [output, errors, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  const [, file] = /^Report: (.+)$/m.exec(output) ?? [];
  const verdict = file === undefined ? `none: ${errors}` : JSON.parse(await readFile(file, 'utf8')).verdict;
  return { exitCode, verdict, exchanges: front.exchanges.slice(from) };
}

/** How a gate came out otherwise than it should. */
export function surprises({ verdict, pages }, outcome) {
  const asked = outcome.exchanges.filter(({ request }) => /\/users\?/.test(request.path)).length;
  return [
    ...(outcome.verdict === verdict && outcome.exitCode === EXIT_CODES[verdict]
      ? []
      : [`expected ${verdict}, was ${String(outcome.verdict)} with exit code ${String(outcome.exitCode)}`]),
    ...(outcome.exchanges.length > 0 && asked === pages
      ? []
      : [`expected ${String(pages)} pages of users, was asked for ${String(asked)}`]),
  ];
}
