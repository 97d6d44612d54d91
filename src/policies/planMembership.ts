import { type Policy } from './entry.ts';
import { type ChangedObject } from './planObjects.ts';
import { indexById, type PlanResource } from './planResource.ts';
import { type DraftRules, readRules } from './planRules.ts';
import { memberOf, revealed, textOf, textsIn, UNKNOWN } from './planValue.ts';

export type RuleList = 'include' | 'require' | 'exclude';

/** The rules of a group. */
export interface GroupDraft {
  readonly include: DraftRules;
  readonly require: DraftRules;
  readonly exclude: DraftRules;
}

function readGroup(attributes: Policy | undefined): GroupDraft | undefined {
  if (attributes === undefined) return undefined;
  const read = (list: RuleList): DraftRules => readRules(attributes[list], list);
  return { include: read('include'), require: read('require'), exclude: read('exclude') };
}

/** The group that a rule is about: its id, or that this is unknown. */
export function groupOf(rule: Policy): string | typeof UNKNOWN | undefined {
  const id = memberOf(rule['group'], 'id');
  return id === UNKNOWN ? UNKNOWN : textOf(id);
}

/** The groups of a plan, and what of that which rules refer to is not what it was. */
export interface Membership {
  readonly groups: readonly PlanResource[];
  /** As they will be. */
  readonly drafts: ReadonlyMap<PlanResource, GroupDraft | undefined>;
  readonly byId: ReadonlyMap<string, PlanResource>;
  /** The groups whose members are others than before, by their own rules or by what these refer to. */
  readonly changing: ReadonlySet<PlanResource>;
  /** The addresses of all that changes and is no group, such as lists, by their ids. */
  readonly objects: ReadonlyMap<string, string>;
}

export function findMembership(
  resources: readonly PlanResource[],
  changed: readonly ChangedObject[],
): Membership {
  const groups = resources.filter(({ kind }) => kind === 'group');
  const byId = indexById(groups);
  const objects = new Map(changed.flatMap(({ id, address }) => (id === undefined ? [] : [[id, address]])));
  return {
    groups,
    drafts: new Map(groups.map((group) => [group, readGroup(group.planned)])),
    byId,
    changing: findChanging(groups, byId, objects),
    objects,
  };
}

/** The addresses of what changes of that which a policy or group refers to by id. */
export function findTouched(
  attributes: Policy,
  { byId, changing, objects }: Pick<Membership, 'byId' | 'changing' | 'objects'>,
): readonly string[] {
  return textsOfRules(attributes).flatMap((text) => {
    const group = byId.get(text);
    const address = group && changing.has(group) ? group.address : objects.get(text);
    return address === undefined ? [] : [address];
  });
}

function findChanging(
  groups: readonly PlanResource[],
  byId: ReadonlyMap<string, PlanResource>,
  objects: ReadonlyMap<string, string>,
): ReadonlySet<PlanResource> {
  const users = new Map<PlanResource, PlanResource[]>();
  const waiting: PlanResource[] = [];
  for (const group of groups) {
    const texts = group.planned ? textsOfRules(group.planned) : [];
    if (isChanged(group) || texts.some((text) => objects.has(text))) waiting.push(group);
    for (const text of texts) {
      const inner = byId.get(text);
      if (!inner) continue;
      const others = users.get(inner);
      if (others === undefined) users.set(inner, [group]);
      else others.push(group);
    }
  }
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

function textsOfRules(attributes: Policy): readonly string[] {
  return ['include', 'require', 'exclude'].flatMap((list) => textsIn(attributes[list]));
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
