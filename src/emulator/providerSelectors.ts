import { z } from 'zod';
import { type User } from './directory.ts';
import { type ProviderType } from './directorySchema.ts';
import { createSelector, type Selector } from './selector.ts';
import { isSameAddress } from './address.ts';

const TEXT = z.string();

/**
 * Selectors about what an identity provider says of those who logged in with it: they match nobody who logged in
 * with another, even of the same type.
 */
export const PROVIDER_SELECTORS: Readonly<Record<string, Selector>> = {
  okta: createSelector(
    { name: TEXT, identity_provider_id: TEXT },
    ({ name, identity_provider_id: provider }, { user }) =>
      cameThrough(user, 'okta', provider) && user.groups.includes(name),
  ),
  azureAD: createSelector(
    { id: TEXT, identity_provider_id: TEXT },
    ({ id, identity_provider_id: provider }, { user }) =>
      cameThrough(user, 'azureAD', provider) && user.groups.includes(id),
  ),
  gsuite: createSelector(
    { email: TEXT, identity_provider_id: TEXT },
    ({ email, identity_provider_id: provider }, { user }) =>
      cameThrough(user, 'google-apps', provider) && user.groups.some((group) => isSameAddress(group, email)),
  ),
  'github-organization': createSelector(
    { name: TEXT, identity_provider_id: TEXT, team: TEXT.optional() },
    ({ name, identity_provider_id: provider, team }, { user }) =>
      cameThrough(user, 'github', provider) &&
      user.github?.organization === name &&
      (team === undefined || user.github.teams.includes(team)),
  ),
  saml: createSelector(
    { attribute_name: TEXT, attribute_value: TEXT, identity_provider_id: TEXT },
    ({ attribute_name: name, attribute_value: value, identity_provider_id: provider }, { user }) =>
      cameThrough(user, 'saml', provider) && isClaimed(user.samlAttributes, name, value),
  ),
  oidc: createSelector(
    { claim_name: TEXT, claim_value: TEXT, identity_provider_id: TEXT },
    ({ claim_name: name, claim_value: value, identity_provider_id: provider }, { user }) =>
      cameThrough(user, 'oidc', provider) && isClaimed(user.oidcClaims, name, value),
  ),
  auth_context: createSelector(
    { id: TEXT, ac_id: TEXT, identity_provider_id: TEXT },
    ({ ac_id: context, identity_provider_id: provider }, { user }) =>
      cameThrough(user, 'azureAD', provider) && user.authContexts.includes(context),
  ),
};

function cameThrough({ identityProvider }: User, type: ProviderType, id: string): boolean {
  return identityProvider.type === type && identityProvider.id === id;
}

function isClaimed(claims: User['samlAttributes'], name: string, value: string): boolean {
  return Object.hasOwn(claims, name) && [claims[name]].flat().includes(value);
}
