import { type Claim } from './claim.ts';
import { type LocatedPolicy } from '../policies/entry.ts';
import { quote } from '../untrusted.ts';
import { type Conditions } from './condition.ts';
import { createFindCover } from './cover.ts';
import { type Scope } from './scope.ts';
import { type PolicyText } from './text.ts';

/*
 * What policies are to each other. Bypass and Service Auth policies are asked first, then allow and deny policies,
 * both from top to bottom; the first that matches decides.
 * https://developers.cloudflare.com/cloudflare-one/access-controls/policies/#cloudflare-access-policy-order-of-execution
 *
 * That is how an application's policies are asked, by their precedence. Nothing is documented of the order of a
 * test's policies, which need not have any: that it is their place in the list is inferred, and messages say so.
 * Nor is it documented what becomes of somebody who is not approved, so that nothing is said of policies behind one
 * that requires an approval.
 */

/** Saved policies that are listed twice. */
export function checkSavedTwice(policies: readonly LocatedPolicy[]): Claim[] {
  const saved = policies.flatMap(({ policy, locate }, place) =>
    typeof policy === 'string' ? [{ id: policy, place, locate }] : [],
  );
  return repetitions(saved, ({ id }) => id).map(({ again: { id, place, locate } }) => ({
    ...REPEATED,
    title: `The saved policy ${quote(id)}`,
    message: `The saved policy ${quote(id)} is listed twice. Remove the later one.`,
    place,
    location: locate([]),
  }));
}

/** Policies with the decision, rules and settings of one before them in the list, which is taken for their order. */
export function checkDuplicates(policies: readonly PolicyText[]): Claim[] {
  return repetitions(policies.filter(isFinal), contentOf).map(
    ({ first, again: { title, place, locate } }) => ({
      ...REPEATED,
      title,
      message: `${title} has the decision, the rules and the settings of ${first.title} before it, so that it never decides in the order of the list. Remove it.`,
      place,
      location: locate([]),
    }),
  );
}

const REPEATED = { rule: 'policy_duplicated', expected: 'once', actual: 'twice' } as const;

function repetitions<Item>(
  items: readonly Item[],
  contentOf: (item: Item) => string,
): { readonly first: Item; readonly again: Item }[] {
  const seen = new Map<string, Item>();
  return items.flatMap((item) => {
    const content = contentOf(item);
    const first = seen.get(content);
    if (first === undefined) seen.set(content, item);
    return first === undefined ? [] : [{ first, again: item }];
  });
}

/** Whether it is known what becomes of everybody whom the policy matches. */
function isFinal({ settings }: PolicyText): boolean {
  return !settings.needsApproval;
}

function contentOf({ decision, scope, settings }: PolicyText): string {
  const keysOf = ({ keys }: Conditions): string[] => [...keys].sort();
  return JSON.stringify([
    decision,
    keysOf(scope.include),
    keysOf(scope.require),
    keysOf(scope.exclude),
    settings.all,
  ]);
}

/** Policies that never decide, because one asked before, in the order of the list, matches all whom they are about. */
export function checkShadows(policies: readonly PolicyText[]): Claim[] {
  const possible = policies.filter(({ scope }) => scope.nobody === undefined);
  const findCover = createFindCover(possible.map(({ scope }) => scope));
  const isBefore = (other: PolicyText | undefined, later: PolicyText): boolean =>
    other !== undefined && isAskedBefore(other, later);
  return possible.flatMap((later) => {
    const place = findCover(later.scope, (other) => isBefore(possible[other], later));
    const earlier = place === undefined ? undefined : possible[place];
    if (earlier === undefined) return [];
    const isOpened = earlier.decision === 'bypass' && later.decision !== 'bypass';
    const order = isOpened ? '' : 'in the order of the list, ';
    const effect = isOpened ? '' : (EFFECTS.get(later.decision) ?? '');
    const unused =
      earlier.settings.all === later.settings.all ? '' : ' Its settings, which differ, are never used.';
    const advice = isOpened
      ? 'Remove it, or narrow the other: bypass policies come first.'
      : 'Remove it, or put it before the other.';
    return [
      {
        rule: 'policy_shadowed',
        message: `${later.title} never decides: ${order}${earlier.title} is asked before it and matches everybody whom it is about${effect}.${unused} ${advice}`,
        expected: 'a policy that decides',
        actual: 'never decides',
        title: later.title,
        place: later.place,
        location: later.locate([]),
      },
    ];
  });
}

/** What it means that a policy never decides. */
const EFFECTS: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  ['allow', ', so that it lets nobody in'],
  ['deny', ', so that it blocks nobody'],
]);

function isAskedBefore(one: PolicyText, other: PolicyText): boolean {
  // Where users get in with different rights, a policy may matter that decides nothing.
  if (!isFinal(one) || one.settings.connectionRules !== other.settings.connectionRules) return false;
  switch (one.decision) {
    case 'bypass':
      return (
        isByRequest(one.scope) && (isByRule(other) || (other.decision === 'bypass' && isAbove(one, other)))
      );
    case 'non_identity':
      return other.decision === 'non_identity' && isAbove(one, other);
    default:
      return isByRule(one) && isByRule(other) && isAbove(one, other);
  }
}

function isAbove(one: PolicyText, other: PolicyText): boolean {
  return one.place < other.place;
}

function isByRule({ decision }: PolicyText): boolean {
  return decision === 'allow' || decision === 'deny';
}

/** What can be told of a request before anybody has logged in, which is all that a bypass goes by. */
const REQUEST_SELECTORS: ReadonlySet<string> = new Set([
  'everyone',
  'geo',
  'ip',
  'ip_list',
  'certificate',
  'common_name',
]);

function isByRequest({ include, require, exclude }: Scope): boolean {
  return [...include.all, ...require.all, ...exclude.all].every(({ selector }) =>
    REQUEST_SELECTORS.has(selector),
  );
}

/** Deny policies and nothing else, so that everybody is blocked; saved policies may be others. */
export function checkDenyAlone(policies: readonly LocatedPolicy[], texts: readonly PolicyText[]): Claim[] {
  const [first] = texts;
  const isAlone = texts.length === policies.length && texts.every(({ decision }) => decision === 'deny');
  if (first === undefined || !isAlone) return [];
  return [
    {
      rule: 'deny_alone',
      message: `The test has deny policies only, so that everybody is blocked: whom no policy allows does not get in. Test them together with the other policies of their application.`,
      expected: 'a policy that lets somebody in',
      actual: 'deny only',
      title: first.title,
      place: first.place,
      location: first.locate([]),
    },
  ];
}
