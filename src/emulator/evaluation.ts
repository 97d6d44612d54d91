import { type Directory, type User } from './directory.ts';
import { type Policy, type Rule, type RuleSet } from './policy.ts';
import { SELECTORS, type Subject, type Truth } from './selectors.ts';

/** How a user fares; the API's words. */
export type Outcome = 'approved' | 'blocked' | 'error';

/** What evaluation needs to know besides the user. */
type Saved = Pick<Directory, 'emailLists' | 'accessGroups'>;

/**
 * Decides about one user as Access documents it. A policy matches whoever matches any rule of `include`, every rule
 * of `require` and no rule of `exclude`. Bypass policies come first, then allow and deny policies in their order;
 * the first that matches decides, and whom none matches is blocked. Service Auth (`non_identity`) policies are about
 * service tokens, which are no users, so that they decide about nobody here.
 *
 * What cannot be decided (an unknown selector, a missing group, `geo` for somebody whose country is unknown) is
 * neither true nor false, and spreads by Kleene's logic: an `include` with one matching rule matches, however unclear
 * its other rules are. A policy that is reached and remains undecided makes the user `error`, even where a later one
 * would match: whether that one is ever asked is just what is unknown.
 */
export function evaluate(policies: readonly Policy[], user: User, saved: Saved): Outcome {
  const subject = subjectOf(user, saved, []);
  for (const policy of inOrderOfEvaluation(policies)) {
    const matches = isMatch(policy, subject);
    if (matches === undefined) return 'error';
    if (matches) return policy.decision === 'deny' ? 'blocked' : 'approved';
  }
  return 'blocked';
}

function inOrderOfEvaluation(policies: readonly Policy[]): Policy[] {
  return [
    ...policies.filter(({ decision }) => decision === 'bypass'),
    ...policies.filter(({ decision }) => decision === 'allow' || decision === 'deny'),
  ];
}

/** `within` are the Access groups that are being decided: one that needs itself cannot be. */
function subjectOf(user: User, saved: Saved, within: readonly string[]): Subject {
  return {
    user,
    emailLists: saved.emailLists,
    isInAccessGroup: (id) => {
      const group = saved.accessGroups.get(id);
      if (group === undefined || within.includes(id)) return undefined;
      return isMatch(group, subjectOf(user, saved, [...within, id]));
    },
  };
}

function isMatch({ include, require, exclude }: RuleSet, subject: Subject): Truth {
  const decide = (rule: Rule): Truth => decideRule(rule, subject);
  return all([any(include.map(decide)), all(require.map(decide)), not(any(exclude.map(decide)))]);
}

function decideRule(rule: Rule, subject: Subject): Truth {
  const [entry] = Object.entries(rule);
  return entry && SELECTORS.get(entry[0])?.(entry[1], subject);
}

function any(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}
