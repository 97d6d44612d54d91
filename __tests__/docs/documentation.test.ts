import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config/load.ts';
import { checkPolicy } from '../../src/policies/policy.ts';
import { ROOT, runCli } from '../support/built.ts';
import { blocksOf } from '../support/documents.ts';

const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'examples/README.md'];

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

const blocks = DOCUMENTS.flatMap(blocksOf);
const yaml = blocks.filter(({ language }) => language === 'yaml');
const configs = yaml.filter(({ text }) => /^version: 1$/m.test(text));
/** Held to what they call by workflows.test.ts. */
const callers = yaml.filter(({ text }) => /^jobs:$/m.test(text) && !text.includes('steps:'));
/** Of the document on workflows, those that call none, or not only. */
const workflows = blocksOf('docs/workflows.md').filter(({ text }) => text.includes('steps:'));
const reports = blocks.filter(({ language }) => language === 'text');
/** The commands of each block, which are run one after the other. */
const scripts = blocks
  .filter(({ language }) => language === 'sh')
  .map(({ document, line, text }) => ({ document, line, commands: text.trim().split('\n') }));

it('has no block that nothing here checks', () => {
  expect(blocks.length).toBe(
    configs.length +
      callers.length +
      reports.length +
      blocks.filter(({ language }) => language === 'sh').length,
  );
  expect(configs.length).toBeGreaterThan(0);
  expect(workflows.length).toBeGreaterThan(0);
});

describe('a config in the documentation', () => {
  it.each(configs)('of $document:$line is one', ({ document, text }) => {
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

describe('a report in the documentation', () => {
  it.each(reports)('of $document:$line is how that of the Terraform example begins', async ({ text }) => {
    const { stdout } = await runCli([
      ...['check', '--emulator', 'examples/directory.yml', '--config', 'examples/terraform/gate.yml'],
      ...['--terraform-plan', 'examples/terraform/plan.json'],
    ]);
    expect(stdout.slice(0, text.length)).toBe(text);
  });
});

describe('a command in the documentation', () => {
  const names = Object.keys(
    (JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { scripts: object }).scripts,
  );
  const isOfCli = (command: string): boolean => command.startsWith('node ');
  const others = scripts
    .flatMap(({ commands }) => commands)
    .filter((command) => !isOfCli(command))
    .map((command) => ({ command }));

  it.each(others)('$command runs a script that there is', ({ command }) => {
    const [, script] = /^(?:npm ci && |UPDATE_GOLDEN=1 )?npm (?:run )?(\w+)$/.exec(command) ?? [];
    expect(names).toContain(script);
  });

  it.each(scripts.filter(({ commands }) => commands.some(isOfCli)))(
    'of $document:$line does what it says, after those before it',
    async ({ commands }) => {
      for (const command of commands) {
        const [line = '', note] = command.split(' # exits with ');
        expect(line).toMatch(/^node dist\/cli\/index\.js /);
        const { exitCode } = await runCli(line.split(' ').slice(2));
        expect([line, exitCode]).toEqual([line, Number(note ?? 0)]);
      }
    },
    120_000,
  );
});

it('links to headings that there are', () => {
  for (const document of DOCUMENTS) {
    const markdown = readFileSync(`${ROOT}${document}`, 'utf8');
    const anchors = [...markdown.matchAll(/^#+ (.+)$/gm)].map(
      ([, heading = '']) => `#${heading.toLowerCase().replaceAll(' ', '-')}`,
    );
    const links = [...markdown.matchAll(/\]\((#[^)]+)\)/g)].map(([, target]) => target);
    expect(links.filter((link = '') => !anchors.includes(link))).toEqual([]);
  }
});

it('links to files that there are', () => {
  const links = DOCUMENTS.flatMap((document) =>
    [...readFileSync(`${ROOT}${document}`, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]+)?\)/g)].map(
      ([, target = '']) => target,
    ),
  );
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((target) => !existsSync(`${ROOT}${target}`))).toEqual([]);
});
