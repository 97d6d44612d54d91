import { isMapping, type Policy } from './entry.ts';
import { type Conceal, memberOf, mergeValue, textOf } from './planValue.ts';

export type PlanKind = 'application' | 'policy' | 'group';

/** The resource types of Access, of the provider's versions 4 and 5. */
export const KINDS: ReadonlyMap<string, PlanKind> = new Map([
  ['cloudflare_access_application', 'application'],
  ['cloudflare_zero_trust_access_application', 'application'],
  ['cloudflare_access_policy', 'policy'],
  ['cloudflare_zero_trust_access_policy', 'policy'],
  ['cloudflare_access_group', 'group'],
  ['cloudflare_zero_trust_access_group', 'group'],
]);

/** What Terraform does with a resource; `none` also when it stops to manage it. */
export type PlanAction = 'create' | 'update' | 'replace' | 'destroy' | 'none';

/** A resource of Access in a plan, its attributes as trees of planValue.ts. */
export interface PlanResource {
  readonly address: string;
  readonly kind: PlanKind;
  readonly action: PlanAction;
  /** Undefined when it is created. */
  readonly prior: Policy | undefined;
  /** Undefined when it is destroyed. */
  readonly planned: Policy | undefined;
}

/** What is read of applications and groups; applications have much that is not about who is let in. */
const ATTRIBUTES: Readonly<Record<PlanKind, readonly string[] | undefined>> = {
  application: ['id', 'type', 'name', 'policies'],
  group: ['id', 'name', 'include', 'require', 'exclude'],
  policy: undefined,
};

/** Whether an application is none: a link on the page of applications, to which policies do nothing. */
export function isBookmark({ type }: Policy): boolean {
  return type === 'bookmark';
}

/**
 * Reads an entry of `resource_changes`: a resource of Access, nothing for any other, or what is wrong with it.
 * https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export function decodeResource(entry: unknown, conceal: Conceal): PlanResource | string | undefined {
  if (!isMapping(entry)) return 'is no mapping';
  const { address, type, mode } = entry;
  if (typeof address !== 'string' || address === '') return 'has no address';
  if (typeof type !== 'string' || type === '') return 'has no type';
  if (typeof mode !== 'string' || mode === '') return 'has no mode';
  const kind = KINDS.get(type);
  if (kind === undefined || mode !== 'managed') return undefined;
  // What is left over of a resource that was replaced before, and has the address of another.
  if (memberOf(entry, 'deposed') !== undefined) return undefined;
  const change = memberOf(entry, 'change');
  const action = decodeAction(memberOf(change, 'actions'));
  if (action === undefined) return 'has actions that this program does not know';

  const before = memberOf(change, 'before');
  const after = memberOf(change, 'after');
  const read = (values: Policy, unknown: unknown, sensitive: unknown): Policy =>
    decodeAttributes(kind, values, unknown, sensitive, conceal);
  const prior = isMapping(before) ? read(before, {}, memberOf(change, 'before_sensitive')) : undefined;
  // What nothing happens to, or what Terraform forgets, stays as it was.
  const planned =
    action === 'none'
      ? prior
      : isMapping(after)
        ? read(after, memberOf(change, 'after_unknown'), memberOf(change, 'after_sensitive'))
        : undefined;
  if (prior === undefined && action !== 'create') return 'has no "before"';
  if (planned === undefined && action !== 'destroy') return 'has no "after"';
  const resource: PlanResource = {
    address,
    kind,
    action,
    prior: action === 'create' ? undefined : prior,
    planned: action === 'destroy' ? undefined : planned,
  };
  const sides = [resource.prior, resource.planned].filter((side) => side !== undefined);
  return kind === 'application' && sides.every(isBookmark) ? undefined : resource;
}

function decodeAttributes(
  kind: PlanKind,
  values: Policy,
  unknown: unknown,
  sensitive: unknown,
  conceal: Conceal,
): Policy {
  const attributes = mergeValue(pick(kind, values), pick(kind, unknown), pick(kind, sensitive), conceal);
  return isMapping(attributes) ? attributes : {};
}

/** What is read of the attributes, or of a mask that has their shape. */
function pick(kind: PlanKind, values: unknown): unknown {
  const names = ATTRIBUTES[kind];
  if (names === undefined || !isMapping(values)) return values;
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(values, name)).map((name) => [name, values[name]]),
  );
}

const ACTIONS: ReadonlyMap<string, PlanAction> = new Map([
  ['no-op', 'none'],
  ['read', 'none'],
  ['forget', 'none'],
  ['create', 'create'],
  ['update', 'update'],
  ['delete', 'destroy'],
  ['delete,create', 'replace'],
  ['create,delete', 'replace'],
  // The old one stays, but nothing that the plan knows is it any more.
  ['create,forget', 'replace'],
]);

export function decodeAction(actions: unknown): PlanAction | undefined {
  return Array.isArray(actions) ? ACTIONS.get(actions.join()) : undefined;
}

/** A resource that something happens to comes before one that Terraform forgets, or that stays, with the same id. */
export function indexById(resources: readonly PlanResource[]): ReadonlyMap<string, PlanResource> {
  const byId = new Map<string, PlanResource>();
  for (const resource of resources) {
    for (const id of [textOf(resource.prior?.['id']), textOf(resource.planned?.['id'])]) {
      if (id !== undefined && (resource.action !== 'none' || !byId.has(id))) byId.set(id, resource);
    }
  }
  return byId;
}
