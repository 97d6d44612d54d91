import { type ApiToken, type Directory } from './directory.ts';
import { type Permission, PERMISSIONS, TOKEN } from './directorySchema.ts';
import { type Answer, failure, gatewayFailure } from './envelope.ts';
import { type EmulatorRequest } from './exchange.ts';
import { type Operation, type Route } from './routes.ts';
import { type Settings } from './settings.ts';

/** Who asks: one of the directory's tokens, or the user of its older pair of credentials. */
export type Caller = Pick<ApiToken, 'permissions' | 'accountId'> & {
  /** What the rate limit counts by. */
  readonly key: string;
};

const WELL_FORMED = new RegExp(`^Bearer ${TOKEN}$`);

/** The permissions of which each operation needs one. */
const NEEDED: Readonly<Record<Operation, readonly Permission[]>> = {
  start: ['Access: Policy Test Write'],
  status: ['Access: Policy Test Write', 'Access: Policy Test Read'],
  users: ['Access: Policy Test Write', 'Access: Policy Test Read'],
  applicationCheck: ['Access: Apps and Policies Write', 'Access: Apps and Policies Read'],
  applicationPolicies: ['Access: Apps and Policies Write', 'Access: Apps and Policies Read'],
  applications: ['Access: Apps and Policies Write', 'Access: Apps and Policies Read'],
};

/** The refusal of a request whose credentials are missing or malformed, whoever they belong to. */
export function checkCredentials({ headers }: EmulatorRequest, settings: Settings): Answer | undefined {
  const { authorization } = headers;
  if (authorization !== undefined) {
    return WELL_FORMED.test(authorization) ? undefined : MALFORMED;
  }
  return headers['x-auth-email'] && headers['x-auth-key']
    ? undefined
    : failure(settings.noCredentialsStatus, NO_CREDENTIALS);
}

/** Whose credentials a request has; `undefined` where they are not the directory's. */
export function findCaller({ headers }: EmulatorRequest, directory: Directory): Caller | undefined {
  const { apiTokens, apiKey, accountId } = directory;
  if (headers.authorization !== undefined) {
    const known = apiTokens.find(({ token }) => headers.authorization === `Bearer ${token}`);
    return known && { key: `token ${known.token}`, ...known };
  }
  const isKnown = apiKey && headers['x-auth-email'] === apiKey.email && headers['x-auth-key'] === apiKey.key;
  return isKnown ? { key: `user ${apiKey.email}`, permissions: PERMISSIONS, accountId } : undefined;
}

/** The refusal of well-formed credentials that nobody has, or that are not enough for `route`. */
export function checkPermission(
  { headers }: EmulatorRequest,
  caller: Caller | undefined,
  route: Route,
  directory: Directory,
): Answer | undefined {
  const { forbiddenStatus } = directory.settings;
  if (caller === undefined) {
    return failure(forbiddenStatus, headers.authorization === undefined ? UNKNOWN_KEY : UNKNOWN_TOKEN);
  }
  const mayAsk =
    caller.accountId === directory.accountId &&
    isInAccount(route, directory) &&
    NEEDED[route.operation].some((permission) => caller.permissions.includes(permission));
  return mayAsk ? undefined : gatewayFailure(forbiddenStatus, NOT_ALLOWED);
}

function isInAccount({ scope, scopeId }: Route, { accountId, zoneIds }: Directory): boolean {
  return scope === 'account' ? scopeId === accountId : zoneIds.has(scopeId);
}

const MALFORMED = failure(400, {
  code: 6003,
  message: 'Invalid request headers',
  error_chain: [{ code: 6111, message: 'Invalid format for Authorization header' }],
});

const NO_CREDENTIALS = {
  code: 9106,
  message: 'Missing X-Auth-Key, X-Auth-Email or Authorization headers',
};

const UNKNOWN_TOKEN = { code: 9109, message: 'Invalid access token' };

const UNKNOWN_KEY = { code: 9103, message: 'Unknown X-Auth-Key or X-Auth-Email' };

const NOT_ALLOWED = { code: 10000, message: 'Authentication error' };
