import { type Policy } from './entry.ts';
import { type PlanResource } from './planResource.ts';
import { type DraftRules, readRules } from './planRules.ts';
import { memberOf, revealed, textOf, UNKNOWN } from './planValue.ts';

export type RuleList = 'include' | 'require' | 'exclude';

/** The rules of a group. */
export interface GroupDraft {
  readonly include: DraftRules;
  readonly require: DraftRules;
  readonly exclude: DraftRules;
}

export function readGroup(attributes: Policy | undefined): GroupDraft | undefined {
  if (attributes === undefined) return undefined;
  const read = (list: RuleList): DraftRules => readRules(attributes[list], list);
  return { include: read('include'), require: read('require'), exclude: read('exclude') };
}

/** The group that a rule is about: its id, or that this is unknown. */
export function groupOf(rule: Policy): string | typeof UNKNOWN | undefined {
  const id = memberOf(rule['group'], 'id');
  return id === UNKNOWN ? UNKNOWN : textOf(id);
}

/** The groups whose members are others than before, because of their own rules or of those of groups in them. */
export function findChanging(
  groups: readonly PlanResource[],
  drafts: ReadonlyMap<PlanResource, GroupDraft | undefined>,
  byId: ReadonlyMap<string, PlanResource>,
): ReadonlySet<PlanResource> {
  const users = new Map<PlanResource, PlanResource[]>();
  for (const group of groups) {
    const draft = drafts.get(group);
    const rules = draft ? [draft.include, draft.require, draft.exclude].flatMap((list) => list.rules) : [];
    for (const { rule } of rules) {
      const id = groupOf(rule);
      const inner = typeof id === 'string' ? byId.get(id) : undefined;
      if (!inner) continue;
      const others = users.get(inner);
      if (others === undefined) users.set(inner, [group]);
      else others.push(group);
    }
  }
  const waiting = groups.filter(isChanged);
  const changing = new Set(waiting);
  for (let group = waiting.pop(); group; group = waiting.pop()) {
    for (const user of users.get(group) ?? []) {
      if (changing.has(user)) continue;
      changing.add(user);
      waiting.push(user);
    }
  }
  return changing;
}

function isChanged({ action, prior, planned }: PlanResource): boolean {
  if (action === 'none') return false;
  const rulesOf = (side: Policy | undefined): string =>
    JSON.stringify(revealed([side?.['include'], side?.['require'], side?.['exclude']]));
  return (
    prior === undefined ||
    planned === undefined ||
    textOf(prior['id']) !== textOf(planned['id']) ||
    rulesOf(prior) !== rulesOf(planned)
  );
}
