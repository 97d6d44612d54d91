import { METRICS } from '../../src/verdict/assertion.ts';
import { type Case } from './case.ts';
import { FAULTS } from './strikes.ts';

/** How often each thing occurred that a campaign has to have met. */
export interface Coverage {
  add(labels: readonly string[]): void;
  /** What was met less than `least` times. */
  missing(least: number): readonly string[];
  readonly counts: ReadonlyMap<string, number>;
}

/** Without these, a campaign proves nothing. */
const REQUIRED = [
  ...['passed', 'failed', 'inconclusive', 'skipped'].map((verdict) => `verdict: ${verdict}`),
  ...['0', '1', '3'].map((code) => `exit code: ${code}`),
  'verdict: none, the config is refused',
  'against the truth: equal',
  'against the truth: inconclusive instead',
  'against the truth: failed by what was told',
  ...Object.keys(FAULTS).map((fault) => `fault: ${fault}`),
  'fault: interruption',
  'fault: clock jump',
  ...METRICS.map((metric) => `config: threshold ${metric}`),
  ...['user', 'users', 'list of users'].map((kind) => `config: expectation of ${kind}`),
  ...['fail', 'warn', 'ignore'].map((word) => `config: if_missing ${word}`),
  'config: at_least',
  'config: waiver that holds',
  'config: waiver that has ended',
  'config: severity warning',
  ...['none', 'policies', 'edited', 'snapshot'].map((kind) => `config: baseline ${kind}`),
  ...['file', 'inline', 'saved', 'application', 'mixed'].map((place) => `config: policies ${place}`),
  ...['0', '1', '2', '3'].map((explain) => `config: explain ${explain}`),
  'config: several tests',
  'config: defaults',
  'config: application check',
  'config: report-only',
  'config: on-inconclusive warn',
  'config: policy-test-id',
  ...['nobody', '1 to 9', '10 to 60', 'a hundred and more'].map((size) => `people: ${size}`),
  'people: hostile addresses and names',
  'people: without an address',
  'people: never logged in',
  'api: several pages',
  'api: fields left out',
  'api: refuses a second test',
  'api: rate limit is met',
  'report: explanation',
  'report: access lost',
  'report: access gained',
];

export function createCoverage(): Coverage {
  const counts = new Map(REQUIRED.map((label) => [label, 0]));
  return {
    counts,
    add(labels) {
      for (const label of new Set(labels)) counts.set(label, (counts.get(label) ?? 0) + 1);
    },
    missing: (least) => REQUIRED.filter((label) => (counts.get(label) ?? 0) < least),
  };
}

/** What a case is, whatever comes of it. */
export function labelsOf({ blueprint, tests, check, directory, given }: Case): string[] {
  const { run, behaviour, crowd } = blueprint;
  const thresholds = tests.flatMap(({ written }) => Object.entries(written.thresholds));
  const expectations = tests.flatMap(({ written }) => written.expectations);
  const asserted = [...thresholds.map(([, threshold]) => threshold), ...expectations];
  const is = (holds: boolean, label: string): string[] => (holds ? [label] : []);
  const isLive = tests.some(({ truth }) => truth.toldBefore !== undefined);
  return [
    ...thresholds.map(([metric]) => `config: threshold ${metric}`),
    ...expectations.map(({ user, users }) =>
      user
        ? 'config: expectation of user'
        : `config: expectation of ${typeof users === 'string' ? 'users' : 'list of users'}`,
    ),
    ...expectations.flatMap(({ if_missing: word }) => (word ? [`config: if_missing ${word}`] : [])),
    ...is(
      expectations.some(({ at_least: least }) => least !== undefined),
      'config: at_least',
    ),
    ...is(
      asserted.some(({ waiver }) => waiver && waiver.until >= '2026-11-21'),
      'config: waiver that holds',
    ),
    ...is(
      asserted.some(({ waiver }) => waiver && waiver.until < '2026-11-21'),
      'config: waiver that has ended',
    ),
    ...is(
      asserted.some(({ severity }) => severity === 'warning'),
      'config: severity warning',
    ),
    ...tests.map(({ draft }) => `config: baseline ${draft.baseline.kind}`),
    ...tests.map(({ draft }) => `config: policies ${draft.place}`),
    ...tests.map(({ explain }) => `config: explain ${String(explain)}`),
    ...is(tests.length > 1, 'config: several tests'),
    ...is(blueprint.defaults !== undefined, 'config: defaults'),
    ...is(check !== undefined, 'config: application check'),
    ...is(run.reportOnly, 'config: report-only'),
    ...is(run.onInconclusive === 'warn', 'config: on-inconclusive warn'),
    ...is(given !== undefined, 'config: policy-test-id'),
    `people: ${sizeOf(crowd.size)}`,
    ...is(crowd.addresses === 'odd', 'people: hostile addresses and names'),
    ...is(
      directory.users.some(({ email }) => email === ''),
      'people: without an address',
    ),
    ...is(
      directory.users.some(({ lastLogin }) => lastLogin === undefined),
      'people: never logged in',
    ),
    ...is(crowd.size > behaviour.maxPerPage, 'api: several pages'),
    ...is(behaviour.omittedFields.length > 0, 'api: fields left out'),
    ...is(isLive && behaviour.secondTest !== 'allowed', 'api: refuses a second test'),
    ...is(behaviour.rateLimitRequests < 20, 'api: rate limit is met'),
  ];
}

function sizeOf(size: number): string {
  if (size === 0) return 'nobody';
  if (size < 10) return '1 to 9';
  return size < 100 ? '10 to 60' : 'a hundred and more';
}
