import { plain } from '../untrusted.ts';
import { type Policy } from './entry.ts';
import { type Follow } from './planReferences.ts';
import { type PlanResource } from './planResource.ts';
import { isBranch, UNKNOWN } from './planValue.ts';

/** One policy of an application. */
export interface Entry {
  /** Where the policies that come first have less; undefined when it is not known. */
  readonly rank: number | undefined;
  readonly field: string;
  readonly content: Content;
}

export type Content =
  | { readonly kind: 'resource'; readonly resource: PlanResource }
  | { readonly kind: 'inline'; readonly attributes: Policy }
  /** Saved, and no part of the plan. */
  | { readonly kind: 'id'; readonly id: string }
  /** Of a policy that is not created yet. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'untestable'; readonly reason: string };

/** Entries in their order; those of which it is not known come last. */
export function inOrder<Ranked extends Pick<Entry, 'rank'>>(entries: readonly Ranked[]): readonly Ranked[] {
  return entries.toSorted((one, other) => (one.rank ?? UNRANKED) - (other.rank ?? UNRANKED));
}

/** The entries that have their place in common with others, by place. */
export function equalsOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const byRank = new Map<number | undefined, Entry[]>();
  for (const entry of entries) {
    const equals = byRank.get(entry.rank);
    if (equals === undefined) byRank.set(entry.rank, [entry]);
    else equals.push(entry);
  }
  return [...byRank.values()].filter(({ length }) => length > 1);
}

const UNRANKED = Number.MAX_SAFE_INTEGER;

/** Policies stand in their precedence, or where none is given, in the place that they have in the list. */
export function rankOf(item: unknown, index: number): number | undefined {
  const precedence = isBranch(item) ? item['precedence'] : undefined;
  if (precedence === UNKNOWN) return undefined;
  return typeof precedence === 'number' ? precedence : index + 1;
}

/**
 * Whether it may matter to anybody in which order policies stand. Bypass and Service Auth policies are asked first,
 * then allow and deny policies; within each of these, the first that matches decides.
 * https://developers.cloudflare.com/cloudflare-one/access-controls/policies/#policy-execution-order
 *
 * @param decisions undefined where one is not known
 */
export function mayOrderMatter(decisions: readonly (string | undefined)[]): boolean {
  if (decisions.length <= 1) return false;
  const has = (decision: string | undefined): boolean => decisions.includes(decision);
  return has(undefined) || (has('allow') && has('deny')) || (has('bypass') && has('non_identity'));
}

/**
 * Finds out which policies stand where the id is not known yet. The configuration tells which the list refers to, and
 * not in which order, so that this must not matter.
 */
export function linkEntries(
  entries: readonly Entry[],
  application: PlanResource,
  policies: readonly PlanResource[],
  follow: Follow,
  decisionOf: (entry: Entry) => string | undefined,
): readonly Entry[] {
  const slots = entries.filter(({ content }) => content.kind === 'unknown').length;
  if (slots === 0) return entries;
  const { resources, lost } = follow(application, 'policies', 'policies');
  const candidates = policies.filter(
    (policy) => policy.planned?.['id'] === UNKNOWN && resources.includes(policy),
  );
  const contents = candidates.map((resource): Content => ({ kind: 'resource', resource }));
  const linked = replaceUnknown(entries, () => contents.shift() ?? { kind: 'unknown' });
  const ranked = inOrder(
    entries.map(({ content, rank }, index) => ({
      isSlot: content.kind === 'unknown',
      rank,
      entry: linked[index],
    })),
  );
  const stretch = ranked.slice(
    ranked.findIndex(({ isSlot }) => isSlot),
    ranked.findLastIndex(({ isSlot }) => isSlot) + 1,
  );
  const reason = (() => {
    if (lost.length > 0) {
      return `The id is known only after the plan is applied, and "policies" refers to ${plain(lost.slice(0, 3).join(', '))}, of which a plan does not tell what it is. Refer to the policies directly, or apply them first.`;
    }
    if (candidates.length !== slots) {
      return `The id is known only after the plan is applied: ${slots === 1 ? 'one policy is' : `${slots} policies are`} not created yet, and "policies" refers to ${candidates.length} that may be meant. Refer to the policies directly, or apply them first.`;
    }
    const decisions = stretch.map(({ entry }) => entry && decisionOf(entry));
    return mayOrderMatter(decisions)
      ? 'The id is known only after the plan is applied: several policies are not created yet, a plan does not tell their order, and it decides who is let in. Apply the policies first.'
      : undefined;
  })();
  return reason === undefined ? linked : replaceUnknown(entries, () => ({ kind: 'untestable', reason }));
}

function replaceUnknown(entries: readonly Entry[], replacement: () => Content): readonly Entry[] {
  return entries.map((entry) =>
    entry.content.kind === 'unknown' ? { ...entry, content: replacement() } : entry,
  );
}
