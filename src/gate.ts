import { type AccessClient, createAccessClient, isRefusal, type Limits } from './access/client.ts';
import { createDeadline } from './access/deadline.ts';
import { listUsers } from './access/users.ts';
import { waitForTest } from './access/wait.ts';
import { GateError, TestError } from './errors.ts';
import { type Inputs } from './inputs.ts';
import { readAgenda, type ReadyTest } from './agenda.ts';
import { renderProgress } from './report/progress.ts';
import { type Report, type TestReport } from './report/report.ts';
import { plain } from './untrusted.ts';
import { type Finding, verdictOf, worstVerdict } from './verdict/finding.ts';
import { unproven } from './verdict/guards.ts';
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
  const { tests, warnings } = await readAgenda(inputs, world);
  const run =
    inputs.connection === undefined
      ? skipTests(tests)
      : await runTests(tests, createAccessClient(inputs.connection, world), inputs, world);
  const verdict = worstVerdict(run.tests.map((test) => test.verdict));
  return { ...run, verdict, warnings, startedAt, finishedAt: world.clock.now() };
}

type Run = Pick<Report, 'tests' | 'usage' | 'stopped'>;

/** Tests run one after the other, because it is not known whether an account may have two at once. */
async function runTests(
  tests: readonly ReadyTest[],
  client: AccessClient,
  inputs: Inputs,
  world: World,
): Promise<Run> {
  const reports: TestReport[] = [];
  let stopped: Report['stopped'];
  for (const test of tests) {
    if (stopped === undefined) {
      const result = await runTest(test, client, inputs, world);
      reports.push(result.report);
      stopped = result.stopped;
    } else {
      const message = 'It was not started, because the run had ended before: see the test above.';
      reports.push(reportOf(test, {}, [unproven('started', 'a policy test', 'not started', message)]));
    }
  }
  return { tests: reports, usage: client.usage(), stopped };
}

/** One policy test: start, wait, list, judge. */
async function runTest(
  test: ReadyTest,
  client: AccessClient,
  { policyTestId, timeoutMs }: Inputs,
  { clock, log, interrupted }: World,
): Promise<{ report: TestReport; stopped: Report['stopped'] }> {
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

    const findings = judge(test, counts, tally.result(), test.naming, clock.now());
    return { report: reportOf(test, known, findings), stopped: undefined };
  } catch (error) {
    if (interrupted.aborted) {
      const message = interruptedMessage(known.policyTestId);
      const finding = unproven('finished', 'a finished run', 'interrupted', message);
      return { report: reportOf(test, known, [finding]), stopped: 'interrupted' };
    }
    if (!(error instanceof GateError)) throw error;
    const atStart = known.policyTestId === undefined || (given && known.status === undefined);
    const finding = unproven('proven', 'a completed policy test', 'none', error.message);
    return {
      report: reportOf(test, known, [finding]),
      stopped: isRefusal(error, { atStart }) ? 'refused' : undefined,
    };
  }
}

/** Without a connection nothing is tested, by design. */
function skipTests(tests: readonly ReadyTest[]): Run {
  return {
    tests: tests.map((test) => ({ ...reportOf(test, {}, []), verdict: 'skipped' })),
    usage: { requests: 0, retries: 0, waitedMs: 0, rateLimitRemaining: undefined },
    stopped: undefined,
  };
}

/** What is known of a policy test so far. */
type Known = Partial<Pick<TestReport, 'policyTestId' | 'given' | 'status' | 'counts'>>;

function reportOf(test: ReadyTest, known: Known, found: readonly Finding[]): TestReport {
  const findings = [...found, ...test.policyFindings];
  return {
    name: test.name,
    location: test.location,
    policies: test.tested.length,
    assertions: test.thresholds.length + test.expectations.length,
    verdict: verdictOf(findings),
    findings,
    policyTestId: known.policyTestId,
    given: known.given ?? false,
    status: known.status,
    counts: known.counts ?? {},
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
