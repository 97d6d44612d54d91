import { formatCount } from '../format.ts';
import { renderShard, type Shard } from '../shard.ts';
import { quote } from '../untrusted.ts';
import { listFew } from './causes.ts';
import { isEmptyShard, isUntested, type PartSet, type ReportPart, setsOf } from './parts.ts';

/** What keeps reports from being the whole of a run, a sentence each that says what to do; none when nothing does. */
export function findMissing(parts: readonly ReportPart[]): string[] {
  return [
    ...checkUntested(parts),
    ...checkScopes(parts),
    ...setsOf(parts).flatMap((set) => checkSet(set, kinOf(set, parts))),
  ];
}

/** Parts of different wholes leave gaps that no number of a shard tells: each config is one text in one run. */
function checkScopes(parts: readonly ReportPart[]): string[] {
  const configs = new Set(parts.map(({ report }) => report.config));
  return [...configs].flatMap((config) => {
    const its = parts.filter(({ report }) => report.config === config);
    const scopes = new Map(its.map(({ path, report: { scope } }) => [scope?.fingerprint, quote(path)]));
    if (scopes.size === 1 && !scopes.has(undefined)) return [];
    return [
      `The reports are not parts of the same whole (${listFew([...scopes.values()], ', ')}): their jobs had another text of the config, found something else to test, or are of different runs. Run all jobs again.`,
    ];
  });
}

/** What only some of the jobs could test was to be tested. */
function checkUntested(parts: readonly ReportPart[]): string[] {
  const isTested = parts.some(({ report }) => !isUntested(report) && !isEmptyShard(report));
  if (!isTested) return [];
  return parts
    .filter(({ report }) => isUntested(report))
    .map(({ path, report: { untested } }) => {
      const why = untested === undefined ? '' : `, because ${untested}`;
      return `The job of ${quote(path)} tested nothing${why}: give it the token and the mode of the others.`;
    });
}

/** The set, and what may be of it as well: a job that asks nobody knows no account. */
function kinOf({ account, config }: PartSet, parts: readonly ReportPart[]): ReportPart[] {
  return parts
    .filter(({ report }) => report.config === config)
    .filter(({ report }) => [report.account, account].includes(undefined) || report.account === account);
}

function checkSet(set: PartSet, kin: readonly ReportPart[]): string[] {
  const counts = new Set(set.parts.map(({ report }) => report.shard?.count));
  const account = set.account === undefined ? '' : `account ${set.account}`;
  const name = set.label === '' ? account : set.label;
  const ofSet = name === '' ? '' : ` of ${name}`;
  if (counts.size > 1) {
    const named = set.parts.map(({ path, report }) => `${quote(path)} is ${describePart(report.shard)}`);
    return [
      `The reports${ofSet} do not fit together: ${listFew(named, ', ')}. Give all jobs the same number of shards.`,
    ];
  }
  const [count] = counts;
  const gaps = [...checkRepeated(set, ofSet), ...checkShards(kin, count, ofSet)];
  return gaps.length > 0 ? gaps : checkItems(set, count, ofSet);
}

/** Where every shard is there once, they have everything that there is. */
function checkItems({ parts }: PartSet, count: number | undefined, ofSet: string): string[] {
  const wanted = parts[0]?.report.scope?.items;
  if (wanted === undefined || parts.length !== (count ?? 1)) return [];
  const found = parts.reduce(
    (sum, { report: { tests, applicationChecks } }) => sum + tests.length + applicationChecks.length,
    0,
  );
  return found === wanted
    ? []
    : [
        `The reports${ofSet} have ${formatCount(found)} of ${formatCount(wanted)} tests and checks: run all jobs again, and take the reports as they were written.`,
      ];
}

/** Of accounts that are not known, the same part may be there once each. */
function checkRepeated({ account, parts }: PartSet, ofSet: string): string[] {
  if (account === undefined) return [];
  const paths = new Map<string, string[]>();
  for (const { path, report } of parts) {
    const part = describePart(report.shard);
    paths.set(part, [...(paths.get(part) ?? []), quote(path)]);
  }
  return [...paths]
    .filter(([, same]) => same.length > 1)
    .map(
      ([part, same]) =>
        `${listFew(same, ' and ')} are each ${part}${ofSet}, so that it is not known which one holds: give each job a part of its own.`,
    );
}

function checkShards(parts: readonly ReportPart[], count: number | undefined, ofSet: string): string[] {
  if (count === undefined) return [];
  const there = new Set(parts.map(({ report }) => report.shard?.index));
  const gone = Array.from({ length: count }, (_, index) => ({ index: index + 1, count }))
    .filter(({ index }) => !there.has(index))
    .map(renderShard);
  if (gone.length === 0) return [];
  return [
    gone.length === 1
      ? `Part ${gone.join('')}${ofSet} is missing: see why its job wrote no report, and run it again.`
      : `Parts ${listFew(gone, ', ')}${ofSet} are missing: see why their jobs wrote no report, and run them again.`,
  ];
}

function describePart(shard: Shard | undefined): string {
  return shard === undefined ? 'the whole' : `part ${renderShard(shard)}`;
}
