import { type Location } from '../errors.ts';
import { type Locate, type LocatedPolicy, type Policy } from '../policies/entry.ts';
import { quote } from '../untrusted.ts';
import { type Condition } from './condition.ts';
import { readScope, type Scope } from './scope.ts';
import { readSettings, type Settings } from './settings.ts';

/** A policy whose text is known. */
export interface PolicyText {
  /** Its name as it is shown. */
  readonly title: string;
  readonly decision: unknown;
  readonly scope: Scope;
  readonly settings: Settings;
  /** Its place in the list, from 0. */
  readonly place: number;
  readonly locate: Locate;
}

/** Reads the policies that are not saved ones. */
export function readTexts(policies: readonly LocatedPolicy[]): PolicyText[] {
  return policies.flatMap(({ policy, locate }, place) =>
    typeof policy === 'string' ? [] : [readText(policy, place, locate)],
  );
}

function readText(policy: Policy, place: number, locate: Locate): PolicyText {
  return {
    title: `Policy ${quote(String(policy['name']))}`,
    decision: policy['decision'],
    scope: readScope(policy),
    settings: readSettings(policy),
    place,
    locate,
  };
}

/** Where a condition of the policy stands. */
export function locateCondition({ scope, locate }: PolicyText, condition: Condition): Location {
  for (const list of ['include', 'require', 'exclude'] as const) {
    const index = scope[list].all.indexOf(condition);
    if (index >= 0) return locate([list, index]);
  }
  return locate([]);
}
