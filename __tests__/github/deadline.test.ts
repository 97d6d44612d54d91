import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { connectGitHub } from '../../src/github/connection.ts';
import { exchange } from '../../src/github/exchange.ts';
import { FAKE_REPOSITORY, FAKE_TOKEN, startFakeGitHub } from '../support/fakeGitHub.ts';

const [OWNER = '', REPOSITORY = ''] = FAKE_REPOSITORY.split('/');

const PURPOSE = { failure: 'The file "a.yml" could not be read', permission: 'contents: read' } as const;

const BOUNDS = {
  timeoutMs: 20_000,
  interrupted: new AbortController().signal,
  conceal: (text: string) => text,
};

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
    ['an answer', () => Promise.resolve('an answer')],
    ['an error', () => Promise.reject(new Error('ECONNRESET'))],
  ])('has no deadline any more after %s, for the process to end at once', async (_, send) => {
    fakeTimeouts();
    const signals: AbortSignal[] = [];
    const running = exchange(PURPOSE, BOUNDS, ({ signal }) => {
      signals.push(signal);
      return send();
    });
    expect(jest.getTimerCount()).toBe(1);
    await running.catch(() => undefined);
    expect(jest.getTimerCount()).toBe(0);
    // What was not read of the answer is let go.
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
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
    const { interrupted, conceal } = BOUNDS;
    const client = await connectGitHub(
      { apiUrl, owner: OWNER, repository: REPOSITORY, token: FAKE_TOKEN },
      { interrupted, conceal },
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
