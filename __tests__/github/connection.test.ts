import { describe, expect, it } from '@jest/globals';
import { FAKE_TOKEN, type FakeComment, startFakeGitHub, WORKFLOW_BOT } from '../support/fakeGitHub.ts';
import { connect } from '../support/gitHubClient.ts';

const PERSON = { type: 'User', login: 'octocat' } as const;

function aComment(overrides: Partial<FakeComment> = {}): FakeComment {
  return { id: 1, pullRequest: 42, author: PERSON, body: 'a', ...overrides };
}

describe('comments', () => {
  it('are read of one pull request, the oldest first, each with its author', async () => {
    const gitHub = await startFakeGitHub({
      comments: [
        aComment({ id: 3_000_000_009, author: undefined, body: 'newest' }),
        aComment({ id: 5, body: 'of another one', pullRequest: 43 }),
        aComment({ id: 7, body: 'oldest' }),
        aComment({ id: 3_000_000_000, author: WORKFLOW_BOT, body: 'newer' }),
      ],
    });
    expect(await (await connect(gitHub)).readComments(42)).toEqual({
      viewer: 'github-actions[bot]',
      comments: [
        { id: 7, author: 'octocat', body: 'oldest' },
        { id: 3_000_000_000, author: 'github-actions[bot]', body: 'newer' },
        { id: 3_000_000_009, author: undefined, body: 'newest' },
      ],
    });
  });

  it('of a user with the name of the bot are not its own', async () => {
    const user = { type: 'User', login: WORKFLOW_BOT.login } as const;
    const gitHub = await startFakeGitHub({ comments: [aComment({ author: user })] });
    const { viewer, comments } = await (await connect(gitHub)).readComments(42);
    expect(comments[0]?.author).toBe('github-actions');
    expect(comments[0]?.author).not.toBe(viewer);
  });

  it('of the owner of a personal token are its own', async () => {
    const gitHub = await startFakeGitHub({ viewer: PERSON, comments: [aComment()] });
    const { viewer, comments } = await (await connect(gitHub)).readComments(42);
    expect(comments[0]?.author).toBe(viewer);
  });

  it('are read from every page, in one request for each', async () => {
    const comments = Array.from({ length: 7 }, (_, index) => aComment({ id: index + 1 }));
    const gitHub = await startFakeGitHub({ comments, maxPageSize: 3 });
    const read = await (await connect(gitHub)).readComments(42);
    expect(read.comments.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(gitHub.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array.from({ length: 3 }, () => 'POST /graphql'),
    );
  });

  it('without an id are left out, because they could not be updated', async () => {
    const gitHub = await startFakeGitHub({ comments: [aComment({ id: undefined }), aComment()] });
    expect((await (await connect(gitHub)).readComments(42)).comments.map(({ id }) => id)).toEqual([1]);
  });

  it.each(['plain', '"123n" 9007199254740993 \\ \u2028 😀', '<!-- -- -->\r\n`${a}`'])(
    'are written as they are, and read again: %j',
    async (body) => {
      const gitHub = await startFakeGitHub({ comments: [aComment()] });
      const client = await connect(gitHub);
      await client.createComment(42, body);
      await client.updateComment(1, `${body}!`);
      expect((await client.readComments(42)).comments).toEqual([
        { id: 1, author: 'octocat', body: `${body}!` },
        { id: 2_147_483_648, author: 'github-actions[bot]', body },
      ]);
    },
  );

  it('are asked for and written with the token, under the name of the gate', async () => {
    const gitHub = await startFakeGitHub({ comments: [aComment()] });
    const client = await connect(gitHub);
    await client.readComments(42);
    await client.createComment(42, 'a');
    await client.updateComment(1, 'b');
    for (const { headers } of gitHub.requests) {
      expect(headers.authorization).toBe(`token ${FAKE_TOKEN}`);
      expect(headers['user-agent']).toMatch(/^access-policy-gate\/\d/);
    }
    expect(gitHub.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /graphql',
      'POST /repos/octo-org/access/issues/42/comments',
      'PATCH /repos/octo-org/access/issues/comments/1',
    ]);
    const [query, ...saved] = gitHub.requests.map(({ body }) => JSON.parse(body) as object);
    expect(Object.keys(query ?? {})).toEqual(['query', 'variables']);
    expect(saved).toEqual([{ body: 'a' }, { body: 'b' }]);
  });
});

describe('a file', () => {
  const text = 'tests:\n  - name: Grüße 😀\n';

  it.each(['main', 'refs/heads/main', '1f0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e'])(
    'is read as it is at %s',
    async (ref) => {
      const files = { [ref.replace('refs/heads/', '')]: { '.github/a b#?%2f.yml': text }, other: {} };
      const gitHub = await startFakeGitHub({ files });
      expect(await (await connect(gitHub)).readFile('.github/a b#?%2f.yml', ref)).toBe(text);
    },
  );

  it('may be empty', async () => {
    const gitHub = await startFakeGitHub({ files: { main: { 'a.yml': '' } } });
    expect(await (await connect(gitHub)).readFile('a.yml', 'main')).toBe('');
  });

  it('is not there where the other files can be read', async () => {
    const gitHub = await startFakeGitHub({ files: { main: { 'README.md': '' } } });
    expect(await (await connect(gitHub)).readFile('a.yml', 'main')).toBeUndefined();
    expect(gitHub.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /repos/octo-org/access/contents/a.yml?ref=main',
      'GET /repos/octo-org/access/contents?ref=main',
    ]);
  });

  it.each([403, 404] as const)(
    'is not said to be missing where the token may not read, and gets %d',
    async (refusal) => {
      const gitHub = await startFakeGitHub({
        files: { main: { 'a.yml': text } },
        permissions: { contents: 'none' },
        refusal,
      });
      await expect((await connect(gitHub)).readFile('a.yml', 'main')).rejects.toMatchObject({
        name: 'GitHubError',
        status: refusal,
        message: expect.stringContaining('Give the job "permissions: contents: read"') as unknown,
      });
    },
  );

  it('is not said to be missing where the branch is', async () => {
    const gitHub = await startFakeGitHub({ files: { main: { 'a.yml': text } } });
    await expect((await connect(gitHub)).readFile('a.yml', 'gone')).rejects.toThrow(
      /^The file "a\.yml" of "gone" could not be read: GitHub answered HTTP 404 \(Not Found.*see that the branch is still there\.$/,
    );
  });

  it('is not said to be missing where it alone is refused', async () => {
    const gitHub = await startFakeGitHub({
      files: { main: { 'a.yml': text } },
      fault: ({ path }) => (path.includes('a.yml') ? { kind: 'answer', status: 403 } : undefined),
    });
    await expect((await connect(gitHub)).readFile('a.yml', 'main')).rejects.toMatchObject({ status: 403 });
  });

  it('is not said to be missing where that cannot be found out', async () => {
    const gitHub = await startFakeGitHub({
      files: { main: {} },
      fault: ({ path }) => (path.includes('a.yml') ? undefined : { kind: 'answer', status: 502 }),
    });
    await expect((await connect(gitHub)).readFile('a.yml', 'main')).rejects.toMatchObject({ status: 502 });
  });

  it.each([
    ['a folder', { 'a/b.yml': '' }, 'is a folder: name a file in it'],
    ['a submodule', { a: { type: 'submodule' } }, 'is a submodule: name a file of this repository'],
    [
      'a link out of the repository',
      { a: { type: 'symlink' } },
      'is a symbolic link that leads to no file of this repository: put the file itself there',
    ],
    ['more than GitHub sends', { a: 'x'.repeat(1_000_001) }, 'is larger than 1 MiB: split it'],
    [
      'no text',
      { a: Uint8Array.of(0xc3, 0x28) },
      'is not written in UTF-8: save it in that encoding (in Windows PowerShell: Out-File -Encoding utf8)',
    ],
  ] as const)('is not read of %s', async (_, main, reason) => {
    const gitHub = await startFakeGitHub({ files: { main } });
    await expect((await connect(gitHub)).readFile('a', 'main')).rejects.toThrow(
      new Error(`The file "a" of "main" ${reason}.`),
    );
  });

  it('of the greatest size that GitHub sends is read', async () => {
    const largest = 'x'.repeat(1_000_000);
    const gitHub = await startFakeGitHub({ files: { main: { a: largest } } });
    expect(await (await connect(gitHub)).readFile('a', 'main')).toBe(largest);
  });

  it('of more than 1 MiB is not read, whatever a server sends', async () => {
    const content = Buffer.alloc(1024 * 1024 + 1, 'x').toString('base64');
    const body = JSON.stringify({ type: 'file', encoding: 'base64', content });
    const gitHub = await startFakeGitHub({ fault: () => ({ kind: 'answer', status: 200, body }) });
    await expect((await connect(gitHub)).readFile('a', 'main')).rejects.toThrow(
      /is larger than 1 MiB: split it\.$/,
    );
  });
});

describe('a GitHub Enterprise Server', () => {
  it('is asked at /api/v3, and by GraphQL at /api/graphql', async () => {
    const gitHub = await startFakeGitHub({
      prefix: '/api/v3',
      comments: [aComment()],
      files: { main: { 'a.yml': 'a' } },
    });
    const client = await connect(gitHub);
    expect((await client.readComments(42)).comments).toHaveLength(1);
    expect(await client.readFile('a.yml', 'main')).toBe('a');
    await client.createComment(42, 'b');
    await client.updateComment(1, 'c');
    expect(gitHub.comments.map(({ body }) => body)).toEqual(['c', 'b']);
    expect(gitHub.requests.map(({ path }) => path)).toEqual([
      '/api/graphql',
      '/api/v3/repos/octo-org/access/contents/a.yml?ref=main',
      '/api/v3/repos/octo-org/access/issues/42/comments',
      '/api/v3/repos/octo-org/access/issues/comments/1',
    ]);
  });
});
