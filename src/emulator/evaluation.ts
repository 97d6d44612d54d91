import { type Directory, type User } from './directory.ts';
import { createMembership } from './membership.ts';
import { type Policy, type Rule, type RuleSet } from './policy.ts';
import { type Subject } from './selector.ts';
import { SELECTORS } from './selectors.ts';
import { type Settings } from './settings.ts';
import { all, any, not, type Truth } from './truth.ts';

/** How a user fares; the API's words. */
export type Outcome = 'approved' | 'blocked' | 'error';

/**
 * Decides about one user as Access documents it. A policy matches whoever matches any rule of `include`, every rule
 * of `require` and no rule of `exclude`. Bypass and Service Auth (`non_identity`) policies come first, then allow and
 * deny policies, both in their order; the first that matches decides, and whom none matches is blocked. Service Auth
 * is for service tokens, which are no users: unless the settings say otherwise, such policies decide about nobody.
 *
 * What cannot be decided (an unknown selector, a missing group, `geo` for somebody whose country is unknown) is
 * neither true nor false, and spreads by Kleene's logic: an `include` with one matching rule matches, however unclear
 * its other rules are. A policy that is reached and remains undecided makes the user `error`, even where a later one
 * would match: whether that one is ever asked is just what is unknown.
 *
 * @see https://developers.cloudflare.com/cloudflare-one/policies/access/
 */
export function evaluate(policies: readonly Policy[], user: User, directory: Directory): Outcome {
  const subject = subjectOf(user, directory);
  for (const policy of inOrderOfEvaluation(policies, directory.settings)) {
    const consequence = consequenceOf(policy, directory.settings);
    if (consequence === 'ignored') continue;
    const matches = isMatch(policy, subject);
    if (matches === undefined) return 'error';
    if (matches) return consequence;
  }
  return 'blocked';
}

function inOrderOfEvaluation(policies: readonly Policy[], { policyOrder }: Settings): Policy[] {
  const ordered = policyOrder === 'first_to_last' ? policies : policies.toReversed();
  const comesFirst = ({ decision }: Policy): boolean => decision === 'bypass' || decision === 'non_identity';
  return [...ordered.filter(comesFirst), ...ordered.filter((policy) => !comesFirst(policy))];
}

/** What becomes of whoever a policy matches. */
function consequenceOf({ decision }: Policy, { bypass, nonIdentity }: Settings): Outcome | 'ignored' {
  switch (decision) {
    case 'allow':
      return 'approved';
    case 'deny':
      return 'blocked';
    case 'bypass':
      return bypass;
    case 'non_identity':
      return nonIdentity;
  }
}

function subjectOf(user: User, directory: Directory): Subject {
  const isInAccessGroup = createMembership(directory.accessGroups, (group) => isMatch(group, subject));
  const subject: Subject = { user, directory, isInAccessGroup };
  return subject;
}

function isMatch({ include, require, exclude }: RuleSet, subject: Subject): Truth {
  const decide = (rule: Rule): Truth => decideRule(rule, subject);
  return all([any(include.map(decide)), all(require.map(decide)), not(any(exclude.map(decide)))]);
}

function decideRule(rule: Rule, subject: Subject): Truth {
  const [selector] = Object.keys(rule);
  if (selector === undefined || subject.directory.settings.undecidableSelectors.includes(selector)) {
    return undefined;
  }
  return SELECTORS.get(selector)?.(rule[selector], subject);
}
