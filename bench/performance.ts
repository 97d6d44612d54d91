import { type Bar, BARS, isHeld, overNode, ofSdkStart } from './bars.ts';
import { renderMachine } from './machine.ts';
import { type Results, type Rows } from './results.ts';
import { highest, median, pairedRatio } from './statistics.ts';
import { renderTable } from './table.ts';
import { type Tables } from './tables.ts';

const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const count = (samples: readonly number[]): string => COUNT.format(highest(samples));
const seconds = (samples: readonly number[]): string => `${(median(samples) / 1_000).toFixed(1)} s`;
const NONE = '–';

/** A template with what was measured. @throws Error where the template asks for something else */
export function renderPerformance(template: string, results: Results, tables: Tables): string {
  const { rows, measuredOn, machine } = results;
  const parts: Readonly<Record<string, string>> = {
    date: measuredOn,
    machine: renderMachine(machine),
    runs: String(rows.paging.gateMs.length),
    starts: String(rows.startUp.nodeMs.length),
    peers: renderPeers(rows),
    bars: renderBars(BARS, rows),
    startUp: renderStartUp(rows),
    ...wordsOf(rows),
    ...tables,
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`The template asks for ${name}, which there is not.`);
    return part;
  });
}

/** The bars, what was measured of them, and whether they are held. */
export function renderBars(bars: readonly Bar[], rows: Rows): string {
  return renderTable(
    ['left', 'right', 'right', 'left'],
    ['what', 'bar', 'measured', ''],
    bars.map((bar) => {
      const measured = bar.measure(rows);
      const { what, sense, limit, render, missedBecause } = bar;
      const why = missedBecause === undefined ? '' : `: ${missedBecause}`;
      const outcome = isHeld(bar, measured) ? 'held' : `missed${why}`;
      return [what, `${sense} ${render(limit)}`, render(measured), outcome];
    }),
  );
}

/** The gate beside its peers: each cell has the figure, and how many times that of the gate it is. */
function renderPeers({ paging, whole }: Rows): string {
  const over = (samples: readonly number[], gate: readonly number[]): string =>
    `${ratio(pairedRatio(samples, gate))} × (${seconds(samples)})`;
  return renderTable(
    ['left', 'right', 'right', 'right', 'right'],
    [
      '50,000 users, 50 ms a request',
      'gate',
      'SDK, pages of 1,000',
      'SDK, its default of 25',
      'curl and jq, pages of 100',
    ],
    [
      [
        'listing them',
        `1 (${seconds(paging.gateMs)})`,
        over(paging.sdkMs, paging.gateMs),
        over(paging.sdkDefaultMs, paging.gateMs),
        NONE,
      ],
      [
        'all of it, with a test of 20 s',
        `1 (${seconds(whole.gateMs)})`,
        over(whole.sdkMs, whole.gateMs),
        NONE,
        over(whole.curlMs, whole.gateMs),
      ],
      [
        'requests, without waiting',
        count(paging.gateRequests),
        count(paging.sdkRequests),
        count(paging.sdkDefaultRequests),
        NONE,
      ],
      [
        'requests, with a test of 20 s',
        count(whole.gateRequests),
        count(whole.sdkRequests),
        NONE,
        count(whole.curlRequests),
      ],
    ],
  );
}

function renderStartUp({ startUp }: Rows): string {
  const of = (name: string, samples: readonly number[]): string[] => [
    name,
    `${COUNT.format(median(overNode(startUp, samples)))} ms`,
    ofSdkStart(startUp, samples).toFixed(2),
  ];
  return renderTable(
    ['left', 'right', 'right'],
    ['start-up', 'over `node -e 0`', 'of the SDK lister'],
    [
      of('the action, `mode: validate`', startUp.actionMs),
      of('the command line, `validate`', startUp.cliMs),
      of('the SDK lister', startUp.sdkMs),
    ],
  );
}

/** Single figures that stand in the text, here and in the README. */
function wordsOf({ paging, onePercent, everything, judging }: Rows): Record<string, string> {
  return {
    sdkRatio: ratio(pairedRatio(paging.sdkMs, paging.gateMs)),
    sdkDefaultRatio: ratio(pairedRatio(paging.sdkDefaultMs, paging.gateMs)),
    sdkDefaultRequests: count(paging.sdkDefaultRequests),
    onePercentRequests: count(onePercent.requests),
    everythingRequests: count(everything.requests),
    everythingPeakMb: count(everything.peakMb),
    decodingSeconds: seconds(judging.decodingCpuMs),
  };
}

function ratio(value: number): string {
  return value.toFixed(value < 20 ? 1 : 0);
}
