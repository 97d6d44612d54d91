import { type AssertionChange } from '../config/comparison.ts';
import { sortWorstFirst } from '../direction.ts';
import { listFew } from './causes.ts';
import { type ConfigChange, type Report } from './report.ts';

/**
 * What all jobs know of one pull request. What becomes of a config is told by the job that tells most, because not every
 * one may have been able to compare. Of several configs, each change says which it is of; one that no job could compare
 * is told of like a change, because a reader must not take it for unchanged.
 */
export function mergeConfigChanges(reports: readonly Report[]): ConfigChange | undefined {
  const most = new Map<string, ConfigChange>();
  for (const { config, configChange } of reports) {
    if (configChange === undefined) continue;
    const known = most.get(config);
    if (known === undefined || sizeOf(configChange) > sizeOf(known)) most.set(config, configChange);
  }
  const [first] = most.values();
  if (first === undefined || reports.every(({ config }) => config === reports[0]?.config)) return first;
  const all = [...most].map(([config, change]) => ({ config, change }));
  const about = {
    base: first.base,
    applied: all.some(({ change }) => change.applied === 'workspace') ? 'workspace' : 'base',
  } as const;
  const changes = all.flatMap(({ config, change }) =>
    change.kind === 'compared' ? change.changes.map((each) => nameAfter(config, each)) : [],
  );
  const unknown = all.flatMap(({ config, change }) =>
    change.kind === 'unknown' ? { config, reason: change.reason.replace(/\.$/, '') } : [],
  );
  if (changes.length === 0 && unknown.length > 0) {
    const reasons = unknown.map(({ config, reason }) => `${config}: ${reason}`);
    return { ...about, kind: 'unknown', reason: listFew(reasons, '; ') };
  }
  const notCompared = unknown.map(({ config, reason }): AssertionChange => ({
    direction: 'changed',
    test: config,
    rule: 'the whole config',
    before: undefined,
    after: `not known: ${reason}`,
  }));
  return { ...about, kind: 'compared', changes: sortWorstFirst([...changes, ...notCompared]) };
}

function sizeOf(change: ConfigChange): number {
  return change.kind === 'compared' ? change.changes.length : -1;
}

/** As tests are that are of one config of several. */
function nameAfter(config: string, change: AssertionChange): AssertionChange {
  return { ...change, test: change.test === undefined ? config : `${change.test} (${config})` };
}
