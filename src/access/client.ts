import { type Policy, type TestedPolicy } from '../policies/entry.ts';
import { type ApplicationState } from '../verdict/application.ts';
import { type User } from '../verdict/user.ts';
import { type AccessWorld, type Api, type ApiUsage, createApi, type Limits } from './api.ts';
import {
  decodeApplications,
  decodeApplicationState,
  decodeSavedPolicies,
  type SavedApplication,
} from './applicationWire.ts';
import { type Connection } from './connection.ts';
import { inPrecedence, keyOfPolicy } from './savedPolicies.ts';
import { readWholeList } from './wholeList.ts';
import {
  decodeStarted,
  decodeTestStatus,
  decodeUsersPage,
  encodeUsersQuery,
  TERMINAL_STATUSES,
  type TestStatus,
  type UsersPage,
} from './wire.ts';

/**
 * The operations that test policies, https://developers.cloudflare.com/api/resources/zero_trust/subresources/access/.
 * Each throws as `Api.call` does.
 */
export interface AccessClient {
  /** Starts a policy test; its id. */
  startTest(policies: readonly TestedPolicy[], limits: Limits): Promise<string>;
  /** Whether `id` was first given for other policies than these, so that the test of it says nothing about them. */
  isOfOthers(id: string, policies: readonly TestedPolicy[]): boolean;
  readTest(id: string, limits: Limits): Promise<TestStatus>;
  /** As of `Api`. */
  readonly announcePages: Api['announcePages'];
  /**
   * One page of a test's users; empty past the end. It is held back where what the rate limit leaves is kept for others.
   */
  readUsersPage(id: string, page: UsersPage, limits: Limits): Promise<readonly User[]>;
  /** What Cloudflare says of a user of its own choice and a saved application, of the account or of a zone. */
  readApplicationState(
    application: { readonly appId: string; readonly zoneId?: string },
    limits: Limits,
  ): Promise<ApplicationState>;
  /**
   * The saved policies of an application of the account in their precedence, each as it can be sent to a policy
   * test: read-only fields and those that are null are left out. Empty when it has none.
   */
  readApplicationPolicies(appId: string, limits: Limits): Promise<readonly Policy[]>;
  /** The saved applications of the account, in Cloudflare's order. */
  readApplications(limits: Limits): Promise<readonly SavedApplication[]>;
  usage(): ApiUsage;
}

const START = 'Access: Policy Test Write';
const READ_TEST = 'Access: Policy Test Read';
const READ_APPLICATION = 'Access: Apps and Policies Read';

/** @param sensitive what is sent and must not be shown, the longest first */
export function createAccessClient(
  connection: Connection,
  world: AccessWorld,
  sensitive: readonly string[] = [],
): AccessClient {
  const api = createApi(connection, world, sensitive);
  const account = `/accounts/${connection.accountId}`;
  const tests = `${account}/access/policy-tests`;
  const testPath = (id: string): string => `${tests}/${encodeURIComponent(id)}`;
  const appPath = (scope: string, id: string): string => `${scope}/access/apps/${encodeURIComponent(id)}`;

  /** What each policy test was first given for, as JSON. */
  const startedWith = new Map<string, string>();

  return {
    announcePages: (pages, atOnce, limits) => {
      api.announcePages(pages, atOnce, limits);
    },
    startTest: async (policies, limits) => {
      const id = await api.call(
        {
          what: 'Starting the policy test',
          permission: START,
          request: { method: 'POST', path: tests, body: { policies } },
          decodeResult: decodeStarted,
        },
        limits,
      );
      if (!startedWith.has(id)) startedWith.set(id, JSON.stringify(policies));
      return id;
    },
    isOfOthers: (id, policies) => startedWith.has(id) && startedWith.get(id) !== JSON.stringify(policies),
    readTest: (id, limits) =>
      api.call(
        {
          what: `Reading the status of policy test ${id}`,
          permission: READ_TEST,
          request: { method: 'GET', path: testPath(id) },
          decodeResult: (result) => withShownStatus(decodeTestStatus(result, id), api),
        },
        limits,
      ),
    readUsersPage: (id, page, limits) =>
      api.call(
        {
          what: `Reading page ${String(page.page)} of the ${page.status === undefined ? 'users' : `users with the status ${page.status}`} of policy test ${id}`,
          permission: READ_TEST,
          request: { method: 'GET', path: `${testPath(id)}/users`, query: encodeUsersQuery(page) },
          isPage: true,
          decodeResult: decodeUsersPage,
        },
        limits,
      ),
    readApplicationState: ({ appId, zoneId }, limits) =>
      api.call(
        {
          what: `Checking application ${appId}`,
          permission: READ_APPLICATION,
          request: {
            method: 'GET',
            path: `${appPath(zoneId === undefined ? account : `/zones/${zoneId}`, appId)}/user_policy_checks`,
          },
          decodeResult: (result) => withShownStatuses(decodeApplicationState(result), api),
        },
        limits,
      ),
    readApplicationPolicies: async (appId, limits) =>
      inPrecedence(
        await readWholeList(
          api,
          {
            what: `Reading the policies of application ${appId}`,
            rows: 'policies',
            permission: READ_APPLICATION,
            path: `${appPath(account, appId)}/policies`,
            decodeRows: decodeSavedPolicies,
            keyOf: keyOfPolicy,
          },
          limits,
        ),
      ),
    readApplications: (limits) =>
      readWholeList(
        api,
        {
          what: 'Reading the applications of the account',
          rows: 'applications',
          permission: READ_APPLICATION,
          path: `${account}/access/apps`,
          decodeRows: decodeApplications,
          keyOf: ({ id }) => id,
        },
        limits,
      ),
    usage: () => api.usage(),
  };
}

/** A word that is not known may repeat what was sent. */
function withShownStatus(test: TestStatus, api: Api): TestStatus {
  return TERMINAL_STATUSES.includes(test.status) ? test : { ...test, status: api.conceal(test.status) };
}

function withShownStatuses(state: ApplicationState, api: Api): ApplicationState {
  const shown = (status: string | undefined): string | undefined => status && api.conceal(status);
  return {
    ...state,
    status: shown(state.status),
    policies: state.policies?.map((policy) => ({ ...policy, status: shown(policy.status) })),
  };
}
