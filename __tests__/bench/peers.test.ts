import { spawnSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { buildBundle } from '../../bench/bundles.ts';
import { createChildren } from '../../bench/child.ts';
import { type Company, renderDirectory, renderPolicies } from '../../bench/company.ts';
import { renderConfig, REPLACED_FILE, type Question, TESTED_FILE } from '../../bench/configs.ts';
import { requireEverybody, runCurl, runGate, runSdk } from '../../bench/contestants.ts';
import { startJournal } from '../../bench/journal.ts';
import { parseConfig } from '../../src/config/load.ts';
import { emulate } from '../../src/emulator/emulate.ts';
import { ACTION, CLI, ROOT } from '../support/built.ts';

const COMPANY: Company = { users: 2_100, testSeconds: 0, latencyMs: 0 };
const COUNTS = { approved: 2_079, blocked: 21, error: 0 };
const QUESTIONS: readonly Question[] = ['everything', 'onePercent', 'compared'];
const BUNDLES = { action: ACTION, cli: CLI, sdk: '', curl: `${ROOT}bench/peers/curl.sh`, judging: '' };

const children = createChildren();
const closings: (() => Promise<void>)[] = [];

afterEach(async () => {
  children.stopAll();
  await Promise.all(closings.splice(0).map((close) => close()));
});

/** The company behind a journal, and a folder with its policies and the config of a question. */
async function aPlace(question: Question = 'everything') {
  const { baseUrl, close } = await emulate('directory.yml', renderDirectory(COMPANY), 0);
  const journal = await startJournal(baseUrl);
  closings.push(async () => {
    await journal.close();
    await close();
  });
  const folder = await mkdtemp(join(tmpdir(), 'access-policy-gate-peers-'));
  await writeFile(join(folder, TESTED_FILE), renderPolicies('engineering'));
  await writeFile(join(folder, REPLACED_FILE), renderPolicies('wiki'));
  await writeFile(join(folder, 'gate.yml'), renderConfig(question, COMPANY));
  return { place: { baseUrl: journal.baseUrl, folder }, journal };
}

const missing = ['curl', 'jq'].filter((command) => spawnSync(command, ['--version']).status !== 0);
/** Node.js is all that these tests ask for: what is left out is told. */
const whereInstalled = missing.length === 0 ? it : it.skip;

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

  whereInstalled(
    `with curl and jq${missing.map((command) => `, but ${command} is not installed`).join('')}`,
    async () => {
      const { place, journal } = await aPlace();

      expect((await runCurl(place, BUNDLES, children)).counts).toEqual(COUNTS);
      expect(journal.passage().requests).toBe(2 + 22);
      expect(journal.passage().pagingMs).toBeGreaterThan(0);
    },
    60_000,
  );
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
