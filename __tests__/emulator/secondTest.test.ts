import { describe, expect, test } from '@jest/globals';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { ApiError } from '../../src/errors.ts';
import { aClient, aConnection, rejectionOf, type TestClient } from '../support/access.ts';
import { aDirectory, API_TOKEN, someSettings } from '../support/directory.ts';
import { virtualClock } from '../support/world.ts';

const POLICIES = [{ name: 'All', decision: 'allow', include: [{ everyone: {} }] }];

/** A client whose first policy test is processing; it takes 30 s unless told otherwise. */
async function withOneTest(settings: Parameters<typeof someSettings>[0]): Promise<TestClient> {
  const clock = virtualClock();
  const directory = aDirectory({ settings: someSettings({ test_seconds: 30, ...settings }) });
  const { handle } = createEmulator(directory, { now: () => clock.elapsedMs() });
  const test = aClient(handle, {
    clock,
    connection: aConnection({ credentials: { kind: 'token', token: API_TOKEN } }),
  });
  await test.client.startTest(POLICIES, test.limits);
  return test;
}

describe('where an account allows one policy test at a time, the start of a second', () => {
  test.each([400, 403, 409] as const)('is refused at once with HTTP %i', async (status) => {
    const { client, limits, world, requests } = await withOneTest({ second_test: status });
    const error = await rejectionOf(client.startTest(POLICIES, limits));

    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status, codes: [12130] });
    expect([requests.length, world.clock.sleeps]).toEqual([2, []]);
  });

  test('is tried again on HTTP 429 until the first has ended', async () => {
    const { client, limits, world } = await withOneTest({ second_test: 429 });

    expect(await client.startTest(POLICIES, limits)).toMatch(/^[0-9a-f]{64}$/);
    expect(world.clock.sleeps).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000]);
  });

  test('is refused with HTTP 429 where the first does not end in time', async () => {
    const { client, limits, world } = await withOneTest({ second_test: 429, test_seconds: 3_600 });
    const error = await rejectionOf(client.startTest(POLICIES, limits));

    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 429, codes: [12130] });
    expect(world.clock.elapsedMs()).toBeGreaterThan(14 * 60_000);
  });
});
