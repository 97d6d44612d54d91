import { describe, expect, test } from '@jest/globals';
import { type Application, parseDirectory } from '../../src/emulator/directory.ts';
import { ACCOUNT_ID, someSettings } from '../support/directory.ts';
import { anEmulator, codesOf, type TestAnswer } from '../support/emulator.ts';

const ZONE_ID = 'a'.repeat(32);
const OTHER_ZONE_ID = 'b'.repeat(32);

const POLICY = {
  name: 'Staff',
  decision: 'allow',
  include: [{ email_domain: { domain: 'example.com' } }],
  require: [{ geo: { country_code: 'US' } }],
  exclude: [{ email: { email: 'mallory@example.com' } }],
} as const;

/** One of the saved ones, and what an application alone has. */
const SAVED = { ...POLICY, id: 'saved-1' };
const OWN = { ...POLICY, name: 'Own', require: [], exclude: [] };

interface Asked {
  readonly application?: Partial<Application>;
  readonly settings?: Parameters<typeof someSettings>[0];
  readonly scope?: string;
  readonly app?: string;
  readonly query?: string;
}

/** The policies of one application, asked for by the account unless told otherwise. */
function list({
  application = {},
  settings = {},
  scope = `accounts/${ACCOUNT_ID}`,
  app = 'app-1',
  query = '',
}: Asked = {}): TestAnswer {
  const whole: Application = {
    id: 'app-1',
    name: 'Wiki',
    domain: 'wiki.example.com',
    zoneId: ZONE_ID,
    policies: [SAVED, OWN],
    checkedUser: undefined,
    ...application,
  };
  return anEmulator({
    settings: someSettings(settings),
    zoneIds: new Set([ZONE_ID, OTHER_ZONE_ID]),
    applications: new Map([[whole.id, whole]]),
  }).send({ path: `/client/v4/${scope}/access/apps/${app}/policies${query}` });
}

function rowsOf({ body }: TestAnswer): Record<string, unknown>[] {
  return body['result'] as Record<string, unknown>[];
}

describe('the list of an application', () => {
  test('has its saved and its own policies in their precedence, as Cloudflare tells them', () => {
    const { status, body } = list();
    const made = { created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' };

    expect(status).toBe(200);
    expect(body).toEqual({
      success: true,
      errors: [],
      messages: [],
      result: [
        { ...SAVED, precedence: 1, reusable: true, ...made },
        {
          ...OWN,
          id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
          precedence: 2,
          reusable: false,
          ...made,
        },
      ],
    });
  });

  test('is empty where there is none', () => {
    expect(rowsOf(list({ application: { policies: [] } }))).toEqual([]);
  });

  test('gives a policy of its own another id in each place and application, and always the same', () => {
    const idsOf = (id: string) =>
      rowsOf(list({ app: id, application: { id, policies: [OWN, OWN] } })).map((row) => row['id']);

    expect(idsOf('one')).toEqual(idsOf('one'));
    expect(new Set([...idsOf('one'), ...idsOf('two')]).size).toBe(4);
  });

  test('has the ids that a directory file says, and its policies in their order', () => {
    const text = JSON.stringify({
      version: 1,
      account_id: ACCOUNT_ID,
      identity_providers: [],
      users: [],
      policies: [{ ...SAVED, id: 'last' }, SAVED],
      applications: [
        { id: 'APP-1', name: 'Wiki', domain: 'w.example.com', policies: ['saved-1', OWN, 'last'] },
      ],
    });
    const { send } = anEmulator(parseDirectory('directory.yml', text));
    const rows = rowsOf(send({ path: `/client/v4/accounts/${ACCOUNT_ID}/access/apps/app-1/policies` }));

    expect(rows.map(({ name, precedence, reusable }) => [name, precedence, reusable])).toEqual([
      ['Staff', 1, true],
      ['Own', 2, false],
      ['Staff', 3, true],
    ]);
    expect([rows[0]?.['id'], rows[2]?.['id']]).toEqual(['saved-1', 'last']);
  });
});

describe('the pages of an application', () => {
  const many = { policies: Array.from({ length: 30 }, (_, index) => ({ ...OWN, name: String(index + 1) })) };
  const info = (page: number, perPage: number, count: number, pages: number) => ({
    page,
    per_page: perPage,
    count,
    total_count: 30,
    total_pages: pages,
  });

  test.each<[string, Asked, number, number | undefined, unknown]>([
    ['25 rows by default', {}, 25, 1, undefined],
    ['the rest then', { query: '?page=2' }, 5, 26, undefined],
    ['none past the end', { query: '?page=3' }, 0, undefined, undefined],
    ['as many as asked for', { query: '?per_page=7&page=2' }, 7, 8, undefined],
    ['all of them', { query: '?per_page=1000' }, 30, 1, undefined],
    [
      'no more than max_per_page',
      { query: '?per_page=50&page=2', settings: { max_per_page: 20 } },
      10,
      21,
      undefined,
    ],
    ['result_info with the setting', { settings: { result_info: true } }, 25, 1, info(1, 25, 25, 2)],
    [
      'result_info of the size that is given',
      { query: '?per_page=50&page=9', settings: { result_info: true, max_per_page: 20 } },
      0,
      undefined,
      info(9, 20, 0, 2),
    ],
  ])('have %s', (_what, asked, count, precedence, resultInfo) => {
    const answer = list({ application: many, ...asked });
    const rows = rowsOf(answer);

    expect([rows.length, rows[0]?.['precedence']]).toEqual([count, precedence]);
    expect(answer.body['result_info']).toEqual(resultInfo);
  });

  test.each(['?page=0', '?page=one', '?per_page=0', '?per_page=1001'])('cannot be %s', (query) => {
    const answer = list({ query });

    expect([answer.status, codesOf(answer)]).toEqual([400, [12130]]);
  });
});

describe('the list is that of an application', () => {
  test.each([
    ['of a zone, by the account', {}, 200],
    ['of a zone, by the zone', { scope: `zones/${ZONE_ID}` }, 200],
    ['of a zone, by another', { scope: `zones/${OTHER_ZONE_ID}` }, 404],
    ['of the account, by a zone', { scope: `zones/${ZONE_ID}`, application: { zoneId: undefined } }, 404],
    ['by its id in upper case', { app: 'APP-1' }, 200],
    ['that is not there', { app: 'app-2' }, 404],
  ])('%s', (_what, asked, status) => {
    const answer = list(asked);

    expect(answer.status).toBe(status);
    expect(codesOf(answer)).toEqual(status === 200 ? [] : [12130]);
  });
});
