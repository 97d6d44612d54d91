import { findApplication, renderApplicationCheck } from './applicationCheck.ts';
import { answerApplications } from './applicationList.ts';
import { answerApplicationPolicies } from './applicationPolicies.ts';
import { type Caller, checkCredentials, checkPermission, findCaller } from './authorization.ts';
import { type Application, type Directory } from './directory.ts';
import { type Answer, failure, success } from './envelope.ts';
import { type EmulatorRequest, type Handler } from './exchange.ts';
import { createPageStore } from './pageStore.ts';
import { type PolicyTest, progressOf } from './policyTest.ts';
import { createRateLimit, renderAllowance } from './rateLimit.ts';
import { renderStatus } from './rendering.ts';
import { findRoute, type Route } from './routes.ts';
import { decodeStartRequest } from './startRequest.ts';
import { createTestStore } from './testStore.ts';
import { answerUsersPage } from './usersPage.ts';

/** Cloudflare's API lies below this path, and so does the emulator's. */
export const BASE_PATH = '/client/v4';

/** A stand-in for Cloudflare's Access API that really evaluates policies. */
export interface Emulator {
  readonly handle: Handler;
}

/** Of accounts and zones. */
const IDENTIFIER = /^[0-9a-f]{32}$/;

/**
 * Makes an emulator of the account in `directory`; `now` is in milliseconds and drives the progress of tests and the
 * rate limit. The first test has always the same id, and so have the next.
 */
export function createEmulator(directory: Directory, { now }: { now: () => number }): Emulator {
  const { settings } = directory;
  const tests = createTestStore(directory, now);
  const rateLimit = createRateLimit(settings, now);
  const pages = createPageStore();
  let listings = 0;

  const answer = (request: EmulatorRequest, caller: Caller | undefined): Answer => {
    const [path = '', query] = request.path.split('?');
    const malformed = checkCredentials(request, settings);
    if (malformed) return malformed;
    const route = findRoute(request.method, belowBase(path));
    if (route === undefined) return NO_ROUTE;
    if (!IDENTIFIER.test(route.scopeId)) return noObject(belowBase(path));
    const refusal = checkPermission(request, caller, route, directory);
    if (refusal) return refusal;
    return settings.zeroTrust ? operate(route, request.body, new URLSearchParams(query)) : NO_ZERO_TRUST;
  };

  const operate = (route: Route, body: string | undefined, query: URLSearchParams): Answer => {
    switch (route.operation) {
      case 'start':
        return start(body);
      case 'status':
        return ofTest(route, (test) => success(renderStatus(test, progressOf(test, now()), settings)));
      case 'users':
        return ofTest(route, (test) => listUsersOf(test, query));
      case 'applicationCheck':
        return ofApplication(route, (application) => success(renderApplicationCheck(application, directory)));
      case 'applicationPolicies':
        return ofApplication(route, (application) => answerApplicationPolicies(application, query, settings));
      case 'applications':
        return answerApplications(route, query, directory);
    }
  };

  const listUsersOf = (test: PolicyTest, query: URLSearchParams): Answer => {
    listings += 1;
    const progress = progressOf(test, now());
    const make = (): Answer => answerUsersPage(test, progress, query, settings, listings);
    // Nothing changes any more; and a test of the same policies has the same pages.
    return progress.status === 'complete' ? pages.take(`${test.decidedBy}?${String(query)}`, make) : make();
  };

  const start = (body: string | undefined): Answer => {
    const wanted = decodeStartRequest(body, directory);
    if (wanted.kind === 'refused') return wanted.answer;
    if (settings.secondTest !== 'allowed' && tests.isBusy()) return failure(settings.secondTest, BUSY);
    return success({ id: tests.start(wanted.policies).id, status: 'success' });
  };

  const ofTest = ({ objectId }: Route, tell: (test: PolicyTest) => Answer): Answer => {
    const test = tests.find(objectId);
    return test ? tell(test) : failure(settings.unknownTestStatus, NO_TEST);
  };

  const ofApplication = (route: Route, tell: (application: Application) => Answer): Answer => {
    const application = findApplication(route, directory);
    return application ? tell(application) : NO_APPLICATION;
  };

  return {
    handle(request) {
      const caller = findCaller(request, directory);
      // Whoever is nobody's token or user counts as one.
      const allowance = rateLimit.take(caller?.key ?? '');
      const { status, body } = allowance.isExceeded ? TOO_MANY : answer(request, caller);
      return {
        status,
        headers: { 'content-type': 'application/json', ...renderAllowance(allowance) },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      };
    },
  };
}

function belowBase(path: string): string {
  return path.startsWith(`${BASE_PATH}/`) ? path.slice(BASE_PATH.length) : '';
}

const NO_ROUTE = failure(404, { code: 7000, message: 'No route for that URI' });

const NO_ZERO_TRUST = failure(403, {
  code: 9999,
  message: 'access.api.error.not_enabled: Zero Trust is not set up in this account',
});

const NO_APPLICATION = failure(404, {
  code: 12130,
  message: 'access.api.error.not_found: no such application',
});

const NO_TEST = { code: 12130, message: 'access.api.error.not_found: no such policy test' };

const BUSY = { code: 12130, message: 'access.api.error.conflict: another policy test is processing' };

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
