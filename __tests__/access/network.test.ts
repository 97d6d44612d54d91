import { type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { Agent } from 'undici';
import { createAccessClient } from '../../src/access/client.ts';
import { createDeadline } from '../../src/access/deadline.ts';
import { exchange } from '../../src/access/exchange.ts';
import { NetworkError, WireError } from '../../src/errors.ts';
import { aConnection, everythingOf, rejectionOf, TOKEN } from '../support/access.ts';
import { selfSignedCertificate } from '../support/certificate.ts';
import { closedPort, serveHttp, serveHttps, serveSockets, untilTheTestEnds } from '../support/servers.ts';
import { aWorld } from '../support/world.ts';

const MIB = 1024 * 1024;

function send(baseUrl: string, { timeoutMs = 10_000, signal = new AbortController().signal } = {}) {
  return exchange(
    untilTheTestEnds(new Agent()),
    aConnection({ baseUrl }),
    { method: 'GET', path: '/access/policy-tests/f1' },
    { timeoutMs, signal },
  );
}

async function failureAt(
  port: number,
  { scheme = 'http', ...limits }: { scheme?: string; timeoutMs?: number } = {},
) {
  const error = await rejectionOf(send(`${scheme}://127.0.0.1:${String(port)}`, limits));
  expect(everythingOf(error)).not.toContain(TOKEN);
  return error;
}

/** A server that does something with the socket once a request has come. */
function afterRequest(act: (socket: Socket) => void): Promise<number> {
  return serveSockets((socket) => {
    socket.once('data', () => {
      act(socket);
    });
  });
}

function closeOf(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => {
      resolve();
    });
  });
}

describe('on the wire', () => {
  it('an answer is read whole, however it is cut', async () => {
    const body = Buffer.from(JSON.stringify({ name: 'Grüße 🎉' }));
    const port = await serveHttp((_, response) => {
      response.setHeader('retry-after', '7');
      response.setHeader('ratelimit', '"default";r=50;t=30');
      const writeFrom = (index: number): void => {
        if (index >= body.length) response.end();
        else
          response.write(body.subarray(index, index + 1), () => {
            writeFrom(index + 1);
          });
      };
      writeFrom(0);
    });

    expect(await send(`http://127.0.0.1:${String(port)}`)).toEqual({
      status: 200,
      body: '{"name":"Grüße 🎉"}',
      retryAfter: '7',
      rateLimits: [
        { name: '"default"', remaining: 50, resetMs: 30_000, quota: undefined, windowMs: undefined },
      ],
    });
  });

  it('an answer that is not UTF-8 is not believed', async () => {
    const port = await serveHttp((_, response) => {
      response.end(Buffer.from('{"email":"müller@contractor.example"}', 'latin1'));
    });
    await expect(send(`http://127.0.0.1:${String(port)}`)).rejects.toThrow(
      new WireError('is not UTF-8 text'),
    );
  });

  it('the page of a gateway is an error in whatever encoding it is', async () => {
    const port = await serveHttp((_, response) => {
      response.writeHead(502).end(Buffer.from('Zurückgewiesen', 'latin1'));
    });
    expect(await send(`http://127.0.0.1:${String(port)}`)).toMatchObject({ status: 502 });
  });

  it('a redirect is not followed, and the token does not go there', async () => {
    const elsewhere: unknown[] = [];
    const other = await serveHttp((request, response) => {
      elsewhere.push(request.headers);
      response.end('{}');
    });
    const port = await serveHttp((_, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${String(other)}/` }).end('moved');
    });

    const answer = await send(`http://127.0.0.1:${String(port)}`);

    expect(answer).toMatchObject({ status: 302, body: 'moved' });
    expect(elsewhere).toEqual([]);
  });

  it('nobody listens: nothing was sent', async () => {
    const error = await failureAt(await closedPort());

    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({
      message: 'could not be reached (ECONNREFUSED)',
      sent: false,
      passing: true,
    });
  });

  it('the connection is reset before the answer', async () => {
    const error = await failureAt(await afterRequest((socket) => socket.resetAndDestroy()));

    expect(error).toMatchObject({
      message: 'broke off (ECONNRESET: read ECONNRESET)',
      sent: true,
      passing: true,
    });
  });

  it('the connection is closed before the answer', async () => {
    const error = await failureAt(await afterRequest((socket) => socket.end()));

    expect(error).toMatchObject({ message: 'broke off (UND_ERR_SOCKET: other side closed)', sent: true });
  });

  it.each([
    ['of a known length', 'Content-Length: 100\r\n\r\n{"success":true,'],
    ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n10\r\n{"success":true,\r\n'],
  ])('the body is cut in the middle: %s', async (_, rest) => {
    const port = await afterRequest((socket) => socket.end(`HTTP/1.1 200 OK\r\n${rest}`));

    expect(await failureAt(port)).toMatchObject({
      name: 'NetworkError',
      message: 'broke off (UND_ERR_SOCKET: other side closed)',
      sent: true,
      passing: true,
    });
  });

  it('the connection is reset in the middle of the body', async () => {
    const port = await afterRequest((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{', () => {
        socket.resetAndDestroy();
      });
    });

    expect(await failureAt(port)).toMatchObject({ name: 'NetworkError', sent: true, passing: true });
  });

  it('what comes is no HTTP', async () => {
    const port = await afterRequest((socket) => socket.end('220 smtp.example.com ESMTP\r\n'));

    const error = await failureAt(port);

    expect(error).toMatchObject({
      message: 'broke off (Response does not match the HTTP/1.1 protocol (Expected HTTP/, RTSP/ or ICE/))',
      sent: true,
    });
  });

  it.each([
    ['at all', ''],
    ['after the headers', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n'],
    ['after half of the body', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"success":'],
  ])('no answer comes %s: the request ends at its deadline, and its connection with it', async (_, start) => {
    const closed: Promise<void>[] = [];
    const port = await afterRequest((socket) => {
      closed.push(closeOf(socket));
      socket.write(start);
    });

    const error = await failureAt(port, { timeoutMs: 500 });

    expect(error).toMatchObject({
      message: 'gave no whole answer within 1 s',
      sent: true,
      passing: true,
    });
    expect(closed).toHaveLength(1);
    await Promise.all(closed);
  });

  it('an answer that never stops trickling ends at the same deadline', async () => {
    const port = await afterRequest((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
      const drip = setInterval(() => socket.write('1\r\n \r\n'), 5);
      socket.once('close', () => {
        clearInterval(drip);
      });
    });

    expect(await failureAt(port, { timeoutMs: 60 })).toMatchObject({
      message: 'gave no whole answer within 1 s',
    });
  });

  it('a request has no more time than its test', async () => {
    const port = await afterRequest(() => undefined);
    const world = aWorld(untilTheTestEnds(new Agent()));
    const client = createAccessClient(aConnection({ baseUrl: `http://127.0.0.1:${String(port)}` }), world);
    const limits = { deadline: createDeadline(world.clock, 50), signal: new AbortController().signal };

    expect(await rejectionOf(client.readTest('f1', limits))).toMatchObject({
      name: 'NetworkError',
      message: `Reading the status of policy test f1 failed: 127.0.0.1:${String(port)} gave no whole answer within 1 s. Run it again; if it stays so, check the network, its proxy and api-base-url.`,
    });
    expect(client.usage()).toMatchObject({ requests: 1, retries: 0 });
  });

  it('a request that is over leaves no timer behind', async () => {
    const port = await serveHttp((_, response) => {
      response.setHeader('connection', 'close').end('{}');
    });
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();

    for (let requests = 0; requests < 20; requests += 1) await send(`http://127.0.0.1:${String(port)}`);

    expect(timers() - before).toBeLessThan(20);
  });

  it('a signal ends a request in flight with its own reason, and the connection with it', async () => {
    const interrupted = new AbortController();
    const reason = new Error('interrupted by SIGINT');
    const closed: Promise<void>[] = [];
    const port = await afterRequest((socket) => {
      closed.push(closeOf(socket));
      interrupted.abort(reason);
    });

    const error = await rejectionOf(send(`http://127.0.0.1:${String(port)}`, { signal: interrupted.signal }));

    expect(error).toBe(reason);
    await Promise.all(closed);
  });

  it.each<[string, number, boolean]>([
    ['of 16 MiB is read', 16 * MIB, true],
    ['of one byte more is none', 16 * MIB + 1, false],
  ])('a body %s', async (_, bytes, fits) => {
    const port = await serveHttp((_request, response) => {
      response.end(Buffer.alloc(bytes, ' '));
    });
    const answer = send(`http://127.0.0.1:${String(port)}`);

    if (fits) {
      expect((await answer).body).toHaveLength(bytes);
    } else {
      const error = await rejectionOf(answer);
      expect(error).toBeInstanceOf(WireError);
      expect(error).toMatchObject({ message: 'has more than 16 MiB' });
    }
  });

  it('a body without an end is given up past 16 MiB, and its connection with it', async () => {
    let closed: Promise<void> = Promise.resolve();
    const port = await serveHttp((request, response) => {
      closed = closeOf(request.socket);
      const chunk = Buffer.alloc(MIB, ' ');
      const more = (): void => {
        if (!response.destroyed) response.write(chunk, more);
      };
      more();
    });

    expect(await failureAt(port)).toMatchObject({ name: 'WireError', message: 'has more than 16 MiB' });
    await closed;
  });

  it('a certificate that nobody vouches for ends it before anything is sent', async () => {
    const asked: unknown[] = [];
    const port = await serveHttps(selfSignedCertificate(), (request, response) => {
      asked.push(request.headers);
      response.end('{}');
    });

    const error = await failureAt(port, { scheme: 'https' });

    expect(error).toMatchObject({
      message:
        'has a certificate that is not trusted here (DEPTH_ZERO_SELF_SIGNED_CERT); check api-base-url, and behind an inspecting proxy give its root in NODE_EXTRA_CA_CERTS',
      sent: false,
      passing: false,
    });
    expect(asked).toEqual([]);
  });

  it('the very certificate is fine once it is trusted', async () => {
    const certificate = selfSignedCertificate();
    const port = await serveHttps(certificate, (_, response) => {
      response.end('{}');
    });

    const answer = await exchange(
      untilTheTestEnds(new Agent({ connect: { ca: certificate.cert } })),
      aConnection({ baseUrl: `https://127.0.0.1:${String(port)}` }),
      { method: 'GET', path: '/' },
      { timeoutMs: 10_000, signal: new AbortController().signal },
    );

    expect(answer).toMatchObject({ status: 200, body: '{}' });
  });

  it('a token that cannot be sent as a header is not repeated', async () => {
    const error = await rejectionOf(
      exchange(
        untilTheTestEnds(new Agent()),
        aConnection({ credentials: { kind: 'token', token: `${TOKEN}\nsecond line` } }),
        { method: 'GET', path: '/' },
        { timeoutMs: 10_000, signal: new AbortController().signal },
      ),
    );

    expect(error).toMatchObject({
      message: 'broke off (UND_ERR_INVALID_ARG: invalid authorization header)',
    });
    expect(everythingOf(error)).not.toContain(TOKEN);
  });
});
