import { describe, expect, test } from '@jest/globals';
import { type Application, type Directory } from '../../src/emulator/directory.ts';
import { type Policy } from '../../src/emulator/policy.ts';
import { ACCOUNT_ID, aUser, someSettings } from '../support/directory.ts';
import { anEmulator, codesOf, type TestAnswer } from '../support/emulator.ts';

const ZONE_ID = 'a'.repeat(32);
const OTHER_ZONE_ID = 'b'.repeat(32);

function aPolicy(
  decision: Policy['decision'],
  include: Policy['include'],
  more: Partial<Policy> = {},
): Policy {
  return { name: decision, decision, include, require: [], exclude: [], ...more };
}

const EMAIL = { email: { email: 'alice@example.com' } };
const EVERYONE = { everyone: {} };
const NOBODY = { email: { email: 'nobody@example.com' } };
/** Nobody's country is known here. */
const GEO = { geo: { country_code: 'US' } };

function anApplication(overrides: Partial<Application> = {}): Application {
  return {
    id: 'app-1',
    name: 'Wiki',
    domain: 'wiki.example.com',
    zoneId: ZONE_ID,
    policies: [aPolicy('allow', [EMAIL])],
    checkedUser: aUser({ country: undefined }),
    ...overrides,
  };
}

/** The check of one application, asked for by the account unless told otherwise. */
function check(
  application: Partial<Application> = {},
  {
    scope = `accounts/${ACCOUNT_ID}`,
    app = 'app-1',
    directory = {},
  }: { scope?: string; app?: string; directory?: Partial<Directory> } = {},
): TestAnswer {
  return anEmulator({
    zoneIds: new Set([ZONE_ID, OTHER_ZONE_ID]),
    applications: new Map([['app-1', anApplication(application)]]),
    ...directory,
  }).send({ path: `/client/v4/${scope}/access/apps/${app}/user_policy_checks` });
}

interface Result {
  readonly app_state: { aud: string; status: string; policies: { status: string }[] };
  readonly user_identity?: Record<string, unknown>;
}

function resultOf({ body }: TestAnswer): Result {
  return body['result'] as Result;
}

describe('a check of an application', () => {
  test('tells the application, its policies and the user as Cloudflare does', () => {
    const checkedUser = aUser({ country: 'DE', lastLogin: '2026-05-01' });
    const policies = [
      aPolicy('deny', [NOBODY]),
      aPolicy('allow', [EMAIL, EVERYONE], {
        require: [{ login_method: { id: 'okta-1' } }],
        exclude: [NOBODY],
      }),
    ];

    const { status, body } = check({ policies, checkedUser });

    expect(status).toBe(200);
    expect(body).toEqual({
      success: true,
      errors: [],
      messages: [],
      result: {
        app_state: {
          app_uid: 'app-1',
          aud: expect.stringMatching(/^[0-9a-f]{64}$/),
          hostname: 'wiki.example.com',
          name: 'Wiki',
          policies: [
            {
              decision: 'deny',
              include: [{ _type: 'email', email: 'nobody@example.com' }],
              exclude: [],
              require: [],
              precedence: 1,
              status: 'Failure',
            },
            {
              decision: 'allow',
              include: [{ _type: 'email', email: 'alice@example.com' }, { _type: 'everyone' }],
              exclude: [{ _type: 'email', email: 'nobody@example.com' }],
              require: [{ _type: 'login_method', id: 'okta-1' }],
              precedence: 2,
              status: 'Success',
            },
          ],
          status: 'Success',
        },
        user_identity: {
          account_id: ACCOUNT_ID,
          device_sessions: {},
          email: 'alice@example.com',
          geo: { country: 'DE' },
          iat: 1_777_593_600,
          id: checkedUser.id,
          is_gateway: false,
          is_warp: false,
          name: 'Alice Archer',
          user_uuid: checkedUser.id,
          version: 2,
        },
      },
    });
  });

  test('leaves out what is not known of the user', () => {
    const { user_identity: user } = resultOf(
      check({ checkedUser: aUser({ country: undefined, lastLogin: undefined }) }),
    );

    expect(user).toMatchObject({ email: 'alice@example.com', geo: {} });
    expect(user?.['geo']).toEqual({});
    expect(user).not.toHaveProperty('iat');
  });

  test('has no user where the directory names none, and decides nothing', () => {
    const result = resultOf(check({ checkedUser: undefined, policies: [aPolicy('allow', [EVERYONE])] }));

    expect(result).not.toHaveProperty('user_identity');
    expect(result.app_state).toMatchObject({ status: 'Error', policies: [{ status: 'Error' }] });
  });

  test('has another audience for each application, always the same', () => {
    const audOf = (id: string) =>
      resultOf(check({}, { app: id, directory: { applications: new Map([[id, anApplication({ id })]]) } }))
        .app_state.aud;

    expect(audOf('one')).toBe(audOf('one'));
    expect(audOf('one')).not.toBe(audOf('two'));
  });
});

describe('the words for Alice', () => {
  const rows: [string, Policy[], string, string[]][] = [
    ['an allow lets in', [aPolicy('allow', [EMAIL])], 'Success', ['Success']],
    ['no policy matches', [aPolicy('allow', [NOBODY])], 'Failure', ['Failure']],
    ['there is no policy', [], 'Failure', []],
    ['a deny matches', [aPolicy('deny', [EMAIL])], 'Failure', ['Success']],
    [
      'a deny stands before an allow',
      [aPolicy('deny', [EMAIL]), aPolicy('allow', [EVERYONE])],
      'Failure',
      ['Success', 'Success'],
    ],
    [
      'an allow stands before a deny',
      [aPolicy('allow', [EMAIL]), aPolicy('deny', [EVERYONE])],
      'Success',
      ['Success', 'Success'],
    ],
    ['a bypass matches', [aPolicy('bypass', [EVERYONE])], 'Success', ['Success']],
    ['a policy cannot be decided', [aPolicy('allow', [GEO])], 'Error', ['Error']],
    [
      'a policy that cannot be decided is not reached',
      [aPolicy('allow', [EMAIL]), aPolicy('deny', [GEO])],
      'Success',
      ['Success', 'Error'],
    ],
    ['only a Service Auth policy matches', [aPolicy('non_identity', [EVERYONE])], 'Failure', ['Success']],
  ];

  test.each(rows)('where %s', (_what, policies, status, each) => {
    const { app_state: state } = resultOf(check({ policies }));

    expect([state.status, state.policies.map((policy) => policy.status)]).toEqual([status, each]);
  });

  test('keep to the precedence of the application, whatever the order of lists is', () => {
    const settings = someSettings({ policy_order: 'last_to_first' });
    const policies = [aPolicy('deny', [EMAIL]), aPolicy('allow', [EVERYONE])];

    expect(resultOf(check({ policies }, { directory: { settings } })).app_state.status).toBe('Failure');
  });
});

describe('an application', () => {
  test.each([
    ['of the account, by the account', { zoneId: undefined }, `accounts/${ACCOUNT_ID}`, 200],
    ['of a zone, by the account', { zoneId: ZONE_ID }, `accounts/${ACCOUNT_ID}`, 200],
    ['of a zone, by the zone', { zoneId: ZONE_ID }, `zones/${ZONE_ID}`, 200],
    ['of a zone, by another', { zoneId: ZONE_ID }, `zones/${OTHER_ZONE_ID}`, 404],
    ['of the account, by a zone', { zoneId: undefined }, `zones/${ZONE_ID}`, 404],
  ])('%s', (_what, application, scope, status) => {
    expect(check(application, { scope }).status).toBe(status);
  });

  test.each([`accounts/${ACCOUNT_ID.toUpperCase()}`, `zones/${ZONE_ID.toUpperCase()}`])(
    'is found by ids in upper case: %s',
    (scope) => {
      expect(check({}, { scope, app: 'APP-1' }).status).toBe(200);
    },
  );

  test('that is not there is a 404', () => {
    const answer = check({}, { app: 'app-2' });

    expect([answer.status, codesOf(answer)]).toEqual([404, [12130]]);
  });
});
