import { type Agenda, readAgenda, type ReadyCheck } from './agenda.ts';
import { type AccessClient } from './access/client.ts';
import { type Connection } from './access/connection.ts';
import { createDeadline } from './access/deadline.ts';
import { type Inputs } from './inputs.ts';
import {
  interruption,
  NOT_STARTED,
  type Outcome,
  outcomeOf,
  reportCheck,
  reportTest,
  trouble,
} from './outcome.ts';
import { type Bench } from './policyTest.ts';
import { type CheckReport, judgedOf, type Report, type TestReport } from './report/report.ts';
import { type Source } from './policies/entry.ts';
import { type ReadyTest } from './readyTest.ts';
import { createRecorder } from './recorder.ts';
import { secretsOf } from './secrets.ts';
import { renderShard } from './shard.ts';
import { type Turn } from './steps.ts';
import { checkApplication } from './verdict/application.ts';
import { worstVerdict } from './verdict/finding.ts';
import { type World } from './world.ts';

/**
 * The whole product: reads the config, its policies and the Terraform plan, has Cloudflare test them, waits, reads
 * every user's outcome, compares it with the baseline's and judges. What goes wrong with a test is a finding of its
 * report; what is wrong before any is started is thrown. In the mode merge, it makes one report of several instead.
 *
 * @throws InputError, ConfigError
 */
export async function runGate(inputs: Inputs, world: World): Promise<Report> {
  // What makes one report of several is a part of its own, which only such a run loads.
  if (inputs.mode === 'merge') return (await import('./merge.ts')).runMerge(inputs, world);
  const startedAt = world.clock.now();
  const agenda = await readAgenda(inputs, world);
  const { identities, shard } = inputs;
  const empty = whyEmpty(agenda, shard);
  const untested = inputs.untested ?? empty;
  if (untested !== undefined) world.log.info(`Nothing is tested: ${untested}.`);
  const run =
    inputs.connection === undefined
      ? skipAll(agenda, inputs)
      : await runAll(agenda, await connectTo(inputs.connection, agenda, world), inputs, world);
  const { plan, warnings, configChange, scope } = agenda;
  const verdicts = judgedOf({ ...run, plan }).map((judged) => judged.verdict);
  return {
    ...run,
    plan,
    verdict: empty === undefined ? worstVerdict(verdicts) : 'skipped',
    warnings,
    untested,
    identities,
    config: inputs.config,
    account: inputs.connection?.accountId.slice(0, SHOWN_OF_ACCOUNT),
    shard,
    scope,
    configChange,
    missing: [],
    startedAt,
    finishedAt: world.clock.now(),
  };
}

/** Characters of an account's id: the whole of it would let a reader confirm guesses of who a pseudonym is. */
const SHOWN_OF_ACCOUNT = 8;

/** Why a part of the config has nothing to test; undefined where it has. */
function whyEmpty({ tests, applicationChecks, plan }: Agenda, shard: Inputs['shard']): string | undefined {
  return shard === undefined || tests.length + applicationChecks.length > 0 || plan !== undefined
    ? undefined
    : `nothing of the config falls into part ${renderShard(shard)}`;
}

type Run = Pick<Report, 'tests' | 'applicationChecks' | 'snapshot' | 'usage' | 'stopped'>;

/** What asks Cloudflare is a part of its own, as is what tests: only a run that tests something loads them. */
async function connectTo(connection: Connection, { tests }: Agenda, world: World): Promise<AccessClient> {
  const { createAccessClient } = await import('./access/client.ts');
  const dispatcher = await world.connect();
  return createAccessClient(connection, { ...world, dispatcher }, secretsOf(tests.flatMap(sourcesOf)));
}

/** Where the policies of both sides of a test come from. */
function sourcesOf({ sources, baseline }: ReadyTest): readonly Source[] {
  return [...sources, ...(baseline?.kind === 'policies' ? baseline.sources : [])];
}

/** One after the other, because it is not known how many policy tests an account may have at once. */
async function runAll(agenda: Agenda, client: AccessClient, inputs: Inputs, world: World): Promise<Run> {
  const { runTest } = await import('./testRun.ts');
  const { connection, policyTestId, timeoutMs } = inputs;
  const recorder = createRecorder(connection?.accountId ?? '', inputs.salt ?? agenda.salt, world.random);
  const bench: Bench = {
    client,
    world,
    newLimits: (leftMs = timeoutMs) => ({
      deadline: createDeadline(world.clock, leftMs),
      signal: world.interrupted,
    }),
  };
  let stopped: Report['stopped'];
  let isOver = false;
  async function inTurn<Item, Result>(
    items: readonly Item[],
    run: (item: Item, turn: Turn) => Promise<Outcome<Result>>,
    leaveOut: (item: Item) => Result,
  ): Promise<Result[]> {
    const reports: Result[] = [];
    for (const [index, item] of items.entries()) {
      if (isOver) {
        reports.push(leaveOut(item));
        continue;
      }
      const outcome = await run(item, { number: index + 1, of: items.length });
      world.log.step?.(undefined);
      reports.push(outcome.report);
      stopped = outcome.stopped ?? stopped;
      isOver = outcome.isLast;
    }
    return reports;
  }

  const tests = await inTurn(
    agenda.tests,
    (test, turn) => runTest(test, { ...bench, turn }, policyTestId, recorder.record),
    (test) => reportTest(test, {}, [NOT_STARTED]),
  );
  const applicationChecks = await inTurn(
    agenda.applicationChecks,
    (check) => runCheck(check, bench),
    (check) => reportCheck(check, [NOT_STARTED]),
  );
  return { tests, applicationChecks, snapshot: recorder.snapshot(), usage: client.usage(), stopped };
}

/** One check of a saved application: ask, judge. */
async function runCheck(
  check: ReadyCheck,
  { client, world, newLimits }: Bench,
): Promise<Outcome<CheckReport>> {
  try {
    const state = await client.readApplicationState(check, newLimits());
    return outcomeOf(reportCheck(check, checkApplication(check.expected, check.appId, state, check.naming)));
  } catch (error) {
    const failure = world.interrupted.aborted
      ? interruption('The run was interrupted before Cloudflare answered.')
      : trouble(error, 'an answer', { atStart: true, about: 'application' });
    return outcomeOf(reportCheck(check, [failure.finding]), [failure]);
  }
}

/** Without a connection nothing is tested, by design; what the text of policies and plan tells holds all the same. */
function skipAll({ tests, applicationChecks }: Agenda, { untested }: Inputs): Run {
  return {
    tests: tests.map((test) => {
      const report = reportTest(test, {}, test.settled);
      // Where there are no secrets, it goes without saying that nothing is proven.
      const isTold = untested === undefined ? isToldByText(report) : report.verdict === 'failed';
      return { ...report, verdict: isTold ? report.verdict : 'skipped' };
    }),
    applicationChecks: applicationChecks.map((check) => ({ ...reportCheck(check, []), verdict: 'skipped' })),
    snapshot: undefined,
    usage: { requests: 0, retries: 0, waitedMs: 0, rateLimitRemaining: undefined },
    stopped: undefined,
  };
}

/** Whether the text alone fails a test, or makes it impossible to run. */
function isToldByText({ verdict, findings }: TestReport): boolean {
  return verdict === 'failed' || findings.some(({ outcome }) => outcome === 'inconclusive');
}
