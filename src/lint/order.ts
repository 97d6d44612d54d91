import { type LocatedPolicy } from '../policies/entry.ts';
import { quote } from '../untrusted.ts';
import { type Conditions } from './condition.ts';
import { createFindCover } from './cover.ts';
import { type Scope } from './scope.ts';
import { type Claim, type PolicyText } from './text.ts';

/*
 * What policies are to each other. Bypass and Service Auth policies are asked first, then allow and deny policies,
 * both from top to bottom; the first that matches decides.
 * https://developers.cloudflare.com/cloudflare-one/access-controls/policies/#cloudflare-access-policy-order-of-execution
 */

/** Saved policies that are listed twice. */
export function checkSavedTwice(policies: readonly LocatedPolicy[]): Claim[] {
  const saved = policies.flatMap(({ policy, locate }, place) =>
    typeof policy === 'string' ? [{ id: policy, place, locate }] : [],
  );
  return repetitions(saved, ({ id }) => id).map(({ again: { id, place, locate } }) => ({
    ...REPEATED,
    message: `The saved policy ${quote(id)} is listed twice. Remove one of them.`,
    place,
    location: locate([]),
  }));
}

/** Policies with the decision and the rules of one before them. */
export function checkDuplicates(policies: readonly PolicyText[]): Claim[] {
  return repetitions(policies, contentOf).map(({ first, again: { title, place, locate } }) => ({
    ...REPEATED,
    message: `${title} has the decision and the rules of ${first.title} before it, so that it never decides. Remove one of them.`,
    place,
    location: locate([]),
  }));
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

function contentOf({ decision, scope, connectionRules }: PolicyText): string {
  const keysOf = ({ keys }: Conditions): string[] => [...keys].sort();
  return JSON.stringify([
    decision,
    keysOf(scope.include),
    keysOf(scope.require),
    keysOf(scope.exclude),
    connectionRules,
  ]);
}

/** Policies that never decide, because one that is asked before matches everybody whom they are about. */
export function checkShadows(policies: readonly PolicyText[]): Claim[] {
  const possible = policies.filter(({ scope }) => scope.nobody === undefined);
  const findCover = createFindCover(possible.map(({ scope }) => scope));
  const isBefore = (other: PolicyText | undefined, later: PolicyText): boolean =>
    other !== undefined && isAskedBefore(other, later);
  return possible.flatMap((later) => {
    const place = findCover(later.scope, (other) => isBefore(possible[other], later));
    const earlier = place === undefined ? undefined : possible[place];
    if (earlier === undefined) return [];
    const [effect, advice] = earlier.decision === 'bypass' ? OPENED : (EFFECTS.get(later.decision) ?? NONE);
    return [
      {
        rule: 'policy_shadowed',
        message: `${later.title} never decides: ${earlier.title} is asked before it and matches everybody whom it is about${effect}. ${advice}`,
        expected: 'a policy that decides',
        actual: 'never decides',
        place: later.place,
        location: later.locate([]),
      },
    ];
  });
}

type Effect = readonly [effect: string, advice: string];

const NONE: Effect = ['', 'Remove it, or put it before the other.'];
const OPENED: Effect = ['', 'Bypass policies come first: narrow the other, or remove this one.'];

/** What it means that a policy never decides. */
const EFFECTS: ReadonlyMap<unknown, Effect> = new Map<unknown, Effect>([
  ['allow', [', so that it lets nobody in', NONE[1]]],
  ['deny', [', so that it blocks nobody', NONE[1]]],
]);

function isAskedBefore(one: PolicyText, other: PolicyText): boolean {
  // Where users get in with different rights, a policy may matter that decides nothing.
  if (one.connectionRules !== other.connectionRules) return false;
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
      place: first.place,
      location: first.locate([]),
    },
  ];
}
