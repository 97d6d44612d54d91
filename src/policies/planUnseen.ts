import { type Untestable } from './plan.ts';
import { type Membership } from './planMembership.ts';
import { type ChangedObject } from './planObjects.ts';
import { type PlanResource } from './planResource.ts';
import { textOf, textsIn } from './planValue.ts';

/** Types of lists that Access rules may refer to. */
const LISTS: ReadonlySet<string> = new Set(['cloudflare_zero_trust_list', 'cloudflare_teams_list']);

const SIDES = ['prior', 'planned'] as const;

/**
 * The groups and lists that the plan changes, and to which nothing leads that the plan tests: policies outside of the
 * plan may use them.
 */
export function findUnseen(
  resources: readonly PlanResource[],
  membership: Membership,
  objects: readonly ChangedObject[],
): readonly Untestable[] {
  const used = findUsed(resources, membership);
  const groups = membership.groups.filter(
    (group) => group.prior !== undefined && membership.changing.has(group) && !isUsed(group, used),
  );
  const lists = objects.filter(({ type, id }) => LISTS.has(type) && !used.has(id ?? ''));
  return [
    ...groups.map(({ address }) => ({ address, field: '', reason: describeUnseen('group') })),
    ...lists.map(({ address }) => ({ address, field: '', reason: describeUnseen('list') })),
  ];
}

function describeUnseen(what: 'group' | 'list'): string {
  return `The plan changes or destroys this ${what}, and no policy of the plan uses it: whom policies outside of the plan let in by it is not known. Import those that use it into this configuration, so that the plan tells them.`;
}

function isUsed({ prior }: PlanResource, used: ReadonlySet<string>): boolean {
  const id = textOf(prior?.['id']);
  return id !== undefined && used.has(id);
}

/** All texts of the rules of policies, on either side, and of those of the groups that are among them. */
function findUsed(resources: readonly PlanResource[], { byId }: Membership): ReadonlySet<string> {
  const used = new Set<string>();
  const waiting = resources.filter(({ kind }) => kind !== 'group').flatMap(textsOfRules);
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    if (used.has(text)) continue;
    used.add(text);
    const group = byId.get(text);
    for (const further of group ? textsOfRules(group) : []) waiting.push(further);
  }
  return used;
}

function textsOfRules(resource: PlanResource): readonly string[] {
  const fields = resource.kind === 'application' ? ['policies'] : ['include', 'require', 'exclude'];
  return SIDES.flatMap((side) => fields.flatMap((field) => textsIn(resource[side]?.[field])));
}
