import { expect } from '@jest/globals';
import { exitCodeOf } from '../../../src/report/conclusion.ts';
import { headline } from '../../../src/report/headline.ts';
import { type Report } from '../../../src/report/report.ts';
import { type Verdict } from '../../../src/verdict/finding.ts';
import { type Outcome, runScenario, type Scenario } from '../../support/scenario.ts';
import { EVERY_STAGE, ON_PAGES } from './stage.ts';

/** One row of the matrix: something that goes wrong in a gate that would pass, and what must come of it. */
export interface Fault {
  readonly name: string;
  /** Made anew for each run, because many faults count. */
  readonly scenario: () => Partial<Scenario>;
  /** `inconclusive` unless the fault is overcome, or a violation shows beside it. */
  readonly verdict?: Verdict;
  /** The run fails whatever on-inconclusive and report-only say, and nothing more is started. */
  readonly stops?: 'refused' | 'interrupted';
  /** What the report says of it, what to do next among it; nothing where it is overcome. */
  readonly says?: readonly (string | RegExp)[];
  /** How many policy tests may use up their time, one after the other; 1 unless given. */
  readonly deadlines?: number;
  /** What a clock leaps by itself. */
  readonly leapMs?: number;
  readonly then?: (outcome: Outcome) => void;
}

const DEADLINE_MS = 15 * 60_000;
/** What a gate may take beyond its deadlines. */
export const GRACE_MS = 5_000;

const EXIT_CODES: Readonly<Record<Verdict, number>> = { passed: 0, skipped: 0, failed: 1, inconclusive: 3 };
const WORDS: Readonly<Record<Verdict, string>> = {
  passed: 'passed',
  skipped: 'skipped',
  failed: 'failed',
  inconclusive: 'could not be proven',
};

/** Runs the whole gate with a fault and asserts all that is asked of every row. */
export async function checkFault(fault: Fault): Promise<void> {
  const { verdict = 'inconclusive', deadlines = 1, leapMs = 0 } = fault;
  const outcome = await runScenario({ ...EVERY_STAGE, directory: ON_PAGES, ...fault.scenario() });
  checkReport(fault, outcome);
  expect(outcome.exitCode).toBe(EXIT_CODES[verdict]);
  expect(outcome.elapsedMs).toBeLessThanOrEqual(deadlines * DEADLINE_MS + leapMs + GRACE_MS);
  fault.then?.(outcome);
}

/** What holds of every report, be it made in virtual time or on real sockets. */
export function checkReport(
  { verdict = 'inconclusive', stops, says = [] }: Pick<Fault, 'verdict' | 'stops' | 'says'>,
  {
    report,
    files,
  }: Pick<Outcome, 'report'> & { files: Readonly<Record<'report.json' | 'summary.md', string>> },
): void {
  const told = messagesOf(report);
  expect({ verdict: report.verdict, stopped: report.stopped, told }).toMatchObject({
    verdict,
    stopped: stops,
  });
  for (const words of says) expect(told).toMatch(words);
  expect(exitCodeOf(report, { reportOnly: true, onInconclusive: 'warn' })).toBe(stops === undefined ? 0 : 3);

  const written = JSON.parse(files['report.json']) as { verdict: string };
  expect(written.verdict).toBe(verdict);
  const summary = readable(files['summary.md']);
  expect(summary).toContain(WORDS[verdict]);
  expect(headline(report)).toContain(WORDS[verdict]);
  for (const words of says) {
    expect(readable(JSON.stringify(written).replaceAll('\\"', '"'))).toMatch(words);
    expect(summary).toMatch(words);
  }
}

/** All that is said of what was not proven, or not held. */
function messagesOf({ tests, applicationChecks }: Report): string {
  return [
    ...[...tests, ...applicationChecks].flatMap(({ findings }) => findings.map(({ message }) => message)),
    ...tests.flatMap(({ explanation }) => explanation?.gap ?? []),
  ].join('\n');
}

/** Markdown as GitHub shows its text. */
function readable(markdown: string): string {
  return markdown
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('<!-- -->', '');
}

/** Text as a pattern that it matches alone. */
export function literally(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
