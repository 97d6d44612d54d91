import { expect, test } from '@jest/globals';
import { runCampaign } from './campaign.ts';
import { renderFailure } from './figures.ts';

const SEED = 20_261_122;
const CASES = 300;

test('random configs, people and faults never get a verdict that the truth does not give', async () => {
  const { failure, coverage } = await runCampaign({ seed: SEED, cases: CASES }, () => undefined);
  if (failure) throw new Error(renderFailure(failure, SEED, CASES));
  expect(coverage.missing(1)).toEqual([]);
}, 180_000);
