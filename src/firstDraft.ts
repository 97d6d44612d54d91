import { type Limits } from './access/api.ts';
import { type Connection } from './access/connection.ts';
import { createDeadline } from './access/deadline.ts';
import { MAX_ITEMS } from './config/assertionSchema.ts';
import { parseConfig } from './config/load.ts';
import { ConfigError, GateError, InputError, renderProblem } from './errors.ts';
import { formatCount } from './format.ts';
import { describeAccount } from './init/accountConfig.ts';
import { nameApplications } from './init/applicationNames.ts';
import { type FirstConfig, renderFirstConfig } from './init/firstConfig.ts';
import { describePlan } from './init/planConfig.ts';
import { renderSurvey } from './init/surveyText.ts';
import { type Inputs } from './inputs.ts';
import { type Bench } from './policyTest.ts';
import { quote } from './untrusted.ts';
import { MAX_FILE_BYTES } from './workspace.ts';
import { type World } from './world.ts';

/** A first config, and what is to be said of it. */
export interface FirstDraft {
  /** Undefined where nothing is proven that it could hold. */
  readonly text: string | undefined;
  /** How many applications are not in it because nothing is proven of them. */
  readonly leftOut: number;
  readonly said: readonly string[];
}

/**
 * A config of the applications that are saved in the account, each with thresholds near the figures of a policy test.
 *
 * @param prepare is called before the first policy test, when Cloudflare has answered
 * @throws InputError when there is nothing to test, and as `surveyApplications`
 */
export async function draftFromAccount(
  connection: Connection,
  inputs: Pick<Inputs, 'timeoutMs'>,
  world: World,
  prepare: () => Promise<void>,
): Promise<FirstDraft> {
  const bench = await createBench(connection, inputs, world);
  try {
    const applications = nameApplications(await bench.client.readApplications(bench.newLimits()));
    const count = applications.length;
    world.log.info(`The account has ${formatCount(count)} ${count === 1 ? 'application' : 'applications'}.`);
    await prepare();
    const { surveyApplications } = await import('./survey.ts');
    const surveyed = await surveyApplications(applications, MAX_ITEMS, bench);
    if (surveyed.every(({ kind }) => kind === 'empty')) throw nothingSaved();
    const config = describeAccount(surveyed, world.clock.now());
    return {
      text: config && renderChecked(config),
      leftOut: surveyed.filter(({ kind }) => kind === 'unproven').length,
      said: [renderSurvey(surveyed)],
    };
  } catch (error) {
    if (!world.interrupted.aborted || (!(error instanceof GateError) && error !== world.interrupted.reason))
      throw error;
    return { text: undefined, leftOut: 0, said: ['The run was interrupted.'] };
  }
}

/** What asks Cloudflare is a part of its own, which only a run that asks loads. */
async function createBench(
  connection: Connection,
  { timeoutMs }: Pick<Inputs, 'timeoutMs'>,
  world: World,
): Promise<Bench> {
  const { createAccessClient } = await import('./access/client.ts');
  const dispatcher = await world.connect();
  return {
    client: createAccessClient(connection, { ...world, dispatcher }),
    world,
    newLimits: (leftMs = timeoutMs): Limits => ({
      deadline: createDeadline(world.clock, leftMs),
      signal: world.interrupted,
    }),
  };
}

function nothingSaved(): InputError {
  const message =
    'The account has no Access application with policies, so that there is nothing to test: check account-id, or write a config by hand.';
  return new InputError([{ message }]);
}

/**
 * A config of what a Terraform plan changes, without asking anybody.
 *
 * @throws ConfigError when it is no plan; InputError when it knows nothing of Access
 */
export async function draftFromPlan(
  path: string,
  { workspace }: Pick<Inputs, 'workspace'>,
  { files, clock }: Pick<World, 'files' | 'clock'>,
): Promise<FirstDraft> {
  const { readPlan } = await import('./terraformPlan.ts');
  const { plan, problems, warnings } = await readPlan(path, workspace, files);
  if (plan === undefined) throw new ConfigError(problems);
  const config = describePlan(plan, clock.now());
  if (config === undefined) {
    const message = `The plan ${quote(path)} has no Access application or policy, so that there is nothing to test.`;
    throw new InputError([{ message }]);
  }
  const found = `The plan has ${formatCount(plan.addresses.length)} Access applications and policies. Nothing was asked of Cloudflare, so that the config has no figures.`;
  return { text: renderChecked(config), leftOut: 0, said: [...warnings.map(renderProblem), found] };
}

/** What is written is read first as a gate would read it. */
function renderChecked(config: FirstConfig): string {
  const text = renderFirstConfig(config);
  const { problems, config: read } = parseConfig('the first config', text);
  const wrong = [...problems, ...(read?.warnings ?? [])];
  if (wrong.length > 0 || Buffer.byteLength(text) > MAX_FILE_BYTES) {
    throw new Error(`The first config is none: ${wrong.map(renderProblem).join(' ')}`);
  }
  return text;
}
