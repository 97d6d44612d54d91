import { type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { InputError } from '../errors.ts';

export type { Dispatcher };

const LOOPBACK = '127.0.0.1,[::1],localhost';

/**
 * A pool of keep-alive connections that honours `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, as runners behind a
 * proxy set them. HTTP/1.1 with several connections: pages are large and few. What is on this machine is never asked
 * through a proxy, which would look for it on its own machine, and would read an unencrypted token on the way.
 *
 * @throws InputError when one of the proxies is no address; it is not repeated, because it may hold a password
 */
export function createDispatcher(): Dispatcher {
  try {
    const exceptions = process.env['no_proxy'] ?? process.env['NO_PROXY'] ?? '';
    // By itself, a star excepts everything.
    const noProxy = exceptions.trim() === '*' ? '*' : `${exceptions},${LOOPBACK}`;
    return new EnvHttpProxyAgent({ noProxy, connect: { timeout: 10_000 } });
  } catch {
    throw new InputError([
      { message: 'HTTP_PROXY and HTTPS_PROXY must be addresses such as http://proxy.example.com:3128.' },
    ]);
  }
}
