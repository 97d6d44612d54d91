import { type AccessRuleParam } from 'cloudflare/resources/zero-trust/access/applications/policies.js';

const PROVIDER = 'ea85612a-29c8-46c2-bacb-669d65136971';
const ID = 'aa0a4aab-672b-4bdb-bc33-a59f1130a11f';

/** A rule of each selector with all of its fields, as Cloudflare's SDK would send it. */
export const RULES: readonly AccessRuleParam[] = [
  { any_valid_service_token: {} },
  { auth_context: { id: ID, ac_id: 'c1', identity_provider_id: PROVIDER } },
  { auth_method: { auth_method: 'mfa' } },
  { azureAD: { id: ID, identity_provider_id: PROVIDER } },
  { certificate: {} },
  { cloudflare_account_member: { account_id: '023e105f4ecef8ad9ca31a8372d0c353' } },
  { common_name: { common_name: 'laptop.example.com' } },
  { device_posture: { integration_uid: ID, account_id: '023e105f4ecef8ad9ca31a8372d0c353' } },
  { email: { email: 'alice@example.com' } },
  { email_domain: { domain: 'example.com' } },
  { email_list: { id: ID } },
  { everyone: {} },
  {
    external_evaluation: { evaluate_url: 'https://e.example.com', keys_url: 'https://e.example.com/keys' },
  },
  { geo: { country_code: 'US' } },
  { 'github-organization': { name: 'example', identity_provider_id: PROVIDER, team: 'api' } },
  { group: { id: ID } },
  { gsuite: { email: 'devs@example.com', identity_provider_id: PROVIDER } },
  { ip: { ip: '2001:db8::/32' } },
  { ip_list: { id: ID } },
  { linked_app_token: { app_uid: ID } },
  { login_method: { id: PROVIDER } },
  { oidc: { claim_name: 'group', claim_value: 'devs', identity_provider_id: PROVIDER } },
  { okta: { name: 'devs', identity_provider_id: PROVIDER } },
  { saml: { attribute_name: 'group', attribute_value: 'devs', identity_provider_id: PROVIDER } },
  { service_token: { token_id: ID } },
  { user_risk_score: { user_risk_score: ['low', 'unscored'] } },
];
