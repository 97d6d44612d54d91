import { type Claim } from './claim.ts';
import { quote } from '../untrusted.ts';
import { type Condition, isEveryone } from './condition.ts';
import { locateCondition, type PolicyText } from './text.ts';
import { type TraitKind } from './trait.ts';

/*
 * Whom one policy is about: too many, or nobody.
 * https://developers.cloudflare.com/cloudflare-one/access-controls/policies/#common-cloudflare-access-misconfigurations
 */

/** What a policy does whose include has everyone. */
const OPENS: ReadonlyMap<unknown, string> = new Map([
  ['allow', 'lets everyone in'],
  ['bypass', 'lets everyone in without a login or a log'],
]);

/**
 * A policy that lets everyone in, or whoever can log in. Whatever else stands in require narrows it, and so does an
 * approval.
 *
 * @param mayBlock whether a policy that is asked before may block some of them
 */
export function checkOpenness(policy: PolicyText, { mayBlock }: { readonly mayBlock: boolean }): Claim[] {
  const { title, decision, scope, settings, place } = policy;
  const narrowing = distinct(scope.require.all.filter((condition) => !isEveryone(condition)));
  const openings = settings.needsApproval
    ? []
    : scope.alternatives.flatMap((one) => openingOf(one, narrowing));
  const exceptions = [
    ...(scope.exclude.all.length > 0 ? [', except whom it excludes'] : []),
    ...(mayBlock ? [', unless a policy before it blocks them'] : []),
  ].join('');

  const everyone = openings.find(({ login }) => login === undefined);
  const opens = OPENS.get(decision);
  if (everyone) {
    if (opens === undefined) return [];
    return [
      {
        rule: 'everyone_allowed',
        message: `${title} ${opens}${exceptions}: it includes everyone and requires nothing of them. Say in include or require who is meant.`,
        expected: 'somebody in particular',
        actual: scope.exclude.all.length > 0 ? 'everyone but the excluded' : 'everyone',
        title,
        place,
        location: locateCondition(policy, everyone.included),
      },
    ];
  }
  const [first] = openings;
  if (first === undefined || decision !== 'allow') return [];
  return [
    {
      rule: 'any_login_allowed',
      message: `${title} lets in whoever can log in with ${nameLogins(openings)}${exceptions}. If that is the one-time PIN, it means everyone with an e-mail address: require an address, a domain or a group as well.`,
      expected: 'somebody in particular',
      actual: 'whoever can log in',
      title,
      place,
      location: locateCondition(policy, first.included),
    },
  ];
}

/** A rule of include by which everyone gets in, or whoever can log in with a certain method. */
interface Opening {
  readonly included: Condition;
  readonly login: Condition | undefined;
}

/** @param narrowing what is required but for everyone, each rule once */
function openingOf(included: Condition, narrowing: readonly Condition[]): Opening[] {
  // No login method makes another rule of include wide, nor do two that are required.
  if ((!isEveryone(included) && !isLogin(included)) || narrowing.length > 1) return [];
  const login = isLogin(included) ? included : narrowing.find(isLogin);
  return narrowing.every(({ key }) => key === login?.key) ? [{ included, login }] : [];
}

function distinct(conditions: readonly Condition[]): Condition[] {
  return [...new Map(conditions.map((condition) => [condition.key, condition])).values()];
}

function isLogin({ selector, known }: Condition): boolean {
  return selector === 'login_method' && known;
}

/** As many login methods are named. */
const MAX_NAMED = 3;

/** `login method "a" or "b"` */
function nameLogins(openings: readonly Opening[]): string {
  const ids = openings.map(({ login }) => (login?.trait?.kind === 'provider' ? quote(login.trait.id) : ''));
  const different = [...new Set(ids)];
  const more = different.length > MAX_NAMED ? ['another'] : [];
  return `login method ${[...different.slice(0, MAX_NAMED), ...more].join(' or ')}`;
}

const CONTRADICTIONS: Record<TraitKind, string> = {
  address: 'two e-mail addresses or domains',
  country: 'two countries',
  provider: 'two login methods',
  risk: 'two risk scores',
  network: 'two IP addresses',
};

function nameContradiction(trait: TraitKind, { scope }: PolicyText): string {
  const isThroughLogin = (condition: Condition): boolean =>
    condition.trait?.kind !== 'provider' || isLogin(condition);
  return trait === 'provider' && !scope.require.all.every(isThroughLogin)
    ? 'rules of two identity providers'
    : CONTRADICTIONS[trait];
}

/** A policy whose rules nobody can meet. */
export function checkPossibility(policy: PolicyText): Claim[] {
  const { nobody } = policy.scope;
  if (nobody === undefined) return [];
  const claim = {
    rule: 'require_impossible',
    expected: 'rules that somebody can meet',
    title: policy.title,
    place: policy.place,
  } as const;
  switch (nobody.kind) {
    case 'contradiction': {
      const both = nameContradiction(nobody.trait, policy);
      return [
        {
          ...claim,
          message: `${policy.title} is about nobody: require asks for ${both} at once, and each of its rules must be met. Put what is meant as "or" into include, or into an Access group that require names.`,
          actual: `${both} at once`,
          location: locateCondition(policy, nobody.required),
        },
      ];
    }
    case 'excluded':
      return [
        {
          ...claim,
          message: `${policy.title} is about nobody: exclude rules out everybody whom require asks for. Take the rule out of one of them.`,
          actual: 'required and excluded',
          location: locateCondition(policy, nobody.required),
        },
      ];
    case 'included':
      return [
        {
          ...claim,
          message: `${policy.title} is about nobody: its require or exclude rules out everybody whom its include names. Correct one of them.`,
          actual: 'included and ruled out',
          location: policy.locate(['include']),
        },
      ];
  }
}
