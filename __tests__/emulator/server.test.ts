import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { emulate } from '../../src/emulator/emulate.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { type EmulatorServer, serveEmulator } from '../../src/emulator/server.ts';
import { ACCOUNT_ID, aDirectory } from '../support/directory.ts';

const emulator = createEmulator(aDirectory(), { now: () => 0 });

describe('the server', () => {
  let server: EmulatorServer;

  beforeEach(async () => {
    server = await serveEmulator(emulator, 0);
  });
  afterEach(async () => {
    await server.close();
  });

  test('listens on this machine only', () => {
    expect(server.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/client\/v4$/);
  });

  test('passes status, headers and body on', async () => {
    const response = await fetch(`${server.baseUrl}/accounts/${ACCOUNT_ID}/access/policy-tests`, {
      method: 'POST',
      headers: { Authorization: 'Bearer emulator-token' },
      body: '{"policies":["gone"]}',
    });

    expect(response.status).toBe(400);
    expect(response.headers.get('ratelimit')).toMatch(/^"default";r=\d+;t=\d+$/);
    expect(await response.json()).toMatchObject({ errors: [{ source: { pointer: '/policies/0' } }] });
  });

  test('answers at once, or when the latency of the directory has passed', async () => {
    const directory = (settings: string): string => `version: 1
account_id: ${ACCOUNT_ID}
identity_providers: []
users: []
settings: { ${settings} }`;
    const slow = await emulate('d.yml', directory('latency_ms: 300'), 0);
    const fast = await emulate('d.yml', directory(''), 0);
    const order: string[] = [];
    const startedMs = performance.now();

    await Promise.all([
      fetch(slow.baseUrl)
        .then((response) => response.text())
        .then(() => order.push('slow')),
      fetch(fast.baseUrl)
        .then((response) => response.text())
        .then(() => order.push('fast')),
    ]);

    expect(order).toEqual(['fast', 'slow']);
    // A timer may be early by a part of a millisecond.
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(299);
    await Promise.all([slow.close(), fast.close()]);
  });

  test('refuses a body past its limit', async () => {
    const response = await fetch(server.baseUrl, { method: 'POST', body: ' '.repeat(5 * 1024 * 1024) });

    expect(response.status).toBe(413);
  });

  test('rejects when the port is taken', async () => {
    const port = Number(new URL(server.baseUrl).port);

    await expect(serveEmulator(emulator, port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
