import { plain } from '../untrusted.ts';
import { type Policy } from './entry.ts';
import { type GroupDraft, groupOf, type Membership, type RuleList } from './planMembership.ts';
import { parseSteps } from './planAddress.ts';
import { type Follow } from './planReferences.ts';
import { type PlanResource } from './planResource.ts';
import { type DraftRule, type DraftRules, type Mistake, NOT_KNOWN } from './planRules.ts';
import { textOf, textsIn, UNKNOWN } from './planValue.ts';

/** The rules of a list, as trees in which nothing is unknown. */
export interface ResolvedRules {
  readonly rules: readonly Policy[];
  readonly mistakes: readonly Mistake[];
}

/** Puts the planned rules of groups in the place of references to them. */
export type ResolveGroups = (
  draft: DraftRules,
  list: RuleList,
  owner: { readonly resource: PlanResource; readonly attribute: string },
) => ResolvedRules;

/** Groups in groups in groups; Cloudflare's own limit is lower. */
const MAX_DEPTH = 50;

/** What a reference to a group comes to. */
type Meaning =
  /** The saved group is what it will be. */
  | { readonly kind: 'saved' }
  | { readonly kind: 'planned'; readonly group: PlanResource }
  | { readonly kind: 'untestable'; readonly reason: string };

const SAVED: Meaning = { kind: 'saved' };

/**
 * Resolves the groups of the planned side. To test the id of a group that the plan changes would test the saved
 * group, so that its planned rules are put inline, where that means the same.
 */
export function createResolveGroups(membership: Membership, follow: Follow): ResolveGroups {
  const { groups, drafts, byId, changing, objects } = membership;
  const unknown = groups.filter(({ planned }) => planned?.['id'] === UNKNOWN);
  const expansions = new Map<PlanResource, Expansion>();

  const meaningOf = (id: string): Meaning => {
    const group = byId.get(id);
    if (group === undefined) return SAVED;
    if (textOf(group.planned?.['id']) !== id) {
      return untestable(
        `It refers to the group ${plain(group.address)}, which the plan destroys: refer to another.`,
      );
    }
    return changing.has(group) ? { kind: 'planned', group } : SAVED;
  };

  /** Of a rule without a group, whether it refers to something else that the plan changes. */
  const meaningOfOther = (rule: Policy): Meaning => {
    const [address] = textsIn(rule).flatMap((text) => objects.get(text) ?? []);
    if (address === undefined) return SAVED;
    return untestable(
      `It refers to ${plain(address)}, which the plan changes or destroys, and a test would use it as it is now. Apply that first, or refer to another.`,
    );
  };

  const meaningsOf = (rules: readonly DraftRule[], owner: PlanResource, attribute: string): Meaning[] => {
    const slots = rules.filter(({ rule }) => groupOf(rule) === UNKNOWN);
    const linked = slots.length === 0 ? [] : linkGroups(slots.length, owner, attribute, unknown, follow);
    let slot = 0;
    return rules.map(({ rule }) => {
      const id = groupOf(rule);
      if (id === undefined) return meaningOfOther(rule);
      if (id !== UNKNOWN) return meaningOf(id);
      if (typeof linked === 'string') return untestable(linked);
      const group = linked[slot];
      slot += 1;
      return group ? { kind: 'planned', group } : untestable(NOT_KNOWN);
    });
  };

  const expand = (group: PlanResource): Expansion => {
    const known = expansions.get(group);
    if (known) return known;
    const rules: Policy[] = [];
    const seen = new Set<PlanResource>();
    const collect = (inner: PlanResource, path: readonly PlanResource[]): string | undefined => {
      const name = plain(inner.address);
      if (path.includes(inner)) return `the group ${name} is in a circle of groups.`;
      if (seen.has(inner)) return undefined;
      seen.add(inner);
      if (path.length >= MAX_DEPTH) return `its groups are nested more than ${MAX_DEPTH} deep.`;
      const draft = drafts.get(inner);
      if (draft === undefined) return NOT_KNOWN;
      const obstacle = findObstacle(name, draft);
      if (obstacle !== undefined) return obstacle;
      const meanings = meaningsOf(draft.include.rules, inner, 'include');
      for (const [index, { rule }] of draft.include.rules.entries()) {
        const meaning = meanings[index] ?? SAVED;
        if (meaning.kind === 'untestable') return `of the group ${name}: ${meaning.reason}`;
        if (meaning.kind === 'saved') rules.push(rule);
        else {
          const reason = collect(meaning.group, [...path, inner]);
          if (reason !== undefined) return reason;
        }
      }
      return undefined;
    };
    const expansion = { rules, reason: collect(group, []) };
    expansions.set(group, expansion);
    return expansion;
  };

  return (draft, list, { resource, attribute }) => {
    const mistakes: Mistake[] = [...draft.mistakes];
    const meanings = meaningsOf(draft.rules, resource, attribute);
    const rules = draft.rules.flatMap(({ rule, field }, index): readonly Policy[] => {
      const meaning = meanings[index] ?? SAVED;
      if (meaning.kind === 'saved') return [rule];
      if (meaning.kind === 'untestable') {
        mistakes.push({ field, reason: meaning.reason });
        return [rule];
      }
      const expansion = expand(meaning.group);
      const reason = expansion.reason ?? checkRequired(expansion.rules, list);
      if (reason === undefined) return expansion.rules;
      mistakes.push({
        field,
        reason: `The plan changes the group ${plain(meaning.group.address)}, and its rules cannot stand in its place: ${reason} Apply the group first.`,
      });
      return [rule];
    });
    return { rules, mistakes };
  };
}

interface Expansion {
  readonly rules: readonly Policy[];
  /** Why there are no rules that mean the same. */
  readonly reason: string | undefined;
}

function findObstacle(name: string, { include, require, exclude }: GroupDraft): string | undefined {
  const [mistake] = [include, require, exclude].flatMap(({ mistakes }) => mistakes);
  if (mistake) return `${mistake.field} of the group ${name} cannot be read. ${mistake.reason}`;
  if (require.rules.length > 0) return `the group ${name} has rules in require.`;
  if (exclude.rules.length > 0) return `the group ${name} has rules in exclude.`;
  return include.rules.length === 0 ? `the group ${name} has no rule in include.` : undefined;
}

/** Each rule of require must be met, and of a group any. */
function checkRequired(rules: readonly Policy[], list: RuleList): string | undefined {
  return list === 'require' && rules.length !== 1
    ? `it has ${rules.length} rules of which any is enough, and in require each must be met.`
    : undefined;
}

/**
 * The groups of unknown id that a list of rules refers to, or why it is not sure which they are. What is lost may be
 * something else of a rule, such as an identity provider, as long as there is no other group that it may be.
 */
function linkGroups(
  slots: number,
  owner: PlanResource,
  attribute: string,
  unknown: readonly PlanResource[],
  follow: Follow,
): readonly PlanResource[] | string {
  const { resources, lost } = follow(owner, attribute, 'group');
  const candidates = unknown.filter((group) => resources.includes(group));
  if (candidates.length !== slots) {
    return `${slots === 1 ? 'One group is' : `${slots} groups are`} not known before the plan is applied, and the configuration of ${plain(attribute)} refers to ${candidates.length} groups that may be meant. Apply the groups first.`;
  }
  const strange = lost.filter((reference) => !isNoGroup(reference));
  if (strange.length > 0) {
    return `The configuration refers to ${plain(strange.slice(0, 3).join(', '))}, of which a plan does not tell what it is: it may be another group. Apply the groups first, or refer to them directly.`;
  }
  const other = unknown.find((group) => !resources.includes(group));
  if (lost.length === 0 || other === undefined) return candidates;
  return `The configuration refers to ${plain(lost.slice(0, 3).join(', '))}, of which a plan does not tell what it is: it may be the group ${plain(other.address)}. Apply the groups first, or refer to them directly.`;
}

/** What passes on whatever it is given. */
const CARRIERS: ReadonlySet<string> = new Set([
  'terraform_data',
  'null_resource',
  'null_data_source',
  'terraform_remote_state',
  'tfe_outputs',
  'external',
]);

/** Whether a reference leads to no group that is not in the plan. Locals mostly hold what is written out. */
function isNoGroup(reference: string): boolean {
  const [first, second] = parseSteps(reference) ?? [];
  if (first === undefined || second === undefined) return false;
  switch (first.name) {
    case 'local':
    case 'var':
      return true;
    case 'each':
    case 'module':
      return false;
  }
  const type = first.name === 'data' ? second.name : first.name;
  return !CARRIERS.has(type) && !type.includes('access_group');
}

function untestable(reason: string): Meaning {
  return { kind: 'untestable', reason };
}
