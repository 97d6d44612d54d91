import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Directory } from '../../src/emulator/directory.ts';
import { ApiError, InputError, NetworkError } from '../../src/errors.ts';
import { rejectionOf } from '../support/access.ts';
import { arbitraryDirectory, arbitraryPolicies, arbitraryUser } from '../support/arbitraries.ts';
import { ACCOUNT_ID, API_TOKEN, someSettings } from '../support/directory.ts';
import { anApplication, draftOf, type Drafting, withApplications } from '../support/firstDraft.ts';
import { anError, aResult, COMPANY, runScenario } from '../support/scenario.ts';

const WIKI = anApplication();
const MAIL = anApplication({
  id: 'mail-1',
  name: 'Mail',
  policies: [
    {
      name: 'Staff',
      decision: 'allow',
      include: [{ email_domain: { domain: 'example.com' } }],
      require: [],
      exclude: [],
    },
  ],
});
const BOOKMARK = anApplication({ id: 'bookmark-1', name: 'Bookmark', policies: [] });
const ACCOUNT = withApplications(COMPANY, [WIKI, BOOKMARK, MAIL]);

/** Fails whatever is asked about the policies of the wiki. */
function failingWiki(status: number, code: number): Drafting {
  return {
    fault: (request, next) =>
      request.path.includes(`${WIKI.id}/policies`) ? anError(status, code, 'no') : next(request),
  };
}

describe('init', () => {
  it('writes a test of each application that has policies, which holds', async () => {
    const { draft, lines } = await draftOf(ACCOUNT);

    expect(draft.leftOut).toBe(0);
    expect(draft.said).toEqual([
      [
        '✓ Wiki: 6 approved, 4 blocked, 0 in error',
        '- Bookmark: left out, because it has no policies',
        '✓ Mail: 9 approved, 1 blocked, 0 in error',
      ].join('\n'),
    ]);
    expect(lines).toContain('info: The account has 3 applications.');
    expect(lines).toContain('info: Bookmark (2 of 3): it has no policies, and is left out.');

    const { report, exitCode } = await runScenario({ config: draft.text ?? '', directory: ACCOUNT });
    expect([report.verdict, exitCode]).toEqual(['passed', 0]);
    expect(report.tests.map(({ name }) => name)).toEqual(['Wiki', 'Mail']);
  });

  it('asks for each list and each application once, and lists nobody', async () => {
    const { requests } = await draftOf(withApplications(COMPANY, [WIKI]));

    expect([...new Set(requests)]).toEqual([
      'GET apps?page=1&per_page=50',
      'GET apps?page=2&per_page=50',
      `GET apps/${WIKI.id}/policies?page=1&per_page=50`,
      `GET apps/${WIKI.id}/policies?page=2&per_page=50`,
      'POST policy-tests',
      'GET policy-tests/ID',
    ]);
  });

  it('writes what fails as soon as somebody is locked out, or everybody gets in', async () => {
    const { draft } = await draftOf(ACCOUNT);
    const verdictOf = async (policies: typeof MAIL.policies): Promise<string> => {
      const directory = withApplications(COMPANY, [{ ...WIKI, policies }, MAIL]);
      return (await runScenario({ config: draft.text ?? '', directory })).report.verdict;
    };
    const [own] = WIKI.policies;

    expect(await verdictOf(own ? [{ ...own, require: [{ geo: { country_code: 'DE' } }] }] : [])).toBe(
      'failed',
    );
    expect(await verdictOf(own ? [{ ...own, include: [{ everyone: {} }] }] : [])).toBe('failed');
  });

  it('writes a config that passes, whatever the account', async () => {
    const seen = { passed: 0, none: 0, leftOut: 0, approved: 0 };
    const people = fc
      .array(arbitraryUser, { minLength: 1, maxLength: 12 })
      .map((users) => users.map((user, index) => ({ ...user, id: `user-${String(index)}` })));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 5, arbitrary: arbitraryPolicies }, fc.constant([])), {
          minLength: 1,
          maxLength: 4,
        }),
        people,
        arbitraryDirectory,
        async (applications, users, settled) => {
          const directory: Directory = withApplications(
            { ...settled, users },
            applications.map((policies, index) =>
              anApplication({ id: `app-${String(index)}`, name: 'Wiki', policies }),
            ),
          );
          const drafted = await draftOf(directory).catch((error: unknown) => {
            if (error instanceof InputError) return undefined;
            throw error;
          });
          const { text, leftOut = 0 } = drafted?.draft ?? {};
          seen.leftOut += leftOut;
          if (text === undefined) {
            seen.none += 1;
            return;
          }
          const { report, exitCode } = await runScenario({ config: text, directory });
          expect([report.verdict, exitCode]).toEqual(['passed', 0]);
          expect(report.tests).toHaveLength(applications.filter(({ length }) => length > 0).length - leftOut);
          seen.passed += 1;
          if (report.tests.some(({ counts }) => (counts.usersApproved ?? 0) > 0)) seen.approved += 1;
        },
      ),
      { seed: 20261122, numRuns: 100 },
    );
    expect(seen.passed).toBeGreaterThan(50);
    expect(seen.approved).toBeGreaterThan(20);
  });
});

describe('init leaves an application out, writes the others, and says so', () => {
  it.each<[string, Drafting, RegExp]>([
    [
      'whose policies Cloudflare does not give',
      failingWiki(404, 12130),
      /^✗ Wiki: Reading the policies of application .* failed \(HTTP 404/,
    ],
    [
      'whose policies the tester does not take',
      {
        fault: (request, next) =>
          request.body?.includes('"Engineering"') ? anError(400, 12130, 'no such rule') : next(request),
      },
      /^✗ Wiki: Starting the policy test failed \(HTTP 400; 12130: no such rule\)/,
    ],
    [
      'whose policies are none that could be sent',
      {
        fault: (request, next) =>
          request.path.includes(`${WIKI.id}/policies`) ? aResult([{ id: 'x' }]) : next(request),
      },
      /^✗ Wiki: Reading the policies of application .* has not the documented shape/,
    ],
  ])('%s', async (_, drafting, reason) => {
    const { draft } = await draftOf(ACCOUNT, drafting);

    expect(draft.leftOut).toBe(1);
    expect(draft.said[0]).toMatch(reason);
    expect(draft.text).toMatch(/^# - Wiki, f174e90a-fafe-4643-bbbc-4a0ed4fc8415: .+$/m);
    const { report } = await runScenario({ config: draft.text ?? '', directory: ACCOUNT });
    expect([report.verdict, report.tests.map(({ name }) => name)]).toEqual(['passed', ['Mail']]);
  });

  it('whose test does not end, ends otherwise, or has counts that cannot be', async () => {
    const settings = someSettings({ test_ends: 'blocked' });
    const blocked = await draftOf({ ...ACCOUNT, settings });
    const slow = await draftOf({ ...ACCOUNT, settings: someSettings({ test_seconds: 3_600 }) });
    const partial = await draftOf({
      ...ACCOUNT,
      settings: someSettings({ omitted_fields: ['users_errored'] }),
    });
    const nobody = await draftOf({ ...ACCOUNT, users: [] });
    const undecided = await draftOf(ACCOUNT, {
      fault: (request, next) =>
        request.method === 'GET' && /\/policy-tests\/[^/]+$/.test(request.path)
          ? aResult({
              status: 'complete',
              total_users: 3,
              users_approved: 0,
              users_blocked: 0,
              users_errored: 3,
              percent_users_processed: 100,
            })
          : next(request),
    });

    for (const [{ draft }, reason] of [
      [blocked, 'ended "blocked"'],
      [slow, 'when its time was over'],
      [partial, 'Cloudflare did not tell how many users'],
      [nobody, 'Nobody was tested'],
      [undecided, 'Nobody could be decided'],
    ] as const) {
      expect([draft.text, draft.leftOut]).toEqual([undefined, 2]);
      expect(draft.said[0]).toContain(reason);
    }
  });
});

describe('init writes nothing', () => {
  it.each<[string, Directory, Drafting, typeof ApiError | typeof NetworkError | typeof InputError, string]>([
    [
      'where the account has no applications',
      COMPANY,
      {},
      InputError,
      'The account has no Access application with policies, so that there is nothing to test: check account-id, or write a config by hand.',
    ],
    [
      'where no application has policies',
      withApplications(COMPANY, [BOOKMARK]),
      {},
      InputError,
      'The account has no Access application with policies',
    ],
    [
      'where the token may not list applications',
      {
        ...ACCOUNT,
        apiTokens: [{ token: API_TOKEN, permissions: ['Access: Policy Test Write'], accountId: ACCOUNT_ID }],
      },
      {},
      ApiError,
      'lacks the permission "Access: Apps and Policies Read"',
    ],
    [
      'where the token may not test',
      {
        ...ACCOUNT,
        apiTokens: [
          { token: API_TOKEN, permissions: ['Access: Apps and Policies Read'], accountId: ACCOUNT_ID },
        ],
      },
      {},
      ApiError,
      'lacks the permission "Access: Policy Test Write"',
    ],
    ['where Cloudflare fails to the end', ACCOUNT, failingWiki(500, 1000), ApiError, 'HTTP 500'],
    [
      'where Cloudflare does not answer any more',
      ACCOUNT,
      {
        fault: (request, next) => {
          if (request.method === 'POST') throw Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
          return next(request);
        },
      },
      NetworkError,
      'could not be reached',
    ],
  ])('%s', async (_, directory, drafting, kind, message) => {
    const error = await rejectionOf(draftOf(directory, drafting));

    expect(error).toBeInstanceOf(kind);
    expect((error as Error).message).toContain(message);
  });

  it('where it is interrupted', async () => {
    const { draft } = await draftOf(ACCOUNT, { interruptAt: ({ method }) => method === 'POST' });

    expect(draft).toEqual({ text: undefined, leftOut: 0, said: ['The run was interrupted.'] });
  });

  it('where it cannot write, before the first policy test', async () => {
    const posted: string[] = [];
    const error = await rejectionOf(
      draftOf(ACCOUNT, {
        prepare: () => Promise.reject(new InputError([{ message: 'no' }])),
        fault: (request, next) => {
          posted.push(request.method);
          return next(request);
        },
      }),
    );

    expect(error).toBeInstanceOf(InputError);
    expect(new Set(posted)).toEqual(new Set(['GET']));
  });
});

it('tests no more applications than a config has tests, past the rate limit and over many pages', async () => {
  const applications = Array.from({ length: 1_003 }, (_, index) =>
    anApplication({ id: `app-${String(index)}`, name: `App ${String(index)}` }),
  );
  const { draft, lines } = await draftOf(
    withApplications({ ...COMPANY, settings: someSettings() }, applications),
  );

  expect(draft.leftOut).toBe(3);
  expect(draft.text?.match(/^ {2}- name: /gm)).toHaveLength(1_000);
  expect(draft.text).toContain('# - App 1002, app-1002: A config has 1,000 tests at most.');
  expect(lines.filter((line) => line.includes('HTTP 429'))).not.toEqual([]);
}, 60_000);
