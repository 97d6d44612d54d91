import { type Machine } from './machine.ts';

/** What is measured of each row, a sample a run; the samples of one run were taken one right after the other. */
export const SERIES = {
  startUp: ['nodeMs', 'actionMs', 'cliMs', 'sdkMs'],
  judging: ['decodingCpuMs', 'judgingCpuMs'],
  paging: ['gateMs', 'sdkMs', 'sdkDefaultMs', 'gateRequests', 'sdkRequests', 'sdkDefaultRequests'],
  whole: ['gateMs', 'sdkMs', 'curlMs', 'gateRequests', 'sdkRequests', 'curlRequests'],
  onePercent: ['requests'],
  everything: ['requests', 'peakMb', 'ms', 'tenthMs'],
  compared: ['requests', 'peakMb'],
} as const;

export type RowName = keyof typeof SERIES;
export const ROW_NAMES = Object.keys(SERIES) as readonly RowName[];

export type Sample<Name extends RowName> = Readonly<Record<(typeof SERIES)[Name][number], number>>;
export type Samples<Name extends RowName> = Readonly<
  Record<(typeof SERIES)[Name][number], readonly number[]>
>;
export type Rows = { readonly [Name in RowName]: Samples<Name> };
export type MeasuredRows = { readonly [Name in RowName]?: Samples<Name> };

/** What bench/results.json holds: every row, of one day and machine. */
export interface Results {
  /** As in 2026-11-22. */
  readonly measuredOn: string;
  readonly machine: Machine;
  readonly rows: Rows;
}

/** The samples of each series, in the order of the runs. */
export function seriesOf<Name extends RowName>(name: Name, runs: readonly Sample<Name>[]): Samples<Name> {
  const keys: readonly (keyof Sample<Name>)[] = SERIES[name];
  const entries = keys.map((key) => [key, runs.map((run) => run[key])]);
  return Object.fromEntries(entries) as Samples<Name>;
}
