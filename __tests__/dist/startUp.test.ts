import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runStep } from '../../examples/runner.js';
import { ACTION, NODE, ROOT, runCli } from '../support/built.ts';
import { ACCOUNT_ID, API_TOKEN } from '../support/directory.ts';

/** What is loaded when it is needed and not before, by what only its files have. */
const PARTS = {
  'the HTTP client': 'class EnvHttpProxyAgent',
  'the client of GitHub': 'class Octokit',
  'the emulator': 'src/emulator/',
  'the reader of plans': 'src/policies/plan.ts',
};

/** The parts in the files of a bundle that a run loaded: V8 lists them with its coverage. */
function partsIn(coverage: string): string[] {
  const loaded = readdirSync(coverage).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(coverage, name), 'utf8')) as {
      result: { url: string }[];
    };
    return result.map(({ url }) => url).filter((url) => url.startsWith('file:'));
  });
  expect(loaded.map((url) => basename(url))).toContain('index.js');
  const texts = loaded.map((url) => readFileSync(new URL(url), 'utf8'));
  return Object.entries(PARTS).flatMap(([part, mark]) =>
    texts.some((text) => text.includes(mark)) ? [part] : [],
  );
}

function aFolder(): string {
  return mkdtempSync(join(tmpdir(), 'access-policy-gate-coverage-'));
}

describe('a start', () => {
  it.each(Object.entries(PARTS))('has %s in a file of its own', (_, mark) => {
    const folder = join(ROOT, 'dist/cli');
    const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
    const having = files.filter((name) => readFileSync(join(folder, name), 'utf8').includes(mark));
    expect(having.length).toBeGreaterThan(0);
    expect(having).not.toContain('index.js');
  });

  // The toolkit of actions brings an HTTP client to its every start.
  it('of the action loads nothing else to validate that only a test needs', async () => {
    const coverage = aFolder();
    const { exitCode } = await runStep(ACTION, {
      node: NODE,
      workspace: ROOT,
      inputs: { config: 'examples/safe.yml', mode: 'validate' },
      environment: { NODE_V8_COVERAGE: coverage },
    });
    expect([exitCode, partsIn(coverage)]).toEqual([0, ['the HTTP client']]);
  });

  it('of the command line loads nothing to validate that only a test needs', async () => {
    const coverage = aFolder();
    const { exitCode } = await runCli(['validate', '--config', 'examples/safe.yml'], {
      environment: { NODE_V8_COVERAGE: coverage },
    });
    expect([exitCode, partsIn(coverage)]).toEqual([0, []]);
  });

  it('of a test loads the HTTP client', async () => {
    const coverage = aFolder();
    const flags = ['--account-id', ACCOUNT_ID, '--api-base-url', 'http://127.0.0.1:9/client/v4'];
    await runCli(['check', '--config', 'examples/safe.yml', ...flags, '--timeout-minutes', '0.02'], {
      environment: { NODE_V8_COVERAGE: coverage, CLOUDFLARE_API_TOKEN: API_TOKEN },
    });
    expect(partsIn(coverage)).toEqual(['the HTTP client']);
  });
});
