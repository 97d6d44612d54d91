import { expect, test } from '@jest/globals';
import { failure, success } from '../../src/emulator/envelope.ts';
import { createPageStore } from '../../src/emulator/pageStore.ts';
import { anEmulator } from '../support/emulator.ts';
import { aUser, someSettings } from '../support/directory.ts';

const NEVER = (): never => {
  throw new Error('made again');
};

test('an answer is made once, and kept as text', () => {
  const { take } = createPageStore();

  const made = take('1', () => success([7]));

  expect(made).toEqual({ status: 200, body: '{"success":true,"errors":[],"messages":[],"result":[7]}' });
  expect(take('1', NEVER)).toEqual(made);
  expect(take('2', () => success([8]))).not.toEqual(made);
});

test('a refusal is not kept', () => {
  const { take } = createPageStore();

  expect(take('1', () => failure(400))).toEqual(failure(400));
  expect(take('1', () => success([]))).toMatchObject({ status: 200 });
});

test('the oldest answers are forgotten when all would be too long', () => {
  const page = (): ReturnType<typeof success> => success([7]);
  const { length } = JSON.stringify(page().body);
  const { take } = createPageStore(2 * length);
  for (const key of ['1', '2', '3']) take(key, page);

  expect(() => take('1', NEVER)).toThrow('made again');
  expect(take('2', NEVER)).toEqual(take('3', NEVER));
});

test('a page of users is rendered once when a test is complete, also for later ones of the same policies', () => {
  let asked = 0;
  const alice = Object.defineProperty({ ...aUser() }, 'name', {
    get: () => {
      asked += 1;
      return 'Alice';
    },
  });
  const { clock, start, users } = anEmulator({
    users: [alice, aUser({ email: 'bob@example.com' })],
    settings: someSettings({ test_seconds: 4 }),
  });
  const policy = { name: 'Allow', decision: 'allow', include: [{ everyone: {} }] };
  const id = start(policy);
  clock.nowMs = 2_000;
  expect(users(id)).toEqual(users(id));
  expect(asked).toBe(2);

  clock.nowMs = 4_000;
  expect(users(id)).toHaveLength(2);
  expect(users(id)).toHaveLength(2);
  expect(users(id, '?per_page=1')).toHaveLength(1);
  expect(asked).toBe(4);

  const again = start(policy);
  clock.nowMs = 8_000;
  expect(users(again)).toEqual(users(id));
  expect(asked).toBe(4);
});
