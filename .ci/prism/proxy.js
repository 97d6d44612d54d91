import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Starts `prism proxy` between whoever asks and `upstream`, on a free port.
 *
 * @param {string} folder where @stoplight/prism-cli is installed
 * @param {string} contract path of the OpenAPI document
 * @param {string} upstream base address
 */
export async function startPrism(folder, contract, upstream) {
  const child = spawn(
    join(folder, 'node_modules/.bin/prism'),
    ['proxy', contract, upstream, '--errors', '--host', '127.0.0.1', '--port', '0'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = once(child, 'close');
  let log = '';
  const baseUrl = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        log += chunk;
        const [, address] = /Prism is listening on (http:\/\/\S+?:\d+)/.exec(log) ?? [];
        if (address !== undefined) resolve(address);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`prism ended with ${String(code)}:\n${log}`));
    });
  });
  return {
    baseUrl,
    async stop() {
      child.kill();
      await ended;
    },
    /** What it said of violations, in its own words. */
    log: () => log.split('\n').filter((line) => /Violation|Request terminated/.test(line)),
  };
}

/**
 * What prism objects to in an exchange; nothing for one that keeps to the contract. An undocumented HTTP status is a
 * mere warning, which lets the answer pass even with --errors: only the header tells. A request that prism refuses
 * has no such header, but an answer of prism's own.
 *
 * @param {import('./exchange.js').Exchange} exchange as seen in front of prism
 * @returns {string[]}
 */
export function violationsIn({ request, answer }) {
  const where = `${request.method} ${request.path}`;
  const { 'sl-violations': violations, 'content-type': type } = answer.headers;
  const own =
    type === 'application/problem+json' ? [`${where}: HTTP ${String(answer.status)} ${answer.body}`] : [];
  return violations === undefined ? own : [`${where}: ${violations}`];
}
