import { type Policy, type TestedPolicy } from '../policies/entry.ts';
import { canonicalJson } from '../canonical.ts';
import { describeDifference } from '../difference.ts';
import { plain } from '../untrusted.ts';
import { type Edit } from './explanation.ts';

/** A policy as it is sent and as it may be shown. */
export interface EditablePolicy {
  readonly tested: TestedPolicy;
  readonly shown: TestedPolicy;
}

/** One edit on the way from the policies before to those after, and the policies that it leads to. */
export interface Step {
  readonly edit: Edit;
  readonly policies: readonly EditablePolicy[];
}

/**
 * The way from `before` to `after`, one policy at a time: policies of one name or id are changed in place, then new
 * ones are added, then old ones removed, and last the order is mended. Empty when they are the same.
 */
export function stepsBetween(before: readonly EditablePolicy[], after: readonly EditablePolicy[]): Step[] {
  const steps: Step[] = [];
  const target = withKeys(after);
  const settled = new Map(target.map(({ key, policy }) => [key, policy]));
  // What says the same is taken as it will be, so that no step is about it.
  let current = withKeys(before).map(({ key, policy }) => {
    const next = settled.get(key);
    return { key, policy: next && isSame(policy, next) ? next : policy };
  });
  const targetKeys = new Set(target.map(({ key }) => key));
  const advance = (edit: Edit, next: Keyed[]): void => {
    current = next;
    steps.push({ edit, policies: next.map(({ policy }) => policy) });
  };

  for (const { key, policy } of target) {
    const old = current.find((item) => item.key === key);
    if (old === undefined || isSame(old.policy, policy)) continue;
    advance(
      { policy: nameOf(policy), kind: 'changed', differences: differencesOf(old.policy, policy) },
      current.map((item) => (item.key === key ? { key, policy } : item)),
    );
  }
  target.forEach(({ key, policy }, index) => {
    if (current.some((item) => item.key === key)) return;
    const above = target[index - 1]?.key;
    const at = above === undefined ? 0 : current.findIndex((item) => item.key === above) + 1;
    advance(
      { policy: nameOf(policy), kind: 'added', differences: [] },
      current.toSpliced(at, 0, { key, policy }),
    );
  });
  for (const { key, policy } of current.filter((item) => !targetKeys.has(item.key))) {
    advance(
      { policy: nameOf(policy), kind: 'removed', differences: [] },
      current.filter((item) => item.key !== key),
    );
  }
  const moved = current.filter(({ key }, index) => target[index]?.key !== key);
  if (moved.length > 0) {
    advance(
      { policy: moved.map(({ policy }) => nameOf(policy)).join(', '), kind: 'moved', differences: [] },
      target,
    );
  }
  return steps;
}

interface Keyed {
  readonly key: string;
  readonly policy: EditablePolicy;
}

/** What makes two policies the same one: the id or the name, and which of that name it is. */
function withKeys(policies: readonly EditablePolicy[]): Keyed[] {
  const seen = new Map<string, number>();
  return policies.map((policy) => {
    const name =
      typeof policy.tested === 'string' ? `id ${policy.tested}` : `name ${String(policy.tested['name'])}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { key: `${name} ${String(count)}`, policy };
  });
}

/** Fields that say nothing about who is let in. */
const IDLE = new Set([
  'name',
  'session_duration',
  'purpose_justification_prompt',
  'purpose_justification_required',
]);

/** Whether two policies say the same about who is let in. */
function isSame(one: EditablePolicy, other: EditablePolicy): boolean {
  return tellingOf(one.tested) === tellingOf(other.tested);
}

/** One text for policies that say the same: whatever the order of their keys, and what is empty left out. */
function tellingOf(policy: TestedPolicy): string {
  if (typeof policy === 'string') return policy;
  const telling = Object.entries(policy).filter(([key, value]) => !IDLE.has(key) && !isEmpty(value));
  return canonicalJson(Object.fromEntries(telling));
}

function isEmpty(value: unknown): boolean {
  return value === null || value === false || (Array.isArray(value) && value.length === 0);
}

function differencesOf(before: EditablePolicy, after: EditablePolicy): readonly string[] {
  const isText = (policy: TestedPolicy): policy is Policy => typeof policy !== 'string';
  return isText(before.shown) && isText(after.shown) ? describeDifference(before.shown, after.shown) : [];
}

function nameOf({ shown }: EditablePolicy): string {
  return plain(typeof shown === 'string' ? shown : String(shown['name']));
}
