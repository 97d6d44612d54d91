import { type Directory } from '../../src/emulator/directory.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { type EmulatorRequest } from '../../src/emulator/exchange.ts';
import { ACCOUNT_ID, aDirectory, API_TOKEN } from './directory.ts';

export const TESTS = `/client/v4/accounts/${ACCOUNT_ID}/access/policy-tests`;

/** An answer whose body is data. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

interface TestUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly status: string;
}

/** An emulator with a clock of its own. */
export interface TestEmulator {
  readonly clock: { nowMs: number };
  /** With the token of `aDirectory`, and for a path that there is not, unless told otherwise. */
  readonly send: (request: Partial<EmulatorRequest>) => TestAnswer;
  readonly post: (body: unknown) => TestAnswer;
  /** Starts a test of policies; its id. */
  readonly start: (...policies: unknown[]) => string;
  /** The status of a test, or what else stands below the test's path. */
  readonly get: (testId: string, below?: string) => TestAnswer;
  /** The rows of a page. */
  readonly users: (testId: string, query?: string) => TestUser[];
}

export function anEmulator(directory: Partial<Directory> = {}): TestEmulator {
  const clock = { nowMs: 0 };
  const emulator = createEmulator(aDirectory(directory), { now: () => clock.nowMs });
  const send: TestEmulator['send'] = (request) => {
    const answer = emulator.handle({
      method: 'GET',
      path: TESTS,
      headers: { authorization: `Bearer ${API_TOKEN}` },
      body: undefined,
      ...request,
    });
    return { ...answer, body: JSON.parse(answer.body) as Record<string, unknown> };
  };
  const post: TestEmulator['post'] = (body) => send({ method: 'POST', body: JSON.stringify(body) });
  const get: TestEmulator['get'] = (id, below = '') => send({ path: `${TESTS}/${id}${below}` });
  return {
    clock,
    send,
    post,
    get,
    start: (...policies) => (post({ policies }).body as { result: { id: string } }).result.id,
    users: (id, query = '') => get(id, `/users${query}`).body['result'] as TestUser[],
  };
}

/** The codes of an answer's errors. */
export function codesOf({ body }: TestAnswer): unknown {
  return (body['errors'] as { code: number }[]).map(({ code }) => code);
}
