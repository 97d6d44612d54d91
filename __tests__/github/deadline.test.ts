import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { connectGitHub } from '../../src/github/connection.ts';
import { FAKE_REPOSITORY, FAKE_TOKEN, startFakeGitHub } from '../support/fakeGitHub.ts';
import { connect } from '../support/gitHubClient.ts';

const [OWNER = '', REPOSITORY = ''] = FAKE_REPOSITORY.split('/');

/** Only what waits for a time stands still; the network does not. */
function fakeTimeouts(): void {
  jest.useFakeTimers({
    doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setInterval'],
  });
}

afterEach(() => {
  jest.useRealTimers();
});

describe('an exchange with GitHub', () => {
  it.each([
    ['an answer', { files: { main: { 'a.yml': 'a' } } }],
    ['a refusal', { permissions: { contents: 'none' } }],
  ] as const)('leaves no timer behind after %s, so that the process may end', async (_, options) => {
    fakeTimeouts();
    const gitHub = await startFakeGitHub(options);
    const client = await connect(gitHub);
    const exchange = () => client.readFile('a.yml', 'main').catch(() => undefined);
    // The first brings what is loaded with it.
    await exchange();
    const timers = jest.getTimerCount();
    await exchange();
    await exchange();
    expect(gitHub.requests.length).toBeGreaterThanOrEqual(3);
    expect(jest.getTimerCount()).toBe(timers);
  });

  it('ends by itself after 15 s, which is longer than GitHub takes for any', async () => {
    let tellAsked: () => void;
    const asked = new Promise<void>((resolve) => {
      tellAsked = resolve;
    });
    const { apiUrl } = await startFakeGitHub({
      fault: () => {
        tellAsked();
        return { kind: 'hang' };
      },
    });
    fakeTimeouts();
    const client = await connectGitHub(
      { apiUrl, owner: OWNER, repository: REPOSITORY, token: FAKE_TOKEN },
      { interrupted: new AbortController().signal, conceal: (text) => text },
    );
    let isOver = false;
    const ended = client.createComment(42, 'a').then(
      () => 'It was written.',
      (error: unknown) => (error as Error).message,
    );
    void ended.then(() => {
      isOver = true;
    });
    await asked;
    jest.advanceTimersByTime(14_999);
    await new Promise(setImmediate);
    expect(isOver).toBe(false);
    jest.advanceTimersByTime(1);
    expect(await ended).toMatch(/: GitHub gave no whole answer within 15 s\./);
  });
});
