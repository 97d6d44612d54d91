import { canonicalJson } from '../canonical.ts';
import { formatCount } from '../format.ts';
import { type PolicyEntry } from '../policies/entry.ts';
import { plain, quote } from '../untrusted.ts';
import { type Difference } from './comparison.ts';
import { type BaselineConfig, type Tested } from './config.ts';
import { pairUp } from './pairing.ts';

/** As many policies are named in one place. */
const MAX_NAMED = 3;

/** What becomes of what a test is about; whether that asks for less or more, nobody can tell. */
export function compareTested(before: Tested, after: Tested): Difference[] {
  if (before.kind === 'policies' && after.kind === 'policies') {
    return [
      ...comparePolicies('policies', before.policies, after.policies),
      ...compareBaselines(before.baseline, after.baseline),
    ];
  }
  if (before.kind === 'plan' && after.kind === 'plan' && before.address === after.address) return [];
  return [
    { direction: 'changed', rule: 'policies', ...tellApart(describeTested(before), describeTested(after)) },
  ];
}

function compareBaselines(
  before: BaselineConfig | undefined,
  after: BaselineConfig | undefined,
): Difference[] {
  const rule = 'baseline';
  if (before === undefined) {
    return after === undefined
      ? []
      : [{ direction: 'new', rule, before: undefined, after: describeBaseline(after) }];
  }
  if (after === undefined) {
    return [{ direction: 'gone', rule, before: describeBaseline(before), after: undefined }];
  }
  if (before.kind === 'policies' && after.kind === 'policies') {
    return comparePolicies(rule, before.policies, after.policies);
  }
  if (before.kind === 'snapshot' && after.kind === 'snapshot' && before.path === after.path) return [];
  return [{ direction: 'changed', rule, ...tellApart(describeBaseline(before), describeBaseline(after)) }];
}

/** Only those policies are named that are not on the other side, too. */
function comparePolicies(
  rule: string,
  before: readonly PolicyEntry[],
  after: readonly PolicyEntry[],
): Difference[] {
  const [was, is] = [before.map(contentOf), after.map(contentOf)];
  if (canonicalJson(was) === canonicalJson(is)) return [];
  const pairs = pairUp(before, after, [(entry) => [contentOf(entry)]]);
  const removed = pairs.flatMap((pair) => (pair.kind === 'gone' ? [pair.before] : []));
  const added = pairs.flatMap((pair) => (pair.kind === 'new' ? [pair.after] : []));
  return [{ direction: 'changed', rule, ...describeExchange(removed, added) }];
}

function describeExchange(
  removed: readonly PolicyEntry[],
  added: readonly PolicyEntry[],
): Pick<Difference, 'before' | 'after'> {
  if (removed.length + added.length === 0) {
    return { before: 'in their order', after: 'the same in another order' };
  }
  const [before, after] = [removed, added].map((entries) =>
    entries.length === 0 ? undefined : describeEntries(entries),
  );
  return tellApart(before, after);
}

/** What differs may look the same: the content of a policy is not shown, and an address is masked. */
function tellApart(
  before: string | undefined,
  after: string | undefined,
): Pick<Difference, 'before' | 'after'> {
  return { before, after: before === after ? `${String(after)} (changed)` : after };
}

function describeTested(tested: Tested): string {
  return tested.kind === 'plan' ? `from_plan ${plain(tested.address)}` : describeEntries(tested.policies);
}

function describeBaseline(baseline: BaselineConfig): string {
  return baseline.kind === 'snapshot'
    ? `snapshot ${plain(baseline.path)}`
    : describeEntries(baseline.policies);
}

function describeEntries(entries: readonly PolicyEntry[]): string {
  const more = entries.length - MAX_NAMED;
  const named = entries.slice(0, MAX_NAMED).map(describeEntry).join(', ');
  return more > 0 ? `${named} and ${formatCount(more)} more` : named;
}

function describeEntry(entry: PolicyEntry): string {
  if (entry.kind !== 'policy') return `${entry.kind} ${plain(valueOf(entry))}`;
  const name = (Object(entry.policy) as { name?: unknown }).name;
  return typeof name === 'string' ? `policy ${quote(name)}` : 'a policy without a name';
}

/** Everything that an entry says, but for where it stands. */
function contentOf(entry: PolicyEntry): string {
  return canonicalJson([entry.kind, entry.kind === 'policy' ? entry.policy : valueOf(entry)]);
}

function valueOf(entry: Exclude<PolicyEntry, { kind: 'policy' }>): string {
  switch (entry.kind) {
    case 'id':
      return entry.id;
    case 'file':
      return entry.path;
    case 'terraform':
      return entry.address;
    case 'application':
      return entry.appId;
  }
}
