import { describe, expect, test } from '@jest/globals';
import { type Application } from '../../src/emulator/directory.ts';
import { ACCOUNT_ID, someSettings } from '../support/directory.ts';
import { anEmulator, codesOf, type TestAnswer } from '../support/emulator.ts';

const ZONE_ID = 'a'.repeat(32);
const OTHER_ZONE_ID = 'b'.repeat(32);

function anApplication(id: string, zoneId?: string): Application {
  return {
    id,
    name: `Name of ${id}`,
    domain: `${id}.example.com`,
    zoneId,
    policies: [],
    checkedUser: undefined,
  };
}

const APPLICATIONS = [
  anApplication('wiki', ZONE_ID),
  anApplication('Grafana'),
  anApplication('mail', OTHER_ZONE_ID),
];

/** The applications of the account, or of a zone. */
function list({
  applications = APPLICATIONS,
  scope = `accounts/${ACCOUNT_ID}`,
  query = '',
  settings = {},
}: {
  applications?: readonly Application[];
  scope?: string;
  query?: string;
  settings?: Parameters<typeof someSettings>[0];
} = {}): TestAnswer {
  return anEmulator({
    settings: someSettings(settings),
    zoneIds: new Set([ZONE_ID, OTHER_ZONE_ID]),
    applications: new Map(applications.map((application) => [application.id.toLowerCase(), application])),
  }).send({ path: `/client/v4/${scope}/access/apps${query}` });
}

function idsOf({ body }: TestAnswer): unknown[] {
  return (body['result'] as { id: string }[]).map(({ id }) => id);
}

describe('the list of applications', () => {
  test('tells of each what it is called and where it is', () => {
    const { status, body } = list({ applications: [anApplication('wiki')] });

    expect(status).toBe(200);
    expect(body).toEqual({
      success: true,
      errors: [],
      messages: [],
      result: [
        {
          id: 'wiki',
          aud: expect.stringMatching(/^[0-9a-f]{64}$/),
          domain: 'wiki.example.com',
          name: 'Name of wiki',
          type: 'self_hosted',
        },
      ],
    });
  });

  test.each([
    ['all of the account, in the order of the file', `accounts/${ACCOUNT_ID}`, ['wiki', 'Grafana', 'mail']],
    ['those of a zone', `zones/${ZONE_ID}`, ['wiki']],
    ['those of another', `zones/${OTHER_ZONE_ID}`, ['mail']],
  ])('has %s', (_what, scope, ids) => {
    expect(idsOf(list({ scope }))).toEqual(ids);
  });

  test('is empty where there is none', () => {
    expect(idsOf(list({ applications: [] }))).toEqual([]);
  });

  test('tells the same tag of an application as a check of it', () => {
    const { send } = anEmulator({ applications: new Map([['wiki', anApplication('wiki')]]) });
    const path = `/client/v4/accounts/${ACCOUNT_ID}/access/apps`;
    const [listed] = send({ path }).body['result'] as { aud: string }[];
    const checked = send({ path: `${path}/wiki/user_policy_checks` }).body['result'];

    expect(checked).toMatchObject({ app_state: { aud: listed?.aud } });
  });
});

describe('the pages of applications', () => {
  const applications = Array.from({ length: 30 }, (_, index) => anApplication(`app-${String(index + 1)}`));

  test.each<[string, Parameters<typeof list>[0], number, string | undefined]>([
    ['25 rows by default', {}, 25, 'app-1'],
    ['the rest then', { query: '?page=2' }, 5, 'app-26'],
    ['none past the end', { query: '?page=3' }, 0, undefined],
    ['as many as asked for', { query: '?per_page=7&page=2' }, 7, 'app-8'],
    [
      'no more than max_per_page',
      { query: '?per_page=50&page=2', settings: { max_per_page: 20 } },
      10,
      'app-21',
    ],
  ])('have %s', (_what, asked, count, first) => {
    const ids = idsOf(list({ applications, ...asked }));

    expect([ids.length, ids[0]]).toEqual([count, first]);
  });

  test('tell how many there are with the setting', () => {
    const { body } = list({ applications, settings: { result_info: true } });

    expect(body['result_info']).toEqual({
      page: 1,
      per_page: 25,
      count: 25,
      total_count: 30,
      total_pages: 2,
    });
  });

  test.each(['?page=0', '?page=one', '?per_page=0', '?per_page=1001'])('cannot be %s', (query) => {
    const answer = list({ query });

    expect([answer.status, codesOf(answer)]).toEqual([400, [12130]]);
  });
});
