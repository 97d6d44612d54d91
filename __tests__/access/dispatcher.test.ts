import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createDispatcher } from '../../src/access/dispatcher.ts';
import { exchange } from '../../src/access/exchange.ts';
import { InputError } from '../../src/errors.ts';
import { aConnection, everythingOf, rejectionOf, TOKEN } from '../support/access.ts';
import { closedPort, serveHttp, serveSockets, untilTheTestEnds } from '../support/servers.ts';

const VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
const before = new Map<string, string | undefined>();

beforeEach(() => {
  for (const name of VARIABLES) {
    before.set(name, process.env[name]);
    Reflect.deleteProperty(process.env, name);
  }
});

afterEach(() => {
  for (const [name, value] of before) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
});

/** A proxy that makes tunnels, or answers each request for one with `refusal`; the requests are kept. */
async function serveProxy(refusal?: string): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = [];
  const port = await serveSockets((client) => {
    client.once('data', (head: Buffer) => {
      requests.push(head.toString());
      if (refusal === undefined) tunnel(client, head.toString());
      else client.end(`HTTP/1.1 ${refusal}\r\nContent-Length: 0\r\n\r\n`);
    });
  });
  return { url: `http://127.0.0.1:${String(port)}`, requests };
}

function tunnel(client: Socket, head: string): void {
  const port = Number(/^CONNECT api\.example\.test:(\d+) /.exec(head)?.[1]);
  const target = connect(port, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    client.pipe(target).pipe(client);
  });
  target.on('error', () => client.destroy());
  client.on('close', () => target.destroy());
}

/** An API on this machine; at `awayUrl` a proxy reaches it under the name of another. */
async function serveApi(): Promise<{
  baseUrl: string;
  awayUrl: string;
  authorizations: unknown[];
  port: number;
}> {
  const authorizations: unknown[] = [];
  const port = await serveHttp((request, response) => {
    authorizations.push(request.headers.authorization);
    response.end('{}');
  });
  return {
    baseUrl: `http://127.0.0.1:${String(port)}`,
    awayUrl: `http://api.example.test:${String(port)}`,
    authorizations,
    port,
  };
}

function send(baseUrl: string) {
  return exchange(
    untilTheTestEnds(createDispatcher()),
    aConnection({ baseUrl }),
    { method: 'GET', path: '/access/policy-tests/f1' },
    { timeoutMs: 10_000, signal: new AbortController().signal },
  );
}

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe('the dispatcher', () => {
  it('connects by itself where no proxy is set', async () => {
    const api = await serveApi();

    expect(await send(api.baseUrl)).toMatchObject({ status: 200 });
    expect(api.authorizations).toEqual([`Bearer ${TOKEN}`]);
  });

  it.each(['HTTP_PROXY', 'http_proxy'])('goes through the proxy in %s', async (variable) => {
    const api = await serveApi();
    const proxy = await serveProxy();
    process.env[variable] = proxy.url;

    expect(await send(api.awayUrl)).toMatchObject({ status: 200 });
    expect(proxy.requests).toHaveLength(1);
    expect(proxy.requests[0]).toContain(`CONNECT api.example.test:${String(api.port)} HTTP/1.1\r\n`);
    expect(api.authorizations).toEqual([`Bearer ${TOKEN}`]);
  });

  it('does not tell the proxy the token', async () => {
    const api = await serveApi();
    const proxy = await serveProxy();
    process.env['HTTP_PROXY'] = proxy.url.replace('//', '//user:password@');

    await send(api.awayUrl);

    expect(proxy.requests.join('')).toContain(
      `proxy-authorization: Basic ${Buffer.from('user:password').toString('base64')}`,
    );
    expect(proxy.requests.join('')).not.toContain(TOKEN);
  });

  it('sends an https address through HTTPS_PROXY', async () => {
    const proxy = await serveProxy('502 Bad Gateway');
    process.env['HTTPS_PROXY'] = proxy.url;

    await rejectionOf(send('https://api.example.com'));

    expect(proxy.requests[0]).toContain('CONNECT api.example.com:443 HTTP/1.1\r\n');
  });

  it.each([
    ['NO_PROXY', 'api.example.test'],
    ['NO_PROXY', 'other.example.com,api.example.test'],
    ['NO_PROXY', '*'],
    ['NO_PROXY', ' * '],
    ['no_proxy', 'api.example.test'],
  ])('goes past the proxy where %s is %j', async (variable, noProxy) => {
    const api = await serveApi();
    const proxy = await serveProxy();
    process.env['HTTP_PROXY'] = proxy.url;
    process.env[variable] = noProxy;

    // Nobody else knows the host by this name.
    await rejectionOf(send(api.awayUrl));
    expect(proxy.requests).toEqual([]);
  });

  it.each([undefined, 'other.example.com', '*'])(
    'never asks a proxy for this machine, with NO_PROXY %j',
    async (noProxy) => {
      const api = await serveApi();
      const proxy = await serveProxy();
      process.env['HTTP_PROXY'] = proxy.url;
      if (noProxy !== undefined) process.env['NO_PROXY'] = noProxy;

      expect(await send(api.baseUrl)).toMatchObject({ status: 200 });
      expect(await send(api.baseUrl.replace('127.0.0.1', 'localhost'))).toMatchObject({ status: 200 });
      expect(proxy.requests).toEqual([]);
    },
  );

  it.each(['403 Forbidden', '407 Proxy Authentication Required', '502 Bad Gateway'])(
    'tells that the proxy answered %s, and that nothing was sent',
    async (refusal) => {
      const proxy = await serveProxy(refusal);
      process.env['HTTP_PROXY'] = proxy.url;

      const error = await rejectionOf(send('http://api.example.test:9'));

      expect(error).toMatchObject({
        name: 'NetworkError',
        message: `could not be reached (the proxy answered HTTP ${refusal.slice(0, 3)})`,
        sent: false,
        passing: true,
      });
      expect(everythingOf(error)).not.toContain(TOKEN);
    },
  );

  it('tells that the proxy itself cannot be reached', async () => {
    process.env['HTTP_PROXY'] = `http://127.0.0.1:${String(await closedPort())}`;

    expect(await rejectionOf(send('http://api.example.test:9'))).toMatchObject({
      message: 'could not be reached (ECONNREFUSED)',
      sent: false,
    });
  });

  it.each(['proxy.example.com', 'proxy.example.com:3128', 'ftp://user:pa55@proxy.example.com'])(
    'is not made with the proxy %j, which is not repeated',
    (proxy) => {
      process.env['HTTPS_PROXY'] = proxy;

      const error = thrownBy(createDispatcher);

      expect(error).toBeInstanceOf(InputError);
      expect(error).toHaveProperty(
        'message',
        'HTTP_PROXY and HTTPS_PROXY must be addresses such as http://proxy.example.com:3128.',
      );
      expect(everythingOf(error)).not.toContain('pa55');
    },
  );
});
