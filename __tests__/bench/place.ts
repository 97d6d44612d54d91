import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import { createChildren } from '../../bench/child.ts';
import { type Company, renderDirectory, renderPolicies } from '../../bench/company.ts';
import { renderConfig, REPLACED_FILE, type Question, TESTED_FILE } from '../../bench/configs.ts';
import { startJournal } from '../../bench/journal.ts';
import { emulate } from '../../src/emulator/emulate.ts';
import { ACTION, CLI, ROOT } from '../support/built.ts';

export const COMPANY: Company = { users: 2_100, testSeconds: 0, latencyMs: 0 };
export const COUNTS = { approved: 2_079, blocked: 21, error: 0 };
export const BUNDLES = { action: ACTION, cli: CLI, sdk: '', curl: `${ROOT}bench/peers/curl.sh`, judging: '' };

export const children = createChildren();
const closings: (() => Promise<void>)[] = [];

afterEach(async () => {
  children.stopAll();
  await Promise.all(closings.splice(0).map((close) => close()));
});

/** The company behind a journal, and a folder with its policies and the config of a question. */
export async function aPlace(question: Question = 'everything') {
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
