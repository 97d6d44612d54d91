import { type Claim } from './claim.ts';
import { locateCondition, type PolicyText } from './text.ts';

/**
 * Selectors about who somebody is: those that Cloudflare lists as identity-based, e-mail lists, and those whose rules
 * need an identity provider. A group may hold anything, and device posture is none.
 *
 * @see https://developers.cloudflare.com/cloudflare-one/access-controls/policies/#cloudflare-access-selectors
 */
const IDENTITY_SELECTORS: ReadonlySet<string> = new Set([
  'email',
  'email_domain',
  'email_list',
  'external_evaluation',
  'user_risk_score',
  'login_method',
  'auth_method',
  'azureAD',
  'github-organization',
  'gsuite',
  'okta',
  'saml',
  'oidc',
  'auth_context',
  'cloudflare_account_member',
]);

/** Selectors about what a service presents, for which Service Auth is; no user has it. */
const TOKEN_SELECTORS: ReadonlySet<string> = new Set([
  'service_token',
  'any_valid_service_token',
  'linked_app_token',
]);

/** A policy whose rules do not go with its decision. */
export function checkDecision(policy: PolicyText): Claim[] {
  switch (policy.decision) {
    case 'bypass':
      return checkBypass(policy);
    case 'allow':
      return checkAllow(policy);
    default:
      return [];
  }
}

function checkBypass(policy: PolicyText): Claim[] {
  const { include, require, exclude } = policy.scope;
  const asked = [...include.all, ...require.all, ...exclude.all].filter(({ selector }) =>
    IDENTITY_SELECTORS.has(selector),
  );
  const [first] = asked;
  if (first === undefined) return [];
  const selectors = [...new Set(asked.map(({ selector }) => selector))].join(', ');
  return [
    {
      rule: 'bypass_by_identity',
      message: `${policy.title} is a bypass that asks who somebody is (${selectors}): a bypass asks nobody to log in, so that it cannot know. Make it an allow policy, or ask for what a request tells, such as ip.`,
      expected: 'no rule about identity',
      actual: selectors,
      title: policy.title,
      place: policy.place,
      location: locateCondition(policy, first),
    },
  ];
}

function checkAllow(policy: PolicyText): Claim[] {
  const { include } = policy.scope;
  const [first] = include.all;
  if (first === undefined || !include.all.every(({ selector }) => TOKEN_SELECTORS.has(selector))) return [];
  return [
    {
      rule: 'allow_by_service_token',
      message: `${policy.title} lets no user in: it includes service tokens only, and allow is about users. For services, make its decision non_identity (Service Auth).`,
      expected: 'users in include',
      actual: 'service tokens only',
      title: policy.title,
      place: policy.place,
      location: locateCondition(policy, first),
    },
  ];
}
