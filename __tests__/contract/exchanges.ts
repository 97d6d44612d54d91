import { type Directory } from '../../src/emulator/directory.ts';
import { type EmulatorRequest } from '../../src/emulator/exchange.ts';
import { ACCOUNT_ID, API_TOKEN, someSettings } from '../support/directory.ts';
import { ALLOW_ENGINEERING, COMPANY } from '../support/scenario.ts';

export const ZONE_ID = '9a7806061c88ada191ed06f989cc3dac';
export const APP_ID = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';

/** What the first policy test of every emulator is called. */
const FIRST_TEST = '62463d4611be89d91024454c27eb9e8d3b498d2e9a24772d8754dbb97614b4be';

export const TESTS = `/client/v4/accounts/${ACCOUNT_ID}/access/policy-tests`;
export const TEST = `${TESTS}/${FIRST_TEST}`;
const APP_PATH = `/access/apps/${APP_ID}`;
const CHECK_PATH = `${APP_PATH}/user_policy_checks`;
const APPLICATIONS_PATH = '/access/apps?page=1&per_page=50';
const POLICIES_PATH = `${APP_PATH}/policies?page=1&per_page=50`;

/** Ten people and an application of a zone; whom a check of it is about is the first of them. */
export const ACCOUNT: Directory = {
  ...COMPANY,
  settings: someSettings(),
  zoneIds: new Set([ZONE_ID]),
  applications: new Map([
    [
      APP_ID,
      {
        id: APP_ID,
        name: 'Wiki',
        domain: 'wiki.example.com',
        zoneId: ZONE_ID,
        policies: [
          {
            name: 'Nobody from the DE',
            decision: 'deny',
            include: [{ geo: { country_code: 'DE' } }],
            require: [],
            exclude: [],
          },
          {
            name: 'Staff',
            decision: 'allow',
            include: [{ email_domain: { domain: 'example.com' } }],
            require: [],
            exclude: [],
          },
        ],
        checkedUser: COMPANY.users[0],
      },
    ],
  ]),
};

export const HEADERS = { authorization: `Bearer ${API_TOKEN}`, 'user-agent': 'test' };
export const POLICY = JSON.parse(ALLOW_ENGINEERING) as Readonly<Record<string, unknown>>;

export function get(path: string): EmulatorRequest {
  return { method: 'GET', path, headers: HEADERS, body: undefined };
}

export function post(body: unknown): EmulatorRequest {
  return {
    method: 'POST',
    path: TESTS,
    headers: { ...HEADERS, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** A request of each operation that the contract allows; those of a policy test are about the first one. */
export const START = post({ policies: [POLICY] });
export const STATUS = get(TEST);
export const USERS = get(`${TEST}/users?page=1&per_page=1000&status=success`);
export const CHECK = get(`/client/v4/accounts/${ACCOUNT_ID}${CHECK_PATH}`);
export const ZONE_CHECK = get(`/client/v4/zones/${ZONE_ID}${CHECK_PATH}`);
export const POLICIES = get(`/client/v4/accounts/${ACCOUNT_ID}${POLICIES_PATH}`);
export const APPLICATIONS = get(`/client/v4/accounts/${ACCOUNT_ID}${APPLICATIONS_PATH}`);
export const ZONE_APPLICATIONS = get(`/client/v4/zones/${ZONE_ID}${APPLICATIONS_PATH}`);
export const ZONE_POLICIES = get(`/client/v4/zones/${ZONE_ID}${POLICIES_PATH}`);
