import { expect } from '@jest/globals';
import { anError } from '../../support/scenario.ts';
import { type Fault } from './fault.ts';
import { type Answering, faultAt, type Response, type Stage, STAGES } from './stage.ts';

/** An answer that is no success, or none that can be read, whatever was asked. */
interface Bad {
  readonly name: string;
  readonly response: Response;
  readonly says: readonly string[];
  readonly refusedAt?: readonly Stage[];
}

const SHAPE = ['not the documented shape', 'check api-base-url and proxies'];
const AGAIN = 'Run it again; if it stays so, ask Cloudflare.';
const ELSEWHERE = "Something else may answer in Cloudflare's place: check api-base-url and proxies.";

/** Where an id of ours is asked for first, so that nobody knows it is a mistake of the set-up. */
const AT_FIRST: readonly Stage[] = [
  'start',
  'start of the baseline',
  'policies of the application',
  'application check',
];

const SET_UP: readonly Bad[] = [
  [400, 12130, 'access.api.error.invalid_request', 'correct the policy or id that it names'],
  [400, 7003, 'Could not route to /accounts/x', 'check account-id'],
  [400, 9999, 'access.api.error.not_enabled', 'Zero Trust is not set up in this account'],
  [400, 6003, 'Invalid request headers', 'copy the API token again'],
  [400, 9106, 'Missing X-Auth-Key', 'No credentials arrived'],
  [401, 10000, 'Authentication error', 'The API token lacks the permission'],
  [403, 10000, 'Authentication error', 'The API token lacks the permission'],
  [403, 9109, 'Invalid access token', 'unknown, expired or revoked'],
  [409, 9999, 'access.api.error.not_enabled', 'Zero Trust is not set up in this account'],
].map(([status, code, message, advice]) => ({
  name: `HTTP ${String(status)} with code ${String(code)}`,
  response: anError(Number(status), Number(code), String(message)),
  says: [`HTTP ${String(status)}; ${String(code)}: ${String(message)}`, String(advice)],
  refusedAt: STAGES,
}));

const STATUSES: readonly Bad[] = [
  ...[405, 408, 409, 410, 413, 418, 425, 451].map((status) => ({ status, body: '' })),
  ...[500, 501, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530, 599].map((status) => ({
    status,
    body: `<html><body>${String(status)} somebody@example.com</body></html>`,
  })),
].map(({ status, body }) => ({
  name: `HTTP ${String(status)}`,
  response: { status, headers: { 'content-type': 'text/html' }, body },
  says: [`failed (HTTP ${String(status)}). ${AGAIN}`],
}));

const NOT_FOUND: Bad = {
  name: 'HTTP 404',
  response: anError(404, 12130, 'not found'),
  says: ['HTTP 404; 12130: not found', 'check the id, and that it belongs to this account'],
  refusedAt: AT_FIRST,
};

const REDIRECTS: readonly Bad[] = [300, 301, 302, 303, 304, 307, 308].map((status) => ({
  name: `a redirect with HTTP ${String(status)} to another host`,
  response: { status, headers: { location: 'https://evil.example/client/v4' }, body: '' },
  says: [`sends it elsewhere (HTTP ${String(status)}), which is not followed`, ELSEWHERE],
}));

const NO_JSON: readonly Bad[] = [
  ['an empty body', '', 'it is empty'],
  ['HTML with 200', '<!doctype html><title>Sign in</title>', 'it looks like HTML'],
  ['JSON that is cut in the middle', '{"success":true,"errors":[],"result":{"id":"x', 'it is something else'],
  ['two JSON texts', '{"success":true}\n{"success":true}', 'it is something else'],
  ['JSON with a comment', '{"success":true /* yes */}', 'it is something else'],
  ['a number that JSON has not', '{"success":true,"result":NaN}', 'it is something else'],
  ['plain text', 'OK', 'it is something else'],
].map(([name = '', body = '', what = '']) => ({
  name,
  response: { status: 200, headers: {}, body },
  says: [`is not JSON: ${what}`, ELSEWHERE],
}));

const NO_ENVELOPE: readonly Bad[] = [
  'null',
  '[]',
  '"success"',
  '200',
  '{}',
  '{"result":[]}',
  '{"success":"true","result":[]}',
  '{"success":1,"result":[]}',
  '{"success":null,"result":[]}',
  '{"success":true,"errors":"none","result":[]}',
  '{"__proto__":{"success":true,"errors":[]}}',
].map((body) => ({
  name: `JSON of another shape, ${body},`,
  response: { status: 200, headers: {}, body },
  says: SHAPE,
}));

const NO_SUCCESS: readonly Bad[] = [
  {
    name: 'success: false with 200',
    body: { success: false, errors: [{ code: 1, message: 'no' }] },
    what: 'HTTP 200; 1: no',
  },
  {
    name: 'success: false without an error',
    body: { success: false, errors: [], result: [] },
    what: 'failed (HTTP 200)',
  },
  {
    name: 'success: true beside an error',
    body: { success: true, errors: [{ code: 1, message: 'half' }] },
    what: '1: half',
  },
  {
    name: 'success: true beside an error of no known form',
    body: { success: true, errors: ['?'] },
    what: 'an error of an unknown form',
  },
].map(({ name, body, what }) => ({
  name,
  response: { status: 200, headers: {}, body: JSON.stringify(body) },
  says: [what, AGAIN],
}));

const NO_RESULT: readonly Bad[] = [undefined, null, 'complete', 7, true].map((result) => ({
  name: result === undefined ? 'no result' : `the result ${JSON.stringify(result)}`,
  response: { status: 200, headers: {}, body: JSON.stringify({ success: true, errors: [], result }) },
  says: SHAPE,
}));

const BAD: readonly Bad[] = [
  ...SET_UP,
  NOT_FOUND,
  ...STATUSES,
  ...REDIRECTS,
  ...NO_JSON,
  ...NO_ENVELOPE,
  ...NO_SUCCESS,
  ...NO_RESULT,
];

/** Every bad answer at every stage. */
export const ANSWERS: readonly Fault[] = BAD.flatMap(({ name, response, says, refusedAt = [] }) =>
  STAGES.map((stage): Fault => ({
    name: `${name} at the ${stage}`,
    scenario: () => ({ fault: faultAt(stage, () => response) }),
    ...(refusedAt.includes(stage) && { stops: 'refused' }),
    says,
    then({ report }) {
      if (stage.includes('application')) return;
      // A refusal ends the run; other trouble is that of its test alone.
      const [, other] = report.tests;
      expect(other?.verdict).toBe(refusedAt.includes(stage) ? 'inconclusive' : 'passed');
    },
  })),
);

const empty =
  (result: unknown): Answering =>
  () => ({
    status: 200,
    headers: {},
    body: JSON.stringify({ success: true, errors: [], messages: [], result }),
  });

/** Results without anything in them, which are of the documented shape at some stages. */
export const EMPTY: readonly Fault[] = (
  [
    ['start', [], 'not the documented shape'],
    ['start', {}, 'not the documented shape: id'],
    ['poll', [], 'not the documented shape'],
    ['poll', {}, 'not the documented shape: status'],
    ['first page', {}, 'not the documented shape'],
    ['first page', [], 'Listed with the status approved: 0 users; the count says 6'],
    ['later page', [], 'Listed with the status blocked: 0 users; the count says 4'],
    [
      'first page of the baseline',
      [],
      'The baseline is not to be relied on: Listed with the status approved: 0',
    ],
    ['later page of the baseline', [], 'The baseline is not to be relied on: Listed with the status'],
    ['policies of the application', {}, 'not the documented shape'],
    ['policies of the application', [], 'There are no policies to test'],
    ['policies of the application', [{}], 'not the documented shape: 0.name'],
    ['application check', [], 'not the documented shape'],
    ['application check', {}, 'Cloudflare'],
  ] as const
).map(([stage, result, says]) => ({
  name: `the empty result ${JSON.stringify(result)} at the ${stage}`,
  scenario: () => ({ fault: faultAt(stage, empty(result)) }),
  says: [says],
  // Without policies nobody is approved, which this test forbids.
  ...(says === 'There are no policies to test' && { verdict: 'failed' as const }),
}));
