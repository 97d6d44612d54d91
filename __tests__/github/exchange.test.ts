import { describe, expect, it } from '@jest/globals';
import { type GitHubClient } from '../../src/github/client.ts';
import { everythingOf } from '../support/access.ts';
import { FAKE_TOKEN, type FakeGitHub, type Fault, startFakeGitHub } from '../support/fakeGitHub.ts';
import { connect } from '../support/gitHubClient.ts';
import { closedPort, serveHttp } from '../support/servers.ts';

const OPERATIONS: readonly (readonly [name: string, run: (client: GitHubClient) => Promise<unknown>])[] = [
  ['readFile', (client) => client.readFile('a.yml', 'main')],
  ['readComments', (client) => client.readComments(42)],
  ['createComment', (client) => client.createComment(42, 'a')],
  ['updateComment', (client) => client.updateComment(1, 'a')],
];

const SILENCES: readonly Fault[] = [
  { kind: 'hang' },
  { kind: 'hangInBody', status: 200 },
  { kind: 'hangInBody', status: 500 },
];

/** The error, which tells no token, and whose sentence ends so. */
async function errorOf(running: Promise<unknown>): Promise<{ status: unknown; message: string }> {
  const error = await running.then(
    () => new Error('It succeeded.'),
    (reason: unknown) => reason,
  );
  expect(error).toHaveProperty('name', 'GitHubError');
  expect(everythingOf(error)).not.toContain(FAKE_TOKEN);
  return error as { status: unknown; message: string };
}

describe.each(OPERATIONS)('%s', (_, run) => {
  it.each(SILENCES)('ends when a server does this: %j', async (fault) => {
    const gitHub = await startFakeGitHub({ fault: () => fault });
    const { status, message } = await errorOf(run(await connect(gitHub, { timeoutMs: 100 })));
    expect(status).toBeUndefined();
    expect(message).toMatch(/ could not be \w+: GitHub gave no whole answer within 1 s\. Run it again;/);
  });

  it.each(SILENCES)('ends when it is interrupted while a server does this: %j', async (fault) => {
    const interruption = new AbortController();
    const gitHub = await startFakeGitHub({
      fault: () => {
        setImmediate(() => {
          interruption.abort();
        });
        return fault;
      },
    });
    const client = await connect(gitHub, { interrupted: interruption.signal });
    const { status, message } = await errorOf(run(client));
    expect(status).toBeUndefined();
    expect(message).toMatch(/ could not be \w+: the run was interrupted before GitHub answered\.$/);
  });

  it('asks nothing after an interruption', async () => {
    const gitHub = await startFakeGitHub();
    const { message } = await errorOf(run(await connect(gitHub, { interrupted: AbortSignal.abort() })));
    expect(message).toMatch(/the run was interrupted/);
    expect(gitHub.requests).toEqual([]);
  });

  it('says that a connection broke off', async () => {
    const gitHub = await startFakeGitHub({ fault: () => ({ kind: 'breakOff' }) });
    const { status, message } = await errorOf(run(await connect(gitHub)));
    expect(status).toBeUndefined();
    expect(message).toMatch(/: GitHub could not be reached \(.+\)\. Check the network, the proxy and/);
  });

  it('says why nothing could be reached', async () => {
    const apiUrl = `http://127.0.0.1:${String(await closedPort())}`;
    const { message } = await errorOf(run(await connect({ apiUrl })));
    expect(message).toMatch(
      /: GitHub could not be reached \(ECONNREFUSED: connect ECONNREFUSED 127\.0\.0\.1:\d+\)\./,
    );
  });

  it.each([301, 302, 303, 307, 308])('does not follow HTTP %d, with the token or without', async (status) => {
    const other = await startFakeGitHub();
    const gitHub = await startFakeGitHub({
      fault: ({ path }) => ({
        kind: 'answer',
        status,
        headers: { location: `${other.apiUrl.replace('127.0.0.1', 'localhost')}${path}` },
        body: '{"message":"Moved Permanently"}',
      }),
    });
    const error = await errorOf(run(await connect(gitHub)));
    expect(error.status).toBe(status);
    expect(error.message).toMatch(
      /: GitHub answered HTTP 30\d\. It is not sent elsewhere, because the token goes with it: start a new run if/,
    );
    expect(other.requests).toEqual([]);
    expect(gitHub.requests).toHaveLength(1);
  });
});

describe('an exchange that is over', () => {
  it('does not wait for what it does not read', async () => {
    let tellClosed: () => void;
    const closed = new Promise<void>((resolve) => {
      tellClosed = resolve;
    });
    const port = await serveHttp((_, response) => {
      response.on('close', tellClosed);
      response.writeHead(302, { location: 'https://example.com' });
      response.write('{');
    });
    const client = await connect({ apiUrl: `http://127.0.0.1:${String(port)}` });
    expect(await errorOf(client.readComments(42))).toHaveProperty('status', 302);
    await closed;
  });

  it('leaves nothing behind that waits for an interruption', async () => {
    const listeners: string[] = [];
    const interrupted = new AbortController().signal;
    const add = interrupted.addEventListener.bind(interrupted);
    const remove = interrupted.removeEventListener.bind(interrupted);
    interrupted.addEventListener = (...parameters: Parameters<typeof add>) => {
      listeners.push('added');
      add(...parameters);
    };
    interrupted.removeEventListener = (...parameters: Parameters<typeof remove>) => {
      listeners.push('removed');
      remove(...parameters);
    };
    const gitHub: FakeGitHub = await startFakeGitHub();
    const client = await connect(gitHub, { interrupted });
    await client.createComment(42, 'a');
    await client.readComments(42);
    expect(listeners).toEqual(['added', 'removed', 'added', 'removed']);
  });
});
