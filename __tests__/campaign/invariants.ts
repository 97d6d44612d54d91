import { renderAnnotations } from '../../src/report/annotations.ts';
import { headline } from '../../src/report/headline.ts';
import { reportSchema, type ReportJson } from '../../src/report/reportSchema.ts';
import { type Outcome } from '../support/scenario.ts';
import { type Case, type TestCase } from './case.ts';
import { TOKEN } from './exchangeFaults.ts';
import { NAMED, TELLTALE } from './people.ts';
import { type Schedule } from './schedule.ts';

/*
 * What holds of every run, whatever went wrong. Each check throws what does not hold.
 */

/** More requests than this for one policy test would be a client that runs wild; pages come on top. */
const MAX_REQUESTS = 400;

export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/** The parts of the report for programs, which must be as it is documented. */
export function jsonOf({ files }: Outcome): ReportJson {
  const { success, data, error } = reportSchema.safeParse(JSON.parse(files['report.json']));
  must(success, `report.json is not as documented: ${String(error)}`);
  return data;
}

/** Nobody's address, name or id, and not the token, is in anything that is written. */
export function checkPrivacy({ report, transcript, files }: Outcome): void {
  const outputs = {
    transcript,
    ...files,
    annotations: JSON.stringify(renderAnnotations(report, { lenient: true })),
    headline: headline(report),
  };
  for (const [name, text] of Object.entries(outputs)) {
    const found = TELLTALE.exec(text)?.[0];
    must(found === undefined, `${name} tells of ${String(found)}`);
    must(!text.includes(TOKEN), `${name} tells the token`);
    must(
      !NAMED.some((address) => text.toLowerCase().includes(address.toLowerCase())),
      `${name} tells an address`,
    );
  }
}

/** No policy test takes longer than it may, and asks no more than it needs. */
export function checkLimits(
  { blueprint, tests, check }: Case,
  { elapsedMs }: Outcome,
  schedule: Schedule,
): void {
  const deadlineMs = blueprint.run.timeoutMinutes * 60_000;
  const parts = tests.reduce((sum, test) => sum + policyTestsOf(test) + applicationsOf(test), check ? 1 : 0);
  must(
    elapsedMs <= parts * deadlineMs + 5_000,
    `It took ${String(elapsedMs)} ms of ${String(parts)} x ${String(deadlineMs)} ms`,
  );
  const users = blueprint.crowd.size + 1;
  const most = parts * (MAX_REQUESTS + users);
  must(
    schedule.requests <= most,
    `${String(schedule.requests)} requests were sent, at most ${String(most)} expected`,
  );
}

/** A start that Cloudflare may have received is not repeated: a second test would be started. */
export function checkStarts({ tests }: Case, schedule: Schedule): void {
  const most = tests.reduce((sum, test) => sum + policyTestsOf(test), 0);
  must(
    schedule.started <= most,
    `${String(schedule.started)} policy tests were started, at most ${String(most)} expected`,
  );
}

/** The policy tests that a test may take; a baseline that is refused beside the other test is started again. */
function policyTestsOf({ draft, explain }: TestCase): number {
  const isLive = draft.baseline.kind === 'policies' || draft.baseline.kind === 'edited';
  return isLive ? 3 + explain : 1;
}

function applicationsOf({ draft }: TestCase): number {
  return [draft.place, 'place' in draft.baseline ? draft.baseline.place : ''].filter(
    (place) => place !== 'inline',
  ).length;
}

/** The exit code says what the verdict says, and is 0 for what is not passed only where somebody asked for that. */
export function checkExit(
  { blueprint: { run } }: Case,
  { exitCode, report }: Outcome,
  json: ReportJson,
): void {
  const judged = [...json.tests, ...json.application_checks];
  const isUnproven = judged.some(
    ({ verdict, findings }) =>
      verdict === 'inconclusive' || findings.some(({ outcome }) => outcome === 'inconclusive'),
  );
  const isFailed = judged.some(({ verdict }) => verdict === 'failed');
  const worst = isFailed ? 'failed' : isUnproven ? 'inconclusive' : (judged[0]?.verdict ?? 'inconclusive');
  must(json.verdict === worst, `The verdict is ${json.verdict}, that of tests and checks ${worst}`);
  const expected =
    isFailed && !run.reportOnly
      ? 1
      : report.stopped !== undefined || (isUnproven && run.onInconclusive === 'fail')
        ? 3
        : 0;
  must(exitCode === expected, `The exit code is ${String(exitCode)} instead of ${String(expected)}`);
}

/** What is refused or interrupted fails the run, whatever may be inconclusive. */
export function checkStop({ blueprint, tests }: Case, { exitCode }: Outcome, schedule: Schedule): void {
  const interruptedAt = schedule.answeredFrom(blueprint.interruptedAt ?? Infinity);
  const isCompared = tests.some(({ draft }) => draft.baseline.kind !== 'none');
  // Beside another test, and while changes are explained, a refusal need not be one of the set-up.
  const isRefused = !isCompared && [400, 401, 403].some((status) => schedule.statuses.has(status));
  // An answer that was the last of the run leaves nothing to interrupt.
  const isInterrupted = interruptedAt !== undefined && interruptedAt < schedule.requests;
  must(exitCode > 0 || !(isRefused || isInterrupted), 'A run that was refused or interrupted ends with 0');
}
