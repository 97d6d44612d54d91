import { type Path } from '../document.ts';
import { type WrittenDirectory } from './directorySchema.ts';
import { type Rule, type RuleSet } from './policy.ts';

/** Where a rule names something of the directory by its id. */
export interface RuleReference {
  /** The field of the selector's value that has the id. */
  readonly field: string;
  readonly id: string;
  readonly list: 'access_groups' | 'email_lists' | 'ip_lists' | 'identity_providers';
}

/** A rule of the directory and where it stands. */
export interface PlacedRule {
  readonly path: Path;
  readonly rule: Rule;
}

/** What the `id` of a selector's value refers to. */
const LIST_OF_ID: ReadonlyMap<string, RuleReference['list']> = new Map([
  ['group', 'access_groups'],
  ['email_list', 'email_lists'],
  ['ip_list', 'ip_lists'],
  ['login_method', 'identity_providers'],
]);

/** Every rule of the directory's own: of its Access groups, its saved policies, and those of its applications. */
export function ownRules({ access_groups: groups, policies, applications }: WrittenDirectory): PlacedRule[] {
  return [
    ...groups.flatMap((group, index) => rulesOf(group, ['access_groups', index])),
    ...policies.flatMap((policy, index) => rulesOf(policy, ['policies', index])),
    ...applications.flatMap((application, index) =>
      application.policies.flatMap((policy, place) =>
        typeof policy === 'string' ? [] : rulesOf(policy, ['applications', index, 'policies', place]),
      ),
    ),
  ];
}

/** What a rule refers to; an id that is no text refers to nothing, and leaves the rule undecided. */
export function referencesOf(rule: Rule): RuleReference[] {
  return Object.entries(rule).flatMap(([selector, { id, identity_provider_id: provider }]) => {
    const references: RuleReference[] = [];
    const list = LIST_OF_ID.get(selector);
    if (list !== undefined && typeof id === 'string') references.push({ field: 'id', id, list });
    if (typeof provider === 'string') {
      references.push({ field: 'identity_provider_id', id: provider, list: 'identity_providers' });
    }
    return references;
  });
}

function rulesOf(ruleSet: RuleSet, path: Path): PlacedRule[] {
  return (['include', 'require', 'exclude'] as const).flatMap((part) =>
    ruleSet[part].map((rule, index) => ({ rule, path: [...path, part, index] })),
  );
}
