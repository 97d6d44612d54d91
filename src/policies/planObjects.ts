import { isMapping } from './entry.ts';
import { decodeAction, KINDS } from './planResource.ts';
import { memberOf } from './planValue.ts';

/** Something else of Cloudflare that the plan changes, and that rules may refer to: a list, an identity provider. */
export interface ChangedObject {
  readonly address: string;
  readonly type: string;
  /** Its id now. */
  readonly id: string | undefined;
}

/** Reads an entry of `resource_changes`; nothing where it stays, is new, or is a resource of Access itself. */
export function decodeObject(entry: unknown): ChangedObject | undefined {
  const [type, address] = [memberOf(entry, 'type'), memberOf(entry, 'address')];
  if (typeof type !== 'string' || typeof address !== 'string') return undefined;
  if (!type.startsWith('cloudflare_') || KINDS.has(type) || memberOf(entry, 'mode') !== 'managed') {
    return undefined;
  }
  const change = memberOf(entry, 'change');
  const action = decodeAction(memberOf(change, 'actions'));
  const before = memberOf(change, 'before');
  if (action === 'none' || action === 'create' || !isMapping(before)) return undefined;
  const id = before['id'];
  return { address, type, id: typeof id === 'string' && id !== '' ? id : undefined };
}
