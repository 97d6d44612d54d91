import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config/load.ts';
import { parseDirectory } from '../../src/emulator/directory.ts';
import { checkPolicy } from '../../src/policies/policy.ts';
import { ROOT, runCli } from '../support/built.ts';
import { type Block, blocksOf, DOCUMENTS } from '../support/documents.ts';
import { isWalked } from '../support/walk.ts';

/** What these tests read of a workflow. */
interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions?: unknown;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly steps?: readonly Step[];
}

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly 'working-directory'?: string;
}

/** What a block is, which says who checks it. */
type Kind =
  | 'config'
  | 'directory'
  | 'workflow'
  | 'policies'
  | 'commands'
  | 'scripts'
  | 'installation'
  | 'release'
  | 'output'
  | 'help';

/** It is about what is outside of the project; install.test.ts holds all of its blocks. */
const INSTALLATION = 'docs/how-to/install.md';

const blocks = DOCUMENTS.flatMap(blocksOf);

/** Undefined where nobody checks it. */
function kindOf(block: Block): Kind | undefined {
  const { document, language, text } = block;
  switch (language) {
    case 'yaml':
      // Held to what they call by workflows.test.ts, and to the rules for all workflows in supply/.
      if (/^jobs:$/m.test(text)) return 'workflow';
      if (/^users:/m.test(text)) return 'directory';
      if (/^repos:$/m.test(text) && document === INSTALLATION) return 'installation';
      return /^version: 1$/m.test(text) ? 'config' : undefined;
    case 'json':
      return 'policies';
    case 'sh':
      // Nobody but a maintainer can run these.
      if (document === 'RELEASING.md') return 'release';
      if (document === INSTALLATION) return 'installation';
      if (isWalked(block)) return 'commands';
      return /^(?:UPDATE_GOLDEN=1 )?npm /m.test(text) ? 'scripts' : undefined;
    case 'text': {
      const of = blocksOf(document);
      const before = of[of.findIndex(({ line }) => line === block.line) - 1];
      return document === 'README.md' || (before && isWalked(before)) ? 'output' : undefined;
    }
    case 'console':
      return document.startsWith('docs/reference/') ? 'help' : undefined;
    default:
      return undefined;
  }
}

const of = (...kinds: readonly Kind[]): Block[] =>
  blocks.filter((block) => kinds.some((kind) => kind === kindOf(block)));
const workflows = of('workflow').filter(({ text }) => text.includes('steps:'));

it('has no block that nothing checks', () => {
  const unchecked = blocks.filter((block) => kindOf(block) === undefined);
  expect(unchecked.map(({ document, line, language }) => `${document}:${String(line)}: ${language}`)).toEqual(
    [],
  );
  for (const kind of ['config', 'directory', 'workflow', 'policies', 'commands', 'output'] as const) {
    expect(of(kind).length).toBeGreaterThan(0);
  }
  expect(workflows.length).toBeGreaterThan(0);
});

it('closes every block that it opens', () => {
  for (const document of DOCUMENTS) {
    const fences = readFileSync(`${ROOT}${document}`, 'utf8').match(/^ *```/gm) ?? [];
    expect([document, fences.length]).toEqual([document, 2 * blocksOf(document).length]);
  }
});

describe('a config in the documentation', () => {
  it.each(of('config'))('of $document:$line is one', ({ document, text }) => {
    const { config, tested, problems } = parseConfig(document, text);
    expect(problems).toEqual([]);
    expect(config?.warnings).toEqual([]);
    const entries = tested.flatMap((test) =>
      test.kind === 'policies'
        ? [...test.policies, ...(test.baseline?.kind === 'policies' ? test.baseline.policies : [])]
        : [],
    );
    for (const entry of entries) {
      if (entry.kind === 'policy') expect(checkPolicy(entry.policy, entry.locate)).toEqual([]);
    }
  });
});

describe('a directory in the documentation', () => {
  it.each(of('directory'))('of $document:$line is one', ({ document, text }) => {
    const { users, crowds } = parseDirectory(document, text);
    expect(users.length + crowds.length).toBeGreaterThan(0);
  });
});

describe('JSON in the documentation', () => {
  it.each(of('policies'))('of $document:$line is a list of policies', ({ document, text }) => {
    const policies: unknown = JSON.parse(text);
    expect(Array.isArray(policies) ? policies.length : 0).toBeGreaterThan(0);
    const place = () => ({ file: document, line: 1, column: 1 });
    expect((policies as unknown[]).flatMap((policy) => checkPolicy(policy, place))).toEqual([]);
  });
});

describe('a workflow with steps in the documentation', () => {
  it.each(workflows)('of $document:$line gives each job what it needs, and no more', ({ text }) => {
    const { permissions, jobs } = parse(text) as Workflow;
    expect(permissions).toEqual({});
    for (const { permissions: granted, steps } of Object.values(jobs)) {
      if (steps === undefined) continue;
      const comments = steps.some((step) => step.with?.['comment'] !== undefined);
      expect(granted).toEqual({ contents: 'read', ...(comments && { 'pull-requests': 'write' }) });
    }
  });

  it('gives the gate the plan that a job before has written and uploaded', () => {
    const plans = workflows.flatMap(({ text }) => {
      const jobs = Object.values((parse(text) as Workflow).jobs);
      const steps = jobs.flatMap((job) => job.steps ?? []);
      const written = steps.flatMap(({ run = '', 'working-directory': folder = '.' }) =>
        [...run.matchAll(/^terraform show -json (\S+) > (\S+)$/gm)]
          .filter(([, plan = '']) => run.includes(`-out=${plan}\n`))
          .map(([, , file = '']) => posix.join(folder, file)),
      );
      const uploaded = steps
        .filter(({ uses }) => uses?.startsWith('actions/upload-artifact@'))
        .map((step) => ({ name: step.with?.['name'], path: step.with?.['path'] }));
      const given = jobs
        .filter((job) => job.with?.['terraform-plan'] !== undefined)
        .map((job) => ({ name: job.with?.['terraform-plan-artifact'], path: job.with?.['terraform-plan'] }));
      return given.length > 0 ? [{ written, uploaded, given }] : [];
    });
    expect(plans.length).toBeGreaterThan(0);
    for (const { written, uploaded, given } of plans) {
      expect(uploaded.map(({ path }) => path)).toEqual(written);
      // An artifact of one file has it without its folders.
      expect(given).toEqual(uploaded.map(({ name, path }) => ({ name, path: posix.basename(String(path)) })));
    }
  });
});

describe('the report in the README', () => {
  const reports = of('output').filter(({ document }) => document === 'README.md');

  it.each(reports)('of line $line is how that of the Terraform example begins', async ({ text }) => {
    const { stdout } = await runCli([
      ...['check', '--emulator', 'examples/directory.yml', '--config', 'examples/terraform/gate.yml'],
      ...['--terraform-plan', 'examples/terraform/plan.json'],
    ]);
    expect(stdout.slice(0, text.length)).toBe(text);
  });

  it('is there', () => {
    expect(reports).toHaveLength(1);
  });
});

describe('a script in the documentation', () => {
  const names = Object.keys(
    (JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { scripts: object }).scripts,
  );
  const commands = of('scripts')
    .flatMap(({ text }) => text.trim().split('\n'))
    .map((command) => ({ command }));

  it.each(commands)('is one that there is: $command', ({ command }) => {
    const [, script] = /^(?:npm ci && |UPDATE_GOLDEN=1 )?npm (?:run )?([\w:]+)$/.exec(command) ?? [];
    expect(names).toContain(script);
  });
});

describe('the commands of a release', () => {
  it.each(of('release'))('of line $line are read by bash', ({ text }) => {
    const { status, stderr } = spawnSync('bash', ['-n', '-c', text], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
