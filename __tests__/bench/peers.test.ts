import { describe, expect, it } from '@jest/globals';
import { buildBundle } from '../../bench/bundles.ts';
import { renderConfig, type Question } from '../../bench/configs.ts';
import { requireEverybody, runGate, runSdk } from '../../bench/contestants.ts';
import { parseConfig } from '../../src/config/load.ts';
import { ROOT } from '../support/built.ts';
import { aPlace, BUNDLES, children, COMPANY, COUNTS } from './place.ts';

const QUESTIONS: readonly Question[] = ['everything', 'onePercent', 'compared'];

describe('a peer tells the counts that are true', () => {
  it('on the SDK, with pages of the size that it asks for or of the default', async () => {
    const sdk = await buildBundle(ROOT, 'bench/peers/sdk.ts', 'sdk', children);
    const { place, journal } = await aPlace();

    expect((await runSdk(place, { ...BUNDLES, sdk }, children, 1_000)).counts).toEqual(COUNTS);
    // Its start, a poll, three pages, and one more that is empty.
    expect(journal.passage().requests).toBe(6);
    journal.clear();
    expect((await runSdk(place, { ...BUNDLES, sdk }, children)).counts).toEqual(COUNTS);
    expect(journal.passage().requests).toBe(2 + 85);
  }, 60_000);
});

describe('the gate', () => {
  it.each(QUESTIONS)('passes on the config for %s, with the counts that are true', async (question) => {
    const { place, journal } = await aPlace(question);
    const { counts, requests, peakMb } = await runGate(place, BUNDLES, children);

    expect(counts).toEqual(COUNTS);
    expect(requests).toBe(journal.passage().requests);
    expect(peakMb).toBeGreaterThan(30);
  });

  it('must have listed everybody where that is asked for', async () => {
    const runs = QUESTIONS.map(async (question) => {
      const { place } = await aPlace(question);
      const { listed } = await runGate(place, BUNDLES, children);
      return { question, listed };
    });
    const [everything, , compared] = await Promise.all(runs);
    const require = (run: typeof everything) => () => {
      requireEverybody(run ?? { listed: { pages: 3, of: null } });
    };
    expect(require(everything)).not.toThrow();
    expect(require(compared)).toThrow('listed 1 pages of 3');
    expect(require(undefined)).toThrow('not everybody');
  });

  it.each(QUESTIONS)('has a config for %s that is one', (question) => {
    const { config, problems } = parseConfig('gate.yml', renderConfig(question, COMPANY));
    expect([problems, config?.warnings]).toEqual([[], []]);
  });
});
