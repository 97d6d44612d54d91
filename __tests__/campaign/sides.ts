import { type Application, type Directory } from '../../src/emulator/directory.ts';
import { type Policy } from '../../src/emulator/policy.ts';
import { type BaselineDraft, type Place } from './blueprint.ts';

/** What a config names is kept here: files of the workspace, policies and applications of the account. */
export interface Shelf {
  readonly files: Record<string, string>;
  readonly policies: Map<string, Policy>;
  readonly applications: Map<string, Application>;
}

export function anApplication(
  id: string,
  policies: readonly Policy[],
  checkedUser?: Directory['users'][number],
): Application {
  return { id, name: id, domain: `${id}.example.com`, zoneId: undefined, policies, checkedUser };
}

/** Puts policies where a config can name them; the entries that do. */
export function place(policies: readonly Policy[], where: Place, name: string, shelf: Shelf): object[] {
  const [first, ...others] = policies;
  switch (first === undefined ? 'application' : where) {
    case 'file':
      shelf.files[`${name}.json`] = JSON.stringify(policies);
      return [{ file: `${name}.json` }];
    case 'inline':
      return policies.map((policy) => ({ policy }));
    case 'saved':
      return policies.map((policy, index) => {
        const id = `${name}-${String(index)}`;
        shelf.policies.set(id, policy);
        return { id };
      });
    case 'application':
      shelf.applications.set(name, anApplication(name, policies));
      return [{ application: name }];
    case 'mixed':
      return [
        ...place(others, 'saved', name, shelf).slice(0, others.length),
        ...place(first ? [first] : [], 'inline', name, shelf),
      ];
  }
}

/** The policies in the order in which `place` names them. */
export function inPlace(policies: readonly Policy[], where: Place): readonly Policy[] {
  return where === 'mixed' ? [...policies.slice(1), ...policies.slice(0, 1)] : policies;
}

/** Policies as they were before somebody edited them. */
export function edited(
  policies: readonly Policy[],
  { edit, at }: Extract<BaselineDraft, { kind: 'edited' }>,
): readonly Policy[] {
  const chosen = at % policies.length;
  const changed = (change: (policy: Policy) => Policy): readonly Policy[] =>
    policies.map((policy, index) => (index === chosen ? change(policy) : policy));
  switch (edit) {
    case 'drop':
      return policies.filter((_policy, index) => index !== chosen);
    case 'swap':
      return policies.toReversed();
    case 'flip':
      return changed((policy) => ({ ...policy, decision: policy.decision === 'allow' ? 'deny' : 'allow' }));
    case 'open':
      return changed((policy) => ({
        ...policy,
        include: [...policy.include, { everyone: {} }],
        require: [],
        exclude: [],
      }));
    case 'same':
      return policies;
  }
}
