import { expect, it } from '@jest/globals';
import { runCurl } from '../../bench/contestants.ts';
import { aPlace, BUNDLES, children, COUNTS } from '../bench/place.ts';

it('a script with curl and jq tells the counts that are true', async () => {
  const { place, journal } = await aPlace();

  expect((await runCurl(place, BUNDLES, children)).counts).toEqual(COUNTS);
  expect(journal.passage().requests).toBe(2 + 22);
  expect(journal.passage().pagingMs).toBeGreaterThan(0);
}, 60_000);
