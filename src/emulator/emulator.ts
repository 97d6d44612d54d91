import { checkCredentials, checkIdentity } from './authorization.ts';
import { type Directory } from './directory.ts';
import { type Answer, failure, gatewayFailure, success } from './envelope.ts';
import { type EmulatorRequest, type Handler } from './exchange.ts';
import { type PolicyTest, processedUsers, renderStatus, startPolicyTest } from './policyTest.ts';
import { createRateLimit, renderAllowance } from './rateLimit.ts';
import { decodeStartRequest } from './startRequest.ts';
import { answerUsersPage } from './usersPage.ts';

/** Cloudflare's API lies below this path, and so does the emulator's. */
export const BASE_PATH = '/client/v4';

/** A stand-in for Cloudflare's Access API that really evaluates policies. */
export interface Emulator {
  readonly handle: Handler;
}

const ACCOUNT_ROUTE = /^\/accounts\/([^/]+)\/access\/policy-tests(?:\/([^/]+))?(\/users)?$/;
const ACCOUNT_ID = /^[0-9a-f]{32}$/;

/**
 * Makes an emulator of the account in `directory`; `now` is in milliseconds and drives the progress of tests and the
 * rate limit. Its tests live as long as it does. The first test has always the same id, and so have the next.
 */
export function createEmulator(directory: Directory, { now }: { now: () => number }): Emulator {
  const tests = new Map<string, PolicyTest>();
  const rateLimit = createRateLimit(now);

  const answer = (request: EmulatorRequest): Answer => {
    const [path = '', query] = request.path.split('?');
    const [, accountId, testId, users] = ACCOUNT_ROUTE.exec(belowBase(path)) ?? [];

    const malformed = checkCredentials(request);
    if (malformed) return malformed;
    if (accountId === undefined) return NO_ROUTE;
    if (!ACCOUNT_ID.test(accountId)) return noObject(belowBase(path));
    const unknown = checkIdentity(request, directory);
    if (unknown) return unknown;
    if (accountId !== directory.accountId) return NOT_IN_SCOPE;

    if (testId === undefined) return request.method === 'POST' && !users ? start(request) : NO_ROUTE;
    if (request.method !== 'GET') return NO_ROUTE;
    const test = tests.get(testId);
    if (!test) return NO_TEST;
    return users
      ? answerUsersPage(processedUsers(test, now()), new URLSearchParams(query))
      : success(renderStatus(test, now()));
  };

  const start = (request: EmulatorRequest): Answer => {
    const wanted = decodeStartRequest(request.body, directory);
    if (wanted.kind === 'refused') return wanted.answer;
    const test = startPolicyTest(tests.size + 1, wanted.policies, directory, now());
    tests.set(test.id, test);
    return success({ id: test.id, status: 'success' });
  };

  return {
    handle(request) {
      const allowance = rateLimit.take();
      const { status, body } = allowance.isExceeded ? TOO_MANY : answer(request);
      return {
        status,
        headers: { 'content-type': 'application/json', ...renderAllowance(allowance) },
        body: JSON.stringify(body),
      };
    },
  };
}

function belowBase(path: string): string {
  return path.startsWith(`${BASE_PATH}/`) ? path.slice(BASE_PATH.length) : '';
}

const NO_ROUTE = failure(404, { code: 7000, message: 'No route for that URI' });

const NOT_IN_SCOPE = gatewayFailure(403, { code: 10000, message: 'Authentication error' });

/** What the API says here is not known. */
const NO_TEST = failure(404, { code: 12130, message: 'access.api.error.not_found: no such policy test' });

const TOO_MANY = failure(429, { code: 10429, message: 'Rate limit exceeded' });

function noObject(path: string): Answer {
  return failure(
    400,
    {
      code: 7003,
      message: `Could not route to ${path}, perhaps your object identifier is invalid?`,
    },
    { code: 7000, message: 'No route for that URI' },
  );
}
