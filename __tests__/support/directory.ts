import { type z } from 'zod';
import { camelCased } from '../../src/emulator/camelCase.ts';
import { type Directory, type IdentityProvider, type User } from '../../src/emulator/directory.ts';
import { SETTINGS, type Settings } from '../../src/emulator/settings.ts';

export const ACCOUNT_ID = '023e105f4ecef8ad9ca31a8372d0c353';
export const API_TOKEN = 'emulator-token';

const OKTA: IdentityProvider = { id: 'okta-1', type: 'okta' };

/** Settings as a directory file writes them, the others as they are by default. */
export function someSettings(written: z.input<typeof SETTINGS> = {}): Settings {
  return camelCased(SETTINGS.parse(written));
}

/** A directory without anybody or anything in it, whose policy tests take no time. */
export function aDirectory(overrides: Partial<Directory> = {}): Directory {
  return {
    accountId: ACCOUNT_ID,
    apiTokens: [
      {
        token: API_TOKEN,
        permissions: ['Access: Policy Test Write', 'Access: Apps and Policies Read'],
        accountId: ACCOUNT_ID,
      },
    ],
    apiKey: undefined,
    settings: someSettings(),
    zoneIds: new Set(),
    emailLists: new Map(),
    ipLists: new Map(),
    accessGroups: new Map(),
    policies: new Map(),
    applications: new Map(),
    users: [],
    crowds: [],
    ...overrides,
  };
}

/** Alice, an engineer who logged in through Okta from the United States. */
export function aUser(overrides: Partial<User> = {}): User {
  return {
    id: 'b7a4c8de-0000-8000-8000-000000000001',
    email: 'alice@example.com',
    name: 'Alice Archer',
    identityProvider: OKTA,
    groups: ['engineering'],
    samlAttributes: {},
    oidcClaims: {},
    authMethods: [],
    authContexts: [],
    cloudflareAccounts: [],
    riskScore: 'unscored',
    devicePosture: {},
    externalEvaluations: {},
    country: 'US',
    lastLogin: '2026-05-01',
    ...overrides,
  };
}
