import { type Directory } from './directory.ts';
import { type Answer, failure } from './envelope.ts';
import { type EmulatorRequest } from './exchange.ts';

/** What a token may look like in `Authorization: Bearer TOKEN`: no space, no quotes. */
const WELL_FORMED = /^Bearer [\w.~+/=-]+$/;

/** The refusal of a request whose credentials are missing or malformed, whoever they belong to. */
export function checkCredentials({ headers }: EmulatorRequest): Answer | undefined {
  const { authorization } = headers;
  if (authorization !== undefined) {
    return WELL_FORMED.test(authorization) ? undefined : MALFORMED;
  }
  return headers['x-auth-email'] && headers['x-auth-key'] ? undefined : MISSING;
}

/** The refusal of well-formed credentials that are not the directory's. */
export function checkIdentity({ headers }: EmulatorRequest, directory: Directory): Answer | undefined {
  if (headers.authorization !== undefined) {
    const isKnown = directory.apiTokens.some(({ token }) => headers.authorization === `Bearer ${token}`);
    return isKnown ? undefined : UNKNOWN_TOKEN;
  }
  const { apiKey } = directory;
  const known = apiKey && headers['x-auth-email'] === apiKey.email && headers['x-auth-key'] === apiKey.key;
  return known ? undefined : UNKNOWN_KEY;
}

const MISSING = failure(400, {
  code: 9106,
  message: 'Missing X-Auth-Key, X-Auth-Email or Authorization headers',
});

const MALFORMED = failure(400, {
  code: 6003,
  message: 'Invalid request headers',
  error_chain: [{ code: 6111, message: 'Invalid format for Authorization header' }],
});

const UNKNOWN_TOKEN = failure(403, { code: 9109, message: 'Invalid access token' });

const UNKNOWN_KEY = failure(403, { code: 9103, message: 'Unknown X-Auth-Key or X-Auth-Email' });
