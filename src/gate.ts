import { type Agenda, readAgenda, type ReadyCheck, type ReadyTest } from './agenda.ts';
import { type Limits } from './access/api.ts';
import { type AccessClient, createAccessClient } from './access/client.ts';
import { createDeadline } from './access/deadline.ts';
import { listUsers } from './access/users.ts';
import { waitForTest } from './access/wait.ts';
import { ApiError, TestError } from './errors.ts';
import { type Inputs } from './inputs.ts';
import {
  interruption,
  type Known,
  NOT_STARTED,
  type Outcome,
  reportCheck,
  reportTest,
  trouble,
} from './outcome.ts';
import { renderProgress } from './report/progress.ts';
import { type CheckReport, judgedOf, type Report, type TestReport } from './report/report.ts';
import { plain } from './untrusted.ts';
import { checkApplication } from './verdict/application.ts';
import { worstVerdict } from './verdict/finding.ts';
import { judge } from './verdict/judge.ts';
import { createTally } from './verdict/tally.ts';
import { type World } from './world.ts';

/**
 * The whole product: reads the config and its policies, has Cloudflare test them, waits, reads every user's outcome
 * and judges. What goes wrong with a test is a finding of its report; what is wrong before any is started is thrown.
 *
 * @throws InputError, ConfigError
 */
export async function runGate(inputs: Inputs, world: World): Promise<Report> {
  const startedAt = world.clock.now();
  const agenda = await readAgenda(inputs, world);
  const run =
    inputs.connection === undefined
      ? skipAll(agenda)
      : await runAll(agenda, createAccessClient(inputs.connection, world), inputs, world);
  const verdict = worstVerdict(judgedOf(run).map((judged) => judged.verdict));
  return { ...run, verdict, warnings: agenda.warnings, startedAt, finishedAt: world.clock.now() };
}

type Run = Pick<Report, 'tests' | 'applicationChecks' | 'plan' | 'snapshot' | 'usage' | 'stopped'>;

/** One after the other, because it is not known whether an account may have two policy tests at once. */
async function runAll(agenda: Agenda, client: AccessClient, inputs: Inputs, world: World): Promise<Run> {
  let stopped: Report['stopped'];
  let isOver = false;
  async function inTurn<Item, Result>(
    items: readonly Item[],
    run: (item: Item) => Promise<Outcome<Result>>,
    leaveOut: (item: Item) => Result,
  ): Promise<Result[]> {
    const reports: Result[] = [];
    for (const item of items) {
      if (isOver) {
        reports.push(leaveOut(item));
        continue;
      }
      const outcome = await run(item);
      reports.push(outcome.report);
      stopped = outcome.stopped ?? stopped;
      isOver = outcome.isLast;
    }
    return reports;
  }

  const tests = await inTurn(
    agenda.tests,
    (test) => runTest(test, client, inputs, world),
    (test) => reportTest(test, {}, [NOT_STARTED]),
  );
  const applicationChecks = await inTurn(
    agenda.applicationChecks,
    (check) => runCheck(check, client, inputs, world),
    (check) => reportCheck(check, [NOT_STARTED]),
  );
  return {
    tests,
    applicationChecks,
    plan: undefined,
    snapshot: undefined,
    usage: client.usage(),
    stopped,
  };
}

/** One policy test: start, wait, list, judge. */
async function runTest(
  test: ReadyTest,
  client: AccessClient,
  { policyTestId, timeoutMs }: Inputs,
  { clock, log, interrupted }: World,
): Promise<Outcome<TestReport>> {
  const limits: Limits = { deadline: createDeadline(clock, timeoutMs), signal: interrupted };
  const given = policyTestId !== undefined;
  let known: Known = { policyTestId, given };
  try {
    const id = policyTestId ?? (await client.startTest(test.tested, limits));
    known = { ...known, policyTestId: id };
    log.info(`${test.name}: policy test ${id} ${given ? 'is judged' : 'was started'}.`);

    const { status, counts } = await waitForTest(client, id, limits, clock, (progress) => {
      known = { ...known, status: plain(progress.status), counts: progress.counts };
      const { status: word, percent } = progress;
      log.progress(`${test.name}: ${renderProgress(progress)}`, `${test.name} ${word} ${String(percent)}`);
    });
    known = { ...known, status, counts };
    if (status !== 'complete') throw new TestError(endedMessage(id, status, counts.percentUsersProcessed));

    const tally = createTally(test.expectations, test.naming);
    for await (const users of listUsers(client, id, counts.totalUsers ?? 0, limits)) tally.see(users);

    const findings = judge(test, counts, tally.result(), undefined, test.naming, clock.now());
    return { report: reportTest(test, known, findings), stopped: undefined, isLast: false };
  } catch (error) {
    const { finding, ...rest } = interrupted.aborted
      ? interruption(interruptedMessage(known.policyTestId))
      : trouble(error, 'a completed policy test', {
          atStart: known.policyTestId === undefined || (given && known.status === undefined),
        });
    return { report: reportTest(test, known, [finding]), ...rest };
  }
}

/** One check of a saved application: ask, judge. */
async function runCheck(
  check: ReadyCheck,
  client: AccessClient,
  { timeoutMs }: Inputs,
  { clock, interrupted }: World,
): Promise<Outcome<CheckReport>> {
  try {
    const limits: Limits = { deadline: createDeadline(clock, timeoutMs), signal: interrupted };
    const state = await client.readApplicationState(check, limits);
    const findings = checkApplication(check.expected, check.appId, state, check.naming);
    return { report: reportCheck(check, findings), stopped: undefined, isLast: false };
  } catch (error) {
    const { finding, ...rest } = interrupted.aborted
      ? interruption('The run was interrupted before Cloudflare answered.')
      : trouble(error, 'an answer', { atStart: true });
    // An application that does not exist says nothing about the others.
    const isLast = rest.isLast && !(error instanceof ApiError && error.status === 404);
    return { report: reportCheck(check, [finding]), ...rest, isLast };
  }
}

/** Without a connection nothing is tested, by design; what the policies' text tells holds all the same. */
function skipAll({ tests, applicationChecks }: Agenda): Run {
  return {
    tests: tests.map((test) => {
      const { verdict, ...report } = reportTest(test, {}, []);
      return { ...report, verdict: verdict === 'failed' ? verdict : 'skipped' };
    }),
    applicationChecks: applicationChecks.map((check) => ({ ...reportCheck(check, []), verdict: 'skipped' })),
    plan: undefined,
    snapshot: undefined,
    usage: { requests: 0, retries: 0, waitedMs: 0, rateLimitRemaining: undefined },
    stopped: undefined,
  };
}

function endedMessage(id: string, status: string, percent: number | undefined): string {
  const reached = percent === undefined ? '' : ` at ${String(percent)} %`;
  return `Policy test ${id} ended "${status}"${reached}, so its numbers prove nothing. Run the gate again; if it stays so, ask Cloudflare with this id.`;
}

function interruptedMessage(id: string | undefined): string {
  return id === undefined
    ? 'The run was interrupted while the policy test was being started; Cloudflare may run it all the same.'
    : `The run was interrupted. Policy test ${id} goes on at Cloudflare: judge it later with policy-test-id.`;
}
