import { z } from 'zod';
import { POLICY_SHAPE, RULE_SET_SHAPE } from './policy.ts';

/** The types of identity providers that the API knows. */
const PROVIDER_TYPES = [
  'azureAD',
  'centrify',
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

const ID = z.string().min(1).max(64);
const NAME = z.string().min(1);

const USER = z.strictObject({
  email: z.email(),
  name: NAME,
  /** An API user id has at most 36 characters. */
  id: z.string().min(1).max(36).optional(),
  /** Id or name. */
  identity_provider: NAME,
  groups: z.array(NAME).default([]),
  github: z.strictObject({ organization: NAME, teams: z.array(NAME).default([]) }).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'a country is two capital letters (ISO 3166-1)')
    .optional(),
  ip: z.union([z.ipv4(), z.ipv6()], 'not an IP address').optional(),
  last_login: z.iso.date('a date is written YYYY-MM-DD').optional(),
});

/** The directory file as it is written. */
export const DIRECTORY_SCHEMA = z.strictObject({
  version: z.literal(1),
  account_id: z.string().regex(/^[0-9a-f]{32}$/, 'an account id is 32 hexadecimal digits'),
  api_token: NAME.default('emulator-token'),
  api_email: z.email().optional(),
  api_key: NAME.optional(),
  processing: z.strictObject({ seconds: z.number().min(0) }).default({ seconds: 0 }),
  identity_providers: z.array(z.strictObject({ id: ID, type: z.enum(PROVIDER_TYPES), name: NAME })),
  email_lists: z.array(z.strictObject({ id: ID, name: NAME, emails: z.array(z.email()) })).default([]),
  access_groups: z.array(z.strictObject({ id: ID, name: NAME, ...RULE_SET_SHAPE })).default([]),
  policies: z.array(z.strictObject({ id: ID, ...POLICY_SHAPE })).default([]),
  users: z.array(USER),
});

export type WrittenDirectory = z.infer<typeof DIRECTORY_SCHEMA>;
export type ProviderType = (typeof PROVIDER_TYPES)[number];
