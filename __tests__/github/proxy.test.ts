import { connect as connectSocket, type Socket } from 'node:net';
import { expect, it } from '@jest/globals';
import { everythingOf } from '../support/access.ts';
import { FAKE_TOKEN, startFakeGitHub } from '../support/fakeGitHub.ts';
import { connect } from '../support/gitHubClient.ts';
import { serveSockets } from '../support/servers.ts';

/** What a proxy does with the request for a tunnel. */
type Proxy = (client: Socket, head: string) => void;

const PASSWORD = 'swordfish';

const tunnel: Proxy = (client, head) => {
  const port = Number(/^CONNECT api\.example\.test:(\d+) /.exec(head)?.[1]);
  const target = connectSocket(port, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    client.pipe(target).pipe(client);
  });
  target.on('error', () => client.destroy());
  client.on('close', () => target.destroy());
};

const refuse: Proxy = (client) => {
  client.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
};

const staySilent: Proxy = () => undefined;

// Octokit looks for a proxy once, when it is loaded, so that this is one test in a file of its own.
it('GitHub is asked through the proxy of the environment, which may refuse or never answer', async () => {
  let proxy = tunnel;
  const heads: string[] = [];
  const port = await serveSockets((client) => {
    client.once('data', (head: Buffer) => {
      heads.push(head.toString());
      proxy(client, head.toString());
    });
  });
  const gitHub = await startFakeGitHub();
  const apiUrl = gitHub.apiUrl.replace('127.0.0.1', 'api.example.test');
  process.env['http_proxy'] = `http://gate:${PASSWORD}@127.0.0.1:${String(port)}`;
  process.env['GITHUB_API_URL'] = apiUrl;

  await (await connect({ apiUrl })).createComment(42, 'a');
  expect(gitHub.comments.map(({ body }) => body)).toEqual(['a']);
  expect(heads[0]).toMatch(/^CONNECT api\.example\.test:\d+ HTTP\/1\.1\r\n/);
  expect(heads.join('')).not.toContain(FAKE_TOKEN);

  const errors = [];
  for (proxy of [refuse, staySilent]) {
    // A tunnel is used again, but not for another server.
    const other = (await startFakeGitHub()).apiUrl.replace('127.0.0.1', 'api.example.test');
    const client = await connect({ apiUrl: other }, { timeoutMs: 500 });
    errors.push(await client.createComment(42, 'b').catch((error: unknown) => error));
  }
  expect(errors).toMatchObject([
    {
      name: 'GitHubError',
      message: expect.stringMatching(/GitHub could not be reached \(.*407.*\)\./) as unknown,
    },
    {
      name: 'GitHubError',
      message: expect.stringMatching(/GitHub gave no whole answer within 1 s\./) as unknown,
    },
  ]);
  for (const secret of [FAKE_TOKEN, PASSWORD, Buffer.from(`gate:${PASSWORD}`).toString('base64')]) {
    expect(everythingOf(errors)).not.toContain(secret);
  }
});
