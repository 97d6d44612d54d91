import { z } from 'zod';
import { IP_ADDRESS, IP_RANGE } from './ipRange.ts';
import { POLICY_SHAPE, RULE_SET_SHAPE } from './policy.ts';
import { SETTINGS } from './settings.ts';

/** The types of identity providers that the API knows. */
const PROVIDER_TYPES = [
  'azureAD',
  'centrify',
  'cloudflare',
  'facebook',
  'github',
  'google',
  'google-apps',
  'linkedin',
  'oidc',
  'okta',
  'onelogin',
  'onetimepin',
  'pingone',
  'saml',
  'yandex',
] as const;

/** The permissions of API tokens that the emulated operations ask for, by the names of the dashboard. */
export const PERMISSIONS = [
  'Access: Policy Test Write',
  'Access: Policy Test Read',
  'Access: Apps and Policies Write',
  'Access: Apps and Policies Read',
] as const;

/** The levels of a user's risk that the API knows. */
export const RISK_SCORES = ['low', 'medium', 'high', 'unscored'] as const;

const ID = z.string().min(1).max(64);
/** Ids of users and applications are UUIDs, of at most 36 characters. */
const UUID = z.string().min(1).max(36);
const NAME = z.string().min(1);
/** Of accounts and zones; they compare in any case. */
const IDENTIFIER = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits');
const EMAIL = z.email({
  error: ({ code }) => (code === 'invalid_format' ? 'must be an e-mail address' : undefined),
});

function isAddress(text: string): boolean {
  return EMAIL.safeParse(text).success;
}

/** Attributes or claims; one with several values holds each of them. */
const CLAIMS = z
  .record(NAME, z.union([z.string(), z.array(z.string())], 'must be text or a list of texts'))
  .default({});

/** How many users a directory may have, those of crowds included. */
export const MAX_USERS = 10_000_000;

/** What Access last saw of somebody, whoever they are. */
const IDENTITY_SHAPE = {
  /** Id or name. */
  identity_provider: NAME,
  last_login: z.iso.date('must be a date that exists, as in 2026-12-31').optional(),

  /** Names, ids or addresses of groups, whichever the identity provider's selector compares. */
  groups: z.array(NAME).default([]),
  github: z.strictObject({ organization: NAME, teams: z.array(NAME).default([]) }).optional(),
  saml_attributes: CLAIMS,
  oidc_claims: CLAIMS,
  /** How the user proved who they are, RFC 8176. */
  auth_methods: z.array(NAME).default([]),
  /** The `ac_id` of each authentication context of Azure that the user met. */
  auth_contexts: z.array(NAME).default([]),
  /** The Cloudflare accounts of which the user is a member. */
  cloudflare_accounts: z.array(IDENTIFIER).default([]),
  risk_score: z.enum(RISK_SCORES).default('unscored'),
  /** Whether the user's last device passed, by the `integration_uid` of the posture check. */
  device_posture: z.record(NAME, z.boolean()).default({}),

  /** What only a request tells: where it is not said here, it cannot be decided. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be two capital letters (ISO 3166-1), as in US')
    .optional(),
  ip: IP_ADDRESS.optional(),
  /** `false`: presents none. */
  client_certificate: z
    .union([
      z.strictObject({ common_name: NAME }),
      z.literal(false, 'must be false, or a mapping with "common_name"'),
    ])
    .optional(),
  /** What the service at each `evaluate_url` says of the user. */
  external_evaluations: z.record(NAME, z.boolean()).default({}),
};

const USER = z.strictObject({ email: EMAIL, name: NAME, id: UUID.optional(), ...IDENTITY_SHAPE });

const CROWD = z.strictObject({
  /** What the addresses of its users begin with: `guest` makes `guest-1@…`, `guest-2@…`. */
  name: NAME.refine(
    (name) => isAddress(`${name}-1@example.com`),
    'must be what an e-mail address can begin with',
  ),
  domain: NAME.refine((domain) => isAddress(`a@${domain}`), 'must be a domain, as in example.com'),
  count: z.int().min(1).max(MAX_USERS),
  ...IDENTITY_SHAPE,
});

const POLICY = z.strictObject({ ...POLICY_SHAPE });

const APPLICATION = z.strictObject({
  id: UUID,
  name: NAME,
  domain: NAME,
  /** The zone through whose address the application can be asked for, too. */
  zone_id: IDENTIFIER.optional(),
  /** In their precedence: ids of saved policies, or policies of the application alone. */
  policies: z.array(z.union([ID, POLICY], 'must be the id of a saved policy, or a policy')),
  /** The address of whom a check of the application is about; nobody by default. */
  checked_user: EMAIL.optional(),
});

/** What a token is made of, as part of an expression. Others do not fit into `Authorization: Bearer TOKEN`. */
export const TOKEN = '[\\w.~+/=-]+';

const API_TOKEN = z.strictObject({
  token: z
    .string()
    .regex(new RegExp(`^${TOKEN}$`), 'must be letters, digits and any of . _ ~ + / = - (no blanks)'),
  /** All of them by default. */
  permissions: z.array(z.enum(PERMISSIONS)).default([...PERMISSIONS]),
  /** The account that the token is for; this one by default. */
  account_id: IDENTIFIER.optional(),
});

/** The directory file as it is written. */
export const DIRECTORY_SCHEMA = z.strictObject({
  version: z.literal(1),
  account_id: IDENTIFIER,
  api_tokens: z
    .array(API_TOKEN)
    .min(1)
    .default([{ token: 'emulator-token', permissions: [...PERMISSIONS] }]),
  api_email: EMAIL.optional(),
  api_key: z
    .string()
    .regex(/^[!#-&(-~]+$/, 'must be visible characters of ASCII without quotes (no blanks)')
    .optional(),
  settings: SETTINGS.prefault({}),
  zones: z.array(z.strictObject({ id: IDENTIFIER, name: NAME })).default([]),
  identity_providers: z.array(z.strictObject({ id: ID, type: z.enum(PROVIDER_TYPES), name: NAME })),
  email_lists: z.array(z.strictObject({ id: ID, name: NAME, emails: z.array(EMAIL) })).default([]),
  ip_lists: z.array(z.strictObject({ id: ID, name: NAME, ips: z.array(IP_RANGE) })).default([]),
  access_groups: z.array(z.strictObject({ id: ID, name: NAME, ...RULE_SET_SHAPE })).default([]),
  policies: z.array(z.strictObject({ id: ID, ...POLICY_SHAPE })).default([]),
  applications: z.array(APPLICATION).default([]),
  users: z.array(USER),
  /** Made-up users in large numbers. */
  crowds: z.array(CROWD).default([]),
});

export type WrittenDirectory = z.infer<typeof DIRECTORY_SCHEMA>;
export type WrittenUser = z.infer<typeof USER>;
export type WrittenCrowd = z.infer<typeof CROWD>;
export type ProviderType = (typeof PROVIDER_TYPES)[number];
export type Permission = (typeof PERMISSIONS)[number];
