import { z } from 'zod';
import { IP_RANGE, isInRange } from './ipRange.ts';
import { createSelector, type Selector } from './selector.ts';

const TEXT = z.string();

/** Selectors about a request, which a test has none of: they are decided as far as the directory says. */
export const REQUEST_SELECTORS: Readonly<Record<string, Selector>> = {
  geo: createSelector({ country_code: TEXT }, ({ country_code: code }, { user: { country } }) =>
    country === undefined ? undefined : country === code,
  ),
  ip: createSelector({ ip: IP_RANGE }, ({ ip: range }, { user: { ip } }) =>
    ip === undefined ? undefined : isInRange(ip, range),
  ),
  ip_list: createSelector({ id: TEXT }, ({ id }, { user: { ip }, directory }) =>
    ip === undefined ? undefined : directory.ipLists.get(id)?.some((range) => isInRange(ip, range)),
  ),
  certificate: createSelector({}, (_value, { user: { clientCertificate: certificate } }) =>
    certificate === undefined ? undefined : certificate !== false,
  ),
  common_name: createSelector(
    { common_name: TEXT },
    ({ common_name: name }, { user: { clientCertificate: certificate } }) =>
      certificate === undefined ? undefined : certificate !== false && certificate.common_name === name,
  ),
  external_evaluation: createSelector(
    { evaluate_url: TEXT, keys_url: TEXT },
    ({ evaluate_url: url }, { user: { externalEvaluations: answers } }) =>
      Object.hasOwn(answers, url) ? answers[url] : undefined,
  ),
};
