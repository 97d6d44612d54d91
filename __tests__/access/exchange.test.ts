import { describe, expect, it } from '@jest/globals';
import { type ApiRequest, exchange } from '../../src/access/exchange.ts';
import { NetworkError } from '../../src/errors.ts';
import { type EmulatorRequest, type Handler } from '../../src/emulator/exchange.ts';
import { VERSION } from '../../src/version.ts';
import { aConnection, anErrorWithCode, aReply, rejectionOf, TOKEN } from '../support/access.ts';
import { ACCOUNT_ID } from '../support/directory.ts';
import { emulatorDispatcher } from '../support/mockAgent.ts';

const READ: ApiRequest = { method: 'GET', path: `/accounts/${ACCOUNT_ID}/access/policy-tests/f1` };

function send(
  handle: Handler,
  request = READ,
  { connection = aConnection(), signal = new AbortController().signal, timeoutMs = 30_000 } = {},
) {
  return exchange(emulatorDispatcher(handle), connection, request, { timeoutMs, signal });
}

async function requestOf(...args: [ApiRequest?, Parameters<typeof send>[2]?]): Promise<EmulatorRequest> {
  const seen: EmulatorRequest[] = [];
  await send(
    (request) => {
      seen.push(request);
      return aReply(200, '');
    },
    ...args,
  );
  expect(seen).toHaveLength(1);
  return seen[0] as EmulatorRequest;
}

describe('a request', () => {
  it('goes to the API, with a token and who asks', async () => {
    expect(await requestOf()).toEqual({
      method: 'GET',
      path: `/client/v4/accounts/${ACCOUNT_ID}/access/policy-tests/f1`,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        accept: 'application/json',
        'user-agent': `access-policy-gate/${VERSION}`,
      },
      body: undefined,
    });
  });

  it('is authorized by address and key where there is no token', async () => {
    const credentials = { kind: 'key', email: 'admin@example.com', key: 'k3y' } as const;

    const { headers } = await requestOf(READ, { connection: aConnection({ credentials }) });

    expect(headers).toEqual({
      'x-auth-email': 'admin@example.com',
      'x-auth-key': 'k3y',
      accept: 'application/json',
      'user-agent': `access-policy-gate/${VERSION}`,
    });
  });

  it('carries its body as JSON', async () => {
    const body = { policies: ['saved-1', { name: 'Grüße', decision: 'allow' }] };

    const sent = await requestOf({ method: 'POST', path: '/access/policy-tests', body });

    expect(sent.method).toBe('POST');
    expect(sent.headers['content-type']).toBe('application/json');
    expect(JSON.parse(sent.body ?? '')).toEqual(body);
  });

  it('carries its query', async () => {
    const { path } = await requestOf({ ...READ, query: { page: 2, per_page: 1000, note: 'a&b=c' } });

    expect(path.split('?')[1]).toBe('page=2&per_page=1000&note=a%26b%3Dc');
  });
});

describe('an answer', () => {
  it.each([200, 204, 301, 400, 403, 404, 429, 500, 599])(
    'of HTTP %i is handed on as it is',
    async (status) => {
      const body = status === 204 ? '' : 'Grüße';

      expect(await send(() => aReply(status, body))).toEqual({
        status,
        body,
        retryAfter: undefined,
        rateLimits: [],
      });
    },
  );

  it('tells Retry-After as it was sent', async () => {
    const answer = await send(() => aReply(429, '', { 'Retry-After': 'Sat, 21 Nov 2026 12:00:30 GMT' }));

    expect(answer.retryAfter).toBe('Sat, 21 Nov 2026 12:00:30 GMT');
  });

  it('tells what is left of the rate limit, and of how much', async () => {
    const headers = { Ratelimit: '"default";r=50;t=30', 'Ratelimit-Policy': '"default";q=1200;w=300' };
    const { rateLimits } = await send(() => aReply(200, '', headers));

    expect(rateLimits).toEqual([
      { name: '"default"', remaining: 50, resetMs: 30_000, quota: 1_200, windowMs: 300_000 },
    ]);
  });
});

describe('a connection that fails', () => {
  it.each<[string, string, { sent: boolean; passing: boolean }]>([
    ['ECONNREFUSED', 'could not be reached (ECONNREFUSED)', { sent: false, passing: true }],
    ['EHOSTUNREACH', 'could not be reached (EHOSTUNREACH)', { sent: false, passing: true }],
    ['ENETUNREACH', 'could not be reached (ENETUNREACH)', { sent: false, passing: true }],
    ['ENOTFOUND', 'could not be reached (ENOTFOUND)', { sent: false, passing: true }],
    ['EAI_AGAIN', 'could not be reached (EAI_AGAIN)', { sent: false, passing: true }],
    [
      'UND_ERR_CONNECT_TIMEOUT',
      'could not be reached (UND_ERR_CONNECT_TIMEOUT)',
      { sent: false, passing: true },
    ],
    ['ECONNRESET', 'broke off (ECONNRESET: as thrown)', { sent: true, passing: true }],
    ['ETIMEDOUT', 'broke off (ETIMEDOUT: as thrown)', { sent: true, passing: true }],
    ['EPIPE', 'broke off (EPIPE: as thrown)', { sent: true, passing: true }],
    ['UND_ERR_SOCKET', 'broke off (UND_ERR_SOCKET: as thrown)', { sent: true, passing: true }],
    [
      'UND_ERR_HEADERS_TIMEOUT',
      'broke off (UND_ERR_HEADERS_TIMEOUT: as thrown)',
      { sent: true, passing: true },
    ],
  ])('with %s %s', async (code, message, expected) => {
    const cause = anErrorWithCode(code);

    const error = await rejectionOf(
      send(() => {
        throw cause;
      }),
    );

    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ message, cause, ...expected });
  });

  it.each([
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('with %s names NODE_EXTRA_CA_CERTS: nothing was sent, and another try is no use', async (code) => {
    const error = await rejectionOf(
      send(() => {
        throw anErrorWithCode(code);
      }),
    );

    expect(error).toMatchObject({
      message: `has a certificate that is not trusted here (${code}); check api-base-url, and behind an inspecting proxy give its root in NODE_EXTRA_CA_CERTS`,
      sent: false,
      passing: false,
    });
  });

  it.each<[string, unknown, string]>([
    ['no code', new Error('odd'), 'broke off (odd)'],
    ['a numeric code', Object.assign(new Error('odd'), { code: 7 }), 'broke off (odd)'],
    ['no words', anErrorWithCode('EPIPE', ''), 'broke off (EPIPE: no reason given)'],
    [
      'an address in its words',
      anErrorWithCode('EPIPE', 'alice@example.com\nhung up'),
      'broke off (EPIPE: [address] hung up)',
    ],
  ])('with %s is told in one line', async (_, cause, message) => {
    const error = await rejectionOf(
      send(() => {
        throw cause;
      }),
    );

    expect(error).toMatchObject({ name: 'NetworkError', message, sent: true });
  });
});

describe('a signal', () => {
  it('that was aborted before keeps the request back', async () => {
    const reason = new Error('interrupted by SIGINT');
    let asked = 0;

    const error = await rejectionOf(
      send(
        () => {
          asked += 1;
          return aReply(200, '');
        },
        READ,
        { signal: AbortSignal.abort(reason) },
      ),
    );

    expect([error, asked]).toEqual([reason, 0]);
  });

  it('that is aborted meanwhile goes before what the connection fails with', async () => {
    const interrupted = new AbortController();
    const reason = new Error('interrupted by SIGTERM');

    const error = await rejectionOf(
      send(
        () => {
          interrupted.abort(reason);
          throw anErrorWithCode('ECONNRESET');
        },
        READ,
        { signal: interrupted.signal },
      ),
    );

    expect(error).toBe(reason);
  });
});
