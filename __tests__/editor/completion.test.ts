import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { METRICS, PLAN_RULES, POLICY_RULES } from '../../src/verdict/assertion.ts';
import { problemsOf } from '../support/configs.ts';
import { type Completion } from '../support/editorView.ts';
import { type LanguageServer, LOCAL_SCHEMA, startLanguageServer } from '../support/languageServer.ts';
import { SELECTOR_NAMES } from '../support/selectorNames.ts';

let server: LanguageServer;

beforeAll(async () => {
  server = await startLanguageServer(LOCAL_SCHEMA);
});

afterAll(() => server.stop());

/** What is offered where `¦` stands, by its label. */
async function complete(marked: string): Promise<ReadonlyMap<string, Completion>> {
  const opened = await server.open(marked.replace('¦', ''));
  const completions = await opened.complete(marked.indexOf('¦'));
  return new Map(completions.map((completion) => [completion.label, completion]));
}

const TEST = 'version: 1\ntests:\n  - name: Grafana\n    policies: [{ id: a }]\n';
const RULE = `${TEST.replace('[{ id: a }]', '')}      - policy:\n          include:\n            - ¦`;

describe('an editor offers', () => {
  test.each([
    ['the keys of a test', `${TEST}    ¦`, ['baseline', 'explain', 'thresholds', 'expectations']],
    ['every metric', `${TEST}    thresholds:\n      ¦`, METRICS],
    [
      'what bounds are made of',
      `${TEST}    thresholds:\n      users_lost:\n        ¦`,
      ['min', 'max', 'waiver'],
    ],
    [
      'each kind of policy',
      `${TEST}    baseline:\n      - ¦`,
      ['id', 'file', 'policy', 'terraform', 'application'],
    ],
    ['every selector', RULE, SELECTOR_NAMES],
    ['each finding', 'version: 1\ndefaults:\n  policy_findings:\n    ¦', [...POLICY_RULES, ...PLAN_RULES]],
    ['each status', `${TEST}    expectations:\n      - status: ¦`, ['approved', 'blocked', 'error']],
    [
      'what a missing user means',
      `${TEST}    expectations:\n      - if_missing: ¦`,
      ['fail', 'warn', 'ignore'],
    ],
    ['each decision', RULE.replace('include:\n            - ¦', 'decision: ¦'), ['allow', 'deny', 'bypass']],
  ])('%s, and says what it means', async (_what, marked, labels) => {
    const offered = await complete(marked);
    expect([...offered.keys()]).toEqual(expect.arrayContaining([...labels]));
    for (const label of labels) expect(offered.get(label)?.documentation).toMatch(/\w{3,}.*\.$/);
  });
});

test('an editor writes no default into a new mapping, and colons behind keys', async () => {
  const offered = await complete(`${TEST}    ¦`);
  expect(offered.get('expectations')?.insertText).toBe('expectations:\n  - status: ');
  const metrics = await complete(`${TEST}    thresholds:\n      ¦`);
  expect(metrics.get('users_lost')?.insertText).toBe('users_lost:\n  max: ${1:0}');
  expect(metrics.get('total_users')?.insertText).toBe('total_users:\n  min: ${1:0}');
  const selectors = await complete(RULE);
  expect(selectors.get('everyone')?.insertText).toBe('everyone: {}');
  expect(selectors.get('email_domain')?.insertText).toBe('email_domain:\n    domain: ');
});

describe('what an editor writes at once is right', () => {
  test.each([
    ['config of one test', '¦'],
    ['test of policies', 'version: 1\ntests:\n  - ¦'],
    ['test of a Terraform plan', 'version: 1\ntests:\n  - ¦'],
    ['expectation of one user', `${TEST}    expectations:\n      - ¦`],
    ['expectation of a pattern', `${TEST}    expectations:\n      - ¦`],
  ])('as %s', async (label, marked) => {
    const insertText = (await complete(marked)).get(label)?.insertText ?? '';
    // Editors indent further lines like the one where it is written.
    const [indent = ''] = /^ */.exec(marked.slice(marked.lastIndexOf('\n') + 1)) ?? [];
    const text = marked.replace('¦', fillIn(insertText).replaceAll('\n', `\n${indent}`));
    expect((await server.open(text)).diagnostics).toEqual([]);
    expect(problemsOf('gate.yml', text)).toEqual([]);
  });
});

/** Takes what a snippet proposes, and of several words the first. */
function fillIn(snippet: string): string {
  return snippet.replaceAll(/\$\{\d+:([^}]*)\}/g, '$1').replaceAll(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1');
}
