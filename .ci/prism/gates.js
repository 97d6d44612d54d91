export const ACCOUNT = '023e105f4ecef8ad9ca31a8372d0c353';
export const ZONE = '9a7806061c88ada191ed06f989cc3dac';
export const APP = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';
const OKTA = 'ea85612a-29c8-46c2-bacb-669d65136971';

/** Whom the gates ask as; examples/directory.yml and `DIRECTORY` have the same account and token. */
export const IDENTITY = { accountId: ACCOUNT, token: 'emulator-token' };

/** What examples/directory.yml has not: several pages of users, and an application of a zone. */
export const DIRECTORY = {
  version: 1,
  account_id: ACCOUNT,
  api_tokens: [{ token: IDENTITY.token }],
  settings: { test_seconds: 1 },
  zones: [{ id: ZONE, name: 'example.com' }],
  identity_providers: [{ id: OKTA, type: 'okta', name: 'Okta' }],
  applications: [
    {
      id: APP,
      name: 'Wiki',
      domain: 'wiki.example.com',
      zone_id: ZONE,
      policies: [
        { name: 'Staff', decision: 'allow', include: [{ email_domain: { domain: 'example.com' } }] },
      ],
      checked_user: 'user0@example.com',
    },
  ],
  users: Array.from({ length: 2_345 }, (_, index) => ({
    email: `user${String(index)}@example.com`,
    name: `User ${String(index)}`,
    identity_provider: 'Okta',
    last_login: '2026-10-01',
    groups: [index % 10 === 0 ? 'support' : 'engineering'],
  })),
};

export const POLICY = {
  name: 'Allow engineering',
  decision: 'allow',
  include: [{ okta: { name: 'engineering', identity_provider_id: OKTA } }],
};

const SUPPORT = {
  name: 'Allow support',
  decision: 'allow',
  include: [{ okta: { name: 'support', identity_provider_id: OKTA } }],
};

/** @param {object} policy @param {object} thresholds */
function aTest(policy, thresholds, expectations = []) {
  return { version: 1, tests: [{ name: 'Grafana', policies: [policy], thresholds, expectations }] };
}

const WIKI = {
  app_id: APP,
  expect: { user: 'user0@example.com', status: 'Success', policies: [{ precedence: 1, status: 'Success' }] },
};

/**
 * Whole gates, the verdict of each, and how often it asks for a page of users. Those without a config are examples,
 * and run on examples/directory.yml; the others on `DIRECTORY`.
 */
export const GATES = [
  { title: 'examples/safe.yml', verdict: 'passed', pages: 2 },
  { title: 'examples/selectors.yml', verdict: 'passed', pages: 26 },
  {
    title: 'three pages of users',
    config: aTest({ policy: POLICY }, { percent_blocked: { max: 11 }, total_users: { min: 2_345 } }, [
      { users: '*@nowhere.example', status: 'blocked', at_least: 0 },
    ]),
    verdict: 'passed',
    pages: 3,
  },
  {
    title:
      'who loses access by a change, and by which policy of two: two tests at once, and one more to explain',
    config: {
      version: 1,
      tests: [
        {
          name: 'Grafana',
          policies: [{ policy: { ...POLICY, require: [{ email: { email: 'user1@example.com' } }] } }],
          baseline: [{ policy: POLICY }, { policy: SUPPORT }],
          thresholds: { users_lost: { max: 0 } },
        },
      ],
    },
    verdict: 'failed',
    pages: 4,
  },
  {
    title: 'a policy that is not saved, which the API refuses with 400',
    config: aTest({ id: '699d98642c564d2e855e9661899b7252' }, { total_users: { min: 1 } }),
    verdict: 'inconclusive',
    pages: 0,
  },
  {
    title: 'an application, by its account and by its zone',
    config: {
      version: 1,
      application_checks: [
        { name: 'By account', ...WIKI },
        { name: 'By zone', zone_id: ZONE, ...WIKI },
      ],
    },
    verdict: 'passed',
    pages: 0,
  },
  {
    title: 'an application that there is not, which the API refuses with 404',
    config: { version: 1, application_checks: [{ name: 'Gone', ...WIKI, app_id: OKTA }] },
    verdict: 'inconclusive',
    pages: 0,
  },
];

/** Those that the API refuses. */
export const REFUSED_GATES = GATES.filter(({ verdict }) => verdict === 'inconclusive');

/** A gate that passes but for what is done to the answers it gets. */
export const BROKEN_GATE = {
  title: 'a gate whose start is answered with another word',
  config: aTest({ policy: POLICY }, { total_users: { min: 1 } }),
  verdict: 'inconclusive',
  pages: 0,
  alter: (answer) => ({ ...answer, body: answer.body.replace('"success"}', '"started"}') }),
};
