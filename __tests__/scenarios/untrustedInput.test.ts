import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setOutput } from '@actions/core';
import { describe, expect, it } from '@jest/globals';
import { annotateProblems } from '../../src/report/annotations.ts';
import { withoutCommands } from '../../src/report/command.ts';
import { type GateError, type Problem } from '../../src/errors.ts';
import { HOSTILE } from '../support/hostile.ts';
import { denyCommands, denyEffects } from '../support/inert.ts';
import { parseOutputFile } from '../support/runner.ts';
import { runScenario, type Scenario } from '../support/scenario.ts';

const GOOD =
  'version: 1\ntests: [{ name: A, policies: [{ id: a }], thresholds: { total_users: { min: 1 } } }]\n';

/** Configs and inputs that are wrong by `text`. */
function wrongBy(text: string): Readonly<Record<string, Partial<Scenario>>> {
  const test = { name: 'A', thresholds: { total_users: { min: 1 } } };
  const config = (value: unknown): Partial<Scenario> => ({ config: JSON.stringify(value) });
  return {
    'a key': config({ version: 1, [`x${text}`]: 1, tests: [{ ...test, [text]: 1 }] }),
    'a version': config({ version: `x${text}` }),
    'the name of a file': config({ version: 1, tests: [{ ...test, policies: [{ file: `x${text}` }] }] }),
    'a policy': config({ version: 1, tests: [{ ...test, policies: [{ policy: { [text]: text } }] }] }),
    'a decision': config({
      version: 1,
      tests: [{ ...test, policies: [{ policy: { decision: `x${text}` } }] }],
    }),
    'an address of a plan': config({
      version: 1,
      tests: [{ ...test, policies: [{ terraform: `x${text}` }] }],
    }),
    YAML: { config: `version: 1\n${text}: [${text}` },
    'the path of the config': { inputs: { config: `x${text}` } },
    'the path of the plan': { inputs: { 'terraform-plan': `x${text}` } },
    'a mode': { inputs: { mode: `x${text}`, 'on-inconclusive': text || '?', 'timeout-minutes': `x${text}` } },
    'the id of a policy test': { inputs: { 'policy-test-id': `x y${text}` } },
    'an account': {
      inputs: { 'account-id': `x${text}`, 'api-base-url': `x${text}`, 'api-token': `x ${text}` },
    },
  };
}

describe('a problem', () => {
  it.each(HOSTILE.map((text) => [text]))('with %j in it is told in lines that do nothing', async (text) => {
    for (const [name, scenario] of Object.entries(wrongBy(text))) {
      const error: unknown = await runScenario({ config: GOOD, ...scenario }).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toMatchObject({ code: expect.stringMatching(/^(input|config)$/) });
      const { message, problems } = error as GateError & { problems: readonly Problem[] };
      denyEffects(name, message);
      denyCommands(name, withoutCommands(message));
      expect(message.split('\n')).toHaveLength(problems.length);
      for (const annotation of annotateProblems(problems)) denyEffects(name, annotation.message);
    }
  });
});

describe('an output of the action', () => {
  it.each(HOSTILE.map((text) => [text]))('is read as it was written, and sets no other: %j', (text) => {
    const file = join(mkdtempSync(join(tmpdir(), 'access-policy-gate-output-')), 'output');
    writeFileSync(file, '');
    process.env['GITHUB_OUTPUT'] = file;
    setOutput('report-json', text);
    setOutput('verdict', 'failed');
    expect(parseOutputFile(readFileSync(file, 'utf8'))).toEqual([
      ['report-json', Buffer.from(text).toString('utf8')],
      ['verdict', 'failed'],
    ]);
  });
});
