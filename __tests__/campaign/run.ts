import { ConfigError, InputError } from '../../src/errors.ts';
import { BASE_PATH } from '../../src/emulator/emulator.ts';
import { ACCOUNT_ID } from '../support/directory.ts';
import { type Outcome, runScenario } from '../support/scenario.ts';
import { type Case } from './case.ts';
import { TOKEN } from './exchangeFaults.ts';
import { createSchedule, type Schedule } from './schedule.ts';

/** What came of a case: an outcome, or what was wrong with its config. */
export interface Ran {
  readonly outcome: Outcome | undefined;
  readonly refusal: ConfigError | InputError | undefined;
  readonly schedule: Schedule;
}

/** Runs a case in memory and in virtual time. Whatever is thrown but for the refusal of a config is a crash. */
export async function runCase(one: Case): Promise<Ran> {
  const { interruptedAt, clockJump } = one.blueprint;
  let jumpMs = 0;
  const schedule = createSchedule(one.blueprint.strikes, (count) => {
    if (count === clockJump?.at) jumpMs = clockJump.days * 86_400_000;
  });
  try {
    const outcome = await runScenario({
      config: one.config,
      files: one.files,
      inputs: one.inputs,
      directory: one.directory,
      random: one.blueprint.run.random,
      fault(request, next, count) {
        // Somebody else has started the test that is to be judged.
        if (count === 1 && one.given) {
          next({
            method: 'POST',
            path: `${BASE_PATH}/accounts/${ACCOUNT_ID}/access/policy-tests`,
            headers: { authorization: `Bearer ${TOKEN}` },
            body: JSON.stringify({ policies: one.given }),
          });
        }
        return schedule.answer(request, next);
      },
      interruptAt: () => interruptedAt !== undefined && schedule.requests >= interruptedAt,
      world: (world) => ({
        ...world,
        clock: {
          now: () => new Date(world.clock.now().getTime() + jumpMs),
          elapsedMs: () => world.clock.elapsedMs(),
          sleep: (ms, signal) => world.clock.sleep(ms, signal),
        },
      }),
    });
    return { outcome, refusal: undefined, schedule };
  } catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof InputError)) throw error;
    if (error.message.includes(TOKEN)) throw new Error('The token is in an error.', { cause: error });
    return { outcome: undefined, refusal: error, schedule };
  }
}
