import { type Dispatcher, MockAgent } from 'undici';
import { type Handler } from '../../src/emulator/exchange.ts';

/**
 * A dispatcher whose every request to `origin` (scheme, host and port) is answered by `handle`, and which connects to
 * nothing else. Wrap the handler to record requests or to inject faults. Bodies must be strings, and queries a part
 * of the path.
 */
export function emulatorDispatcher(handle: Handler, origin = 'https://api.cloudflare.com'): Dispatcher {
  const agent = new MockAgent();
  agent.disableNetConnect();
  agent
    .get(origin)
    .intercept({ path: () => true, method: () => true })
    .reply(({ method, path, headers, body }) => {
      const answer = handle({
        method,
        path,
        headers: lowerCased(headers),
        body: typeof body === 'string' ? body : undefined,
      });
      return { statusCode: answer.status, data: answer.body, responseOptions: { headers: answer.headers } };
    })
    .persist();
  return agent;
}

/** undici hands headers on as they were given. */
function lowerCased(
  headers: Iterable<[string, string]> | Record<string, string> = {},
): Record<string, string> {
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]));
}
