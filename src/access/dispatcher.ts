import { type Dispatcher, EnvHttpProxyAgent } from 'undici';

export type { Dispatcher };

/**
 * A pool of keep-alive connections that honours `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, as runners behind a
 * proxy set them. HTTP/1.1 with several connections: pages are large and few.
 */
export function createDispatcher(): Dispatcher {
  return new EnvHttpProxyAgent({ connect: { timeout: 10_000 } });
}
