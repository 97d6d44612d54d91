import { z } from 'zod';
import { IDENTITY_SELECTORS } from './identitySelectors.ts';
import { PROVIDER_SELECTORS } from './providerSelectors.ts';
import { REQUEST_SELECTORS } from './requestSelectors.ts';
import { createSelector, type Selector } from './selector.ts';

const TEXT = z.string();

/** Selectors about service tokens, which are no users. */
const TOKEN_SELECTORS: Readonly<Record<string, Selector>> = {
  service_token: createSelector({ token_id: TEXT }, () => false),
  any_valid_service_token: createSelector({}, () => false),
  linked_app_token: createSelector({ app_uid: TEXT }, () => false),
};

/**
 * The selectors of the API by name, each decided from a user's last seen identity and device.
 *
 * What an identity carries (groups, attributes, claims, methods, posture, risk) and somebody does not have is not
 * met. What only a request tells (country, address, certificate, the answer of somebody else's service) cannot be
 * decided where the directory does not say, nor can a rule that refers to a list, group or account which the directory
 * does not have, that lacks a field, or whose selector is not here. E-mail addresses, domains and ids of
 * accounts compare in any case, everything else exactly.
 *
 * @see https://developers.cloudflare.com/cloudflare-one/policies/access/
 */
export const SELECTORS: ReadonlyMap<string, Selector> = new Map(
  Object.entries({
    ...IDENTITY_SELECTORS,
    ...PROVIDER_SELECTORS,
    ...REQUEST_SELECTORS,
    ...TOKEN_SELECTORS,
  }),
);
