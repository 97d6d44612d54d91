import { join, resolve } from 'node:path';
import { type AccessClient, createAccessClient, isRefusal, type Limits } from './access/client.ts';
import { createDeadline } from './access/deadline.ts';
import { listUsers } from './access/users.ts';
import { type Progress, waitForTest } from './access/wait.ts';
import { type Config, type TestConfig } from './config/config.ts';
import { parseConfig } from './config/load.ts';
import { readConfigText } from './config/read.ts';
import { ConfigError, GateError, InputError, renderProblem, TestError } from './errors.ts';
import { formatDuration } from './format.ts';
import { type Inputs } from './inputs.ts';
import { type TestedPolicy } from './policies/entry.ts';
import { readPolicies } from './policies/read.ts';
import { renderJson } from './report/json.ts';
import { type Report, type TestReport } from './report/report.ts';
import { renderSummary } from './report/summary.ts';
import { plain } from './untrusted.ts';
import { type Verdict, verdictOf, worstVerdict } from './verdict/finding.ts';
import { unproven } from './verdict/guards.ts';
import { judge } from './verdict/judge.ts';
import { createNaming, type Naming } from './verdict/person.ts';
import { createTally } from './verdict/tally.ts';
import { type World } from './world.ts';

/** A test of the config with the policies it is started with. */
interface ReadyTest extends TestConfig {
  readonly tested: readonly TestedPolicy[];
}

/**
 * The whole product: reads the config and its policies, has Cloudflare test them one test after the other, waits,
 * reads every user's outcome and judges. What goes wrong with a test is a finding of its report; what is wrong
 * before any test is started is thrown.
 *
 * @throws InputError, ConfigError
 */
export async function runGate(inputs: Inputs, world: World): Promise<Report> {
  const startedAt = world.clock.now();
  const { config, tests } = await readTests(inputs, world);
  const run =
    inputs.connection === undefined
      ? skipTests(tests)
      : await runTests(tests, createAccessClient(inputs.connection, world), inputs, world);
  return { ...run, startedAt, finishedAt: world.clock.now(), warnings: config.warnings };
}

/** Reads the config and every policy it names, and tells everything that is wrong with them at once. */
async function readTests(inputs: Inputs, { files }: World): Promise<{ config: Config; tests: ReadyTest[] }> {
  const { text, shown } = await readConfigText(inputs.config, inputs.workspace, files);
  const { config, policyEntries, problems } = parseConfig(shown, text);
  const policies = await Promise.all(
    policyEntries.map((entries) => readPolicies(entries, inputs.workspace, files)),
  );
  const everything = new Map(
    [...problems, ...policies.flatMap((read) => read.problems)].map((problem) => [
      renderProblem(problem),
      problem,
    ]),
  );
  if (config === undefined || everything.size > 0) throw new ConfigError([...everything.values()]);
  if (inputs.policyTestId !== undefined && config.tests.length !== 1) {
    const message = `policy-test-id judges one test, but ${config.file} has ${String(config.tests.length)}.`;
    throw new InputError([{ message }]);
  }
  const tests = config.tests.map((test, index) => ({ ...test, tested: policies[index]?.policies ?? [] }));
  return { config, tests };
}

type Run = Pick<Report, 'verdict' | 'tests' | 'usage' | 'stopped'>;

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
      reports.push(reportOf(test, [unproven('started', 'a policy test', 'not started', message)]));
    }
  }
  return { verdict: worstOf(reports), tests: reports, usage: client.usage(), stopped };
}

/** One policy test, from its start to its findings. */
async function runTest(
  test: ReadyTest,
  client: AccessClient,
  inputs: Inputs,
  { clock, log, interrupted }: World,
): Promise<{ report: TestReport; stopped: Report['stopped'] }> {
  const name = plain(test.name);
  const limits: Limits = { deadline: createDeadline(clock, inputs.timeoutMs), signal: interrupted };
  const naming = namingFor(test, inputs);
  const given = inputs.policyTestId !== undefined;
  let known: Partial<TestReport> = { policyTestId: inputs.policyTestId, given };
  try {
    const id = inputs.policyTestId ?? (await client.startTest(test.tested, limits));
    known = { ...known, policyTestId: id };
    log.info(`${name}: policy test ${id} ${given ? 'is judged' : 'was started'}.`);

    const { status, counts } = await waitForTest(client, id, limits, clock, (progress) => {
      known = { ...known, status: plain(progress.status), counts: progress.counts };
      log.progress(`${name}: ${renderProgress(progress)}`);
    });
    known = { ...known, status, counts };
    if (status !== 'complete') throw new TestError(endedMessage(id, status, counts.percentUsersProcessed));

    const tally = createTally(test.expectations, naming);
    for await (const users of listUsers(client, id, counts.totalUsers ?? 0, limits)) tally.see(users);
    const findings = judge(test, counts, tally.result(), naming, clock.now());
    return { report: reportOf(test, findings, known), stopped: undefined };
  } catch (error) {
    if (interrupted.aborted) {
      const finding = unproven(
        'finished',
        'a finished run',
        'interrupted',
        interruptedMessage(known.policyTestId),
      );
      return { report: reportOf(test, [finding], known), stopped: 'interrupted' };
    }
    if (!(error instanceof GateError)) throw error;
    const atStart = known.policyTestId === undefined || (given && known.status === undefined);
    const refused = isRefusal(error, { atStart });
    const finding = unproven('proven', 'a completed policy test', 'none', error.message);
    return { report: reportOf(test, [finding], known), stopped: refused ? 'refused' : undefined };
  }
}

function worstOf(reports: readonly TestReport[]): Verdict {
  return worstVerdict(reports.map(({ verdict }) => verdict));
}

/** What a run does without a connection: nothing is tested, by design. */
function skipTests(tests: readonly ReadyTest[]): Run {
  const reports = tests.map((test) => reportOf(test, [], { verdict: 'skipped' }));
  return {
    verdict: worstOf(reports),
    tests: reports,
    usage: { requests: 0, retries: 0, waitedMs: 0, rateLimitRemaining: undefined },
    stopped: undefined,
  };
}

function reportOf(
  test: ReadyTest,
  findings: TestReport['findings'],
  known: Partial<TestReport> = {},
): TestReport {
  return {
    name: plain(test.name),
    location: test.location,
    policies: test.tested.length,
    assertions: test.thresholds.length + test.expectations.length,
    verdict: verdictOf(findings),
    policyTestId: undefined,
    given: false,
    status: undefined,
    counts: {},
    findings,
    ...known,
  };
}

function namingFor({ expectations }: TestConfig, { connection }: Inputs): Naming {
  const labels = new Map<string, string>();
  for (const { label, subject } of expectations) {
    if (subject.kind === 'user' && label !== undefined) labels.set(subject.user.toLowerCase(), label);
  }
  return createNaming(connection?.accountId ?? '', labels);
}

function renderProgress({ status, percent, elapsedMs, remainingMs }: Progress): string {
  const done = percent === undefined ? 'progress unknown' : `${String(percent)} % processed`;
  const rest = remainingMs === undefined ? '' : `, about ${formatDuration(remainingMs)} left`;
  return `${plain(status)}, ${done} after ${formatDuration(elapsedMs)}${rest}`;
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

/** Where the files of a report were written. */
export interface ReportFiles {
  readonly json: string;
  readonly summary: string;
}

/** Writes the report's files. @throws InputError when the folder cannot be written to */
export async function writeReports(
  report: Report,
  { reportDir, workspace }: Inputs,
  { files }: World,
): Promise<ReportFiles> {
  try {
    const folder =
      reportDir === undefined ? await files.makeTemporaryFolder() : resolve(workspace, reportDir);
    const paths = { json: join(folder, 'report.json'), summary: join(folder, 'summary.md') };
    await files.writeText(paths.json, renderJson(report));
    await files.writeText(paths.summary, renderSummary(report));
    return paths;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new InputError([
      {
        message: `The report could not be written (${code}): set report-dir to a folder that can be written to.`,
      },
    ]);
  }
}
