import { type Socket } from 'node:net';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Agent } from 'undici';
import { API_TOKEN } from '../../support/directory.ts';
import { selfSignedCertificate } from '../../support/certificate.ts';
import { closedPort, serveHttp, serveHttps } from '../../support/servers.ts';
import { checkReport, GRACE_MS } from './fault.ts';
import { DEADLINE_MS, type RealOutcome, runReal } from './real.ts';
import { serveRaw } from './server.ts';
import { type Stage } from './stage.ts';
import { TRANSPORT, type TransportFault } from './transport.ts';

/** What of the gate of every stage has a deadline of its own: two tests, and an application check. */
const PARTS = 3;

/** So many at once, that a busy machine is still in time. */
const AT_ONCE = 24;

function local(port: number, scheme = 'http'): string {
  return `${scheme}://127.0.0.1:${String(port)}`;
}

async function outcomeOf({ stage: faulty, act }: TransportFault): Promise<RealOutcome> {
  const port = await serveRaw((stage, _, socket, answer) => {
    if (stage === faulty) act(socket, answer());
    else socket.write(answer());
  });
  return runReal(local(port));
}

describe('on the wire, the gate proves nothing and says so on', () => {
  const outcomes = new Map<string, RealOutcome>();

  // Each waits for its deadline: one after the other they would take minutes.
  beforeAll(async () => {
    const queue = [...TRANSPORT];
    const worker = async (): Promise<void> => {
      for (let fault = queue.shift(); fault !== undefined; fault = queue.shift()) {
        outcomes.set(fault.name, await outcomeOf(fault));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }, 240_000);

  it.each(TRANSPORT)('$name', ({ name, says }) => {
    const outcome = outcomes.get(name);
    if (outcome === undefined) throw new Error('It was not run.');
    checkReport({ says }, outcome);
    expect(outcome.elapsedMs).toBeLessThanOrEqual(DEADLINE_MS + GRACE_MS);
  });
});

describe('on the wire, the gate overcomes', () => {
  it.each<[string, Stage, (socket: Socket) => void]>(
    (['poll', 'first page', 'later page', 'poll of the baseline'] as const).flatMap((stage) => [
      ['reset', stage, (socket: Socket) => socket.resetAndDestroy()],
      ['closed', stage, (socket: Socket) => socket.end()],
    ]),
  )('a connection that is %s after the answer to the %s', async (_, faulty, act) => {
    const port = await serveRaw((stage, __, socket, answer) => {
      socket.write(answer(), () => {
        if (stage === faulty) act(socket);
      });
    });
    checkReport({ verdict: 'passed' }, await runReal(local(port)));
  });
});

describe('the token', () => {
  async function check(baseUrl: string, says: readonly string[]): Promise<RealOutcome> {
    const outcome = await runReal(baseUrl);
    checkReport({ says }, outcome);
    expect(outcome.elapsedMs).toBeLessThanOrEqual(PARTS * DEADLINE_MS + GRACE_MS);
    return outcome;
  }

  it('is sent to nobody where nobody listens', async () => {
    await check(local(await closedPort()), [
      'could not be reached (ECONNREFUSED)',
      'check the network, its proxy',
    ]);
  });

  it.each([301, 302, 303, 307, 308])(
    'does not follow a redirect with HTTP %i to another host',
    async (status) => {
      const asked: unknown[] = [];
      const other = await serveHttp((request, response) => {
        asked.push(request.headers);
        response.end('{}');
      });
      const location = `http://localhost:${String(other)}/client/v4`;
      const port = await serveRaw((_, __, socket) => {
        socket.end(`HTTP/1.1 ${String(status)} Moved\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`);
      });
      await check(local(port), [`sends it elsewhere (HTTP ${String(status)}), which is not followed`]);
      expect(asked).toEqual([]);
    },
  );

  it('does not go to a host that other headers name', async () => {
    const asked: unknown[] = [];
    const other = await serveHttp((request, response) => {
      asked.push(request.headers);
      response.end('{}');
    });
    const elsewhere = `http://localhost:${String(other)}/`;
    const port = await serveRaw((_, __, socket) => {
      socket.end(
        `HTTP/1.1 503 Later\r\nrefresh: 0; url=${elsewhere}\r\nalt-svc: h2="localhost:${String(other)}"\r\n` +
          `link: <${elsewhere}>; rel=next\r\ncontent-location: ${elsewhere}\r\ncontent-length: 0\r\n\r\n`,
      );
    });
    await check(local(port), ['HTTP 503']);
    expect(asked).toEqual([]);
  });

  it.each([
    ['that nobody vouches for', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['for another name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('is not sent to a server with a certificate %s', async (_, code) => {
    const asked: unknown[] = [];
    const certificate = selfSignedCertificate();
    const port = await serveHttps(certificate, (request, response) => {
      asked.push(request.headers);
      response.end('{}');
    });
    const isTrusted = code === 'ERR_TLS_CERT_ALTNAME_INVALID';
    const outcome = await runReal(
      isTrusted ? `https://localhost:${String(port)}` : local(port, 'https'),
      new Agent(isTrusted ? { connect: { ca: certificate.cert } } : {}),
    );
    checkReport(
      { says: [`has a certificate that is not trusted here (${code})`, 'NODE_EXTRA_CA_CERTS'] },
      outcome,
    );
    expect(asked).toEqual([]);
  });

  it('is not sent where http is spoken in place of https', async () => {
    const received: string[] = [];
    const plain = await serveHttp((request, response) => {
      received.push(JSON.stringify(request.headers));
      response.end('{}');
    });
    await check(local(plain, 'https'), ['broke off']);
    expect(received.join('\n')).not.toContain(API_TOKEN);
  });

  it('comes with every request, and as nothing else than a header', async () => {
    const requests: { path: string; body: string | undefined; authorization: string | undefined }[] = [];
    const port = await serveRaw((_, { path, body, headers }, socket, answer) => {
      requests.push({ path, body, authorization: headers['authorization'] });
      socket.write(answer());
    });
    const { report } = await runReal(local(port));
    expect(report.verdict).toBe('passed');
    expect(requests.length).toBeGreaterThan(10);
    for (const { path, body = '', authorization } of requests) {
      expect(authorization).toBe(`Bearer ${API_TOKEN}`);
      expect(path + body).not.toContain(API_TOKEN);
    }
  });
});
