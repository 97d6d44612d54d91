import { z } from 'zod';
import { domainOf, isSameAddress } from './address.ts';
import { RISK_SCORES } from './directorySchema.ts';
import { createSelector, type Selector } from './selector.ts';

const TEXT = z.string();

/** Selectors about who somebody is, however they logged in. */
export const IDENTITY_SELECTORS: Readonly<Record<string, Selector>> = {
  everyone: createSelector({}, () => true),
  email: createSelector({ email: TEXT }, ({ email }, { user }) => isSameAddress(email, user.email)),
  email_domain: createSelector({ domain: TEXT }, ({ domain }, { user }) =>
    isSameAddress(domain, domainOf(user.email)),
  ),
  email_list: createSelector({ id: TEXT }, ({ id }, { user, directory }) =>
    directory.emailLists.get(id)?.has(user.email.toLowerCase()),
  ),
  group: createSelector({ id: TEXT }, ({ id }, { isInAccessGroup }) => isInAccessGroup(id)),
  login_method: createSelector({ id: TEXT }, ({ id }, { user }) => user.identityProvider.id === id),
  auth_method: createSelector({ auth_method: TEXT }, ({ auth_method: method }, { user }) =>
    user.authMethods.includes(method),
  ),
  // Without an account it is the one that asks.
  cloudflare_account_member: createSelector(
    { account_id: TEXT.optional() },
    ({ account_id: accountId }, { user, directory }) =>
      user.identityProvider.type === 'cloudflare' &&
      user.cloudflareAccounts.includes((accountId ?? directory.accountId).toLowerCase()),
  ),
  // What the integrations of another account found is not in this directory.
  device_posture: createSelector(
    { integration_uid: TEXT, account_id: TEXT.optional() },
    ({ integration_uid: integration, account_id: accountId }, { user, directory }) =>
      accountId === undefined || accountId.toLowerCase() === directory.accountId
        ? Object.hasOwn(user.devicePosture, integration) && user.devicePosture[integration]
        : undefined,
  ),
  user_risk_score: createSelector(
    { user_risk_score: z.array(z.enum(RISK_SCORES)).min(1) },
    ({ user_risk_score: scores }, { user }) => scores.includes(user.riskScore),
  ),
};
