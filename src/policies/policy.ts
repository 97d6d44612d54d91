import { type Problem } from '../errors.ts';
import { didYouMean } from '../suggestion.ts';
import { quote } from '../untrusted.ts';
import { isMapping, type Locate } from './entry.ts';
import { SELECTORS_OF_TEXT } from './selector.ts';
import { checkStrayValues } from './stray.ts';

/** The API's decisions; the dashboard calls `non_identity` Service Auth. */
const DECISIONS = ['allow', 'deny', 'non_identity', 'bypass'];

/**
 * What is wrong with a policy, as far as the API documents it, and what of it could not be sent as it is written.
 * Further fields and unknown selectors are no problem: the API's list of selectors grows.
 */
export function checkPolicy(value: unknown, locate: Locate): readonly Problem[] {
  if (!isMapping(value)) {
    const message = 'A policy must be a mapping with "name", "decision" and "include".';
    return [{ message, location: locate([]) }];
  }
  return [
    ...checkName(value['name'], locate),
    ...checkDecision(value['decision'], locate),
    ...checkInclude(value['include'], locate),
    ...checkRules('require', value['require'], locate),
    ...checkRules('exclude', value['exclude'], locate),
    ...checkStrayValues(value, locate),
  ];
}

function checkName(name: unknown, locate: Locate): Problem[] {
  if (typeof name === 'string' && name.trim() !== '') return [];
  const message = name === undefined ? 'The policy has no "name".' : '"name" must be text, and not blank.';
  return [{ message, location: locate(['name']) }];
}

function checkDecision(decision: unknown, locate: Locate): Problem[] {
  const location = locate(['decision']);
  const allowed = 'allow, deny, non_identity or bypass';
  if (decision === undefined) {
    return [{ message: `The policy has no "decision": it is ${allowed}.`, location }];
  }
  if (typeof decision !== 'string') return [{ message: `"decision" must be ${allowed}.`, location }];
  if (DECISIONS.includes(decision)) return [];
  return [
    {
      message: `"decision" must be ${allowed}, not ${quote(decision)}${didYouMean(decision, DECISIONS)}`,
      location,
    },
  ];
}

function checkInclude(include: unknown, locate: Locate): Problem[] {
  if (include !== undefined && !(Array.isArray(include) && include.length === 0)) {
    return checkRules('include', include, locate);
  }
  const what = include === undefined ? 'The policy has no "include"' : '"include" is empty';
  const message = `${what}: it needs at least one rule, or the policy is about nobody.`;
  return [{ message, location: locate(['include']) }];
}

function checkRules(key: 'include' | 'require' | 'exclude', rules: unknown, locate: Locate): Problem[] {
  if (rules === undefined) return [];
  if (!Array.isArray(rules)) {
    return [{ message: `"${key}" must be a list of rules.`, location: locate([key]) }];
  }
  return rules.flatMap((rule: unknown, index) => {
    const wrong = ruleMistake(rule);
    if (wrong === undefined) return checkFields(rule, (path) => locate([key, index, ...path]));
    const message = `Rule ${String(index + 1)} of "${key}" ${wrong}`;
    return [{ message, location: locate([key, index]) }];
  });
}

/** A number or truth value where the API documents text: YAML reads 0123 as 123, and sends that. */
function checkFields(rule: unknown, locate: Locate): Problem[] {
  return Object.entries(Object(rule) as object).flatMap(([selector, fields]: [string, unknown]) =>
    SELECTORS_OF_TEXT.has(selector) && isMapping(fields)
      ? Object.entries(fields)
          .filter(([, value]) => typeof value === 'number' || typeof value === 'boolean')
          .map(([field, value]) => ({
            message: `${quote(field)} of "${selector}" must be text, not ${String(value)}: put it between quotes.`,
            location: locate([selector, field]),
          }))
      : [],
  );
}

function ruleMistake(rule: unknown): string | undefined {
  if (!isMapping(rule)) return 'must be a mapping with one selector, as in { everyone: {} }.';
  const selectors = Object.keys(rule);
  if (selectors.length === 1) return undefined;
  if (selectors.length === 0) return 'is empty: give it one selector, as in { everyone: {} }.';
  return `has ${String(selectors.length)} selectors (${selectors.slice(0, 5).map(quote).join(', ')}): write one rule for each.`;
}
