import { canonicalJson } from '../canonical.ts';
import { worstVerdict } from '../verdict/finding.ts';
import { findMissing } from './completeness.ts';
import { findContradictions } from './contradictions.ts';
import { mergeConfigChanges } from './mergedConfigChange.ts';
import { isEmptyShard, isUntested, type PartSet, type ReportPart, setsOf } from './parts.ts';
import { type Judged, judgedOf, type PlanReport, type Report } from './report.ts';

/** When nothing ran that is known of. */
const NEVER = new Date(0);

/**
 * One report of several jobs: of each account a whole config, or every shard of it. What keeps them from being all of
 * the run is in `missing`, and then nothing passes. Without any report, the config and the times are not known.
 *
 * @param missing what could not be read, a sentence each
 */
export function mergeReports(parts: readonly ReportPart[], missing: readonly string[]): Report {
  const sets = setsOf(parts);
  const reports = parts.map(({ report }) => report);
  const notKnown = gather([
    missing,
    ...reports.map((report) => report.missing),
    findContradictions(parts),
    findMissing(parts),
  ]);
  const meant = reports.filter((report) => !isEmptyShard(report));
  return {
    verdict: worstVerdict([
      ...reports.filter((report) => !hasNothing(report)).map(({ verdict }) => verdict),
      ...(notKnown.length > 0 ? (['inconclusive'] as const) : []),
    ]),
    startedAt: inOrderOfTime(reports.map(({ startedAt }) => startedAt))[0] ?? NEVER,
    finishedAt: inOrderOfTime(reports.map(({ finishedAt }) => finishedAt)).at(-1) ?? NEVER,
    tests: sets.flatMap((set) => mergeJudged(set, ({ tests }) => tests)),
    applicationChecks: sets.flatMap((set) => mergeJudged(set, (report) => report.applicationChecks)),
    plan: mergePlans(reports.flatMap(({ plan }) => plan ?? [])),
    snapshot: undefined,
    warnings: gather(reports.map(({ warnings }) => warnings)),
    usage: mergeUsage(reports),
    stopped: reports.map(({ stopped }) => stopped).find((reason) => reason !== undefined),
    untested: meant.every(isUntested) ? meant[0]?.untested : undefined,
    identities: reports.some(({ identities }) => identities === 'full') ? 'full' : 'redacted',
    config: reports[0]?.config ?? '',
    account: sets.every(({ account }) => account === sets[0]?.account) ? sets[0]?.account : undefined,
    shard: undefined,
    scope: sets.length === 1 ? reports[0]?.scope : undefined,
    configChange: mergeConfigChanges(reports),
    missing: notKnown,
  };
}

/** Whether a report has nothing to prove, and nothing to say against the others. */
function hasNothing(report: Report): boolean {
  return report.verdict === 'skipped' && judgedOf(report).length === 0;
}

function inOrderOfTime(dates: readonly Date[]): Date[] {
  return [...dates].sort((a, b) => a.getTime() - b.getTime());
}

/** The items of all lists in their order, but for what an earlier list has just so. */
function gather<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const seen = new Set<string>();
  return lists.flatMap((list) => {
    const keyed = list
      .map((item) => ({ item, key: canonicalJson(item) }))
      .filter(({ key }) => !seen.has(key));
    for (const { key } of keyed) seen.add(key);
    return keyed.map(({ item }) => item);
  });
}

/** In the order of the config, which shards are out of; named after their set where there are several. */
function mergeJudged<Item extends Judged>(
  { parts, label }: PartSet,
  itemsOf: (report: Report) => readonly Item[],
): Item[] {
  return gather(parts.map(({ report }) => itemsOf(report)))
    .sort((a, b) => a.location.line - b.location.line || a.location.column - b.location.column)
    .map((item) => (label === '' ? item : { ...item, name: `${item.name} (${label})` }));
}

/** Jobs mostly have the same plan, so that what is told of it is the same. */
function mergePlans(plans: readonly PlanReport[]): PlanReport | undefined {
  const [first] = plans;
  return (
    first && {
      ...first,
      verdict: worstVerdict(plans.map(({ verdict }) => verdict)),
      changes: gather(plans.map(({ changes }) => changes)),
      findings: gather(plans.map(({ findings }) => findings)),
    }
  );
}

function mergeUsage(reports: readonly Report[]): Report['usage'] {
  const sumOf = (count: 'requests' | 'retries' | 'waitedMs'): number =>
    reports.reduce((sum, { usage }) => sum + usage[count], 0);
  const remaining = reports.flatMap(({ usage }) => usage.rateLimitRemaining ?? []);
  return {
    requests: sumOf('requests'),
    retries: sumOf('retries'),
    waitedMs: sumOf('waitedMs'),
    rateLimitRemaining: remaining.length === 0 ? undefined : Math.min(...remaining),
  };
}
