import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Cloudflare from 'cloudflare';
import { parseDirectory } from '../../src/emulator/directory.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { type EmulatorServer, serveEmulator } from '../../src/emulator/server.ts';

const ACCOUNT = '023e105f4ecef8ad9ca31a8372d0c353';
const USERS = Array.from({ length: 60 }, (_, index) => ({
  email: `user${String(index)}@example.com`,
  name: `User ${String(index)}`,
  identity_provider: 'otp',
  last_login: '2026-05-01',
}));
const DIRECTORY = parseDirectory(
  'directory.yml',
  JSON.stringify({
    version: 1,
    account_id: ACCOUNT,
    settings: { test_seconds: 10 },
    identity_providers: [{ id: 'otp', type: 'onetimepin', name: 'PIN' }],
    users: USERS,
  }),
);

describe("Cloudflare's own SDK, over HTTP,", () => {
  let server: EmulatorServer;
  let nowMs = 0;

  beforeAll(async () => {
    server = await serveEmulator(createEmulator(DIRECTORY, { now: () => nowMs }), 0);
  });
  afterAll(async () => {
    await server.close();
  });

  test('starts a policy test, polls it until it is complete, and lists everybody', async () => {
    const client = new Cloudflare({ baseURL: server.baseUrl, apiToken: 'emulator-token' });
    const { policyTests } = client.zeroTrust.access.applications;

    const { id = '' } = await policyTests.create({
      account_id: ACCOUNT,
      policies: [
        { name: 'One', decision: 'allow', include: [{ email: { email: 'user7@example.com' } }] },
        { name: 'Rest', decision: 'deny', include: [{ everyone: {} }] },
      ],
    });
    nowMs = 5_000;
    const early = await policyTests.get(id, { account_id: ACCOUNT });
    nowMs = 10_000;
    const late = await policyTests.get(id, { account_id: ACCOUNT });
    const approved: unknown[] = [];
    let listed = 0;
    for await (const user of policyTests.users.list(id, { account_id: ACCOUNT })) {
      listed += 1;
      if (user.status === 'approved') approved.push(user.email);
    }

    expect(early).toMatchObject({ status: 'processing', users_blocked: 29, percent_users_processed: 50 });
    expect(late).toMatchObject({ status: 'complete', total_users: 60, users_approved: 1, users_blocked: 59 });
    expect(listed).toBe(60);
    expect(approved).toEqual(['user7@example.com']);
  });

  test('sees the reason of a refusal', async () => {
    const client = new Cloudflare({ baseURL: server.baseUrl, apiToken: 'revoked' });

    await expect(
      client.zeroTrust.access.applications.policyTests.get('0', { account_id: ACCOUNT }),
    ).rejects.toMatchObject({ status: 403, errors: [{ code: 9109 }] });
  });
});
