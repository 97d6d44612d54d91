import { ACCOUNT, APP, IDENTITY, POLICY, ZONE } from './gates.js';

const TESTS = `/accounts/${ACCOUNT}/access/policy-tests`;
const NO_TEST = `${TESTS}/never`;
const AUTHORIZED = { authorization: `Bearer ${IDENTITY.token}` };

/** @param {object} overrides */
function start(overrides) {
  return {
    method: 'POST',
    path: TESTS,
    headers: { ...AUTHORIZED, 'content-type': 'application/json' },
    body: JSON.stringify({ policies: [{ ...POLICY, ...overrides }] }),
  };
}

/** @param {string} path @param {Record<string, string>} headers */
function get(path, headers = AUTHORIZED) {
  return { method: 'GET', path, headers };
}

/** The id of the first test of any emulator. */
const TEST = `${TESTS}/62463d4611be89d91024454c27eb9e8d3b498d2e9a24772d8754dbb97614b4be`;

const CHECK = `access/apps/${APP}/user_policy_checks`;

/** One of each operation, with which nothing is wrong. */
export const RIGHT_REQUESTS = [
  start({}),
  get(TEST),
  get(`${TEST}/users?per_page=2`),
  get(`/accounts/${ACCOUNT}/${CHECK}`),
  get(`/zones/${ZONE}/${CHECK}`),
];

/** Requests that break the contract; `because` is a part of what prism says. */
export const WRONG_REQUESTS = [
  {
    title: 'a policy without a decision',
    request: start({ decision: undefined }),
    because: "must have required property 'decision'",
  },
  {
    title: 'a decision that is none',
    request: start({ decision: 'block' }),
    because: 'policies.0.decision must be equal',
  },
  {
    title: 'a selector without its field',
    request: start({ include: [{ geo: {} }] }),
    because: "geo must have required property 'country_code'",
  },
  {
    title: 'a page of 1001 users',
    request: get(`${NO_TEST}/users?per_page=1001`),
    because: 'parameter per_page must be <= 1000',
  },
  {
    title: "a row's word in the filter",
    request: get(`${NO_TEST}/users?status=approved`),
    because: 'parameter status must be equal',
  },
  { title: 'no credentials', request: get(NO_TEST, {}), because: 'UNAUTHORIZED' },
  { title: 'a path that is not documented', request: get(`${NO_TEST}/rows`), because: 'NO_PATH_MATCHED' },
];

const replacing = (from, to) => (answer) => ({ ...answer, body: answer.body.replace(from, to) });

/** Requests that are right, and what is done to their answers. */
export const WRONG_ANSWERS = [
  {
    title: 'another word for a status',
    request: get(TEST),
    alter: replacing(/"status":"\w+"/, '"status":"running"'),
    because: 'result.status must be equal',
  },
  {
    title: 'a count as text',
    request: get(TEST),
    alter: replacing(/"total_users":(\d+)/, '"total_users":"$1"'),
    because: 'result.total_users must be integer',
  },
  {
    title: "the filter's word in a row",
    request: get(`${TEST}/users`),
    alter: replacing('"status":"approved"', '"status":"success"'),
    because: 'status must be equal',
  },
  {
    title: 'an envelope without errors',
    request: get(TEST),
    alter: replacing('"errors":[],', ''),
    because: "must have required property 'errors'",
  },
  {
    title: 'a failure with 200',
    request: get(TEST),
    alter: replacing('"success":true', '"success":false'),
    because: 'property success must be equal',
  },
  {
    title: 'an undocumented HTTP status',
    request: get(TEST),
    alter: (answer) => ({ ...answer, status: 403 }),
    because: 'Unable to match the returned status code',
  },
  {
    title: 'a refusal without messages',
    request: get(TEST),
    alter: (answer) => ({
      ...answer,
      status: 400,
      body: '{"success":false,"errors":[{"code":7003,"message":"no"}],"result":null}',
    }),
    because: "must have required property 'messages'",
  },
];
