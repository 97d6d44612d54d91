import { describe, expect, it, jest } from '@jest/globals';
import { type GitHubClient } from '../../src/github/client.ts';
import { everythingOf } from '../support/access.ts';
import { FAKE_TOKEN, type Fault, startFakeGitHub } from '../support/fakeGitHub.ts';
import { connect } from '../support/gitHubClient.ts';

const OPERATIONS: readonly (readonly [name: string, run: (client: GitHubClient) => Promise<unknown>])[] = [
  ['readFile', (client) => client.readFile('a.yml', 'main')],
  ['readComments', (client) => client.readComments(42)],
  ['createComment', (client) => client.createComment(42, 'a')],
  ['updateComment', (client) => client.updateComment(1, 'a')],
];

const WRITE =
  'Give the job "permissions: pull-requests: write". To a pull request from a fork or of Dependabot, GitHub gives a token that may only read.';

function answer(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Fault {
  return { kind: 'answer', status, headers, body: JSON.stringify({ message }) };
}

/** What `run` throws when GitHub does `fault`. */
async function refusalOf(fault: Fault, run: (client: GitHubClient) => Promise<unknown>): Promise<unknown> {
  const client = await connect(await startFakeGitHub({ fault: () => fault }));
  return run(client).then(
    (result) => ({ result }),
    (error: unknown) => error,
  );
}

describe('a token that may not', () => {
  it('read comments is told what the job needs', async () => {
    for (const refusal of [403, 404] as const) {
      const gitHub = await startFakeGitHub({ permissions: { pullRequests: 'none' }, refusal });
      await expect((await connect(gitHub)).readComments(42)).rejects.toMatchObject({
        name: 'GitHubError',
        status: refusal,
        message: `The comments on pull request 42 could not be read: GitHub answered ${
          refusal === 403
            ? 'FORBIDDEN (Resource not accessible by integration)'
            : 'NOT_FOUND (Could not resolve to a PullRequest with the number of 42.)'
        }. ${WRITE}`,
      });
    }
  });

  it('write comments is told what the job needs', async () => {
    const comments = [{ id: 1, pullRequest: 42, author: undefined, body: 'a' }];
    const gitHub = await startFakeGitHub({ permissions: { pullRequests: 'read' }, comments });
    const client = await connect(gitHub);
    const refused =
      'GitHub answered HTTP 403 (Resource not accessible by integration - https://docs.github.com/rest)';
    await expect(client.createComment(42, 'b')).rejects.toMatchObject({
      status: 403,
      message: `The comment on pull request 42 could not be written: ${refused}. ${WRITE}`,
    });
    await expect(client.updateComment(1, 'b')).rejects.toMatchObject({
      status: 403,
      message: `The comment on the pull request could not be updated: ${refused}. ${WRITE}`,
    });
    expect(gitHub.comments).toEqual(comments);
  });
});

describe('a refusal', () => {
  it.each(OPERATIONS)('by %s of an unknown token says so', async (_, run) => {
    const gitHub = await startFakeGitHub();
    await expect(run(await connect(gitHub, { token: 'ghs_another' }))).rejects.toMatchObject({
      name: 'GitHubError',
      status: 401,
      message: expect.stringMatching(
        /HTTP 401 \(Bad credentials.*\)\. The token is unknown or expired: leave github-token out/,
      ) as unknown,
    });
  });

  it('of a comment that is too long says how long it may be', async () => {
    const gitHub = await startFakeGitHub();
    const client = await connect(gitHub);
    await client.createComment(42, 'x'.repeat(65_536));
    await expect(client.createComment(42, 'x'.repeat(65_537))).rejects.toThrow(
      /HTTP 422 .*maximum is 65536 characters.*\. GitHub does not take it as it is written: the job summary has the report\.$/,
    );
    expect(gitHub.comments).toHaveLength(1);
  });

  it.each<[string, Fault]>([
    ['a window that is used up', answer(403, 'no', { 'x-ratelimit-remaining': '0' })],
    ['too many at once', answer(403, 'You have exceeded a secondary rate limit.')],
    ['a time to wait', answer(403, 'no', { 'retry-after': '60' })],
    ['429', answer(429, 'no')],
  ])('for the number of requests is none for want of a permission: %s', async (_, fault) => {
    for (const [, run] of OPERATIONS) {
      expect(await refusalOf(fault, run)).toMatchObject({
        message: expect.stringMatching(
          /The limit of requests is shared by .*: run it again later\.$/,
        ) as unknown,
      });
    }
  });

  it('of a comment on a locked pull request says that it is locked, and is for want of no permission', async () => {
    const locked = answer(403, 'Unable to create comment because issue is locked.');
    const refused = await refusalOf(locked, (client) => client.createComment(42, 'a'));
    expect(refused).toMatchObject({
      status: 403,
      message:
        'The comment on pull request 42 could not be written: GitHub answered HTTP 403 (Unable to create comment because issue is locked.). The conversation of the pull request is locked, so that the comment stays as it is: unlock it, or give "comment: never"; the job summary has the report.',
    });
    expect(
      await refusalOf(answer(404, 'issue is locked'), (client) => client.createComment(42, 'a')),
    ).toMatchObject({ message: expect.stringContaining(WRITE) as unknown });
  });

  it('with the last request of a window is not for their number', async () => {
    const fault = answer(404, 'Not Found', { 'x-ratelimit-remaining': '0' });
    expect(await refusalOf(fault, (client) => client.updateComment(1, 'a'))).toMatchObject({
      message: expect.stringContaining('Give the job') as unknown,
    });
  });

  it.each([
    ['RATE_LIMITED', 'RATE_LIMITED (no). The limit of requests'],
    ['INSUFFICIENT_SCOPES', 'INSUFFICIENT_SCOPES (no). Give the job'],
    ['SOMETHING_NEW', 'an error (no). Run it again'],
    ['constructor', 'an error (no). Run it again'],
    [undefined, 'an error (no). Run it again'],
  ])('of GraphQL with the type %s says what to do', async (type, said) => {
    const body = JSON.stringify({ data: null, errors: [{ type, message: 'no' }, {}] });
    const fault: Fault = { kind: 'answer', status: 200, body };
    expect(await refusalOf(fault, (client) => client.readComments(42))).toMatchObject({
      message: expect.stringContaining(`could not be read: GitHub answered ${said}`) as unknown,
    });
  });

  it('that passes says so', async () => {
    for (const [, run] of OPERATIONS) {
      expect(
        await refusalOf({ kind: 'answer', status: 502, body: '<h1>Bad Gateway</h1>' }, run),
      ).toMatchObject({
        status: 502,
        message: expect.stringMatching(
          /HTTP 502 .*\. Run it again; https:\/\/www\.githubstatus\.com /,
        ) as unknown,
      });
    }
  });
});

describe('an answer that is not as documented', () => {
  it.each<[string, string]>([
    ['nothing', ''],
    ['no JSON', '<html>Sign in to the network</html>'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an empty object', '{}'],
    ['empty data', '{"data":{}}'],
    [
      'fields of other types',
      '{"id":"1","type":"file","encoding":"base64","content":1,"errors":[],"data":[]}',
    ],
    ['a page that has no next one', page({ hasNextPage: true, endCursor: null })],
    ['pages without end', page({ hasNextPage: true, endCursor: 'a' })],
  ])('is an error: %s', async (_, body) => {
    for (const [name, run] of OPERATIONS) {
      expect([name, await refusalOf({ kind: 'answer', status: 200, body }, run)]).toEqual([
        name,
        expect.objectContaining({
          name: 'GitHubError',
          message: expect.stringMatching(
            /could not be .*: GitHub's answer is not as it is documented\./,
          ) as unknown,
        }),
      ]);
    }
  });

  it('is an error where it never ends', async () => {
    const body = JSON.stringify({ id: 1, body: 'x'.repeat(64 * 1024 * 1024) });
    expect(
      await refusalOf({ kind: 'answer', status: 200, body }, (client) => client.updateComment(1, 'a')),
    ).toMatchObject({
      message: expect.stringContaining('not as it is documented') as unknown,
    });
  });

  function page(pageInfo: object): string {
    const comments = { nodes: [], pageInfo };
    return JSON.stringify({ data: { viewer: { login: 'a' }, repository: { pullRequest: { comments } } } });
  }
});

describe('what GitHub says', () => {
  it.each(OPERATIONS)('is one line without addresses and tokens in an error of %s', async (_, run) => {
    const echo = `no\n::error::\u001b[31m ${FAKE_TOKEN} anna@example.com ${'x'.repeat(500)}`;
    const encoded = Buffer.from(`token ${FAKE_TOKEN}`).toString('base64');
    for (const fault of [
      answer(403, echo, { 'x-echo': FAKE_TOKEN }),
      answer(500, encoded),
      {
        kind: 'answer',
        status: 200,
        body: JSON.stringify({ errors: [{ type: echo, message: echo }] }),
      } as const,
    ]) {
      const error = await refusalOf(fault, run);
      const all = everythingOf(error);
      expect(all).toContain('GitHubError');
      for (const secret of [FAKE_TOKEN, encoded, 'anna@example.com', '\u001b', '\n::error::']) {
        expect(all).not.toContain(secret);
      }
      expect((error as Error).message.length).toBeLessThan(900);
    }
  });

  it('is not written to the console', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    try {
      const headers = {
        deprecation: 'true',
        sunset: '::warning::',
        link: '<https://a.example>; rel="deprecation"',
      };
      await refusalOf(answer(200, 'x', headers), (client) => client.createComment(42, 'a'));
      expect(warn).not.toHaveBeenCalled();
    } finally {
      warn.mockRestore();
    }
  });
});
