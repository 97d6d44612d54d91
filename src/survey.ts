import { ApiError, GateError, NetworkError } from './errors.ts';
import { formatCount } from './format.ts';
import { figuresOf } from './init/figures.ts';
import { type NamedApplication, type Surveyed } from './init/surveyed.ts';
import { type Bench, createPolicyTest } from './policyTest.ts';
import { checkCounts } from './verdict/guards.ts';

/**
 * Runs a policy test of the policies of each application as they are saved, one after the other, because it is not known
 * how many an account may have at once.
 *
 * @param most when so many are measured, no more are tested
 * @throws what keeps all further ones from being tested, too: Cloudflare does not answer, or does not let the token; the
 *   signal's reason
 */
export async function surveyApplications(
  applications: readonly NamedApplication[],
  most: number,
  bench: Bench,
): Promise<readonly Surveyed[]> {
  const surveyed: Surveyed[] = [];
  let measured = 0;
  for (const [index, application] of applications.entries()) {
    if (measured >= most) {
      const reason = `A config has ${formatCount(most)} tests at most.`;
      surveyed.push({ kind: 'unproven', application, reason });
      continue;
    }
    const place = `${application.name} (${formatCount(index + 1)} of ${formatCount(applications.length)})`;
    const outcome = await survey(application, place, bench);
    if (outcome.kind === 'measured') measured += 1;
    surveyed.push(outcome);
  }
  return surveyed;
}

/** @param place what the log calls the application */
async function survey(application: NamedApplication, place: string, bench: Bench): Promise<Surveyed> {
  const { client, newLimits, world } = bench;
  try {
    const policies = await client.readApplicationPolicies(application.id, newLimits());
    if (policies.length === 0) {
      world.log.info(`${place}: it has no policies, and is left out.`);
      return { kind: 'empty', application };
    }
    const policyTest = createPolicyTest(place, policies, bench);
    await policyTest.start();
    await policyTest.complete();
    const figures = figuresOf(policyTest.counts);
    const doubts = checkCounts(policyTest.counts).map(({ message }) => message);
    if (figures === undefined || doubts.length > 0) {
      return { kind: 'unproven', application, reason: doubts.join(' ') };
    }
    return figures.usersErrored === figures.totalUsers
      ? { kind: 'unproven', application, reason: 'Nobody could be decided: all users are in error.' }
      : { kind: 'measured', application, figures };
  } catch (error) {
    if (!(error instanceof GateError) || world.interrupted.aborted || endsSurvey(error)) throw error;
    return { kind: 'unproven', application, reason: error.message };
  }
}

/** Whether the next application would fare no better. What the tester does not take of one says nothing of the others. */
function endsSurvey(error: GateError): boolean {
  return error instanceof NetworkError || (error instanceof ApiError && ![400, 404].includes(error.status));
}
