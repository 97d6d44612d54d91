import { type Report } from './report.ts';

/** The report of one job, and the path of its file, for messages. */
export interface ReportPart {
  readonly path: string;
  readonly report: Report;
}

/** The reports on one account and config, in their order: shards of it, or the whole. */
export interface PartSet extends Pick<Report, 'account' | 'config'> {
  /** `account 023e105f`: what tells it from other sets; empty when there is no other. */
  readonly label: string;
  readonly parts: readonly ReportPart[];
}

/** The sets in the order of their first reports. */
export function setsOf(parts: readonly ReportPart[]): PartSet[] {
  const accounts = new Set(parts.flatMap(({ report }) => report.account ?? []));
  const configs = new Set(parts.map(({ report }) => report.config));
  const sets = new Map<string, ReportPart[]>();
  for (const part of parts) {
    const { account = null, config } = part.report;
    const key = JSON.stringify([account, config]);
    sets.set(key, [...(sets.get(key) ?? []), part]);
  }
  return [...sets.values()].flatMap((set) => {
    const [first] = set;
    if (first === undefined) return [];
    const { account, config } = first.report;
    const label = [
      ...(accounts.size > 1 && account !== undefined ? [`account ${account}`] : []),
      ...(configs.size > 1 ? [config] : []),
    ].join(', ');
    return [{ account, config, label, parts: set }];
  });
}

/** Whether it is a shard into which no test and no check falls, so that it has nothing to prove. */
export function isEmptyShard({ shard, tests, applicationChecks }: Report): boolean {
  return shard !== undefined && tests.length + applicationChecks.length === 0;
}

/** Whether nothing was tested of what there is to test. */
export function isUntested(report: Report): boolean {
  return !isEmptyShard(report) && (report.untested !== undefined || report.verdict === 'skipped');
}
