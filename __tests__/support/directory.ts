import { type Directory, type IdentityProvider, type User } from '../../src/emulator/directory.ts';

export const ACCOUNT_ID = '023e105f4ecef8ad9ca31a8372d0c353';

const OKTA: IdentityProvider = { id: 'okta-1', type: 'okta' };

/** A directory without anybody or anything in it, whose policy tests take no time. */
export function aDirectory(overrides: Partial<Directory> = {}): Directory {
  return {
    accountId: ACCOUNT_ID,
    apiToken: 'emulator-token',
    apiKey: undefined,
    processingMs: 0,
    emailLists: new Map(),
    accessGroups: new Map(),
    policies: new Map(),
    users: [],
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
    country: 'US',
    lastLogin: '2026-05-01',
    ...overrides,
  };
}
