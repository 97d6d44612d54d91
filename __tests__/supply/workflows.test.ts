import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { ROOT } from '../support/built.ts';
import { blocksOf, DOCUMENTS } from '../support/documents.ts';
import { brokenBy, PROJECT_RULES, RULES } from '../support/workflowRules.ts';
import {
  allowanceOfCaller,
  eventsOf,
  pinsOf,
  projectWorkflows,
  stepsOf,
  type Workflow,
} from '../support/workflows.ts';

const read = (name: string): string => readFileSync(`${ROOT}${name}`, 'utf8');
const CI = read('.github/workflows/ci.yml');

const files = projectWorkflows();
const examples = DOCUMENTS.flatMap(blocksOf).filter(({ text }) => /^jobs:$/m.test(text));

describe('a workflow of the project', () => {
  it.each(files)('$file keeps every rule', ({ text, allowance }) => {
    expect(brokenBy(text, [...RULES, ...PROJECT_RULES], allowance)).toEqual([]);
  });

  it.each(files)('$file is allowed nothing that it does not use', ({ text, allowance }) => {
    const used = Object.entries((parse(text) as Workflow).jobs).flatMap(([id, { permissions = {} }]) => {
      const written = Object.entries(permissions).filter(([, access]) => access === 'write');
      return written.length > 0 ? [[id, written.map(([scope]) => scope)]] : [];
    });
    expect(Object.fromEntries(used)).toEqual(allowance.writes);
    expect(allowance.secrets.filter((secret) => !text.includes(secret))).toEqual([]);
  });

  it('has one commit for each version of an action, whatever the file', () => {
    const pins = files
      .flatMap(({ text }) => pinsOf(text))
      .map(({ action, version }) => ({
        name: action.replace(/@.*/, ''),
        pin: `${action} ${version}`,
      }));
    const [names, distinct] = [pins.map(({ name }) => name), pins.map(({ pin }) => pin)].map(
      (values) => new Set(values).size,
    );
    expect(names).toBeGreaterThan(0);
    expect(distinct).toBe(names);
  });
});

describe('a workflow in the documentation', () => {
  it('is found', () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  it.each(examples)('of $document:$line keeps the rules that its reader needs', ({ text }) => {
    expect(brokenBy(text, RULES, allowanceOfCaller(text))).toEqual([]);
  });
});

describe('the rules for workflows', () => {
  const [events, all, job, time, credentials, script, base, turns, error] = RULES.map(({ rule }) => rule);
  const [pins, secrets, once, locked] = PROJECT_RULES.map(({ rule }) => rule);

  it.each([
    [events, '  pull_request:\n', '  pull_request_target:\n'],
    [events, '  merge_group:\n', '  workflow_run: { workflows: [Other] }\n'],
    [events, '  merge_group:\n', '  issue_comment:\n'],
    [all, 'permissions: {}\n', ''],
    [all, 'permissions: {}\n', 'permissions: write-all\n'],
    [all, 'permissions: {}\n', 'permissions: { pull-requests: write }\n'],
    [job, 'contents: read\n', 'contents: write\n'],
    [job, 'contents: read\n', 'id-token: write\n'],
    [job, 'contents: read\n', 'pull-requests: write\n'],
    [time, '    timeout-minutes: 30\n', ''],
    [time, 'timeout-minutes: 30\n', 'timeout-minutes: 360\n'],
    [credentials, 'persist-credentials: false\n', 'persist-credentials: true\n'],
    [credentials, '        with:\n          persist-credentials: false\n', ''],
    [script, 'run: npm test\n', 'run: echo "${{ github.event.pull_request.title }}"\n'],
    [script, 'run: npm test\n', 'with: { script: "log(`${{ github.head_ref }}`)" }\n'],
    [error, 'run: npm test\n', 'run: npm test\n        continue-on-error: true\n'],
    [pins, '@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1', '@v7'],
    [pins, ' # v7.0.1', ''],
    [pins, ' # v7.0.1', ' # v7'],
    [pins, 'run: npm test\n', 'uses: ./\n'],
    [pins, 'run: npm test\n', 'uses: $/gate@main\n'],
    [pins, 'run: npm test\n', 'uses: $/../other\n'],
    [pins, 'run: npm test\n', 'uses: $/gate # v1.0.0\n'],
    [pins, 'run: npm test\n', 'uses: docker://alpine:3\n'],
    [pins, '- run: npm test\n', '- { uses: actions/cache@main }\n'],
    [secrets, 'run: npm test\n', 'run: npm test\n        env: { TOKEN: "${{ secrets.TOKEN }}" }\n'],
    [secrets, 'run: npm test\n', 'run: npm test\n        env: { TOKEN: "${{ github.token }}" }\n'],
    [secrets, 'run: npm test\n', 'run: npm test\n        env: { ALL: "${{ toJSON(secrets) }}" }\n'],
    [secrets, 'run: npm test\n', `run: npm test\n        env: { TOKEN: "\${{ secrets['TOKEN'] }}" }\n`],
    [secrets, /^permissions: {}\n/m, 'permissions: {}\n# secrets: inherit\n'],
    [once, /^concurrency:[^]*?\n\n/m, ''],
    [once, 'group: ci-${{ github.ref }}', 'group: ci'],
    [locked, 'run: npm test\n', 'run: npx eslint .\n'],
    [locked, 'run: npm ci\n', 'run: npm install\n'],
  ])('find one that breaks "%s": %j as %j', (rule, sound, broken) => {
    expect(brokenBy(CI, [...RULES, ...PROJECT_RULES])).toEqual([]);
    expect(brokenBy(CI.replace(sound, broken), [...RULES, ...PROJECT_RULES])).toEqual([rule]);
  });

  const ON = '  pull_request:\n    types: [opened, synchronize, reopened, edited]\n';
  const TURNS = 'concurrency:\n  group: access-policies-${{ github.ref }}\n\n';
  const CALL = 'access-policy-gate/access-policy-gate/.github/workflows';
  /** A workflow that judges by the base and comments, in each of the ways there are. */
  const judging = [
    `    uses: ${CALL}/access-policy-gate.yml@v1\n    with: { config-ref: base }\n`,
    `    timeout-minutes: 9\n    steps:\n      - uses: access-policy-gate/access-policy-gate@v1\n        with: { config-ref: base, comment: always }\n`,
  ].map((called) => `on:\n${ON}  merge_group:\n\npermissions: {}\n\n${TURNS}jobs:\n  gate:\n${called}`);
  const calling = (judging[0] ?? '').replace('-gate.yml@v1\n    with: { config-ref: base }', '-pr.yml@v1');

  it.each([
    ...judging.flatMap((text) => [
      [base, text, ', edited]', ']'],
      [base, text, 'opened, ', ''],
      [base, text, ON, '  pull_request:\n'],
      [turns, text, TURNS, ''],
      [turns, text, '-${{ github.ref }}', ''],
    ]),
    [base, calling, ', edited]', ']'],
    [base, calling, `on:\n${ON}  merge_group:\n`, 'on: [pull_request, merge_group]\n'],
  ])('find one that breaks "%s" in %j: %j as %j', (rule, text, sound, broken) => {
    expect(text).toContain(sound);
    expect(brokenBy(text ?? '', RULES)).toEqual([]);
    expect(brokenBy((text ?? '').replace(sound ?? '', broken ?? ''), RULES)).toEqual([rule]);
  });

  it.each([
    ['goes by the rules of the workspace', ', edited]', ']', 'config-ref: base', 'config-ref: workspace'],
    ['judges nothing that can be retargeted', ON, '  push:\n', '', ''],
  ])('let one be that %s', (_, sound, other, of, by) => {
    const text = judging[0] ?? '';
    expect(brokenBy(text.replace(sound, other).replace(of, by), RULES)).toEqual([]);
  });

  it('let a called workflow take its turns by itself', () => {
    expect(brokenBy(calling.replace(TURNS, ''), RULES)).toEqual([]);
  });
});

describe('.github/workflows/ci.yml', () => {
  const workflow = parse(CI) as Workflow;
  const commands = stepsOf(workflow).flatMap(({ run = '' }) => run.trim().split('\n'));

  it('runs for pull requests, for what is merged, and for the queue of merges', () => {
    expect(eventsOf(workflow.on).sort()).toEqual(['merge_group', 'pull_request', 'push']);
  });

  it('runs on the oldest Node.js that the command line takes, and on that of the action', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const { runs } = parse(read('action.yml')) as { runs: { using: string } };
    expect(workflow.jobs['test']?.strategy?.matrix).toEqual({
      node: [engines.node.replace('>=', ''), runs.using.replace('node', '')].map(Number),
    });
  });

  it('runs all tests and the demo, and compares dist/ with what src/ builds', () => {
    expect(commands).toEqual(expect.arrayContaining(['npm ci', 'npm test', 'npm run demo', 'npm run build']));
    expect(commands.at(-1)).toBe('git diff --exit-code --stat -- dist');
  });
});

describe('.github/workflows/audit.yml', () => {
  it('asks every week for the signatures and the known vulnerabilities of what is installed', () => {
    const workflow = parse(read('.github/workflows/audit.yml')) as Workflow;
    expect(workflow.on).toHaveProperty('schedule.0.cron', expect.stringMatching(/^\d+ \d+ \* \* \d$/));
    expect(stepsOf(workflow).map(({ run }) => run)).toEqual(
      expect.arrayContaining(['npm audit signatures', 'node .ci/bundled.js audit --package-lock-only']),
    );
  });
});

describe('.github/dependabot.yml', () => {
  it('proposes new versions of packages and of actions, when they are some days old', () => {
    const { updates } = parse(read('.github/dependabot.yml')) as {
      updates: { 'package-ecosystem': string; cooldown: { 'default-days': number } }[];
    };
    expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions']);
    for (const { cooldown } of updates) expect(cooldown['default-days']).toBeGreaterThanOrEqual(7);
  });
});
