import { WHOLE } from './company.ts';
import { type RowName, type Rows } from './results.ts';
import { differences, highest, median, pairedRatio } from './statistics.ts';

/** A bar that the project set itself, and how it is measured. */
export interface Bar {
  /** Where it was measured. */
  readonly row: RowName;
  readonly what: string;
  readonly sense: 'at least' | 'at most' | 'less than';
  readonly limit: number;
  readonly measure: (rows: Rows) => number;
  readonly render: (value: number) => string;
  /** Why it is missed, where it is. */
  readonly missedBecause?: string;
}

/** The duration of the test and three round trips: its start, the poll that finds its end, a page. */
export const LIMIT_MS = WHOLE.testSeconds * 1_000 + 3 * WHOLE.latencyMs;

const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const times = (value: number): string => `${value.toFixed(1)} times`;
const share = (value: number): string => value.toFixed(3).replace(/0$/, '');
const requests = (value: number): string => `${COUNT.format(value)} requests`;
const megabytes = (value: number): string => `${COUNT.format(Math.ceil(value))} MB`;
const seconds = (value: number): string => `${value.toFixed(2)} s`;

/** Times are medians of the runs, ratios those of pairs; requests and memory the highest of any run. */
export const BARS: readonly Bar[] = [
  {
    row: 'paging',
    what: 'paging 50,000 users at 50 ms a request, as fast as the SDK with pages of 1,000',
    sense: 'at least',
    limit: 5,
    measure: ({ paging }) => pairedRatio(paging.sdkMs, paging.gateMs),
    render: times,
  },
  {
    row: 'paging',
    what: 'the same, as fast as the SDK with its default of 25',
    sense: 'at least',
    limit: 100,
    measure: ({ paging }) => pairedRatio(paging.sdkDefaultMs, paging.gateMs),
    render: times,
  },
  {
    row: 'whole',
    what: 'whole gate, test of 20 s, 50,000 users, 50 ms a request, over the limit: the test and 3 round trips',
    sense: 'at most',
    limit: 1.1,
    measure: ({ whole }) => median(whole.gateMs) / LIMIT_MS,
    render: share,
  },
  {
    row: 'onePercent',
    what: '1,000,000 users, 1 % blocked, thresholds and 20 named expectations on blocked or absent-tolerant users',
    sense: 'at most',
    limit: 40,
    measure: ({ onePercent }) => highest(onePercent.requests),
    render: requests,
  },
  {
    row: 'everything',
    what: '1,000,000 users, everything listed',
    sense: 'at most',
    limit: 1_040,
    measure: ({ everything }) => highest(everything.requests),
    render: requests,
  },
  {
    row: 'everything',
    what: 'the same, peak memory',
    sense: 'at most',
    limit: 250,
    measure: ({ everything }) => highest(everything.peakMb),
    render: megabytes,
  },
  {
    row: 'everything',
    what: 'the same, time over that of 100,000 users',
    sense: 'at most',
    limit: 11,
    measure: ({ everything }) => pairedRatio(everything.ms, everything.tenthMs),
    render: times,
  },
  {
    row: 'compared',
    what: 'two tests of 1,000,000 users compared, 1 % not approved',
    sense: 'at most',
    limit: 60,
    measure: ({ compared }) => highest(compared.requests),
    render: requests,
  },
  {
    row: 'compared',
    what: 'the same, peak memory',
    sense: 'at most',
    limit: 250,
    measure: ({ compared }) => highest(compared.peakMb),
    render: megabytes,
  },
  {
    row: 'startUp',
    what: 'start-up of the action (`mode: validate`) over `node -e 0`, over the same for the SDK lister',
    sense: 'less than',
    limit: 1,
    measure: ({ startUp }) => ofSdkStart(startUp, startUp.actionMs),
    render: share,
    missedBecause:
      '`@actions/core`, with which the action talks to its runner, loads the whole of undici for identity tokens that nobody asks for here; the command line does without it.',
  },
  {
    row: 'startUp',
    what: 'start-up of the command line (`validate`), likewise',
    sense: 'less than',
    limit: 1,
    measure: ({ startUp }) => ofSdkStart(startUp, startUp.cliMs),
    render: share,
  },
  {
    row: 'judging',
    what: 'judging 1,000,000 users by 1,000 expectations, 200 of them globs, processor time',
    sense: 'less than',
    limit: 5,
    measure: ({ judging }) => median(judging.judgingCpuMs) / 1_000,
    render: seconds,
  },
];

export function isHeld({ sense, limit }: Pick<Bar, 'sense' | 'limit'>, value: number): boolean {
  switch (sense) {
    case 'at least':
      return value >= limit;
    case 'at most':
      return value <= limit;
    case 'less than':
      return value < limit;
  }
}

/** Milliseconds by which each start takes longer than that of Node alone right before it. */
export function overNode({ nodeMs }: Rows['startUp'], ms: readonly number[]): number[] {
  return differences(ms, nodeMs);
}

/** What a start takes over Node alone, as a ratio to that of the lister on the SDK: the median of the pairs. */
export function ofSdkStart(startUp: Rows['startUp'], ms: readonly number[]): number {
  return pairedRatio(overNode(startUp, ms), overNode(startUp, startUp.sdkMs));
}

/**
 * What a bar does not say as it was measured, and what to do: a sentence for each that is missed and does not say why,
 * or is held and says why it were missed.
 */
export function findUntold(bars: readonly Bar[], rows: Rows): string[] {
  return bars.flatMap((bar) => {
    const { what, row, missedBecause } = bar;
    const isMissed = !isHeld(bar, bar.measure(rows));
    if (isMissed === (missedBecause !== undefined)) return [];
    return isMissed
      ? [`Missed: ${what}. Mend it, or say why in its missedBecause in bench/bars.ts (row ${row}).`]
      : [`Held: ${what}. Take its missedBecause out of bench/bars.ts (row ${row}).`];
  });
}
