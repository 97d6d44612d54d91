import { type Directory } from '../../src/emulator/directory.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { type Outcome } from '../../src/emulator/evaluation.ts';
import { API_TOKEN } from './directory.ts';

/**
 * What an emulator of `directory` says becomes of everybody whom it tests, by address. `policies` are as a start
 * request has them; throws the answer where they are refused.
 */
export function outcomesOf(directory: Directory, policies: readonly unknown[]): Map<string, Outcome> {
  const clock = { nowMs: 0 };
  const { handle } = createEmulator(directory, { now: () => clock.nowMs });
  const ask = (method: string, path: string, body?: unknown): unknown => {
    const answer = handle({
      method,
      path: `/client/v4/accounts/${directory.accountId}/access/policy-tests${path}`,
      headers: { authorization: `Bearer ${API_TOKEN}` },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (answer.status !== 200) throw new Error(answer.body);
    return (JSON.parse(answer.body) as { result: unknown }).result;
  };

  const { id } = ask('POST', '', { policies }) as { id: string };
  clock.nowMs = directory.settings.testSeconds * 1000;
  const users = ask('GET', `/${id}/users?per_page=1000`) as { email: string; status: Outcome }[];
  return new Map(users.map(({ email, status }) => [email, status]));
}

/** The names before the `@` of those with an outcome. */
export function namesOf(outcomes: ReadonlyMap<string, Outcome>, outcome: Outcome): string[] {
  return [...outcomes]
    .filter(([, status]) => status === outcome)
    .map(([email]) => email.slice(0, email.indexOf('@')));
}
