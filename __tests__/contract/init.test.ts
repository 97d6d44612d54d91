import { expect, it } from '@jest/globals';
import { someSettings } from '../support/directory.ts';
import { anApplication, draftOf, withApplications } from '../support/firstDraft.ts';
import { COMPANY } from '../support/scenario.ts';
import { createWatch, readContract } from './contract.ts';

it.each([
  ['to the end of each list', {}, 2, 2],
  ['as many as are announced', { result_info: true }, 1, 1],
  ['over the pages that a server makes smaller', { max_per_page: 1, result_info: true }, 3, 1],
])('a first config keeps to the contract: %s', async (_, settings, listings, ofEach) => {
  const watch = createWatch(await readContract());
  const account = withApplications(
    { ...COMPANY, settings: someSettings(settings) },
    ['wiki', 'mail', 'chat'].map((id) => anApplication({ id, name: id })),
  );

  const { draft } = await draftOf(account, {
    fault: (request, next) => watch.checked(next)(request),
  });

  expect(draft.leftOut).toBe(0);
  expect(watch.violations).toEqual([]);
  const count = (exchange: string): number => watch.exchanges.filter((one) => one === exchange).length;
  expect(count('listApplications 200')).toBe(listings);
  expect(count('listPolicies 200')).toBe(3 * ofEach);
  expect(new Set(watch.exchanges)).toEqual(
    new Set(['listApplications 200', 'listPolicies 200', 'startTest 200', 'readTest 200']),
  );
});
