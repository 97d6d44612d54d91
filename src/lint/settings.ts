import { type Policy } from '../policies/entry.ts';
import { canonical } from './selectors.ts';

/** What a policy says beside whom it is about. */
export interface Settings {
  /** What users may do who get in. */
  readonly connectionRules: string;
  /** Whether somebody lets each user in, for each session. */
  readonly needsApproval: boolean;
  /** All settings, the same for policies that have the same. */
  readonly all: string;
}

/** What tells a policy from others and does nothing to users, and what is read elsewhere. */
const OTHER_FIELDS: ReadonlySet<string> = new Set([
  'name',
  'id',
  'uid',
  'precedence',
  'created_at',
  'updated_at',
  'app_count',
  'reusable',
  'decision',
  'include',
  'require',
  'exclude',
]);

/** Reads the settings of a policy; `null`, `false` and an empty list set nothing. */
export function readSettings(policy: Policy): Settings {
  const set = Object.entries(policy).filter(([field, value]) => !OTHER_FIELDS.has(field) && isSet(value));
  return {
    connectionRules: canonical(policy['connection_rules'] ?? null),
    needsApproval: policy['approval_required'] === true,
    all: canonical(Object.fromEntries(set)),
  };
}

function isSet(value: unknown): boolean {
  return (
    value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0)
  );
}
