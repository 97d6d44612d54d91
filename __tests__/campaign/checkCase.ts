import { type Directory } from '../../src/emulator/directory.ts';
import { type Policy } from '../../src/emulator/policy.ts';
import { naiveOutcome, naiveRules } from '../support/naive.ts';
import { type CheckDraft } from './blueprint.ts';
import { anApplication, type Shelf } from './sides.ts';

/** An application check of a case, and what the truth makes of it. */
export interface CheckCase {
  readonly config: object;
  readonly expected: 'passed' | 'failed' | 'inconclusive';
  readonly violations: number;
}

const ID = 'checked-app';

export function checkCase(draft: CheckDraft, directory: Directory, shelf: Shelf): CheckCase {
  const population = directory.users.filter(({ lastLogin }) => lastLogin !== undefined);
  const picked = population[draft.picked];
  const wanted = population[draft.wanted]?.id ?? 'nobody';
  shelf.applications.set(ID, anApplication(ID, draft.policies, picked));
  const config = {
    name: 'Checked',
    app_id: ID,
    expect: {
      user: wanted,
      ...(draft.status && { status: draft.status }),
      policies: [{ precedence: draft.precedence, status: 'Success' }],
    },
  };
  if (picked?.id !== wanted) return { config, expected: 'inconclusive', violations: 0 };

  const settings = { ...directory.settings, policyOrder: 'first_to_last' } as const;
  const decide = naiveRules(picked, directory);
  const words = { approved: 'Success', blocked: 'Failure', error: 'Error' };
  const wordFor = (policies: readonly Policy[]): string => words[naiveOutcome(policies, decide, settings)];
  const asked = draft.policies[draft.precedence - 1];
  const violations = [
    draft.status !== undefined && wordFor(draft.policies) !== draft.status,
    asked === undefined || wordFor([{ ...asked, decision: 'allow' }]) !== 'Success',
  ].filter((isViolated) => isViolated).length;
  return { config, expected: violations > 0 ? 'failed' : 'passed', violations };
}
