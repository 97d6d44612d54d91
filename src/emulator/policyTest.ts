import { createHash } from 'node:crypto';
import { type Directory } from './directory.ts';
import { evaluate, type Outcome } from './evaluation.ts';
import { type Policy } from './policy.ts';

/** A policy test: everybody's outcome is known at once and shown little by little. */
export interface PolicyTest {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly startedMs: number;
  readonly durationMs: number;
  /** In the directory's order. */
  readonly users: readonly TestedUser[];
}

/** A row of the users' list, as it goes over the wire. */
export interface TestedUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly status: Outcome;
}

/** Tests `policies` on everybody who ever logged in; the `number`th test of an emulator has always the same id. */
export function startPolicyTest(
  number: number,
  policies: readonly Policy[],
  directory: Directory,
  startedMs: number,
): PolicyTest {
  return {
    id: createHash('sha256').update(`policy test ${number}`).digest('hex'),
    startedMs,
    durationMs: directory.settings.testSeconds * 1000,
    users: directory.users
      .filter(({ lastLogin }) => lastLogin !== undefined)
      .map((user) => ({
        id: user.id,
        email: user.email,
        name: user.name,
        status: evaluate(policies, user, directory),
      })),
  };
}

/** Those whom the test has got to. */
export function processedUsers(test: PolicyTest, nowMs: number): readonly TestedUser[] {
  if (isComplete(test, nowMs)) return test.users;
  const progress = (nowMs - test.startedMs) / test.durationMs;
  return test.users.slice(0, Math.floor(progress * test.users.length));
}

/** The test's status as it goes over the wire: counts so far, and percentages rounded to integers as the API's are. */
export function renderStatus(test: PolicyTest, nowMs: number): Record<string, unknown> {
  const processed = processedUsers(test, nowMs);
  const count = (status: Outcome): number => processed.filter((user) => user.status === status).length;
  const [approved, blocked, errored] = [count('approved'), count('blocked'), count('error')];
  return {
    id: test.id,
    status: isComplete(test, nowMs) ? 'complete' : 'processing',
    total_users: test.users.length,
    users_approved: approved,
    users_blocked: blocked,
    users_errored: errored,
    percent_approved: percent(approved, processed.length),
    percent_blocked: percent(blocked, processed.length),
    percent_errored: percent(errored, processed.length),
    percent_users_processed: isComplete(test, nowMs) ? 100 : percent(processed.length, test.users.length),
  };
}

function isComplete({ startedMs, durationMs }: PolicyTest, nowMs: number): boolean {
  return nowMs - startedMs >= durationMs;
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * part) / whole);
}
