import { type JsonSchema } from './jsonSchema.ts';

/*
 * The selectors of a rule and their fields
 * (https://developers.cloudflare.com/api/resources/zero_trust/subresources/access/), for editors only: the gate passes
 * others on, and so does the schema.
 */

/** Said of what no stored identity tells. */
const OF_REQUEST = 'A policy test judges it by what Cloudflare has stored of the request.';

const PROVIDER = { identity_provider_id: 'The id of the identity provider.' };

/** What a selector matches; what its fields are; and which of these may be left out. */
const SELECTORS: Readonly<
  Record<string, readonly [description: string, fields?: Record<string, string>, optional?: string]>
> = {
  email: ['One user, by e-mail address.', { email: 'The e-mail address.' }],
  email_domain: [
    'Everybody with an e-mail address of a domain.',
    { domain: 'The domain, as in example.com, without @.' },
  ],
  email_list: ['Everybody whose e-mail address is on a list of Zero Trust.', { id: 'The id of the list.' }],
  everyone: ['Everybody. It has no fields: { everyone: {} }.'],
  group: ['Everybody whom an Access group matches.', { id: 'The id of the Access group.' }],
  login_method: [
    'Everybody who logged in with an identity provider.',
    { id: 'The id of the identity provider.' },
  ],
  auth_method: [
    'Everybody who logged in with a method, such as mfa.',
    { auth_method: 'The method, by its name in RFC 8176.' },
  ],
  auth_context: [
    'Everybody who meets an authentication context of Microsoft Entra ID.',
    { id: 'The id of the authentication context.', ac_id: 'Its id in Entra ID, such as c1.', ...PROVIDER },
  ],
  azureAD: ['Members of a group of Microsoft Entra ID.', { id: 'The id of the group.', ...PROVIDER }],
  'github-organization': [
    'Members of an organization on GitHub, or of one of its teams.',
    { name: 'The name of the organization.', team: 'The name of the team.', ...PROVIDER },
    'team',
  ],
  gsuite: [
    'Members of a group of Google Workspace.',
    { email: 'The e-mail address of the group.', ...PROVIDER },
  ],
  okta: ['Members of a group of Okta.', { name: 'The name of the group.', ...PROVIDER }],
  oidc: [
    'Everybody with a claim of OpenID Connect.',
    { claim_name: 'The name of the claim.', claim_value: 'The value that it must have.', ...PROVIDER },
  ],
  saml: [
    'Everybody with an attribute of SAML.',
    {
      attribute_name: 'The name of the attribute.',
      attribute_value: 'The value that it must have.',
      ...PROVIDER,
    },
  ],
  cloudflare_account_member: [
    'Members of a Cloudflare account.',
    { account_id: 'The id of the account; by default, this one.' },
    'account_id',
  ],
  geo: [`Requests from a country. ${OF_REQUEST}`, { country_code: 'The country, by two letters as in US.' }],
  ip: [
    `Requests from a block of addresses. ${OF_REQUEST}`,
    { ip: 'A block of IPv4 or IPv6 addresses, as in 192.0.2.0/24.' },
  ],
  ip_list: [
    `Requests from the addresses on a list of Zero Trust. ${OF_REQUEST}`,
    { id: 'The id of the list.' },
  ],
  device_posture: [
    'Devices that meet a posture check.',
    {
      integration_uid: 'The id of the posture check.',
      account_id: 'The id of the account that has the check; by default, this one.',
    },
    'account_id',
  ],
  certificate: [`Requests with a valid client certificate; no fields: { certificate: {} }. ${OF_REQUEST}`],
  common_name: [
    `Requests with a client certificate of a common name. ${OF_REQUEST}`,
    { common_name: 'The common name of the certificate.' },
  ],
  external_evaluation: [
    `Whomever a service of yours lets in. ${OF_REQUEST}`,
    { evaluate_url: 'Where the service is asked.', keys_url: 'Where its public keys are.' },
  ],
  service_token: [
    'A service token, which is not a user: no policy test is about it.',
    { token_id: 'The id of the service token.' },
  ],
  any_valid_service_token: [
    'Any service token of the account; none is a user. It has no fields: { any_valid_service_token: {} }.',
  ],
  linked_app_token: [
    'Requests with a token of another application.',
    { app_uid: 'The id of that application.' },
  ],
};

const EMPTY = { label: '{}', description: 'The selector has no fields.', body: '{}' };

/** One rule: a selector with its fields. */
export const RULE: JsonSchema = {
  title: 'rule',
  description: 'Whom a rule is about: exactly one selector. Selectors that are not listed are passed on.',
  type: 'object',
  properties: {
    ...Object.fromEntries(
      Object.entries(SELECTORS).map(([name, [description, fields = {}, optional]]) => [
        name,
        createSelector(description, fields, optional),
      ]),
    ),
    user_risk_score: {
      description: 'Everybody whose risk has one of the levels.',
      type: 'object',
      properties: {
        user_risk_score: {
          description: 'The levels.',
          type: 'array',
          items: { type: 'string', enum: ['low', 'medium', 'high', 'unscored'] },
        },
      },
      required: ['user_risk_score'],
    },
  },
  minProperties: 1,
  maxProperties: 1,
};

function createSelector(
  description: string,
  fields: Readonly<Record<string, string>>,
  optional?: string,
): JsonSchema {
  const names = Object.keys(fields);
  if (names.length === 0) return { description, type: 'object', defaultSnippets: [EMPTY] };
  const required = names.filter((field) => field !== optional);
  return {
    description,
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(fields).map(([field, what]) => [field, { description: what, type: 'string' }]),
    ),
    ...(required.length > 0 && { required }),
  };
}
