import { plain } from '../untrusted.ts';
import { type Policy } from './entry.ts';
import { type PlanPolicies, type PlanPolicy, type PlanSide, type Untestable } from './plan.ts';
import { type ResolveGroups } from './planGroups.ts';
import { readPolicy, type ReadPolicy } from './planPolicy.ts';
import { type Follow } from './planReferences.ts';
import {
  type Content,
  type Entry,
  equalsOf,
  inOrder,
  linkEntries,
  mayOrderMatter,
  rankOf,
} from './planEntries.ts';
import { attachPolicies } from './planAttachments.ts';
import { indexById, isBookmark, type PlanResource } from './planResource.ts';
import { NOT_KNOWN } from './planRules.ts';
import { isBranch, isSet, textOf, UNKNOWN } from './planValue.ts';

/** What an application or a policy of the plan comes to on one side. */
export interface ReadSide {
  readonly found: PlanPolicies;
  /** All that is known of it, as far as it can be compared with the other side, also where it cannot be tested. */
  readonly content: readonly unknown[];
}

/** Reads one side of an application or a policy. */
export type ReadPolicies = (resource: PlanResource, side: PlanSide) => ReadSide;

export interface PolicyReader {
  readonly read: ReadPolicies;
  /** The destroyed policies that an application still refers to, by address. */
  readonly destroyedInUse: readonly { readonly policy: string; readonly application: string }[];
  /** The policies that belong to an application of the plan alone. */
  readonly attached: ReadonlySet<PlanResource>;
}

export function createPolicyReader(
  resources: readonly PlanResource[],
  resolveGroups: ResolveGroups,
  follow: Follow,
  findTouched: (attributes: Policy) => readonly string[],
): PolicyReader {
  const policies = resources.filter(({ kind }) => kind === 'policy');
  const applications = resources.filter(({ kind }) => kind === 'application');
  const byId = indexById(policies);
  const attachments = {
    prior: attachPolicies(policies, applications, 'prior', follow),
    planned: attachPolicies(policies, applications, 'planned', follow),
  };
  const known = { prior: new Map<PlanResource, ReadPolicy>(), planned: new Map<PlanResource, ReadPolicy>() };

  const readResource = (resource: PlanResource, side: PlanSide): ReadPolicy => {
    const read = known[side].get(resource);
    if (read) return read;
    const policy = readPolicy({ attributes: resource[side] ?? {}, resource, side }, resolveGroups);
    known[side].set(resource, policy);
    return policy;
  };

  const contentOf = (item: unknown, side: PlanSide): Content => {
    const id = isBranch(item) ? item['id'] : item;
    const text = textOf(id);
    const resource = text === undefined ? undefined : byId.get(text);
    if (resource && textOf(resource[side]?.['id']) === text) return { kind: 'resource', resource };
    if (resource && side === 'planned') {
      const reason = `It refers to the policy ${plain(resource.address)}, which the plan destroys: refer to another, or keep it.`;
      return { kind: 'untestable', reason };
    }
    if (text !== undefined && text !== '') return { kind: 'id', id: text };
    if (isBranch(item) && (isSet(item['decision']) || isSet(item['include'])) && !isUnwritten(item)) {
      return { kind: 'inline', attributes: item };
    }
    return id === UNKNOWN
      ? { kind: 'unknown' }
      : { kind: 'untestable', reason: 'It is no policy and no id of one.' };
  };

  const entriesOf = (application: PlanResource, side: PlanSide): { listed: Entry[]; attached: Entry[] } => {
    const list = application[side]?.['policies'];
    const listed = (Array.isArray(list) ? list : []).map((item: unknown, index): Entry => ({
      rank: rankOf(item, index),
      field: `policies[${String(index)}]`,
      content: contentOf(item, side),
    }));
    const inList = new Set(
      listed.map(({ content }) => (content.kind === 'resource' ? content.resource : undefined)),
    );
    const attached = (attachments[side].of.get(application) ?? [])
      .filter((policy) => !inList.has(policy))
      .map((resource): Entry => {
        const rank = resource[side]?.['precedence'];
        return {
          rank: typeof rank === 'number' ? rank : undefined,
          field: '',
          content: { kind: 'resource', resource },
        };
      });
    return { listed, attached };
  };

  /** What is referred to is other than before only on the planned side. */
  const contentOfPolicy = (
    { policy }: ReadPolicy,
    attributes: Policy | undefined,
    side: PlanSide,
  ): unknown => [policy, side === 'planned' && attributes ? findTouched(attributes) : []];

  const decisionOf = ({ content }: Entry, side: PlanSide): string | undefined => {
    if (content.kind === 'inline') return textOf(content.attributes['decision']);
    return content.kind === 'resource' ? readResource(content.resource, side).decision : undefined;
  };

  /** Whether the plan does something to the policies of an application, or takes them away with it. */
  const isToldLater = (application: PlanResource): boolean =>
    application.action === 'destroy' ||
    application.action === 'replace' ||
    isSet(application.planned?.['policies']) ||
    attachments.planned.of.has(application) ||
    attachments.planned.unsure.has(application);

  const readApplication = (application: PlanResource, side: PlanSide): ReadSide => {
    const { address } = application;
    const { listed, attached } = entriesOf(application, side);
    const untestable: Untestable[] = (attachments[side].unsure.get(application) ?? []).map((reason) => ({
      address,
      field: '',
      reason,
    }));
    const list = application[side]?.['policies'];
    if (isSet(list) && !Array.isArray(list)) {
      untestable.push({
        address,
        field: 'policies',
        reason: list === UNKNOWN ? NOT_KNOWN : 'It is no list of policies.',
      });
    }
    if (side === 'prior' && listed.length === 0 && attached.length === 0 && isToldLater(application)) {
      untestable.push({ address, field: 'policies', reason: describeUntold(application) });
    }
    const linked = linkEntries(listed, application, policies, follow, (entry) => decisionOf(entry, side));
    const all = [...linked, ...attached];
    const isSure =
      all.every(({ rank }) => rank !== undefined) && (listed.length === 0 || attached.length === 0);
    if (!isSure && mayOrderMatter(all.map((entry) => decisionOf(entry, side)))) {
      const reason =
        'It has policies of its own list and others with its application_id, or of unknown precedence, and their order decides who is let in. Give all of them in "policies".';
      untestable.push({ address, field: 'policies', reason });
    } else if (
      equalsOf(all).some((equals) => mayOrderMatter(equals.map((entry) => decisionOf(entry, side))))
    ) {
      const reason =
        'Several of its policies have the same precedence, and their order decides who is let in. Give each another.';
      untestable.push({ address, field: 'policies', reason });
    }

    const content: unknown[] = [];
    const policiesFound = inOrder(all).flatMap(({ content: entry, field }): readonly PlanPolicy[] => {
      switch (entry.kind) {
        case 'id':
          content.push(entry.id);
          return [{ policy: entry.id, shown: entry.id }];
        case 'untestable':
          untestable.push({ address, field, reason: entry.reason });
          return [];
        case 'unknown':
          untestable.push({ address, field, reason: NOT_KNOWN });
          return [];
        default: {
          const read =
            entry.kind === 'resource'
              ? readResource(entry.resource, side)
              : readPolicy(
                  { attributes: entry.attributes, resource: application, side, inside: field },
                  resolveGroups,
                );
          const attributes = entry.kind === 'resource' ? entry.resource[side] : entry.attributes;
          untestable.push(...read.untestable);
          content.push(contentOfPolicy(read, attributes, side));
          return testable(read);
        }
      }
    });
    return { found: { policies: policiesFound, untestable }, content };
  };

  const read: ReadPolicies = (resource, side) => {
    if (resource[side] === undefined) return { found: { policies: [], untestable: [] }, content: [] };
    if (resource.kind === 'application' && isBookmark(resource[side])) {
      return { found: { policies: [], untestable: [bookmarkOf(resource, side)] }, content: [] };
    }
    if (resource.kind === 'application') return readApplication(resource, side);
    const policy = readResource(resource, side);
    return {
      found: { policies: testable(policy), untestable: policy.untestable },
      content: [contentOfPolicy(policy, resource[side], side)],
    };
  };

  return {
    read,
    destroyedInUse: findDestroyedInUse(applications, byId),
    attached: new Set([...attachments.prior.of.values(), ...attachments.planned.of.values()].flat()),
  };
}

function testable({ untestable, policy, shown, address }: ReadPolicy): readonly PlanPolicy[] {
  return untestable.length > 0 ? [] : [{ policy, shown, ...(address !== undefined && { address }) }];
}

/** Policies that a plan does not tell may be managed elsewhere: that it has none does not mean that nobody gets in. */
function describeUntold({ address, prior }: PlanResource): string {
  const id = plain(textOf(prior?.['id']) ?? 'ID', 60);
  return `The plan does not tell its policies now, which may be managed elsewhere. Test it with a baseline of its own: policies: [{ terraform: ${plain(address)} }], baseline: [{ application: ${id} }].`;
}

/** A link is guarded by nothing, so that what it becomes or was cannot be compared with it. */
function bookmarkOf({ address }: PlanResource, side: PlanSide): Untestable {
  const when = side === 'prior' ? 'It is a bookmark now' : 'The plan makes it a bookmark';
  const reason = `${when}, to which policies do nothing: who gets in by it cannot be compared. Test the policies of the other side by themselves.`;
  return { address, field: 'type', reason };
}

/** Whether nothing of an inline policy is known, as where the id of a policy stands that is not created yet. */
function isUnwritten(item: Policy): boolean {
  return item['id'] === UNKNOWN && item['decision'] === UNKNOWN;
}

function findDestroyedInUse(
  applications: readonly PlanResource[],
  byId: ReadonlyMap<string, PlanResource>,
): { readonly policy: string; readonly application: string }[] {
  return applications.flatMap(({ address, planned }) => {
    const list = planned?.['policies'];
    const ids = (Array.isArray(list) ? list : []).map((item: unknown) =>
      textOf(isBranch(item) ? item['id'] : item),
    );
    const destroyed = [...new Set(ids)].flatMap((id) => {
      const policy = id === undefined ? undefined : byId.get(id);
      return policy && textOf(policy.planned?.['id']) !== id ? [policy.address] : [];
    });
    return destroyed.map((policy) => ({ policy, application: address }));
  });
}
