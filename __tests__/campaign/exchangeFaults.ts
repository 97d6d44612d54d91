import { type EmulatorRequest, type Handler } from '../../src/emulator/exchange.ts';

export type Response = ReturnType<Handler>;

/** What a fault makes of a request. */
export interface Fault {
  /** The answer instead, or an error thrown as undici throws it; `next` is the emulator, `draw` a random whole number. */
  readonly answer: (request: EmulatorRequest, next: Handler, draw: number) => Response;
  /** Whether the gate has to come to the same result in spite of it, if it happens seldom enough. */
  readonly harmless?: (request: EmulatorRequest) => boolean;
}

/** A token that is long enough to be recognised wherever it is repeated. */
export const TOKEN = 'campaign-token-0123456789abcdefghij';

const JSON_TYPE = { 'content-type': 'application/json' };
const isRead = ({ method }: EmulatorRequest): boolean => method === 'GET';
const always = (): boolean => true;
const pick = <Value>(values: readonly [Value, ...Value[]], draw: number): Value =>
  values[draw % values.length] ?? values[0];

export function isPage({ path }: EmulatorRequest): boolean {
  return /\/users\?/.test(path);
}

/** Errors as Cloudflare sends them; what they say is hostile, and repeats what nobody should read. */
function refusal(status: number, code: number, headers: Readonly<Record<string, string>> = {}): Response {
  const message = `::error::alice@example.com and zq3k@example.com \u001b[31mmay not ${TOKEN}\n<b>x</b>`;
  return {
    status,
    headers: { ...JSON_TYPE, ...headers },
    body: JSON.stringify({ success: false, errors: [{ code, message }], messages: [], result: null }),
  };
}

const HTML: Response = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!DOCTYPE html><html><body>Sign in, zq3k@example.com</body></html>',
};

/** As undici throws what happens to a connection. */
function broken(code: string): never {
  throw Object.assign(new Error(`${code} while zq4k@example.com was read`), { code });
}

/** Retry-After as it may be, and as it should not be. */
const ASKED = [
  '0',
  '1',
  '45',
  '299',
  '86400',
  'soon',
  '',
  '-1',
  '1e3',
  'Sat, 21 Nov 2026 12:00:20 GMT',
] as const;

/** Faults of the exchange itself, whatever is asked. */
export const EXCHANGE_FAULTS = {
  'rate limit': {
    answer: (_request, _next, draw) => refusal(429, 10429, { 'retry-after': pick(['0', '1', '3'], draw) }),
    harmless: always,
  },
  'rate limit without Retry-After': { answer: () => refusal(429, 971), harmless: always },
  'rate limit with an odd Retry-After': {
    answer: (_request, _next, draw) => refusal(429, 10429, { 'retry-after': pick(ASKED, draw) }),
  },
  'gateway error': {
    answer: (_request, _next, draw) => ({
      ...HTML,
      status: pick([500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526], draw),
    }),
    harmless: isRead,
  },
  'gateway error after the work was done': {
    answer(request, next, draw) {
      next(request);
      return { ...HTML, status: pick([502, 504, 524], draw) };
    },
    harmless: isRead,
  },
  'service unavailable with Retry-After': {
    answer: (_request, _next, draw) => refusal(503, 1, { 'retry-after': pick(ASKED, draw) }),
  },
  'request timeout or too early': {
    answer: (_request, _next, draw) => refusal(pick([408, 425], draw), 1),
    harmless: isRead,
  },
  'bad request': { answer: () => refusal(400, 12130) },
  unauthorized: {
    answer: (_request, _next, draw) => refusal(pick([401, 403], draw), pick([10000, 9109, 1], draw)),
  },
  'not found': { answer: () => refusal(404, 12130) },
  conflict: { answer: () => refusal(409, 12130) },
  redirect: {
    answer: (request, next, draw) => ({
      status: pick([301, 302, 303, 307, 308], draw),
      headers: { location: 'https://evil.example/client/v4/' },
      // What it brings along looks like the answer.
      body: next(request).body,
    }),
  },
  'connection refused': { answer: () => broken('ECONNREFUSED'), harmless: always },
  'connection reset': { answer: () => broken('ECONNRESET'), harmless: isRead },
  'connection reset after the work was done': {
    answer(request, next) {
      next(request);
      return broken('UND_ERR_SOCKET');
    },
    harmless: isRead,
  },
  'untrusted certificate': { answer: () => broken('UNABLE_TO_VERIFY_LEAF_SIGNATURE') },
  'web page': { answer: () => HTML },
  'empty body': {
    answer: (_request, _next, draw) => ({ status: pick([200, 204], draw), headers: {}, body: '' }),
  },
  'cut body': {
    answer(request, next, draw) {
      const { body, ...rest } = next(request);
      return { ...rest, body: body.slice(0, draw % body.length) };
    },
  },
  'altered body': {
    answer(request, next, draw) {
      const { body, ...rest } = next(request);
      const at = draw % body.length;
      return {
        ...rest,
        body: `${body.slice(0, at)}${pick(['"', '}', ',', 'x', '\u0000'], draw)}${body.slice(at + 1)}`,
      };
    },
  },
  'another shape': {
    answer: (_request, _next, draw) => ({
      status: 200,
      headers: JSON_TYPE,
      body: pick(
        ['[]', '{}', 'null', '7', '"x"', '{"success":true}', '{"success":"true","result":{}}'],
        draw,
      ),
    }),
  },
  'success: false with 200': {
    answer(request, next) {
      const { body, ...rest } = next(request);
      return { ...rest, body: body.replace('"success":true', '"success":false') };
    },
  },
  'success with errors': {
    answer(request, next) {
      const { body, ...rest } = next(request);
      return {
        ...rest,
        body: body.replace('"errors":[]', '"errors":[{"code":1,"message":"not all of them"}]'),
      };
    },
  },
  'result of another kind': {
    answer: (_request, _next, draw) => ({
      status: 200,
      headers: JSON_TYPE,
      body: `{"success":true,"errors":[],"messages":[],"result":${pick(['null', '[]', '{}', '[null]', '[[]]', '"complete"'], draw)}}`,
    }),
  },
  'hostile messages': {
    answer(request, next) {
      const { body, ...rest } = next(request);
      const message = `::warning::${TOKEN} of zq5k@example.com\u0007`;
      return {
        ...rest,
        body: body.replace('"messages":[]', `"messages":${JSON.stringify([{ code: 1, message }])}`),
      };
    },
    harmless: always,
  },
} as const satisfies Readonly<Record<string, Fault>>;
