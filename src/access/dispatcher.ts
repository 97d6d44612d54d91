import { type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { InputError } from '../errors.ts';

export type { Dispatcher };

/**
 * A pool of keep-alive connections that honours `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, as runners behind a
 * proxy set them. HTTP/1.1 with several connections: pages are large and few.
 *
 * @throws InputError when one of the proxies is no address; it is not repeated, because it may hold a password
 */
export function createDispatcher(): Dispatcher {
  try {
    return new EnvHttpProxyAgent({ connect: { timeout: 10_000 } });
  } catch {
    throw new InputError([
      { message: 'HTTP_PROXY and HTTPS_PROXY must be addresses such as http://proxy.example.com:3128.' },
    ]);
  }
}
