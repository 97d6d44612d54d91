import { type Results, type Rows } from '../../bench/results.ts';

/** Made-up samples in which every bar is just held. */
export const ROWS: Rows = {
  paging: {
    gateMs: [500, 400, 600],
    sdkMs: [2_500, 2_400, 2_700],
    sdkDefaultMs: [50_000, 48_000, 54_000],
    gateRequests: [53, 53, 53],
    sdkRequests: [53, 53, 53],
    sdkDefaultRequests: [2_003, 2_003, 2_003],
  },
  whole: {
    gateMs: [21_000, 22_165, 25_000],
    sdkMs: [44_330, 44_330, 50_000],
    curlMs: [66_495, 66_495, 75_000],
    gateRequests: [70, 71, 70],
    sdkRequests: [57, 57, 57],
    curlRequests: [506, 506, 506],
  },
  onePercent: { requests: [38, 40, 39] },
  everything: {
    requests: [1_040, 1_004, 1_004],
    peakMb: [250, 240, 230],
    ms: [11_000, 10_000, 12_000],
    tenthMs: [1_000, 1_000, 1_000],
  },
  compared: { requests: [60, 59, 58], peakMb: [250, 150, 140] },
  startUp: {
    nodeMs: [50, 60, 40],
    actionMs: [200, 210, 190],
    cliMs: [190, 200, 180],
    sdkMs: [205, 215, 195],
  },
  judging: { decodingCpuMs: [2_000, 2_100, 2_200], judgingCpuMs: [4_900, 4_950, 9_000] },
};

export const RESULTS: Results = {
  measuredOn: '2026-11-22',
  machine: {
    processor: 'Made-up 1',
    processors: 2,
    memoryGb: 25,
    system: 'linux x64',
    node: 'v20.20.2',
  },
  rows: ROWS,
};
