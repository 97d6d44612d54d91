import { describe, expect, test } from '@jest/globals';
import { request } from 'undici';
import { type EmulatorRequest } from '../../src/emulator/exchange.ts';
import { emulatorDispatcher } from '../support/mockAgent.ts';

describe('the dispatcher of tests', () => {
  test('hands every request to the handler and its answer back', async () => {
    const seen: EmulatorRequest[] = [];
    const dispatcher = emulatorDispatcher((asked) => {
      seen.push(asked);
      return { status: 418, headers: { 'x-tea': 'yes' }, body: '{}' };
    });

    for (const page of ['1', '2']) {
      const answer = await request(`https://api.cloudflare.com/client/v4/x?page=${page}`, {
        dispatcher,
        method: 'POST',
        headers: { 'X-Seen': page },
        body: 'text',
      });
      expect([answer.statusCode, answer.headers['x-tea'], await answer.body.text()]).toEqual([
        418,
        'yes',
        '{}',
      ]);
    }

    expect(seen).toEqual(
      ['1', '2'].map((page) => ({
        method: 'POST',
        path: `/client/v4/x?page=${page}`,
        headers: { 'x-seen': page },
        body: 'text',
      })),
    );
  });

  test('connects to nothing else', async () => {
    const dispatcher = emulatorDispatcher(() => ({ status: 200, headers: {}, body: '' }));

    await expect(request('http://127.0.0.1:9/', { dispatcher })).rejects.toMatchObject({
      code: 'UND_MOCK_ERR_MOCK_NOT_MATCHED',
    });
  });
});
