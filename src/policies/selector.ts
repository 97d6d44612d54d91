/**
 * The selectors whose every field the API documents as text, or as a list of it
 * (https://developers.cloudflare.com/api/resources/zero_trust/subresources/access/).
 */
export const SELECTORS_OF_TEXT: ReadonlySet<string> = new Set([
  'auth_context',
  'auth_method',
  'azureAD',
  'cloudflare_account_member',
  'common_name',
  'device_posture',
  'email',
  'email_domain',
  'email_list',
  'external_evaluation',
  'geo',
  'github-organization',
  'group',
  'gsuite',
  'ip',
  'ip_list',
  'linked_app_token',
  'login_method',
  'oidc',
  'okta',
  'saml',
  'service_token',
  'user_risk_score',
]);
