import { MAX_PROBLEMS } from '../limits.ts';
import { plain } from '../untrusted.ts';
import { type Policy } from './entry.ts';
import { type PlanPolicy, type PlanSide, type Untestable } from './plan.ts';
import { type ResolveGroups } from './planGroups.ts';
import { type RuleList } from './planMembership.ts';
import { type PlanResource } from './planResource.ts';
import { type Mistake, NOT_KNOWN, readRules } from './planRules.ts';
import { concealed, findUnknown, isBranch, isSet, memberOf, revealed, textOf, UNKNOWN } from './planValue.ts';

/** A policy of a plan, as far as it can be read. */
export interface ReadPolicy extends PlanPolicy {
  readonly policy: Policy;
  readonly shown: Policy;
  /** Undefined when it is not known, or none. */
  readonly decision: string | undefined;
  /** Why the policy cannot be tested. */
  readonly untestable: readonly Untestable[];
}

/** A policy's attributes, and where they stand in a resource. */
export interface PolicyPlace {
  readonly attributes: Policy;
  readonly resource: PlanResource;
  readonly side: PlanSide;
  /** Of a policy inside an application, where it stands: `policies[2]`. */
  readonly inside?: string;
}

/** What the provider keeps of a policy, and the API does not take or gives itself. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  'id',
  'uid',
  'account_id',
  'zone_id',
  'application_id',
  'precedence',
  'reusable',
  'created_at',
  'updated_at',
  'app_count',
]);

/** What says nothing about who is let in, so that a policy may be tested without it while it is not known. */
const FIELDS_OF_NOBODY: ReadonlySet<string> = new Set([
  'session_duration',
  'purpose_justification_prompt',
  'purpose_justification_required',
]);

const READ_FIELDS: ReadonlySet<string> = new Set(['name', 'decision', 'include', 'require', 'exclude']);

/**
 * Makes of a policy's attributes what the API takes. Only the planned side has unknown values, and only there the
 * rules of groups are put inline: the prior side is what is live.
 */
export function readPolicy(place: PolicyPlace, resolveGroups: ResolveGroups): ReadPolicy {
  const { attributes, resource, side, inside } = place;
  const mistakes: Mistake[] = [];
  const listOf = (list: RuleList): readonly Policy[] => {
    const draft = readRules(attributes[list], list);
    const { rules, mistakes: found } =
      side === 'planned'
        ? resolveGroups(draft, list, { resource, attribute: inside === undefined ? list : 'policies' })
        : { rules: draft.rules.map(({ rule }) => rule), mistakes: draft.mistakes };
    for (const mistake of found) mistakes.push(mistake);
    return rules;
  };

  const include = listOf('include');
  const require = listOf('require');
  const exclude = listOf('exclude');
  if (include.length === 0 && !mistakes.some(({ field }) => field.startsWith('include'))) {
    mistakes.push({
      field: 'include',
      reason: 'The policy has no rule in include, so that it is about nobody.',
    });
  }
  for (const field of ['name', 'decision']) {
    const value = attributes[field];
    if (value === UNKNOWN) mistakes.push({ field, reason: NOT_KNOWN });
    else if (textOf(value) === undefined) mistakes.push({ field, reason: `The policy has no ${field}.` });
  }

  const { settings, mistakes: unknown } = settingsOf(attributes);
  for (const mistake of unknown) mistakes.push(mistake);
  const tree = {
    name: attributes['name'],
    decision: attributes['decision'],
    include,
    ...(require.length > 0 && { require }),
    ...(exclude.length > 0 && { exclude }),
    ...settings,
  };
  return {
    policy: revealed(tree) as Policy,
    shown: concealed(tree) as Policy,
    decision: textOf(attributes['decision']),
    // One is enough for it not to be tested.
    untestable: mistakes.slice(0, MAX_PROBLEMS).map(({ field, reason }) => ({
      address: resource.address,
      field: inside === undefined ? field : `${inside}.${field}`,
      reason,
    })),
    ...(inside === undefined && { address: resource.address }),
  };
}

/** Everything that is set, but for what is read elsewhere, and what of it is not known. */
function settingsOf(attributes: Policy): { settings: Policy; mistakes: readonly Mistake[] } {
  const settings: [string, unknown][] = [];
  const mistakes: Mistake[] = [];
  for (const [field, value] of Object.entries(attributes)) {
    if (OWN_FIELDS.has(field) || READ_FIELDS.has(field) || !isSet(value)) continue;
    const unknown = findUnknown(value);
    if (unknown === undefined) settings.push(settingOf(field, value));
    else if (!FIELDS_OF_NOBODY.has(field)) {
      mistakes.push({ field: plain(`${field}${unknown}`), reason: NOT_KNOWN });
    }
  }
  return { settings: Object.fromEntries(settings), mistakes };
}

/** A setting as the API takes it; of blocks of v4, which are lists, the block. */
function settingOf(field: string, value: unknown): [field: string, value: unknown] {
  switch (field) {
    case 'approval_group':
      return ['approval_groups', Array.isArray(value) ? value.map(withoutUnset) : value];
    case 'connection_rules':
      return [field, unblocked(value)];
    default:
      return [field, value];
  }
}

function withoutUnset(value: unknown): unknown {
  return isBranch(value)
    ? Object.fromEntries(Object.entries(value).filter(([, member]) => isSet(member)))
    : value;
}

/** `[{ ssh: [{ usernames }] }]` of v4 is `{ ssh: { usernames } }`, as v5 and the API have it. */
function unblocked(rules: unknown): unknown {
  const block: unknown = Array.isArray(rules) ? rules[0] : rules;
  const ssh = memberOf(block, 'ssh');
  return Array.isArray(ssh) ? { ssh: withoutUnset(ssh[0]) } : block;
}

/** What is shown of a policy of a plan, as far as messages name it. */
export function titleOf({ shown }: Pick<PlanPolicy, 'shown'>): string {
  return plain(typeof shown === 'string' ? shown : String(shown['name']), 60);
}
